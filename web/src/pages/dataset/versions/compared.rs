//! What changed between two versions, in words and with examples.

use crate::fragments::cell::{Cell, Style, rows};
use crate::fragments::column_card::label;
use crate::pages::dataset::DatasetPath;
use crate::query::Query;
use crate::{Refusal, Visitor, Words};
use hebewerk_hub::{
    ColumnChanges, DatasetView, Examples, MOST_COMPARED_ROWS, RowChanges, TableComparison,
};
use hebewerk_model::{ColumnType, Kind, Version, VersionNumber};

/// Rows that are compared while somebody waits for another page.
const QUICKLY_COMPARED_ROWS: u64 = 200_000;
/// Tables of which is told in short.
const TABLES_IN_SHORT: usize = 5;

/// Two versions, the older one first.
pub(super) type Pair = (VersionNumber, VersionNumber);

/// A version that can be chosen.
pub(super) struct VersionChoice {
    pub(super) number: u32,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

/// What changed.
pub(super) struct ComparedView {
    pub(super) headline: String,
    /// Sentences about whole tables.
    pub(super) tables_changed: Vec<String>,
    pub(super) tables: Vec<ComparedTable>,
}

/// What changed in one table.
pub(super) struct ComparedTable {
    /// Its name, where there are several.
    pub(super) name: Option<String>,
    pub(super) sentences: Vec<String>,
    pub(super) examples: Vec<ChangedCell>,
    /// Name of the column that names the rows.
    pub(super) key: String,
}

/// A cell as it was and as it is.
pub(super) struct ChangedCell {
    pub(super) key: String,
    pub(super) column: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The versions an address compares; the two newest ones if it names none.
pub(super) fn pair(query: &Query, view: &DatasetView) -> Result<Option<Pair>, Refusal> {
    let newest = view.versions.first().map_or(0, |version| version.number.0);
    if newest < 2 {
        return Ok(None);
    }
    let named = |parameter: &str, default: u32| match query.get(parameter) {
        None => Ok(default),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number| (1..=newest).contains(number))
            .ok_or_else(|| Refusal::new(Kind::NotFound, "no_such_version")),
    };
    let (von, bis) = (named("von", newest - 1)?, named("bis", newest)?);
    Ok(Some((
        VersionNumber(von.min(bis)),
        VersionNumber(von.max(bis)),
    )))
}

/// The versions of the page as choices, with the chosen one in any case.
pub(super) fn choices(
    w: Words,
    view: &DatasetView,
    listed: &[Version],
    chosen: VersionNumber,
) -> Vec<VersionChoice> {
    let mut numbers: Vec<(u32, Option<&Version>)> = view
        .versions
        .iter()
        .chain(listed)
        .map(|version| (version.number.0, Some(version)))
        .chain([(chosen.0, None)])
        .collect();
    // The one that knows its day stands in front of the one that only has a number.
    numbers.sort_by_key(|(number, version)| (std::cmp::Reverse(*number), version.is_none()));
    numbers.dedup_by_key(|(number, _version)| *number);
    numbers
        .into_iter()
        .map(|(number, version)| VersionChoice {
            number,
            label: match version {
                Some(version) => w
                    .t2(
                        "compare-choice",
                        "number",
                        number,
                        "when",
                        w.day(version.created_at),
                    )
                    .into_owned(),
                None => w.t1("version-number", "number", number).into_owned(),
            },
            is_chosen: number == chosen.0,
        })
        .collect()
}

/// The comparison.
pub(super) async fn of(
    visitor: &Visitor,
    path: &DatasetPath,
    pair: Pair,
) -> Result<ComparedView, Refusal> {
    let w = visitor.words;
    let comparison = visitor
        .hub()
        .compare(&visitor.principal, &path.organisation, &path.dataset, pair)
        .await?;
    let several = comparison.tables.len() > 1;
    let mut tables = Vec::new();
    for table in &comparison.tables {
        tables.push(ComparedTable {
            name: several.then(|| table.name.clone()),
            sentences: sentences(w, table),
            examples: examples(w, &table.rows)?,
            key: match &*table.rows {
                RowChanges::Keyed { key, .. } => key.clone(),
                _ => String::new(),
            },
        });
    }
    Ok(ComparedView {
        headline: w
            .t2(
                "compare-headline",
                "from",
                comparison.from.number.0,
                "to",
                comparison.to.number.0,
            )
            .into_owned(),
        tables_changed: [
            ("version-tables-added", &comparison.tables_added),
            ("version-tables-removed", &comparison.tables_removed),
        ]
        .into_iter()
        .filter_map(|(key, names)| listed(w, key, names))
        .collect(),
        tables,
    })
}

/// What the rows say of the change from one version to the next, a sentence a table; nothing where the reader may not
/// read them or counting would take long.
pub(crate) async fn in_short(
    visitor: &Visitor,
    path: &DatasetPath,
    newest: (VersionNumber, u64),
) -> Result<Vec<String>, Refusal> {
    let (number, rows) = newest;
    if number.0 < 2 || rows > QUICKLY_COMPARED_ROWS {
        return Ok(Vec::new());
    }
    let pair = (VersionNumber(number.0 - 1), number);
    let (w, hub) = (visitor.words, visitor.hub());
    let comparison = hub
        .compare(&visitor.principal, &path.organisation, &path.dataset, pair)
        .await?;
    let several = comparison.tables.len() > 1;
    let counted = comparison.tables.iter().filter(|table| {
        matches!(
            &*table.rows,
            RowChanges::Same | RowChanges::Keyed { .. } | RowChanges::Whole { .. }
        )
    });
    Ok(counted
        .take(TABLES_IN_SHORT)
        .map(|table| {
            let changed = rows_changed(w, table);
            if several {
                format!("{}: {changed}", table.name)
            } else {
                changed
            }
        })
        .collect())
}

fn sentences(w: Words, table: &TableComparison) -> Vec<String> {
    let mut sentences = vec![rows_changed(w, table)];
    sentences.extend(columns_changed(w, &table.columns));
    sentences
}

fn rows_changed(w: Words, table: &TableComparison) -> String {
    match &*table.rows {
        RowChanges::Same => w.t("compare-same").into_owned(),
        RowChanges::Closed => not_compared(w, table, "compare-closed"),
        RowChanges::Incomparable => not_compared(w, table, "compare-nothing-in-common"),
        RowChanges::TooMuch => not_compared(w, table, "compare-too-much"),
        RowChanges::Whole {
            added: 0,
            removed: 0,
        }
        | RowChanges::Keyed {
            added: 0,
            removed: 0,
            changed: 0,
            ..
        } => w.t("compare-equal").into_owned(),
        RowChanges::Whole { added, removed } => w
            .t2("compare-whole", "added", added, "removed", removed)
            .into_owned(),
        RowChanges::Keyed {
            key,
            added,
            removed,
            changed,
            ..
        } => w
            .t_with(
                "compare-keyed",
                &[
                    ("added", added),
                    ("removed", removed),
                    ("changed", changed),
                    ("key", key),
                ],
            )
            .into_owned(),
    }
}

/// Why rows were not compared, with their numbers where they are told.
fn not_compared(w: Words, table: &TableComparison, key: &str) -> String {
    let Some((before, after)) = table.totals else {
        return w.t(&format!("{key}-untold")).into_owned();
    };
    w.t_with(
        key,
        &[
            ("before", &before),
            ("after", &after),
            ("limit", &MOST_COMPARED_ROWS),
        ],
    )
    .into_owned()
}

fn columns_changed(w: Words, columns: &ColumnChanges) -> Vec<String> {
    let kind = |column_type: &ColumnType| w.code("column-type", column_type.name()).into_owned();
    let renamed: Vec<String> = columns
        .renamed
        .iter()
        .map(|(before, after)| format!("{before} → {after}"))
        .collect();
    let retyped: Vec<String> = columns
        .retyped
        .iter()
        .map(|(name, before, after)| format!("{name} ({} → {})", kind(before), kind(after)))
        .collect();
    [
        ("version-columns-added", &columns.added),
        ("version-columns-removed", &columns.removed),
        ("compare-columns-renamed", &renamed),
        ("version-columns-retyped", &retyped),
    ]
    .into_iter()
    .filter_map(|(key, names)| listed(w, key, names))
    .collect()
}

fn listed(w: Words, key: &str, names: &[String]) -> Option<String> {
    let list = names.join(", ");
    let sentence = w.t2(key, "count", names.len(), "names", list);
    (!names.is_empty()).then(|| sentence.into_owned())
}

/// The cells that differ in the example rows.
fn examples(w: Words, changes: &RowChanges) -> Result<Vec<ChangedCell>, Refusal> {
    let RowChanges::Keyed { examples, .. } = changes else {
        return Ok(Vec::new());
    };
    let Examples { columns, batches } = examples;
    let styles: Vec<Style> = columns.iter().map(Style::of).collect();
    let rows = rows(w, batches, &styles)?;
    let text = |cell: Option<&Cell>| cell.and_then(|cell| cell.text.clone());
    let mut differing = Vec::new();
    for pair in rows.chunks_exact(2) {
        let [before, after] = pair else { continue };
        for (index, column) in columns.iter().enumerate().skip(1) {
            let (old, new) = (text(before.get(index)), text(after.get(index)));
            if old != new {
                differing.push(ChangedCell {
                    key: text(after.first()).unwrap_or_default(),
                    column: label(column),
                    before: old,
                    after: new,
                });
            }
        }
    }
    Ok(differing)
}
