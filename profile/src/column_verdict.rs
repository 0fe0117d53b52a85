//! Which type a column gets, and how its values are to be read.

use crate::column_sight::ColumnSight;
use crate::moment::{DATES, FORMS, MomentForm, STAMPS, UNMISTAKABLE};
use crate::number::NumberWriting;
use crate::number_verdict::{self, NumberVerdict, TableSigns};
use crate::truth_value::{FAMILIES, LETTER_PAIRS, PAIRS, TICK};
use hebewerk_model::ColumnType;

/// Share of values that must fit a type.
const FITTING_SHARE: f64 = 0.98;

/// Most values that may be set aside for a type.
const MOST_MISFITS: u64 = 1000;

/// Numbers with more decimals than this come out of binary floating point.
const MOST_DECIMALS: u32 = 15;

/// The decision on one column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnVerdict {
    /// Type to store.
    pub column_type: ColumnType,
    /// How values are written, where the type needs it.
    pub pattern: Option<String>,
    /// Values (without signs for missing ones) that do not fit.
    pub misfits: u64,
    /// Signs for missing values, which become null.
    pub markers: Vec<(&'static str, u64)>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Writing of numbers, if the column holds any.
    pub writing: Option<NumberWriting>,
    /// `%` or a currency, if the values say so.
    pub unit: Option<&'static str>,
    /// A point or comma was settled without proof.
    pub guessed_thousands: bool,
    /// Every day could also be a month.
    pub guessed_day_order: bool,
}

impl ColumnVerdict {
    fn plain(column_type: ColumnType, confidence: f32) -> Self {
        Self {
            column_type,
            pattern: None,
            misfits: 0,
            markers: Vec::new(),
            confidence,
            writing: None,
            unit: None,
            guessed_thousands: false,
            guessed_day_order: false,
        }
    }
}

/// What a header says of its column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// Keys, which must stay text.
    Key,
    /// Days, which are counted from 1900 on as spreadsheets do.
    SheetDays,
    /// Times of a day.
    Clock,
    /// Days that have passed, as those of births have.
    PastDays,
    /// Nothing of that.
    Other,
}

/// Decides by the values and what the header says of them.
pub(crate) fn decide(sight: &ColumnSight, signs: TableSigns, named: Named) -> ColumnVerdict {
    let values = sight.values() - sight.marked();
    if let Some(verdict) = ticked(sight) {
        return verdict;
    }
    if sight.values() == 0 || values == 0 {
        return ColumnVerdict::plain(
            ColumnType::Text,
            if sight.values() == 0 { 0.3 } else { 0.5 },
        );
    }
    if sight.native.json == values {
        return ColumnVerdict::plain(ColumnType::Json, 1.0);
    }
    if sight.native.binary == values {
        return ColumnVerdict::plain(ColumnType::Binary, 1.0);
    }
    match named {
        Named::Key => return ColumnVerdict::plain(ColumnType::Text, 0.95),
        Named::SheetDays if sight.numbers.plain + sight.native.integers == values => {
            return ColumnVerdict {
                pattern: Some(MomentForm::SheetDay.pattern().to_owned()),
                markers: sight.markers.clone(),
                ..ColumnVerdict::plain(ColumnType::Date, 0.8)
            };
        }
        Named::Clock if sight.numbers.clocks > 0 => {
            let verdict = point_times(sight, values);
            if fits(sight, &verdict, values) {
                return verdict;
            }
        }
        Named::SheetDays | Named::Clock | Named::PastDays | Named::Other => {}
    }
    let candidates = [
        truth(sight, values),
        moment(sight, values),
        number(sight, signs),
    ];
    candidates
        .into_iter()
        .flatten()
        .filter(|verdict| fits(sight, verdict, values))
        .min_by_key(|verdict| verdict.misfits)
        .unwrap_or_else(|| ColumnVerdict::plain(ColumnType::Text, text_confidence(sight, values)))
}

