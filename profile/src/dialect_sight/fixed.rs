//! Columns of fixed width: no sign parts the cells, but the same places are blank in every line.

/// Lines that must agree, and that are looked at.
const FEWEST_LINES: usize = 4;
const MOST_LINES: usize = 500;

/// Lines of one length that are no accident: so many, and so long (in characters).
const FEWEST_EVEN: usize = 10;
const EVEN_LENGTH: usize = 30;

/// Widest line in characters.
const MOST_PLACES: usize = 2000;

/// Where columns begin, counted in characters; none where lines do not agree.
///
/// A gap is a place that is blank in every line; one of two blanks or more shows that it is no accident.
pub(super) fn stops(sample: &str, whole: bool) -> Option<Vec<usize>> {
    let lines = lines(sample, whole);
    let (stops, taken) = columns(&lines)?;
    let wide_gap = stops.iter().any(|stop| {
        let before = |back: usize| stop.checked_sub(back).and_then(|place| taken.get(place));
        *stop > 2 && before(1) == Some(&false) && before(2) == Some(&false)
    });
    let ruled = lines.iter().any(|line| is_ruler(line));
    (wide_gap || ruled).then_some(stops)
}

/// As [`stops`], where so many lines agree that gaps of a single blank are no accident either.
pub(super) fn narrow_stops(sample: &str, whole: bool) -> Option<Vec<usize>> {
    let lines = lines(sample, whole);
    let (stops, _taken) = columns(&lines)?;
    (lines.len() >= FEWEST_EVEN).then_some(stops)
}

/// Where at least three columns begin that most lines fill, and which places are taken.
fn columns(lines: &[&str]) -> Option<(Vec<usize>, Vec<bool>)> {
    if lines.len() < FEWEST_LINES || lines.iter().any(|line| line.contains('\t')) {
        return None;
    }
    let taken = taken(lines)?;
    let mut stops: Vec<usize> = (0..taken.len())
        .filter(|place| begins(&taken, *place))
        .collect();
    join_headers_with_numbers(lines, &mut stops);
    join_last_words(lines, &taken, &mut stops);
    (stops.len() >= 3 && are_filled(lines, &stops)).then_some((stops, taken))
}

/// Whether every comma has a digit on both sides: then it parts no cells but whole numbers from their decimals.
pub(super) fn commas_stand_in_numbers(sample: &str) -> bool {
    let bytes = sample.as_bytes();
    let is_digit = |place: Option<usize>| {
        let byte = place.and_then(|place| bytes.get(place));
        byte.is_some_and(u8::is_ascii_digit)
    };
    let mut commas = bytes.iter().enumerate().filter(|(_, byte)| **byte == b',');
    commas.all(|(place, _)| is_digit(place.checked_sub(1)) && is_digit(place.checked_add(1)))
}

