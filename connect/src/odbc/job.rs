//! What parent and child say to each other: the job as one line on the child's standard input, its answers as lines on
//! standard output. A driver may write there too, so ours begin with a mark.

use hebewerk_hub::ports::{Fetch, FetchError, FormerFile, Secrets};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// Before every line of ours.
const MARK: &str = "hebewerk-odbc ";

/// What a child is to do. It holds the password, so it is never written down and cannot be printed.
#[derive(Serialize, Deserialize)]
pub(super) struct Job {
    /// Everything the driver is told, the password among it.
    pub(super) connection: String,
    /// Host and port, or the data source: for errors.
    pub(super) place: String,
    /// Where the file is to be written; none to tell what there is.
    pub(super) into: Option<PathBuf>,
    pub(super) settings: BTreeMap<String, String>,
    pub(super) memory: Option<String>,
    /// Path and hash of the file that is kept.
    pub(super) former: Option<(PathBuf, String)>,
    pub(super) most_bytes: u64,
    pub(super) seconds: u64,
    /// Address space of the child.
    pub(super) memory_bytes: u64,
}

impl Job {
    /// The fetch as the child sees it: without secrets.
    pub(super) fn fetch(&self) -> Fetch {
        Fetch {
            connection: None,
            connector: "odbc".to_owned(),
            settings: self.settings.clone(),
            secrets: Secrets::default(),
            memory: self.memory.clone(),
            former: self
                .former
                .clone()
                .map(|(path, content)| FormerFile { path, content }),
            most_bytes: self.most_bytes,
            time: Duration::from_secs(self.seconds),
        }
    }
}

/// What a child says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// Bytes of the file so far.
    Bytes(u64),
    /// A table or view, and what the database says of it.
    Table(String, Option<String>),
    /// All was told.
    Told,
    /// Nothing is new.
    Unchanged,
    /// The file is whole; what the next fetch is to know, and columns with values that have no place in it.
    Whole(Option<String>, Vec<(String, u64)>),
    /// It did not work out.
    Failed(Failed),
}

impl Said {
    pub(super) fn line(&self) -> String {
        let words = serde_json::to_string(self).unwrap_or_default();
        format!("{MARK}{words}\n")
    }

    /// None for what a driver writes.
    pub(super) fn of(line: &str) -> Option<Self> {
        serde_json::from_str(line.strip_prefix(MARK)?.trim_end()).ok()
    }
}

/// An error on its way to the parent.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failed {
    code: String,
    field: Option<String>,
    detail: String,
    passing: bool,
}

/// Codes a child may say. A child of another version may know others.
const CODES: &[&str] = &[
    "fetch_busy",
    "fetch_column_missing",
    "fetch_cut_off",
    "fetch_database_missing",
    "fetch_denied",
    "fetch_disk",
    "fetch_driver_failed",
    "fetch_driver_missing",
    "fetch_login_failed",
    "fetch_no_room",
    "fetch_not_allowed",
    "fetch_query_refused",
    "fetch_query_writes",
    "fetch_table_missing",
    "fetch_table_or_query",
    "fetch_timeout",
    "fetch_tls",
    "fetch_tls_missing",
    "fetch_too_large",
    "fetch_unreachable",
    "fetch_value_long",
];
const FIELDS: &[&str] = &["driver", "source", "table", "query", "since", "key"];

impl Failed {
    pub(super) fn of(error: &FetchError) -> Self {
        Self {
            code: error.code.to_owned(),
            field: error.field.map(str::to_owned),
            detail: error.detail.clone(),
            passing: error.passing,
        }
    }

    pub(super) fn error(self) -> FetchError {
        let known = |list: &[&'static str], wanted: &str| {
            list.iter().copied().find(|known| *known == wanted)
        };
        FetchError {
            field: self.field.and_then(|field| known(FIELDS, &field)),
            passing: self.passing,
            ..FetchError::lasting(
                known(CODES, &self.code).unwrap_or("fetch_driver_failed"),
                self.detail,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_driver_writes_is_no_answer() {
        for said in [
            Said::Bytes(7),
            Said::Table("a.b".to_owned(), None),
            Said::Whole(Some("{}".to_owned()), vec![("am".to_owned(), 2)]),
        ] {
            assert_eq!(Said::of(&said.line()), Some(said));
        }
        assert_eq!(Said::of("\"told\""), None);
        assert_eq!(Said::of("hebewerk-odbc nonsense"), None);
    }

    #[test]
    fn errors_keep_their_code_and_field() {
        let error = FetchError {
            field: Some("table"),
            ..FetchError::lasting("fetch_table_missing", "baeume")
        };
        assert_eq!(Failed::of(&error).error(), error);
        let unknown = FetchError::lasting("fetch_unheard_of", "");
        assert_eq!(Failed::of(&unknown).error().code, "fetch_driver_failed");
    }
}
