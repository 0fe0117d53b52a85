//! A small lake with trees, and short ways to ask about them.

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{Field, Schema};
use arrow::record_batch::RecordBatch;
use arrow::util::display::array_value_to_string;
use futures::TryStreamExt;
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_guard::Access;
use hebewerk_hub::ports::{
    Answer, AskError, Engine as _, GuardedTable, Limits, Place, Question, Reading, RowFiles,
    WriteTable,
};
use hebewerk_lake::Lake;
use hebewerk_model::{Column, ColumnId, ColumnType};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const LIMITS: Limits = Limits {
    time: Duration::from_secs(30),
    memory_bytes: 256 * 1024 * 1024,
    rows: 100_000,
};

pub(crate) struct City {
    /// Removed with the city.
    pub(crate) folder: tempfile::TempDir,
    pub(crate) lake: Lake,
    pub(crate) engine: Engine,
}

impl City {
    pub(crate) fn new() -> Self {
        Self::with(WorkerMode::InProcess)
    }

    /// A city whose questions are answered by child processes of this test program.
    pub(crate) fn with_workers() -> Self {
        Self::with(crate::worker_process::mode())
    }

    fn with(mode: WorkerMode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        let engine = Engine::new(&lake, mode)
            .unwrap()
            .with_spill(folder.path().to_owned())
            .unwrap();
        Self {
            folder,
            lake,
            engine,
        }
    }

    /// Writes a table and grants all of it.
    pub(crate) async fn table(
        &self,
        name: &str,
        columns: &[Column],
        arrays: Vec<ArrayRef>,
    ) -> GuardedTable {
        let fields: Vec<Field> = columns
            .iter()
            .map(|column| {
                Field::new(
                    &column.name,
                    hebewerk_hub::ports::data_type(column.column_type),
                    true,
                )
            })
            .collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap();
        let written = self
            .lake
            .write(WriteTable {
                folder: format!("o1/{}", name.replace(['.', '_', '"', '@'], "-")),
                columns: columns.to_vec(),
                reading: Box::new(std::iter::once(Ok(Reading::Rows(batch)))),
            })
            .await
            .unwrap();
        GuardedTable {
            name: name.parse().unwrap(),
            columns: columns.to_vec(),
            files: written.files,
            rows: written.rows,
            access: Access::full(),
            pseudonyms: None,
            counting: None,
        }
    }

    /// A table with a column of every type, `rows` rows, many values missing.
    pub(crate) async fn trees(&self, rows: i64) -> GuardedTable {
        self.table("umwelt.baum", &tree_columns(), tree_arrays(rows))
            .await
    }

    pub(crate) async fn ask(
        &self,
        sql: &str,
        tables: &[GuardedTable],
    ) -> Result<Vec<String>, AskError> {
        self.ask_within(sql, tables, LIMITS).await
    }

    pub(crate) async fn ask_within(
        &self,
        sql: &str,
        tables: &[GuardedTable],
        limits: Limits,
    ) -> Result<Vec<String>, AskError> {
        lines(begin(&self.engine, tables, question(sql, limits)).await?).await
    }
}

/// A question nobody else waits for.
pub(crate) fn question(sql: &str, limits: Limits) -> Question {
    Question {
        sql: sql.to_owned(),
        limits,
        place: Place::default(),
    }
}

/// The answer to a question over those of `tables` that it names.
pub(crate) async fn begin(
    engine: &Engine,
    tables: &[GuardedTable],
    question: Question,
) -> Result<Answer, AskError> {
    let statement = engine.read(question).await?;
    let named = statement.tables();
    let tables = tables.iter().filter(|table| named.contains(&table.name));
    let tables = tables.cloned().collect();
    statement.answer(tables).await
}

/// Rows as text, cells with `|` between them.
pub(crate) async fn lines(answer: Answer) -> Result<Vec<String>, AskError> {
    let batches: Vec<RecordBatch> = answer.batches.try_collect().await?;
    for batch in &batches {
        assert_eq!(batch.schema(), answer.schema);
    }
    Ok(lines_of(&batches))
}

