//! A recipe as people read it: what is corrected, and what changed when.

use crate::Words;
use crate::pages::dataset::quality::signs;
use hebewerk_model::{ColumnRecipe, Recipe, RecipeChange, TableRecipe};

/// What is corrected now, and how it came to that.
pub(crate) struct RecipeView {
    /// What is corrected now, one sentence each.
    pub(crate) lines: Vec<String>,
    /// Changes, newest first.
    pub(crate) changes: Vec<RecipeLine>,
}

/// One change of a recipe.
pub(crate) struct RecipeLine {
    pub(crate) when: String,
    pub(crate) datetime: String,
    pub(crate) who: String,
    /// What is corrected since then.
    pub(crate) added: Vec<String>,
    /// What is not corrected any more.
    pub(crate) removed: Vec<String>,
}

impl RecipeView {
    /// The recipes of a dataset of `house`, newest first; nothing where nothing was ever corrected.
    pub(crate) fn of(w: Words, house: &str, history: &[RecipeChange]) -> Option<Self> {
        let newest = history.first()?;
        let nothing = Recipe::default();
        let changes = history.iter().enumerate().map(|(place, change)| {
            let before = history.get(place + 1);
            let before = before.map_or(&nothing, |before| &before.recipe);
            line(w, house, change, before)
        });
        Some(Self {
            lines: lines(w, &newest.recipe),
            changes: changes.collect(),
        })
    }
}

fn line(w: Words, house: &str, change: &RecipeChange, before: &Recipe) -> RecipeLine {
    let (now, then) = (lines(w, &change.recipe), lines(w, before));
    let without = |some: &[String], others: &[String]| -> Vec<String> {
        let some = some.iter().filter(|line| !others.contains(line));
        some.cloned().collect()
    };
    RecipeLine {
        when: w.moment(change.at),
        datetime: change.at.to_string(),
        who: if change.by_office {
            house.to_owned()
        } else {
            w.t("recipe-by-operator").into_owned()
        },
        added: without(&now, &then),
        removed: without(&then, &now),
    }
}

/// What a recipe corrects, one sentence each.
fn lines(w: Words, recipe: &Recipe) -> Vec<String> {
    let several = recipe.tables.len() > 1;
    let mut lines = Vec::new();
    for table in &recipe.tables {
        let own = table_lines(w, table);
        let columns = table.columns.iter();
        let own = own
            .into_iter()
            .chain(columns.flat_map(|column| column_lines(w, column)));
        lines.extend(own.map(|line| match table.table.as_str() {
            name if several && !name.is_empty() => format!("{name}: {line}"),
            _ => line,
        }));
    }
    lines
}

/// Numbers as people write a list of them.
pub(crate) fn listed(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    numbers.join(", ")
}

fn table_lines(w: Words, table: &TableRecipe) -> Vec<String> {
    let said = |key: &str, value: Option<String>| {
        value.map(|value| w.t1(key, "value", value).into_owned())
    };
    let sign = |sign: &String| signs(w, sign);
    let mut lines: Vec<String> = [
        said("recipe-encoding", table.encoding.clone()),
        said("recipe-delimiter", table.delimiter.as_ref().map(sign)),
        said(
            "recipe-column-starts",
            table.column_starts.as_deref().map(listed),
        ),
        said("recipe-quote", table.quote.as_ref().map(sign)),
        said("recipe-escape", table.escape.as_ref().map(sign)),
        said(
            "recipe-decimal",
            table.decimal.map(|it| signs(w, &it.to_string())),
        ),
        said(
            "recipe-header-line",
            table.header_line.map(|line| (line + 1).to_string()),
        ),
        said(
            "recipe-header-rows",
            table.header_rows.map(|rows| rows.to_string()),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    match table.skip {
        Some(true) => lines.push(w.t("recipe-skip-table").into_owned()),
        Some(false) => lines.push(w.t("recipe-take-text").into_owned()),
        None => {}
    }
    lines
}

fn column_lines(w: Words, column: &ColumnRecipe) -> Vec<String> {
    let label = match column.occurrence {
        Some(number) => format!("{} ({})", column.label, number + 1),
        None => column.label.clone(),
    };
    let said = |key: &str, value: String| w.t2(key, "column", &label, "value", value).into_owned();
    let mut lines = Vec::new();
    if let Some(name) = &column.name {
        lines.push(said("recipe-name", name.clone()));
    }
    if let Some(column_type) = column.column_type {
        let kind = w.code("column-type", column_type.name());
        lines.push(said("recipe-type", kind.into_owned()));
    }
    if let Some(number) = column.reference_system {
        let system = format!("EPSG:{number}");
        lines.push(said("recipe-system", system));
    }
    if column.skip {
        lines.push(w.t1("recipe-skip", "column", &label).into_owned());
    }
    lines
}
