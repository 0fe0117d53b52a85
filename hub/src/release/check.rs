//! The checklist: each item with the figures it rests on.

use super::count::as_public;
use super::evidence::{Evidence, Key};
use super::{Subject, holding, plain};
use crate::{Hub, HubError};
use hebewerk_disclosure::{Dimension, Shown, Table, differences, sensitive, suppress};
use hebewerk_model::{
    Check, CheckKind, CheckOutcome, Dataset, Principal, ReleaseChoice, VersionNumber,
};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a description below which nothing is described.
const DESCRIBED: usize = 20;
/// Cells of a table up to which it is worked out what else has to be withheld.
const MOST_CELLS: usize = 2_000;

impl Hub {
    /// All items, as they stand for a version under the rules of today.
    pub(super) async fn checks(
        &self,
        principal: &Principal,
        subject: &Subject,
        choice: &ReleaseChoice,
    ) -> Result<Vec<Check>, HubError> {
        let evidence = self.evidence(principal, subject, choice).await?;
        let before = self.released_before(principal, subject, choice).await?;
        Ok(CheckKind::ALL
            .into_iter()
            .map(|kind| match kind {
                CheckKind::PersonalData => personal_data(subject),
                CheckKind::Anonymity => anonymity(choice, &evidence),
                CheckKind::Diversity => diversity(choice, &evidence),
                CheckKind::SmallCells => small_cells(choice, &evidence),
                CheckKind::Differences => changes(choice, &evidence, before.as_ref()),
                CheckKind::Description => described(&subject.dataset),
                CheckKind::Licence => told(kind, subject.dataset.description.licence.is_some()),
                CheckKind::Contact => {
                    let own = subject.dataset.description.contact.is_some();
                    told(kind, own || subject.organisation.contact.is_some())
                }
            })
            .collect())
    }

    /// What the version shows that was released before this one.
    async fn released_before(
        &self,
        principal: &Principal,
        subject: &Subject,
        choice: &ReleaseChoice,
    ) -> Result<Option<(VersionNumber, Evidence)>, HubError> {
        if choice.counts.is_none() {
            return Ok(None);
        }
        let releases = self.parts.releases.of_dataset(subject.dataset.id).await?;
        let earlier = releases
            .iter()
            .filter(|it| it.version < subject.version.number);
        let earlier: Vec<_> = earlier.cloned().collect();
        let Some(release) = holding(&earlier) else {
            return Ok(None);
        };
        let versions = &self.parts.versions;
        let number = Some(release.version);
        let Some(version) = versions.get(subject.dataset.id, number).await? else {
            return Ok(None);
        };
        let earlier = Subject {
            organisation: subject.organisation.clone(),
            dataset: subject.dataset.clone(),
            tables: plain(versions.tables(version.id).await?.into_iter()),
            version,
            waits: false,
        };
        let evidence = self.evidence(principal, &earlier, choice).await?;
        Ok(Some((release.version, evidence)))
    }
}

fn check(kind: CheckKind, outcome: CheckOutcome, figures: &[(&str, u64)]) -> Check {
    Check {
        kind,
        outcome,
        figures: figures
            .iter()
            .map(|(name, figure)| ((*name).to_owned(), *figure))
            .collect(),
        reason: None,
    }
}

fn told(kind: CheckKind, is_there: bool) -> Check {
    check(kind, met(is_there), &[])
}

const fn met(is_met: bool) -> CheckOutcome {
    if is_met {
        CheckOutcome::Met
    } else {
        CheckOutcome::NotMet
    }
}

fn described(dataset: &Dataset) -> Check {
    let description = &dataset.description;
    let characters = description.text.trim().chars().count();
    let is_said = !description.title.trim().is_empty() && characters >= DESCRIBED;
    told(CheckKind::Description, is_said)
}

/// Found is decided, and no rule names a column that is not there: it would close the version.
fn personal_data(subject: &Subject) -> Check {
    let reviews = &subject.dataset.protection.reviews;
    let waiting = subject.version.personal.iter().filter(|found| {
        let decided = |it: &&hebewerk_model::PersonalReview| {
            it.column == found.column && it.kind == found.kind
        };
        !reviews.iter().any(|review| decided(&review))
    });
    let waiting = waiting.count() as u64;
    let closed = !as_public(&subject.dataset, &subject.tables).allowed;
    check(
        CheckKind::PersonalData,
        met(waiting == 0 && !closed),
        &[
            ("found", subject.version.personal.len() as u64),
            ("waiting", waiting),
            ("closed", u64::from(closed)),
        ],
    )
}

/// The reason somebody gave, that of anonymity for all three: what is not about persons is not in any of them.
fn reason(choice: &ReleaseChoice, kind: CheckKind) -> Option<Check> {
    let reasons = &choice.reasons;
    let reason = reasons.get(&kind).or(reasons.get(&CheckKind::Anonymity))?;
    Some(Check {
        reason: Some(reason.clone()),
        ..check(kind, CheckOutcome::DoesNotApply, &[])
    })
}