/// The first whole lines that hold something.
fn lines(sample: &str, whole: bool) -> Vec<&str> {
    let mut lines: Vec<&str> = sample.lines().take(MOST_LINES).collect();
    if !whole && lines.len() < MOST_LINES {
        lines.pop();
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Whether (nearly) all lines are as long as each other and long enough to hold several columns.
///
/// Registers of the statistical offices (GV100) are such texts: records of several kinds that share no blank place.
pub(super) fn are_even(sample: &str, whole: bool) -> bool {
    let lines = lines(sample, whole);
    let length = |line: &&str| line.chars().count();
    let Some(first) = lines.first().map(length) else {
        return false;
    };
    let alike = lines.iter().filter(|line| length(line) == first).count();
    // Lines of one length are also what programs encode bytes in; those have no blanks.
    let padded = lines.iter().filter(|line| line.contains("  ")).count();
    first >= EVEN_LENGTH
        && lines.len() >= FEWEST_EVEN
        && alike * 100 >= lines.len() * 98
        && padded * 2 > lines.len()
}

/// A line drawn below the header, parted where the columns are.
fn is_ruler(line: &str) -> bool {
    line.contains("--") && line.chars().all(|sign| matches!(sign, '-' | ' '))
}

/// Which places hold a sign in some line.
fn taken(lines: &[&str]) -> Option<Vec<bool>> {
    let mut taken = Vec::new();
    for line in lines {
        for (place, sign) in line.trim_end().chars().enumerate() {
            if place >= MOST_PLACES {
                return None;
            }
            if taken.len() <= place {
                taken.resize(place + 1, false);
            }
            if sign != ' '
                && let Some(is_taken) = taken.get_mut(place)
            {
                *is_taken = true;
            }
        }
    }
    Some(taken)
}

fn begins(taken: &[bool], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| taken.get(before));
    taken.get(place) == Some(&true) && before != Some(&true)
}

/// Numbers that end where their column ends stand right of a header that begins where it begins: with a blank between both in
/// every line, they are one column all the same.
fn join_headers_with_numbers(lines: &[&str], stops: &mut Vec<usize>) {
    let Some((header, rows)) = lines.split_first() else {
        return;
    };
    let mut column = 0;
    while column + 1 < stops.len() {
        let is_header = holds(header, stops, column) && !holds(header, stops, column + 1);
        let has_rows = |column: usize| rows.iter().any(|row| holds(row, stops, column));
        if is_header && !has_rows(column) && has_rows(column + 1) {
            stops.remove(column + 1);
        } else {
            column += 1;
        }
    }
}

/// The last word of the longest names, one blank behind the others, is no column: few lines reach it.
fn join_last_words(lines: &[&str], taken: &[bool], stops: &mut Vec<usize>) {
    let is_behind_one_blank = |stop: usize| {
        let before = stop.checked_sub(2).and_then(|place| taken.get(place));
        before == Some(&true)
    };
    let mut column = 1;
    while column < stops.len() {
        let is_word = stops.get(column).copied().is_some_and(is_behind_one_blank);
        if is_word && !is_filled(lines, stops, column) {
            stops.remove(column);
        } else {
            column += 1;
        }
    }
}

/// Whether a column holds something in a line.
fn holds(line: &str, stops: &[usize], column: usize) -> bool {
    let from = stops.get(column).copied().unwrap_or(0);
    let to = stops.get(column + 1).copied().unwrap_or(usize::MAX);
    let mut signs = line.chars().skip(from).take(to - from);
    signs.any(|sign| sign != ' ')
}

/// Whether every column holds something in most lines: prose has no such columns.
fn are_filled(lines: &[&str], stops: &[usize]) -> bool {
    (0..stops.len()).all(|column| is_filled(lines, stops, column))
}

fn is_filled(lines: &[&str], stops: &[usize], column: usize) -> bool {
    let filled = lines.iter().filter(|line| holds(line, stops, column));
    filled.count() * 10 >= lines.len() * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_are_blank_in_every_line_part_columns() {
        let text = "Nr    Name         Wert\n1     Mitte       12,50\n2     Bad Süd      7,25\n3     Ost        101,00\n";
        assert_eq!(stops(text, true), Some(vec![0, 6, 17]));
    }

    #[test]
    fn numbers_right_of_their_header_are_one_column_with_it() {
        let text = "Nr    Name                Betrag   \n00000 Meyer                       0\n00001 Schulz                      3\n00004 Klein                      12\n";
        assert_eq!(stops(text, true), Some(vec![0, 6, 26]));
        let full = "Nr    Name                Betrag   \n00012 Meyer, Anna          1.234,50\n00013 Schulz                  17,00\n00450 Groß Handel GmbH       999,99\n00007 Amt                      3,10\n";
        assert_eq!(stops(full, true), Some(vec![0, 6, 26]));
    }

    #[test]
    fn records_of_several_kinds_are_lines_of_one_length() {
        let line = |kind: &str, name: &str| format!("{kind}20240101059160000{name:<40}\n");
        let mut text = line("40", "Herne, Stadt");
        for number in 0..12 {
            text += &line("60", &format!("Ort{number}zudemesnochmehrzusagengibt"));
        }
        assert!(are_even(&text, true));
        assert_eq!(stops(&text, true), None);
        let prose = "Diese Daten wurden im Jahr 2023 von uns\n".repeat(3);
        assert!(!are_even(&prose, true));
    }

    #[test]
    fn prose_and_lists_have_no_columns() {
        let prose = "Diese Daten wurden im Jahr 2023\nerhoben, aber noch nicht geprüft.\nBitte beachten Sie das, wenn Sie\nsie verwenden.\n";
        assert_eq!(stops(prose, true), None);
        assert_eq!(stops("Am Hang\nIm Tal\nAm Ring\nIm Hof\n", true), None);
    }
}
