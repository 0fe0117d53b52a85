//! How a text cuts its records and cells, recognised from samples of it.
//!
//! Every plausible delimiter and quote is tried; the best is the one under which records agree in width and cells
//! look like values (after van den Burg, Nazábal, Sutton 2019: pattern times type score).

mod cells;
mod fixed;

use crate::record::Record;
use crate::splitter::{Cut, Cutting, Splitter};
use std::collections::BTreeMap;

/// Records looked at per candidate.
const MOST_RECORDS: usize = 500;

/// Bytes looked at per candidate, at least.
const TRIAL_BYTES: usize = 64 << 10;

/// Delimiters tried, with what speaks for them before looking.
const DELIMITERS: [(&str, f32); 13] = [
    (", ", 1.02),
    (";", 1.0),
    (",", 1.0),
    ("\t", 1.0),
    ("|", 0.95),
    ("||", 0.97),
    ("::", 0.9),
    ("~|~", 0.97),
    ("|;|", 0.97),
    ("^", 0.8),
    ("~", 0.8),
    (" ", 0.55),
    (":", 0.4),
];

/// Signs that separate cells only here and there: believed where every line has the same number of them.
const UNUSUAL: [&str; 6] = ["#", "§", "¦", "¬", "‡", "¤"];

/// What speaks for an unusual sign before looking.
const UNUSUAL_PRIOR: f32 = 0.9;

/// How much lines of the same length look like a table.
const EVEN_LINES: f32 = 0.7;

/// What was recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct DialectSight {
    /// How to cut.
    pub cutting: Cutting,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Whether the text looks like a table at all, 0 to 1: prose and logs do not.
    pub tabular: f32,
    /// Whether the first record is Excel's `sep=;`.
    pub sep_line: bool,
    /// How far records agree in width, 0 to 1.
    pub agreement: f32,
    /// Whether no delimiter parts the lines but all are as long as each other: columns of fixed width that only their
    /// description can part.
    pub even_lines: bool,
}

#[derive(Debug, Clone)]
struct Trial {
    cutting: Cutting,
    score: f32,
    agreement: f32,
}

/// Recognises the dialect of a sample that begins at the beginning of the text.
///
/// `whole` says that the sample is the whole text; else its last, unfinished record is left out.
pub fn sniff(sample: &str, whole: bool, carriage_return: bool) -> DialectSight {
    if let Some(delimiter) = sep_line(sample) {
        return told(&delimiter, sample, whole, carriage_return);
    }
    let (front, front_is_all) = beginning(sample, whole);
    let trials = trials(front, front_is_all, carriage_return);
    let best = trials
        .first()
        .filter(|best| best.cutting.width >= 2 && best.score > 0.12);
    let in_numbers = best.is_some_and(|best| best.cutting.delimiter == ",")
        && fixed::commas_stand_in_numbers(sample);
    let narrow = || {
        in_numbers
            .then(|| fixed::narrow_stops(sample, whole))
            .flatten()
    };
    let fixed = fixed::stops(sample, whole).or_else(narrow);
    let parts_numbers = in_numbers && fixed.is_some();
    let is_sure = best.is_some_and(Trial::is_sure) && !parts_numbers;
    if let Some(stops) = fixed.filter(|_| !is_sure) {
        return lined_up(stops, carriage_return);
    }
    let even_lines = !is_sure && fixed::are_even(sample, whole);
    let Some(best) = best.filter(|_| !even_lines) else {
        return single(sample, even_lines, carriage_return);
    };
    let other = trials
        .iter()
        .find(|trial| trial.cutting.delimiter != best.cutting.delimiter)
        .map_or(0.0, |trial| trial.score);
    let confidence = (best.score / (best.score + other).max(f32::EPSILON)).clamp(0.0, 1.0);
    DialectSight {
        cutting: best.cutting.clone(),
        confidence: (0.3 + 0.7 * confidence).min(0.99),
        tabular: tabular(front, best),
        sep_line: false,
        agreement: best.agreement,
        even_lines: false,
    }
}

