//! The shared texts of a workbook that its first rows need.

use super::sheet::Writing;
use super::tags::{Tag, Tags, local};
use super::{Stop, first, on, records};
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;

/// Bytes read at first: the texts of first rows mostly come first.
const FEW_BYTES: usize = 1 << 20;
/// Bytes looked at in the end.
const MOST_BYTES: usize = 48 << 20;
/// In place of a text nobody needs.
const UNNEEDED: &[u8] = b"<si><t/></si>";

/// The beginning of the table of texts.
pub(super) struct SharedStrings {
    text: Vec<u8>,
    items: Vec<Range<usize>>,
    is_whole: bool,
    writing: Writing,
}

impl SharedStrings {
    /// Reads as far as text number `last` lies, within bounds.
    pub(super) fn read(input: &mut dyn Read, writing: Writing, last: usize) -> Result<Self, Stop> {
        let (text, is_whole) = first(input, FEW_BYTES)?;
        let few = Self::of(text, is_whole, writing);
        if is_whole || few.items.len() > last {
            return Ok(few);
        }
        let text = on(few.text, input, MOST_BYTES)?;
        let is_whole = text.len() < MOST_BYTES;
        Ok(Self::of(text, is_whole, writing))
    }

    fn of(text: Vec<u8>, is_whole: bool, writing: Writing) -> Self {
        Self {
            items: match writing {
                Writing::Markup => items(&text),
                Writing::Records => records::texts(&text),
            },
            text,
            is_whole,
            writing,
        }
    }

    /// The number of the first text that is not there though the file has it.
    pub(super) fn end(&self) -> usize {
        if self.is_whole {
            usize::MAX
        } else {
            self.items.len()
        }
    }

    /// A table with the texts of these numbers at their places.
    pub(super) fn with(&self, needed: &BTreeSet<usize>) -> Option<Vec<u8>> {
        if self.is_whole && self.text.len() <= FEW_BYTES {
            return Some(self.text.clone());
        }
        let last = needed.last().copied().unwrap_or_default();
        let items = self.items.iter().enumerate().take(last.saturating_add(1));
        let texts = items.map(|(number, item)| {
            let is_needed = needed.contains(&number);
            self.text.get(item.clone()).filter(|_text| is_needed)
        });
        match self.writing {
            Writing::Markup => self.table(texts),
            Writing::Records => records::table(texts),
        }
    }

    fn table<'a>(&'a self, texts: impl Iterator<Item = Option<&'a [u8]>>) -> Option<Vec<u8>> {
        let mut table = self.text.get(..self.items.first()?.start)?.to_vec();
        for text in texts {
            table.extend_from_slice(text.unwrap_or(UNNEEDED));
        }
        let root = Tags::of(&self.text).find_map(|(_, tag)| match tag {
            Tag::Begin { name, .. } if local(name) == b"sst" => Some(name),
            _ => None,
        })?;
        table.extend_from_slice(b"</");
        table.extend_from_slice(root);
        table.push(b'>');
        Some(table)
    }
}

fn items(text: &[u8]) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut begin = None;
    for (range, tag) in Tags::of(text) {
        match tag {
            Tag::Begin { name, .. } if local(name) == b"si" => begin = Some(range.start),
            Tag::Empty { name } if local(name) == b"si" => items.push(range),
            Tag::End { name } if local(name) == b"si" => {
                items.extend(begin.take().map(|begin| begin..range.end));
            }
            _ => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_nobody_needs_keep_their_place() {
        let strings = SharedStrings::of(
            b"<x:sst><x:si><x:t>a</x:t></x:si><x:si/><x:si><x:t>c</x:t></x:si><x:si>".to_vec(),
            false,
            Writing::Markup,
        );
        assert_eq!(strings.end(), 3);
        let table = strings.with(&BTreeSet::from([0, 2])).unwrap();
        assert_eq!(
            String::from_utf8(table).unwrap(),
            "<x:sst><x:si><x:t>a</x:t></x:si><si><t/></si><x:si><x:t>c</x:t></x:si></x:sst>"
        );
    }
}
