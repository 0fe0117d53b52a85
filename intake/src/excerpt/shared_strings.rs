//! The shared texts of a workbook that its first rows need.

use super::tags::{Tag, Tags, local};
use super::{Stop, first, on};
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;

/// Bytes read at first: the texts of first rows mostly come first.
const FEW_BYTES: usize = 1 << 20;
/// Bytes looked at in the end.
const MOST_BYTES: usize = 16 << 20;
/// In place of a text nobody needs.
const UNNEEDED: &[u8] = b"<si><t/></si>";

/// The beginning of the table of texts.
pub(super) struct SharedStrings {
    text: Vec<u8>,
    items: Vec<Range<usize>>,
    is_whole: bool,
}

impl SharedStrings {
    /// Reads as far as text number `last` lies, within bounds.
    pub(super) fn read(input: &mut dyn Read, last: usize) -> Result<Self, Stop> {
        let (text, is_whole) = first(input, FEW_BYTES)?;
        let few = Self::of(text, is_whole);
        if is_whole || few.items.len() > last {
            return Ok(few);
        }
        let text = on(few.text, input, MOST_BYTES)?;
        let is_whole = text.len() < MOST_BYTES;
        Ok(Self::of(text, is_whole))
    }

    fn of(text: Vec<u8>, is_whole: bool) -> Self {
        let mut items = Vec::new();
        let mut begin = None;
        for (range, tag) in Tags::of(&text) {
            match tag {
                Tag::Begin { name, .. } if local(name) == b"si" => begin = Some(range.start),
                Tag::Empty { name } if local(name) == b"si" => items.push(range),
                Tag::End { name } if local(name) == b"si" => {
                    items.extend(begin.take().map(|begin| begin..range.end));
                }
                _ => {}
            }
        }
        Self {
            text,
            items,
            is_whole,
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
        let mut table = self.text.get(..self.items.first()?.start)?.to_vec();
        let last = needed.last().copied().unwrap_or_default();
        for (number, item) in self.items.iter().enumerate().take(last.saturating_add(1)) {
            let text = needed.contains(&number).then(|| item.clone());
            table.extend_from_slice(match text {
                Some(item) => self.text.get(item)?,
                None => UNNEEDED,
            });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_nobody_needs_keep_their_place() {
        let strings = SharedStrings::of(
            b"<x:sst><x:si><x:t>a</x:t></x:si><x:si/><x:si><x:t>c</x:t></x:si><x:si>".to_vec(),
            false,
        );
        assert_eq!(strings.end(), 3);
        let table = strings.with(&BTreeSet::from([0, 2])).unwrap();
        assert_eq!(
            String::from_utf8(table).unwrap(),
            "<x:sst><x:si><x:t>a</x:t></x:si><si><t/></si><x:si><x:t>c</x:t></x:si></x:sst>"
        );
    }
}
