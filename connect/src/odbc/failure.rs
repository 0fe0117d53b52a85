//! What a refusal means. Messages of drivers may hold values of the data: of them only the SQLSTATE is told.

use crate::database::Wanted;
use hebewerk_hub::ports::{Fetch, FetchError};
use odbc_api::Error;

/// The SQLSTATE of an error; drivers of PostgreSQL say the ones of the server.
fn state(error: &Error) -> &str {
    match error {
        Error::Diagnostics { record, .. } | Error::UnsupportedOdbcApiVersion(record) => {
            record.state.as_str()
        }
        _ => "",
    }
}

/// What a driver says in words where its state says nothing. The words themselves are told to nobody.
fn meant(error: &Error) -> Option<&'static str> {
    let Error::Diagnostics { record, .. } = error else {
        return None;
    };
    let words = String::from_utf16_lossy(&record.message).to_lowercase();
    let has = |part: &str| words.contains(part);
    Some(match record.native_error {
        // FreeTDS and SQL Server.
        20009 => "fetch_unreachable",
        18456 | 20014 => "fetch_login_failed",
        4060 => "fetch_database_missing",
        _ if has("does not support ssl") || has("encryption not supported") => "fetch_tls_missing",
        _ if has("authentication failed") || has("login failed") => "fetch_login_failed",
        _ if has("database") && has("does not exist") => "fetch_database_missing",
        _ if has("certificate") => "fetch_tls",
        _ => return None,
    })
}

/// What went wrong, whatever was asked.
pub(super) fn broken(error: &Error, place: &str) -> FetchError {
    if state(error).starts_with("08") || state(error) == "HY000" {
        match meant(error) {
            Some("fetch_unreachable") => return FetchError::passing("fetch_unreachable", place),
            Some(code) => return FetchError::lasting(code, place),
            None => {}
        }
    }
    let lasting = |code, detail: &str| FetchError::lasting(code, detail);
    let passing = |code| FetchError::passing(code, place);
    let state = state(error);
    match state {
        "28000" | "28P01" | "08004" => lasting("fetch_login_failed", place),
        // The last one is what the driver manager says when it cannot load a library.
        "IM002" | "IM003" | "IM004" | "IM014" | "01000" => lasting("fetch_driver_missing", state),
        "08001" | "08003" => passing("fetch_unreachable"),
        "08S01" | "08007" | "57P01" | "57P02" => passing("fetch_cut_off"),
        "HYT00" | "HYT01" | "57014" | "HY008" => passing("fetch_timeout"),
        "40001" | "40P01" | "57P03" | "53300" => passing("fetch_busy"),
        "42501" => lasting("fetch_denied", state),
        "25006" => lasting("fetch_query_writes", ""),
        "3D000" => lasting("fetch_database_missing", place),
        "" => FetchError::passing("fetch_driver_failed", place),
        state => lasting("fetch_query_refused", state),
    }
}

/// The same in terms of what was asked; `since` says whether the column was just asked for.
pub(super) fn blamed(
    error: &Error,
    place: &str,
    (wanted, fetch, since): (&Wanted, &Fetch, bool),
) -> FetchError {
    let asked = |field: &'static str, code| FetchError {
        field: Some(field),
        ..FetchError::lasting(code, fetch.setting(field).unwrap_or_default())
    };
    let is_table = matches!(wanted, Wanted::Table(_));
    match state(error) {
        "42S02" | "S0002" | "42P01" | "3F000" if is_table => asked("table", "fetch_table_missing"),
        // The last one is the only state that the driver of SQLite and some others know.
        "42S22" | "42703" | "S0022" | "HY000" if since => asked("since", "fetch_column_missing"),
        _ => {
            let failed = broken(error, place);
            let is_query = !is_table && failed.code.starts_with("fetch_query");
            FetchError {
                field: is_query.then_some("query"),
                ..failed
            }
        }
    }
}

/// What the query does that a query must not do.
pub(super) fn writes() -> FetchError {
    FetchError {
        field: Some("query"),
        ..FetchError::lasting("fetch_query_writes", "")
    }
}