/// The same, where days with short years are none of those to come.
pub(crate) fn passed(mut verdict: ColumnVerdict) -> ColumnVerdict {
    let short = MomentForm::PointDateShort.pattern();
    let past = MomentForm::PointDatePast.pattern();
    if let Some(pattern) = &mut verdict.pattern {
        let forms = pattern.split('|');
        let forms: Vec<_> = forms
            .map(|form| if form == short { past } else { form })
            .collect();
        *pattern = forms.join("|");
    }
    verdict
}

/// Decides for a type somebody asked for: the best way to read it, whatever is left over.
pub(crate) fn forced(sight: &ColumnSight, signs: TableSigns, wanted: ColumnType) -> ColumnVerdict {
    let values = sight.values() - sight.marked();
    let mut verdict = match wanted {
        ColumnType::Boolean => truth(sight, values).or_else(|| {
            Some(ColumnVerdict {
                misfits: values.saturating_sub(truths(sight)),
                ..ColumnVerdict::plain(wanted, 1.0)
            })
        }),
        ColumnType::Time if sight.numbers.clocks > 0 => Some(point_times(sight, values)),
        ColumnType::Date | ColumnType::Time | ColumnType::Timestamp | ColumnType::TimestampUtc => {
            Some(moment_of(sight, values, wanted))
        }
        ColumnType::Integer => {
            let whole = TableSigns {
                whole: true,
                ..signs
            };
            let (mut verdict, fractions) = number_of(sight, whole, wanted);
            verdict.misfits += fractions;
            Some(verdict)
        }
        ColumnType::Decimal { .. } | ColumnType::Float => Some(number_of(sight, signs, wanted).0),
        ColumnType::Text | ColumnType::Json | ColumnType::Binary => None,
    }
    .unwrap_or_else(|| ColumnVerdict::plain(wanted, 1.0));
    verdict.column_type = wanted;
    verdict.confidence = 1.0;
    verdict
}

/// Times that are written with a point, beside those that a source stores.
fn point_times(sight: &ColumnSight, values: u64) -> ColumnVerdict {
    ColumnVerdict {
        pattern: Some(MomentForm::PointTime.pattern().to_owned()),
        misfits: values.saturating_sub(
            sight.numbers.clocks + sight.native.times + written(sight, MomentForm::Time.bit()).1,
        ),
        markers: sight.markers.clone(),
        ..ColumnVerdict::plain(ColumnType::Time, 0.85)
    }
}

fn fits(sight: &ColumnSight, verdict: &ColumnVerdict, values: u64) -> bool {
    if verdict.misfits == 0 {
        return true;
    }
    let share = (values - verdict.misfits.min(values)) as f64 / values as f64;
    // A few codes among numbers make the whole column codes: a key is never cut in two.
    let codes = sight.codes * 1000 > values;
    share >= FITTING_SHARE && verdict.misfits <= MOST_MISFITS && !codes
}

fn text_confidence(sight: &ColumnSight, values: u64) -> f32 {
    0.5 + 0.5 * (sight.texts.min(values) as f32 / values as f32)
}

/// Values that are yes or no, in the words that most of them use; numbers that a source stores are taken for one and zero.
fn truths(sight: &ColumnSight) -> u64 {
    let count = |bit: usize| sight.truths.get(bit).copied().unwrap_or(0);
    let pairs = (0..PAIRS.len()).map(|pair| count(2 * pair) + count(2 * pair + 1));
    sight.native.booleans + sight.native.integers + pairs.max().unwrap_or(0)
}

