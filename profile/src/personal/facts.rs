//! What the values of a column look like, counted for every kind at once.

use super::ColumnValues;
use super::check_digits as digits;
use super::contact::{Mailbox, is_phone_like, mailbox, phone};
use super::header::Header;
use super::person_name::{Naming, naming};
use super::plates::{Plate, plate};
use super::sentences::tells_of_person;
use super::streets::{Place, is_house_number, place};
use crate::marker::marker;
use hebewerk_model::ColumnType;

/// Words from which a text counts as a sentence.
const SENTENCE_WORDS: usize = 4;

/// Counts of different values.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub header: Header,
    pub is_text: bool,
    pub is_date: bool,
    /// Rows with a value, and how many values differ.
    pub rows: u64,
    pub distinct: u64,
    pub looked_at: u64,
    pub names: NameCounts,
    pub mailboxes: MailboxCounts,
    pub phones: u64,
    pub mobiles: u64,
    /// Telephone numbers with a sign behind the area code: no key is written like that.
    pub separated_phones: u64,
    pub phone_like: u64,
    pub ibans: u64,
    pub iban_like: u64,
    pub tax_ids: u64,
    pub eleven_digits: u64,
    pub tax_numbers: u64,
    pub social_security: u64,
    pub health_insurance: u64,
    pub id_cards: u64,
    pub id_card_like: u64,
    pub plates: u64,
    pub run_together_plates: u64,
    pub houses: u64,
    pub streets: u64,
    pub house_numbers: u64,
    /// Values with a year, and the earliest and latest.
    pub years: u64,
    pub earliest: i32,
    pub latest: i32,
    /// Days without a year: `13.04.`
    pub yearless_days: u64,
    pub sentences: u64,
    pub telling: u64,
}

#[derive(Debug, Default)]
pub(super) struct NameCounts {
    pub institutions: u64,
    pub words: u64,
    pub first: u64,
    pub last: u64,
    pub either: u64,
    pub pairs: u64,
    pub half_pairs: u64,
}

#[derive(Debug, Default)]
pub(super) struct MailboxCounts {
    pub all: u64,
    pub functions: u64,
    pub persons: u64,
    pub private: u64,
}

impl Facts {
    pub(super) fn of(column: &ColumnValues<'_>) -> Self {
        use ColumnType as T;
        let mut facts = Self {
            header: Header::of(column.label),
            is_text: column.column_type == T::Text,
            is_date: matches!(column.column_type, T::Date | T::Timestamp | T::TimestampUtc),
            rows: column.values,
            distinct: column.distinct,
            earliest: i32::MAX,
            latest: i32::MIN,
            ..Self::default()
        };
        let speaks = matches!(column.column_type, T::Text | T::Integer) || facts.is_date;
        if speaks {
            let values = column.sample.iter().copied();
            values
                .map(str::trim)
                .filter(|value| !value.is_empty() && marker(value).is_none())
                .for_each(|value| facts.add(value));
        }
        facts
    }

    /// Share of the values looked at.
    pub(super) fn share(&self, count: u64) -> f32 {
        count as f32 / self.looked_at.max(1) as f32
    }

    fn add(&mut self, value: &str) {
        self.looked_at += 1;
        if self.is_text && !value.bytes().any(|byte| byte.is_ascii_digit()) {
            self.add_name(value);
        } else {
            self.add_number(value);
        }
        if self.is_text {
            self.add_text(value);
        }
        self.yearless_days += u64::from(is_yearless_day(value));
        if let Some(year) = year(value) {
            self.years += 1;
            self.earliest = self.earliest.min(year);
            self.latest = self.latest.max(year);
        }
    }

    fn add_name(&mut self, value: &str) {
        let names = &mut self.names;
        let count = match naming(value) {
            Naming::Nothing => return,
            Naming::Institution => &mut names.institutions,
            Naming::Words => &mut names.words,
            Naming::First => &mut names.first,
            Naming::Last => &mut names.last,
            Naming::Either => &mut names.either,
            Naming::Pair => &mut names.pairs,
            Naming::HalfPair => &mut names.half_pairs,
        };
        *count += 1;
    }

