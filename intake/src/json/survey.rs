//! A first walk through a JSON text: where in it are the records?

use super::input::JsonText;
use super::scan::{MAX_VALUE_BYTES, ScanError, Scanner, is_space};
use super::text::unescape;
use hebewerk_hub::ports::ReadError;
use std::io::{BufRead, Read};

/// How deep in objects records are looked for.
const MAX_PATH: usize = 8;
/// Members of the outermost object whose value is remembered, and how long it may be.
const REMEMBERED: [&str; 3] = ["type", "name", "crs"];
const REMEMBERED_BYTES: usize = 4096;
/// Other arrays named.
const MAX_OTHERS: usize = 20;
/// Lines looked at to tell whether each is a value.
const SAMPLE_LINES: usize = 20;

/// How the records stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Elements of an array.
    Array,
    /// Members of an object, each an object: the key is the first column.
    Keyed,
    /// One value a line.
    Lines,
    /// Values one after the other, however broken into lines.
    Sequence,
    /// The whole text is one record.
    Single,
}

/// What stands in an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub(super) objects: u64,
    pub(super) arrays: u64,
    pub(super) others: u64,
}

/// Where the records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) shape: Shape,
    /// Keys that lead there.
    pub(super) path: Vec<String>,
    /// Where the first value begins, in bytes: for [`Shape::Array`] and [`Shape::Keyed`] behind the bracket.
    pub(super) offset: u64,
    pub(super) count: Count,
}

/// The places that matter, not all there are: a text may hold millions of small arrays.
#[derive(Debug, Clone, Default)]
struct Places {
    /// The first of the largest arrays of objects or rows.
    best: Option<Place>,
    /// The last of the largest objects of objects.
    keyed: Option<Place>,
    /// The text itself, if it is an array.
    outermost: Option<Place>,
    /// Paths of the first arrays of objects: one more than are named, because one of them is read.
    of_objects: Vec<Vec<String>>,
}

impl Places {
    fn see_array(&mut self, place: Place) {
        let weight = |place: &Place| place.count.objects.max(place.count.arrays);
        if place.path.is_empty() && self.outermost.is_none() {
            self.outermost = Some(place.clone());
        }
        if place.count.objects > 0 && self.of_objects.len() <= MAX_OTHERS {
            self.of_objects.push(place.path.clone());
        }
        if weight(&place) > self.best.as_ref().map_or(0, weight) {
            self.best = Some(place);
        }
    }

    fn see_keyed(&mut self, place: Place) {
        let objects = |place: &Place| place.count.objects;
        if objects(&place) >= self.keyed.as_ref().map_or(0, objects) {
            self.keyed = Some(place);
        }
    }
}

/// What the first walk found.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    places: Places,
    /// The first values of `type`, `name` and `crs` of the outermost object, raw.
    remembered: Vec<(&'static str, Vec<u8>)>,
    /// Whether another value follows the first one.
    follows: bool,
    /// Whether the lines are values of their own.
    lines: bool,
    /// Whether the text ends before its last bracket, or has a character that cannot be.
    pub(super) broken: bool,
}

impl Survey {
    /// Walks through the text.
    pub(super) fn of(text: &JsonText) -> Result<Self, ReadError> {
        let mut scanner = Scanner::new(text.open(text.start())?, text.start());
        let mut survey = Self::default();
        match survey.walk(&mut scanner) {
            Ok(()) => {}
            Err(ScanError::Io(error)) => return Err(error.into()),
            Err(ScanError::End | ScanError::Unexpected) => survey.broken = true,
        }
        if survey.follows || survey.broken {
            survey.lines = has_lines_of_values(text)?;
        }
        Ok(survey)
    }

    /// Where the records are: the largest array of objects or rows, else an object of objects, else the whole.
    pub(super) fn place(&self, start: u64) -> Place {
        let whole = |shape| Place {
            shape,
            path: Vec::new(),
            offset: start,
            count: Count::default(),
        };
        if self.lines && (self.follows || self.broken) {
            return whole(Shape::Lines);
        }
        if self.follows {
            return whole(Shape::Sequence);
        }
        let Places {
            best,
            keyed,
            outermost,
            ..
        } = &self.places;
        best.as_ref()
            .or(keyed.as_ref())
            .or(outermost.as_ref())
            .cloned()
            .unwrap_or_else(|| whole(Shape::Single))
    }

    /// Paths of other arrays of objects than the one at `place`.
    pub(super) fn others(&self, place: &Place) -> Vec<String> {
        self.places
            .of_objects
            .iter()
            .filter(|other| **other != place.path || place.shape != Shape::Array)
            .map(|other| other.join("."))
            .take(MAX_OTHERS)
            .collect()
    }

