//! Tables and queries of SQL Server, Oracle, DB2 and the rest, through the ODBC drivers of this machine.
//!
//! A driver is foreign code: it runs in a child process with limits of its own, and whatever becomes of it there, the
//! hub goes on. The password goes to the child through a pipe.

mod child;
mod driver;
mod failure;
mod job;
mod parent;
mod read;
mod statement;
mod value;

pub use child::run_driver;
pub use parent::DriverProcess;

use crate::database::{self, Wanted, host_and_port};
use crate::form::PASSWORD;
use crate::reach::Reach;
use driver::{Driver, Encryption, Family, Place, added, connection_string, installed, is_database};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind,
    Offered,
};
use job::{Job, Said};
use std::path::{Path, PathBuf};

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "odbc",
    brings: Brings::Files,
    fields: &[
        text("driver"),
        Field {
            name: "source",
            kind: FieldKind::Host,
            required: false,
            default: "",
        },
        Field {
            name: "host",
            kind: FieldKind::Host,
            required: false,
            default: "",
        },
        text("database"),
        text("user"),
        PASSWORD,
        Field {
            name: "tls",
            kind: FieldKind::Choice(&["required", "driver", database::TLS_OFF]),
            required: false,
            default: "required",
        },
        text("parameters"),
        text("table"),
        Field {
            name: "query",
            kind: FieldKind::Query,
            required: false,
            default: "",
        },
        text("since"),
        database::ROWS,
        database::KEY,
        database::FULL_EVERY,
    ],
};

const fn text(name: &'static str) -> Field {
    Field {
        name,
        kind: FieldKind::Text,
        required: false,
        default: "",
    }
}

/// What drivers and data sources there are as long as none is named; then the tables and views of the database.
pub(crate) async fn look(
    process: &DriverProcess,
    reach: &Reach,
    fetch: &Fetch,
) -> Result<Vec<Offered>, FetchError> {
    if fetch.setting("driver").is_none() && fetch.setting("source").is_none() {
        return Ok(offered_drivers(process));
    }
    let job = job(process, reach, fetch, None).await?;
    let mut tables = Vec::new();
    let each = |said| {
        if let Said::Table(value, title) = said {
            tables.push(Offered {
                field: "table",
                value,
                title,
                size: None,
            });
        }
    };
    process.run(&job, each).await?;
    Ok(tables)
}

fn offered_drivers(process: &DriverProcess) -> Vec<Offered> {
    let offered = |field, value| Offered {
        field,
        value,
        title: None,
        size: None,
    };
    let drivers = installed(&process.settings()).into_iter();
    drivers
        .filter(|driver| driver.family() != Family::Files)
        .map(|driver| offered("driver", driver.name))
        .chain(
            process
                .sources
                .iter()
                .cloned()
                .map(|name| offered("source", name)),
        )
        .collect()
}

/// Fetches a table or the answer to a query.
pub(crate) async fn fetch(
    process: &DriverProcess,
    reach: &Reach,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let wanted = Wanted::of(fetch)?;
    let path = into.join("table");
    let job = job(process, reach, fetch, Some(path.clone())).await?;
    let each = |said| {
        if let Said::Bytes(bytes) = said {
            tick(bytes, None);
        }
    };
    let (memory, beyond) = match process.run(&job, each).await? {
        Said::Whole(memory, beyond) => (memory, beyond),
        Said::Unchanged => return Ok(Fetched::Unchanged),
        _ => return Err(FetchError::passing("fetch_driver_failed", job.place)),
    };
    let name = fetch.setting("database").or(fetch.setting("source"));
    Ok(Fetched::Files {
        files: vec![FetchedFile {
            path,
            name: wanted.file_name(name.unwrap_or("odbc")),
            part: None,
        }],
        memory,
        beyond,
    })
}

/// Everything the child needs. Where it will lead is judged here: the driver is told the address that was judged, or a
/// name only if the administrator allows that name.
async fn job(
    process: &DriverProcess,
    reach: &Reach,
    fetch: &Fetch,
    into: Option<PathBuf>,
) -> Result<Job, FetchError> {
    let (first, mut pairs, place) = match (fetch.setting("driver"), fetch.setting("source")) {
        (Some(_), Some(_)) => return Err(FetchError::setting("source", "fetch_driver_or_source")),
        (None, None) => return Err(FetchError::setting("driver", "fetch_missing")),
        (None, Some(source)) => {
            let is_allowed = process.sources.iter().any(|allowed| allowed == source);
            if !is_allowed || source.contains([';', '{', '}', '=']) {
                return Err(FetchError::setting("source", "fetch_source_refused"));
            }
            (("DSN", source), Vec::new(), source.to_owned())
        }
        (Some(name), None) => {
            let drivers = installed(&process.settings());
            let driver = drivers.iter().find(|driver| driver.name == name);
            let driver = driver.ok_or_else(|| FetchError {
                field: Some("driver"),
                ..FetchError::lasting("fetch_driver_missing", name)
            })?;
            let (pairs, place) = server(driver, reach, fetch).await?;
            (("Driver", name), pairs, place)
        }
    };
    pairs.extend(added(fetch.setting("parameters").unwrap_or_default())?);
    if let Some(user) = fetch.setting("user") {
        pairs.push(("UID", user.to_owned()));
    }
    if let Some(password) = fetch.secrets.get("password").filter(|it| !it.is_empty()) {
        if password.contains(char::is_control) {
            return Err(FetchError::setting("password", "fetch_not_allowed"));
        }
        pairs.push(("PWD", password.to_owned()));
    }
    Ok(Job {
        connection: connection_string(first, &pairs),
        place,
        into,
        settings: fetch.settings.clone(),
        memory: fetch.memory.clone(),
        former: fetch
            .former
            .as_ref()
            .map(|former| (former.path.clone(), former.content.clone())),
        most_bytes: fetch.most_bytes,
        seconds: fetch.time.as_secs().max(1),
        memory_bytes: process.memory_bytes,
    })
}

type Pairs = Vec<(&'static str, String)>;

/// Where a driver is to connect to.
async fn server(
    driver: &Driver,
    reach: &Reach,
    fetch: &Fetch,
) -> Result<(Pairs, String), FetchError> {
    let family = driver.family();
    if family == Family::Files {
        return Err(FetchError::setting("driver", "fetch_driver_files"));
    }
    let host = fetch.setting("host");
    let host = host.ok_or_else(|| FetchError::setting("host", "fetch_missing"))?;
    let database = fetch.setting("database").unwrap_or_default();
    if !is_database(database) {
        return Err(FetchError::setting("database", "fetch_not_allowed"));
    }
    let usual = family.port().unwrap_or_default();
    let found = host_and_port(host, usual).filter(|(_, port)| *port != 0);
    let (host, port) = found.ok_or_else(|| FetchError::setting("host", "fetch_not_allowed"))?;
    let addresses = reach.resolve(host, port).await?;
    let judged = addresses.first().map(|address| address.ip().to_string());
    let server = match judged {
        Some(address) if !reach.is_allowed(host, port) => address,
        _ => host.to_owned(),
    };
    let pairs = family.pairs(&Place {
        server: &server,
        port: Some(port),
        database,
        encryption: match fetch.setting("tls") {
            Some(database::TLS_OFF) => Encryption::Off,
            Some("driver") => Encryption::Driver,
            _ => Encryption::Required,
        },
    })?;
    Ok((pairs, format!("{host}:{port}")))
}
