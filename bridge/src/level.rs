//! Days, months, quarters and years: the levels of the calendar, as offices write them.

/// A level of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// A stretch of time as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    level: Level,
    year: u16,
    /// Of days and months.
    month: u8,
    /// Of all but years.
    quarter: u8,
}

/// Years that tables speak of.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2100;

/// Beginnings of the names of months in German and English, without marks.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jaen"],
    &["feb"],
    &["mar", "maer", "mrz"],
    &["apr"],
    &["mai", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dez", "dec"],
];

/// The same in whole.
const WHOLE_MONTHS: [&[&str]; 12] = [
    &["januar", "jaenner", "january"],
    &["februar", "february"],
    &["maerz", "march"],
    &["april"],
    &["mai", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["dezember", "december"],
];

impl Level {
    /// All, the finest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Month, Self::Quarter, Self::Year];

    /// Stable name with version; what is done to a value to bring it to this level.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "datum.1",
            Self::Month => "monat.1",
            Self::Quarter => "quartal.1",
            Self::Year => "jahr.1",
        }
    }

    /// The level on which a value is written; none for what is no time.
    pub fn of(value: &str) -> Option<Self> {
        read(value).map(|period| period.level)
    }

    /// A value of this level or a finer one, written as this level is: `2026-03-05` is `2026-03`, `2026-Q1`, `2026`.
    pub fn lifted(self, value: &str) -> Option<String> {
        let period = read(value).filter(|period| period.level <= self)?;
        Some(match self {
            Self::Day => crate::NormalForm::Day.apply(first_word(value)).into_owned(),
            Self::Month => format!("{:04}-{:02}", period.year, period.month),
            Self::Quarter => format!("{:04}-Q{}", period.year, period.quarter),
            Self::Year => format!("{:04}", period.year),
        })
    }
}

fn read(value: &str) -> Option<Period> {
    let value = value.trim();
    if value.len() < 4 || value.len() > 40 {
        return None;
    }
    day(value)
        .or_else(|| year(value))
        .or_else(|| month(value))
        .or_else(|| quarter(value))
}

fn first_word(value: &str) -> &str {
    let value = value.trim();
    value.split_once(['T', ' ']).map_or(value, |(date, _)| date)
}

fn day(value: &str) -> Option<Period> {
    let iso = crate::NormalForm::Day.apply(first_word(value));
    let mut parts = iso.split('-');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && first.len() == 4 && second.len() == 2;
    let _day = number(third, 2).filter(|day| is_whole && (1..=31).contains(day))?;
    of_month(Level::Day, first, second)
}

fn year(value: &str) -> Option<Period> {
    let value = value.strip_suffix(".0").unwrap_or(value);
    Some(Period {
        level: Level::Year,
        year: whole_year(value)?,
        month: 0,
        quarter: 0,
    })
}

/// `2026-03`, `2026/03`, `03/2026`, `3.2026`, `202603`, `März 2026`, `Mär. 2026`.
fn month(value: &str) -> Option<Period> {
    if value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, month) = value.split_at_checked(4)?;
        return of_month(Level::Month, year, month);
    }
    let (first, second) = value.split_once(['-', '/', '.', ' '])?;
    let (first, second) = (first.trim(), second.trim_start_matches(['.', ' ']).trim());
    if first.starts_with(|sign: char| sign.is_alphabetic()) {
        let number = month_named(first)?;
        return of_month(Level::Month, second, &format!("{number:02}"));
    }
    if first.len() == 4 {
        return of_month(Level::Month, first, second);
    }
    of_month(Level::Month, second, first)
}

/// Whether a text is the name of a month and nothing else, whole or cut short: `März`, `Mrz.`, `Sept`.
pub(crate) fn is_month(text: &str) -> bool {
    let plain = crate::normalised(text);
    let is_cut =
        |whole: &str, short: &str| plain.starts_with(short) && whole.starts_with(plain.as_ref());
    WHOLE_MONTHS.iter().zip(MONTHS).any(|(whole, short)| {
        let mut short = short.iter();
        short.any(|short| plain == *short || whole.iter().any(|whole| is_cut(whole, short)))
    })
}

fn month_named(word: &str) -> Option<usize> {
    let plain = crate::normalised(word);
    let begins = |names: &&[&str]| names.iter().any(|name| plain.starts_with(name));
    Some(MONTHS.iter().position(begins)? + 1)
}

fn of_month(level: Level, year: &str, month: &str) -> Option<Period> {
    let month = number(month, 2).filter(|month| (1..=12).contains(month))? as u8;
    Some(Period {
        level,
        year: whole_year(year)?,
        month,
        quarter: (month - 1) / 3 + 1,
    })
}

/// `2026-Q1`, `Q1 2026`, `1. Quartal 2026`.
fn quarter(value: &str) -> Option<Period> {
    let words: Vec<&str> = value
        .split([' ', '-', '/', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let year = words.iter().find_map(|word| whole_year(word))?;
    let is_quarter = |word: &&&str| word.starts_with(['Q', 'q']);
    let named = words.iter().find(is_quarter)?;
    let digit = named
        .chars()
        .chain(
            words
                .iter()
                .filter(|word| word.len() == 1)
                .flat_map(|word| word.chars()),
        )
        .find(|sign| ('1'..='4').contains(sign))?;
    Some(Period {
        level: Level::Quarter,
        year,
        month: 0,
        quarter: digit as u8 - b'0',
    })
}

fn whole_year(text: &str) -> Option<u16> {
    (text.len() == 4)
        .then(|| number(text, 4))
        .flatten()
        .filter(|year| YEARS.contains(year))
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let is_number =
        !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
