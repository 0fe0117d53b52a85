//! Whether a delivery does something otherwise than the version that holds, and how grave that is.
//!
//! Grave is what breaks what people have built on the data: a table or column that is gone or bears another name, a
//! type that queries stumble over, half the rows. What a recipe has just been told to do is no drift: somebody said it.

mod cut_off;
pub(crate) mod renamed;
mod shape;
mod types;

pub(crate) use shape::{Seen, Shape, title};

use hebewerk_model::{
    ColumnRecipe, ColumnType, Drift, DriftKind, Recipe, SemanticType, TableRecipe,
};

/// A difference of rows below this is no drift: small tables breathe.
const FEW_ROWS: u64 = 10;
/// From this share of gaps on a key is no key any more.
const GAPS: f64 = 0.1;
/// From this share of gaps on a key is as good as gone.
const HOLES: f64 = 0.5;

/// Corrections a delivery is read with, and those that were kept before it.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) now: &'a Recipe,
    pub(crate) kept: &'a Recipe,
}

/// What the tables of a delivery do otherwise; `before` and `after` without tables of what was set aside.
pub(crate) fn between(before: &[Shape<'_>], after: &[Shape<'_>], said: Said<'_>) -> Vec<Drift> {
    let mut drifts = Vec::new();
    for old in before {
        match after.iter().find(|new| new.sql_name == old.sql_name) {
            Some(new) => compare(old, new, said, &mut drifts),
            None if said.leaves_out(old.name) => {}
            None => drifts.push(of_table(DriftKind::TableGone, old.name, true)),
        }
    }
    for new in after {
        if !before.iter().any(|old| old.sql_name == new.sql_name) {
            drifts.push(of_table(DriftKind::TableNew, new.name, false));
        }
    }
    let order = |drift: &Drift| DriftKind::ALL.iter().position(|kind| *kind == drift.kind);
    drifts.sort_by_key(|drift| (!drift.is_grave, order(drift)));
    drifts
}

impl<'a> Said<'a> {
    /// Whether somebody has just said that this table is left out.
    fn leaves_out(self, table: &str) -> bool {
        let said = self.now.for_table(table);
        said.is_some_and(TableRecipe::leaves_out)
    }

    /// Whether the type of a column was somebody's word, not what its values look like.
    fn gave_type(self, table: &str, label: &str) -> bool {
        let table = self.kept.for_table(table);
        let mut columns = table.into_iter().flat_map(|table| &table.columns);
        columns.any(|column| column.label == label && column.column_type.is_some())
    }

    /// What somebody has just said about a column.
    fn of_column(self, table: &str, label: &str) -> Option<&'a ColumnRecipe> {
        let find = |recipe: &'a Recipe| -> Option<&'a ColumnRecipe> {
            let mut columns = recipe.for_table(table)?.columns.iter();
            columns.find(|column| column.label == label)
        };
        let now = find(self.now);
        if now == find(self.kept) { None } else { now }
    }
}

fn compare(old: &Shape<'_>, new: &Shape<'_>, said: Said<'_>, drifts: &mut Vec<Drift>) {
    let said_of = |label: &str| said.of_column(new.name, label);
    let gone: Vec<&Seen<'_>> = without(&old.columns, &new.columns)
        .filter(|column| said_of(column.label).is_none())
        .collect();
    let fresh: Vec<&Seen<'_>> = without(&new.columns, &old.columns)
        .filter(|column| said_of(column.label).is_none())
        .collect();
    let pairs = renamed::pairs(&gone, &fresh, |before| {
        said.gave_type(new.name, before.label)
    });
    for (before, after) in &pairs {
        drifts.push(Drift {
            was: Some(before.title().to_owned()),
            is: Some(after.title().to_owned()),
            name_before: Some(before.name.to_owned()),
            ..of_column(DriftKind::ColumnRenamed, new.name, after, true)
        });
    }
    for before in gone {
        if !pairs
            .iter()
            .any(|(known, _after)| known.name == before.name)
        {
            drifts.push(of_column(DriftKind::ColumnGone, new.name, before, true));
        }
    }
    for after in fresh {
        if !pairs
            .iter()
            .any(|(_before, known)| known.name == after.name)
        {
            drifts.push(of_column(DriftKind::ColumnNew, new.name, after, false));
        }
    }
    for after in &new.columns {
        let Some(before) = old.columns.iter().find(|known| known.name == after.name) else {
            continue;
        };
        let is_said = said_of(after.label).is_some_and(|said| said.column_type.is_some());
        drifts.extend(retyped(new.name, before, after).filter(|_drift| !is_said));
        drifts.extend(gaps(new.name, before, after));
        drifts.extend(measured_otherwise(new.name, before, after));
    }
    drifts.extend(rows(old, new));
    drifts.extend(decimal_sign(old, new));
}

