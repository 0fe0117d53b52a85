//! What was read of the catalogue and is still true, because nothing was written since.
//!
//! A page asks for a dataset, its version, its tables, its house and more before it shows anything, each time the same.
//! Answers are kept until the next commit of whatever kind, so nobody sees a right that was taken away or a version that
//! was replaced: who takes it away hears so after the commit was counted.
//!
//! *Architecture invariant:* rows of the catalogue are remembered, never decisions.

use crate::database::Database;
use hebewerk_hub::ports::{DatasetCount, StoreError};
use hebewerk_model::{
    ColumnStatistics, Dataset, DatasetId, Delivery, DeliveryId, Finding, Organisation,
    OrganisationId, Recipe, SavedView, Slug, TableId, TableVersion, Version, VersionId,
    VersionNumber,
};
use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Answers of one kind at most: whoever asks for names that do not exist fills no memory.
const MOST: usize = 4_096;
/// Lists at most: of tables, each with all its columns, of versions, of what is known of columns.
const MOST_LISTS: usize = 512;
/// Lists of findings at most: one may have thousands.
const MOST_FINDINGS: usize = 32;

/// How often each office used something; none stands for the public.
type Uses = Vec<(Option<OrganisationId>, u64)>;

/// One memory for each question.
pub(crate) struct Remembered {
    pub(crate) dataset_by_slug: Memory<(OrganisationId, Slug), Option<Dataset>>,
    pub(crate) dataset_by_table: Memory<(Slug, Slug), Option<Dataset>>,
    pub(crate) version: Memory<(DatasetId, Option<VersionNumber>), Option<Version>>,
    pub(crate) tables: Memory<VersionId, Vec<TableVersion>>,
    pub(crate) released: Memory<DatasetId, Vec<VersionNumber>>,
    pub(crate) organisation: Memory<OrganisationId, Option<Organisation>>,
    pub(crate) organisation_by_slug: Memory<Slug, Option<Organisation>>,
    pub(crate) organisations: Memory<(), Vec<Organisation>>,
    pub(crate) versions: Memory<(DatasetId, Option<VersionNumber>, u32), Vec<Version>>,
    pub(crate) statistics: Memory<(VersionId, TableId), Vec<ColumnStatistics>>,
    pub(crate) deliveries: Memory<(DatasetId, u32), Vec<Delivery>>,
    pub(crate) without_raw: Memory<DatasetId, Vec<DeliveryId>>,
    pub(crate) findings: Memory<DeliveryId, Vec<Finding>>,
    pub(crate) recipe: Memory<DatasetId, Recipe>,
    pub(crate) counts: Memory<(), Vec<DatasetCount>>,
    /// By the first week that counts.
    pub(crate) uses: Memory<(DatasetId, i64), Uses>,
    pub(crate) views: Memory<(), Vec<SavedView>>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            dataset_by_slug: Memory::of(MOST),
            dataset_by_table: Memory::of(MOST),
            version: Memory::of(MOST),
            tables: Memory::of(MOST_LISTS),
            released: Memory::of(MOST),
            organisation: Memory::of(MOST),
            organisation_by_slug: Memory::of(MOST),
            organisations: Memory::of(1),
            versions: Memory::of(MOST_LISTS),
            statistics: Memory::of(MOST_LISTS),
            deliveries: Memory::of(MOST_LISTS),
            without_raw: Memory::of(MOST_LISTS),
            findings: Memory::of(MOST_FINDINGS),
            recipe: Memory::of(MOST_LISTS),
            counts: Memory::of(1),
            uses: Memory::of(MOST_LISTS),
            views: Memory::of(1),
        }
    }
}

/// Answers to one kind of question.
pub(crate) struct Memory<K, V> {
    most: usize,
    answers: Mutex<Answers<K, V>>,
}

struct Answers<K, V> {
    /// How often had been written when they were read.
    written: u64,
    known: HashMap<K, V>,
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    /// Room for so many answers.
    fn of(most: usize) -> Self {
        let answers = Answers {
            written: 0,
            known: HashMap::new(),
        };
        Self {
            most,
            answers: Mutex::new(answers),
        }
    }

    /// The answer that is remembered, or the one that `read` gives.
    pub(crate) async fn or_read(
        &self,
        database: &Database,
        key: K,
        read: impl Future<Output = Result<V, StoreError>>,
    ) -> Result<V, StoreError> {
        let Some(before) = database.written() else {
            return read.await;
        };
        if let Some(known) = self.find(before, &key) {
            return Ok(known);
        }
        let answer = read.await?;
        // What was written meanwhile may have been seen or not: such an answer is not kept.
        if database.written() == Some(before) {
            self.keep(before, key, answer.clone());
        }
        Ok(answer)
    }

    fn find(&self, written: u64, key: &K) -> Option<V> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        (answers.written == written).then(|| answers.known.get(key).cloned())?
    }

    fn keep(&self, written: u64, key: K, answer: V) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody who read later was here first.
        if answers.written > written {
            return;
        }
        if answers.written < written || answers.known.len() >= self.most {
            answers.known.clear();
        }
        answers.written = written;
        answers.known.insert(key, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Memory};

    #[test]
    fn what_was_read_before_something_was_written_is_forgotten() {
        let memory = Memory::<u8, &str>::of(MOST);
        memory.keep(1, 7, "old");
        assert_eq!(memory.find(1, &7), Some("old"));
        assert_eq!(memory.find(2, &7), None);
        memory.keep(2, 8, "new");
        assert_eq!(
            (memory.find(2, &7), memory.find(2, &8)),
            (None, Some("new"))
        );
        memory.keep(1, 7, "late");
        assert_eq!((memory.find(1, &7), memory.find(2, &7)), (None, None));
    }

    #[test]
    fn questions_without_end_fill_no_memory() {
        let memory = Memory::of(MOST);
        for number in 0..3 * MOST {
            memory.keep(1, number, ());
        }
        let answers = memory.answers.lock().unwrap();
        assert!(answers.known.len() <= MOST);
    }
}
