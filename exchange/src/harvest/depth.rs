//! How deep a text nests: parsers remember every level, and a text without an end of levels would fill the memory with
//! them, however little each says.

use crate::rdf::RdfForm;
use std::io::{self, Read};

/// Levels beyond which nothing honest is nested.
const DEEPEST: u32 = 2_000;

/// Reads on until a text is nested too deep. The error is one of kind [`io::ErrorKind::FileTooLarge`].
pub(super) struct Shallow<R> {
    inner: R,
    form: RdfForm,
    depth: u32,
    at: Place,
    /// The byte before, and the one before that.
    before: [u8; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Between,
    /// In a tag of XML that begins an element.
    Tag,
    /// In one that ends an element.
    Ending,
    /// In `<!--`, `<![CDATA[`, `<!DOCTYPE` or `<?`, up to its end.
    Aside(u8),
    /// In an address of Turtle.
    Address,
    /// In a text with this quote.
    Quoted(u8),
    Comment,
}

impl<R> Shallow<R> {
    pub(super) const fn new(inner: R, form: RdfForm) -> Self {
        Self {
            inner,
            form,
            depth: 0,
            at: Place::Between,
            before: [0; 2],
        }
    }

    fn xml(&mut self, sign: u8) {
        let [before, second] = self.before;
        match (self.at, sign) {
            (Place::Between, b'<') => self.at = Place::Tag,
            (Place::Tag, b'!' | b'?') if before == b'<' => self.at = Place::Aside(sign),
            (Place::Tag, b'/') if before == b'<' => self.at = Place::Ending,
            (Place::Tag, b'>') => {
                self.depth += u32::from(before != b'/');
                self.at = Place::Between;
            }
            (Place::Ending, b'>') => {
                self.depth = self.depth.saturating_sub(1);
                self.at = Place::Between;
            }
            // `<!--` and `<![` end in two signs of their kind and `>`.
            (Place::Aside(b'!'), b'-') if before == b'!' => self.at = Place::Aside(b'-'),
            (Place::Aside(b'!'), b'[') if before == b'!' => self.at = Place::Aside(b']'),
            (Place::Aside(kind @ (b'-' | b']')), b'>') if before == kind && second == kind => {
                self.at = Place::Between;
            }
            (Place::Aside(b'?'), b'>') if before == b'?' => self.at = Place::Between,
            (Place::Aside(b'!'), b'>') => self.at = Place::Between,
            _ => {}
        }
    }

    fn turtle(&mut self, sign: u8) {
        match (self.at, sign) {
            (Place::Between, b'[' | b'(') => self.depth += 1,
            (Place::Between, b']' | b')') => self.depth = self.depth.saturating_sub(1),
            (Place::Between, b'<') => self.at = Place::Address,
            (Place::Between, b'#') => self.at = Place::Comment,
            (Place::Between, quote @ (b'"' | b'\'')) => self.at = Place::Quoted(quote),
            (Place::Quoted(quote), sign) if sign == quote && self.before[0] != b'\\' => {
                self.at = Place::Between;
            }
            // Short texts, addresses and comments end with their line at the latest.
            (_, b'\n') | (Place::Address, b'>') => self.at = Place::Between,
            _ => {}
        }
    }
}

impl<R: Read> Read for Shallow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        for sign in buffer.get(..bytes).unwrap_or_default() {
            match self.form {
                RdfForm::Xml => self.xml(*sign),
                RdfForm::Turtle | RdfForm::NTriples => self.turtle(*sign),
                RdfForm::JsonLd => {}
            }
            self.before = [*sign, self.before[0]];
            if self.depth > DEEPEST {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(text: &str, form: RdfForm) -> u32 {
        let mut shallow = Shallow::new(text.as_bytes(), form);
        std::io::copy(&mut shallow, &mut std::io::sink()).unwrap();
        shallow.depth
    }

    #[test]
    fn levels_are_counted_where_they_are_levels() {
        let xml = |text| depth(text, RdfForm::Xml);
        assert_eq!(
            xml("<?xml version='1.0'?><!DOCTYPE a><a><b x='1'/><c>t</c>"),
            1
        );
        assert_eq!(xml("<a><!-- <b><c> --><![CDATA[<d><e>]]><f></f></a>"), 0);
        assert_eq!(xml("<a><b><c>"), 3);
        let turtle = |text| depth(text, RdfForm::Turtle);
        assert_eq!(
            turtle("<a[> <b> [ <c> \"[[\\\"[\" ] # [[[\n. <d> <e> ( [ <f> 'x'"),
            2
        );
    }
}
