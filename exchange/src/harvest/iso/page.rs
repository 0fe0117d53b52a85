//! One answer of a catalogue service, from its bytes to its records.

use super::element::Element;
use super::record::record;
use crate::harvest::bounded::Bounded;
use crate::harvest::form::LOOKED_AT;
use crate::harvest::page::{PageError, broken, form_of};
use crate::harvest::record::judged;
use crate::harvest::words;
use hebewerk_model::{Harvested, RejectReason, RejectedRecord};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{self, BufReader, Read};

/// Most bytes of one text or tag.
const MOST_AT_ONCE: u64 = 4 << 20;
/// Most bytes of a record.
const MOST_RECORD: u64 = 2 << 20;
/// Most elements of a record.
const MOST_ELEMENTS: usize = 50_000;
/// Levels beyond which nothing honest is nested.
const DEEPEST: usize = 200;

/// The element a record is.
const RECORD: &str = "MD_Metadata";

/// What an answer says besides its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IsoPage {
    /// Records on all pages, if it says so.
    pub matched: Option<u64>,
    /// Records it says to hold.
    pub returned: Option<u64>,
    /// The place of the first record of the next page, from 1; 0 behind the last one; none if it does not say.
    pub next: Option<u64>,
    /// Records it holds, taken over or not.
    pub seen: u64,
}

/// Reads an answer to `GetRecords` and hands on what it holds, one by one.
///
/// # Errors
/// For what is no such answer, breaks off, or tells that the request is refused.
pub fn read_iso_page(
    mut page: impl Read,
    take: &mut dyn FnMut(Harvested) -> io::Result<()>,
) -> Result<IsoPage, PageError> {
    let mut beginning = Vec::new();
    page.by_ref()
        .take(LOOKED_AT as u64)
        .read_to_end(&mut beginning)?;
    form_of(&beginning)?;
    let skipped = usize::from(beginning.starts_with(b"\xEF\xBB\xBF")) * 3;
    let first = beginning.iter().skip(skipped);
    let first = first.copied().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(b'<') {
        return Err(PageError::Syntax("1".to_owned()));
    }
    let beginning = io::Cursor::new(beginning.split_off(skipped));
    let (bounded, left) = Bounded::new(beginning.chain(page), MOST_AT_ONCE);
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, bounded));
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        told: IsoPage::default(),
        depth: 0,
        record: None,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(|error| damaged(error, at))?;
        left.set(MOST_AT_ONCE);
        if matches!(event, Event::Eof) {
            break;
        }
        if let Some(harvested) = walk.step(&event, at)? {
            take(harvested)?;
        }
    }
    if walk.depth > 0 {
        return Err(PageError::Syntax(String::new()));
    }
    Ok(walk.told)
}

fn damaged(error: quick_xml::Error, at: u64) -> PageError {
    match error {
        quick_xml::Error::Io(error) => broken(io::Error::new(error.kind(), error)),
        quick_xml::Error::Encoding(_) => PageError::Encoding,
        _ => PageError::Syntax(format!("@{at}")),
    }
}

struct Walk {
    told: IsoPage,
    depth: usize,
    record: Option<Growing>,
}

/// A record that is being read.
struct Growing {
    /// Where it begins in the answer.
    from: u64,
    /// Open elements, the record itself first.
    open: Vec<Element>,
    elements: usize,
    /// Open elements of a record that is too large, which is only passed over.
    passed_over: Option<usize>,
}

impl Walk {
    fn step(&mut self, event: &Event<'_>, at: u64) -> Result<Option<Harvested>, PageError> {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(PageError::TooLarge);
                }
                self.begin(start, at)?;
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                return Ok(self.end());
            }
            Event::Text(text) => self.hear(text, at),
            Event::CData(text) => self.hear(text, at),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().ok().flatten();
                match sign {
                    Some(sign) => self.hear(sign.encode_utf8(&mut [0; 4]), at),
                    None => self.hear(entity(name), at),
                }
            }
            _ => {}
        }
        Ok(None)
    }

    fn begin(&mut self, start: &BytesStart<'_>, at: u64) -> Result<(), PageError> {
        let name = start.local_name().as_ref().to_owned();
        if let Some(record) = &mut self.record {
            record.begin(element(name, start), at);
            return Ok(());
        }
        match name.as_str() {
            RECORD => {
                self.record = Some(Growing {
                    from: at,
                    open: vec![element(name, start)],
                    elements: 1,
                    passed_over: None,
                });
            }
            "Exception" | "ServiceException" => {
                let code = attribute(start, "exceptionCode").or_else(|| attribute(start, "code"));
                return Err(PageError::Refused(code.unwrap_or_default()));
            }
            "html" => return Err(PageError::Html),
            "SearchResults" => {
                let number = |name| attribute(start, name)?.trim().parse().ok();
                self.told.matched = number("numberOfRecordsMatched");
                self.told.returned = number("numberOfRecordsReturned");
                self.told.next = number("nextRecord");
            }
            _ => {}
        }
        Ok(())
    }

    fn hear(&mut self, text: &str, at: u64) {
        if let Some(record) = &mut self.record {
            record.hear(text, at);
        }
    }

    /// The record, if it has come to its end.
    fn end(&mut self) -> Option<Harvested> {
        let whole = self.record.as_mut()?.end()?;
        self.record = None;
        self.told.seen += 1;
        Some(match whole {
            Ok(root) => judged(record(&root)),
            Err(name) => Harvested::Rejected(RejectedRecord {
                name: words::line(&name),
                reason: RejectReason::TooLarge,
            }),
        })
    }
}

impl Growing {
    fn begin(&mut self, element: Element, at: u64) {
        if let Some(open) = &mut self.passed_over {
            *open += 1;
            return;
        }
        self.open.push(element);
        self.elements += 1;
        self.measure(at);
    }

    fn hear(&mut self, text: &str, at: u64) {
        if self.passed_over.is_none()
            && let Some(last) = self.open.last_mut()
        {
            last.text.push_str(text);
            self.measure(at);
        }
    }

    /// Lets go of a record that is too large, but for what it is called.
    fn measure(&mut self, at: u64) {
        if at.saturating_sub(self.from) > MOST_RECORD || self.elements > MOST_ELEMENTS {
            self.passed_over = Some(self.open.len());
            self.open.truncate(1);
        }
    }

    /// The whole record, or the name of one that was too large; none while it goes on.
    fn end(&mut self) -> Option<Result<Element, String>> {
        if let Some(open) = &mut self.passed_over {
            *open = open.saturating_sub(1);
            let root = self.open.first();
            let name = root.and_then(|root| root.first(&["fileIdentifier"]));
            return (*open == 0).then(|| Err(name.unwrap_or_default().to_owned()));
        }
        let last = self.open.pop()?;
        let Some(outer) = self.open.last_mut() else {
            return Some(Ok(last));
        };
        outer.inside.push(last);
        None
    }
}

fn element(name: String, start: &BytesStart<'_>) -> Element {
    Element {
        name,
        code: attribute(start, "codeListValue").filter(|code| !code.trim().is_empty()),
        href: attribute(start, "href"),
        ..Element::default()
    }
}

/// The value of an attribute by its local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes().flatten();
    let found = attributes.find(|one| one.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// The entities every text may use; others are a blank, so nothing can grow.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => " ",
    }
}
