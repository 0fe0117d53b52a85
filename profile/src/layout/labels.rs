//! Labels and units out of header rows.

use crate::record::Record;

/// Joins header rows into one label per column; a last row of units becomes units, and one that only counts the columns
/// says nothing, unless columns are called alike without it (districts below *nach Bezirk*).
pub(super) fn of(header: &[Record], width: usize) -> (Vec<String>, Vec<Option<String>>) {
    match header.split_last() {
        Some((last, above)) if !above.is_empty() && super::numbering::counts(last) => {
            let named = joined_rows(above, width);
            let is_alike = |(place, label): (usize, &String)| {
                !label.is_empty() && named.0.get(place + 1) == Some(label)
            };
            if named.0.iter().enumerate().any(is_alike) {
                joined_rows(header, width)
            } else {
                named
            }
        }
        _ => joined_rows(header, width),
    }
}

fn joined_rows(header: &[Record], width: usize) -> (Vec<String>, Vec<Option<String>>) {
    let unit_row = header.len() >= 2 && header.last().is_some_and(is_unit_row);
    let words = if unit_row {
        header.len() - 1
    } else {
        header.len()
    };
    let rows: Vec<Vec<String>> = header
        .iter()
        .take(words)
        .enumerate()
        .map(|(index, record)| {
            let above = header.get(..index).unwrap_or(&[]);
            let below = header.get(index + 1..words).unwrap_or(&[]);
            row_labels(record, above, below, width)
        })
        .collect();
    let labels: Vec<String> = (0..width).map(|column| joined(&rows, column)).collect();
    let units = (0..width)
        .map(|column| {
            let below = header
                .last()
                .filter(|_| unit_row)
                .map(|row| clean(&row.text_of(column)));
            below
                .map(|text| text.trim_matches(['(', ')', '[', ']']).to_owned())
                .filter(|text| !text.is_empty())
                .or_else(|| labels.get(column).and_then(|label| unit_in(label)))
        })
        .collect();
    (labels, units)
}

/// One row's labels; a group's name goes on to the right over empty cells that have a label in a row below, up to
/// where a row above begins a group of its own.
fn row_labels(record: &Record, above: &[Record], below: &[Record], width: usize) -> Vec<String> {
    let labelled = |rows: &[Record], column: usize| {
        rows.iter()
            .any(|row| !row.text_of(column).trim().is_empty())
    };
    let mut group = String::new();
    (0..width)
        .map(|column| {
            let text = clean(&record.text_of(column));
            if !text.is_empty() {
                group.clear();
                // What has no label below it is as high as the header and heads its own column only.
                if labelled(below, column) {
                    group.push_str(&text);
                }
                return text;
            }
            if labelled(above, column) {
                group.clear();
            }
            // Only a row with gaps has groups: behind its last word a group goes on as long as labels stand below.
            if labelled(below, column) {
                group.clone()
            } else {
                String::new()
            }
        })
        .collect()
}

fn joined(rows: &[Vec<String>], column: usize) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for row in rows {
        let part = row.get(column).map_or("", String::as_str);
        if !part.is_empty() && parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    parts.join(" / ")
}

/// Line breaks and runs of blanks become one blank.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_unit_row(record: &Record) -> bool {
    let texts: Vec<String> = (0..record.len())
        .map(|index| clean(&record.text_of(index)))
        .filter(|text| !text.is_empty())
        .collect();
    let units = texts.iter().filter(|text| is_unit(text)).count();
    !texts.is_empty() && units * 10 >= texts.len() * 6
}

/// Whether a text is nothing but a unit.
pub(super) fn is_unit(text: &str) -> bool {
    let core = text.trim_matches(['(', ')', '[', ']']).trim();
    let core = core.strip_prefix("in ").unwrap_or(core);
    UNITS.contains(&core)
}

/// The unit a label ends with: `Fläche in ha`, `Betrag (EUR)`, `Anteil [%]`.
pub(super) fn unit_in(label: &str) -> Option<String> {
    let trimmed = label.trim_end();
    let bracketed = [('(', ')'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| {
            let inside = trimmed.strip_suffix(close)?;
            let at = inside.rfind(open)?;
            inside.get(at + 1..)
        });
    let candidate =
        bracketed.or_else(|| trimmed.rfind(" in ").and_then(|at| trimmed.get(at + 4..)))?;
    let core = candidate.trim();
    let core = core.strip_prefix("in ").unwrap_or(core);
    UNITS.contains(&core).then(|| core.to_owned())
}

const UNITS: &[&str] = &[
    "%",
    "‰",
    "Prozent",
    "EUR",
    "€",
    "Euro",
    "TEUR",
    "T€",
    "Tsd. EUR",
    "Tsd. €",
    "1.000 €",
    "1000 EUR",
    "1.000 EUR",
    "Mio. €",
    "Mio. EUR",
    "EUR/m²",
    "€/m²",
    "$",
    "£",
    "ha",
    "ar",
    "a",
    "m",
    "m²",
    "m2",
    "qm",
    "m³",
    "m3",
    "cbm",
    "km",
    "km²",
    "km2",
    "qkm",
    "cm",
    "mm",
    "kg",
    "g",
    "t",
    "Tonnen",
    "l",
    "Liter",
    "°C",
    "K",
    "hPa",
    "µg/m³",
    "mg/m³",
    "mg/l",
    "kW",
    "MW",
    "kWp",
    "kWh",
    "MWh",
    "GWh",
    "Wh",
    "V",
    "A",
    "Hz",
    "h",
    "min",
    "s",
    "Std.",
    "Stunden",
    "Minuten",
    "Tage",
    "Jahre",
    "Anzahl",
    "Stück",
    "Stk",
    "km/h",
    "dB(A)",
];
