//! Ports that do as they are told.

use arrow::array::{ArrayRef, Int64Array, StringArray};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::StreamExt as _;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::*;
use hebewerk_model::*;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// A clock that stands until it is moved.
pub(crate) struct Hands(Mutex<Timestamp>);

impl Default for Hands {
    fn default() -> Self {
        Self(Mutex::new("2026-11-20T11:00:00Z".parse().unwrap()))
    }
}

impl Hands {
    pub(crate) fn move_by(&self, hours: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_hours(hours);
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// How reading ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Well.
    Well,
    /// The machine had no memory left.
    Machine,
    /// The file is damaged.
    Damage,
}

impl Ending {
    fn result(self) -> Result<(), ReadError> {
        match self {
            Self::Well => Ok(()),
            Self::Machine => Err(ReadError::Io(io::Error::from_raw_os_error(24))),
            Self::Damage => Err(ReadError::Unreadable {
                format: "xlsx",
                cause: "container",
                reason: "damaged".to_owned(),
            }),
        }
    }
}

/// Reads every file as the tables named on its lines, each with the columns `art` and `meldende_person` and one row.
pub(crate) struct Reader {
    pub(crate) ending: Mutex<Ending>,
    /// Tables whose rows cannot be read.
    pub(crate) damaged: Mutex<Vec<(String, Ending)>>,
    /// Whether a row is set aside from every table.
    pub(crate) sets_aside: AtomicBool,
    /// Whether the column `art` is called `baumart`.
    pub(crate) renames: AtomicBool,
    /// Whether it recognises surnames in the column `meldende_person`.
    pub(crate) finds_persons: AtomicBool,
    /// Whether it notices that every file breaks off.
    pub(crate) finds_a_cut: AtomicBool,
    pub(crate) version: AtomicU32,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            ending: Mutex::new(Ending::Well),
            damaged: Mutex::default(),
            sets_aside: AtomicBool::new(false),
            renames: AtomicBool::new(false),
            finds_persons: AtomicBool::new(false),
            finds_a_cut: AtomicBool::new(false),
            version: AtomicU32::new(1),
        }
    }
}

type Columns = [&'static str; 2];

impl Reader {
    fn columns(&self) -> Columns {
        let renames = self.renames.load(Ordering::Relaxed);
        [if renames { "baumart" } else { "art" }, "meldende_person"]
    }
}

impl Reader {
    fn persons(&self, mut table: InspectedTable) -> InspectedTable {
        if self.finds_persons.load(Ordering::Relaxed) {
            table.columns[1].personal = Some(PersonalData {
                kind: PersonalKind::LastName,
                confidence: 1.0,
                evidence: PersonalEvidence {
                    header: true,
                    beside_persons: false,
                    basis: PersonalBasis::Dictionary,
                    matching: 1,
                    looked_at: 1,
                },
            });
        }
        table
    }
}

/// The name a recipe gives a column.
fn named(recipe: &Recipe, table: &str, label: &str) -> String {
    let table = recipe.for_table(table);
    let mut columns = table.iter().flat_map(|table| &table.columns);
    let said = columns.find(|column| column.label == label);
    let name = said.and_then(|column| column.name.clone());
    name.unwrap_or_else(|| label.to_owned())
}

fn inspected(name: &str, columns: Columns, recipe: &Recipe) -> InspectedTable {
    InspectedTable {
        name: name.to_owned(),
        member: None,
        dialect: Dialect::default(),
        header_line: 0,
        header_rows: 1,
        data_rows: 1,
        footer_rows: 0,
        set_aside: 0,
        confidence: 1.0,
        is_prose: false,
        columns: columns
            .into_iter()
            .map(|label| InspectedColumn {
                label: label.to_owned(),
                name: named(recipe, name, label),
                column_type: ColumnType::Text,
                semantic_type: None,
                confidence: 1.0,
                unit: None,
                null_share: 0.0,
                distinct: 1,
                pattern: None,
                personal: None,
            })
            .collect(),
    }
}

impl FileReader for Reader {
    fn version(&self) -> u32 {
        self.version.load(Ordering::Relaxed)
    }

    fn inspect(
        &self,
        file: &Path,
        _name: &str,
        recipe: &Recipe,
        _tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        self.ending.lock().unwrap().result()?;
        let text = std::fs::read_to_string(file)?;
        let cut = self.finds_a_cut.load(Ordering::Relaxed);
        let cut = cut.then(|| Finding::new("json_truncated", Severity::Error));
        Ok(Inspection {
            format: Format::Csv,
            tables: text
                .lines()
                .map(|name| self.persons(inspected(name, self.columns(), recipe)))
                .collect(),
            findings: self
                .columns()
                .into_iter()
                .map(|column| {
                    Finding::new("misfit", Severity::Warning)
                        .in_table(text.lines().next().unwrap_or_default())
                        .in_column(column)
                        .with("value", "Erna")
                })
                .chain(cut)
                .collect(),
        })
    }

    fn read(
        &self,
        _file: &Path,
        _name: &str,
        recipe: &Recipe,
        inspection: &Inspection,
        table: usize,
    ) -> Result<TableReading, ReadError> {
        let table = &inspection.tables[table];
        let arrays = self
            .columns()
            .into_iter()
            .filter(|column| !recipe.leaves_out_column(&table.name, column))
            .map(|column| {
                let cells: ArrayRef = Arc::new(StringArray::from(vec!["Erna"]));
                (named(recipe, &table.name, column), cells)
            });
        let batch = RecordBatch::try_from_iter(arrays).expect("arrays of one length");
        let mut pieces = vec![Ok(Reading::Rows(batch))];
        if self.sets_aside.load(Ordering::Relaxed) {
            pieces.push(Ok(Reading::Aside(vec![SetAside {
                row: 2,
                column: None,
                reason: "long_row",
                text: "a;b;c".to_owned(),
            }])));
        }
        let damaged = self.damaged.lock().unwrap();
        if let Some((_, ending)) = damaged.iter().find(|(name, _)| *name == table.name) {
            pieces.push(Err(ending.result().unwrap_err()));
        }
        Ok(Box::new(pieces.into_iter()))
    }
}

/// Remembers what was put in, and until which change of which catalogue.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) mark: Mutex<(i64, Option<CatalogueId>)>,
    pub(crate) documents: Mutex<Vec<IndexDocument>>,
}