impl Trial {
    /// Whether nobody needs to look for columns of fixed width.
    fn is_sure(&self) -> bool {
        let needed = match self.cutting.delimiter.as_str() {
            ";" | "\t" | "|" => 0.5,
            " " => return false,
            _ => 0.9,
        };
        self.agreement > needed
    }
}

/// The delimiter stands in the first line.
fn told(delimiter: &str, sample: &str, whole: bool, carriage_return: bool) -> DialectSight {
    let behind = sample
        .find('\n')
        .and_then(|end| sample.get(end + 1..))
        .unwrap_or("");
    let cutting = cutting(delimiter, Some(b'"'), None, carriage_return);
    let seen = trial(behind, whole, &cutting, 1.0);
    DialectSight {
        cutting: seen.cutting,
        confidence: 1.0,
        tabular: 1.0,
        sep_line: true,
        agreement: seen.agreement,
        even_lines: false,
    }
}

/// Every plausible cutting with its score, the best first.
fn trials(sample: &str, whole: bool, carriage_return: bool) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    let unusual = UNUSUAL
        .into_iter()
        .filter(|sign| is_regular(sample, sign))
        .map(|sign| (sign, UNUSUAL_PRIOR));
    for (delimiter, prior) in DELIMITERS.into_iter().chain(unusual) {
        let spaced = delimiter == ", " && (!sample.contains(", \"") || sample.contains(",\""));
        if too_rare(sample, delimiter) || always_doubled(sample, delimiter) || spaced {
            continue;
        }
        for (quote, escape) in quotings(sample, delimiter) {
            let cutting = cutting(delimiter, quote, escape, carriage_return);
            trials.push(trial(sample, whole, &cutting, prior));
        }
    }
    trials.sort_by(|left, right| right.score.total_cmp(&left.score));
    trials
}

/// Columns of fixed width.
fn lined_up(stops: Vec<usize>, carriage_return: bool) -> DialectSight {
    DialectSight {
        cutting: Cutting {
            width: stops.len(),
            stops,
            ..Cutting::lined_up(carriage_return)
        },
        confidence: 0.7,
        tabular: 0.8,
        sep_line: false,
        agreement: 1.0,
        even_lines: false,
    }
}

/// No delimiter: one cell a line.
fn single(sample: &str, even_lines: bool, carriage_return: bool) -> DialectSight {
    DialectSight {
        cutting: Cutting {
            width: 1,
            ..cutting("", Some(b'"'), None, carriage_return)
        },
        confidence: 0.6,
        tabular: if even_lines {
            EVEN_LINES
        } else {
            cells::single_column(sample)
        },
        sep_line: false,
        agreement: 1.0,
        even_lines,
    }
}

/// The first lines: enough to tell delimiters apart.
fn beginning(sample: &str, whole: bool) -> (&str, bool) {
    let end = sample
        .as_bytes()
        .get(TRIAL_BYTES..)
        .and_then(|rest| memchr::memchr(b'\n', rest));
    match end.and_then(|end| sample.get(..TRIAL_BYTES + end + 1)) {
        Some(front) => (front, false),
        None => (sample, whole),
    }
}

/// Whether (nearly) every line has the same number of a sign.
fn is_regular(sample: &str, sign: &str) -> bool {
    let mut lines = sample.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else {
        return false;
    };
    let wanted = first.matches(sign).count();
    let (mut same, mut all) = (1, 1);
    for line in lines.take(MOST_RECORDS) {
        all += 1;
        same += usize::from(line.matches(sign).count() == wanted);
    }
    // A sign in front is part of the value (`#ff0000`, `§ 5`).
    let parts = !first.starts_with(sign);
    parts && wanted > 0 && all >= 3 && same * 10 >= all * 9
}

/// Whether a sign stands in fewer than one of three lines.
fn too_rare(sample: &str, delimiter: &str) -> bool {
    let lines = sample
        .bytes()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    sample.matches(delimiter).count() * 3 < lines.max(1)
}

