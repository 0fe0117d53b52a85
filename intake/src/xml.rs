//! XML: the records are the elements that repeat and hold the most values.
//!
//! A text is walked several times in one small buffer: which elements repeat ([`survey`]), which fields the records
//! have ([`plan`]), what is in them ([`elements`]). One record at a time is held in memory. KML and GML ([`crate::kml`],
//! [`crate::gml`]) know their records by name and share the rest.
//!
//! Document type declarations are passed over: no entity of a stranger is ever expanded; where one is used, a finding
//! says so.
//!
//! Deliberately absent: namespaces (elements go by their local names), tables in tables.

mod element;
mod elements;
mod entities;
mod flatten;
mod plan;
mod reader;
mod survey;
mod text;

pub(crate) use element::Element;
pub(crate) use elements::{ElementFile, ElementForm, GeometryLeaf, Leaf};
pub(crate) use flatten::flatten;
pub(crate) use reader::{Open, push_text};
pub(crate) use text::XmlText;

use crate::layers::findings::{XML_NO_RECORDS, XML_OTHER_RECORDS, XML_RECORDS_AT};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use std::path::Path;
use survey::Survey;

const FORMAT: &str = "xml";

/// Opens any XML.
pub(crate) fn open(file: &Path, table: &str) -> Result<ElementFile, ReadError> {
    let survey = Survey::of(file)?;
    let Some(place) = survey.place() else {
        let nothing = Finding::new(XML_NO_RECORDS, Severity::Error);
        return Ok(ElementFile::empty(nothing));
    };
    let mut findings =
        vec![Finding::new(XML_RECORDS_AT, Severity::Note).with("path", place.path.join("/"))];
    if !place.others.is_empty() {
        findings.push(
            Finding::new(XML_OTHER_RECORDS, Severity::Warning)
                .times(place.others.len() as u64)
                .with("paths", place.others.join(", ")),
        );
    }
    let form = Records { path: place.path };
    ElementFile::open(file, FORMAT, table, Box::new(form), findings)
}

/// The records of any XML: the elements at one path.
#[derive(Debug, Clone)]
struct Records {
    path: Vec<String>,
}

impl ElementForm for Records {
    fn is_record(&self, path: &[Open]) -> bool {
        path.len() == self.path.len()
            && path
                .iter()
                .zip(&self.path)
                .all(|(open, wanted)| open.name == *wanted)
    }

    fn leaves(&self, around: &[Open], element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
        // What the elements around a record say belongs to each of their records; the root says it once for all.
        for open in around.iter().skip(1) {
            for (name, value) in open.attributes.iter().chain(&open.leaves) {
                visit(&format!("{}.{name}", open.name), Leaf::Text(value));
            }
        }
        flatten(element, visit);
    }
}
