//! The beginning of a JSON text, made whole: cut behind a complete value, what is open is closed.
//!
//! Elements of arrays are never cut in two: that is where records are.

use memchr::memmem::find;
use memchr::memrchr;
use std::ops::Range;

/// Deepest nesting followed.
const MOST_LEVELS: usize = 512;
/// Lines looked at to tell whether each is a value.
const SAMPLE_LINES: usize = 20;

/// What a GeoJSON says it is, maybe behind its features only.
const COLLECTION: &[u8] = b"\"FeatureCollection\"";

/// An array or object that is open.
struct Open {
    close: u8,
    /// Behind its last whole element or member.
    end: Option<usize>,
    /// In an object: the key of the member that is open, with its quotes.
    key: Range<usize>,
    /// In an object: whether the next value is that of a member, and no key.
    is_value: bool,
}

/// Walks through a text.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    open: Vec<Open>,
    /// Behind the last whole value that stands alone.
    end: Option<usize>,
}

/// Why walking ended.
enum Stop {
    /// The text is over.
    Over,
    Damaged,
}

/// The text up to its last whole value and closed; none where nothing is whole, or where it is damaged.
pub(super) fn cut(text: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk::of(text);
    let stop = walk.go_on();
    if let Some(end) = walk.end {
        return text.get(..lines(text).unwrap_or(end)).map(<[u8]>::to_vec);
    }
    if matches!(stop, Stop::Damaged) {
        return None;
    }
    let place = walk.place()?;
    let mut whole = text.get(..walk.open.get(place)?.end?)?.to_vec();
    for (level, open) in walk.open.iter().enumerate().take(place + 1).rev() {
        if level == 0 && walk.is_collection(place) && find(&whole, COLLECTION).is_none() {
            whole.extend_from_slice(b",\"type\":");
            whole.extend_from_slice(COLLECTION);
        }
        whole.push(open.close);
    }
    Some(whole)
}

/// Where the last line ends, if nearly all of the first lines are values: then lines are records, and a damaged one
/// costs only itself.
fn lines(text: &[u8]) -> Option<usize> {
    let last = memrchr(b'\n', text)? + 1;
    let lines = text.get(..last)?.split(|byte| *byte == b'\n');
    let (mut values, mut all) = (0, 0);
    for line in lines.filter(|line| !line.trim_ascii().is_empty()) {
        if all == SAMPLE_LINES {
            break;
        }
        all += 1;
        values += usize::from(is_one_value(line));
    }
    (values >= 2 && values * 5 >= all * 4).then_some(last)
}

fn is_one_value(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let mut walk = Walk::of(line);
    let stop = walk.go_on();
    let is_whole = walk.end == Some(line.len()) && matches!(stop, Stop::Over);
    is_whole && line.starts_with(b"{") | line.starts_with(b"[")
}

impl<'a> Walk<'a> {
    fn of(text: &'a [u8]) -> Self {
        Self {
            text,
            at: 0,
            open: Vec::new(),
            end: None,
        }
    }

    fn go_on(&mut self) -> Stop {
        loop {
            let Some(byte) = self.text.get(self.at).copied() else {
                return Stop::Over;
            };
            let from = self.at;
            self.at += 1;
            let step = match byte {
                b'{' | b'[' => self.begin(byte),
                b'}' | b']' => self.close(byte),
                b',' => self.comma(),
                b':' => self.colon(),
                b'"' => self.string(),
                b' ' | b'\t' | b'\n' | b'\r' | 0x1e => Ok(()),
                _ => self.bare(from),
            };
            if let Err(stop) = step {
                return stop;
            }
        }
    }

    fn begin(&mut self, byte: u8) -> Result<(), Stop> {
        let is_key = self.open.last().is_some_and(Open::wants_key);
        if is_key || self.open.len() >= MOST_LEVELS {
            return Err(Stop::Damaged);
        }
        self.open.push(Open {
            close: if byte == b'{' { b'}' } else { b']' },
            end: None,
            key: 0..0,
            is_value: false,
        });
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Result<(), Stop> {
        match self.open.pop() {
            Some(open) if open.close == byte => {
                self.complete();
                Ok(())
            }
            _ => Err(Stop::Damaged),
        }
    }

    fn comma(&mut self) -> Result<(), Stop> {
        match self.open.last_mut() {
            Some(open) => {
                open.is_value = false;
                Ok(())
            }
            None => Err(Stop::Damaged),
        }
    }

    fn colon(&mut self) -> Result<(), Stop> {
        match self.open.last_mut() {
            Some(open) if open.wants_key() => {
                open.is_value = true;
                Ok(())
            }
            _ => Err(Stop::Damaged),
        }
    }

    fn string(&mut self) -> Result<(), Stop> {
        let begin = self.at - 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(next) = memchr::memchr2(b'"', b'\\', rest) else {
                self.at = self.text.len();
                return Err(Stop::Over);
            };
            let is_end = rest.get(next) == Some(&b'"');
            self.at += next + if is_end { 1 } else { 2 };
            if is_end {
                let key = begin..self.at;
                match self.open.last_mut() {
                    Some(open) if open.wants_key() => open.key = key,
                    _ => self.complete(),
                }
                return Ok(());
            }
        }
    }