/// Whether a sign only occurs twice in a row: then both together are the delimiter. One that stands alone in a value is no
/// delimiter either, where the headings are parted by two and every line has as many pairs.
fn always_doubled(sample: &str, delimiter: &str) -> bool {
    if !matches!(delimiter, "|" | ":" | "~" | "^") {
        return false;
    }
    let doubled = delimiter.repeat(2);
    let never_alone =
        |text: &str| text.matches(&doubled).count() * 2 == text.matches(delimiter).count();
    never_alone(sample)
        || sample.lines().next().is_some_and(never_alone) && is_regular(sample, &doubled)
}

/// How much a text cut this way looks like a table.
fn tabular(sample: &str, best: &Trial) -> f32 {
    let lines = sample
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(50)
        .count();
    let prose = cells::prose(sample);
    let strong = best.agreement > 0.8 && lines >= 3;
    match best.cutting.delimiter.as_str() {
        ";" | "\t" | "|" | "||" | "~|~" | "|;|" | "^" | "~" => {
            if strong || prose < 0.5 {
                0.9
            } else {
                0.4
            }
        }
        "," | ", " if strong || prose < 0.4 => 0.9,
        "," | ", " => 0.3,
        _ if best.agreement > 0.9 && lines >= 3 && prose < 0.4 => 0.7,
        _ => 0.2,
    }
}

/// The width of the records under a cutting that is already known.
pub fn width_under(sample: &str, whole: bool, cutting: &Cutting) -> usize {
    trial(sample, whole, cutting, 1.0).cutting.width
}

fn cutting(
    delimiter: &str,
    quote: Option<u8>,
    escape: Option<u8>,
    carriage_return: bool,
) -> Cutting {
    Cutting {
        delimiter: delimiter.to_owned(),
        quote,
        escape,
        carriage_return,
        width: 0,
        stops: Vec::new(),
        framed: false,
    }
}

/// `sep=;` as Excel reads and writes it.
fn sep_line(sample: &str) -> Option<String> {
    let first = sample.lines().next()?.trim_matches('"');
    let sign = first
        .strip_prefix("sep=")
        .or_else(|| first.strip_prefix("SEP="))?;
    (sign.chars().count() == 1).then(|| sign.to_owned())
}

/// Quotes and escapes worth a try.
fn quotings(sample: &str, delimiter: &str) -> Vec<(Option<u8>, Option<u8>)> {
    let mut all = vec![(Some(b'"'), None)];
    if cells::opens_cells(sample, delimiter, '\'') {
        all.push((Some(b'\''), None));
    }
    let protects = |quote: char| sample.contains(&format!("\\{quote}"));
    if protects('"') || (!sample.contains('"') && delimiter.chars().next().is_some_and(protects)) {
        all.push((Some(b'"'), Some(b'\\')));
    }
    all
}

