//! Corrections as fields of a form: `t0.tabelle=Blatt 1`, `t0.trennzeichen=;`, `t0.s2.kopf=PLZ`, `t0.s2.art=text`.

use crate::query::Query;
use hebewerk_hub::Draft;
use hebewerk_model::{ColumnRecipe, ColumnType, Recipe, TableRecipe};
use std::collections::HashMap;

/// Tables and columns of a file that can be corrected on the page; a form has a length.
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

/// Stands in the form for a sign there is none of.
pub(super) const NO_SIGN: &str = "kein";

/// Name of a table's field.
pub(super) fn table_field(table: usize, name: &str) -> String {
    format!("t{table}.{name}")
}

/// Name of a column's field.
pub(super) fn column_field(table: usize, column: usize, name: &str) -> String {
    format!("t{table}.s{column}.{name}")
}

/// The fields by name: a form of many columns is too long to be searched for each of them.
struct Form<'a>(HashMap<&'a str, &'a str>);

impl<'a> Form<'a> {
    /// The value of a field; none if it is missing.
    fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied()
    }

    /// The value of a field that is not empty.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.raw(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }
}

/// The corrections of a draft after a form was sent. What the form does not show stays.
pub(super) fn corrected(fields: &Query, draft: &Draft) -> Recipe {
    let form = Form(fields.pairs().collect());
    let shown: Vec<(usize, &str)> = (0..MOST_TABLES)
        .filter_map(|number| Some((number, form.raw(&table_field(number, "tabelle"))?)))
        .collect();
    let names: Vec<&str> = shown.iter().map(|(_number, name)| *name).collect();
    if shown.is_empty() {
        return draft.recipe.clone();
    }
    // Corrections of an only table may be those of one that the form does not show yet.
    let before = if form.get("anfang").is_some() {
        draft.recipe.clone()
    } else {
        draft.recipe_for(&names)
    };
    let mut recipe = before.clone();
    for (number, name) in shown {
        let known = before.for_table(name).cloned().unwrap_or_default();
        let table = table(&form, number, name, &known);
        // Without an entry of its own a table is read as every table is.
        let says_something = corrects(&table) || before.for_table("").is_some();
        recipe.tables.retain(|other| other.table != name);
        if says_something {
            recipe.tables.push(table);
        }
    }
    recipe
}

fn table(form: &Form<'_>, number: usize, name: &str, known: &TableRecipe) -> TableRecipe {
    let field = |name: &str| table_field(number, name);
    let is_shown = |name: &str| form.raw(&field(name)).is_some();
    let given = |name: &str| form.get(&field(name));
    // A sheet of text is left out unless somebody says that it is not.
    let skip = match (given("weglassen").is_some(), is_shown("text")) {
        (true, true) => known.skip.filter(|said| *said),
        (true, false) => Some(true),
        (false, is_prose) => is_prose.then_some(false),
    };
    TableRecipe {
        table: name.to_owned(),
        encoding: if is_shown("zeichensatz") {
            given("zeichensatz").map(str::to_owned)
        } else {
            known.encoding.clone()
        },
        delimiter: if is_shown("trennzeichen") {
            given("trennzeichen").map(|sign| if sign == "tab" { "\t" } else { sign }.to_owned())
        } else {
            known.delimiter.clone()
        },
        column_starts: if is_shown("breiten") {
            given("breiten").and_then(column_starts)
        } else {
            known.column_starts.clone()
        },
        quote: known.quote.clone(),
        escape: if is_shown("maskierung") {
            given("maskierung").map(|sign| if sign == NO_SIGN { "" } else { sign }.to_owned())
        } else {
            known.escape.clone()
        },
        decimal: if is_shown("dezimal") {
            given("dezimal").and_then(|sign| sign.chars().next())
        } else {
            known.decimal
        },
        // People count lines from 1.
        header_line: if is_shown("kopfzeile") {
            given("kopfzeile")
                .and_then(|line| line.parse::<u64>().ok())
                .and_then(|line| line.checked_sub(1))
        } else {
            known.header_line
        },
        header_rows: if is_shown("kopfzeilen") {
            given("kopfzeilen").and_then(|rows| rows.parse().ok())
        } else {
            known.header_rows
        },
        skip,
        columns: columns(form, number, known),
    }
}