impl TopicReader for Index {
    fn topics(&self, of: &TopicText<'_>) -> Topics {
        let is_about_trees = of.columns.contains(&"Baumart") || of.title.contains("Bäume");
        let trees = ReferenceDataset("floraUndFauna/baumbestand/baumkataster".to_owned());
        Topics {
            reference_datasets: is_about_trees.then_some(trees).into_iter().collect(),
            themes: vec![],
        }
    }
}

#[async_trait]
impl SearchIndex for Index {
    async fn update(
        &self,
        put: Vec<IndexDocument>,
        remove: Vec<DatasetId>,
        sequence: i64,
    ) -> Result<(), IndexError> {
        let mut documents = self.documents.lock().unwrap();
        documents.retain(|known| {
            !remove.contains(&known.dataset) && !put.iter().any(|new| new.dataset == known.dataset)
        });
        documents.extend(put);
        self.mark.lock().unwrap().0 = sequence;
        Ok(())
    }
    async fn sequence(&self) -> Result<i64, IndexError> {
        Ok(self.mark.lock().unwrap().0)
    }
    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError> {
        Ok(self.mark.lock().unwrap().1)
    }
    async fn search(&self, _request: &SearchRequest) -> Result<SearchResult, IndexError> {
        Ok(SearchResult::default())
    }
    async fn complete(
        &self,
        _prefix: &str,
        _knows: &[Audience],
        _limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        Ok(Vec::new())
    }
    async fn purge(&self) -> Result<(), IndexError> {
        Ok(())
    }
    async fn clear(&self, catalogue: CatalogueId) -> Result<(), IndexError> {
        self.documents.lock().unwrap().clear();
        *self.mark.lock().unwrap() = (0, Some(catalogue));
        Ok(())
    }
}

/// Answers everything with no rows, but for whole tables that a test filled.
#[derive(Default)]
pub(crate) struct NoRows {
    /// Values of every column of a table by its name, of one column by both.
    pub(crate) values: Mutex<HashMap<String, Vec<String>>>,
    /// Columns that were handed out when whole tables were read.
    pub(crate) seen: Mutex<Vec<String>>,
    /// Where pages say that the next one begins.
    pub(crate) next: Mutex<Option<Cursor>>,
    /// Numbers every statement answers in a column `anzahl`; nothing at all if none.
    pub(crate) counted: Arc<Mutex<Vec<i64>>>,
}

impl NoRows {
    pub(crate) fn fill(&self, table: &str, values: impl IntoIterator<Item = String>) {
        let values = values.into_iter().collect();
        self.values.lock().unwrap().insert(table.to_owned(), values);
    }

    fn table(&self, table: &GuardedTable) -> Answer {
        let name = table.name.table.to_string();
        let known = self.values.lock().unwrap().clone();
        let Some(values) = known.get(&name) else {
            return nothing();
        };
        let columns = table.access.columns(&table.columns);
        let arrays = columns.iter().map(|column| {
            let seen = format!("{name}.{}", column.name);
            let values = known.get(&seen).unwrap_or(values).clone();
            self.seen.lock().unwrap().push(seen);
            let cells: ArrayRef = Arc::new(StringArray::from(values));
            (column.name.clone(), cells)
        });
        let batch = RecordBatch::try_from_iter(arrays).expect("arrays of one length");
        Answer {
            schema: batch.schema(),
            batches: futures::stream::iter([Ok(batch)]).boxed(),
        }
    }
}

fn nothing() -> Answer {
    Answer {
        schema: Arc::new(Schema::empty()),
        batches: futures::stream::empty().boxed(),
    }
}

/// A statement that names tables and answers the numbers a test chose.
struct Named(Vec<TableName>, Arc<Mutex<Vec<i64>>>);

