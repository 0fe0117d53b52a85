//! What connectors to databases share: what is asked, the file that is written, the memory of what was seen.
//!
//! A table or a query becomes one Parquet file whose columns have the types of the database. Rows are never all in
//! memory. A number is never rounded: what fits no type of numbers stays text.
//!
//! Where somebody wants only what is newer, the rows beyond the highest value seen are put together with the file that
//! is kept: what becomes a delivery is always the whole table.

mod cell;
mod columns;
mod exact;
mod file;
mod kind;
mod merge;
mod newer;
mod seen;
mod server;
mod snapshot;
mod wanted;

pub(crate) use cell::{Cell, Misfit, days_since_1970, text};
pub(crate) use columns::Columns;
pub(crate) use exact::exact;
pub(crate) use file::Sink;
pub(crate) use kind::{Kind, decimal, scaled};
pub(crate) use newer::Newer;
pub(crate) use seen::Seen;
pub(crate) use server::{SIGN_IN, Server, host_and_port};
pub(crate) use snapshot::{Came, Snapshot, Streamed, fetch, fetched, within};
pub(crate) use wanted::{Wanted, quoted, shown};

use crate::form::PASSWORD;
use hebewerk_hub::ports::{Field, FieldKind};

/// Encryption by TLS; without it only where somebody says so.
pub(crate) const TLS_OFF: &str = "off";

/// What both connectors ask.
pub(crate) const FIELDS: &[Field] = &[
    Field {
        name: "host",
        kind: FieldKind::Host,
        required: true,
        default: "",
    },
    Field {
        name: "database",
        kind: FieldKind::Text,
        required: true,
        default: "",
    },
    Field {
        name: "user",
        kind: FieldKind::Text,
        required: true,
        default: "",
    },
    PASSWORD,
    Field {
        name: "tls",
        kind: FieldKind::Choice(&["required", TLS_OFF]),
        required: false,
        default: "required",
    },
    Field {
        name: "table",
        kind: FieldKind::Text,
        required: false,
        default: "",
    },
    Field {
        name: "query",
        kind: FieldKind::Query,
        required: false,
        default: "",
    },
    Field {
        name: "since",
        kind: FieldKind::Text,
        required: false,
        default: "",
    },
    ROWS,
    KEY,
    FULL_EVERY,
];

/// Whether everything is fetched when something is new, or what is newer and nothing else.
pub(crate) const ROWS: Field = Field {
    name: "rows",
    kind: FieldKind::Choice(&["all", "newer"]),
    required: false,
    default: "all",
};

/// The column that names the rows.
pub(crate) const KEY: Field = Field {
    name: "key",
    kind: FieldKind::Text,
    required: false,
    default: "",
};

/// How often everything is fetched all the same.
pub(crate) const FULL_EVERY: Field = Field {
    name: "full_every",
    kind: FieldKind::Number(1, 10_000),
    required: false,
    default: "30",
};
