//! What the checklist knows of the rows: classes and counts, never kept.

use super::Subject;
use super::count::{Group, Wish};
use crate::{Hub, HubError};
use hebewerk_disclosure::{Classes, Shown};
use hebewerk_model::{ColumnName, Mask, Principal, ReleaseChoice, TableVersion};
use std::collections::BTreeMap;

/// A table and the values of its columns.
pub(super) type Key = (String, Vec<String>);

/// What was counted.
#[derive(Default)]
pub(super) struct Evidence {
    /// Rows that look alike, with their sensitive values.
    pub(super) classes: Classes,
    /// Counts of a table of statistics.
    pub(super) shown: BTreeMap<Key, Shown>,
    /// There are more groups than are counted.
    pub(super) too_many: bool,
}

impl Hub {
    /// Counts what the choice asks for, as the public would see it.
    pub(super) async fn evidence(
        &self,
        principal: &Principal,
        subject: &Subject,
        choice: &ReleaseChoice,
    ) -> Result<Evidence, HubError> {
        self.evidence_with(principal, subject, choice, None).await
    }

    /// The same with one more mask on a column.
    pub(super) async fn evidence_with(
        &self,
        principal: &Principal,
        subject: &Subject,
        choice: &ReleaseChoice,
        tried: Option<(&ColumnName, Mask)>,
    ) -> Result<Evidence, HubError> {
        let mut evidence = Evidence::default();
        let mut counted = Vec::new();
        for table in &subject.tables {
            let Some(wish) = wish(table, choice, tried) else {
                continue;
            };
            let has_counts = wish.counts.is_some();
            let Some(groups) = self.groups_of(principal, subject, wish).await? else {
                evidence.too_many = true;
                continue;
            };
            let name = table.table.sql_name.to_string();
            if has_counts {
                evidence.shown.extend(shown(&name, &groups));
            } else {
                let rows = groups.into_iter();
                counted.extend(rows.map(|it| ((name.clone(), it.key), it.sensitive, it.rows)));
            }
        }
        evidence.classes = Classes::from_counts(counted);
        Ok(evidence)
    }
}

/// What is to be counted of a table, if anything.
fn wish<'a>(
    table: &'a TableVersion,
    choice: &'a ReleaseChoice,
    tried: Option<(&'a ColumnName, Mask)>,
) -> Option<Wish<'a>> {
    let here = |column: &'a ColumnName| {
        (column.table == table.table.sql_name.as_str()).then_some(column.column.as_str())
    };
    let columns: Vec<&str> = choice.quasi.iter().filter_map(here).collect();
    let counts = choice.counts.as_ref().and_then(here);
    if columns.is_empty() && counts.is_none() {
        return None;
    }
    Some(Wish {
        table,
        columns,
        sensitive: choice.sensitive.as_ref().and_then(here),
        counts,
        tried: tried.and_then(|(column, mask)| Some((here(column)?, mask))),
    })
}

fn shown(table: &str, groups: &[Group]) -> Vec<(Key, Shown)> {
    let shown = groups.iter().map(|group| {
        let count = group.amount.map_or(Shown::Withheld, Shown::Count);
        ((table.to_owned(), group.key.clone()), count)
    });
    shown.collect()
}