    fn add_number(&mut self, value: &str) {
        if value.len() > 42 {
            return;
        }
        let number = value.bytes().filter(u8::is_ascii_digit).count();
        let phone = phone(value);
        let plate = plate(value);
        for (count, fits) in [
            (&mut self.phones, phone.is_some()),
            (&mut self.mobiles, phone == Some(true)),
            (
                &mut self.separated_phones,
                phone.is_some() && number >= 9 && value.contains([' ', '/', '-', '+', '(']),
            ),
            (
                &mut self.phone_like,
                phone.is_some() || is_phone_like(value),
            ),
            (&mut self.ibans, digits::is_iban(value)),
            (&mut self.iban_like, digits::is_iban_like(value)),
            (&mut self.tax_ids, digits::is_tax_id(value)),
            (&mut self.eleven_digits, number == 11),
            (
                &mut self.tax_numbers,
                (10..=13).contains(&number) && value.contains('/'),
            ),
            (
                &mut self.social_security,
                digits::is_social_security_number(value),
            ),
            (
                &mut self.health_insurance,
                digits::is_health_insurance_number(value),
            ),
            (&mut self.id_cards, digits::is_id_card(value)),
            (&mut self.id_card_like, digits::is_id_card_like(value)),
            (&mut self.plates, plate == Plate::Written),
            (&mut self.run_together_plates, plate == Plate::RunTogether),
            (&mut self.house_numbers, is_house_number(value)),
        ] {
            *count += u64::from(fits);
        }
    }

    fn add_text(&mut self, value: &str) {
        if value.contains('@')
            && let Some((whose, private)) = mailbox(value)
        {
            let mailboxes = &mut self.mailboxes;
            mailboxes.all += 1;
            mailboxes.functions += u64::from(whose == Mailbox::Function);
            mailboxes.persons += u64::from(whose == Mailbox::Person);
            mailboxes.private += u64::from(private && whose != Mailbox::Function);
            return;
        }
        match place(value) {
            Place::House => self.houses += 1,
            Place::Street => self.streets += 1,
            Place::No => {}
        }
        if value.split_whitespace().nth(SENTENCE_WORDS - 1).is_some() {
            self.sentences += 1;
            self.telling += u64::from(tells_of_person(value));
        } else if self.header.free_text && tells_of_person(value) {
            self.telling += 1;
        }
    }
}

/// `13.04.`, `1.4.`
fn is_yearless_day(value: &str) -> bool {
    let Some((day, month)) = value.strip_suffix('.').and_then(|it| it.split_once('.')) else {
        return false;
    };
    let within = |text: &str, most: u32| text.parse().is_ok_and(|it| (1..=most).contains(&it));
    within(day, 31) && within(month, 12)
}

/// The year of a day or a year alone: `1974`, `12.03.1974`, `1974-03-12`, `12.03.74`.
fn year(value: &str) -> Option<i32> {
    if value.len() > 40 {
        return None;
    }
    let parts = value.split(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).take(3).collect();
    let long = parts.iter().filter(|part| part.len() == 4);
    let found = long
        .filter_map(|part| part.parse().ok())
        .find(|year| (1880..=2100).contains(year));
    if found.is_some() || parts.len() < 3 {
        return found;
    }
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let short = day.len() <= 2 && month.len() <= 2 && year.len() == 2;
    let year: i32 = year.parse().ok().filter(|_| short)?;
    // Whoever is called old at 70 is no child.
    Some(if year > 30 { 1900 + year } else { 2000 + year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_year_are_told_from_numbers() {
        assert!(is_yearless_day("13.04.") && is_yearless_day("1.4."));
        assert!(!is_yearless_day("13.04") && !is_yearless_day("13.40.") && !is_yearless_day("."));
    }

    #[test]
    fn years_are_found_in_days() {
        for (text, expected) in [
            ("12.03.1974", Some(1974)),
            ("1974-03-12", Some(1974)),
            ("1974", Some(1974)),
            ("12.03.74", Some(1974)),
            ("1.2.09", Some(2009)),
            ("44623", None),
            ("12", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
    }
}