fn without<'a, 'b>(
    columns: &'b [Seen<'a>],
    others: &'b [Seen<'a>],
) -> impl Iterator<Item = &'b Seen<'a>> {
    columns
        .iter()
        .filter(|column| !others.iter().any(|other| other.name == column.name))
}

/// Another type. A column without any value has no type of its own.
fn retyped(table: &str, before: &Seen<'_>, after: &Seen<'_>) -> Option<Drift> {
    if before.column_type.name() == after.column_type.name()
        || before.is_empty()
        || after.is_empty()
    {
        return None;
    }
    Some(Drift {
        was: Some(before.column_type.name().to_owned()),
        is: Some(after.column_type.name().to_owned()),
        ..of_column(
            DriftKind::TypeChanged,
            table,
            after,
            types::breaks_readers(before.column_type, after.column_type),
        )
    })
}

/// A column that named the rows, and has gaps now.
fn gaps(table: &str, before: &Seen<'_>, after: &Seen<'_>) -> Option<Drift> {
    let (was, is) = (before.null_share?, after.null_share?);
    if !names_rows(before) || was > 0.0 || is < GAPS {
        return None;
    }
    Some(Drift {
        was: Some("0".to_owned()),
        is: Some(format!("{:.0}", is * 100.0)),
        ..of_column(DriftKind::KeyGaps, table, after, is >= HOLES)
    })
}

fn names_rows(column: &Seen<'_>) -> bool {
    let is_key = matches!(
        column.semantic_type,
        Some(SemanticType::Key | SemanticType::Identifier | SemanticType::Ags | SemanticType::Ars)
    );
    let may_name = matches!(column.column_type, ColumnType::Text | ColumnType::Integer);
    is_key || may_name && column.statistics.is_some_and(crate::key::is_unique)
}

/// Another unit, or another reference system: then every place lies elsewhere.
fn measured_otherwise(table: &str, before: &Seen<'_>, after: &Seen<'_>) -> Option<Drift> {
    let was = before.unit?;
    if after.unit == Some(was) || after.is_empty() {
        return None;
    }
    let is_system = |unit: &str| unit.starts_with("EPSG:");
    let is_grave = is_system(was) && after.unit.is_some_and(is_system);
    Some(Drift {
        was: Some(was.to_owned()),
        is: after.unit.map(str::to_owned),
        ..of_column(DriftKind::UnitChanged, table, after, is_grave)
    })
}

/// Half as many rows again, or less than half of them.
fn rows(old: &Shape<'_>, new: &Shape<'_>) -> Option<Drift> {
    let (was, is) = (old.rows, new.rows);
    let (few, many) = (u128::from(was.min(is)), u128::from(was.max(is)));
    let is_much = if is < was {
        2 * few < many
    } else {
        2 * many > 3 * few
    };
    let is_emptied = is == 0 && was > 0;
    if !is_emptied && (!is_much || was.abs_diff(is) < FEW_ROWS) {
        return None;
    }
    Some(Drift {
        was: Some(was.to_string()),
        is: Some(is.to_string()),
        ..of_table(DriftKind::RowsChanged, new.name, true)
    })
}

fn decimal_sign(old: &Shape<'_>, new: &Shape<'_>) -> Option<Drift> {
    let (was, is) = (old.decimal?, new.decimal?);
    let name = |sign| match sign {
        ',' => "comma".to_owned(),
        '.' => "point".to_owned(),
        other => other.to_string(),
    };
    (was != is).then(|| Drift {
        was: Some(name(was)),
        is: Some(name(is)),
        ..of_table(DriftKind::DecimalChanged, new.name, false)
    })
}

fn of_table(kind: DriftKind, table: &str, is_grave: bool) -> Drift {
    Drift {
        kind,
        table: table.to_owned(),
        column: None,
        was: None,
        is: None,
        name_before: None,
        is_grave,
    }
}

fn of_column(kind: DriftKind, table: &str, column: &Seen<'_>, is_grave: bool) -> Drift {
    Drift {
        column: Some(column.title().to_owned()),
        ..of_table(kind, table, is_grave)
    }
}

#[cfg(test)]
mod tests;
