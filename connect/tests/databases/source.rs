//! A server of the tests, and what is fetched from it.

use crate::drivers::process;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, TimestampMicrosecondType};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_connect::{Connect, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Offered, Secrets};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// A server by the variable that names it.
pub(crate) struct Source {
    pub(crate) url: Url,
    connector: &'static str,
    pub(crate) database: String,
}

/// A column: name, type, values.
pub(crate) type Column = (String, String, Vec<Option<String>>);

impl Source {
    /// None where the machine has no such server; `cargo xtask test` starts one.
    pub(crate) fn new(connector: &'static str, variable: &str, test: &str) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the tests are told of servers so"
        )]
        let Ok(url) = std::env::var(variable) else {
            eprintln!("SKIPPED: no server: {variable} is not set");
            return None;
        };
        Some(Self {
            url: url.parse().unwrap(),
            connector,
            database: format!("hw_{test}_{}", std::process::id()),
        })
    }

    pub(crate) fn host(&self) -> String {
        let host = self.url.host_str().unwrap();
        format!("{host}:{}", self.url.port().unwrap())
    }

    /// What to fetch, without encryption unless `settings` say otherwise.
    pub(crate) fn asks(&self, settings: &[(&str, &str)]) -> Fetch {
        let host = self.host();
        let usual = [
            ("host", host.as_str()),
            ("database", &self.database),
            ("user", self.url.username()),
            ("tls", "off"),
        ];
        let settings = usual.iter().chain(settings);
        let password = self.url.password().unwrap_or_default().to_owned();
        Fetch {
            connection: None,
            connector: self.connector.to_owned(),
            settings: settings
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            secrets: Secrets::new(BTreeMap::from([("password".to_owned(), password)])),
            memory: None,
            former: None,
            most_bytes: 1 << 30,
            time: Duration::from_mins(2),
        }
    }

    pub(crate) fn connect(&self) -> Connect {
        Connect::new(&Reach::new(vec![self.host().parse().unwrap()])).with_drivers(process())
    }

    pub(crate) async fn look(&self) -> Vec<Offered> {
        self.connect().look(&self.asks(&[])).await.unwrap()
    }

    /// Columns and memory; none if nothing is new.
    pub(crate) async fn fetch(
        &self,
        fetch: &Fetch,
    ) -> Result<Option<(Vec<Column>, Option<String>)>, FetchError> {
        let folder = tempfile::tempdir().unwrap();
        let fetched = self.connect().fetch(fetch, folder.path(), &|_, _| {}).await;
        let Fetched::Files { files, memory, .. } = fetched? else {
            return Ok(None);
        };
        let [file] = files.as_slice() else {
            return Ok(None);
        };
        let has_ending = std::path::Path::new(&file.name)
            .extension()
            .is_some_and(|ending| ending == "parquet");
        assert!(has_ending, "{}", file.name);
        Ok(Some((columns(File::open(&file.path).unwrap()), memory)))
    }

    pub(crate) async fn columns(&self, settings: &[(&str, &str)]) -> Vec<Column> {
        let fetched = self.fetch(&self.asks(settings)).await;
        fetched.unwrap().unwrap().0
    }

    pub(crate) async fn refusal(&self, settings: &[(&str, &str)]) -> FetchError {
        self.fetch(&self.asks(settings)).await.unwrap_err()
    }
}

pub(crate) fn columns(file: File) -> Vec<Column> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let fields = builder.schema().fields().clone();
    let mut columns: Vec<Column> = fields
        .iter()
        .map(|field| (field.name().clone(), field.data_type().to_string(), vec![]))
        .collect();
    let options = FormatOptions::default();
    for batch in builder.build().unwrap() {
        let batch = batch.unwrap();
        for ((_, _, values), array) in columns.iter_mut().zip(batch.columns()) {
            let shown = by_offset(array);
            let texts = ArrayFormatter::try_new(&shown, &options).unwrap();
            let value = |row| (!array.is_null(row)).then(|| texts.value(row).to_string());
            values.extend((0..batch.num_rows()).map(value));
        }
    }
    columns
}

/// Without a data base of time zones only offsets can be shown.
fn by_offset(array: &ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Timestamp(_, Some(_)) => {
            let times = array.as_primitive::<TimestampMicrosecondType>().clone();
            Arc::new(times.with_timezone("+00:00"))
        }
        _ => Arc::clone(array),
    }
}

/// Compares columns with lines of name, type and values; `~` is none.
pub(crate) fn same(columns: &[Column], expected: &[(&str, &str, &[&str])]) {
    for (column, expected) in columns.iter().zip(expected) {
        let values: Vec<&str> = column
            .2
            .iter()
            .map(|value| value.as_deref().unwrap_or("~"))
            .collect();
        let found = (column.0.as_str(), column.1.as_str(), values.as_slice());
        assert_eq!(found, *expected);
    }
    assert_eq!(columns.len(), expected.len());
}
