//! Releases, as programs read and write them.

use crate::Refusal;
use hebewerk_hub::{ReleaseApplication, ReleaseView, ReleaseWords, WaitingRelease};
use hebewerk_model::{Check, CheckKind, ColumnName, Release, ReleaseChoice, Visibility};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A column.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ChosenColumn {
    /// Name of the table in SQL.
    table: String,
    /// Name of the column in SQL.
    column: String,
}

/// What the checklist looks at.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Choice {
    /// Columns by which somebody could be recognised, or along which a table counts.
    #[serde(default)]
    quasi: Vec<ChosenColumn>,
    /// The column nobody should learn of a single person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sensitive: Option<ChosenColumn>,
    /// The column that holds counts of persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counts: Option<ChosenColumn>,
    /// The least number of rows that look alike, and the least count: 3 to 1,000.
    #[serde(default = "least")]
    least: u32,
    /// The least number of different sensitive values among rows that look alike: 2 to 1,000.
    #[serde(default = "diverse")]
    diverse: u32,
    /// Why `anonymity`, `diversity` or `small_cells` do not apply; that of `anonymity` counts for all three.
    #[serde(default)]
    reasons: BTreeMap<String, String>,
}

fn least() -> u32 {
    ReleaseChoice::default().least
}

fn diverse() -> u32 {
    ReleaseChoice::default().diverse
}

/// An application.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ApplicationWish {
    /// What the checklist is to look at.
    choice: Choice,
    /// The delivery that was looked at; a conflict if another one has come.
    #[serde(default)]
    delivery: Option<String>,
    /// What the gatekeeper should know.
    #[serde(default)]
    note: Option<String>,
    /// That later deliveries become public by themselves while schema and checks stay as they are.
    #[serde(default)]
    standing: bool,
}

impl ApplicationWish {
    pub(super) fn understood(self) -> Result<ReleaseApplication, Refusal> {
        let invalid = || Refusal::invalid("invalid_request");
        let name = |chosen: ChosenColumn| ColumnName {
            table: chosen.table,
            column: chosen.column,
        };
        let mut reasons = BTreeMap::new();
        for (code, reason) in self.choice.reasons {
            reasons.insert(CheckKind::from_code(&code).ok_or_else(invalid)?, reason);
        }
        let delivery = self.delivery.map(|id| id.parse()).transpose();
        Ok(ReleaseApplication {
            choice: ReleaseChoice {
                quasi: self.choice.quasi.into_iter().map(name).collect(),
                sensitive: self.choice.sensitive.map(name),
                counts: self.choice.counts.map(name),
                least: self.choice.least,
                diverse: self.choice.diverse,
                reasons,
            },
            delivery: delivery.map_err(|_error| invalid())?,
            note: self.note.unwrap_or_default(),
            standing: self.standing,
        })
    }
}

/// Why an application is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ReleaseReason {
    /// In at most 1,000 characters.
    pub(super) reason: String,
}

/// That what is released is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Withdrawal {
    /// Why, in at most 1,000 characters.
    pub(super) reason: String,
    /// Who may read it then: `city` or `office`.
    visibility: String,
}

impl Withdrawal {
    pub(super) fn circle(&self) -> Result<Visibility, Refusal> {
        let circle = self.visibility.parse();
        circle.map_err(|_error| Refusal::invalid("release_withdraw_public"))
    }
}

/// How far it had gone.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Withdrawn {
    /// Uses since it was released.
    pub(super) uses: u64,
}

/// An item of the checklist.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct CheckView {
    /// `personal_data`, `anonymity`, `diversity`, `small_cells`, `differences`, `description`, `licence` or `contact`.
    kind: &'static str,
    /// `met`, `not_met` or `does_not_apply`.
    outcome: &'static str,
    /// What it rests on.
    figures: BTreeMap<String, u64>,
    /// Why it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl CheckView {
    fn of(check: &Check) -> Self {
        Self {
            kind: check.kind.code(),
            outcome: check.outcome.code(),
            figures: check.figures.clone(),
            reason: check.reason.clone(),
        }
    }
}

