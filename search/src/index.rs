//! The index on disk.

use crate::lists::Lists;
use crate::schema::{AS_WRITTEN, Fields, GERMAN};
use crate::search::Generation;
use crate::text::{as_written, german, stem};
use async_trait::async_trait;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{IndexDocument, IndexError, SearchIndex, SearchRequest, SearchResult};
use hebewerk_model::{CatalogueId, DatasetId};
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::thread;
use std::time::Duration;
use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyError};

/// Layout of the index. Another number means another layout.
const LAYOUT: u32 = 2;
/// What folders of any layout begin with.
const FOLDER_BEGINS: &str = "german-";
/// Memory of the writer while an update runs; tantivy's least is 15 MB.
const WRITER_BYTES: usize = 16_000_000;
/// Stored documents are read in blocks; a page of hits touches few.
const CACHED_BLOCKS: usize = 10;
/// How often files of what was erased are tried to be removed, and how long is waited between.
const PURGE_ATTEMPTS: u32 = 40;
const PURGE_PAUSE: Duration = Duration::from_millis(50);

/// The German full-text index in a directory of its own.
#[derive(Clone)]
pub struct GermanIndex {
    state: Arc<State>,
}

struct State {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// Held while an update runs: tantivy allows one writer.
    writing: Mutex<Swept>,
    current: RwLock<Arc<Generation>>,
}

/// Whether this process has removed what an earlier one left behind.
#[derive(Default)]
struct Swept(bool);

/// What every commit carries: up to which change of which catalogue the documents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Mark {
    sequence: i64,
    catalogue: Option<CatalogueId>,
}

impl Mark {
    fn parse(text: &str) -> Option<Self> {
        let (sequence, catalogue) = match text.split_once(' ') {
            Some((sequence, catalogue)) => (sequence, Some(catalogue.parse().ok()?)),
            None => (text, None),
        };
        Some(Self {
            sequence: sequence.parse().ok()?,
            catalogue: catalogue.map(CatalogueId::from_uuid),
        })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sequence)?;
        match self.catalogue {
            Some(catalogue) => write!(f, " {catalogue}"),
            None => Ok(()),
        }
    }
}

/// Name of the folder of the index. It carries the layout and how this program cuts and stems words: folders of another
/// chain are removed, and the index fills again. Word lists work on what is asked and need no new index.
fn folder() -> String {
    format!("{FOLDER_BEGINS}{LAYOUT}-{:08x}", chain())
}

/// A number that changes when the words of the lists get other stems.
fn chain() -> u32 {
    static CHAIN: OnceLock<u32> = OnceLock::new();
    // FNV-1a: a hash of the standard library may change with the compiler.
    *CHAIN.get_or_init(|| {
        Lists::sample().fold(0x811c_9dc5, |hash, word| {
            let bytes = stem(word).into_bytes().into_iter().chain([b' ']);
            bytes.fold(hash, |hash: u32, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            })
        })
    })
}

impl GermanIndex {
    /// Opens the index below `directory`, for the one process that may write it. What is proven to be damaged is
    /// removed and begins empty: then [`SearchIndex::sequence`] is 0 and everything has to be put in again. An index
    /// that merely cannot be opened now (rights, a full disk, too many open files) stays as it is.
    pub fn open(directory: &Path) -> Result<Self, IndexError> {
        let folder = directory.join(folder());
        remove_other_layouts(directory);
        let opened = State::open(&folder).or_else(|error| {
            if !proves_damage(&error) {
                return Err(error);
            }
            tracing::warn!(%error, "the search index is damaged and begins empty");
            fs::remove_dir_all(&folder)?;
            State::open(&folder)
        });
        let state = opened.map_err(failed("opening"))?;
        Ok(Self {
            state: Arc::new(state),
        })
    }

    /// Opens an index that another process may be writing: makes, repairs and removes nothing. Fails when there is
    /// none.
    pub fn open_beside(directory: &Path) -> Result<Self, IndexError> {
        let state = State::open_beside(&directory.join(folder())).map_err(failed("opening"))?;
        Ok(Self {
            state: Arc::new(state),
        })
    }

