//! `hebewerk bridge`: the bridges of a hub.

use crate::cli::{BridgeArgs, BridgeCommand, BridgeListArgs, BridgeOneArgs};
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::{
    BridgeBank, BridgeCard, BridgeDecision, BridgeFilter, BridgeGroup, BridgesFollowed, GroupKind,
    Hub,
};
use hebewerk_model::{BridgeState, Language, Principal};
use hebewerk_words::{Value, code, t, t_with};
use serde_json::json;

/// Lists, shows, decides or finds, as whoever holds the data directory.
pub(crate) async fn run(context: &Context, args: &BridgeArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let only_looks = matches!(args.what, BridgeCommand::List(_) | BridgeCommand::Show(_));
    let lock = if only_looks { None } else { Some(home.lock()?) };
    let wired = if only_looks {
        wiring::open_reading(&home, &config).await?
    } else {
        wiring::open(&home, &config).await?
    };
    let said = Said {
        language: context.language,
        hub: &wired.hub,
    };
    let done = match &args.what {
        BridgeCommand::List(args) => said.list(args).await,
        BridgeCommand::Show(args) => said.show(args).await,
        BridgeCommand::Accept(args) => said.decide(args, BridgeDecision::Accept).await,
        BridgeCommand::Reject(args) => said.decide(args, BridgeDecision::Reject).await,
        BridgeCommand::Reopen(args) => said.decide(args, BridgeDecision::Reopen).await,
        BridgeCommand::Find(output) => {
            let followed = said.hub.follow_bridges().await?;
            said.followed(followed, output.json)
        }
        BridgeCommand::Rebuild(output) => {
            let followed = said.hub.rebuild_bridges().await?;
            said.followed(followed, output.json)
        }
    };
    wired.close().await;
    drop(lock);
    done.map(|()| Done::Whole)
}

/// Who is spoken to, and what about.
struct Said<'a> {
    language: Language,
    hub: &'a Hub,
}

