//! Columns keep their identity across versions.

use hebewerk_model::{Column, ColumnId, ColumnType, InspectedColumn, TableRecipe, VersionChange};

/// The columns of a new version: a column of the version before with the same name lends its id, every other
/// gets one that was never used in this table.
pub(crate) fn identified(
    inspected: &[InspectedColumn],
    before: &[Column],
    next_id: i32,
) -> Vec<Column> {
    let mut fresh = next_id..;
    inspected
        .iter()
        .map(|column| {
            let known = before.iter().find(|known| known.name == column.name);
            Column {
                id: known.map_or_else(
                    || ColumnId(fresh.next().unwrap_or(i32::MAX)),
                    |known| known.id,
                ),
                name: column.name.clone(),
                label: column.label.clone(),
                column_type: column.column_type,
                semantic_type: column.semantic_type,
                confidence: column.confidence,
                unit: column.unit.clone(),
            }
        })
        .collect()
}

/// The columns of the table that holds what was set aside.
pub(crate) fn aside() -> Vec<Column> {
    [
        ("zeile", "Zeile", ColumnType::Integer),
        ("spalte", "Spalte", ColumnType::Text),
        ("grund", "Grund", ColumnType::Text),
        ("rohtext", "Rohtext", ColumnType::Text),
    ]
    .into_iter()
    .zip(1..)
    .map(|((name, label, column_type), id)| Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: label.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    })
    .collect()
}

/// Leaves out what the recipe skips.
pub(crate) fn kept<'a>(
    inspected: &'a [InspectedColumn],
    recipe: Option<&TableRecipe>,
) -> impl Iterator<Item = &'a InspectedColumn> {
    let labels = inspected.iter().map(|column| column.label.as_str());
    let corrections = match recipe {
        Some(recipe) => recipe.by_column(labels),
        None => vec![None; inspected.len()],
    };
    let skipped: Vec<bool> = corrections
        .into_iter()
        .map(|correction| correction.is_some_and(|correction| correction.skip))
        .collect();
    inspected
        .iter()
        .zip(skipped)
        .filter(|(_column, skip)| !skip)
        .map(|(column, _skip)| column)
}

/// Notes what changed in the columns of one table.
pub(crate) fn compare(
    change: &mut VersionChange,
    table: &str,
    before: &[Column],
    after: &[Column],
) {
    for column in after {
        match before.iter().find(|known| known.name == column.name) {
            None => change
                .columns_added
                .push(format!("{table}.{}", column.name)),
            Some(known) if known.column_type != column.column_type => {
                change
                    .columns_retyped
                    .push(format!("{table}.{}", column.name));
            }
            Some(_) => {}
        }
    }
    for column in before {
        if !after.iter().any(|known| known.name == column.name) {
            change
                .columns_removed
                .push(format!("{table}.{}", column.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inspected(name: &str) -> InspectedColumn {
        InspectedColumn {
            label: name.to_uppercase(),
            name: name.to_owned(),
            column_type: ColumnType::Text,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
            null_share: 0.0,
            distinct: 1,
            pattern: None,
            personal: None,
        }
    }

    #[test]
    fn a_column_that_returns_after_a_pause_is_a_new_one() {
        let first = identified(&[inspected("a"), inspected("b")], &[], 1);
        let second = identified(&[inspected("a")], &first, 3);
        let third = identified(&[inspected("b"), inspected("a")], &second, 3);
        assert_eq!(
            third.iter().map(|column| column.id.0).collect::<Vec<_>>(),
            [3, 1]
        );
    }

    #[test]
    fn changes_name_table_and_column() {
        let before = identified(&[inspected("a"), inspected("b")], &[], 1);
        let after = identified(&[inspected("a"), inspected("c")], &before, 3);
        let mut change = VersionChange::default();
        compare(&mut change, "t", &before, &after);
        assert_eq!(change.columns_added, ["t.c"]);
        assert_eq!(change.columns_removed, ["t.b"]);
    }
}
