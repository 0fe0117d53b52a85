//! One page of a catalogue in RDF, from its bytes to its records.

use super::bounded::Bounded;
use super::depth::Shallow;
use super::form::{Found, LOOKED_AT, look};
use super::record::{Catalogue, write_records};
use super::said::{Listening, Name, Object, Said, Tongue, TooMuch};
use super::terms::Property;
use crate::rdf::RdfForm;
use hebewerk_model::Harvested;
use oxrdf::{NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfParseError, RdfParser, ReaderQuadParser};
use std::io::{self, Read, Seek, Write};
use thiserror::Error;

/// Most bytes between two statements: a longer one is none, or grows while it is read.
const MOST_BETWEEN: u64 = 4 << 20;
/// Most bytes of a page in JSON-LD: what comes first there may be said last, so all of it is held.
const MOST_JSON: u64 = 48 << 20;
/// Mistakes in one page after which it is none.
const MOST_MISTAKES: u64 = 1_000;

/// Why a page could not be read.
#[derive(Debug, Error)]
pub enum PageError {
    /// It is a page for people.
    #[error("this is a web page, no catalogue")]
    Html,
    /// It is empty.
    #[error("this is empty")]
    Empty,
    /// It is not written in UTF-8.
    #[error("this is not written in UTF-8")]
    Encoding,
    /// It is no RDF, or breaks off.
    #[error("this is no RDF: {0}")]
    Syntax(String),
    /// The other side tells by a code of its standard why it does not answer.
    #[error("the other side refuses: {0}")]
    Refused(String),
    /// It says more than a page may.
    #[error("this page is larger than can be read at once")]
    TooLarge,
    /// A file could not be read or written.
    #[error("the page could not be read or kept")]
    Io(#[from] io::Error),
}

impl From<TooMuch> for PageError {
    fn from(_: TooMuch) -> Self {
        Self::TooLarge
    }
}

/// What a page says besides its records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageTold {
    /// Where the next page is, as the page says it.
    pub next: Option<String>,
    /// Datasets named, taken over or not.
    pub seen: u64,
    /// Statements that could not be read: then something may be missing.
    pub mistakes: u64,
}

/// Whether bytes begin a page that can be read.
pub fn begins_catalogue(beginning: &[u8]) -> Result<(), PageError> {
    let beginning = beginning.get(..LOOKED_AT.min(beginning.len()));
    form_of(beginning.unwrap_or_default()).map(|_form| ())
}

pub(super) fn form_of(beginning: &[u8]) -> Result<RdfForm, PageError> {
    match look(beginning) {
        Found::Rdf(form) => Ok(form),
        Found::Html => Err(PageError::Html),
        Found::Foreign => Err(PageError::Encoding),
        Found::Refused => Err(PageError::Syntax("1".to_owned())),
        Found::Empty => Err(PageError::Empty),
    }
}

/// Reads a page and hands on what it holds, one by one.
///
/// `base` is its address: what it says relative to it becomes absolute. `scratch` is an empty file for texts.
pub fn read_page<F: Read + Write + Seek>(
    mut page: impl Read,
    base: &str,
    scratch: F,
    take: &mut dyn FnMut(Harvested) -> io::Result<()>,
) -> Result<PageTold, PageError> {
    let mut beginning = Vec::new();
    page.by_ref()
        .take(LOOKED_AT as u64)
        .read_to_end(&mut beginning)?;
    let form = form_of(&beginning)?;
    let skipped = usize::from(beginning.starts_with(b"\xEF\xBB\xBF")) * 3;
    let beginning = io::Cursor::new(beginning.split_off(skipped));
    let (said, mistakes) = listen(beginning.chain(page), (form, base), scratch)?;
    tell(said, mistakes, take)
}

fn tell<F: Read + Seek>(
    mut said: Said<F>,
    mistakes: u64,
    take: &mut dyn FnMut(Harvested) -> io::Result<()>,
) -> Result<PageTold, PageError> {
    let next = next_page(&mut said)?;
    let catalogue = Catalogue::of(&said);
    let seen = write_records(&mut said, &catalogue, take)?;
    Ok(PageTold {
        next,
        seen,
        mistakes,
    })
}

