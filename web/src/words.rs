//! Words of one reader: language and "now", small enough to be copied into every fragment.

use hebewerk_model::{ColumnType, Language, SemanticType, Span};
use hebewerk_words::{Value, date, number};
use jiff::Timestamp;
use std::borrow::Cow;

/// Something that can stand in a sentence; templates hand over references.
pub trait Parameter {
    /// The value for the sentence.
    fn value(&self) -> Value<'_>;
}

macro_rules! plain_parameters {
    ($($type:ty),*) => {$(
        impl Parameter for $type {
            fn value(&self) -> Value<'_> {
                Value::from(*self)
            }
        }
    )*};
}

plain_parameters!(u64, u32, usize, i64, i32, f64);

impl Parameter for str {
    fn value(&self) -> Value<'_> {
        Value::from(self)
    }
}

impl Parameter for String {
    fn value(&self) -> Value<'_> {
        Value::from(self.as_str())
    }
}

impl Parameter for Cow<'_, str> {
    fn value(&self) -> Value<'_> {
        Value::from(&**self)
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

/// Words of one reader.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The reader's language.
    pub language: Language,
    /// The moment from which "heute" is told.
    pub now: Timestamp,
}

impl Words {
    /// A sentence without parameters.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        hebewerk_words::t(self.language, key)
    }

    /// What the values of a column are: its type, or what it means where the type says nothing to people.
    pub(crate) fn column_kind(
        &self,
        column_type: ColumnType,
        meaning: Option<SemanticType>,
    ) -> Cow<'static, str> {
        match (column_type, meaning) {
            (ColumnType::Binary, Some(SemanticType::Geometry)) => {
                self.code("semantic-type", SemanticType::Geometry.name())
            }
            _ => self.code("column-type", column_type.name()),
        }
    }

    /// A sentence with one parameter.
    pub fn t1(&self, key: &str, name: &str, value: impl Parameter) -> Cow<'static, str> {
        hebewerk_words::t_with(self.language, key, &[(name, value.value())])
    }

    /// A sentence with two parameters.
    pub fn t2(
        &self,
        key: &str,
        name: &str,
        value: impl Parameter,
        second_name: &str,
        second: impl Parameter,
    ) -> Cow<'static, str> {
        let parameters = [(name, value.value()), (second_name, second.value())];
        hebewerk_words::t_with(self.language, key, &parameters)
    }

    /// A sentence with several parameters.
    pub fn t_with(&self, key: &str, parameters: &[(&str, &dyn Parameter)]) -> Cow<'static, str> {
        let values: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (*name, value.value()))
            .collect();
        hebewerk_words::t_with(self.language, key, &values)
    }

    /// What people call a code of the model.
    pub fn code(&self, kind: &str, code: &str) -> Cow<'static, str> {
        hebewerk_words::code(self.language, kind, code)
    }

    /// A count.
    pub fn count(&self, number: u64) -> String {
        number::integer(self.language, number)
    }

    /// A count, for templates, which hand over references.
    pub fn n(&self, number: &u64) -> String {
        self.count(*number)
    }

    /// A share from 0 to 1.
    pub fn share(&self, share: f64) -> String {
        number::share(self.language, share)
    }

    /// A size in bytes.
    pub fn bytes(&self, bytes: u64) -> String {
        number::bytes(self.language, bytes)
    }

    /// The days something is about, in words; none if neither end is said.
    pub(crate) fn days(&self, span: Span) -> Option<String> {
        let day = |day| date::day(self.language, day);
        let text = match (span.from.map(day), span.until.map(day)) {
            (Some(from), Some(until)) => {
                self.t2("catalogue-said-from-until", "from", &from, "until", &until)
            }
            (Some(from), None) => self.t1("catalogue-said-from", "from", &from),
            (None, Some(until)) => self.t1("catalogue-said-until", "until", &until),
            (None, None) => return None,
        };
        Some(text.into_owned())
    }

    /// The day of a moment.
    pub fn day(&self, moment: Timestamp) -> String {
        date::day_of(self.language, moment)
    }

    /// A moment with its time.
    pub fn moment(&self, moment: Timestamp) -> String {
        date::moment(self.language, moment)
    }

    /// A moment as seen from now: today and yesterday with their time, else the day.
    pub fn relative(&self, moment: Timestamp) -> String {
        date::relative(self.language, moment, self.now)
    }

    /// Whether the reader reads German.
    pub fn is_german(&self) -> bool {
        self.language == Language::De
    }

    /// Language tag for `lang`.
    pub fn tag(&self) -> &'static str {
        self.language.tag()
    }
}