/// An application and what became of it.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ReleaseSummary {
    /// Identity.
    id: String,
    /// Number of the version.
    version: u32,
    /// `applied`, `agreed`, `refused`, `withdrawn` or `overtaken`.
    state: &'static str,
    /// Whether later deliveries become public by themselves while schema and checks stay as they are.
    standing: bool,
    /// The application whose standing approval covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<String>,
    /// Name of who applied; missing if that was on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    applied_by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    applied_at: String,
    /// Name of who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    decided_at: Option<String>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
    /// Why it was refused or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What the applicant said.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The checklist as it stood then.
    checks: Vec<CheckView>,
}

impl ReleaseSummary {
    pub(super) fn of(release: &Release, words: Option<&ReleaseWords>) -> Self {
        Self {
            id: release.id.to_string(),
            version: release.version.0,
            state: release.state.code(),
            standing: release.standing,
            under: release.under.map(|id| id.to_string()),
            applied_by: words.and_then(|words| words.applied_by.clone()),
            applied_at: release.applied_at.to_string(),
            decided_by: words.and_then(|words| words.decided_by.clone()),
            decided_at: release.decided_at.map(|at| at.to_string()),
            withdrawn_at: release.withdrawn_at.map(|at| at.to_string()),
            reason: release.reason.clone(),
            note: release.note.clone(),
            checks: release.checks.iter().map(CheckView::of).collect(),
        }
    }
}

/// An application that waits.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct WaitingSummary {
    /// Slug of the office.
    organisation: String,
    /// Slug of the dataset.
    dataset: String,
    /// Whether the caller may decide on it.
    may_decide: bool,
    /// The application.
    release: ReleaseSummary,
}

impl WaitingSummary {
    pub(super) fn of(waiting: &WaitingRelease) -> Self {
        let words = &waiting.words;
        Self {
            organisation: waiting.organisation.slug.to_string(),
            dataset: waiting.dataset.slug.to_string(),
            may_decide: waiting.may_decide,
            release: ReleaseSummary::of(&words.release, Some(words)),
        }
    }
}

/// The checklist of a dataset, and its releases.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ReleaseDetail {
    /// The version a release would be about; missing while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    /// Its delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<String>,
    /// Whether that version waits, and an earlier one is what the public sees.
    waits: bool,
    /// Whether every item is met or does not apply.
    is_ready: bool,
    /// The checklist.
    checks: Vec<CheckView>,
    /// What it looked at.
    choice: Choice,
    /// Uses since it was released.
    uses: u64,
    /// Applications, newest first.
    releases: Vec<ReleaseSummary>,
}

impl ReleaseDetail {
    pub(super) fn of(view: &ReleaseView) -> Self {
        let subject = view.subject.as_ref();
        let checks = subject.iter().flat_map(|subject| &subject.checks);
        let releases = view.releases.iter();
        Self {
            version: subject.map(|subject| subject.version.0),
            delivery: subject.map(|subject| subject.delivery.to_string()),
            waits: subject.is_some_and(|subject| subject.waits),
            is_ready: view.is_ready(),
            checks: checks.map(CheckView::of).collect(),
            choice: choice(&view.choice),
            uses: view.reach,
            releases: releases
                .map(|words| ReleaseSummary::of(&words.release, Some(words)))
                .collect(),
        }
    }
}

fn choice(choice: &ReleaseChoice) -> Choice {
    let column = |name: &ColumnName| ChosenColumn {
        table: name.table.clone(),
        column: name.column.clone(),
    };
    let reasons = choice.reasons.iter();
    Choice {
        quasi: choice.quasi.iter().map(column).collect(),
        sensitive: choice.sensitive.as_ref().map(column),
        counts: choice.counts.as_ref().map(column),
        least: choice.least,
        diverse: choice.diverse,
        reasons: reasons
            .map(|(kind, reason)| (kind.code().to_owned(), reason.clone()))
            .collect(),
    }
}
