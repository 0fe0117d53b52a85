//! Under which conditions somebody reads a dataset, whatever table and version they ask for.

use crate::{Access, Comparison, Counts, Literal, RowFilter};
use hebewerk_model::{
    Binds, Column, ColumnName, ColumnRule, Mask, OrganisationId, PersonalColumn, PersonalReview,
    Principal, Protection, Role, RowCondition, RowRule, Verdict,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The rules of protection that bind a reader. The default is: none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conditions {
    /// Rules on rows; all must hold.
    rows: Vec<RowRule>,
    /// Rules on columns.
    columns: Vec<ColumnRule>,
    /// What becomes of personal data.
    personal: PersonalColumns,
    /// The offices of the reader.
    offices: Vec<OrganisationId>,
    /// Only counts are told, no row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
}

/// Something that is held back from a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// The column it is about.
    pub column: ColumnName,
    /// What.
    pub what: HeldBackWhat,
    /// Why.
    pub why: HeldBackWhy,
}

/// What is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldBackWhat {
    /// Rows for which this does not hold.
    Rows(RowCondition),
    /// Values: this is seen instead.
    Values(Mask),
}

/// Why something is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldBackWhy {
    /// A rule says so, for this reason.
    Said(String),
    /// Personal data that stay in the office.
    Personal,
    /// Personal data that nobody has looked at.
    Unreviewed,
}

/// What a reader sees of columns in which personal data were found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PersonalColumns {
    /// What is in them.
    #[default]
    Shown,
    /// What was looked at.
    Reviewed(Vec<PersonalReview>),
    /// What was looked at and says nothing about persons.
    Harmless(Vec<PersonalReview>),
}

impl Conditions {
    /// Those under which `principal` reads what belongs to `office`. `lifted`: a grant shows what others may not see.
    pub(crate) fn binding(
        principal: &Principal,
        office: OrganisationId,
        protection: &Protection,
        lifted: bool,
    ) -> Self {
        // Whoever was invited reads in an office, and does not belong to it: what is held back from others is held back
        // from them.
        let role = match principal {
            Principal::Guest(_) => None,
            _ => principal.role_in(office),
        };
        let holds = |binds: Binds| match binds {
            Binds::Public => match principal {
                Principal::Anonymous => true,
                Principal::Guest(_) => !lifted,
                _ => false,
            },
            Binds::Outside => role.is_none() && !lifted,
            Binds::Readers => role.is_none_or(|role| role < Role::Steward) && !lifted,
        };
        let rows = protection.rows.iter().filter(|rule| holds(rule.binds));
        let columns = protection.columns.iter().filter(|rule| holds(rule.binds));
        let reviews = || protection.reviews.clone();
        Self {
            rows: rows.cloned().collect(),
            columns: columns.cloned().collect(),
            personal: match (role, lifted) {
                (Some(_), _) => PersonalColumns::Shown,
                (None, true) => PersonalColumns::Reviewed(reviews()),
                (None, false) => PersonalColumns::Harmless(reviews()),
            },
            offices: principal.offices().collect(),
            counts: None,
        }
    }

    /// The same for somebody who may count, and see no row.
    pub(crate) fn counted(self) -> Self {
        Self {
            counts: Some(Counts::USUAL),
            ..self
        }
    }

    /// What is told of rows that may only be counted; none where rows are seen.
    pub const fn counts(&self) -> Option<Counts> {
        self.counts
    }

    /// All rules at once: what they leave is seen by everybody who may read the dataset.
    pub fn of_everybody(protection: &Protection) -> Self {
        Self {
            rows: protection.rows.clone(),
            columns: protection.columns.clone(),
            personal: PersonalColumns::Harmless(protection.reviews.clone()),
            offices: Vec::new(),
            counts: None,
        }
    }

    /// Whether rows are held back in some table.
    pub fn hold_back_rows(&self) -> bool {
        !self.rows.is_empty() || self.counts.is_some()
    }

