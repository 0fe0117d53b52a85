//! Whether a server goes on or says the same again.

use hebewerk_hub::ports::FetchError;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

/// Identifiers remembered, as hashes: 64 MB at most. Beyond that only whole pages are compared.
const MOST_SEEN: usize = 4_000_000;

/// What came so far, remembered as hashes.
#[derive(Default)]
pub(crate) struct Sequence {
    seen: HashSet<u64>,
    page: DefaultHasher,
    before: Option<u64>,
    on_page: u64,
    again: bool,
}

/// What repeats itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeated {
    /// Nothing.
    Nothing,
    /// The identifier of at least one element.
    Id,
    /// The page before, to the byte.
    Page,
}

impl Sequence {
    /// Takes note of an element.
    pub(crate) fn note(&mut self, id: Option<&[u8]>, element: &[u8]) {
        self.on_page += 1;
        self.page.write(element);
        let Some(id) = id.filter(|_id| self.seen.len() < MOST_SEEN) else {
            return;
        };
        let mut hash = DefaultHasher::new();
        hash.write(id);
        self.again |= !self.seen.insert(hash.finish());
    }

    /// Ends a page.
    pub(crate) fn turn(&mut self) -> Repeated {
        let page = (self.on_page > 0).then(|| self.page.finish());
        let same = page.is_some() && page == self.before;
        let again = self.again;
        self.before = page;
        self.page = DefaultHasher::new();
        self.on_page = 0;
        self.again = false;
        match (same, again) {
            (true, _) => Repeated::Page,
            (false, true) => Repeated::Id,
            (false, false) => Repeated::Nothing,
        }
    }
}

/// Not as many came as the server says there are.
pub(crate) fn incomplete(got: u64, expected: u64) -> FetchError {
    FetchError::passing("fetch_incomplete", format!("{got}/{expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_comes_again_is_noticed_with_and_without_identifiers() {
        let mut sequence = Sequence::default();
        let mut page = |elements: &[(Option<&str>, &str)]| {
            for (id, element) in elements {
                sequence.note(id.map(str::as_bytes), element.as_bytes());
            }
            sequence.turn()
        };
        assert_eq!(page(&[(Some("1"), "a"), (None, "b")]), Repeated::Nothing);
        assert_eq!(page(&[(Some("2"), "a"), (None, "b")]), Repeated::Page);
        assert_eq!(page(&[(Some("2"), "c")]), Repeated::Id);
        assert_eq!(page(&[(None, "c")]), Repeated::Page);
        assert_eq!(page(&[]), Repeated::Nothing);
        assert_eq!(page(&[]), Repeated::Nothing);
    }
}
