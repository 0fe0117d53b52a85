//! Checklist, remedies and decisions as they stand on the page.

use super::is_public;
use crate::fragments::column_card::label;
use crate::fragments::mask_words::mask_words;
use crate::pages::dataset::DatasetPath;
use crate::{Visitor, Words};
use hebewerk_hub::{ReleaseRemedy, ReleaseView, ReleaseWords};
use hebewerk_model::{CheckKind, CheckOutcome, ColumnName};
use hebewerk_words::release;

/// An item of the checklist.
pub(super) struct CheckLine {
    pub(super) name: String,
    pub(super) outcome: String,
    /// Class of the outcome's colour.
    pub(super) class: &'static str,
    pub(super) evidence: String,
    /// Where it is put right: address and words.
    pub(super) fix: Option<(String, String)>,
}

/// What holds now.
pub(super) struct Standing {
    pub(super) title: String,
    pub(super) text: String,
    /// What becomes of later deliveries.
    pub(super) later: Option<String>,
}

/// An application that waits.
pub(super) struct WaitingBox {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) note: Option<String>,
    pub(super) later: String,
    pub(super) agree_text: String,
    /// Why the reader does not decide; none if they do.
    pub(super) others: Option<String>,
}

/// A remedy that was tried.
pub(super) struct RemedyLine {
    pub(super) what: String,
    pub(super) result: String,
    pub(super) rows: String,
    pub(super) cells: String,
    pub(super) precision: String,
}

pub(super) fn check_lines(w: Words, path: &DatasetPath, view: &ReleaseView) -> Vec<CheckLine> {
    let checks = view.subject.iter().flat_map(|subject| &subject.checks);
    checks
        .map(|check| CheckLine {
            name: release::item(w.language, check.kind),
            outcome: release::outcome(w.language, check.outcome),
            class: match check.outcome {
                CheckOutcome::Met => "",
                CheckOutcome::NotMet => "hw-lage--acht",
                CheckOutcome::DoesNotApply => "hw-lage--aus",
            },
            evidence: release::evidence(w.language, check),
            fix: if check.is_open() && view.may_apply {
                fix(w, path, check.kind)
            } else {
                None
            },
        })
        .collect()
}

fn fix(w: Words, path: &DatasetPath, kind: CheckKind) -> Option<(String, String)> {
    let (step, key) = match kind {
        CheckKind::PersonalData => ("/schutz#personen", "release-fix-personal-data"),
        CheckKind::Description | CheckKind::Licence | CheckKind::Contact => {
            ("/bearbeiten", "release-fix-description")
        }
        _ => return None,
    };
    Some((format!("{}{step}", path.href()), w.t(key).into_owned()))
}

impl Standing {
    pub(super) fn of(w: Words, view: &ReleaseView) -> Self {
        let plain = |title: &str, text: &str| Self {
            title: w.t(title).into_owned(),
            text: w.t(text).into_owned(),
            later: None,
        };
        if !is_public(view) {
            return plain("release-now-closed", "release-now-closed-text");
        }
        let Some(words) = view.holding() else {
            return plain(
                "release-now-public-before",
                "release-now-public-before-text",
            );
        };
        let release = &words.release;
        let when = w.moment(release.decided_at.unwrap_or(release.applied_at));
        Self {
            title: w
                .t1("release-now-public", "version", release.version.0)
                .into_owned(),
            text: w
                .t_with(
                    "release-now-public-text",
                    &[
                        ("applied", &who(w, words, words.applied_by.as_deref())),
                        ("decided", &who(w, words, words.decided_by.as_deref())),
                        ("when", &when),
                        ("reach", &view.reach),
                    ],
                )
                .into_owned(),
            later: Some(later(w, release.standing)),
        }
    }
}

impl WaitingBox {
    pub(super) fn of(visitor: &Visitor, view: &ReleaseView) -> Option<Self> {
        let w = visitor.words;
        let words = view.waiting()?;
        let release = &words.release;
        let others = if !view.may_decide {
            let house = &view.organisation.name;
            Some(w.t1("release-other", "house", house).into_owned())
        } else if release.applied_by == visitor.principal.account() {
            Some(w.t("release-own").into_owned())
        } else {
            None
        };
        Some(Self {
            id: release.id.to_string(),
            text: w
                .t_with(
                    "release-waiting-text",
                    &[
                        ("version", &release.version.0),
                        ("applied", &who(w, words, words.applied_by.as_deref())),
                        ("when", &w.moment(release.applied_at)),
                    ],
                )
                .into_owned(),
            note: release.note.clone(),
            later: later(w, release.standing),
            agree_text: w
                .t1("release-agree-text", "version", release.version.0)
                .into_owned(),
            others,
        })
    }
}

fn later(w: Words, is_standing: bool) -> String {
    let key = if is_standing {
        "release-standing"
    } else {
        "release-each"
    };
    w.t(key).into_owned()
}

/// Who took part: somebody, a standing approval, or whoever holds the data directory.
fn who(w: Words, words: &ReleaseWords, name: Option<&str>) -> String {
    match name {
        Some(name) => name.to_owned(),
        None if words.release.under.is_some() => w.t("release-by-itself").into_owned(),
        None => w.t("release-by-operator").into_owned(),
    }
}

/// What was applied for before, newest first: what, when, and why it ended.
pub(super) fn history(w: Words, view: &ReleaseView) -> Vec<(String, String, Option<String>)> {
    let releases = view.releases.iter();
    releases
        .map(|words| {
            let release = &words.release;
            let state = w.code("release-state", release.state.code());
            let line = w.t2(
                "release-history-line",
                "version",
                release.version.0,
                "state",
                state.as_ref(),
            );
            let at = release
                .withdrawn_at
                .or(release.decided_at)
                .unwrap_or(release.applied_at);
            (line.into_owned(), w.moment(at), release.reason.clone())
        })
        .collect()
}

pub(super) fn remedy_lines(
    w: Words,
    view: &ReleaseView,
    remedies: &[ReleaseRemedy],
) -> Vec<RemedyLine> {
    let lines = remedies.iter().map(|cost| RemedyLine {
        what: match &cost.remedy {
            None => w.t("release-remedy-drop-rows").into_owned(),
            Some((column, mask)) => format!("{}: {}", named(view, column), mask_words(w, *mask)),
        },
        result: if cost.suffices() {
            w.t("release-remedy-suffices").into_owned()
        } else {
            let share = w.share(cost.still_small);
            w.t1("release-remedy-remains", "share", &share).into_owned()
        },
        rows: w.share(cost.rows_lost),
        cells: w.share(cost.cells_lost),
        precision: w.share(cost.precision_lost),
    });
    lines.collect()
}

/// The heading of a column.
fn named(view: &ReleaseView, name: &ColumnName) -> String {
    let tables = view.subject.iter().flat_map(|subject| &subject.tables);
    let mut tables = tables.filter(|table| table.sql_name == name.table);
    let column = tables.find_map(|table| table.columns.iter().find(|it| it.name == name.column));
    column.map_or_else(|| name.column.clone(), label)
}
