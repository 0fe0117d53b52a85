//! The card of one column: name, kind, a small distribution, how much of it is filled.

use crate::Words;
use crate::drawing::px;
use crate::fragments::cell::Style;
use crate::fragments::mask_words::mask_words;
use hebewerk_model::{
    Column, ColumnStatistics, ColumnType, FrequentValue, Histogram, HistogramBin, Mask,
};
use hebewerk_words::{date, number};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const PICTURE_WIDTH: f64 = 220.0;
const PICTURE_HEIGHT: f64 = 48.0;
/// Frequent values a card shows.
const MOST_FREQUENT: usize = 3;

/// A bar of a histogram.
pub(crate) struct Bar {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
}

/// A small histogram.
pub(crate) struct HistogramView {
    pub(crate) label: String,
    pub(crate) bars: Vec<Bar>,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A frequent value with its bar (0 to 100).
pub(crate) struct TopValue {
    pub(crate) value: String,
    pub(crate) width: String,
    pub(crate) rows: String,
}

/// The card of one column.
pub(crate) struct ColumnCard {
    pub(crate) label: String,
    pub(crate) name: String,
    pub(crate) meaning: String,
    pub(crate) histogram: Option<HistogramView>,
    pub(crate) top: Vec<TopValue>,
    /// Smallest and largest value, where there is no picture.
    pub(crate) range: Option<(String, String)>,
    pub(crate) kind: String,
    pub(crate) fill: String,
    /// What the reader sees instead of its values.
    pub(crate) mask: Option<String>,
}

impl ColumnCard {
    /// The card of a column; statistics are missing for those who may not read rows.
    pub(crate) fn of(w: Words, column: &Column, statistics: Option<&ColumnStatistics>) -> Self {
        let style = Style::of(column);
        let picture = statistics.and_then(|known| histogram(w, column, style, known));
        let top = match (&picture, statistics) {
            (None, Some(known)) => top(w, style, &known.frequent),
            _ => Vec::new(),
        };
        let range = match (&picture, statistics) {
            (None, Some(known)) if top.is_empty() => range(w, style, known),
            _ => None,
        };
        Self {
            label: label(column),
            // A heading that is the name already need not be said twice.
            name: if label(column) == column.name {
                String::new()
            } else {
                column.name.clone()
            },
            meaning: meaning(w, column),
            histogram: picture,
            top,
            range,
            kind: kind(w, column, statistics),
            fill: statistics.map_or_else(String::new, |known| fill(w, known)),
            mask: None,
        }
    }