    /// Number of files that do not have the checksum they were written with. Reads the whole index; only meaningful
    /// while nobody writes.
    pub async fn damaged_files(&self) -> Result<usize, IndexError> {
        self.run("comparing checksums", |state| {
            Ok(state.index.validate_checksum()?.len())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        job: impl FnOnce(&State) -> tantivy::Result<T> + Send + 'static,
    ) -> Result<T, IndexError> {
        let state = Arc::clone(&self.state);
        let done = tokio::task::spawn_blocking(move || job(&state)).await;
        done.map_err(|source| IndexError::Failed {
            doing,
            source: Box::new(source),
        })?
        .map_err(failed(doing))
    }
}

#[async_trait]
impl SearchIndex for GermanIndex {
    async fn update(
        &self,
        put: Vec<IndexDocument>,
        remove: Vec<DatasetId>,
        sequence: i64,
    ) -> Result<(), IndexError> {
        self.run("updating", move |state| {
            let catalogue = state.mark()?.catalogue;
            state.write(
                Mark {
                    sequence,
                    catalogue,
                },
                |writer| {
                    for dataset in remove {
                        writer.delete_term(state.fields.identity(dataset));
                    }
                    for source in &put {
                        writer.delete_term(state.fields.identity(source.dataset));
                        let document = state
                            .fields
                            .document(source)
                            .map_err(std::io::Error::from)?;
                        writer.add_document(document)?;
                    }
                    Ok(())
                },
            )
        })
        .await
    }

    async fn sequence(&self) -> Result<i64, IndexError> {
        self.run("reading its sequence", |state| Ok(state.mark()?.sequence))
            .await
    }

    async fn search(&self, request: &SearchRequest) -> Result<SearchResult, IndexError> {
        if request.knows.is_empty() {
            return Ok(SearchResult::default());
        }
        let request = request.clone();
        self.run("searching", move |state| state.current().search(&request))
            .await
    }

    async fn complete(
        &self,
        prefix: &str,
        knows: &[Audience],
        limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        if knows.is_empty() {
            return Ok(Vec::new());
        }
        let (prefix, knows) = (prefix.to_owned(), knows.to_vec());
        self.run("completing", move |state| {
            state.current().complete(&prefix, &knows, limit)
        })
        .await
    }

    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError> {
        self.run("reading whose it is", |state| Ok(state.mark()?.catalogue))
            .await
    }

    async fn purge(&self) -> Result<(), IndexError> {
        self.run("purging", State::purge).await
    }

    async fn clear(&self, catalogue: CatalogueId) -> Result<(), IndexError> {
        let mark = Mark {
            sequence: 0,
            catalogue: Some(catalogue),
        };
        self.run("clearing", move |state| {
            state.write(mark, |writer| {
                writer.delete_all_documents().map(|_opstamp| ())
            })
        })
        .await
    }
}

impl State {
    fn open(folder: &Path) -> tantivy::Result<Self> {
        fs::create_dir_all(folder)?;
        let (schema, fields) = Fields::schema();
        let directory = tantivy::directory::MmapDirectory::open(folder)?;
        let index = Index::open_or_create(directory, schema)?;
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(TantivyError::InternalError(format!(
                "{} damaged files",
                damaged.len()
            )));
        }
        Self::read(index, fields)
    }

    fn open_beside(folder: &Path) -> tantivy::Result<Self> {
        let (schema, fields) = Fields::schema();
        let directory = tantivy::directory::MmapDirectory::open(folder)?;
        let index = Index::open(directory)?;
        if index.schema() != schema {
            return Err(TantivyError::SchemaError(
                "the index was made by another program".to_owned(),
            ));
        }
        Self::read(index, fields)
    }

    fn read(index: Index, fields: Fields) -> tantivy::Result<Self> {
        index.tokenizers().register(GERMAN, german());
        index.tokenizers().register(AS_WRITTEN, as_written());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let current = RwLock::new(Arc::new(Generation::new(reader.searcher(), fields.clone())));
        let state = Self {
            index,
            reader,
            fields,
            writing: Mutex::default(),
            current,
        };
        state.mark()?;
        Ok(state)
    }

    fn current(&self) -> Arc<Generation> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Mark of the last commit.
    fn mark(&self) -> tantivy::Result<Mark> {
        let Some(payload) = self.index.load_metas()?.payload else {
            return Ok(Mark::default());
        };
        Mark::parse(&payload)
            .ok_or_else(|| TantivyError::InternalError("the commit carries no sequence".to_owned()))
    }

    /// A writer; the first of a process removes what one that died wrote and never committed. Lists of deletions are
    /// named by a number that begins again at the last commit: the next writer would stumble over them.
    fn writer(&self, swept: &mut Swept) -> tantivy::Result<IndexWriter> {
        let writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        if !swept.0 {
            writer.garbage_collect_files().wait()?;
            swept.0 = true;
        }
        Ok(writer)
    }

    /// Runs changes and commits them with `mark`. The writer lives no longer than that: its threads and memory
    /// would be held by an idle server.
    fn write(
        &self,
        mark: Mark,
        change: impl FnOnce(&IndexWriter) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let mut one_writer = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = self.writer(&mut one_writer)?;
        writer.set_merge_policy(Box::new(merge_policy()));
        change(&writer)?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&mark.to_string());
        commit.commit()?;
        writer.wait_merging_threads()?;
        self.turn_over()
    }