pub(crate) fn lines_of(batches: &[RecordBatch]) -> Vec<String> {
    let mut lines = Vec::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            let cells: Vec<String> = batch
                .columns()
                .iter()
                .map(|column| {
                    if column.is_null(row) {
                        "∅".to_owned()
                    } else {
                        array_value_to_string(column, row).unwrap()
                    }
                })
                .collect();
            lines.push(cells.join("|"));
        }
    }
    lines
}

pub(crate) fn column(id: i32, name: &str, column_type: ColumnType) -> Column {
    Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: name.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    }
}

pub(crate) fn tree_columns() -> Vec<Column> {
    let types = [
        ("nummer", ColumnType::Integer),
        ("baumart", ColumnType::Text),
        ("bezirk", ColumnType::Text),
        (
            "hoehe",
            ColumnType::Decimal {
                precision: 8,
                scale: 2,
            },
        ),
        ("umfang", ColumnType::Float),
        ("gefaellt", ColumnType::Boolean),
        ("gepflanzt", ColumnType::Date),
        ("uhrzeit", ColumnType::Time),
        ("kontrolle", ColumnType::Timestamp),
        ("gemeldet", ColumnType::TimestampUtc),
        ("geometrie", ColumnType::Json),
        ("bild", ColumnType::Binary),
    ];
    (1..)
        .zip(types)
        .map(|(id, (name, column_type))| column(id, name, column_type))
        .collect()
}

const SPECIES: [Option<&str>; 6] = [
    Some("Linde"),
    Some("Ahorn"),
    Some("Eiche 100%"),
    Some("Straßen_Ärmling"),
    None,
    Some(""),
];

pub(crate) fn tree_arrays(rows: i64) -> Vec<ArrayRef> {
    /// Value of row `n`, missing in every `gap`-th row.
    fn some<T>(n: i64, gap: i64, value: T) -> Option<T> {
        (n % gap != 0).then_some(value)
    }
    let numbers = 1..=rows;
    let text = |make: &dyn Fn(i64) -> Option<String>| -> ArrayRef {
        Arc::new(numbers.clone().map(make).collect::<StringArray>())
    };
    let heights: Decimal128Array = numbers
        .clone()
        .map(|n| some(n, 7, i128::from((n * 37) % 4001 - 500)))
        .collect();
    let moments = |gap: i64| -> TimestampMicrosecondArray {
        numbers
            .clone()
            .map(|n| {
                some(
                    n,
                    gap,
                    1_600_000_000_000_000 + (n * 7_919) % 1_000 * 3_600_000_001,
                )
            })
            .collect()
    };
    let picture = |n: i64| some(n, 3, n.to_le_bytes().to_vec());
    vec![
        Arc::new(numbers.clone().collect::<Int64Array>()),
        text(&|n| SPECIES[(n * 31 % 6) as usize].map(str::to_owned)),
        text(&|n| some(n, 10, format!("Bezirk {}", n % 9 + 1))),
        Arc::new(heights.with_precision_and_scale(8, 2).unwrap()),
        Arc::new(
            numbers
                .clone()
                .map(|n| some(n, 6, (n * 13 % 101) as f64 / 8.0))
                .collect::<Float64Array>(),
        ),
        Arc::new(
            numbers
                .clone()
                .map(|n| some(n, 4, n % 3 == 0))
                .collect::<BooleanArray>(),
        ),
        Arc::new(
            numbers
                .clone()
                .map(|n| some(n, 9, (n * 17 % 20_000) as i32))
                .collect::<Date32Array>(),
        ),
        Arc::new(
            numbers
                .clone()
                .map(|n| some(n, 8, n * 997 % 86_400 * 1_000_000))
                .collect::<Time64MicrosecondArray>(),
        ),
        Arc::new(moments(5)),
        Arc::new(moments(11).with_timezone("UTC")),
        text(&|n| {
            some(
                n,
                2,
                format!("{{\"type\":\"Point\",\"coordinates\":[7.{n},51.2]}}"),
            )
        }),
        Arc::new(numbers.clone().map(picture).collect::<BinaryArray>()),
    ]
}
