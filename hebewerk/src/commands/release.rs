//! `hebewerk release`.

use crate::cli::{
    ReleaseAgreeArgs, ReleaseApplyArgs, ReleaseArgs, ReleaseCheckArgs, ReleaseChoiceArgs,
    ReleaseCommand, ReleaseRefuseArgs, ReleaseWithdrawArgs,
};
use crate::context::Context;
use crate::dataset_name::parts;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use hebewerk_hub::{Hub, HubError, ReleaseApplication, ReleaseView};
use hebewerk_model::{CheckKind, ColumnName, Language, Principal, ReleaseChoice, ReleaseId};
use hebewerk_words::{Value, release, t, t_with};
use serde_json::json;

/// Checks, applies, decides or takes back, as whoever holds the data directory.
pub(crate) async fn run(context: &Context, args: &ReleaseArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let said = Said {
        language,
        hub: &wired.hub,
    };
    let done = match &args.what {
        ReleaseCommand::List(output) => said.list(output.json).await,
        ReleaseCommand::Check(args) => said.check(args).await,
        ReleaseCommand::Apply(args) => said.apply(args).await,
        ReleaseCommand::Agree(args) => said.agree(args).await,
        ReleaseCommand::Refuse(args) => said.refuse(args).await,
        ReleaseCommand::Withdraw(args) => said.withdraw(args).await,
    };
    closed(wired, done).await
}

async fn closed(wired: Wired, done: anyhow::Result<()>) -> anyhow::Result<Done> {
    wired.close().await;
    done.map(|()| Done::Whole)
}

/// Who is spoken to, and what about.
struct Said<'a> {
    language: Language,
    hub: &'a Hub,
}

impl Said<'_> {
    async fn list(&self, as_json: bool) -> anyhow::Result<()> {
        let waiting = self.hub.waiting_releases(&Principal::Operator).await?;
        if as_json {
            let list: Vec<_> = waiting
                .iter()
                .map(|it| {
                    json!({
                        "dataset": format!("{}/{}", it.organisation.slug, it.dataset.slug),
                        "release": it.words.release,
                    })
                })
                .collect();
            return output::json(&list);
        }
        let rows: Vec<Vec<String>> = waiting
            .iter()
            .map(|it| {
                let by = it.words.applied_by.clone();
                vec![
                    format!("{}/{}", it.organisation.slug, it.dataset.slug),
                    it.words.release.version.to_string(),
                    by.unwrap_or_else(|| t(self.language, "release-by-operator").into_owned()),
                ]
            })
            .collect();
        output::table(&self.header(["dataset", "version", "by"]), &rows)
    }

    async fn check(&self, args: &ReleaseCheckArgs) -> anyhow::Result<()> {
        let choice = choice(&args.choice)?;
        let view = self.view(&args.dataset, Some(choice)).await?;
        let checks = view.subject.map(|subject| subject.checks);
        let checks = checks.unwrap_or_default();
        if args.output.json {
            return output::json(&checks);
        }
        let rows: Vec<Vec<String>> = checks
            .iter()
            .map(|check| {
                vec![
                    release::item(self.language, check.kind),
                    release::outcome(self.language, check.outcome),
                    release::evidence(self.language, check),
                ]
            })
            .collect();
        output::table(&self.header(["check", "outcome", "evidence"]), &rows)
    }

    async fn apply(&self, args: &ReleaseApplyArgs) -> anyhow::Result<()> {
        let application = ReleaseApplication {
            choice: choice(&args.choice)?,
            delivery: None,
            note: args.note.clone(),
            standing: args.standing,
        };
        let place = parts(&args.dataset)?;
        let operator = &Principal::Operator;
        let release = self
            .hub
            .apply_for_release(operator, place, application)
            .await?;
        if args.output.json {
            return output::json(&release);
        }
        let values = [
            ("name", Value::from(args.dataset.as_str())),
            ("version", Value::from(u64::from(release.version.0))),
        ];
        output::line(&t_with(self.language, "cli-release-applied", &values))
    }

    async fn agree(&self, args: &ReleaseAgreeArgs) -> anyhow::Result<()> {
        let id = self.waiting(&args.dataset).await?;
        let place = parts(&args.dataset)?;
        self.hub
            .agree_to_release(&Principal::Operator, place, id)
            .await?;
        self.say("agreed", &args.dataset, None, args.output.json)
    }

    async fn refuse(&self, args: &ReleaseRefuseArgs) -> anyhow::Result<()> {
        let id = self.waiting(&args.dataset).await?;
        let place = parts(&args.dataset)?;
        self.hub
            .refuse_release(&Principal::Operator, place, id, &args.reason)
            .await?;
        self.say("refused", &args.dataset, None, args.output.json)
    }

    async fn withdraw(&self, args: &ReleaseWithdrawArgs) -> anyhow::Result<()> {
        let place = parts(&args.dataset)?;
        let reach = self
            .hub
            .withdraw_release(&Principal::Operator, place, args.to, &args.reason)
            .await?;
        self.say("withdrawn", &args.dataset, Some(reach), args.output.json)
    }

    /// The application of a dataset that waits.
    async fn waiting(&self, dataset: &str) -> anyhow::Result<ReleaseId> {
        let view = self.view(dataset, None).await?;
        let waiting = view.waiting().map(|words| words.release.id);
        let missing = || HubError::NotFound {
            what: "release",
            name: dataset.to_owned(),
        };
        Ok(waiting.ok_or_else(missing)?)
    }

    async fn view(
        &self,
        dataset: &str,
        choice: Option<ReleaseChoice>,
    ) -> anyhow::Result<ReleaseView> {
        let place = parts(dataset)?;
        Ok(self
            .hub
            .release(&Principal::Operator, place, choice)
            .await?)
    }

    fn say(
        &self,
        outcome: &str,
        dataset: &str,
        reach: Option<u64>,
        as_json: bool,
    ) -> anyhow::Result<()> {
        if as_json {
            return output::json(
                &json!({ "dataset": dataset, "outcome": outcome, "reach": reach }),
            );
        }
        let values = [
            ("name", Value::from(dataset)),
            ("reach", Value::from(reach.unwrap_or(0))),
        ];
        let key = format!("cli-release-{outcome}");
        output::line(&t_with(self.language, &key, &values))
    }

    fn header<const N: usize>(&self, columns: [&str; N]) -> [String; N] {
        columns.map(|key| t(self.language, &format!("cli-release-column-{key}")).into_owned())
    }
}

fn choice(args: &ReleaseChoiceArgs) -> Result<ReleaseChoice, HubError> {
    let named = |name: &String| {
        let parts = name.rsplit_once('.');
        let (table, column) = parts.ok_or(HubError::Invalid {
            field: "columns",
            code: "release_unknown_column",
        })?;
        Ok::<_, HubError>(ColumnName {
            table: table.to_owned(),
            column: column.to_owned(),
        })
    };
    let reasons = args.no_persons.iter();
    Ok(ReleaseChoice {
        quasi: args.quasi.iter().map(named).collect::<Result<_, _>>()?,
        sensitive: args.sensitive.as_ref().map(named).transpose()?,
        counts: args.counts.as_ref().map(named).transpose()?,
        least: args.least,
        diverse: args.diverse,
        reasons: reasons
            .map(|reason| (CheckKind::Anonymity, reason.clone()))
            .collect(),
    })
}
