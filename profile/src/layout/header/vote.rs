//! Votes of the columns on whether a row is their header.

use crate::layout::kinds::{Grid, Kind};

/// What the rows below hold, column by column.
pub(super) struct Body {
    pub(super) rows: usize,
    columns: Vec<BodyColumn>,
}

#[derive(Debug, Default)]
struct BodyColumn {
    filled: usize,
    values: usize,
    years: usize,
    moments: usize,
    texts: Vec<String>,
}

impl Body {
    pub(super) fn of(grid: &Grid<'_>, rows: impl Iterator<Item = usize>) -> Self {
        let mut columns: Vec<BodyColumn> = Vec::new();
        columns.resize_with(grid.columns(), BodyColumn::default);
        let mut count = 0;
        for row in rows {
            count += 1;
            for (index, column) in columns.iter_mut().enumerate() {
                match grid.kind(row, index) {
                    Kind::Empty | Kind::Marker => {}
                    kind if kind.is_value() => {
                        column.filled += 1;
                        column.values += 1;
                        column.years += usize::from(kind == Kind::Year);
                        column.moments += usize::from(kind == Kind::Moment);
                    }
                    _ => {
                        column.filled += 1;
                        column.texts.push(grid.text(row, index));
                    }
                }
            }
        }
        Self {
            rows: count,
            columns,
        }
    }

    /// Whether a column holds numbers or dates.
    pub(super) fn is_value_column(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_some_and(|column| column.filled > 0 && column.values * 10 >= column.filled * 7)
    }

    /// Whether a column of numbers holds years: by chance a few of many look like some.
    pub(super) fn holds_years(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_some_and(|column| column.years * 4 >= column.values)
    }

    /// Whether a column holds words and nothing else.
    pub(super) fn holds_words(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_some_and(|column| column.filled > 0 && column.values == 0)
    }

    /// Whether a column holds anything.
    pub(super) fn is_filled(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_some_and(|column| column.filled > 0)
    }

    /// Columns that hold numbers or dates.
    pub(super) fn value_columns(&self) -> usize {
        (0..self.columns.len())
            .filter(|column| self.is_value_column(*column))
            .count()
    }
}

/// Above 0 when the row looks like a header of `body`; about the number of columns that say so, at most.
pub(super) fn header(grid: &Grid<'_>, row: usize, body: &Body) -> f32 {
    let columns = grid.columns();
    let mut votes = 0.0;
    for column in 0..columns {
        votes += column_vote(grid, row, column, body);
    }
    votes += row_vote(grid, row, body);
    if is_the_only_whole_row(grid, row, body) {
        votes += columns as f32;
    }
    let share = votes / (columns.max(1) as f32).sqrt();
    share.clamp(-2.0, 2.0)
}

fn column_vote(grid: &Grid<'_>, row: usize, column: usize, body: &Body) -> f32 {
    let kind = grid.kind(row, column);
    let Some(below) = body.columns.get(column) else {
        return 0.0;
    };
    let text = grid.text(row, column);
    match kind {
        Kind::Empty | Kind::Marker => return 0.0,
        Kind::Year if below.values > 0 && !body.holds_years(column) => return 0.5,
        Kind::Year if below.filled == 0 => return 0.1,
        // Days as labels above numbers that are none.
        Kind::Moment if below.values > 0 && below.moments == 0 => return 0.5,
        kind if kind.is_value() => return -1.0,
        _ => {}
    }
    let word = if is_header_word(&text) { 0.7 } else { 0.0 };
    if body.is_value_column(column) {
        return 1.0 + word;
    }
    word + text_vote(&text, below)
}

/// A word above words: does it look like one of them?
fn text_vote(text: &str, below: &BodyColumn) -> f32 {
    if below.texts.is_empty() {
        return 0.05;
    }
    let all = below.texts.len() as f32;
    let mut votes = 0.0;
    if below.texts.iter().any(|other| other == text) {
        votes -= 0.8;
    } else if below.texts.len() >= 8 && distinct_share(below) < 0.3 {
        votes += 0.5;
    }
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let with_digits = below.texts.iter().filter(|other| digits(other)).count() as f32 / all;
    if with_digits > 0.8 {
        votes += if digits(text) { -0.4 } else { 0.4 };
    }
    votes -= shared_word(text, below);
    if text.chars().count() > 80 {
        votes -= 0.3;
    }
    let mean = below.texts.iter().map(String::len).sum::<usize>() as f32 / all;
    if below.texts.len() >= 3 && mean > 3.0 * text.len() as f32 {
        votes += 0.2;
    }
    votes
}