/// Collects all statements that matter.
fn listen<F: Read + Write + Seek>(
    bytes: impl Read,
    (form, base): (RdfForm, &str),
    scratch: F,
) -> Result<(Said<F>, u64), PageError> {
    let renewed = if form == RdfForm::JsonLd {
        MOST_JSON
    } else {
        MOST_BETWEEN
    };
    let (bounded, left) = Bounded::new(bytes, renewed);
    let parser = RdfParser::from_format(form.format()).lenient();
    let parser = parser
        .with_base_iri(base)
        .map_err(|error| PageError::Syntax(error.to_string()))?;
    let statements: ReaderQuadParser<_> = parser.for_reader(Shallow::new(bounded, form));
    let mut listening = Listening::new(scratch);
    let mut mistakes = 0;
    for statement in statements {
        match statement {
            Ok(quad) => keep(&mut listening, &quad)?,
            Err(RdfParseError::Io(error)) => return Err(broken(error)),
            // Behind a mistake the line-based forms go on with the next statement; the others cannot.
            Err(RdfParseError::Syntax(error)) => {
                mistakes += 1;
                let goes_on = form == RdfForm::Turtle && mistakes < MOST_MISTAKES;
                if !goes_on {
                    let line = error.location().map(|at| at.start.line + 1);
                    let line = line.map_or_else(String::new, |line| line.to_string());
                    return Err(PageError::Syntax(line));
                }
            }
        }
        if form != RdfForm::JsonLd {
            left.set(renewed);
        }
    }
    Ok((listening.end()?, mistakes))
}

pub(super) fn broken(error: io::Error) -> PageError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => PageError::TooLarge,
        io::ErrorKind::InvalidData => PageError::Encoding,
        _ => PageError::Io(error),
    }
}

fn keep<F: Read + Write + Seek>(
    listening: &mut Listening<F>,
    quad: &Quad,
) -> Result<(), PageError> {
    let Some(property) = Property::of(quad.predicate.as_str()) else {
        return Ok(());
    };
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => listening.name(node.as_str())?,
        NamedOrBlankNode::BlankNode(node) => listening.name(&blank(node.as_str()))?,
    };
    let object = match &quad.object {
        Term::NamedNode(node) => Object::Thing(listening.name(node.as_str())?),
        Term::BlankNode(node) => Object::Thing(listening.name(&blank(node.as_str()))?),
        Term::Literal(literal) => {
            let tongue = match literal.language() {
                None => Tongue::Unsaid,
                Some(tag) if is_language(tag, "de") => Tongue::German,
                Some(tag) if is_language(tag, "en") => Tongue::English,
                Some(_other) => Tongue::Other,
            };
            Object::Text(listening.text(literal.value(), tongue)??)
        }
        #[expect(
            unreachable_patterns,
            reason = "a feature of the library adds another kind of term"
        )]
        _ => return Ok(()),
    };
    Ok(listening.say(subject, property, object)?)
}

fn blank(name: &str) -> String {
    format!("_:{name}")
}

/// Whether a tag is of a language, whatever the country: `de-AT` is German.
fn is_language(tag: &str, language: &str) -> bool {
    let first = tag.split('-').next().unwrap_or_default();
    first.eq_ignore_ascii_case(language)
}

/// The link to the next page, in the spelling of today or else of before; as an address or as text.
fn next_page<F: Read + Seek>(said: &mut Said<F>) -> io::Result<Option<String>> {
    for property in [Property::Next, Property::NextOld] {
        let first = said.with(property).next();
        if let Some((_view, object)) = first {
            let link = match object {
                Object::Thing(name) => said.name_of(name).to_owned(),
                Object::Text(at) => said.read(at)?.0,
            };
            return Ok(Some(link.trim().to_owned()).filter(|link| !link.is_empty()));
        }
    }
    Ok(None)
}

/// Whether a thing has an address.
pub(super) fn is_blank(name: &str) -> bool {
    name.starts_with("_:")
}

/// What is said of a thing, as text: of another thing its name.
pub(super) fn word<F: Read + Seek>(said: &mut Said<F>, object: Object) -> io::Result<String> {
    match object {
        Object::Thing(name) => Ok(said.name_of(name).to_owned()),
        Object::Text(at) => Ok(said.read(at)?.0),
    }
}

/// All things a property leads to.
pub(super) fn things<F: Read + Seek>(said: &Said<F>, of: Name, property: Property) -> Vec<Name> {
    let objects = said.all(of, property);
    let names = objects.filter_map(|object| match object {
        Object::Thing(name) => Some(name),
        Object::Text(_) => None,
    });
    names.collect()
}