fn truth(sight: &ColumnSight, values: u64) -> Option<ColumnVerdict> {
    if sight.native.booleans == values {
        return Some(ColumnVerdict::plain(ColumnType::Boolean, 1.0));
    }
    let count = |bit: usize| sight.truths.get(bit).copied().unwrap_or(0);
    let ticks = ticks(sight);
    let pairs = PAIRS.iter().enumerate().map(|(index, pair)| {
        let letters = LETTER_PAIRS.contains(&index);
        (*pair, count(2 * index), count(2 * index + 1), letters)
    });
    let families = FAMILIES.iter().map(|[words, letters]| {
        let of = |bit: usize| count(2 * words + bit) + count(2 * letters + bit);
        (PAIRS[*words], of(0), of(1), true)
    });
    pairs
        .chain(families)
        .find(|(_, for_yes, for_no, letters)| {
            let whole = for_yes + for_no > 0 && for_yes + for_no + sight.native.booleans == values;
            let both = for_yes + ticks > 0 && *for_no > 0;
            let one_letter = *for_no == 0 && sight.empty > 0 && sight.distinct.count().0 == 1;
            whole && (!letters || both || one_letter)
        })
        .map(|((yes, no), ..)| ColumnVerdict {
            pattern: Some(format!("{yes}|{no}")),
            markers: without_ticks(sight),
            ..ColumnVerdict::plain(ColumnType::Boolean, 0.97)
        })
}

/// A column in which crosses tick some rows and leave the others blank.
fn ticked(sight: &ColumnSight) -> Option<ColumnVerdict> {
    let ticks = ticks(sight);
    (ticks > 0 && ticks == sight.values() && sight.empty > 0).then(|| ColumnVerdict {
        pattern: Some(TICK.to_owned()),
        ..ColumnVerdict::plain(ColumnType::Boolean, 0.9)
    })
}

fn ticks(sight: &ColumnSight) -> u64 {
    let tick = sight.markers.iter().find(|(sign, _)| *sign == TICK);
    tick.map_or(0, |(_, count)| *count)
}

fn without_ticks(sight: &ColumnSight) -> Vec<(&'static str, u64)> {
    let mut markers = sight.markers.clone();
    markers.retain(|(sign, _)| *sign != TICK);
    markers
}

fn moment(sight: &ColumnSight, values: u64) -> Option<ColumnVerdict> {
    let native = &sight.native;
    let count = |mask: u32| written(sight, mask).1;
    let zoned = count(MomentForm::ZonedStamp.bit());
    let candidates = [
        (
            ColumnType::Date,
            native.dates + native.midnights + count(DATES),
        ),
        (
            ColumnType::Timestamp,
            native.dates + native.stamps + count(STAMPS),
        ),
        (ColumnType::TimestampUtc, zoned),
        (
            ColumnType::Time,
            native.times + count(MomentForm::Time.bit()),
        ),
    ];
    let (wanted, most) = candidates
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)?;
    // Eight digits are a day only if (nearly) all of them are; days among plain numbers are numbers.
    let compact = best(sight, DATES).0 == Some(MomentForm::Compact);
    (most > 0 && !(compact && wanted == ColumnType::Date && most < values))
        .then(|| moment_of(sight, values, wanted))
}

fn moment_of(sight: &ColumnSight, values: u64, wanted: ColumnType) -> ColumnVerdict {
    let native = &sight.native;
    let (mask, typed) = match wanted {
        ColumnType::Date => (DATES, native.dates + native.midnights),
        ColumnType::Timestamp => (STAMPS, native.dates + native.stamps),
        // Where the source says that its moments are in UTC, they are.
        ColumnType::TimestampUtc => (MomentForm::ZonedStamp.bit(), native.dates + native.stamps),
        _ => (MomentForm::Time.bit(), native.times),
    };
    let (forms, written) = written(sight, mask);
    let form = forms.first().copied();
    let patterns: Vec<_> = forms.into_iter().map(MomentForm::pattern).collect();
    let fits = typed + written;
    let day_first = sight
        .moments
        .get(MomentForm::SlashDayFirst as usize)
        .copied()
        .unwrap_or(0);
    let month_first = sight
        .moments
        .get(MomentForm::SlashMonthFirst as usize)
        .copied()
        .unwrap_or(0);
    ColumnVerdict {
        pattern: (!patterns.is_empty()).then(|| patterns.join("|")),
        misfits: values.saturating_sub(fits),
        markers: sight.markers.clone(),
        guessed_day_order: form == Some(MomentForm::SlashDayFirst) && day_first == month_first,
        ..ColumnVerdict::plain(wanted, 0.97)
    }
}

