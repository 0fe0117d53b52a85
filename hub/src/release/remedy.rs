//! What would help where rows stand out, and what it costs.

use super::{Subject, invalid};
use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_disclosure::{Cost, Tried};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Column, ColumnName, ColumnType, Mask, Period, Principal, ReleaseChoice, TableVersion,
};

/// Remedies that are tried; each is a question to all rows.
const MOST_TRIED: usize = 12;

/// A remedy: a mask on a column, or leaving rows out.
pub type ReleaseRemedy = Cost<Option<(ColumnName, Mask)>>;

impl Hub {
    /// Tries what would help where rows stand out, the cheapest that suffices first. A remedy without a column leaves
    /// out the rows that stand out.
    pub async fn release_remedies(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        choice: &ReleaseChoice,
    ) -> Result<Vec<ReleaseRemedy>, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        authorise(principal, Action::Maintain, &Resource::of(&dataset))?;
        let subject = self.subject_of(&organisation, &dataset).await?;
        let subject = subject.ok_or(invalid("version", "release_no_version"))?;
        let choice = super::apply::checked(choice.clone(), &subject)?;
        let now = self.evidence(principal, &subject, &choice).await?;
        let (rows, least) = (now.classes.rows(), u64::from(choice.least));
        if choice.counts.is_some() || choice.quasi.is_empty() {
            return Ok(Vec::new());
        }
        let mut costs = Vec::new();
        if !now.too_many {
            let without = Tried {
                remedy: None,
                after: now.classes.without_small(least),
                cells_lost: 0.0,
                precision_lost: 0.0,
            };
            costs.push(without.cost(rows, least));
        }
        for (column, mask, lost) in tries(&subject, &choice) {
            let tried = Some((&column, mask));
            let after = self
                .evidence_with(principal, &subject, &choice, tried)
                .await?;
            if after.too_many {
                continue;
            }
            let columns: usize = subject.tables.iter().map(|table| table.columns.len()).sum();
            let share = 1.0 / columns.max(1) as f64;
            let tried = Tried {
                remedy: Some((column, mask)),
                after: after.classes,
                cells_lost: share,
                precision_lost: lost * share,
            };
            costs.push(tried.cost(rows, least));
        }
        Cost::cheapest_first(&mut costs);
        Ok(costs)
    }
}

/// Masks that fit the chosen columns, and how much of their precision each takes.
fn tries(subject: &Subject, choice: &ReleaseChoice) -> Vec<(ColumnName, Mask, f64)> {
    let mut tries = Vec::new();
    for name in &choice.quasi {
        let masks = column(&subject.tables, name).map(masks).unwrap_or_default();
        let height = masks.len() as f64;
        let levels = masks.into_iter().enumerate();
        tries.extend(levels.map(|(at, mask)| (name.clone(), mask, (at + 1) as f64 / height)));
    }
    tries.truncate(MOST_TRIED);
    tries
}

fn column<'a>(tables: &'a [TableVersion], name: &ColumnName) -> Option<&'a Column> {
    let table = tables
        .iter()
        .find(|table| table.table.sql_name.as_str() == name.table)?;
    table
        .columns
        .iter()
        .find(|column| column.name == name.column)
}

/// Levels of a hierarchy, fine to coarse; the last one leaves nothing.
fn masks(column: &Column) -> Vec<Mask> {
    match column.column_type {
        ColumnType::Text => vec![Mask::Beginning { characters: 3 }, Mask::Hide],
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc => vec![
            Mask::Period(Period::Month),
            Mask::Period(Period::Year),
            Mask::Hide,
        ],
        kind if kind.is_number() => vec![
            Mask::Group { width: 10 },
            Mask::Group { width: 100 },
            Mask::Hide,
        ],
        _ => vec![Mask::Hide],
    }
}