    /// Whether nothing can be held back, whatever is found in a version.
    pub fn show_everything(&self) -> bool {
        *self
            == Self {
                offices: self.offices.clone(),
                ..Self::default()
            }
    }

    /// Whether something is held back from a version in which these columns of personal data were found.
    pub fn restrict(&self, personal: &[PersonalColumn]) -> bool {
        self.counts.is_some()
            || !self.rows.is_empty()
            || !self.columns.is_empty()
            || self
                .hidden_persons(personal, |_column| false)
                .next()
                .is_some()
    }

    /// Whether every column a rule names, or that was said to tell about persons, is there. Where one is not, it may bear
    /// another name: nothing may be read then until somebody has looked.
    pub fn fit(&self, tables: &[(&str, &[Column])]) -> bool {
        self.misfits(tables).is_empty()
    }

    /// The columns that rules name, or that were said to tell about persons, and that are not there, each once.
    pub fn misfits(&self, tables: &[(&str, &[Column])]) -> Vec<ColumnName> {
        let is_there = |name: &ColumnName| {
            tables.iter().any(|(table, columns)| {
                *table == name.table && columns.iter().any(|column| column.name == name.column)
            })
        };
        let rows = self.rows.iter().map(|rule| &rule.column);
        let columns = self.columns.iter().map(|rule| &rule.column);
        let persons = match &self.personal {
            PersonalColumns::Harmless(reviews) => reviews.as_slice(),
            PersonalColumns::Shown | PersonalColumns::Reviewed(_) => &[],
        };
        let persons = persons.iter();
        let persons = persons.filter(|review| review.verdict == Verdict::Personal);
        let named = rows
            .chain(columns)
            .chain(persons.map(|review| &review.column));
        let missing = named.filter(|name| !is_there(name));
        let missing: BTreeSet<&ColumnName> = missing.collect();
        missing.into_iter().cloned().collect()
    }

    /// The offices whose names [`Self::of_table`] has to be told; nobody's where no rule asks for them.
    pub fn offices(&self) -> &[OrganisationId] {
        let asks = |rule: &RowRule| rule.condition == RowCondition::OwnOffice;
        if self.rows.iter().any(asks) {
            &self.offices
        } else {
            &[]
        }
    }

    /// The conditions of reading one table of a version in which these columns of personal data were found. `offices`
    /// are the names of [`Self::offices`].
    pub fn of_table(&self, table: &str, personal: &[PersonalColumn], offices: &[String]) -> Access {
        let here = self.rows.iter().filter(|rule| rule.column.table == table);
        let mut filters: Vec<RowFilter> = here.map(|rule| filter(rule, offices)).collect();
        let mut masks: BTreeMap<String, Mask> = BTreeMap::new();
        for rule in self
            .columns
            .iter()
            .filter(|rule| rule.column.table == table)
        {
            let name = &rule.column.column;
            // Of two rules that bind the same reader neither may be undone by the other.
            let mask = if masks.contains_key(name) {
                Mask::Hide
            } else {
                rule.mask
            };
            masks.insert(name.clone(), mask);
        }
        let is_masked = |name: &ColumnName| name.table == table && masks.contains_key(&name.column);
        let hidden: Vec<String> = self
            .hidden_persons(personal, is_masked)
            .filter(|name| name.table == table)
            .map(|name| name.column.clone())
            .collect();
        masks.extend(hidden.into_iter().map(|name| (name, Mask::Hide)));
        Access {
            row_filter: match filters.len() {
                0 => None,
                1 => filters.pop(),
                _ => Some(RowFilter::All(filters)),
            },
            masks,
            counts: self.counts,
        }
    }

