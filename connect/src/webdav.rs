//! Files on a server that speaks WebDAV (RFC 4918): Nextcloud, ownCloud, SharePoint, Apache.

use crate::files::{self, DEPTH, FOLDER, PATTERN, WHICH};
use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Login, host};
use crate::objects::{Kind, Objects};
use hebewerk_hub::ports::{Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Offered};
use opendal::services::Webdav;
use std::path::Path;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "webdav",
    brings: Brings::Files,
    fields: &[URL, USER, PASSWORD, TOKEN, FOLDER, PATTERN, DEPTH, WHICH],
};

/// The files that would come.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let share = share(http, fetch)?;
    files::look(&share, fetch).await
}

/// Fetches the files that are new or changed.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let share = share(http, fetch)?;
    files::fetch(&share, fetch, into, tick).await
}

fn share(http: &Http, fetch: &Fetch) -> Result<Objects, FetchError> {
    let endpoint = Ask::new("url", fetch.setting("url").unwrap_or_default(), Login::None)?.url;
    let builder = Webdav::default().endpoint(endpoint.as_str().trim_end_matches('/'));
    let builder = match Login::of(fetch) {
        Login::Bearer(token) | Login::Bare(token) => builder.token(&token),
        Login::Basic(user, password) => builder.username(&user).password(&password),
        Login::None => builder,
    };
    Objects::new(http, (builder, Kind::Written), fetch, host(&endpoint))
}
