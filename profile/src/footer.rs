//! Rows behind the data: totals, notes, dates.

use crate::layout::kinds::{Kind, kind_of};
use crate::record::Record;
use crate::total::is_total;
use crate::{moment, number};

/// Most records at the end that may be footers.
pub(crate) const TAIL_RECORDS: usize = 64;

/// A text longer than this is a remark rather than a name.
const LONG_CHARS: usize = 40;

/// Number of records at the end of `tail` that are no data (blank ones among them included).
///
/// `usual_fill` is the number of cells an ordinary row fills.
pub(crate) fn length(tail: &[&Record], width: usize, usual_fill: usize) -> usize {
    let mut footers = 0;
    let mut seen = 0;
    for record in tail.iter().rev() {
        seen += 1;
        if record.is_blank() {
            continue;
        }
        if is_footer(record, width, usual_fill) {
            footers = seen;
        } else if !may_go_on(record, usual_fill) {
            break;
        }
    }
    total_before(tail, footers.max(standing_apart(tail)), width)
}

/// Fewest rows that tell which columns hold numbers.
const FEW_ROWS: usize = 3;

/// Records behind a blank one that say words where the rows above hold numbers, and no number there: a legend.
fn standing_apart(tail: &[&Record]) -> usize {
    let body = tail.iter().take_while(|record| !record.is_blank()).count();
    let (body, rest) = tail.split_at(body);
    let columns: Vec<usize> = (0..body.iter().map(|record| record.len()).max().unwrap_or(0))
        .filter(|column| holds_numbers(body, *column))
        .collect();
    let kinds = |record: &Record| {
        let cells = columns.iter();
        cells
            .map(|column| kind_of(record.cell(*column)))
            .collect::<Vec<_>>()
    };
    let words = |record: &&Record| kinds(record).contains(&Kind::Text);
    let numbers = |record: &&Record| kinds(record).into_iter().any(Kind::is_value);
    let without = rest.iter().rev().take_while(|record| !numbers(record));
    let without = rest.get(rest.len() - without.count()..).unwrap_or(&[]);
    // From the first blank record on, so that rows of the table that lack their numbers stay in it.
    let blank = without.iter().position(|record| record.is_blank());
    let apart = blank.and_then(|blank| without.get(blank..)).unwrap_or(&[]);
    if apart.iter().any(words) {
        apart.len()
    } else {
        0
    }
}

fn holds_numbers(rows: &[&Record], column: usize) -> bool {
    let kinds = rows.iter().map(|row| kind_of(row.cell(column)));
    let filled: Vec<Kind> = kinds.filter(|kind| *kind != Kind::Empty).collect();
    let values = filled.iter().filter(|kind| kind.is_value()).count();
    values >= FEW_ROWS && values * 10 >= filled.len() * 9
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

/// A line that belongs to the remark above it, if there is one: nothing but words in the first cell.
fn may_go_on(record: &Record, usual_fill: usize) -> bool {
    let filled = record
        .cells()
        .filter(|cell| !cell.to_text().trim().is_empty())
        .count();
    let first = first_text(record);
    filled == 1
        && usual_fill >= 3
        && record.cell(0).to_text().trim() == first
        && first.contains(char::is_alphabetic)
        && number::sight(&first).is_none()
        && moment::sight(&first) == 0
}

/// The footers with a totals row as the last one before the notes, blank rows in between.
fn total_before(tail: &[&Record], footers: usize, width: usize) -> usize {
    let above = tail.iter().rev().skip(footers);
    let blank = above.clone().take_while(|record| record.is_blank()).count();
    let total = above.clone().nth(blank);
    let with_total = footers + blank + 1;
    let is_one = width >= 2
        && tail.len() > with_total + 1
        && total.is_some_and(|record| is_total(&first_text(record)));
    if is_one { with_total } else { footers }
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
        || is_rule(text)
        || is_footnote(text)
}

/// A line drawn with signs.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|sign| "-–—=_*".contains(sign))
}

/// `1) …`, `¹ …`
fn is_footnote(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len() && rest.starts_with(')')) || text.starts_with(['¹', '²', '³', '†'])
}
