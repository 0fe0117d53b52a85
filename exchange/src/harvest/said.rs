//! What a page says, held small: names once, texts on the disk, a statement in twelve bytes.

use super::terms::Property;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// Most statements of one page that are held: 96 MB.
const MOST_STATEMENTS: usize = 8_000_000;
/// Most bytes of names of one page.
const MOST_NAME_BYTES: usize = 192 << 20;
/// Longest text that is read; the rest of a longer one is no description any more.
const LONGEST_TEXT: usize = 200_000;

/// A thing with a name: an address, or a blank node (`_:` before its name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name(u32);

/// What is said of a thing: another thing, or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    Thing(Name),
    Text(TextAt),
}

/// Where a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextAt(u32);

/// The language of a text, as far as it matters which one is shown. The better one is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tongue {
    German,
    Unsaid,
    English,
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Statement {
    subject: Name,
    property: Property,
    /// The highest bit says that it is a text.
    object: u32,
}

const IS_TEXT: u32 = 1 << 31;

struct Text {
    from: u64,
    bytes: u32,
    tongue: Tongue,
}

/// More than a page may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// Collects statements as they come.
pub(super) struct Listening<F: Write> {
    names: String,
    ends: Vec<usize>,
    known: HashMap<u64, u32>,
    hasher: RandomState,
    statements: Vec<Statement>,
    texts: Vec<Text>,
    file: BufWriter<F>,
    written: u64,
}

impl<F: Read + Write + Seek> Listening<F> {
    /// Texts go to a file that is empty.
    pub(super) fn new(file: F) -> Self {
        Self {
            names: String::new(),
            ends: Vec::new(),
            known: HashMap::new(),
            hasher: RandomState::new(),
            statements: Vec::new(),
            texts: Vec::new(),
            file: BufWriter::new(file),
            written: 0,
        }
    }

    /// The thing with this name.
    pub(super) fn name(&mut self, name: &str) -> Result<Name, TooMuch> {
        // The key of the hash is random: nobody can make two names meet on purpose.
        let hash = self.hasher.hash_one(name);
        if let Some(known) = self.known.get(&hash) {
            return Ok(Name(*known));
        }
        let next = u32::try_from(self.ends.len()).map_err(|_full| TooMuch)?;
        if next >= IS_TEXT || self.names.len() + name.len() > MOST_NAME_BYTES {
            return Err(TooMuch);
        }
        self.names.push_str(name);
        self.ends.push(self.names.len());
        self.known.insert(hash, next);
        Ok(Name(next))
    }

    /// Keeps a text.
    pub(super) fn text(
        &mut self,
        text: &str,
        tongue: Tongue,
    ) -> io::Result<Result<TextAt, TooMuch>> {
        let next = self.texts.len();
        if next >= MOST_STATEMENTS {
            return Ok(Err(TooMuch));
        }
        let end = text.floor_char_boundary(LONGEST_TEXT.min(text.len()));
        let kept = text.get(..end).unwrap_or_default();
        self.file.write_all(kept.as_bytes())?;
        self.texts.push(Text {
            from: self.written,
            bytes: u32::try_from(kept.len()).unwrap_or(u32::MAX),
            tongue,
        });
        self.written += kept.len() as u64;
        Ok(Ok(TextAt(u32::try_from(next).unwrap_or(u32::MAX))))
    }

    /// Keeps a statement.
    pub(super) fn say(
        &mut self,
        subject: Name,
        property: Property,
        object: Object,
    ) -> Result<(), TooMuch> {
        if self.statements.len() >= MOST_STATEMENTS {
            return Err(TooMuch);
        }
        let object = match object {
            Object::Thing(Name(name)) => name,
            Object::Text(TextAt(at)) => at | IS_TEXT,
        };
        self.statements.push(Statement {
            subject,
            property,
            object,
        });
        Ok(())
    }

    /// Everything has been said: from now on it can be asked.
    pub(super) fn end(mut self) -> io::Result<Said<F>> {
        self.statements.shrink_to_fit();
        // Stable: what a page says of one thing stays in its order.
        self.statements
            .sort_by_key(|statement| (statement.subject, statement.property));
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok(Said {
            names: self.names,
            ends: self.ends,
            statements: self.statements,
            texts: self.texts,
            file,
        })
    }
}

/// What a page said.
pub(super) struct Said<F> {
    names: String,
    ends: Vec<usize>,
    statements: Vec<Statement>,
    texts: Vec<Text>,
    file: F,
}

impl<F: Read + Seek> Said<F> {
    /// The name of a thing.
    pub(super) fn name_of(&self, name: Name) -> &str {
        let at = name.0 as usize;
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let from = from.copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.names.get(from..to).unwrap_or_default()
    }

    /// All objects of a property of a thing, in the order of the page.
    pub(super) fn all(
        &self,
        subject: Name,
        property: Property,
    ) -> impl Iterator<Item = Object> + '_ {
        let range = self.range(subject, property);
        let found = self.statements.get(range).unwrap_or_default().iter();
        found.map(|statement| object(statement.object))
    }

    fn range(&self, subject: Name, property: Property) -> Range<usize> {
        let key = |statement: &Statement| (statement.subject, statement.property);
        let wanted = (subject, property);
        let from = self.statements.partition_point(|one| key(one) < wanted);
        let rest = self.statements.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|one| key(one) == wanted)
    }

    /// Every statement with a property: who and what.
    pub(super) fn with(&self, property: Property) -> impl Iterator<Item = (Name, Object)> + '_ {
        let statements = self.statements.iter();
        statements
            .filter(move |statement| statement.property == property)
            .map(|statement| (statement.subject, object(statement.object)))
    }

    /// A text.
    pub(super) fn read(&mut self, at: TextAt) -> io::Result<(String, Tongue)> {
        let Some(text) = self.texts.get(at.0 as usize) else {
            return Ok((String::new(), Tongue::Other));
        };
        let mut bytes = vec![0; text.bytes as usize];
        self.file.seek(SeekFrom::Start(text.from))?;
        self.file.read_exact(&mut bytes)?;
        Ok((String::from_utf8_lossy(&bytes).into_owned(), text.tongue))
    }

    /// The language of a text.
    pub(super) fn tongue(&self, at: TextAt) -> Tongue {
        let text = self.texts.get(at.0 as usize);
        text.map_or(Tongue::Other, |text| text.tongue)
    }
}

const fn object(packed: u32) -> Object {
    if packed & IS_TEXT == 0 {
        Object::Thing(Name(packed))
    } else {
        Object::Text(TextAt(packed & !IS_TEXT))
    }
}