#[async_trait]
impl Statement for Named {
    fn tables(&self) -> &[TableName] {
        &self.0
    }
    async fn answer_through(
        self: Box<Self>,
        _tables: Vec<GuardedTable>,
        _views: Vec<View>,
    ) -> Result<Answer, AskError> {
        let counted = self.1.lock().unwrap().clone();
        if counted.is_empty() {
            return Ok(nothing());
        }
        let cells: ArrayRef = Arc::new(Int64Array::from(counted));
        let batch = RecordBatch::try_from_iter([("anzahl", cells)]).expect("one column");
        Ok(Answer {
            schema: batch.schema(),
            batches: futures::stream::iter([Ok(batch)]).boxed(),
        })
    }
    async fn trace(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        _views: Vec<View>,
    ) -> Result<Vec<TracedColumn>, AskError> {
        // As if everything were selected.
        let tables = tables.iter();
        let columns = tables.flat_map(|table| {
            let seen = table.access.columns(&table.columns).into_iter();
            seen.map(|column| TracedColumn {
                name: column.name.clone(),
                from: vec![(table.name.clone(), column.name)],
            })
        });
        Ok(columns.collect())
    }
}

#[async_trait]
impl Engine for NoRows {
    async fn read(&self, question: Question) -> Result<Box<dyn Statement>, AskError> {
        // Statements of tests name their tables at the end, with a plus between them; those of the hub where SQL does.
        let names = question.sql.rsplit(' ').next().unwrap_or_default();
        let tables: Result<Vec<TableName>, _> = names.split('+').map(str::parse).collect();
        let ours = || {
            let words: Vec<&str> = question.sql.split_whitespace().collect();
            let behind = words
                .windows(2)
                .filter(|pair| matches!(pair[0], "from" | "join"));
            behind.filter_map(|pair| pair[1].parse().ok()).collect()
        };
        let names = tables.unwrap_or_else(|_ours| ours());
        Ok(Box::new(Named(names, self.counted.clone())))
    }
    async fn page(
        &self,
        _table: &GuardedTable,
        _request: &PageRequest,
        _limits: Limits,
    ) -> Result<Page, AskError> {
        Ok(Page {
            schema: Arc::new(Schema::empty()),
            batches: Vec::new(),
            total: None,
            next: self.next.lock().unwrap().clone(),
        })
    }
    async fn numbered(&self, table: &GuardedTable, _limits: Limits) -> Result<Answer, AskError> {
        Ok(self.table(table))
    }
    async fn scan(
        &self,
        table: &GuardedTable,
        _selection: Selection<'_>,
        _limits: Limits,
        _place: Place,
    ) -> Result<Answer, AskError> {
        Ok(self.table(table))
    }
}

/// Forms that hold nothing, until a test says what they answer.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) page: Mutex<Option<WrittenPage>>,
    /// What was asked for.
    pub(crate) asked: Mutex<Vec<PageRequest>>,
}

#[async_trait]
impl PreparedRows for Memory {
    async fn page(&self, _table: &GuardedTable, request: &PageRequest) -> Option<WrittenPage> {
        self.asked.lock().unwrap().push(request.clone());
        self.page.lock().unwrap().clone()
    }
    fn known_page(&self, _table: &GuardedTable, _request: &PageRequest) -> Result<Page, Slip> {
        Err(Slip(0))
    }
    fn keep_page(&self, _: Slip, _: &GuardedTable, _: &PageRequest, _: &Page) {}

    async fn tile(&self, _table: &GuardedTable, _at: TileAddress) -> Result<Vec<u8>, NoMap> {
        Err(NoMap::NoPlaces)
    }

    async fn map(&self, _table: &GuardedTable) -> Result<MapOutline, NoMap> {
        Err(NoMap::NoPlaces)
    }

    fn forget(&self) {
        *self.page.lock().unwrap() = None;
    }
}

/// The journal of the catalogue, on a disk that may be full.
pub(crate) struct Books {
    pub(crate) store: Arc<hebewerk_store::Store>,
    pub(crate) are_full: AtomicBool,
}

impl Books {
    fn write(&self) -> Result<(), StoreError> {
        if self.are_full.load(Ordering::Relaxed) {
            return Err(StoreError::Database {
                doing: "writing",
                source: "no room is left".into(),
            });
        }
        Ok(())
    }
}

#[async_trait]
impl Journal for Books {
    async fn record(&self, event: &Event) -> Result<(), StoreError> {
        self.write()?;
        Journal::record(self.store.as_ref(), event).await
    }
    async fn count_use(
        &self,
        dataset: DatasetId,
        by: Option<OrganisationId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write()?;
        self.store.count_use(dataset, by, at).await
    }
    async fn uses(
        &self,
        dataset: DatasetId,
        since: Timestamp,
    ) -> Result<Vec<(Option<OrganisationId>, u64)>, StoreError> {
        self.store.uses(dataset, since).await
    }
    async fn newest(&self, limit: u32) -> Result<Vec<Recorded>, StoreError> {
        Journal::newest(self.store.as_ref(), limit).await
    }
}