/// The forms of a mask that values are written in, the most frequent first, and how many values that are. Of forms that
/// could be mistaken for each other there is only one.
fn written(sight: &ColumnSight, mask: u32) -> (Vec<MomentForm>, u64) {
    let (Some(form), mut all) = best(sight, mask) else {
        return (Vec::new(), 0);
    };
    let mut forms = vec![form];
    for other in UNMISTAKABLE {
        let count = sight.moments.get(other as usize).copied().unwrap_or(0);
        if other.bit() & mask != 0 && other != form && count > 0 {
            forms.push(other);
            all += count;
        }
    }
    (forms, all)
}

/// The form of a mask most values are written in; the earlier one when equal.
fn best(sight: &ColumnSight, mask: u32) -> (Option<MomentForm>, u64) {
    let mut found = (None, 0);
    for ((form, _), count) in FORMS.iter().zip(sight.moments) {
        if form.bit() & mask != 0 && count > found.1 {
            found = (Some(*form), count);
        }
    }
    found
}

fn number(sight: &ColumnSight, signs: TableSigns) -> Option<ColumnVerdict> {
    let counts = &sight.numbers;
    if counts.leading_zero > 0 || (counts.months > 0 && counts.months == counts.all()) {
        return None;
    }
    // Among whole numbers a shortened one was a key, and a key that lost its digits is no quantity.
    let shortened = sight.damage.shortened;
    if shortened > 0 && shortened + counts.plain == counts.all() {
        return None;
    }
    let verdict = number_verdict::decide(counts, signs);
    if verdict.fits + sight.native.integers + sight.native.numbers == 0 {
        return None;
    }
    let column_type = number_type(sight, &verdict)?;
    Some(written_as(sight, &verdict, column_type))
}

/// Numbers because somebody said so, keys with zeros in front too, and how many of them are not whole.
fn number_of(sight: &ColumnSight, signs: TableSigns, wanted: ColumnType) -> (ColumnVerdict, u64) {
    let mut verdict = number_verdict::decide(&sight.numbers, signs);
    verdict.fits += sight.numbers.leading_zero + sight.native.booleans;
    let fractions = sight.native.numbers + sight.numbers.fractions(verdict.writing);
    (written_as(sight, &verdict, wanted), fractions)
}

fn written_as(
    sight: &ColumnSight,
    verdict: &NumberVerdict,
    column_type: ColumnType,
) -> ColumnVerdict {
    let (counts, native) = (&sight.numbers, &sight.native);
    let values = sight.values() - sight.marked();
    let fits = verdict.fits + native.integers + native.numbers;
    let written = verdict.fits > 0;
    let unit = if counts.percents * 2 > values {
        Some("%")
    } else {
        counts.currency.filter(|_| counts.currencies * 2 > values)
    };
    ColumnVerdict {
        pattern: (written
            && (verdict.writing != NumberWriting::default() || column_type != ColumnType::Integer))
            .then(|| verdict.writing.pattern()),
        misfits: values.saturating_sub(fits),
        markers: sight.markers.clone(),
        writing: written.then_some(verdict.writing),
        unit,
        guessed_thousands: verdict.guessed,
        ..ColumnVerdict::plain(column_type, if verdict.guessed { 0.6 } else { 0.97 })
    }
}

fn number_type(sight: &ColumnSight, verdict: &NumberVerdict) -> Option<ColumnType> {
    let native = &sight.native;
    let scale = verdict.scale.max(native.scale);
    let digits = verdict.digits.max(native.digits);
    if sight.numbers.exponents > 0 || native.inexact > 0 || scale > MOST_DECIMALS {
        return Some(ColumnType::Float);
    }
    if scale == 0 {
        // More digits than a whole number can hold: that is a key.
        return (digits <= 18).then_some(ColumnType::Integer);
    }
    let precision = match digits + scale {
        0..=18 => 18,
        19..=38 => 38,
        _ => return Some(ColumnType::Float),
    };
    Some(ColumnType::Decimal {
        precision,
        scale: scale as u8,
    })
}
