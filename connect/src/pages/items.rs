//! The elements of a list in a JSON object, one at a time.

use super::bounded::{Bounded, MOST_ELEMENT_BYTES};
use crate::http::disk;
use hebewerk_hub::ports::FetchError;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::rc::Rc;

/// What is done with an element.
type Each<'a> = &'a mut dyn FnMut(&RawValue) -> io::Result<()>;

/// Hands every element of the member `list` on; returns the other members, or nothing if the object has no such list.
/// A text that is cut off or goes on after the object is an error.
pub(super) fn items(
    file: &Path,
    list: &str,
    each: Each<'_>,
    host: &str,
) -> Result<Option<Map<String, Value>>, FetchError> {
    let file = File::open(file).map_err(|error| disk(&error))?;
    let bounded = Bounded::new(file);
    let budget = bounded.budget();
    let mut text =
        serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, bounded));
    let mut failure = None;
    let mut members = Map::new();
    let mut found = false;
    let object = Object {
        list,
        each,
        budget,
        failure: &mut failure,
        members: &mut members,
        found: &mut found,
    };
    let read = object.deserialize(&mut text).and_then(|()| text.end());
    if let Some(error) = failure {
        return Err(disk(&error));
    }
    if let Err(error) = read {
        return Err(damaged(&error, host));
    }
    Ok(found.then_some(members))
}

fn damaged(error: &serde_json::Error, host: &str) -> FetchError {
    use serde_json::error::Category;
    match error.classify() {
        Category::Eof => FetchError::passing("fetch_cut_off", host),
        Category::Io if error.io_error_kind() != Some(io::ErrorKind::FileTooLarge) => disk(
            &io::Error::from(error.io_error_kind().unwrap_or(io::ErrorKind::Other)),
        ),
        _not_json => FetchError::passing("fetch_answer_invalid", host),
    }
}

struct Object<'a, 'b> {
    list: &'a str,
    each: Each<'b>,
    budget: Rc<Cell<u64>>,
    failure: &'a mut Option<io::Error>,
    members: &'a mut Map<String, Value>,
    found: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == self.list && !*self.found {
                *self.found = true;
                map.next_value_seed(List(&mut self))?;
            } else {
                self.members.insert(name, map.next_value()?);
            }
        }
        Ok(())
    }
}

struct List<'a, 'b, 'c>(&'a mut Object<'b, 'c>);

impl<'de> DeserializeSeed<'de> for List<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let around = self.0.budget.get();
        while let Some(element) = list.next_element::<Box<RawValue>>()? {
            if let Err(error) = (self.0.each)(&element) {
                *self.0.failure = Some(error);
                return Err(de::Error::custom("stopped"));
            }
            self.0.budget.set(MOST_ELEMENT_BYTES);
        }
        // The members around the list share one budget, however many elements it has.
        self.0.budget.set(around);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    type Read = (Vec<String>, Option<Map<String, Value>>);

    fn read(text: &str) -> Result<Read, FetchError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let mut seen = Vec::new();
        let mut each = |element: &RawValue| {
            seen.push(element.get().to_owned());
            Ok(())
        };
        let members = items(file.path(), "value", &mut each, "x.example")?;
        Ok((seen, members))
    }

    #[test]
    fn elements_come_raw_and_members_on_both_sides() {
        let (seen, members) =
            read(r#" {"a": 1, "value": [ {"x": 1.10}, 2 ], "next": "n"} "#).unwrap();
        assert_eq!(seen, [r#"{"x": 1.10}"#, "2"]);
        let members = members.unwrap();
        assert_eq!((&members["a"], &members["next"]), (&1.into(), &"n".into()));
        assert_eq!(read(r#"{"error": 1}"#).unwrap().1, None);
    }

    #[test]
    fn half_an_answer_is_an_error_and_so_is_more_than_one() {
        let code = |text: &str| read(text).unwrap_err().code;
        assert_eq!(code(r#"{"value": [1, 2"#), "fetch_cut_off");
        assert_eq!(code(r#"{"value": [1, 2]"#), "fetch_cut_off");
        assert_eq!(
            code(r#"{"value": [1]} <Exception/>"#),
            "fetch_answer_invalid"
        );
        assert_eq!(code("[1]"), "fetch_answer_invalid");
        assert_eq!(code(r#"{"value": 1}"#), "fetch_answer_invalid");
        assert_eq!(code("<html>"), "fetch_answer_invalid");
        assert_eq!(code(""), "fetch_cut_off");
    }
}