    /// A number or word: whole only when something follows.
    fn bare(&mut self, from: usize) -> Result<(), Stop> {
        if self.open.last().is_some_and(Open::wants_key) {
            return Err(Stop::Damaged);
        }
        let is_end = |byte: &u8| b"{}[],:\"".contains(byte) || byte.is_ascii_whitespace();
        let rest = self.text.get(from..).unwrap_or_default();
        let Some(length) = rest.iter().position(is_end) else {
            self.at = self.text.len();
            return Err(Stop::Over);
        };
        self.at = from + length;
        self.complete();
        Ok(())
    }

    /// A value ends here.
    fn complete(&mut self) {
        match self.open.last_mut() {
            Some(open) => {
                open.end = Some(self.at);
                open.is_value = false;
            }
            None => self.end = Some(self.at),
        }
    }

    /// Which of the open values is cut: as far outside as leaves half of the text, else where the records are. Never
    /// within an element of an array.
    fn place(&self) -> Option<usize> {
        let outermost_array = self.open.iter().position(|it| it.close == b']');
        let innermost = outermost_array.or(self.open.len().checked_sub(1))?;
        let leaves_half = |open: &Open| open.end.is_some_and(|end| end >= self.text.len() / 2);
        let outside = self.open.iter().take(innermost).position(leaves_half);
        Some(outside.unwrap_or(innermost))
    }

    /// Whether the cut is in the features of a collection.
    fn is_collection(&self, place: usize) -> bool {
        let key = self
            .open
            .first()
            .and_then(|root| self.text.get(root.key.clone()));
        let is_array = self.open.get(1).is_some_and(|it| it.close == b']');
        let holds_features = || find(self.text, b"\"Feature\"").is_some();
        place == 1 && is_array && key == Some(b"\"features\"") && holds_features()
    }
}

impl Open {
    fn wants_key(&self) -> bool {
        self.close == b'}' && !self.is_value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[track_caller]
    fn check(text: &str, whole: Option<&str>) {
        let cut = cut(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(cut.as_deref(), whole, "{text}");
    }

    #[test]
    fn a_text_is_cut_behind_its_last_whole_value() {
        check(
            "[{\"a\": 1}, {\"a\": 2}, {\"a\"",
            Some("[{\"a\": 1}, {\"a\": 2}]"),
        );
        check("[1, 2, 34", Some("[1, 2]"));
        check(
            "{\"type\": \"x\", \"features\": [{\"a\": \"]}\\\"\"}, {\"b\": [1, 2",
            Some("{\"type\": \"x\", \"features\": [{\"a\": \"]}\\\"\"}]}"),
        );
        check(
            "{\"a\": {\"b\": 1}, \"c\": {\"b\"",
            Some("{\"a\": {\"b\": 1}}"),
        );
        check("[{\"a\": 1} {]", None);
        check("{\"a\"", None);
        check("", None);
    }

    #[test]
    fn a_collection_is_one_even_where_it_says_so_at_its_end() {
        check(
            "{\"features\": [{\"type\": \"Feature\"}, {\"typ",
            Some("{\"features\": [{\"type\": \"Feature\"}],\"type\":\"FeatureCollection\"}"),
        );
        check(
            "{\"features\": [{\"type\": \"Oper\"}, {\"typ",
            Some("{\"features\": [{\"type\": \"Oper\"}]}"),
        );
    }

    #[test]
    fn lines_are_cut_at_their_end_even_behind_damage() {
        check(
            "{\"a\": 1}\n{\"a\": 2}\n{\"a\"",
            Some("{\"a\": 1}\n{\"a\": 2}\n"),
        );
        let damaged = format!("{}{{\"a\n{{\"a\": 3}}\n", "{\"a\": 1}\n".repeat(9));
        check(&format!("{damaged}{{"), Some(&damaged));
        check("{\n\"a\": 1\n}\n{\n\"a\": 2\n", Some("{\n\"a\": 1\n}"));
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
            Just(Value::from("\\\"]}[{,:")),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((".{0,4}", inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_beginning_of_any_text_is_well_formed_when_cut(
            values in prop::collection::vec(any_value(), 1..4),
            share in 0.0..1.0_f64,
            is_pretty in any::<bool>(),
        ) {
            let text: Vec<String> = values
                .iter()
                .map(|value| if is_pretty {
                    serde_json::to_string_pretty(value).unwrap()
                } else {
                    value.to_string()
                })
                .collect();
            let text = text.join("\n");
            let at = (text.len() as f64 * share) as usize;
            if let Some(whole) = cut(&text.as_bytes()[..at]) {
                for value in serde_json::Deserializer::from_slice(&whole).into_iter::<Value>() {
                    prop_assert!(value.is_ok(), "{}", String::from_utf8_lossy(&whole));
                }
            }
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in "[\\[\\]{},:\"\\\\ 0a\n]{0,60}") {
            let _either = cut(bytes.as_bytes());
        }
    }
}
