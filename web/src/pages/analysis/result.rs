//! The rows of an answer: as a table, and as numbers to draw.

use super::sentence::{group_words, value_words};
use crate::Words;
use crate::fragments::cell::{Cell, Style};
use crate::fragments::column_card::label;
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_exchange::tabular::{Class, rows_as_text};
use hebewerk_hub::HubError;
use hebewerk_hub::inquiry::{AnswerColumn, Inquired, Meaning, Setting};
use hebewerk_hub::ports::AskError;
use hebewerk_model::{Inquiry, Level};
use hebewerk_words::number;

/// Rows of a table on a page.
const SHOWN: usize = 200;
/// Rows read: as many as a picture may hold.
const READ: usize = 3_000;

/// An answer that was read.
pub(super) struct Outcome {
    /// Heading of each column, and whether it holds amounts.
    pub(super) heads: Vec<(String, bool)>,
    /// Values in standard notation, row by row.
    pub(super) rows: Vec<Vec<Option<String>>>,
    styles: Vec<Written>,
    /// How many columns name a group.
    pub(super) groups: usize,
    /// Whether there are more rows than were read.
    pub(super) is_cut: bool,
}

/// How a column is written.
#[derive(Debug, Clone, Copy)]
enum Written {
    Style(Style),
    /// With as many decimals as say something.
    Short,
}

impl Outcome {
    /// Reads an answer.
    pub(super) async fn read(
        w: Words,
        inquired: Inquired,
        inquiry: &Inquiry,
        setting: &Setting,
    ) -> Result<Self, HubError> {
        let schema = inquired.asked.answer.schema.clone();
        let columns = &inquired.statement.columns;
        let fields = schema.fields().iter().zip(columns);
        let styles: Vec<Written> = fields
            .map(|(field, column)| style(column, Class::of(field.data_type()), inquiry, setting))
            .collect();
        let heads = columns.iter().zip(&styles).map(|(column, style)| {
            let is_amount = matches!(style, Written::Short | Written::Style(Style::Number));
            (heading(w, column, inquiry, setting), is_amount)
        });
        let heads = heads.collect();
        let groups = columns.iter().filter(|column| is_group(column)).count();
        let mut rows = Vec::new();
        let mut stream = inquired.asked.answer.batches;
        while rows.len() <= READ {
            let Some(batch) = stream.next().await else {
                break;
            };
            rows.extend(texts(&batch?)?);
        }
        let is_cut = rows.len() > READ;
        rows.truncate(READ);
        Ok(Self {
            heads,
            rows,
            styles,
            groups,
            is_cut,
        })
    }

    /// The first rows as cells of a table.
    pub(super) fn cells(&self, w: Words) -> Vec<Vec<Cell>> {
        let rows = self.rows.iter().take(SHOWN);
        rows.map(|row| {
            let cells = row.iter().zip(&self.styles).enumerate();
            let cells = cells.map(|(place, (value, style))| {
                let mut cell = match style {
                    Written::Style(style) => style.cell(w, value.clone()),
                    Written::Short => {
                        let short = value.as_deref().map(|value| short(w, value));
                        let mut cell = Style::AsIs.cell(w, short);
                        cell.is_number = true;
                        cell
                    }
                };
                cell.is_head = place == 0 && self.groups > 0;
                cell
            });
            cells.collect()
        })
        .collect()
    }

    /// Whether the table does not show all rows that were read.
    pub(super) fn is_long(&self) -> bool {
        self.rows.len() > SHOWN || self.is_cut
    }

    /// How many rows the table shows.
    pub(super) fn shown(&self) -> usize {
        self.rows.len().min(SHOWN)
    }

    /// The name of a row by some of its groups, as people read it.
    pub(super) fn name(&self, w: Words, row: usize, groups: std::ops::Range<usize>) -> String {
        let Some(row) = self.rows.get(row) else {
            return String::new();
        };
        let names: Vec<String> = groups
            .filter_map(|place| {
                let value = row.get(place)?;
                let style = self.styles.get(place)?;
                Some(match (value, style) {
                    (None, _) => w.t("analysis-none").into_owned(),
                    (Some(value), Written::Style(style)) => style.written(w, value),
                    (Some(value), Written::Short) => short(w, value),
                })
            })
            .collect();
        names.join(" · ")
    }

    /// A value of a row as a number.
    pub(super) fn number(&self, row: usize, value: usize) -> Option<f64> {
        let text = self.rows.get(row)?.get(self.groups + value)?.as_ref()?;
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// How many values there are that are numbers.
    pub(super) fn values(&self) -> usize {
        let values = self.heads.iter().skip(self.groups);
        values.filter(|(_head, is_amount)| *is_amount).count()
    }

    /// Heading of a value.
    pub(super) fn value_head(&self, value: usize) -> String {
        let head = self.heads.get(self.groups + value);
        head.map(|(head, _)| head.clone()).unwrap_or_default()
    }
}

fn is_group(column: &AnswerColumn) -> bool {
    matches!(column.meaning, Meaning::Group(_))
}

/// Heading of a column of an answer.
pub(super) fn heading(
    w: Words,
    column: &AnswerColumn,
    inquiry: &Inquiry,
    setting: &Setting,
) -> String {
    match &column.meaning {
        Meaning::Group(place) => inquiry
            .groups
            .get(*place)
            .map_or_else(String::new, |group| group_words(w, group, setting)),
        Meaning::Value(place) => inquiry
            .values()
            .get(*place)
            .map_or_else(String::new, |value| value_words(w, value, setting)),
        Meaning::Row(column) => setting
            .column(column)
            .map_or_else(|| column.column.clone(), label),
    }
}

fn style(column: &AnswerColumn, class: Class, inquiry: &Inquiry, setting: &Setting) -> Written {
    let known = match &column.meaning {
        Meaning::Row(column) => setting.column(column),
        Meaning::Group(place) => match inquiry.groups.get(*place) {
            Some(group) if group.level == Level::Value => setting.column(&group.column),
            _ => return Written::Style(Style::AsIs),
        },
        Meaning::Value(_) => {
            return match class {
                Class::Exact => Written::Style(Style::Number),
                Class::Float => Written::Short,
                _ => Written::Style(Style::of_answer("", class, &[])),
            };
        }
    };
    Written::Style(known.map_or(Style::AsIs, Style::of))
}

/// A number with two decimals at most, or with two digits that say something where it is smaller.
pub(super) fn short(w: Words, value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) => short_number(w, number),
        Err(_no_number) => value.to_owned(),
    }
}

/// The same of a number.
pub(super) fn short_number(w: Words, value: f64) -> String {
    let size = value.abs();
    let places = if size >= 1_000.0 || size == 0.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 0.1 {
        2
    } else {
        4
    };
    let rounded = format!("{value:.places$}");
    let plain = if rounded.contains('.') {
        rounded.trim_end_matches('0').trim_end_matches('.')
    } else {
        &rounded
    };
    number::standard(w.language, if plain == "-0" { "0" } else { plain })
}

fn texts(batch: &RecordBatch) -> Result<Vec<Vec<Option<String>>>, HubError> {
    // What cannot be written would be our mistake; the reader is told so without details.
    rows_as_text(batch).map_err(|_unwritable| AskError::Internal.into())
}