    /// The raw value of a remembered member of the outermost object.
    pub(super) fn member(&self, name: &str) -> Option<&[u8]> {
        self.remembered
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, raw)| raw.as_slice())
    }

    fn walk<R: BufRead>(&mut self, scanner: &mut Scanner<R>) -> Result<(), ScanError> {
        match scanner.peek()? {
            Some(b'[') => self.array(scanner, &[])?,
            Some(b'{') => self.object(scanner, &mut Vec::new())?,
            Some(_) => {
                scanner.value(&mut Vec::new())?;
            }
            None => return Err(ScanError::End),
        }
        self.follows |= scanner.peek()?.is_some();
        Ok(())
    }

    fn array<R: BufRead>(
        &mut self,
        scanner: &mut Scanner<R>,
        path: &[String],
    ) -> Result<(), ScanError> {
        scanner.expect(b'[')?;
        let mut place = Place {
            shape: Shape::Array,
            path: path.to_vec(),
            offset: scanner.offset(),
            count: Count::default(),
        };
        let walked = count(scanner, &mut place.count);
        // Cut off or not: what stands before the cut is read.
        self.places.see_array(place);
        walked
    }

    fn object<R: BufRead>(
        &mut self,
        scanner: &mut Scanner<R>,
        path: &mut Vec<String>,
    ) -> Result<(), ScanError> {
        scanner.expect(b'{')?;
        let offset = scanner.offset();
        let mut count = Count::default();
        let mut key = Vec::new();
        let mut first = true;
        while scanner.more(b'}', first)? {
            first = false;
            scanner.key(&mut key)?;
            let name = unescape(&key).into_owned();
            let kind = scanner.peek()?;
            let remember = remembered(path, &name, kind);
            match kind {
                Some(b'{') => count.objects += 1,
                Some(b'[') => count.arrays += 1,
                _ => count.others += 1,
            }
            path.push(name);
            match (kind, remember) {
                (Some(b'['), None) if path.len() <= MAX_PATH => {
                    self.array(scanner, path)?;
                }
                (Some(b'{'), None) if path.len() <= MAX_PATH => self.object(scanner, path)?,
                _ => self.plain(scanner, remember)?,
            }
            path.pop();
        }
        if count.objects >= 2 && count.arrays + count.others == 0 {
            self.places.see_keyed(Place {
                shape: Shape::Keyed,
                path: path.clone(),
                offset,
                count,
            });
        }
        Ok(())
    }

    fn plain<R: BufRead>(
        &mut self,
        scanner: &mut Scanner<R>,
        remember: Option<&'static str>,
    ) -> Result<(), ScanError> {
        let mut raw = Vec::new();
        scanner.value(&mut raw)?;
        if let Some(name) = remember
            && raw.len() <= REMEMBERED_BYTES
            && self.member(name).is_none()
        {
            self.remembered.push((name, raw));
        }
        Ok(())
    }
}

/// Counts the elements of an array by their kind, passing them.
fn count<R: BufRead>(scanner: &mut Scanner<R>, count: &mut Count) -> Result<(), ScanError> {
    let mut scratch = Vec::new();
    let mut first = true;
    while scanner.more(b']', first)? {
        first = false;
        let kind = scanner.peek()?;
        scratch.clear();
        scanner.value(&mut scratch)?;
        match kind {
            Some(b'{') => count.objects += 1,
            Some(b'[') => count.arrays += 1,
            _ => count.others += 1,
        }
    }
    Ok(())
}

/// The member to remember, if this is one: small values of the outermost object that say what the text is.
fn remembered(path: &[String], name: &str, kind: Option<u8>) -> Option<&'static str> {
    let known = REMEMBERED
        .into_iter()
        .find(|known| path.is_empty() && *known == name)?;
    match kind {
        Some(b'[') => None,
        Some(b'{') if known != "crs" => None,
        _ => Some(known),
    }
}

/// Whether nearly all of the first lines hold one object or array each.
fn has_lines_of_values(text: &JsonText) -> Result<bool, ReadError> {
    let mut input = text.open(text.start())?;
    let mut line = Vec::new();
    let (mut whole, mut all) = (0, 0);
    while all < SAMPLE_LINES {
        line.clear();
        let read = Read::by_ref(&mut input)
            .take(MAX_VALUE_BYTES as u64)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if !line.iter().all(|byte| is_space(*byte)) {
            all += 1;
            whole += usize::from(is_one_value(&line));
        }
    }
    Ok(whole >= 2 && whole * 5 >= all * 4)
}

fn is_one_value(line: &[u8]) -> bool {
    let mut scanner = Scanner::new(line, 0);
    matches!(scanner.peek(), Ok(Some(b'{' | b'[')))
        && scanner.value(&mut Vec::new()).is_ok()
        && matches!(scanner.peek(), Ok(None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn a_text_of_a_million_small_arrays_is_surveyed_without_remembering_them() {
        let mut text = String::from("{");
        for number in 0..50_000 {
            write!(text, "\"a{number}\": [{{\"b\": 1}}], ").unwrap();
        }
        text.push_str("\"type\": 1, \"type\": 2, \"viele\": [{\"b\": 1}, {\"b\": 2}]}");
        let mut survey = Survey::default();
        survey.walk(&mut Scanner::new(text.as_bytes(), 0)).unwrap();
        let place = survey.place(0);
        assert_eq!(place.path, ["viele"]);
        assert_eq!(survey.others(&place).len(), MAX_OTHERS);
        assert!(survey.places.of_objects.len() <= MAX_OTHERS + 1);
        assert_eq!(survey.member("type"), Some(b"1".as_slice()));
        assert_eq!(survey.remembered.len(), 1);
    }
}
