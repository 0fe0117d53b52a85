//! What a refusal means. Messages of the server may hold values of the data: of them only the SQLSTATE is told.

use crate::database::{Server, Wanted};
use hebewerk_hub::ports::{Fetch, FetchError};
use std::error::Error as _;
use std::io;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// A failure, still without knowing what was asked.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    code: &'static str,
    detail: String,
    passing: bool,
    state: Option<String>,
}

impl Failure {
    /// What the query does that a query must not do.
    pub(super) fn writes() -> Self {
        Self::lasting("fetch_query_writes", String::new())
    }

    /// What the library says.
    pub(super) fn of(error: &Error, server: &Server<'_>) -> Self {
        Self::new(error, server.name())
    }

    /// The same without naming the server.
    pub(super) fn within(error: &Error) -> Self {
        Self::new(error, String::new())
    }

    /// Whether the server did not understand it.
    pub(super) fn is_no_select(&self) -> bool {
        let state = self.state.as_deref();
        [SqlState::SYNTAX_ERROR, SqlState::FEATURE_NOT_SUPPORTED]
            .iter()
            .any(|code| state == Some(code.code()))
    }

    fn new(error: &Error, name: String) -> Self {
        if let Some(state) = error.code() {
            let (code, passing) = told(state);
            let detail = match code {
                "fetch_login_failed"
                | "fetch_busy"
                | "fetch_timeout"
                | "fetch_database_missing" => name,
                _ => state.code().to_owned(),
            };
            return Self {
                code,
                detail,
                passing,
                state: Some(state.code().to_owned()),
            };
        }
        let source = error.source();
        if let Some(io) = source.and_then(|source| source.downcast_ref::<io::Error>()) {
            let is_tls = io
                .get_ref()
                .is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>);
            return if is_tls {
                Self::lasting("fetch_tls", name)
            } else {
                Self::passing("fetch_cut_off", name)
            };
        }
        match error.to_string().as_str() {
            "error performing TLS handshake" => Self::lasting("fetch_tls_missing", name),
            "authentication error" | "invalid configuration" => {
                Self::lasting("fetch_login_failed", name)
            }
            _ => Self::passing("fetch_cut_off", name),
        }
    }

    fn lasting(code: &'static str, detail: String) -> Self {
        Self {
            code,
            detail,
            passing: false,
            state: None,
        }
    }

    fn passing(code: &'static str, detail: String) -> Self {
        Self {
            passing: true,
            ..Self::lasting(code, detail)
        }
    }

    /// The error by itself.
    pub(super) fn error(self) -> FetchError {
        FetchError {
            passing: self.passing,
            ..FetchError::lasting(self.code, self.detail)
        }
    }

    /// The error in terms of what was asked.
    pub(super) fn blame(self, wanted: &Wanted, fetch: &Fetch) -> FetchError {
        let state = self.state.as_deref().unwrap_or_default();
        let since = fetch.setting("since");
        let asked = |field| fetch.setting(field).unwrap_or_default().to_owned();
        let is_table = matches!(wanted, Wanted::Table(_));
        let missing = [
            SqlState::UNDEFINED_TABLE,
            SqlState::INVALID_SCHEMA_NAME,
            SqlState::INVALID_NAME,
        ];
        if is_table && missing.iter().any(|code| code.code() == state) {
            return FetchError {
                field: Some("table"),
                ..FetchError::lasting("fetch_table_missing", asked("table"))
            };
        }
        // A table is asked for no other column, and of a query its own columns were found before.
        if since.is_some() && state == SqlState::UNDEFINED_COLUMN.code() {
            return FetchError {
                field: Some("since"),
                ..FetchError::lasting("fetch_column_missing", asked("since"))
            };
        }
        if since.is_some() && is_table && state == SqlState::UNDEFINED_FUNCTION.code() {
            return FetchError::setting("since", "fetch_not_allowed");
        }
        let field = (!is_table && self.code.starts_with("fetch_query")).then_some("query");
        FetchError {
            field,
            ..self.error()
        }
    }
}

/// The code of a state, and whether it may pass.
fn told(state: &SqlState) -> (&'static str, bool) {
    match *state {
        SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            ("fetch_login_failed", false)
        }
        SqlState::INVALID_CATALOG_NAME => ("fetch_database_missing", false),
        SqlState::INSUFFICIENT_PRIVILEGE => ("fetch_denied", false),
        SqlState::READ_ONLY_SQL_TRANSACTION => ("fetch_query_writes", false),
        SqlState::QUERY_CANCELED => ("fetch_timeout", true),
        SqlState::TOO_MANY_CONNECTIONS
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::T_R_SERIALIZATION_FAILURE => ("fetch_busy", true),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN => ("fetch_cut_off", true),
        _ => ("fetch_query_refused", false),
    }
}
