//! Adding up by document without a look at all the others: most words stand in few documents of many.

use crate::view::Document;

/// What documents are worth, each at most once; in no order.
pub(crate) type Found = Vec<(Document, f32)>;

/// A place by document, empty between two uses. Made once for a query: as many as there are documents.
pub(crate) struct Sheet {
    worth: Vec<f32>,
    times: Vec<u8>,
    written: Vec<Document>,
}

impl Sheet {
    /// An empty sheet for this many documents.
    pub(crate) fn new(documents: usize) -> Self {
        Self {
            worth: vec![0.0; documents],
            times: vec![0; documents],
            written: Vec::new(),
        }
    }

    /// Adds to what a document is worth.
    pub(crate) fn add(&mut self, document: Document, worth: f32) {
        let at = document as usize;
        if self.times[at] == 0 {
            self.written.push(document);
        }
        self.times[at] = self.times[at].saturating_add(1);
        self.worth[at] += worth;
    }

    /// Keeps the best of what a document is worth.
    pub(crate) fn raise(&mut self, document: Document, worth: f32) {
        let at = document as usize;
        if self.times[at] == 0 {
            self.written.push(document);
            self.times[at] = 1;
        }
        self.worth[at] = self.worth[at].max(worth);
    }

    /// Gives everything to `take`, with how often it was added, and is empty again.
    pub(crate) fn empty(&mut self, mut take: impl FnMut(Document, f32, u8)) {
        for document in self.written.drain(..) {
            let at = document as usize;
            take(document, self.worth[at], self.times[at]);
            self.worth[at] = 0.0;
            self.times[at] = 0;
        }
    }

    /// Everything that was added.
    pub(crate) fn sums(&mut self) -> Found {
        let mut found = Vec::with_capacity(self.written.len());
        self.empty(|document, worth, _| found.push((document, worth)));
        found
    }
}
