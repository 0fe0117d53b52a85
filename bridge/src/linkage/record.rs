//! A row as it is compared.

use super::names::NameWords;
use super::phonetic;
use crate::normal_form::{normalised, split_house_number};
use crate::place::Position;
use strsim::osa_distance;

/// The word for street in its normal form, unless it is shortened.
const STREET: &str = "strasse";

/// What programs write for a letter they do not know.
const LOST: char = '\u{fffd}';

/// What a row says of an address or a facility, as it stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordText<'a> {
    /// Name of the facility; never of a person.
    pub name: Option<&'a str>,
    /// Street, or a whole address (`Holzstraße 6a, 44623 Herne`).
    pub street: Option<&'a str>,
    /// House number.
    pub number: Option<&'a str>,
    /// Letter of the house number where it stands in a column of its own.
    pub letter: Option<&'a str>,
    /// Postcode.
    pub postcode: Option<&'a str>,
    /// Town or district.
    pub place: Option<&'a str>,
}

/// A house number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HouseNumber {
    /// The first number.
    pub first: u32,
    /// The last of a range; the first otherwise.
    pub last: u32,
    /// What stands behind it, small.
    pub letter: String,
}

impl HouseNumber {
    /// All of it, for equal ones alike.
    pub(super) fn written(&self) -> String {
        format!("{}{}-{}", self.first, self.letter, self.last)
    }
}

/// A row, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    pub(super) name: Option<NameWords>,
    /// Street in its normal form.
    pub(super) street: Option<String>,
    /// How the street sounds.
    pub(super) sound: Option<String>,
    /// Whether a full stop ends the street: what stands there is its beginning (`Rebenpl.`).
    pub(super) is_shortened: bool,
    pub(super) number: Option<HouseNumber>,
    pub(super) postcode: Option<String>,
    pub(super) place: Option<String>,
    pub(super) position: Option<Position>,
}

impl Record {
    /// From the cells of a row, and where it lies, if that is known.
    pub fn new(text: &RecordText<'_>, position: Option<Position>) -> Self {
        let filled = |text: Option<&str>| {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let (mut street, mut number) = (filled(text.street), filled(text.number));
        let (mut postcode, mut place) = (filled(text.postcode), filled(text.place));
        if let Some(whole) = street.clone() {
            let (first, rest) = whole.split_once(',').unwrap_or((whole.as_str(), ""));
            if let Some((code, town)) = postcode_and_town(rest) {
                postcode = postcode.or(Some(code.to_owned()));
                place = place.or_else(|| filled(Some(town)));
            }
            if number.is_none()
                && let Some(address) = split_house_number(first)
            {
                number = Some(address.number.to_owned());
                street = Some(address.street.to_owned());
            } else {
                street = Some(first.to_owned());
            }
        }
        if let (Some(number), Some(letter)) = (&mut number, filled(text.letter)) {
            number.push_str(&letter);
        }
        let is_shortened = street.as_ref().is_some_and(|street| street.ends_with('.'));
        let street = street.map(|street| street_form(&street));
        Self {
            is_shortened: is_shortened && street.as_ref().is_some_and(|it| !it.ends_with("str")),
            name: filled(text.name).and_then(|name| NameWords::of(&name)),
            sound: street.as_deref().map(phonetic::sound),
            street,
            number: number.as_deref().and_then(house_number),
            postcode: postcode.as_deref().and_then(postcode_of),
            place: place.map(|place| normalised(&place).into_owned()),
            position,
        }
    }

    /// Whether it says anything that can be compared.
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.street.is_none() && self.position.is_none()
    }
}

/// A street in its normal form, also where the word for street itself is misspelled (`Bahnhofsraße`).
fn street_form(street: &str) -> String {
    let street = street.replace(LOST, "?");
    // An ß that no program could write.
    let form = normalised(&street).replace("stra?e", "str");
    if form.ends_with("str") || form.len() < 9 {
        return form;
    }
    let is_slip = |at: &usize| {
        let ending = form.get(*at..);
        ending.is_some_and(|ending| osa_distance(ending, STREET) <= 1)
    };
    // The longest ending first: it leaves no letter of the word behind.
    let mut starts = form.len().saturating_sub(STREET.len() + 1)..form.len();
    match starts.find(is_slip) {
        Some(at) => format!("{}str", form.get(..at).unwrap_or_default()),
        None => form,
    }
}

/// ` 44623 Herne`.
fn postcode_and_town(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (code, town) = text.split_once(' ').unwrap_or((text, ""));
    let is_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then_some((code, town))
}

/// Digits only, as spreadsheets leave them (`44623.0`, `1067` for `01067`).
fn postcode_of(text: &str) -> Option<String> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 4 && digits.len() <= 6).then(|| format!("{digits:0>5}"))
}

/// `12`, `12 a`, `12A`, `12-14`, `12/14`, `12.0`.
pub(super) fn house_number(text: &str) -> Option<HouseNumber> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let small = text.to_lowercase();
    let digits = |text: &str| -> Option<(u32, String)> {
        let end = text
            .find(|sign: char| !sign.is_ascii_digit())
            .unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(end)?;
        Some((number.parse().ok()?, rest.to_owned()))
    };
    let (first, rest) = digits(&small)?;
    let (before, after) = match rest.split_once(['-', '–', '/', '+']) {
        Some((before, after)) => (before, Some(after)),
        None => (rest.as_str(), None),
    };
    let last = after
        .and_then(|after| digits(after.trim()))
        .map(|(last, _)| last);
    let letter = before
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect();
    Some(HouseNumber {
        first,
        last: last.filter(|last| *last > first).unwrap_or(first),
        letter,
    })
}