    /// What is held back of a table of a version in which these columns of personal data were found, and why: for
    /// those from whom it is.
    pub fn held_back(&self, table: &str, personal: &[PersonalColumn]) -> Vec<HeldBack> {
        let rows = self.rows.iter().map(|rule| HeldBack {
            column: rule.column.clone(),
            what: HeldBackWhat::Rows(rule.condition.clone()),
            why: HeldBackWhy::Said(rule.reason.clone()),
        });
        let masks = self.of_table(table, personal, &[]).masks;
        let values = masks.into_iter().map(|(name, mask)| {
            let is_it = |column: &ColumnName| column.table == table && column.column == name;
            let said = self.columns.iter().find(|rule| is_it(&rule.column));
            let reviewed = self.reviews().iter().any(|review| is_it(&review.column));
            HeldBack {
                what: HeldBackWhat::Values(mask),
                why: match said {
                    Some(rule) => HeldBackWhy::Said(rule.reason.clone()),
                    None if reviewed => HeldBackWhy::Personal,
                    None => HeldBackWhy::Unreviewed,
                },
                column: ColumnName {
                    table: table.to_owned(),
                    column: name,
                },
            }
        });
        let here = |held: &HeldBack| held.column.table == table;
        rows.filter(here).chain(values).collect()
    }

    fn reviews(&self) -> &[PersonalReview] {
        match &self.personal {
            PersonalColumns::Shown => &[],
            PersonalColumns::Reviewed(reviews) | PersonalColumns::Harmless(reviews) => reviews,
        }
    }

    /// The columns that are not shown because of what they say about persons: what was found and what somebody said.
    fn hidden_persons<'a>(
        &'a self,
        found: &'a [PersonalColumn],
        is_masked: impl Fn(&ColumnName) -> bool + 'a,
    ) -> impl Iterator<Item = &'a ColumnName> {
        let (reviews, grant_shows) = match &self.personal {
            PersonalColumns::Shown => (&[][..], None),
            PersonalColumns::Reviewed(reviews) => (reviews.as_slice(), Some(true)),
            PersonalColumns::Harmless(reviews) => (reviews.as_slice(), Some(false)),
        };
        let said = |name: &ColumnName| {
            let mut reviews = reviews.iter().filter(|review| review.column == *name);
            reviews.any(|review| review.verdict == Verdict::Personal)
        };
        let unreviewed = |found: &PersonalColumn| {
            let is_about = |review: &PersonalReview| {
                review.kind == found.kind && review.column == found.column
            };
            !reviews.iter().any(is_about)
        };
        let new = found.iter().filter(move |found| unreviewed(found));
        let new = new.map(|found| &found.column);
        let names = reviews.iter().map(|review| &review.column);
        let known =
            names.filter(move |name| grant_shows == Some(false) && said(name) && !is_masked(name));
        let is_bound = grant_shows.is_some();
        new.filter(move |_name| is_bound).chain(known)
    }
}

fn filter(rule: &RowRule, offices: &[String]) -> RowFilter {
    let column = rule.column.column.clone();
    let text = |value: &String| Literal::Text(value.clone());
    match &rule.condition {
        RowCondition::OneOf { values } => RowFilter::OneOf {
            column,
            literals: values.iter().map(text).collect(),
        },
        RowCondition::OwnOffice => RowFilter::OneOf {
            column,
            literals: offices.iter().map(text).collect(),
        },
        RowCondition::Between { from, to } => {
            let bound = |comparison, value: &Option<String>| {
                value.as_ref().map(|value| RowFilter::Compare {
                    column: column.clone(),
                    comparison,
                    literal: text(value),
                })
            };
            let bounds = [
                bound(Comparison::GreaterOrEqual, from),
                bound(Comparison::LessOrEqual, to),
            ];
            let bounds: Vec<RowFilter> = bounds.into_iter().flatten().collect();
            if bounds.is_empty() {
                // Without a bound it says nothing, and so nothing may be seen.
                RowFilter::Any(Vec::new())
            } else {
                RowFilter::All(bounds)
            }
        }
    }
}

#[cfg(test)]
mod tests;
