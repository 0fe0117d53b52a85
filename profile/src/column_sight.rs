//! What the cells of one column look like, counted while they pass; nothing is decided yet.

use crate::damage::{self, DamageCounts, DamageSight};
use crate::distinct::{Distinct, hash_bytes, hash_number};
use crate::marker::marker;
use crate::moment::{self, FORM_COUNT, MomentForm};
use crate::number::{self, Lookalike, NumberForm, NumberSight, NumberWriting};
use crate::personal::ValueSample;
use crate::record::RawCell;
use crate::total::names_total;
use crate::truth_value;

/// Distinct values kept as examples for the recognition of meanings.
const SAMPLES: usize = 240;

/// Longest example in bytes.
const SAMPLE_BYTES: usize = 120;

/// How many values were written in which form of number.
#[derive(Debug, Default)]
pub(crate) struct NumberCounts {
    pub plain: u64,
    /// Plain numbers of at least four digits: where thousands are separated, there are none.
    pub plain_long: u64,
    pub leading_zero: u64,
    pub point_three: u64,
    pub point: u64,
    pub point_groups: u64,
    pub point_groups_comma: u64,
    pub comma_three: u64,
    pub comma: u64,
    pub comma_groups: u64,
    pub comma_groups_point: u64,
    pub gap: u64,
    pub gap_comma: u64,
    pub gap_point: u64,
    /// Among those with a point before decimals, whose decimals are zeros.
    pub point_zeros: u64,
    /// Among those with a comma before decimals, whose decimals are zeros.
    pub comma_zeros: u64,
    /// Values that may be months of a year.
    pub months: u64,
    /// Values that may be times of a day, written with a point.
    pub clocks: u64,
    pub exponents: u64,
    pub percents: u64,
    pub currencies: u64,
    pub currency: Option<&'static str>,
    /// Most digits before a decimal sign.
    pub digits: u32,
    /// Most digits behind a point, a comma.
    pub point_scale: u32,
    pub comma_scale: u32,
}

/// How many values the source itself stored with a type.
#[derive(Debug, Default)]
pub(crate) struct NativeCounts {
    pub integers: u64,
    pub numbers: u64,
    /// Fewest digits behind the point that write every number exactly; none when there is no such small figure.
    pub scale: u32,
    pub inexact: u64,
    /// Whole numbers of more than 15 digits, of which spreadsheet programs only keep the first 15.
    pub rounded: u64,
    pub digits: u32,
    pub booleans: u64,
    pub dates: u64,
    pub times: u64,
    pub stamps: u64,
    /// Stamps at midnight.
    pub midnights: u64,
    pub json: u64,
    pub binary: u64,
    pub errors: u64,
    pub first_error_row: Option<u64>,
}

/// The column as seen so far.
#[derive(Debug, Default)]
pub(crate) struct ColumnSight {
    pub rows: u64,
    pub empty: u64,
    pub numbers: NumberCounts,
    pub moments: [u64; FORM_COUNT],
    pub truths: [u64; 12],
    pub markers: Vec<(&'static str, u64)>,
    pub native: NativeCounts,
    /// Text that is nothing of the above.
    pub texts: u64,
    /// Of these, short ones of letters and digits: codes.
    pub codes: u64,
    /// Of these, those that name a total (`Zwischensumme`).
    pub totals: u64,
    /// Traces of programs that changed the values.
    pub damage: DamageCounts,
    pub first_text_row: Option<u64>,
    pub distinct: Distinct,
    pub samples: Vec<Box<str>>,
    /// Different values of all rows, for the recognition of personal data.
    pub spread: ValueSample,
    /// Values with white space around them.
    pub padded: u64,
    last_hash: u64,
    last_class: Class,
}

/// What was seen of a column in one piece of its table: counts of everything, and the different values.
#[derive(Debug)]
pub(crate) struct SightPart {
    /// Without different values and examples.
    pub counts: ColumnSight,
    /// Hash and place in `texts` of each value, in the order of their first rows; one may occur twice.
    pub values: Vec<(u64, u32, u32)>,
    pub texts: String,
}

#[derive(Debug, Clone, Copy, Default)]
enum Class {
    #[default]
    None,
    Number(NumberSight),
    Shortened(NumberSight),
    CompactDay(NumberSight),
    Moment(u32),
    Truth(u16),
    Marker(&'static str),
    Text {
        code: bool,
        total: bool,
        damage: Option<DamageSight>,
    },
}

impl ColumnSight {
    /// Nothing seen yet of one of `columns` columns.
    pub(crate) fn among(columns: usize) -> Self {
        Self {
            spread: ValueSample::among(columns),
            ..Self::default()
        }
    }

