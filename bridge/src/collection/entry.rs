//! A column in a collection, or a part of it that is a column of its own.

use crate::header::Header;
use crate::level::is_month;
use crate::normal_form::{NormalForm, numbered, split_house_number, split_number};
use crate::print::ValueKey;
use crate::sketch::{ColumnSketch, Meaning, SketchBuilder, ValueSample};
use hebewerk_model::SemanticType;

/// Share of values that must have a part for it to be a column of its own.
const MOST_OF_THEM: f64 = 0.6;
/// Share of values that must have the same word about their number.
const NEARLY_ALL: f64 = 0.95;
/// Values that must have it.
const FEWEST: u64 = 5;
/// Likeness from which the word about a number is what the header says.
const SAYS_THE_SAME: f64 = 0.5;
/// Digits of a postcode, which letters name the country in front of.
const POSTCODE: usize = 5;

/// A column, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Place of the column in its table.
    pub column: u32,
    /// Header as it stands in the file.
    pub label: String,
    /// Header, ready to be compared.
    pub header: Header,
    /// What is kept of it.
    pub sketch: ColumnSketch,
    /// Some values.
    pub sample: ValueSample,
    /// The form that took this part out of the column; none for the column itself.
    pub part: Option<NormalForm>,
}

/// Makes the entries of one column.
#[derive(Debug)]
pub struct EntryBuilder {
    column: u32,
    label: String,
    whole: SketchBuilder,
    values: u64,
    may_hold_addresses: bool,
    streets: PartBuilder,
    names: PartBuilder,
    numbers: NumbersBuilder,
}

/// Makes the numbers of a column whose values all have the same word about them, or all a number of one length in front
/// of a name.
#[derive(Debug)]
struct NumbersBuilder {
    part: PartBuilder,
    /// The word of the first value, and how many digits its number has.
    kind: Option<(String, usize)>,
}

impl NumbersBuilder {
    fn push(&mut self, value: &str) {
        let Some(found) = numbered(value) else {
            return;
        };
        let (word, digits) = self
            .kind
            .get_or_insert_with(|| (found.word.to_lowercase(), found.number.len()));
        let is_alike = if word.is_empty() {
            found.word.is_empty() && found.number.len() == *digits
        } else {
            found.word.to_lowercase() == *word
        };
        self.part.push(is_alike.then_some(found.number));
    }

    fn is_a_column(&self, of: u64, header: &Header) -> bool {
        self.part.values as f64 >= NEARLY_ALL * of as f64
            && self.part.values >= FEWEST
            && self.is_word_needless(header)
    }

    /// Whether the number alone says what number and word say: the word is one for numbers (`Nr.`), or what the header says
    /// (`Kap. 12` below `Kapitel`). In `Z-012` below `Objekt` it is part of the key, and other objects have a 012 too.
    fn is_word_needless(&self, header: &Header) -> bool {
        let Some((word, digits)) = &self.kind else {
            return true;
        };
        let said = Header::new(word);
        let is_of_the_header = said.likeness(header) >= SAYS_THE_SAME
            || said
                .thing()
                .is_some_and(|thing| header.thing() == Some(thing));
        let letters = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let is_country = *digits == POSTCODE && matches!(letters, "d" | "de");
        word.is_empty() || said.says_nothing() || is_of_the_header || is_country
    }
}

/// Makes a part that most values of a column have.
#[derive(Debug)]
struct PartBuilder {
    sketch: SketchBuilder,
    values: u64,
}

impl PartBuilder {
    fn new(meaning: Option<Meaning>, key: ValueKey) -> Self {
        Self {
            sketch: ColumnSketch::builder(key).meaning(meaning),
            values: 0,
        }
    }

    fn push(&mut self, part: Option<&str>) {
        if let Some(part) = part {
            self.values += 1;
            self.sketch.push(part);
        }
    }

    /// What has not begun with such values has none.
    const fn may_come(&self, of: u64) -> bool {
        of < 64 || self.values * 3 > of
    }

    fn is_a_column(&self, of: u64) -> bool {
        self.values as f64 >= MOST_OF_THEM * of as f64 && self.values >= FEWEST
    }
}

impl Entry {
    /// Begins the entries of a column.
    pub fn builder(
        column: u32,
        label: &str,
        meaning: Option<Meaning>,
        key: ValueKey,
    ) -> EntryBuilder {
        let street = Meaning {
            semantic_type: SemanticType::Street,
            certainty: 0.8,
        };
        EntryBuilder {
            column,
            label: label.to_owned(),
            whole: ColumnSketch::builder(key).meaning(meaning),
            values: 0,
            may_hold_addresses: meaning.is_none_or(may_be_address),
            streets: PartBuilder::new(Some(street), key),
            names: PartBuilder::new(meaning, key),
            numbers: NumbersBuilder {
                part: PartBuilder::new(meaning, key),
                kind: None,
            },
        }
    }
}

impl EntryBuilder {
    /// The next row; none for one without a value.
    pub fn push(&mut self, value: Option<&str>) {
        let Some(value) = value else {
            self.whole.push_null();
            return;
        };
        self.whole.push(value);
        self.values += 1;
        if self.may_hold_addresses && self.streets.may_come(self.values) {
            // `Nov 2026` is written as an address is, and is none.
            let address = split_house_number(value).filter(|it| !is_month(it.street));
            self.streets.push(address.map(|address| address.street));
        }
        if self.names.may_come(self.values) {
            self.names.push(split_number(value));
        }
        if self.may_hold_addresses && self.numbers.part.may_come(self.values) {
            self.numbers.push(value);
        }
    }

    /// The column, and the parts that most of its values have.
    pub fn finish(self) -> Vec<Entry> {
        let header = Header::new(&self.label);
        let entry = |builder: SketchBuilder, header: Header, part: Option<NormalForm>| {
            let (sketch, sample) = builder.finish();
            Entry {
                column: self.column,
                label: self.label.clone(),
                header,
                sketch,
                sample,
                part,
            }
        };
        let mut entries = vec![entry(self.whole, header.clone(), None)];
        if self.streets.is_a_column(self.values) {
            let street = Header::new("Straße");
            let part = Some(NormalForm::HouseNumber);
            entries.push(entry(self.streets.sketch, street, part));
        }
        if self.names.is_a_column(self.values) {
            let part = Some(NormalForm::NumberInFront);
            entries.push(entry(self.names.sketch, header.clone(), part));
        }
        if self.numbers.is_a_column(self.values, &header) {
            let part = Some(NormalForm::Number);
            let numbers = entry(self.numbers.part.sketch, header, part);
            // One number in front of all names is a list's, and not a name's.
            if numbers.sketch.distinct_forms() >= FEWEST {
                entries.push(numbers);
            }
        }
        entries
    }
}

/// Whether values of this meaning may begin with a street.
fn may_be_address(meaning: Meaning) -> bool {
    use SemanticType as S;
    let is_something_else = matches!(
        meaning.semantic_type,
        S::Year
            | S::Date
            | S::Period
            | S::Money
            | S::Percent
            | S::Quantity
            | S::PersonName
            | S::Email
            | S::Telephone
            | S::Iban
            | S::Url
    );
    !is_something_else || meaning.certainty < 0.5
}