/// 1 when the text begins or ends with the word that most others begin or end with (*Verbandsgemeinde …*, *…, Stadt*).
fn shared_word(text: &str, below: &BodyColumn) -> f32 {
    if !text.contains(' ') || below.texts.len() < 3 {
        return 0.0;
    }
    let first = |text: &str| text.split(' ').next().unwrap_or("").to_owned();
    let last = |text: &str| text.rsplit(' ').next().unwrap_or("").to_owned();
    let most = |own: String, of: &dyn Fn(&str) -> String| {
        let same = below
            .texts
            .iter()
            .filter(|other| other.contains(' ') && of(other) == own)
            .count();
        own.chars().count() >= 4 && same * 2 > below.texts.len()
    };
    if most(first(text), &first) || most(last(text), &last) {
        1.0
    } else {
        0.0
    }
}

fn distinct_share(below: &BodyColumn) -> f32 {
    let distinct: std::collections::HashSet<&str> =
        below.texts.iter().map(String::as_str).collect();
    distinct.len() as f32 / below.texts.len().max(1) as f32
}

/// The row as a whole: labels are filled in, differ from each other and are short.
fn row_vote(grid: &Grid<'_>, row: usize, body: &Body) -> f32 {
    let texts: Vec<String> = (0..grid.columns())
        .filter(|column| grid.kind(row, *column) == Kind::Text)
        .map(|column| grid.text(row, column))
        .collect();
    if texts.is_empty() {
        return -1.0;
    }
    let distinct: std::collections::HashSet<&String> = texts.iter().collect();
    let mut votes = 0.15;
    if distinct.len() < texts.len() && grid.columns() <= 4 {
        votes -= 1.0;
    }
    if body.rows == 0 {
        let values = (0..grid.columns())
            .filter(|column| grid.kind(row, *column).is_value())
            .count();
        votes += if values == 0 && distinct.len() == texts.len() {
            0.2
        } else {
            -0.5
        };
    }
    votes
}

/// Whether every row below leaves at least half of the labelled columns empty: a record that is alone in being whole
/// is a header.
fn is_the_only_whole_row(grid: &Grid<'_>, row: usize, body: &Body) -> bool {
    let words: Vec<String> = (0..grid.columns())
        .filter(|column| grid.kind(row, *column) == Kind::Text)
        .map(|column| grid.text(row, column))
        .collect();
    let distinct: std::collections::HashSet<&String> = words.iter().collect();
    let below = row + 1..grid.records.len();
    words.len() >= 3
        && words.len() == grid.fill(row)
        && distinct.len() == words.len()
        && body.rows >= 2
        && below
            .clone()
            .all(|other| grid.fill(other) * 2 <= words.len())
}

/// Words that head columns in German and English files.
const HEADER_WORDS: &str = "\
    id nr nummer name bezeichnung titel typ art kategorie datum date jahr year monat \
    month tag zeit time uhrzeit stadt ort plz postleitzahl straße strasse street \
    hausnummer hausnr adresse address anschrift bezirk stadtbezirk stadtteil ortsteil \
    gemeinde kreis land bundesland region lat lon lng latitude longitude breitengrad \
    längengrad x y rechtswert hochwert koordinate koordinaten anzahl summe betrag wert \
    value amount preis price menge einheit unit code schlüssel key kennung kennziffer \
    ags ars status beschreibung description bemerkung bemerkungen kommentar comment \
    comments hinweis url link email e-mail mail telefon phone fax geschlecht alter age \
    count number type category gruppe funktion";

/// Whether a label is one of these words or has one among its first.
fn is_header_word(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .take(4)
        .any(|part| HEADER_WORDS.split(' ').any(|word| word == part))
        && lower.chars().count() <= 40
}