    /// The same of a column of which something is held back from the reader.
    pub(crate) fn held_back(self, w: Words, mask: Option<&Mask>) -> Self {
        Self {
            mask: mask.map(|mask| mask_words(w, *mask)),
            ..self
        }
    }
}

/// The heading as in the file; the name where the file has none.
pub(crate) fn label(column: &Column) -> String {
    let label = column.label.trim();
    if label.is_empty() {
        column.name.clone()
    } else {
        label.to_owned()
    }
}

fn meaning(w: Words, column: &Column) -> String {
    let Some(semantic) = column.semantic_type else {
        return String::new();
    };
    let words = w.code("semantic-type", semantic.name());
    match &column.unit {
        Some(unit) => w
            .t_with(
                "column-meaning-unit",
                &[("meaning", &words), ("unit", unit)],
            )
            .into_owned(),
        None => words.into_owned(),
    }
}

fn kind(w: Words, column: &Column, statistics: Option<&ColumnStatistics>) -> String {
    let kind = w
        .column_kind(column.column_type, column.semantic_type)
        .into_owned();
    match statistics {
        Some(known) if known.distinct > 0 => {
            let key = if known.distinct_estimated {
                "column-distinct-about"
            } else {
                "column-distinct"
            };
            w.t_with(key, &[("kind", &kind), ("count", &known.distinct)])
                .into_owned()
        }
        _ => kind,
    }
}

fn fill(w: Words, known: &ColumnStatistics) -> String {
    if known.rows == 0 {
        return w.t("column-no-rows").into_owned();
    }
    if known.nulls == 0 {
        return w.t("column-complete").into_owned();
    }
    w.t1("column-filled", "share", w.share(1.0 - known.null_share()))
        .into_owned()
}

fn top(w: Words, style: Style, frequent: &[FrequentValue]) -> Vec<TopValue> {
    let most = frequent
        .iter()
        .map(|value| value.rows)
        .max()
        .unwrap_or(1)
        .max(1);
    frequent
        .iter()
        .take(MOST_FREQUENT)
        .map(|frequent| TopValue {
            value: shown(w, &style.written(w, &frequent.value)),
            width: px(100.0 * frequent.rows as f64 / most as f64),
            rows: w.count(frequent.rows),
        })
        .collect()
}

/// A value on a card: never invisible.
fn shown(w: Words, value: &str) -> String {
    if value.trim().is_empty() {
        w.t("value-blank").into_owned()
    } else {
        value.to_owned()
    }
}

fn range(w: Words, style: Style, known: &ColumnStatistics) -> Option<(String, String)> {
    let (from, to) = (known.min.as_ref()?, known.max.as_ref()?);
    let short = |value: &str| {
        let written = style.written(w, value);
        if written.chars().count() > 24 {
            format!("{}…", written.chars().take(24).collect::<String>())
        } else {
            written
        }
    };
    Some((short(from), short(to)))
}

fn histogram(
    w: Words,
    column: &Column,
    style: Style,
    known: &ColumnStatistics,
) -> Option<HistogramView> {
    let histogram = known
        .histogram
        .as_ref()
        .filter(|histogram| !histogram.bins.is_empty())?;
    // One value is no distribution.
    if known.distinct <= 1 {
        return None;
    }
    // Running numbers are spread evenly by nature: a picture of them says nothing.
    if style == Style::AsIs && column.column_type.is_number() && known.distinct == known.rows {
        return None;
    }
    let bound = |bound: f64| edge(w, column.column_type, style, bound);
    let from = known.min.as_ref().map_or_else(
        || {
            histogram
                .bins
                .first()
                .map_or_else(String::new, |bin| bound(bin.from))
        },
        |value| style.written(w, value),
    );
    let to = known.max.as_ref().map_or_else(
        || {
            histogram
                .bins
                .last()
                .map_or_else(String::new, |bin| bound(bin.to))
        },
        |value| style.written(w, value),
    );
    let tallest = histogram.bins.iter().max_by_key(|bin| bin.rows)?;
    let label = w.t_with(
        if histogram.estimated {
            "histogram-label-estimated"
        } else {
            "histogram-label"
        },
        &[
            ("column", &label(column)),
            ("from", &from),
            ("to", &to),
            ("most_from", &bound(tallest.from)),
            ("most_to", &bound(tallest.to)),
            ("rows", &tallest.rows),
        ],
    );
    Some(HistogramView {
        label: label.into_owned(),
        bars: bars(histogram, tallest),
        from,
        to,
    })
}

fn bars(histogram: &Histogram, tallest: &HistogramBin) -> Vec<Bar> {
    let most = tallest.rows.max(1) as f64;
    let step = PICTURE_WIDTH / histogram.bins.len() as f64;
    histogram
        .bins
        .iter()
        .enumerate()
        .filter(|(_index, bin)| bin.rows > 0)
        .map(|(index, bin)| {
            let height = ((PICTURE_HEIGHT - 2.0) * bin.rows as f64 / most).max(1.0);
            Bar {
                x: px(index as f64 * step + 0.6),
                y: px(PICTURE_HEIGHT - height - 1.0),
                width: px((step - 1.2).max(0.6)),
                height: px(height),
            }
        })
        .collect()
}

/// A bound of a bin as people write values of the column.
fn edge(w: Words, column_type: ColumnType, style: Style, bound: f64) -> String {
    match column_type {
        ColumnType::Date => jiff::civil::date(1970, 1, 1)
            .checked_add((bound as i64).days())
            .map_or_else(|_error| String::new(), |day| date::day(w.language, day)),
        // A time without zone is nobody's moment: its day is the one that is written.
        ColumnType::Timestamp => Timestamp::from_second(bound as i64).map_or_else(
            |_error| String::new(),
            |at| date::day(w.language, at.to_zoned(TimeZone::UTC).date()),
        ),
        ColumnType::TimestampUtc => Timestamp::from_second(bound as i64)
            .map_or_else(|_error| String::new(), |at| date::day_of(w.language, at)),
        ColumnType::Integer if style == Style::AsIs => format!("{:.0}", bound.floor()),
        _ if style == Style::AsIs => unparted(w, bound),
        _ => number::shortest(w.language, rounded(bound)),
    }
}

/// A number in the reader's signs, without a sign between thousands.
fn unparted(w: Words, number: f64) -> String {
    let thousands = if w.is_german() { '.' } else { ',' };
    number::shortest(w.language, number).replace(thousands, "")
}

/// Four significant digits: bounds of bins are for orientation.
fn rounded(number: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return 0.0;
    }
    let scale = 10_f64.powf(3.0 - number.abs().log10().floor());
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::Language;

    #[track_caller]
    fn check(column_type: ColumnType, style: Style, bound: f64, expected: &str) {
        let w = Words {
            language: Language::De,
            now: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(edge(w, column_type, style, bound), expected);
    }

    #[test]
    fn bounds_are_written_like_the_values_of_their_column() {
        check(ColumnType::Integer, Style::AsIs, 2018.5, "2018");
        check(ColumnType::Float, Style::AsIs, 51.25, "51,25");
        check(ColumnType::Float, Style::AsIs, 5_712_345.5, "5712345,5");
        check(ColumnType::Integer, Style::Number, 12_000.0, "12.000");
        // 31 December 2025, 23:30: a time without zone stays on its day, a moment is told in Berlin.
        check(
            ColumnType::Timestamp,
            Style::Moment,
            1_767_223_800.0,
            "31.12.2025",
        );
        check(
            ColumnType::TimestampUtc,
            Style::MomentUtc,
            1_767_223_800.0,
            "01.01.2026",
        );
    }

    #[test]
    fn bounds_have_four_digits() {
        assert!((rounded(1234.567) - 1235.0).abs() < 1e-9);
        assert!((rounded(-0.012_345_6) + 0.012_35).abs() < 1e-12);
        assert!(rounded(0.0).abs() < f64::EPSILON);
    }
}
