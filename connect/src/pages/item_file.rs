//! The file in which the elements of all pages come together.

use super::compact::compact;
use super::items::items;
use super::sequence::{Repeated, Sequence};
use crate::http::disk;
use hebewerk_hub::ports::FetchError;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// What the file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One collection of features of GeoJSON; pages have them in `features`.
    Features,
    /// One element a line; pages have them in `value`.
    Lines,
}

/// What a page had besides its elements.
pub(crate) struct Page {
    pub(crate) count: u64,
    pub(crate) members: Map<String, Value>,
    pub(crate) repeated: Repeated,
    /// Whether a list inside an element goes on elsewhere.
    pub(crate) has_more_inside: bool,
}

/// A file that grows page by page.
pub(crate) struct ItemFile {
    file: BufWriter<File>,
    shape: Shape,
    sequence: Sequence,
    crs: Option<Value>,
    count: u64,
}

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
}

impl ItemFile {
    pub(crate) fn create(path: &Path, shape: Shape) -> Result<Self, FetchError> {
        let file = File::create(path).map_err(|error| disk(&error))?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        if shape == Shape::Features {
            let begin = b"{\"type\":\"FeatureCollection\",\"features\":[";
            file.write_all(begin).map_err(|error| disk(&error))?;
        }
        Ok(Self {
            file,
            shape,
            sequence: Sequence::default(),
            crs: None,
            count: 0,
        })
    }

    /// The reference system of all features, unless a page names one.
    pub(crate) fn declare(&mut self, crs: Value) {
        self.crs = Some(crs);
    }

    /// Elements so far.
    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// Appends the elements of a page; none if it is an object without a list of them.
    pub(crate) fn take(&mut self, page: &Path, host: &str) -> Result<Option<Page>, FetchError> {
        let Self {
            file,
            shape,
            sequence,
            count,
            ..
        } = self;
        let list = match shape {
            Shape::Features => "features",
            Shape::Lines => "value",
        };
        let before = *count;
        let mut has_more_inside = false;
        let mut line = Vec::new();
        let mut each = |element: &RawValue| {
            line.clear();
            match (*shape, *count) {
                (Shape::Features, 0) => line.push(b'\n'),
                (Shape::Features, _) => line.extend_from_slice(b",\n"),
                (Shape::Lines, _) => {}
            }
            compact(element.get(), &mut line);
            if *shape == Shape::Lines {
                line.push(b'\n');
                has_more_inside |= goes_on(&line);
            }
            let id = serde_json::from_str::<Identified<'_>>(element.get());
            let id = id.ok().and_then(|element| element.id);
            let id = id.map(RawValue::get).filter(|id| *id != "null");
            sequence.note(id.map(str::as_bytes), element.get().as_bytes());
            *count += 1;
            file.write_all(&line)
        };
        let members = items(page, list, &mut each, host)?;
        let repeated = sequence.turn();
        let Some(members) = members else {
            return Ok(None);
        };
        if let Some(crs) = members.get("crs").filter(|crs| !crs.is_null()) {
            // Coordinates of two systems in one file would be mistaken for those of one.
            if before > 0 && self.crs.as_ref() != Some(crs) {
                return Err(FetchError::passing("fetch_answer_invalid", host));
            }
            self.crs = Some(crs.clone());
        }
        Ok(Some(Page {
            count: self.count - before,
            members,
            repeated,
            has_more_inside,
        }))
    }

    /// Ends the file.
    pub(crate) fn close(mut self) -> Result<(), FetchError> {
        if self.shape == Shape::Features {
            let crs = self.crs.map(|crs| format!(",\"crs\":{crs}"));
            let end = format!("\n]{}}}\n", crs.unwrap_or_default());
            let written = self.file.write_all(end.as_bytes());
            written.map_err(|error| disk(&error))?;
        }
        self.file.flush().map_err(|error| disk(&error))
    }
}

/// Whether an element on one line names where one of its lists goes on (OGC SensorThings 1.1, 9.3.3.2). In a text the
/// quotation mark would have a backslash before it.
fn goes_on(line: &[u8]) -> bool {
    const MARK: &[u8] = b"@iot.nextLink\":";
    line.windows(MARK.len()).any(|window| window == MARK)
}
