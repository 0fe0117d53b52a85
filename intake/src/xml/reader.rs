//! Walks through a text and gives its records one by one.

use super::FORMAT;
use super::element::Element;
use super::entities;
use super::text::XmlText;
use crate::archive::Damage;
use hebewerk_hub::ports::ReadError;
use quick_xml::Reader;
use quick_xml::escape::unescape_with;
use quick_xml::events::{BytesStart, Event};
use std::io::BufReader;
use std::path::Path;

/// Elements in elements deeper than this are damage or an attack.
const MOST_LEVELS: usize = 256;
/// Bytes and elements of one record.
const MOST_RECORD_BYTES: usize = 64 << 20;
const MOST_RECORD_ELEMENTS: usize = 500_000;
/// What is kept of the elements around records.
const KEPT_LEAVES: usize = 64;
const KEPT_BYTES: usize = 1024;

/// An element that is open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Open {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Children seen so far that hold nothing but a short text.
    pub(crate) leaves: Vec<(String, String)>,
    /// Own text, as long as no child was seen.
    text: String,
    has_children: bool,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Step {
    /// An element begins; it is the last of the open ones.
    Begin,
    /// An element ends; it was the last of the open ones.
    End(Open),
    /// The text is over, or damaged from here on.
    Over,
}

/// A text being walked through.
pub(crate) struct XmlReader {
    reader: Reader<BufReader<XmlText>>,
    buffer: Vec<u8>,
    open: Vec<Open>,
    bytes: u64,
    broken: bool,
    /// The first `srsName` and `srsDimension` outside of records.
    pub(crate) srs_name: Option<String>,
    pub(crate) srs_dimension: Option<String>,
    /// References to what a document type declares: they stay as they are written.
    pub(super) entities: u64,
}

impl XmlReader {
    pub(crate) fn open(file: &Path) -> Result<Self, ReadError> {
        let (text, bytes) = XmlText::open(file)?;
        let mut reader = Reader::from_reader(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Self {
            reader,
            buffer: Vec::new(),
            open: Vec::new(),
            bytes,
            broken: false,
            srs_name: None,
            srs_dimension: None,
            entities: 0,
        })
    }

    /// Whether the text broke off or is damaged.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Bytes done of all.
    pub(crate) fn progress(&self) -> (u64, u64) {
        (self.reader.get_ref().get_ref().done(), self.bytes)
    }

    /// The elements around the record read last.
    pub(crate) fn around(&self) -> &[Open] {
        &self.open
    }

    /// The open elements.
    pub(super) fn path(&self) -> &[Open] {
        &self.open
    }

    /// The next record: an element for which `is_record` holds, given the open elements, itself the last.
    pub(crate) fn record(
        &mut self,
        is_record: &dyn Fn(&[Open]) -> bool,
    ) -> Result<Option<Element>, ReadError> {
        loop {
            match self.step()? {
                Step::Over => return Ok(None),
                Step::Begin if is_record(&self.open) => {
                    let begun = self.open.pop().unwrap_or_default();
                    return self.element(begun);
                }
                Step::Begin | Step::End(_) => {}
            }
        }
    }

