//! The tags of a markup text: where they begin and end, and nothing of what they mean.

use memchr::{memchr, memmem};
use std::ops::Range;

/// A piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// An element begins; `inside` is what stands between the angle brackets.
    Begin { name: &'a [u8], inside: &'a [u8] },
    /// An element that is empty: it begins and ends.
    Empty { name: &'a [u8] },
    /// An element ends.
    End { name: &'a [u8] },
    /// Comments, texts taken literally, instructions, declarations.
    Other,
}

/// Gives tags in order, up to the last whole one.
pub(super) struct Tags<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// Where the tag that begins at `from` ends, and what it is.
    fn tag(&self, from: usize) -> Option<(usize, Tag<'a>)> {
        let rest = self.text.get(from..)?;
        let behind = |mark: &[u8]| memmem::find(rest, mark).map(|at| at + mark.len());
        let length = if rest.starts_with(b"<!--") {
            4 + memmem::find(rest.get(4..)?, b"-->")? + 3
        } else if rest.starts_with(b"<![CDATA[") {
            behind(b"]]>")?
        } else if rest.starts_with(b"<?") {
            behind(b"?>")?
        } else if rest.starts_with(b"<!") {
            declaration(rest)?
        } else {
            let length = element(rest)?;
            let inside = rest.get(1..length - 1)?;
            return Some((from + length, named(inside)));
        };
        Some((from + length, Tag::Other))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = (Range<usize>, Tag<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let from = self.at + memchr(b'<', self.text.get(self.at..)?)?;
        let (end, tag) = self.tag(from)?;
        self.at = end;
        Some((from..end, tag))
    }
}

/// The name without its prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
}

fn named(inside: &[u8]) -> Tag<'_> {
    if let Some(name) = inside.strip_prefix(b"/") {
        return Tag::End {
            name: name.trim_ascii_end(),
        };
    }
    let name = inside
        .split(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        .next()
        .unwrap_or_default();
    if inside.ends_with(b"/") {
        Tag::Empty { name }
    } else {
        Tag::Begin { name, inside }
    }
}

/// Length of the tag of an element: brackets in quotes do not end it.
fn element(rest: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Length of a document type declaration, which may hold declarations itself.
fn declaration(rest: &[u8]) -> Option<usize> {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        match (quote, byte) {
            (None, b'<') if rest.get(at..)?.starts_with(b"<!--") => {
                at += 4 + memmem::find(rest.get(at + 4..)?, b"-->")? + 2;
            }
            (None, b'<') => depth += 1,
            (None, b'>') if depth <= 1 => return Some(at + 1),
            (None, b'>') => depth -= 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
        at += 1;
    }
    None
}
