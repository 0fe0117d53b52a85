//! One column of a table, correctable.

use super::aim::choice;
use super::corrections::{TYPES, column_field};
use crate::Words;
use crate::fragments::cell::Style;
use crate::pages::dataset::edit::Choice;
use hebewerk_hub::PreviewTable;
use hebewerk_model::geometry::REFERENCE_SYSTEMS;
use hebewerk_model::{
    ColumnRecipe, InspectedColumn, InspectedTable, SemanticType, TableRecipe, occurrences,
};

/// A column that can be corrected.
pub(super) struct ColumnForm {
    pub(super) label: String,
    pub(super) label_field: String,
    /// Which of several columns with this heading, for the form.
    pub(super) occurrence: Option<u32>,
    pub(super) occurrence_field: String,
    /// The same for people, counted from 1.
    pub(super) which: Option<String>,
    pub(super) name: String,
    pub(super) name_field: String,
    pub(super) shown_field: String,
    pub(super) type_field: String,
    pub(super) types: Vec<Choice>,
    pub(super) recognised_type: String,
    /// Reference systems offered; none for columns that hold no places.
    pub(super) systems: Vec<Choice>,
    pub(super) system_field: String,
    pub(super) recognised_system: String,
    pub(super) skip_field: String,
    pub(super) is_skipped: bool,
    pub(super) sureness: String,
    pub(super) examples: String,
}

/// A column as recognised, and what was corrected about it.
pub(super) struct Column<'a> {
    index: usize,
    inspected: &'a InspectedColumn,
    /// Which of several columns with this heading; none if it is the only one.
    occurrence: Option<u32>,
    correction: Option<&'a ColumnRecipe>,
}

impl Column<'_> {
    pub(super) fn is_skipped(&self) -> bool {
        self.correction.is_some_and(|correction| correction.skip)
    }
}

/// The columns of a table with their corrections.
pub(super) fn columns_of<'a>(
    table: &'a InspectedTable,
    recipe: &'a TableRecipe,
) -> Vec<Column<'a>> {
    let labels = || table.columns.iter().map(|column| column.label.as_str());
    let corrections = recipe.by_column(labels());
    let counted = occurrences(labels());
    let several: std::collections::HashSet<&str> = counted
        .iter()
        .filter(|(_label, occurrence)| *occurrence > 0)
        .map(|(label, _occurrence)| *label)
        .collect();
    table
        .columns
        .iter()
        .zip(corrections)
        .zip(&counted)
        .enumerate()
        .map(
            |(index, ((inspected, correction), (label, occurrence)))| Column {
                index,
                inspected,
                occurrence: several.contains(label).then_some(*occurrence),
                correction,
            },
        )
        .collect()
}

/// The form of a column of table number `table`.
pub(super) fn column_form(
    w: Words,
    table: usize,
    column: &Column<'_>,
    preview: &PreviewTable,
    skipped: &[bool],
) -> ColumnForm {
    let (index, inspected) = (column.index, column.inspected);
    let field = |name: &str| column_field(table, index, name);
    let is_skipped = column.is_skipped();
    // Cells of the preview lack the columns left out.
    let position = skipped.iter().take(index).filter(|skip| !**skip).count();
    ColumnForm {
        label: inspected.label.clone(),
        label_field: field("kopf"),
        occurrence: column.occurrence,
        occurrence_field: field("vorkommen"),
        which: column
            .occurrence
            .map(|number| w.t1("upload-which", "number", number + 1).into_owned()),
        name: inspected.name.clone(),
        name_field: field("name"),
        shown_field: field("gezeigt"),
        types: types(w, column.correction),
        type_field: field("art"),
        recognised_type: recognised_type(w, inspected, column.correction),
        systems: systems(w, inspected, column.correction),
        system_field: field("bezug"),
        recognised_system: recognised_system(w, inspected, column.correction),
        skip_field: field("weglassen"),
        is_skipped,
        sureness: w.share(f64::from(inspected.confidence)),
        examples: if is_skipped {
            String::new()
        } else {
            examples(w, inspected, preview, position)
        },
    }
}

/// The types offered, and the chosen one if it is another.
fn types(w: Words, correction: Option<&ColumnRecipe>) -> Vec<Choice> {
    let wanted = correction.and_then(|correction| correction.column_type);
    let chosen = wanted.map_or("", |wanted| wanted.name());
    let other = wanted.filter(|wanted| !TYPES.iter().any(|known| known.name() == wanted.name()));
    TYPES
        .into_iter()
        .chain(other)
        .map(|known| {
            let label = w.code("column-type", known.name()).into_owned();
            choice(known.name().to_owned(), label, chosen)
        })
        .collect()
}

/// Reference systems a column of places may be of, and the chosen one if it is another.
fn systems(w: Words, column: &InspectedColumn, correction: Option<&ColumnRecipe>) -> Vec<Choice> {
    if !column.holds_places() {
        return Vec::new();
    }
    let chosen = correction.and_then(|correction| correction.reference_system);
    let other = chosen.filter(|number| !REFERENCE_SYSTEMS.contains(number));
    let chosen = chosen.map(|number| number.to_string()).unwrap_or_default();
    REFERENCE_SYSTEMS
        .into_iter()
        .chain(other)
        .map(|number| {
            let code = number.to_string();
            let label = w.code("reference-system", &code).into_owned();
            choice(code, label, &chosen)
        })
        .collect()
}

/// The system a file declares or its coordinates suggest; where somebody has chosen one, that is not known any more.
fn recognised_system(
    w: Words,
    column: &InspectedColumn,
    correction: Option<&ColumnRecipe>,
) -> String {
    let is_chosen = correction.is_some_and(|it| it.reference_system.is_some());
    match column.unit.as_deref().filter(|_unit| !is_chosen) {
        Some(unit) if unit.starts_with("EPSG:") => w
            .t1("upload-system-recognised", "system", unit)
            .into_owned(),
        _ => w.t("as-recognised").into_owned(),
    }
}

/// What was recognised; where somebody has chosen a type, that is not known any more.
fn recognised_type(
    w: Words,
    column: &InspectedColumn,
    correction: Option<&ColumnRecipe>,
) -> String {
    if correction.is_some_and(|correction| correction.column_type.is_some()) {
        return w.t("as-recognised").into_owned();
    }
    let kind = w.column_kind(column.column_type, column.semantic_type);
    match column.semantic_type {
        Some(SemanticType::Geometry) | None => kind.into_owned(),
        Some(semantic) => {
            let meaning = w.code("semantic-type", semantic.name());
            w.t2("upload-type-meaning", "kind", kind, "meaning", meaning)
                .into_owned()
        }
    }
}

/// The first different values.
fn examples(w: Words, column: &InspectedColumn, preview: &PreviewTable, position: usize) -> String {
    let style = Style::of_kind(column.column_type, column.semantic_type);
    let mut seen: Vec<String> = Vec::new();
    for row in &preview.rows {
        let Some(Some(value)) = row.get(position) else {
            continue;
        };
        let shown: String = style.written(w, value).chars().take(40).collect();
        if !seen.contains(&shown) {
            seen.push(shown);
        }
        if seen.len() == 3 {
            break;
        }
    }
    seen.join("; ")
}
