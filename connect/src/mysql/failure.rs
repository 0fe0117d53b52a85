//! What a refusal means. Messages of the server may hold values of the data: of them only the number is told.

use crate::database::{Server, Wanted};
use hebewerk_hub::ports::{Fetch, FetchError};
use mysql_async::{DriverError, Error, IoError};

/// Unknown column.
const NO_COLUMN: u16 = 1054;
/// Unknown database or table.
const NO_TABLE: [u16; 5] = [1046, 1049, 1051, 1102, 1146];

/// What the query does that a query must not do.
pub(super) fn writes() -> FetchError {
    FetchError {
        field: Some("query"),
        ..FetchError::lasting("fetch_query_writes", "")
    }
}

/// Whether two columns have one name.
pub(super) fn is_known_twice(error: &Error) -> bool {
    matches!(error, Error::Server(error) if error.code == 1060)
}

/// What went wrong, whatever was asked.
pub(super) fn failed(error: &Error, server: &Server<'_>) -> FetchError {
    let lasting = |code| FetchError::lasting(code, server.name());
    let passing = |code| FetchError::passing(code, server.name());
    match error {
        Error::Server(error) => match error.code {
            1045 | 1251 | 1275 | 1698 | 1862 | 3118 | 4151 => lasting("fetch_login_failed"),
            1356 => FetchError::lasting("fetch_view_broken", told(error)),
            1044 | 1142 | 1143 | 1227 | 1370 => FetchError::lasting("fetch_denied", told(error)),
            1046 | 1049 => lasting("fetch_database_missing"),
            1040 | 1203 | 1226 | 1053 => passing("fetch_busy"),
            1969 | 3024 | 1317 | 1028 => passing("fetch_timeout"),
            1792 => FetchError::lasting("fetch_query_writes", ""),
            3159 => lasting("fetch_tls_needed"),
            _ => FetchError::lasting("fetch_query_refused", told(error)),
        },
        Error::Io(IoError::Tls(_)) => lasting("fetch_tls"),
        Error::Io(IoError::Io(error)) if is_tls(error) => lasting("fetch_tls"),
        Error::Driver(DriverError::NoClientSslFlagFromServer) => lasting("fetch_tls_missing"),
        Error::Driver(
            DriverError::UnknownAuthPlugin { .. }
            | DriverError::MysqlOldPasswordDisabled
            | DriverError::CleartextPluginDisabled,
        ) => lasting("fetch_login_failed"),
        // A query that asks for a file of ours gets none.
        Error::Driver(DriverError::LocalInfile(_)) => FetchError::lasting("fetch_query_writes", ""),
        _ => passing("fetch_cut_off"),
    }
}

/// The same in terms of what was asked.
pub(super) fn blamed(
    error: &Error,
    server: &Server<'_>,
    (wanted, fetch): (&Wanted, &Fetch),
) -> FetchError {
    let asked = |field: &'static str, code| FetchError {
        field: Some(field),
        ..FetchError::lasting(code, fetch.setting(field).unwrap_or_default())
    };
    let is_table = matches!(wanted, Wanted::Table(_));
    let number = match error {
        Error::Server(error) => error.code,
        _ => 0,
    };
    if is_table && NO_TABLE.contains(&number) {
        return asked("table", "fetch_table_missing");
    }
    if is_table && number == NO_COLUMN {
        return asked("since", "fetch_column_missing");
    }
    let failed = failed(error, server);
    let field = (!is_table && failed.code.starts_with("fetch_query")).then_some("query");
    FetchError { field, ..failed }
}

fn is_tls(error: &std::io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>)
}

fn told(error: &mysql_async::ServerError) -> String {
    format!("{} {}", error.code, error.state)
}