/// Numbers as people write a list of them; none where there is no number.
fn column_starts(text: &str) -> Option<Vec<u32>> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    let starts: Vec<u32> = numbers.filter_map(|number| number.parse().ok()).collect();
    (!starts.is_empty()).then_some(starts)
}

fn columns(form: &Form<'_>, table: usize, known: &TableRecipe) -> Vec<ColumnRecipe> {
    let shown: Vec<(usize, &str)> = (0..MOST_COLUMNS)
        .map_while(|column| Some((column, form.raw(&column_field(table, column, "kopf"))?)))
        .collect();
    let mut columns: Vec<ColumnRecipe> = known
        .columns
        .iter()
        .filter(|column| !shown.iter().any(|(_number, label)| *label == column.label))
        .cloned()
        .collect();
    let labels = shown.iter().map(|(_number, label)| *label);
    let before = known.by_column(labels);
    for ((column, label), before) in shown.iter().zip(before) {
        columns.extend(column_recipe(form, (table, *column), label, before));
    }
    columns
}

/// What the form says about a column, if anything.
fn column_recipe(
    form: &Form<'_>,
    (table, column): (usize, usize),
    label: &str,
    before: Option<&ColumnRecipe>,
) -> Option<ColumnRecipe> {
    let field = |name: &str| form.get(&column_field(table, column, name));
    // A name nobody touched is not a correction: what stands in the field may be what was recognised then.
    let name = if field("name") == field("gezeigt") {
        before.and_then(|before| before.name.clone())
    } else {
        field("name").map(str::to_owned)
    };
    let column_type = field("art").and_then(|art| {
        let known = before.and_then(|before| before.column_type);
        TYPES
            .into_iter()
            .chain(known)
            .find(|known| known.name() == art)
    });
    let shows_system = form.raw(&column_field(table, column, "bezug")).is_some();
    let reference_system = if shows_system {
        field("bezug").and_then(|number| number.parse().ok())
    } else {
        before.and_then(|before| before.reference_system)
    };
    let skip = field("weglassen").is_some();
    let says_something =
        name.is_some() || column_type.is_some() || reference_system.is_some() || skip;
    says_something.then(|| ColumnRecipe {
        label: label.to_owned(),
        occurrence: field("vorkommen").and_then(|number| number.parse().ok()),
        name,
        column_type,
        reference_system,
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

    fn after(form: &str, before: Recipe) -> Recipe {
        let draft = Draft {
            recipe: before,
            ..Draft::default()
        };
        corrected(&Query::parse(form), &draft)
    }

    #[test]
    fn only_what_somebody_changed_becomes_a_correction() {
        let recipe = after(
            "t0.tabelle=Blatt+1&t0.trennzeichen=tab&t0.kopfzeile=4&t0.zeichensatz=\
             &t0.s0.kopf=PLZ&t0.s0.name=plz&t0.s0.gezeigt=plz&t0.s0.art=text\
             &t0.s1.kopf=Ort&t0.s1.name=ort&t0.s1.gezeigt=ort\
             &t1.tabelle=Preise&t1.s0.kopf=A&t1.s0.name=a&t1.s0.gezeigt=a",
            Recipe::default(),
        );
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
            after("t0.tabelle=x&t0.trennzeichen=", Recipe::default()),
            Recipe::default()
        );
    }

    #[test]
    fn corrections_of_a_table_that_is_not_seen_yet_stay_its_own() {
        let kept = after("t0.tabelle=Preise&t0.kopfzeile=4", Recipe::default());
        let form = "t0.tabelle=Orte&t0.kopfzeile=";
        let seen = after(&format!("anfang=ja&{form}"), kept.clone());
        assert_eq!(seen, kept);
        // An only table is called after its file: then they are those of the only table now.
        let renamed = after("t0.tabelle=Orte&t0.kopfzeile=4", kept);
        assert_eq!(renamed.tables[0].table, "Orte");
    }

    #[test]
    fn names_that_another_reading_has_changed_are_no_corrections_of_somebody() {
        // The field shows what was recognised under the header line chosen before.
        let form = "t0.tabelle=x&t0.kopfzeile=2&t0.s0.kopf=spalte_1&t0.s0.name=spalte_1&t0.s0.gezeigt=spalte_1";
        let recipe = after(form, Recipe::default());
        assert!(recipe.tables[0].columns.is_empty(), "{recipe:?}");
    }

    #[test]
    fn a_corrected_name_stays_while_nobody_touches_it_and_goes_with_its_field() {
        let form = "t0.tabelle=x&t0.s0.kopf=PLZ&t0.s0.gezeigt=postleitzahl&t0.s0.name=";
        let before = after(
            "t0.tabelle=x&t0.s0.kopf=PLZ&t0.s0.gezeigt=plz&t0.s0.name=postleitzahl",
            Recipe::default(),
        );
        assert_eq!(
            before.tables[0].columns[0].name.as_deref(),
            Some("postleitzahl")
        );
        assert_eq!(
            after(&format!("{form}postleitzahl"), before.clone()),
            before
        );
        assert_eq!(after(form, before), Recipe::default());
    }

    #[test]
    fn leaving_out_one_of_two_equal_headings_leaves_the_other_in() {
        let recipe = after(
            "t0.tabelle=x&t0.s0.kopf=Betrag&t0.s0.vorkommen=0&t0.s0.weglassen=ja\
             &t0.s1.kopf=Betrag&t0.s1.vorkommen=1",
            Recipe::default(),
        );
        let table = &recipe.tables[0];
        assert_eq!(table.columns.len(), 1);
        let found = table.by_column(["Betrag", "Betrag"]);
        assert!(found[0].is_some_and(|column| column.skip) && found[1].is_none());
    }

    #[test]
    fn what_a_form_does_not_show_stays() {
        let before = Recipe {
            tables: vec![TableRecipe {
                table: "x".to_owned(),
                delimiter: Some("|".to_owned()),
                quote: Some("'".to_owned()),
                columns: vec![ColumnRecipe {
                    label: "Fehlt heute".to_owned(),
                    skip: true,
                    ..ColumnRecipe::default()
                }],
                ..TableRecipe::default()
            }],
        };
        assert_eq!(after("t0.tabelle=x&t0.s0.kopf=Ort", before.clone()), before);
        assert_eq!(after("ziel_neu=a/b", before.clone()), before);
    }

    #[test]
    fn a_reference_system_and_an_escape_are_corrections_and_go_with_their_fields() {
        let recipe = after(
            "t0.tabelle=x&t0.maskierung=%5C&t0.s0.kopf=geom&t0.s0.bezug=25833",
            Recipe::default(),
        );
        let table = &recipe.tables[0];
        assert_eq!(table.escape.as_deref(), Some("\\"));
        assert_eq!(table.columns[0].reference_system, Some(25833));
        let without = after("t0.tabelle=x&t0.maskierung=kein", Recipe::default());
        assert_eq!(without.tables[0].escape.as_deref(), Some(""));
        let form = "t0.tabelle=x&t0.maskierung=&t0.s0.kopf=geom&t0.s0.bezug=";
        assert_eq!(after(form, recipe.clone()), Recipe::default());
        assert_eq!(
            after("t0.tabelle=x&t0.s0.kopf=geom", recipe.clone()),
            recipe
        );
    }

    #[test]
    fn a_table_left_out_does_not_take_the_next_one_with_it() {
        let recipe = after(
            "t0.tabelle=Blatt+1&t0.weglassen=ja&t1.tabelle=Blatt+2",
            Recipe::default(),
        );
        let names: Vec<_> = recipe
            .tables
            .iter()
            .map(|it| (&*it.table, it.skip))
            .collect();
        assert_eq!(names, [("Blatt 1", Some(true))]);
    }
}
