//! What words found already, until the next update: of *Stadt* the compounds alone are hundreds of lists to read.

use crate::plan::Within;
use crate::sheet::Found;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Documents in all lists together: 16 MB.
const DOCUMENTS: usize = 2_000_000;
/// What a list takes besides, counted in documents.
const LIST: usize = 16;

/// Lists by asker and word; bounded, and empty again when full.
#[derive(Default)]
pub(crate) struct Remembered {
    lists: Mutex<Lists>,
}

#[derive(Default)]
struct Lists {
    documents: usize,
    /// By number of the view, which is another one for every set of circles: nobody is told what others may know.
    found: HashMap<(u64, Within), HashMap<String, Arc<Found>>>,
}

impl Remembered {
    /// What a stem found for those who see what this view holds.
    pub(crate) fn get(&self, view: u64, within: Within, stem: &str) -> Option<Arc<Found>> {
        let lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.found.get(&(view, within))?.get(stem).cloned()
    }

    /// Keeps it.
    pub(crate) fn keep(&self, view: u64, within: Within, stem: &str, found: &Arc<Found>) {
        let size = found.len() + LIST;
        if size > DOCUMENTS / 4 {
            return;
        }
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.documents + size > DOCUMENTS {
            *lists = Lists::default();
        }
        lists.documents += size;
        let of_view = lists.found.entry((view, within)).or_default();
        of_view.insert(stem.to_owned(), Arc::clone(found));
    }
}
