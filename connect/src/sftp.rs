//! Files on a server that speaks SFTP.
//!
//! Who the server is, is proved by the fingerprint of its key and by nothing else: no secret is sent before it was
//! compared with the one in the form.

mod failure;
mod host_key;
mod private_key;
mod reading;
mod session;
mod shelf;

use crate::files::{self, DEPTH, FOLDER, PATTERN, WHICH};
use crate::form::PASSWORD;
use crate::reach::Reach;
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Field, FieldKind, Offered,
};
use session::Server;
use shelf::Remote;
use std::path::Path;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "sftp",
    brings: Brings::Files,
    fields: &[
        Field {
            name: "host",
            kind: FieldKind::Host,
            required: true,
            default: "",
        },
        // Not required by the form: a look without one tells which the server has.
        Field {
            name: "fingerprint",
            kind: FieldKind::Text,
            required: false,
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
            name: "key",
            kind: FieldKind::Secret,
            required: false,
            default: "",
        },
        Field {
            name: "passphrase",
            kind: FieldKind::Secret,
            required: false,
            default: "",
        },
        FOLDER,
        PATTERN,
        DEPTH,
        WHICH,
    ],
};

/// The files that would come.
pub(crate) async fn look(reach: &Reach, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let remote = Remote::new(Server::of(reach, fetch)?, fetch);
    files::look(&remote, fetch).await
}

/// Fetches the files that are new or changed.
pub(crate) async fn fetch(
    reach: &Reach,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let remote = Remote::new(Server::of(reach, fetch)?, fetch);
    files::fetch(&remote, fetch, into, tick).await
}
