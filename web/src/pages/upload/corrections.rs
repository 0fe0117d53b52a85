//! Corrections as parameters of an address, so that the preview follows them without a script and Back works.
//!
//! `t0.tabelle=Blatt 1&t0.trennzeichen=;&t0.s2.kopf=PLZ&t0.s2.art=text`

use crate::query::Query;
use hebewerk_model::{ColumnRecipe, ColumnType, Recipe, TableRecipe};

/// Tables and columns of a file that can be corrected on the page; an address has a length.
pub(super) const MOST_TABLES: usize = 20;
pub(super) const MOST_COLUMNS: usize = 200;

/// Types offered, as in [`ColumnType::name`].
pub(super) const TYPES: [ColumnType; 9] = [
    ColumnType::Text,
    ColumnType::Integer,
    ColumnType::Float,
    ColumnType::Boolean,
    ColumnType::Date,
    ColumnType::Time,
    ColumnType::Timestamp,
    ColumnType::TimestampUtc,
    ColumnType::Json,
];

/// Name of a table's parameter.
pub(super) fn table_field(table: usize, name: &str) -> String {
    format!("t{table}.{name}")
}

/// Name of a column's parameter.
pub(super) fn column_field(table: usize, column: usize, name: &str) -> String {
    format!("t{table}.s{column}.{name}")
}

/// The recipe an address means. Empty fields mean: as recognised.
pub(super) fn recipe(query: &Query) -> Recipe {
    let tables = (0..MOST_TABLES).filter_map(|table| table_recipe(query, table));
    Recipe {
        tables: tables.filter(corrects).collect(),
    }
}

fn table_recipe(query: &Query, table: usize) -> Option<TableRecipe> {
    let field = |name: &str| query.get(&table_field(table, name)).map(str::to_owned);
    let name = field("tabelle")?;
    // People count lines from 1.
    let header_line = field("kopfzeile")
        .and_then(|line| line.parse::<u64>().ok())
        .and_then(|line| line.checked_sub(1));
    Some(TableRecipe {
        table: name,
        encoding: field("zeichensatz"),
        delimiter: field("trennzeichen")
            .map(|sign| if sign == "tab" { "\t".to_owned() } else { sign }),
        quote: None,
        decimal: field("dezimal").and_then(|sign| sign.chars().next()),
        header_line,
        header_rows: field("kopfzeilen").and_then(|rows| rows.parse().ok()),
        skip: field("weglassen").is_some(),
        columns: (0..MOST_COLUMNS)
            .filter_map(|column| column_recipe(query, table, column))
            .collect(),
    })
}

fn column_recipe(query: &Query, table: usize, column: usize) -> Option<ColumnRecipe> {
    let field = |name: &str| query.get(&column_field(table, column, name));
    let label = field("kopf")?.to_owned();
    let name = field("name").filter(|name| Some(*name) != field("erkannt"));
    let column_type =
        field("art").and_then(|art| TYPES.into_iter().find(|known| known.name() == art));
    let skip = field("weglassen").is_some();
    (name.is_some() || column_type.is_some() || skip).then(|| ColumnRecipe {
        label,
        occurrence: None,
        name: name.map(str::to_owned),
        column_type,
        skip,
    })
}

/// Whether a table's entry says anything.
fn corrects(recipe: &TableRecipe) -> bool {
    let nothing = TableRecipe {
        table: recipe.table.clone(),
        ..TableRecipe::default()
    };
    *recipe != nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_changed_becomes_a_correction() {
        let query = Query::parse(
            "t0.tabelle=Blatt+1&t0.trennzeichen=tab&t0.kopfzeile=4&t0.zeichensatz=\
             &t0.s0.kopf=PLZ&t0.s0.name=plz&t0.s0.erkannt=plz&t0.s0.art=text\
             &t0.s1.kopf=Ort&t0.s1.name=ort&t0.s1.erkannt=ort\
             &t1.tabelle=Preise&t1.s0.kopf=A&t1.s0.name=a&t1.s0.erkannt=a",
        );
        let recipe = recipe(&query);
        assert_eq!(recipe.tables.len(), 1);
        let table = &recipe.tables[0];
        assert_eq!(
            (table.delimiter.as_deref(), table.header_line),
            (Some("\t"), Some(3))
        );
        assert_eq!(table.columns.len(), 1);
        assert_eq!(table.columns[0].column_type, Some(ColumnType::Text));
        assert_eq!(table.columns[0].name, None);
    }

    #[test]
    fn an_untouched_form_is_the_empty_recipe() {
        assert_eq!(
            recipe(&Query::parse("t0.tabelle=x&t0.trennzeichen=")),
            Recipe::default()
        );
    }
}