fn trial(sample: &str, whole: bool, cutting: &Cutting, prior: f32) -> Trial {
    let mut splitter = Splitter::new(cutting.clone());
    let mut record = Record::new();
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut records, mut quality, mut judged) = (0_usize, 0.0_f32, 0_usize);
    let mut first_width = 0;
    let mut values = 0;
    let mut rest = sample;
    while !rest.is_empty() && records < MOST_RECORDS {
        let Cut::Record(used) = splitter.cut(rest, whole, &mut record) else {
            break;
        };
        rest = rest.get(used..).unwrap_or("");
        if record.is_blank() {
            continue;
        }
        if records == 0 {
            first_width = record.len();
        }
        records += 1;
        values += cells::values(&record);
        *widths.entry(record.len()).or_default() += 1;
        let (sum, count) = cells::quality(&record, cutting);
        quality += sum;
        judged += count;
    }
    let all = records.max(1) as f32;
    let mut agreement = 0.0;
    let mut pattern = 0.0;
    for (width, count) in &widths {
        let share = *count as f32 / all;
        agreement += share * share;
        pattern += share * share * (*width as f32 - 1.0) / *width as f32;
    }
    let width = widths
        .iter()
        .max_by_key(|(width, count)| (**count, **width))
        .map_or(1, |(width, _)| *width);
    let mean = if judged == 0 {
        0.0
    } else {
        quality / judged as f32
    };
    // A repaired quote is a sign of the wrong quote or escape.
    let strays = 1.0 - (splitter.repaired().0 as f32 / all).min(1.0) * 0.5;
    // Names of several words below a heading of one are a list, and no columns.
    let are_names =
        cutting.delimiter == " " && first_width == 1 && width > 1 && values * 10 < judged * 7;
    Trial {
        cutting: Cutting {
            width,
            ..cutting.clone()
        },
        score: if are_names {
            0.0
        } else {
            prior * pattern.sqrt() * mean * strays
        },
        agreement,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sample: &str, delimiter: &str, quote: u8) {
        let sight = sniff(sample, true, false);
        assert_eq!(sight.cutting.delimiter, delimiter, "{sample:?}: {sight:?}");
        assert_eq!(sight.cutting.quote, Some(quote));
    }

    #[test]
    fn the_delimiter_is_the_one_under_which_records_agree() {
        check("a;b;c\n1,5;2,5;x\n2,5;3,5;y\n", ";", b'"');
        check("a,b\n1,2\n3,4\n", ",", b'"');
        check("a\tb\nx y\t2\nz, w\t4\n", "\t", b'"');
        check("Name|Ort\nMüller, Eva|Herne\nMeier, Jo|Bochum\n", "|", b'"');
        check("a||b||c\n1||2||3\n4||5||6\n", "||", b'"');
        check("a||b||c\n1||x|y||3\n4||x|z||6\n", "||", b'"');
        check("a|b|c\n1||3\n4||6\n", "|", b'"');
        check("Straße;Nr\n\"Am; Hang\";3\nWeg;4\n", ";", b'"');
        check("a,b\n'x, y',1\n'z, w',2\n'u, v',3\n", ",", b'\'');
        check("Ort#Wert\nHerne#1,5\nUnna#2,5\nHamm#3,5\n", "#", b'"');
        check("1 2,5 3\n4 5,5 6\n7 8,5 9\n", " ", b'"');
    }

    #[test]
    fn one_column_is_a_table_and_prose_is_none() {
        let list = sniff("Straße\nAm Hang\nBahnhofstraße\nRing\n", true, false);
        assert_eq!(list.cutting.delimiter, "");
        assert!(list.tabular > 0.5, "{list:?}");
        let prose = "# Hinweise\n\nDiese Daten wurden im Jahr 2023 erhoben, aber noch nicht geprüft. Bitte beachten Sie das.\n\n- erstens\n- zweitens, drittens\n\nMit freundlichen Grüßen, das Amt\n";
        assert!(sniff(prose, true, false).tabular < 0.5);
    }

    #[test]
    fn names_of_several_words_are_one_column() {
        let clubs = "Name\nVerein A Herne e. V.\nVerein B Herne e. V.\nVerein C Herne e. V.\nVerein D Unna e. V.\n";
        assert_eq!(sniff(clubs, true, false).cutting.delimiter, "");
        let streets = "Straßenname\nBahnhofstraße 0\nAllee 1\nHauptstr. 2\nRing 3\nWeg 4\n";
        assert_eq!(sniff(streets, true, false).cutting.delimiter, "");
        let measured = "Messung\n1 2,5 3\n4 5,5 6\n7 8,5 9\n";
        assert_eq!(sniff(measured, true, false).cutting.delimiter, " ");
    }

    #[test]
    fn amounts_in_columns_of_fixed_width_are_not_cut_at_their_commas() {
        let mut text = "BuKr. Konto      Beleg      Betrag in HW\n\n".to_owned();
        for row in 0..25 {
            let amount = format!("{},00", row * 100 + 1);
            text += &format!("1000  00004200{row:02} 19000000{row:02} {amount:>13} \n");
        }
        assert_eq!(sniff(&text, true, false).cutting.stops, [0, 6, 17, 28]);
    }

    #[test]
    fn excels_own_hint_is_followed() {
        let sight = sniff("sep=;\na;b\n1;2\n", true, false);
        assert_eq!(
            (
                sight.cutting.delimiter.as_str(),
                sight.cutting.width,
                sight.sep_line
            ),
            (";", 2, true)
        );
    }
}
