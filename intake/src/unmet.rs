//! What somebody said of tables and columns that a file does not have: a misspelt name, or a delivery that changed.

use hebewerk_model::{Finding, InspectedTable, Recipe, Severity};
use std::collections::HashSet;

/// A recipe names a table that is not in the file.
pub const RECIPE_TABLE_UNMET: &str = "recipe_table_unmet";
/// A recipe names a column that no table it is for has.
pub const RECIPE_COLUMN_UNMET: &str = "recipe_column_unmet";

/// A finding for each entry of a recipe that means nothing in these tables.
pub(crate) fn entries(recipe: &Recipe, tables: &[InspectedTable]) -> Vec<Finding> {
    let mut unmet = Vec::new();
    for said in &recipe.tables {
        let meant = tables.iter().filter(|table| {
            recipe
                .for_table(&table.name)
                .is_some_and(|its| its.table == said.table)
        });
        let meant: Vec<&InspectedTable> = meant.collect();
        if meant.is_empty() {
            // An entry for every table that only some of them overrule is none to complain of.
            if !said.table.is_empty() && !tables.is_empty() {
                let finding = Finding::new(RECIPE_TABLE_UNMET, Severity::Warning);
                unmet.push(finding.with("table", &said.table));
            }
            continue;
        }
        let columns = meant.iter().flat_map(|table| &table.columns);
        let labels: HashSet<&str> = columns.map(|column| column.label.as_str()).collect();
        for column in &said.columns {
            if labels.contains(column.label.as_str()) {
                continue;
            }
            let finding = Finding::new(RECIPE_COLUMN_UNMET, Severity::Warning);
            let finding = finding.in_column(&column.label);
            unmet.push(match meant.as_slice() {
                [only] => finding.in_table(&only.name),
                _ => finding,
            });
        }
    }
    unmet
}