    /// Takes a cell of the row `row` in.
    pub(crate) fn add(&mut self, cell: RawCell<'_>, row: u64) {
        self.rows += 1;
        match cell {
            RawCell::Empty => self.empty += 1,
            RawCell::Text(text) => match trimmed(text) {
                "" => self.empty += 1,
                inner => {
                    self.padded += u64::from(inner.len() < text.len());
                    self.add_text(inner, row);
                }
            },
            RawCell::Json(text) => {
                self.native.json += 1;
                self.distinct.add(hash_bytes(text.as_bytes()));
            }
            RawCell::Binary(bytes) => {
                self.native.binary += 1;
                self.distinct.add(hash_bytes(bytes));
            }
            RawCell::Error(_) => {
                self.native.errors += 1;
                self.native.first_error_row.get_or_insert(row);
                self.empty += 1;
            }
            typed => self.add_typed(typed),
        }
    }

    /// Counts a trimmed text that stands in `rows` rows, the first of them `first_row`; gives its hash.
    pub(crate) fn add_value(&mut self, text: &str, rows: u64, first_row: u64) -> u64 {
        self.count_many(class(text), first_row, rows);
        hash_bytes(text.as_bytes())
    }

    /// Takes in what was seen in the next piece, which begins behind line `lines`.
    pub(crate) fn absorb(&mut self, part: &SightPart, lines: u64) {
        let counts = &part.counts;
        self.rows += counts.rows;
        self.empty += counts.empty;
        self.padded += counts.padded;
        self.texts += counts.texts;
        self.codes += counts.codes;
        self.totals += counts.totals;
        self.damage.absorb(&counts.damage, lines);
        self.numbers.absorb(&counts.numbers);
        for (all, more) in self.moments.iter_mut().zip(counts.moments) {
            *all += more;
        }
        for (all, more) in self.truths.iter_mut().zip(counts.truths) {
            *all += more;
        }
        for (sign, more) in &counts.markers {
            self.count_sign(sign, *more);
        }
        if let Some(row) = counts.first_text_row {
            self.first_text_row.get_or_insert(row + lines);
        }
        for (hash, from, to) in &part.values {
            let before = self.distinct.held();
            self.distinct.add(*hash);
            if self.distinct.may_be_new(before) {
                let text = part.texts.get(*from as usize..*to as usize);
                self.keep(*hash, text.unwrap_or(""));
            }
        }
    }

    /// Values that are not empty.
    pub(crate) fn values(&self) -> u64 {
        self.rows - self.empty
    }

    /// Signs for missing values.
    pub(crate) fn marked(&self) -> u64 {
        self.markers.iter().map(|(_, count)| count).sum()
    }

    fn add_text(&mut self, text: &str, row: u64) {
        let hash = hash_bytes(text.as_bytes());
        if hash == self.last_hash {
            self.count(self.last_class, row);
            return;
        }
        let before = self.distinct.held();
        self.distinct.add(hash);
        if self.distinct.may_be_new(before) {
            self.keep(hash, text);
        }
        self.last_hash = hash;
        self.last_class = class(text);
        self.count(self.last_class, row);
    }

    /// Keeps a value that may not have been seen before as an example.
    fn keep(&mut self, hash: u64, text: &str) {
        if self.samples.len() < SAMPLES && !self.distinct.is_estimate() {
            self.samples.push(shortened(text).into());
        }
        self.spread.add_hashed(hash, text);
    }

    fn count(&mut self, class: Class, row: u64) {
        self.count_many(class, row, 1);
    }

    fn count_many(&mut self, class: Class, first_row: u64, times: u64) {
        match class {
            Class::None => {}
            Class::Number(sight) => self.numbers.add(&sight, times),
            Class::Shortened(sight) => {
                self.numbers.add(&sight, times);
                self.damage.add(DamageSight::Shortened, first_row, times);
            }
            Class::CompactDay(sight) => {
                self.numbers.add(&sight, times);
                if let Some(count) = self.moments.get_mut(MomentForm::Compact as usize) {
                    *count += times;
                }
            }
            Class::Moment(mask) => {
                for (bit, count) in self.moments.iter_mut().enumerate() {
                    *count += times * u64::from(mask >> bit & 1);
                }
            }
            Class::Truth(mask) => {
                for (bit, count) in self.truths.iter_mut().enumerate() {
                    *count += times * u64::from(mask >> bit & 1);
                }
                let text = Class::Text {
                    code: false,
                    total: false,
                    damage: None,
                };
                self.count_many(text, first_row, times);
            }
            Class::Marker(sign) => self.count_sign(sign, times),
            Class::Text {
                code,
                total,
                damage,
            } => {
                self.texts += times;
                self.totals += times * u64::from(total);
                if let Some(damage) = damage {
                    self.damage.add(damage, first_row, times);
                }
                if code {
                    self.codes += times;
                }
                let first = self.first_text_row.get_or_insert(first_row);
                *first = (*first).min(first_row);
            }
        }
    }

