//! What a point and a comma mean in a column of numbers.

use crate::column_sight::{ColumnSight, NumberCounts};
use crate::number::NumberWriting;

/// How all columns of a table together write numbers: settles columns that leave it open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TableSigns {
    /// Values that can only be read with a decimal point (`51.96`, `1,234,567`).
    pub english: u64,
    /// Values that can only be read with a decimal comma or thousands points.
    pub german: u64,
    /// Of the German ones, those with thousands points.
    pub point_groups: u64,
    /// Of the English ones, those with a decimal point.
    pub points: u64,
    /// Whether cells are separated by semicolons, as Excel does where the comma is the decimal sign.
    pub semicolons: bool,
    /// The decimal sign, where somebody said it.
    pub said: Option<char>,
    /// Whether the column holds whole numbers, because somebody said so or its header names things that are counted.
    pub whole: bool,
}

/// The reading of a column's numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberVerdict {
    /// How they are written.
    pub writing: NumberWriting,
    /// Values that can be read so.
    pub fits: u64,
    /// Digits behind the decimal sign.
    pub scale: u32,
    /// Digits before it.
    pub digits: u32,
    /// Whether one point or comma with three digits behind it was settled without any proof.
    pub guessed: bool,
}

impl TableSigns {
    /// Sums up all columns.
    pub(crate) fn of(columns: &[ColumnSight], semicolons: bool, said: Option<char>) -> Self {
        let mut signs = Self {
            semicolons,
            said,
            ..Self::default()
        };
        for NumberCounts {
            point,
            point_groups,
            point_groups_comma,
            comma,
            comma_groups,
            comma_groups_point,
            ..
        } in columns.iter().map(|column| &column.numbers)
        {
            signs.points += point + comma_groups_point;
            signs.english += point + comma_groups + comma_groups_point;
            signs.german += comma + point_groups + point_groups_comma;
            signs.point_groups += point_groups + point_groups_comma;
        }
        signs
    }
}

/// Reads a column's numbers in the way most of them fit.
pub(crate) fn decide(counts: &NumberCounts, signs: TableSigns) -> NumberVerdict {
    let gaps = counts.gap + counts.gap_comma + counts.gap_point;
    if gaps > 0 && gaps * 2 >= counts.point_groups + counts.comma_groups {
        return with_gaps(counts);
    }
    let english_proof = counts.point + counts.comma_groups + counts.comma_groups_point;
    let german_proof = counts.comma + counts.point_groups + counts.point_groups_comma;
    let german = if english_proof == german_proof {
        german_by_table(counts, signs)
    } else {
        german_proof > english_proof
    };
    if german {
        as_german(counts, signs)
    } else {
        as_english(counts, signs)
    }
}

/// The decimal sign of columns that are numbers but for a few words, where no column of numbers says it.
pub(crate) fn decimal_among_words(columns: &[ColumnSight]) -> Option<char> {
    let (mut points, mut commas) = (0, 0);
    for column in columns {
        let counts = &column.numbers;
        let mixed = column.texts > 0 && counts.leading_zero == 0;
        if mixed && counts.all() * 10 >= column.values() * 7 {
            points += counts.point + counts.comma_groups_point + counts.gap_point;
            commas += counts.comma + counts.point_groups_comma + counts.gap_comma;
        }
    }
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => Some('.'),
        std::cmp::Ordering::Less => Some(','),
        std::cmp::Ordering::Equal => None,
    }
}

/// Neither column nor values prove anything: what was said, the table, then the look of the undecided values decide.
fn german_by_table(counts: &NumberCounts, signs: TableSigns) -> bool {
    if let Some(said) = signs.said {
        return said == ',';
    }
    // `1.234` inhabitants are no one and a quarter, in whatever language the rest is.
    if signs.whole && (counts.point_three > 0) != (counts.comma_three > 0) {
        return counts.point_three > 0;
    }
    if signs.german != signs.english {
        return signs.german > signs.english;
    }
    // Whoever parts cells with semicolons keeps the comma for decimals, in `1,659` euros as well.
    if counts.comma_three > 0 {
        return signs.semicolons;
    }
    // Only `2.952` and plain numbers: thousands where small numbers are plain and large ones never are. Without any
    // plain number, the semicolon says that whoever wrote the file keeps the comma for decimals.
    counts.point_three > 0 && counts.plain_long == 0 && (counts.plain > 0 || signs.semicolons)
}

fn as_german(counts: &NumberCounts, signs: TableSigns) -> NumberVerdict {
    let commas = counts.comma + counts.comma_three + counts.point_groups_comma;
    let proof = counts.point_groups + counts.point_groups_comma + signs.point_groups;
    let grouped = counts.point_groups + counts.point_groups_comma + counts.point_three;
    let scale = counts
        .comma_scale
        .max(if counts.comma_three > 0 { 3 } else { 0 });
    NumberVerdict {
        writing: NumberWriting {
            decimal: (commas > 0).then_some(b','),
            thousands: (grouped > 0).then_some(b'.'),
        },
        fits: counts.plain + commas + counts.point_groups + counts.point_three,
        scale: if commas > 0 { scale } else { 0 },
        digits: counts.digits,
        guessed: counts.point_three > 0 && proof == 0 && counts.comma == 0,
    }
}

fn as_english(counts: &NumberCounts, signs: TableSigns) -> NumberVerdict {
    let grouped = counts.comma_groups + counts.comma_groups_point + counts.comma_three;
    // A column of grouped numbers without any decimal reads `2.952` as a stray thousands point: it must not fit.
    let points = counts.point + counts.comma_groups_point + counts.point_three;
    let scale = counts
        .point_scale
        .max(if counts.point_three > 0 { 3 } else { 0 });
    NumberVerdict {
        writing: NumberWriting {
            decimal: (points > 0).then_some(b'.'),
            thousands: (grouped > 0).then_some(b','),
        },
        fits: counts.plain + points + counts.comma_groups + counts.comma_three,
        scale: if points > 0 { scale } else { 0 },
        digits: counts.digits,
        guessed: (counts.point_three > 0
            && counts.point + counts.comma_groups_point == 0
            && signs.points == 0)
            || (counts.comma_three > 0
                && counts.comma_groups + counts.comma_groups_point == 0
                && signs.english == 0),
    }
}

fn with_gaps(counts: &NumberCounts) -> NumberVerdict {
    let commas = counts.comma + counts.gap_comma + counts.comma_three;
    let points = counts.point + counts.gap_point + counts.point_three;
    let (sign, decimals, scale, three) = if commas >= points {
        (b',', commas, counts.comma_scale, counts.comma_three)
    } else {
        (b'.', points, counts.point_scale, counts.point_three)
    };
    NumberVerdict {
        writing: NumberWriting {
            decimal: (decimals > 0).then_some(sign),
            thousands: Some(b' '),
        },
        fits: counts.plain + counts.gap + decimals,
        scale: scale.max(if three > 0 { 3 } else { 0 }),
        digits: counts.digits,
        guessed: false,
    }
}