    /// Writes what is alive into one new segment, and removes all others with what was deleted in them. A search that
    /// is under way keeps the files it reads: it is waited for a while; if it takes longer, the next commit removes them.
    fn purge(&self) -> tantivy::Result<()> {
        let mut one_writer = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = self.writer(&mut one_writer)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let segments = self.index.searchable_segment_ids()?;
        if !segments.is_empty() {
            writer.merge(&segments).wait()?;
        }
        // A merge is said to be over while its thread still holds what it merged, and files that are held are not removed.
        writer.wait_merging_threads()?;
        self.turn_over()?;
        let writer = self.writer(&mut one_writer)?;
        for _ in 0..PURGE_ATTEMPTS {
            writer.garbage_collect_files().wait()?;
            if self.holds_only_what_is_alive()? {
                break;
            }
            // Somebody who is about to be done still holds what was searched before.
            thread::sleep(PURGE_PAUSE);
        }
        writer.wait_merging_threads()
    }

    /// Whether every file of a segment belongs to one that is searched.
    fn holds_only_what_is_alive(&self) -> tantivy::Result<bool> {
        let alive = self.index.searchable_segment_ids()?;
        let alive: Vec<String> = alive.iter().map(SegmentId::uuid_string).collect();
        let files = self.index.directory().list_managed_files();
        Ok(files.iter().all(|file| {
            let name = file.to_string_lossy();
            // Files of segments begin with its identity; others have names of their own.
            let is_of_segment = name.bytes().take(32).filter(u8::is_ascii_hexdigit).count() == 32;
            !is_of_segment || alive.iter().any(|segment| name.starts_with(segment))
        }))
    }

    /// Lets searches see what was committed.
    fn turn_over(&self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let next = Arc::new(Generation::new(self.reader.searcher(), self.fields.clone()));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}

/// Whether an error says that the files are wrong, and not only that they could not be read just now.
fn proves_damage(error: &TantivyError) -> bool {
    match error {
        TantivyError::OpenReadError(error) => !matches!(error, OpenReadError::IoError { .. }),
        TantivyError::DataCorruption(_)
        | TantivyError::SchemaError(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::InternalError(_) => true,
        TantivyError::IoError(error) => matches!(
            error.kind(),
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData
        ),
        _ => false,
    }
}

/// Few segments: every term is looked up in each of them.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_del_docs_ratio_before_merge(0.2);
    policy
}

fn remove_other_layouts(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_old = name.starts_with(FOLDER_BEGINS) && name != folder();
        if is_old && let Err(error) = fs::remove_dir_all(entry.path()) {
            tracing::warn!(%error, "an old search index cannot be removed");
        }
    }
}

fn failed(doing: &'static str) -> impl FnOnce(TantivyError) -> IndexError {
    move |error| IndexError::Failed {
        doing,
        source: Box::new(error),
    }
}