fn anonymity(choice: &ReleaseChoice, evidence: &Evidence) -> Check {
    let kind = CheckKind::Anonymity;
    if choice.counts.is_some() {
        return check(kind, CheckOutcome::DoesNotApply, &[("counts", 1)]);
    }
    if choice.quasi.is_empty() {
        return reason(choice, kind)
            .unwrap_or_else(|| check(kind, CheckOutcome::NotMet, &[("unchosen", 1)]));
    }
    if evidence.too_many {
        return check(kind, CheckOutcome::NotMet, &[("too_many", 1)]);
    }
    let least = u64::from(choice.least);
    let small = evidence.classes.rows_below(least);
    check(
        kind,
        met(small == 0),
        &[
            ("k", evidence.classes.k().unwrap_or(0)),
            ("least", least),
            ("small", small),
            ("rows", evidence.classes.rows()),
        ],
    )
}

fn diversity(choice: &ReleaseChoice, evidence: &Evidence) -> Check {
    let kind = CheckKind::Diversity;
    if choice.counts.is_some() {
        return check(kind, CheckOutcome::DoesNotApply, &[("counts", 1)]);
    }
    if choice.sensitive.is_none() || choice.quasi.is_empty() {
        return reason(choice, kind)
            .unwrap_or_else(|| check(kind, CheckOutcome::NotMet, &[("unchosen", 1)]));
    }
    if evidence.too_many {
        return check(kind, CheckOutcome::NotMet, &[("too_many", 1)]);
    }
    let diverse = choice.diverse as usize;
    let alike = evidence.classes.rows_less_diverse(diverse);
    check(
        kind,
        met(alike == 0),
        &[
            ("l", evidence.classes.distinct_l().unwrap_or(0) as u64),
            ("least", u64::from(choice.diverse)),
            ("small", alike),
            ("rows", evidence.classes.rows()),
        ],
    )
}

fn small_cells(choice: &ReleaseChoice, evidence: &Evidence) -> Check {
    let kind = CheckKind::SmallCells;
    if choice.counts.is_none() {
        if !choice.quasi.is_empty() {
            return check(kind, CheckOutcome::DoesNotApply, &[("rows", 1)]);
        }
        return reason(choice, kind)
            .unwrap_or_else(|| check(kind, CheckOutcome::NotMet, &[("unchosen", 1)]));
    }
    if evidence.too_many {
        return check(kind, CheckOutcome::NotMet, &[("too_many", 1)]);
    }
    let least = u64::from(choice.least);
    let is_small =
        |shown: &&Shown| matches!(shown, Shown::Count(count) if *count > 0 && *count < least);
    let small = evidence.shown.values().filter(is_small).count() as u64;
    let mut figures = vec![
        ("small", small),
        ("least", least),
        ("cells", evidence.shown.len() as u64),
    ];
    if small > 0 {
        figures.extend(with_them(&evidence.shown, least).map(|more| ("with_them", more)));
    }
    check(kind, met(small == 0), &figures)
}

/// How many other cells have to be withheld with the small ones, so that nobody can subtract them from sums; none
/// where that cannot be said.
fn with_them(shown: &BTreeMap<Key, Shown>, least: u64) -> Option<u64> {
    let dimensions = shown.keys().next()?.1.len();
    let mut lines: Vec<BTreeSet<&String>> = vec![BTreeSet::new(); dimensions];
    for (_table, values) in shown.keys() {
        for (known, value) in lines.iter_mut().zip(values) {
            known.insert(value);
        }
    }
    let cells: usize = lines.iter().map(|known| known.len() + 1).product();
    if dimensions == 0 || cells > MOST_CELLS {
        return None;
    }
    let mut counts = Vec::new();
    for ((_table, values), shown) in shown {
        let Shown::Count(count) = shown else {
            return None;
        };
        let place = |(known, value): (&BTreeSet<&String>, &String)| {
            known.iter().position(|it| *it == value).map(|at| at + 1)
        };
        let at: Option<Vec<usize>> = lines.iter().zip(values).map(place).collect();
        counts.push((at?, *count));
    }
    let flat = lines.iter().map(|known| Dimension::flat(known.len()));
    let table = Table::of_counts(flat.collect(), &counts);
    let small = (0..table.cells())
        .filter_map(|cell| Some((cell, sensitive::too_few(table.value(cell) as u64, least)?)));
    let done = suppress(&table, &small.collect()).ok()?;
    Some(done.with_them.len() as u64)
}

fn changes(
    choice: &ReleaseChoice,
    evidence: &Evidence,
    before: Option<&(VersionNumber, Evidence)>,
) -> Check {
    let kind = CheckKind::Differences;
    if choice.counts.is_none() {
        return check(kind, CheckOutcome::DoesNotApply, &[("rows", 1)]);
    }
    let Some((number, earlier)) = before else {
        return check(kind, CheckOutcome::DoesNotApply, &[("first", 1)]);
    };
    if evidence.too_many || earlier.too_many {
        return check(kind, CheckOutcome::NotMet, &[("too_many", 1)]);
    }
    let telling = differences(&earlier.shown, &evidence.shown, u64::from(choice.least));
    check(
        kind,
        met(telling.is_empty()),
        &[
            ("telling", telling.len() as u64),
            ("least", u64::from(choice.least)),
            ("version", number.0.into()),
        ],
    )
}

#[cfg(test)]
mod tests;
