//! Applying for a release.

use super::{Subject, invalid, said};
use crate::authorise::authorise;
use crate::ports::StoreError;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    CheckKind, ColumnName, DeliveryId, Principal, Release, ReleaseChoice, ReleaseId, ReleaseState,
};

/// Most that may be asked of groups.
const MOST: u32 = 1_000;

/// What somebody applies for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseApplication {
    /// What is to be looked at.
    pub choice: ReleaseChoice,
    /// The delivery they have seen; another may have come meanwhile. None means whichever it is.
    pub delivery: Option<DeliveryId>,
    /// What they want to say to the gatekeeper.
    pub note: String,
    /// Whether later deliveries shall become public by themselves while schema and checks stay as they are.
    pub standing: bool,
}

impl Hub {
    /// Applies for making a version public. Only what meets every item of the checklist comes before the gatekeeper.
    pub async fn apply_for_release(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        application: ReleaseApplication,
    ) -> Result<Release, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Maintain, &Resource::of(&dataset))?;
        let subject = self.subject_of(&organisation, &dataset).await?;
        let subject = subject.ok_or(invalid("version", "release_no_version"))?;
        if application
            .delivery
            .is_some_and(|seen| seen != subject.delivery())
        {
            return Err(HubError::Store(StoreError::Conflict {
                what: "another version than the one that was looked at",
            }));
        }
        let choice = checked(application.choice, &subject)?;
        let checks = self.checks(principal, &subject, &choice).await?;
        if checks.iter().any(hebewerk_model::Check::is_open) {
            return Err(invalid("checks", "release_checks_open"));
        }
        let mut event = self.event(principal, "apply_release", Some(dataset.id), &decision);
        event.version = Some(subject.version.number.0.into());
        let release = Release {
            id: ReleaseId::from_uuid(self.parts.identifiers.fresh()),
            dataset: dataset.id,
            version: subject.version.number,
            delivery: subject.delivery(),
            state: ReleaseState::Applied,
            choice,
            checks,
            note: said(&application.note),
            standing: application.standing,
            under: None,
            applied_by: principal.account(),
            applied_at: event.at,
            decided_by: None,
            decided_at: None,
            reason: None,
            withdrawn_by: None,
            withdrawn_at: None,
        };
        self.parts.releases.keep(&release, &event).await?;
        Ok(release)
    }
}

/// A choice about columns that are there, with figures that mean something.
pub(super) fn checked(
    mut choice: ReleaseChoice,
    subject: &Subject,
) -> Result<ReleaseChoice, HubError> {
    let is_there = |name: &ColumnName| {
        let mut tables = subject.tables.iter();
        tables.any(|table| {
            table.table.sql_name.as_str() == name.table
                && table
                    .columns
                    .iter()
                    .any(|column| column.name == name.column)
        })
    };
    choice.quasi.sort();
    choice.quasi.dedup();
    let mut chosen = choice
        .quasi
        .iter()
        .chain(&choice.sensitive)
        .chain(&choice.counts);
    if !chosen.all(is_there) {
        return Err(invalid("columns", "release_unknown_column"));
    }
    if choice.least < ReleaseChoice::LEAST || choice.least > MOST {
        return Err(invalid("least", "release_least"));
    }
    if choice.diverse < 2 || choice.diverse > MOST {
        return Err(invalid("diverse", "release_diverse"));
    }
    let reasons = std::mem::take(&mut choice.reasons).into_iter();
    choice.reasons = reasons
        .filter(|(kind, _)| kind.may_not_apply())
        .filter_map(|(kind, words): (CheckKind, String)| Some((kind, said(&words)?)))
        .collect();
    Ok(choice)
}
