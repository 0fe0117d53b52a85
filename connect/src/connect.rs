//! All connectors under one roof.

use crate::folder::AllowedFolders;
use crate::http::{self, Http};
use crate::mqtt::Waiting;
use crate::odbc::{self, DriverProcess};
use crate::reach::Reach;
use crate::{
    ckan, folder, gtfs, harvest, mqtt, mysql, ogc_features, postgresql, s3, sensorthings, sftp,
    webdav, wfs,
};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    ConnectorForm, Connectors, Fetch, FetchError, FetchTick, Fetched, FieldKind, Offered,
    SystemClock,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The forms, in the order in which people are asked.
const FORMS: &[ConnectorForm] = &[
    http::FORM,
    sftp::FORM,
    webdav::FORM,
    s3::FORM,
    folder::FORM,
    wfs::FORM,
    ogc_features::FORM,
    ckan::FORM,
    harvest::dcat::FORM,
    harvest::portal::FORM,
    harvest::csw::FORM,
    sensorthings::FORM,
    mqtt::FORM,
    gtfs::FORM,
    postgresql::FORM,
    mysql::FORM,
    odbc::FORM,
];

/// The forms of all connectors, in the order in which people are asked: also for whoever has no hub yet.
pub const fn forms() -> &'static [ConnectorForm] {
    FORMS
}

/// The connectors and what they share.
pub struct Connect {
    http: Http,
    reach: Reach,
    folders: AllowedFolders,
    waiting: Waiting,
    drivers: Option<DriverProcess>,
}

impl Connect {
    /// Connectors that reach public addresses and what the administrator allows.
    pub fn new(reach: &Reach) -> Self {
        Self {
            http: Http::new(reach.clone()),
            reach: reach.clone(),
            folders: AllowedFolders::default(),
            waiting: Waiting {
                inboxes: None,
                clock: Arc::new(SystemClock),
            },
            drivers: None,
        }
    }

    /// The same, with folders of this machine.
    #[must_use]
    pub fn with_folders(mut self, folders: AllowedFolders) -> Self {
        self.folders = folders;
        self
    }

    /// The same, with a folder for messages that have come but are not deliveries yet. It must outlast the program.
    #[must_use]
    pub fn with_inboxes(mut self, folder: PathBuf) -> Self {
        self.waiting.inboxes = Some(folder);
        self
    }

    /// The same, with drivers of databases in processes of their own.
    #[must_use]
    pub fn with_drivers(mut self, process: DriverProcess) -> Self {
        self.drivers = Some(process);
        self
    }

    fn drivers(&self) -> Result<&DriverProcess, FetchError> {
        let unknown = || FetchError::lasting("fetch_unknown_connector", odbc::FORM.kind);
        self.drivers.as_ref().ok_or_else(unknown)
    }
}

#[async_trait]
impl Connectors for Connect {
    fn forms(&self) -> &'static [ConnectorForm] {
        FORMS
    }

    async fn look(&self, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
        check(fetch)?;
        match fetch.connector.as_str() {
            "http" => http::look(&self.http, fetch).await,
            "wfs" => wfs::look(&self.http, fetch).await,
            "ogc_features" => ogc_features::look(&self.http, fetch).await,
            "ckan" => ckan::look(&self.http, fetch).await,
            "dcat" => harvest::dcat::look(&self.http, fetch).await,
            "ckan_portal" => harvest::portal::look(&self.http, fetch).await,
            "csw" => harvest::csw::look(&self.http, fetch).await,
            "sensorthings" => sensorthings::look(&self.http, fetch).await,
            "sftp" => sftp::look(&self.reach, fetch).await,
            "webdav" => webdav::look(&self.http, fetch).await,
            "s3" => s3::look(&self.http, fetch).await,
            "folder" => folder::look(&self.folders, fetch).await,
            "mqtt" => mqtt::look(&self.reach, fetch).await,
            "gtfs" => gtfs::look(&self.http, fetch).await,
            "postgresql" => postgresql::look(&self.reach, fetch).await,
            "mysql" => mysql::look(&self.reach, fetch).await,
            "odbc" => odbc::look(self.drivers()?, &self.reach, fetch).await,
            other => Err(FetchError::lasting("fetch_unknown_connector", other)),
        }
    }

    async fn fetch(
        &self,
        fetch: &Fetch,
        into: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Fetched, FetchError> {
        check(fetch)?;
        match fetch.connector.as_str() {
            "http" => http::fetch(&self.http, fetch, into, tick).await,
            "wfs" => wfs::fetch(&self.http, fetch, into, tick).await,
            "ogc_features" => ogc_features::fetch(&self.http, fetch, into, tick).await,
            "ckan" => ckan::fetch(&self.http, fetch, into, tick).await,
            "dcat" => harvest::dcat::fetch(&self.http, fetch, into, tick).await,
            "ckan_portal" => harvest::portal::fetch(&self.http, fetch, into, tick).await,
            "csw" => harvest::csw::fetch(&self.http, fetch, into, tick).await,
            "sensorthings" => sensorthings::fetch(&self.http, fetch, into, tick).await,
            "sftp" => sftp::fetch(&self.reach, fetch, into, tick).await,
            "webdav" => webdav::fetch(&self.http, fetch, into, tick).await,
            "s3" => s3::fetch(&self.http, fetch, into, tick).await,
            "folder" => folder::fetch(&self.folders, fetch, into, tick).await,
            "mqtt" => {
                let (reach, waiting) = (&self.reach, &self.waiting);
                mqtt::fetch(reach, fetch, (into, waiting), tick).await
            }
            "gtfs" => gtfs::fetch(&self.http, fetch, into, tick).await,
            "postgresql" => postgresql::fetch(&self.reach, fetch, into, tick).await,
            "mysql" => mysql::fetch(&self.reach, fetch, into, tick).await,
            "odbc" => odbc::fetch(self.drivers()?, &self.reach, fetch, into, tick).await,
            other => Err(FetchError::lasting("fetch_unknown_connector", other)),
        }
    }
}

/// Whether the answers are ones the form allows.
fn check(fetch: &Fetch) -> Result<(), FetchError> {
    let form = FORMS.iter().find(|form| form.kind == fetch.connector);
    let form =
        form.ok_or_else(|| FetchError::lasting("fetch_unknown_connector", &fetch.connector))?;
    for field in form.fields {
        let answer = match field.kind {
            FieldKind::Secret => fetch.secrets.get(field.name),
            _ => fetch.setting(field.name),
        };
        let Some(answer) = answer.filter(|answer| !answer.is_empty()) else {
            if field.required {
                return Err(FetchError::setting(field.name, "fetch_missing"));
            }
            continue;
        };
        let fits = match field.kind {
            FieldKind::Number(least, most) => answer
                .parse()
                .is_ok_and(|number: u32| (least..=most).contains(&number)),
            FieldKind::Choice(codes) => codes.contains(&answer),
            FieldKind::Text | FieldKind::Host => !answer.contains(char::is_control),
            FieldKind::Address | FieldKind::Query | FieldKind::Secret => true,
        };
        if !fits {
            return Err(FetchError::setting(field.name, "fetch_not_allowed"));
        }
    }
    Ok(())
}
