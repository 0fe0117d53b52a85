//! Rows behind the data: totals, notes, dates.

use crate::record::Record;
use crate::{moment, number};

/// Most records at the end that may be footers.
pub(crate) const TAIL_RECORDS: usize = 64;

/// A text longer than this is a remark rather than a name.
const LONG_CHARS: usize = 40;

/// Number of records at the end of `tail` that are no data (blank ones among them included).
///
/// `usual_fill` is the number of cells an ordinary row fills; `numbers` says which columns hold numbers.
pub(crate) fn length(tail: &[&Record], width: usize, usual_fill: usize) -> usize {
    let mut footers = 0;
    let mut seen = 0;
    for record in tail.iter().rev() {
        seen += 1;
        if record.is_blank() {
            continue;
        }
        if !is_footer(record, width, usual_fill) {
            break;
        }
        footers = seen;
    }
    footers + usize::from(total_before(tail, footers, width))
}

/// A remark: nearly empty beside the rows above it, or led by a word like *Quelle*.
fn is_footer(record: &Record, width: usize, usual_fill: usize) -> bool {
    let filled = record
        .cells()
        .filter(|cell| !cell.to_text().trim().is_empty())
        .count();
    let first = first_text(record);
    // A row with nothing but its key is a row without values.
    if filled == 1 && (number::sight(&first).is_some() || moment::sight(&first) != 0) {
        return false;
    }
    let remark = record.len() < width || first.chars().count() > LONG_CHARS || is_note(&first);
    if filled == 1 && usual_fill >= 3 && remark && record.cell(0).to_text().trim() == first {
        return true;
    }
    if filled == 1 && usual_fill == 2 && record.len() < width {
        return true;
    }
    let odd = record.len() != width || filled * 2 <= usual_fill;
    odd && filled * 2 <= usual_fill.max(width) && is_note(&first)
}

/// A totals row as the last one before the notes.
fn total_before(tail: &[&Record], footers: usize, width: usize) -> bool {
    let Some(record) = tail
        .len()
        .checked_sub(footers + 1)
        .and_then(|index| tail.get(index))
    else {
        return false;
    };
    width >= 2 && tail.len() > footers + 2 && is_total(&first_text(record))
}

fn first_text(record: &Record) -> String {
    record
        .cells()
        .map(|cell| cell.to_text().trim().to_owned())
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Words that begin a remark.
fn is_note(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "datum",
        "erstellungsdatum",
        "erstellt",
        "stand",
        "stichtag",
        "quelle",
        "quellen",
        "source",
        "hinweis",
        "hinweise",
        "anmerkung",
        "anmerkungen",
        "bemerkung",
        "fußnote",
        "fussnote",
        "©",
        "(c)",
        "copyright",
        "note",
        "notes",
        "legende",
        "zeichenerklärung",
        "abruf",
        "lizenz",
    ];
    let lower = text.to_lowercase();
    let word = lower.split([' ', ':', ',', ';']).next().unwrap_or("");
    WORDS
        .iter()
        .any(|known| word == *known || (known.len() <= 3 && lower.starts_with(known)))
        || text.starts_with(['*', '_'])
        || is_footnote(text)
}

/// `1) …`, `¹ …`
fn is_footnote(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len() && rest.starts_with(')')) || text.starts_with(['¹', '²', '³', '†'])
}

/// Words that begin a totals row, alone. English *total* is left in the data, as the annotators of the Pollock
/// benchmark see it.
fn is_total(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "summe",
        "summen",
        "gesamt",
        "gesamtsumme",
        "insgesamt",
        "gesamtergebnis",
        "endsumme",
        "zusammen",
        "σ",
        "∑",
    ];
    let lower = text.trim_end_matches(':').trim().to_lowercase();
    WORDS.contains(&lower.as_str())
}