impl Said<'_> {
    async fn list(&self, args: &BridgeListArgs) -> anyhow::Result<()> {
        let filter = BridgeFilter {
            organisation: args.organisation.clone(),
            state: args.state.as_deref().and_then(BridgeState::from_code),
            dataset: None,
        };
        if !args.output.json && !args.every {
            return self.groups(&filter).await;
        }
        let cards = self.hub.bridges(&Principal::Operator, &filter).await?;
        if args.output.json {
            let list: Vec<_> = cards.iter().map(document).collect();
            return output::json(&list);
        }
        let rows: Vec<Vec<String>> = cards
            .iter()
            .map(|card| {
                vec![
                    card.bridge.id.to_string(),
                    code(self.language, "bridge-state", card.bridge.state.code()).into_owned(),
                    code(self.language, "bridge-kind", card.bridge.kind.code()).into_owned(),
                    bank(&card.left),
                    bank(&card.right),
                ]
            })
            .collect();
        let header = ["id", "state", "kind", "left", "right"];
        let header =
            header.map(|key| t(self.language, &format!("cli-bridge-column-{key}")).into_owned());
        output::table(&header, &rows)
    }

    /// A line for all bridges on one key.
    async fn groups(&self, filter: &BridgeFilter) -> anyhow::Result<()> {
        let groups = self.hub.bridge_groups(&Principal::Operator, filter).await?;
        let rows: Vec<Vec<String>> = groups
            .iter()
            .filter_map(|group| Some((group, group.best()?)))
            .map(|(group, best)| {
                vec![
                    self.thing(group),
                    group.tables.to_string(),
                    group.houses.to_string(),
                    code(self.language, "bridge-state", group.state.code()).into_owned(),
                    bank(&best.left),
                    bank(&best.right),
                    best.bridge.id.to_string(),
                    group.bridges.len().to_string(),
                ]
            })
            .collect();
        let header = [
            "thing", "tables", "houses", "state", "left", "right", "id", "bridges",
        ];
        let header =
            header.map(|key| t(self.language, &format!("cli-bridge-column-{key}")).into_owned());
        output::table(&header, &rows)
    }

    /// What a group speaks of.
    fn thing(&self, group: &BridgeGroup) -> String {
        let meaning = group.meaning.filter(|_| group.bridges.len() > 1);
        let thing = match (group.kind, meaning) {
            (GroupKind::SameTables, _) => group.best().map_or_else(String::new, |card| {
                card.left.dataset.description.title.clone()
            }),
            (GroupKind::Key | GroupKind::Steps | GroupKind::Reference, Some(meaning)) => {
                code(self.language, "semantic-type", meaning.name()).into_owned()
            }
            _ => group.labels.join(" + ").replace('\n', " "),
        };
        let (key, name) = match group.kind {
            GroupKind::Key => return thing,
            GroupKind::SameTables => ("bridge-group-tables", "title"),
            GroupKind::Steps => ("bridge-group-steps", "thing"),
            GroupKind::Reference => ("bridge-group-reference", "thing"),
            GroupKind::Warning => ("bridge-group-warning", "thing"),
        };
        let values = [(name, Value::from(thing.as_str()))];
        t_with(self.language, key, &values).into_owned()
    }

    async fn show(&self, args: &BridgeOneArgs) -> anyhow::Result<()> {
        let card = self.hub.bridge(&Principal::Operator, args.id).await?;
        if args.output.json {
            return output::json(&document(&card));
        }
        let measure = &card.bridge.measure;
        let share = |share: f64| hebewerk_words::number::share(self.language, share);
        let rules = measure.rules.iter().map(|rule| {
            let name = rule.split('.').next().unwrap_or_default();
            code(self.language, "normal-form", name).into_owned()
        });
        let lines = [
            (
                "state",
                code(self.language, "bridge-state", card.bridge.state.code()).into_owned(),
            ),
            (
                "kind",
                code(self.language, "bridge-kind", card.bridge.kind.code()).into_owned(),
            ),
            (
                "left",
                format!("{} ({})", bank(&card.left), share(measure.left_share)),
            ),
            (
                "right",
                format!("{} ({})", bank(&card.right), share(measure.right_share)),
            ),
            ("middle", card.middle.as_ref().map(bank).unwrap_or_default()),
            ("rules", rules.collect::<Vec<_>>().join(", ")),
            ("rows", measure.cardinality.clone().unwrap_or_default()),
        ];
        let view = card.view_name().map(|name| ("view", name.to_string()));
        let lines = lines
            .into_iter()
            .filter(|(key, value)| *key != "middle" || !value.is_empty());
        for (key, value) in lines.chain(view) {
            let name = t(self.language, &format!("cli-bridge-column-{key}"));
            output::line(&format!("{name}: {value}"))?;
        }
        if let Some(sql) = card.sql() {
            output::line(&sql)?;
        }
        Ok(())
    }

    async fn decide(&self, args: &BridgeOneArgs, said: BridgeDecision) -> anyhow::Result<()> {
        let operator = &Principal::Operator;
        let card = self.hub.decide_bridge(operator, args.id, said).await?;
        if args.output.json {
            return output::json(&document(&card));
        }
        let values = [
            ("left", Value::from(bank(&card.left))),
            ("right", Value::from(bank(&card.right))),
        ];
        let key = format!("cli-bridge-done-{}", said.code());
        output::line(&t_with(self.language, &key, &values))
    }

    fn followed(&self, followed: BridgesFollowed, as_json: bool) -> anyhow::Result<()> {
        if as_json {
            return output::json(&json!({
                "datasets": followed.datasets,
                "sketched": followed.sketched,
                "suggested": followed.suggested,
                "decayed": followed.decayed,
            }));
        }
        let values = [
            ("datasets", Value::from(followed.sketched)),
            ("suggested", Value::from(followed.suggested)),
            ("decayed", Value::from(followed.decayed)),
        ];
        output::line(&t_with(self.language, "cli-bridge-followed", &values))
    }
}

fn bank(bank: &BridgeBank) -> String {
    let columns = bank.columns.iter().map(|column| column.name.as_str());
    format!(
        "{}.{} ({})",
        bank.organisation.slug,
        bank.table,
        columns.collect::<Vec<_>>().join(", ")
    )
}

fn document(card: &BridgeCard) -> serde_json::Value {
    let side = |bank: &BridgeBank| {
        let columns = bank.columns.iter().map(|column| column.name.as_str());
        json!({
            "dataset": format!("{}/{}", bank.organisation.slug, bank.dataset.slug),
            "table": bank.table,
            "columns": columns.collect::<Vec<_>>(),
            "part": bank.part,
        })
    };
    json!({
        "id": card.bridge.id,
        "kind": card.bridge.kind,
        "state": card.bridge.state,
        "decay": card.bridge.decay,
        "left": side(&card.left),
        "right": side(&card.right),
        "middle": card.middle.as_ref().map(side),
        "climb": card.bridge.climb,
        "measure": card.bridge.measure,
        "sql": card.sql(),
        "view": card.view_name().map(|name| name.to_string()),
    })
}