    fn count_sign(&mut self, sign: &'static str, times: u64) {
        match self.markers.iter_mut().find(|(known, _)| *known == sign) {
            Some((_, count)) => *count += times,
            None => self.markers.push((sign, times)),
        }
    }

    fn add_typed(&mut self, cell: RawCell<'_>) {
        let native = &mut self.native;
        let hash = match cell {
            RawCell::Integer(value) => {
                native.integers += 1;
                native.digits = native.digits.max(decimal_digits(value.unsigned_abs()));
                hash_number(value as u64)
            }
            RawCell::Number(value) => {
                native.add_number(value);
                hash_number(value.to_bits())
            }
            RawCell::Boolean(value) => {
                native.booleans += 1;
                hash_number(u64::from(value))
            }
            RawCell::Date(days) => {
                native.dates += 1;
                hash_number(days as u64)
            }
            RawCell::Time(micros) => {
                native.times += 1;
                hash_number(micros as u64)
            }
            RawCell::Timestamp(micros) => {
                native.stamps += 1;
                native.midnights += u64::from(micros.rem_euclid(crate::calendar::DAY_MICROS) == 0);
                hash_number(micros as u64)
            }
            RawCell::Empty
            | RawCell::Text(_)
            | RawCell::Json(_)
            | RawCell::Error(_)
            | RawCell::Binary(_) => return,
        };
        let before = self.distinct.held();
        self.distinct.add(hash);
        if self.distinct.may_be_new(before)
            && (self.samples.len() < SAMPLES || self.spread.wants(hash))
        {
            self.keep(hash, &cell.to_text());
        }
    }
}

impl NumberCounts {
    /// Values that are no whole numbers, where they are written so.
    pub(crate) fn fractions(&self, writing: NumberWriting) -> u64 {
        let (all, whole) = match writing.decimal {
            Some(b',') => (
                self.comma + self.comma_three + self.point_groups_comma + self.gap_comma,
                self.comma_zeros,
            ),
            Some(_) => (
                self.point + self.point_three + self.comma_groups_point + self.gap_point,
                self.point_zeros,
            ),
            None => (0, 0),
        };
        all - whole
    }

    /// Numbers in any form.
    pub(crate) fn all(&self) -> u64 {
        self.plain
            + self.leading_zero
            + self.point_three
            + self.point
            + self.point_groups
            + self.point_groups_comma
            + self.comma_three
            + self.comma
            + self.comma_groups
            + self.comma_groups_point
            + self.gap
            + self.gap_comma
            + self.gap_point
    }

    fn add(&mut self, sight: &NumberSight, times: u64) {
        let count = match sight.form {
            NumberForm::Plain => {
                self.plain_long += times * u64::from(sight.digits >= 4);
                &mut self.plain
            }
            NumberForm::LeadingZero => &mut self.leading_zero,
            NumberForm::PointThree => &mut self.point_three,
            NumberForm::Point => &mut self.point,
            NumberForm::PointGroups => &mut self.point_groups,
            NumberForm::PointGroupsComma => &mut self.point_groups_comma,
            NumberForm::CommaThree => &mut self.comma_three,
            NumberForm::Comma => &mut self.comma,
            NumberForm::CommaGroups => &mut self.comma_groups,
            NumberForm::CommaGroupsPoint => &mut self.comma_groups_point,
            NumberForm::Gap(None) => &mut self.gap,
            NumberForm::Gap(Some(b',')) => &mut self.gap_comma,
            NumberForm::Gap(Some(_)) => &mut self.gap_point,
        };
        *count += times;
        match sight.lookalike {
            Some(Lookalike::Month) => self.months += times,
            Some(Lookalike::Clock) => self.clocks += times,
            None => {}
        }
        if sight.zeros {
            match sight.form {
                NumberForm::Point
                | NumberForm::PointThree
                | NumberForm::CommaGroupsPoint
                | NumberForm::Gap(Some(b'.')) => self.point_zeros += times,
                NumberForm::Comma
                | NumberForm::CommaThree
                | NumberForm::PointGroupsComma
                | NumberForm::Gap(Some(_)) => self.comma_zeros += times,
                _ => {}
            }
        }
        match sight.form {
            NumberForm::Point | NumberForm::CommaGroupsPoint | NumberForm::Gap(Some(b'.')) => {
                self.point_scale = self.point_scale.max(sight.scale);
            }
            NumberForm::Comma | NumberForm::PointGroupsComma | NumberForm::Gap(Some(_)) => {
                self.comma_scale = self.comma_scale.max(sight.scale);
            }
            _ => {}
        }
        self.digits = self.digits.max(sight.digits);
        self.exponents += times * u64::from(sight.exponent);
        self.percents += times * u64::from(sight.affix.percent);
        if sight.affix.currency.is_some() {
            self.currencies += times;
            self.currency = sight.affix.currency;
        }
    }