    /// One step on.
    pub(super) fn step(&mut self) -> Result<Step, ReadError> {
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => {
                    self.broken = true;
                    machine(&error)?;
                    return Ok(Step::Over);
                }
            };
            match event {
                Event::Start(start) => {
                    let open = opened(&start, &mut self.entities);
                    if self.open.len() >= MOST_LEVELS {
                        self.broken = true;
                        return Ok(Step::Over);
                    }
                    if let Some(parent) = self.open.last_mut() {
                        parent.has_children = true;
                    }
                    note_srs(&open, &mut self.srs_name, &mut self.srs_dimension);
                    self.open.push(open);
                    return Ok(Step::Begin);
                }
                Event::End(_) => {
                    let Some(ended) = self.open.pop() else {
                        continue;
                    };
                    if let Some(parent) = self.open.last_mut() {
                        parent.keep(&ended);
                    }
                    return Ok(Step::End(ended));
                }
                Event::Eof => {
                    self.broken |= !self.open.is_empty();
                    return Ok(Step::Over);
                }
                other => {
                    if let Some(open) = self
                        .open
                        .last_mut()
                        .filter(|open| open.text.len() < KEPT_BYTES)
                    {
                        push_text(&other, &mut open.text, &mut self.entities);
                    }
                }
            }
        }
    }

    /// The element that has just begun, to its end; none when the text breaks off within.
    fn element(&mut self, begun: Open) -> Result<Option<Element>, ReadError> {
        let (mut elements, mut bytes) = (1, 0);
        let mut stack = vec![Element {
            name: begun.name,
            attributes: begun.attributes,
            ..Element::default()
        }];
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => {
                    self.broken = true;
                    machine(&error)?;
                    return Ok(None);
                }
            };
            bytes += event.len();
            elements += usize::from(matches!(event, Event::Start(_)));
            let too_large = bytes > MOST_RECORD_BYTES
                || elements > MOST_RECORD_ELEMENTS
                || stack.len() > MOST_LEVELS;
            match event {
                Event::Eof => {
                    self.broken = true;
                    return Ok(None);
                }
                _ if too_large => {
                    self.broken = true;
                    return Ok(None);
                }
                Event::Start(start) => {
                    let open = opened(&start, &mut self.entities);
                    stack.push(Element {
                        name: open.name,
                        attributes: open.attributes,
                        ..Element::default()
                    });
                }
                Event::End(_) => {
                    let Some(mut ended) = stack.pop() else {
                        return Ok(None);
                    };
                    let trimmed = ended.text.trim();
                    if trimmed.len() < ended.text.len() {
                        let trimmed = trimmed.to_owned();
                        ended.text = trimmed;
                    }
                    match stack.last_mut() {
                        Some(parent) => parent.children.push(ended),
                        None => return Ok(Some(ended)),
                    }
                }
                other => {
                    if let Some(open) = stack.last_mut() {
                        push_text(&other, &mut open.text, &mut self.entities);
                    }
                }
            }
        }
    }
}

impl Open {
    fn keep(&mut self, ended: &Self) {
        let text = ended.text.trim();
        let is_leaf = !ended.has_children && !text.is_empty() && text.len() < KEPT_BYTES;
        if !is_leaf || self.leaves.len() >= KEPT_LEAVES {
            return;
        }
        match self.leaves.iter_mut().find(|(name, _)| *name == ended.name) {
            Some((_, value)) => text.clone_into(value),
            None => self.leaves.push((ended.name.clone(), text.to_owned())),
        }
    }

    /// Whether it holds a text and no element.
    pub(super) fn is_leaf(&self) -> bool {
        !self.has_children && !self.text.trim().is_empty()
    }
}

fn opened(start: &BytesStart<'_>, entities: &mut u64) -> Open {
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .filter_map(|attribute| {
            let name = attribute.key.into_inner();
            let declares =
                name.starts_with("xmlns") || name.starts_with("xsi:") || name.starts_with("xml:");
            let local = attribute.key.local_name().into_inner().to_owned();
            let value = match unescape_with(&attribute.value, entities::resolve) {
                Ok(value) => value.into_owned(),
                Err(_unknown) => {
                    *entities += 1;
                    attribute.value.to_string()
                }
            };
            (!declares).then_some((local, value))
        })
        .collect();
    Open {
        name: start.local_name().into_inner().to_owned(),
        attributes,
        ..Open::default()
    }
}

fn note_srs(open: &Open, name: &mut Option<String>, dimension: &mut Option<String>) {
    for (attribute, value) in &open.attributes {
        let place = match attribute.as_str() {
            "srsName" => &mut *name,
            "srsDimension" => &mut *dimension,
            _ => continue,
        };
        if place.is_none() {
            *place = Some(value.clone());
        }
    }
}

/// Adds what an event says to a text; counts references that nobody resolves.
pub(crate) fn push_text(event: &Event<'_>, text: &mut String, entities: &mut u64) {
    match event {
        Event::Text(raw) => text.push_str(raw),
        Event::CData(raw) => text.push_str(raw),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(sign)) => text.push(sign),
            _ => push_entity(reference, text, entities),
        },
        _ => {}
    }
}

/// What a name stands for; names that only a document type explains stay as they are written.
fn push_entity(name: &str, text: &mut String, entities: &mut u64) {
    if let Some(meant) = entities::resolve(name) {
        text.push_str(meant);
        return;
    }
    *entities += 1;
    text.push('&');
    text.push_str(name);
    text.push(';');
}

/// An error of the machine is no damage of the text.
fn machine(error: &quick_xml::Error) -> Result<(), ReadError> {
    match error {
        quick_xml::Error::Io(error) if Damage::of_io(error).is_of_machine() => {
            Err(Damage::of_io(error).error(FORMAT))
        }
        _ => Ok(()),
    }
}
