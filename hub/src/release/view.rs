//! What is told of releases, to those who apply and to those who decide.

use super::decide::may_withdraw;
use super::{Subject, holding};
use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{
    AccountId, Check, Column, Dataset, DeliveryId, Organisation, Principal, Release, ReleaseChoice,
    ReleaseState, VersionNumber, Visibility,
};
use std::collections::HashMap;

/// A release with the names of those who took part; none for whoever holds the data directory.
#[derive(Debug, Clone)]
pub struct ReleaseWords {
    /// The release.
    pub release: Release,
    /// Who applied.
    pub applied_by: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Who took it back.
    pub withdrawn_by: Option<String>,
}

/// The version a release would be about.
#[derive(Debug, Clone)]
pub struct ReleaseSubject {
    /// Its number.
    pub version: VersionNumber,
    /// Its delivery.
    pub delivery: DeliveryId,
    /// Whether it waits, and an earlier version is what the public sees.
    pub waits: bool,
    /// Its tables.
    pub tables: Vec<ReleaseTable>,
    /// The checklist as it stands now.
    pub checks: Vec<Check>,
}

/// A table whose columns may be chosen.
#[derive(Debug, Clone)]
pub struct ReleaseTable {
    /// Name in SQL.
    pub sql_name: String,
    /// Name as in the source.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// Everything about the releases of a dataset.
#[derive(Debug, Clone)]
pub struct ReleaseView {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// What a release would be about; none while there is no version.
    pub subject: Option<ReleaseSubject>,
    /// What the checklist looked at.
    pub choice: ReleaseChoice,
    /// All of them, newest first.
    pub releases: Vec<ReleaseWords>,
    /// Whether the asker may apply.
    pub may_apply: bool,
    /// Whether the asker may decide.
    pub may_decide: bool,
    /// Whether the asker may take back what is released.
    pub may_withdraw: bool,
    /// How often it was used since it was released.
    pub reach: u64,
}

impl ReleaseView {
    /// The application that waits.
    pub fn waiting(&self) -> Option<&ReleaseWords> {
        let mut releases = self.releases.iter();
        releases.find(|words| words.release.state == ReleaseState::Applied)
    }

    /// The release that holds.
    pub fn holding(&self) -> Option<&ReleaseWords> {
        let mut releases = self.releases.iter();
        releases.find(|words| words.release.state == ReleaseState::Agreed)
    }

    /// Whether every item of the checklist is met or does not apply.
    pub fn is_ready(&self) -> bool {
        let checks = self.subject.iter().flat_map(|subject| &subject.checks);
        self.subject.is_some() && !checks.into_iter().any(Check::is_open)
    }
}

/// An application that waits for somebody.
#[derive(Debug, Clone)]
pub struct WaitingRelease {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// The application.
    pub words: ReleaseWords,
    /// Whether the asker may decide on it: as a gatekeeper, and not on their own.
    pub may_decide: bool,
}

impl Hub {
    /// The releases of a dataset and where the checklist stands, looked at with `choice`, or else with what was chosen
    /// last. For those who maintain it, and for gatekeepers. That somebody had it counted is on record.
    pub async fn release(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        choice: Option<ReleaseChoice>,
    ) -> Result<ReleaseView, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = may_look(principal, &dataset)?;
        let resource = Resource::of(&dataset);
        let releases = self.parts.releases.of_dataset(dataset.id).await?;
        let last = releases.first().map(|release| release.choice.clone());
        let chosen = choice.is_some();
        let mut choice = choice.or(last).unwrap_or_default();
        let subject = match self.subject_of(&organisation, &dataset).await? {
            Some(subject) => {
                choice = match super::apply::checked(choice, &subject) {
                    Ok(choice) => choice,
                    // What was chosen once may not be there any more.
                    Err(_) if !chosen => ReleaseChoice::default(),
                    Err(error) => return Err(error),
                };
                let mut event = self.event(principal, "check_release", Some(dataset.id), &decision);
                event.version = Some(subject.version.number.0.into());
                self.record_once_a_day(event).await?;
                let checks = self.checks(principal, &subject, &choice).await?;
                Some(told(subject, checks))
            }
            None => None,
        };
        Ok(ReleaseView {
            reach: self.reach(&dataset, &releases).await?,
            may_apply: decide(principal, Action::Maintain, &resource).allowed,
            may_decide: decide(principal, Action::Release, &resource).allowed,
            may_withdraw: holding(&releases).is_some()
                && dataset.visibility == Visibility::Public
                && may_withdraw(principal, &dataset).is_ok(),
            releases: self.named_releases(releases).await?,
            organisation,
            dataset,
            subject,
            choice,
        })
    }

    /// Applications that wait, for those who may decide on them or have made them, longest first.
    pub async fn waiting_releases(
        &self,
        principal: &Principal,
    ) -> Result<Vec<WaitingRelease>, HubError> {
        let mut waiting = Vec::new();
        // The start page asks for everybody.
        if *principal == Principal::Anonymous {
            return Ok(waiting);
        }
        for release in self.parts.releases.waiting().await? {
            let Some(dataset) = self.parts.datasets.get(release.dataset).await? else {
                continue;
            };
            if may_look(principal, &dataset).is_err() {
                continue;
            }
            let organisation = self.parts.organisations.get(dataset.organisation).await?;
            let Some(organisation) = organisation else {
                continue;
            };
            let by_themselves = release.applied_by == principal.account();
            let may_decide = decide(principal, Action::Release, &Resource::of(&dataset)).allowed;
            for words in self.named_releases(vec![release]).await? {
                waiting.push(WaitingRelease {
                    organisation: organisation.clone(),
                    dataset: dataset.clone(),
                    words,
                    may_decide: may_decide && !by_themselves,
                });
            }
        }
        Ok(waiting)
    }

    async fn named_releases(&self, releases: Vec<Release>) -> Result<Vec<ReleaseWords>, HubError> {
        let mut names: HashMap<AccountId, String> = HashMap::new();
        for release in &releases {
            let who = [release.applied_by, release.decided_by, release.withdrawn_by];
            for account in who.into_iter().flatten() {
                if !names.contains_key(&account)
                    && let Some(known) = self.parts.accounts.get(account).await?
                {
                    names.insert(account, known.name);
                }
            }
        }
        let name = |account: Option<AccountId>| account.and_then(|it| names.get(&it).cloned());
        let words = releases.into_iter().map(|release| ReleaseWords {
            applied_by: name(release.applied_by),
            decided_by: name(release.decided_by),
            withdrawn_by: name(release.withdrawn_by),
            release,
        });
        Ok(words.collect())
    }
}

fn may_look(principal: &Principal, dataset: &Dataset) -> Result<Decision, HubError> {
    let resource = Resource::of(dataset);
    let gatekeeper = decide(principal, Action::Release, &resource);
    if gatekeeper.allowed {
        return Ok(gatekeeper);
    }
    authorise(principal, Action::Maintain, &resource)
}

fn told(subject: Subject, checks: Vec<Check>) -> ReleaseSubject {
    let delivery = subject.delivery();
    let tables = subject.tables.into_iter().map(|table| ReleaseTable {
        sql_name: table.table.sql_name.to_string(),
        name: table.table.name,
        columns: table.columns,
    });
    ReleaseSubject {
        version: subject.version.number,
        delivery,
        waits: subject.waits,
        tables: tables.collect(),
        checks,
    }
}