    /// Adds what was counted elsewhere, later.
    fn absorb(&mut self, more: &Self) {
        let Self {
            plain,
            plain_long,
            leading_zero,
            point_three,
            point,
            point_groups,
            point_groups_comma,
            comma_three,
            comma,
            comma_groups,
            comma_groups_point,
            gap,
            gap_comma,
            gap_point,
            point_zeros,
            comma_zeros,
            months,
            clocks,
            exponents,
            percents,
            currencies,
            currency,
            digits,
            point_scale,
            comma_scale,
        } = more;
        for (count, more) in [
            (&mut self.plain, plain),
            (&mut self.plain_long, plain_long),
            (&mut self.leading_zero, leading_zero),
            (&mut self.point_three, point_three),
            (&mut self.point, point),
            (&mut self.point_groups, point_groups),
            (&mut self.point_groups_comma, point_groups_comma),
            (&mut self.comma_three, comma_three),
            (&mut self.comma, comma),
            (&mut self.comma_groups, comma_groups),
            (&mut self.comma_groups_point, comma_groups_point),
            (&mut self.gap, gap),
            (&mut self.gap_comma, gap_comma),
            (&mut self.gap_point, gap_point),
            (&mut self.point_zeros, point_zeros),
            (&mut self.comma_zeros, comma_zeros),
            (&mut self.months, months),
            (&mut self.clocks, clocks),
            (&mut self.exponents, exponents),
            (&mut self.percents, percents),
            (&mut self.currencies, currencies),
        ] {
            *count += more;
        }
        self.currency = currency.or(self.currency);
        for (most, more) in [
            (&mut self.digits, digits),
            (&mut self.point_scale, point_scale),
            (&mut self.comma_scale, comma_scale),
        ] {
            *most = (*most).max(*more);
        }
    }
}

impl NativeCounts {
    fn add_number(&mut self, value: f64) {
        if value.fract() == 0.0 && value.abs() < 9e15 {
            self.integers += 1;
            self.digits = self.digits.max(decimal_digits(value.abs() as u64));
            return;
        }
        self.numbers += 1;
        self.rounded += u64::from(value.fract() == 0.0 && value.abs() < 1e20);
        self.digits = self
            .digits
            .max(decimal_digits(value.abs().min(1e18) as u64));
        let exact = (1..=6).find(|scale| {
            let factor = 10_f64.powi(*scale);
            ((value * factor).round() / factor).to_bits() == value.to_bits()
        });
        match exact {
            Some(scale) => self.scale = self.scale.max(scale as u32),
            None => self.inexact += 1,
        }
    }
}

fn class(text: &str) -> Class {
    let first = text.as_bytes().first().copied().unwrap_or(0);
    if first.is_ascii_alphabetic() {
        let mask = truth_value::sight(text);
        if mask != 0 {
            return Class::Truth(mask);
        }
    }
    if let Some(sight) = number::sight(text) {
        if sight.form == NumberForm::Plain && sight.digits == 8 && moment::sight(text) != 0 {
            return Class::CompactDay(sight);
        }
        if sight.exponent && damage::is_shortened(text) {
            return Class::Shortened(sight);
        }
        return Class::Number(sight);
    }
    let mask = moment::sight(text);
    if mask != 0 {
        return Class::Moment(mask);
    }
    if let Some(sign) = marker(text) {
        return Class::Marker(sign);
    }
    let code = text.len() <= 40
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !text.contains(' ');
    Class::Text {
        code,
        total: names_total(text),
        damage: damage::sight(text),
    }
}

/// Without white space around; quick where there is none.
pub(crate) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => text.trim(),
    }
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn decimal_digits(value: u64) -> u32 {
    value.checked_ilog10().map_or(1, |digits| digits + 1)
}
