//! A DuckDB in a process of its own.

use crate::place::Place;
use hebewerk_store::StoreUrl;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The process; it ends when its input does.
pub(crate) struct DuckDb {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Rows as text.
pub(crate) type Rows = Vec<Vec<Option<String>>>;

#[derive(serde::Deserialize)]
struct Answer {
    rows: Option<Rows>,
    error: Option<String>,
}

/// A Python with `duckdb` and its extensions `ducklake` and `sqlite_scanner`, if one is given.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where Python is"
)]
fn python() -> Option<PathBuf> {
    let given = ["HEBEWERK_TEST_DUCKDB_PYTHON", "HEBEWERK_TEST_PYTHON"];
    let python = given.into_iter().find_map(std::env::var_os);
    if python.is_none() {
        eprintln!(
            "SKIPPED: no DuckDB: neither HEBEWERK_TEST_DUCKDB_PYTHON nor HEBEWERK_TEST_PYTHON is set"
        );
    }
    python.map(PathBuf::from)
}

impl DuckDb {
    /// Starts DuckDB and attaches the catalogue as `l`, with these options (`READ_ONLY`).
    pub(crate) fn attach(place: &Place, options: &str) -> Option<Self> {
        let mut child = Command::new(python()?)
            .args(["-c", include_str!("read.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the Python of the tests starts");
        let mut duckdb = Self {
            questions: child.stdin.take(),
            answers: BufReader::new(child.stdout.take().unwrap()),
            child,
        };
        let StoreUrl::Sqlite(path) = &place.options.url else {
            panic!("DuckDB reads the SQLite catalogue");
        };
        duckdb.ask(&format!(
            "attach 'ducklake:sqlite:{}' as l ({options})",
            path.display()
        ));
        Some(duckdb)
    }

    /// The answer to a statement, or the error's text.
    pub(crate) fn try_ask(&mut self, sql: &str) -> Result<Rows, String> {
        let questions = self
            .questions
            .as_mut()
            .expect("it is open until it is dropped");
        writeln!(questions, "{}", serde_json::to_string(sql).unwrap()).unwrap();
        questions.flush().unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        let answer: Answer =
            serde_json::from_str(&line).expect("DuckDB answers with a line of JSON");
        answer
            .error
            .map_or_else(|| Ok(answer.rows.unwrap_or_default()), Err)
    }

    /// The answer to a statement that must succeed.
    pub(crate) fn ask(&mut self, sql: &str) -> Rows {
        self.try_ask(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The answer as lines: cells joined by `|`, `-` for null.
    pub(crate) fn lines(&mut self, sql: &str) -> Vec<String> {
        self.ask(sql)
            .into_iter()
            .map(|row| {
                let cells: Vec<_> = row
                    .into_iter()
                    .map(|cell| cell.unwrap_or_else(|| "-".to_owned()))
                    .collect();
                cells.join("|")
            })
            .collect()
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        drop(self.questions.take());
        let _ended = self.child.wait();
    }
}
