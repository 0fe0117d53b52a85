//! Pages of GML in one collection.

use super::exception;
use super::xml::attribute;
use crate::http::{disk, host};
use crate::pages::{Bounded, MOST_ELEMENT_BYTES, Repeated, Sequence, incomplete};
use hebewerk_hub::ports::FetchError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};
use reqwest::Url;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

/// Elements of a collection that hold features.
const HOLDERS: [&str; 3] = ["member", "featureMember", "featureMembers"];

/// What the features of all pages are put into.
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\">\n";
const END: &str = "</wfs:FeatureCollection>\n";

/// A collection that grows page by page. Every member carries the namespaces of its page, so it means the same here,
/// whatever prefixes the server makes up from page to page.
pub(super) struct GmlFile {
    file: BufWriter<File>,
    sequence: Sequence,
    count: u64,
}

impl GmlFile {
    pub(super) fn create(path: &Path) -> Result<Self, FetchError> {
        let file = File::create(path).map_err(|error| disk(&error))?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        let begun = file.write_all(BEGIN.as_bytes());
        begun.map_err(|error| disk(&error))?;
        let sequence = Sequence::default();
        Ok(Self {
            file,
            sequence,
            count: 0,
        })
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Appends the members of a page. A page that is not whole, reports an exception or has fewer features than it says
    /// is an error.
    pub(super) fn take(&mut self, page: &Path, url: &Url) -> Result<Repeated, FetchError> {
        let opened = File::open(page).map_err(|error| disk(&error))?;
        let bounded = Bounded::new(opened);
        let budget = bounded.budget();
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, bounded));
        reader.config_mut().expand_empty_elements = true;
        let before = self.count;
        let mut walk = Walk {
            file: self,
            url,
            open: Vec::new(),
            namespaces: BTreeMap::new(),
            returned: None,
            feature: Vec::new(),
            id: None,
        };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            let event = event.map_err(|error| damaged(&error, url))?;
            if matches!(event, Event::Eof) {
                break;
            }
            walk.step(event, &budget)?;
        }
        let Walk { open, returned, .. } = walk;
        if !open.is_empty() {
            return Err(FetchError::passing("fetch_cut_off", host(url)));
        }
        // Features inside of features are counted by some servers.
        let came = self.count - before;
        match returned {
            Some(returned) if returned > came => Err(incomplete(came, returned)),
            _ => Ok(self.sequence.turn()),
        }
    }

    pub(super) fn close(mut self) -> Result<(), FetchError> {
        let ended = self.file.write_all(END.as_bytes());
        ended
            .and_then(|()| self.file.flush())
            .map_err(|error| disk(&error))
    }
}

/// One page being walked through.
struct Walk<'a> {
    file: &'a mut GmlFile,
    url: &'a Url,
    /// Local names of the open elements.
    open: Vec<String>,
    /// Declared by the collection.
    namespaces: BTreeMap<String, String>,
    /// How many features the page says it has.
    returned: Option<u64>,
    /// The feature being read, for telling pages apart.
    feature: Vec<u8>,
    id: Option<String>,
}

impl Walk<'_> {
    fn step(&mut self, event: Event<'_>, budget: &Rc<Cell<u64>>) -> Result<(), FetchError> {
        match event {
            Event::Start(start) => self.begin(&start),
            Event::End(end) => {
                let ended = self.is_in_member();
                if ended {
                    self.write(&Event::End(end.borrow()))?;
                }
                if self.is_feature() {
                    let id = self.id.take();
                    let id = id.as_deref().map(str::as_bytes);
                    self.file.sequence.note(id, &self.feature);
                    self.file.count += 1;
                    self.feature.clear();
                    budget.set(MOST_ELEMENT_BYTES);
                }
                self.open.pop();
                Ok(())
            }
            Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) => Ok(()),
            other if self.is_in_member() => self.write(&other),
            _between => Ok(()),
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), FetchError> {
        let name = start.local_name().as_ref().to_owned();
        self.open.push(name);
        match self.open.as_slice() {
            [root] if exception::is_report(root) => Ok(()),
            [root] if root == "FeatureCollection" => {
                self.note_collection(start);
                Ok(())
            }
            [_other] => Err(FetchError::lasting("fetch_answer_invalid", host(self.url))),
            [.., last] if last == "Exception" || last == "ServiceException" => {
                let code = ["exceptionCode", "code"];
                let code = code.iter().find_map(|name| attribute(start, name));
                let is_report = self.open.iter().any(|name| exception::is_report(name));
                if is_report {
                    return Err(exception::refused(code.as_deref(), self.url));
                }
                self.pass(start)
            }
            _ => self.pass(start),
        }
    }

    fn pass(&mut self, start: &BytesStart<'_>) -> Result<(), FetchError> {
        if !self.is_in_member() {
            return Ok(());
        }
        if self.is_feature() {
            self.id = attribute(start, "id").or_else(|| attribute(start, "fid"));
        }
        if self.open.len() > 2 {
            return self.write(&Event::Start(start.borrow()));
        }
        let mut holder = start.to_owned();
        for (name, namespace) in &self.namespaces {
            if !start
                .attributes()
                .flatten()
                .any(|own| own.key.as_ref() == name.as_str())
            {
                holder.push_attribute((name.as_str(), namespace.as_str()));
            }
        }
        self.write(&Event::Start(holder))
    }

    fn note_collection(&mut self, start: &BytesStart<'_>) {
        for declared in start.attributes().flatten() {
            let name = declared.key.as_ref();
            if (name == "xmlns" || name.starts_with("xmlns:"))
                && let Ok(namespace) = declared.normalized_value(XmlVersion::Implicit1_0)
            {
                let namespace = namespace.into_owned();
                self.namespaces.insert(name.to_owned(), namespace);
            }
        }
        let returned = attribute(start, "numberReturned");
        self.returned = returned.and_then(|returned| returned.parse().ok());
    }

    /// Whether the last open element is a holder of features or inside of one.
    fn is_in_member(&self) -> bool {
        let holder = self.open.get(1).map(String::as_str);
        holder.is_some_and(|holder| HOLDERS.contains(&holder))
    }

    /// Whether the last open element is a feature.
    fn is_feature(&self) -> bool {
        self.open.len() == 3 && self.is_in_member()
    }

    fn write(&mut self, event: &Event<'_>) -> Result<(), FetchError> {
        let from = self.feature.len();
        let written = Writer::new(&mut self.feature).write_event(event.borrow());
        let piece = self.feature.get(from..).unwrap_or_default();
        let written = written.and_then(|()| self.file.file.write_all(piece));
        if self.open.len() < 3 {
            self.feature.clear();
        }
        written.map_err(|error| disk(&error))
    }
}

fn damaged(error: &quick_xml::Error, url: &Url) -> FetchError {
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        quick_xml::Error::Io(error) if error.kind() != io::ErrorKind::FileTooLarge => disk(error),
        quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(_))
        | quick_xml::Error::Syntax(
            SyntaxError::UnclosedTag | SyntaxError::UnclosedCData | SyntaxError::UnclosedComment,
        ) => FetchError::passing("fetch_cut_off", host(url)),
        _ => FetchError::passing("fetch_answer_invalid", host(url)),
    }
}
