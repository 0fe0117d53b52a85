//! Opening the rooms of a data directory and putting the hub together.

use crate::belonging;
use crate::config::{Config, MailTls};
use crate::home::Home;
use crate::letters::letter;
use crate::memory;
use crate::no_index::NoIndex;
use crate::providers::providers;
use crate::secret_file;
use crate::trouble::Trouble;
use anyhow::{Context, bail};
use hebewerk_connect::{
    About, AllowedFolders, AllowedHost, Connect, DriverProcess, KeyFile, MailEncryption,
    MailServer, Mailer, Reach,
};
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_hub::ports::{
    self, IndexError, Limits, Mail, NothingPrepared, PreparedRows, SearchIndex, StoreError,
    SystemClock, SystemIdentifiers,
};
use hebewerk_hub::{Hub, HubError, HubParts};
use hebewerk_intake::Intake;
use hebewerk_intake::worker::{WorkerLimits, WorkerReader};
use hebewerk_lake::Lake;
use hebewerk_prepared::Prepared;
use hebewerk_search::GermanIndex;
use hebewerk_search::topics::TopicModel;
use hebewerk_store::{AnchorFile, BesideError, Store, StoreOptions, StoreUrl};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Address space of a process that speaks with a driver: the libraries of some are large.
const DRIVER_MEMORY_BYTES: u64 = 4 << 30;

/// Variables by which drivers are set up.
const DRIVER_VARIABLES: &[&str] = &[
    "DB2INSTANCE",
    "FREETDSCONF",
    "KRB5CCNAME",
    "KRB5_CONFIG",
    "LD_LIBRARY_PATH",
    "ODBCINI",
    "ODBCINSTINI",
    "ODBCSYSINI",
    "ORACLE_HOME",
    "TNS_ADMIN",
    "TZ",
];

/// A hub and the rooms that commands of the operator need besides it.
pub(crate) struct Wired {
    pub(crate) hub: Arc<Hub>,
    pub(crate) store: Arc<Store>,
    pub(crate) lake: Arc<Lake>,
    /// The index itself; none when it could not be opened.
    pub(crate) index: Option<GermanIndex>,
    /// Whether this process holds the directory, and notes how far the audit has come.
    notes_heads: bool,
}

impl Wired {
    /// Notes how far the audit has come, and lets the catalogue write what it still holds in memory.
    pub(crate) async fn close(&self) {
        if self.notes_heads
            && let Err(error) = self.hub.note_audit_head().await
        {
            tracing::warn!(%error, "the head of the audit could not be noted");
        }
        self.store.close().await;
    }
}

/// Opens everything for the one process that holds the lock of the directory ([`Home::lock`]): migrates the
/// catalogue, tests the disk, mends the index. Costs do not grow with the number of datasets.
pub(crate) async fn open(home: &Home, config: &Config) -> anyhow::Result<Wired> {
    let url = catalogue(home, config)?;
    refuse_lost_catalogue(home, &url)?;
    let lake = Arc::new(Lake::open(&home.lake())?);
    let options = options(url, &lake);
    belonging::check(home, &options).await?;
    let store = open_store(&options).await?;
    belonging::note(home, &options).await?;
    let index = GermanIndex::open(&home.index()).map_err(HubError::from)?;
    let foreign_index = GermanIndex::open(&home.foreign_index()).map_err(HubError::from)?;
    let notes_heads = true;
    let reader = Intake::with_worker(WorkerReader::new(
        executable()?,
        home.spool(),
        worker_limits(config),
    )?);
    let wired = assemble(
        home,
        config,
        Rooms {
            lake,
            store: Arc::new(store),
            index: Ok(index),
            foreign_index: Ok(foreign_index),
            reader,
            notes_heads,
        },
    )?;
    // A process may have died between the moment an erasure took effect and the last byte of it.
    if let Err(error) = wired.hub.finish_erasures().await {
        tracing::error!(%error, "an erasure could not be finished; the next start tries again");
    }
    Ok(wired)
}

/// Opens everything to look at it, also beside a running server: nothing is made, migrated, swept, mended or
/// removed. A missing or damaged index is an error of whoever asks the index, and of nobody else.
pub(crate) async fn open_reading(home: &Home, config: &Config) -> anyhow::Result<Wired> {
    let url = catalogue(home, config)?;
    let place = home.catalogue();
    refuse_lost_catalogue(home, &url)?;
    let lake = Arc::new(Lake::open_beside(&home.lake())?);
    let options = options(url, &lake);
    belonging::check(home, &options).await?;
    let store = Store::open_beside(&options)
        .await
        .map_err(|error| match error {
            BesideError::Missing => Trouble::CatalogueMissing(place).into(),
            BesideError::Older => Trouble::CatalogueOlder.into(),
            BesideError::Newer => Trouble::CatalogueNewer.into(),
            BesideError::Store(other) => anyhow::Error::from(HubError::from(other)),
        })?;
    let rooms = Rooms {
        lake,
        store: Arc::new(store),
        index: GermanIndex::open_beside(&home.index()),
        foreign_index: GermanIndex::open_beside(&home.foreign_index()),
        // Nothing is read from files here, so the server's spool stays the server's.
        reader: Intake::in_process(),
        notes_heads: false,
    };
    assemble(home, config, rooms)
}

/// What the two ways of opening open differently.
struct Rooms {
    lake: Arc<Lake>,
    store: Arc<Store>,
    index: Result<GermanIndex, IndexError>,
    foreign_index: Result<GermanIndex, IndexError>,
    reader: Intake,
    notes_heads: bool,
}

fn assemble(home: &Home, config: &Config, rooms: Rooms) -> anyhow::Result<Wired> {
    let Rooms {
        lake,
        store,
        index,
        foreign_index,
        reader,
        notes_heads,
    } = rooms;
    let mode = WorkerMode::Process {
        executable: executable()?,
        arguments: vec!["worker".to_owned(), "ask".to_owned()],
        keeps_one_ready: notes_heads,
    };
    let engine: Arc<dyn ports::Engine> =
        Arc::new(Engine::new(&lake, mode)?.with_spill(home.spool())?);
    let prepared = prepared(config, Arc::clone(&engine), notes_heads);
    let (index, searched): (_, Arc<dyn SearchIndex>) = match index {
        Ok(index) => (Some(index.clone()), Arc::new(index)),
        Err(reason) => (None, Arc::new(NoIndex::because(reason))),
    };
    let foreign_index: Arc<dyn SearchIndex> = match foreign_index {
        Ok(index) => Arc::new(index),
        Err(reason) => Arc::new(NoIndex::because(reason)),
    };
    let hub = Arc::new(Hub::new(HubParts {
        organisations: store.clone(),
        datasets: store.clone(),
        versions: store.clone(),
        grants: store.clone(),
        releases: store.clone(),
        bridges: store.clone(),
        bridge_trail: store.clone(),
        joint_uses: store.clone(),
        releases_needed: config.release.needed,
        held: store.clone(),
        accounts: store.clone(),
        access_keys: store.clone(),
        second_factors: store.clone(),
        passkeys: store.clone(),
        invitations: store.clone(),
        providers: providers(config, &reach(config)?, store.clone())?,
        sessions: store.clone(),
        saved_queries: store.clone(),
        views: store.clone(),
        overviews: store.clone(),
        subscriptions: store.clone(),
        notices: store.clone(),
        notice_feeds: store.clone(),
        connections: store.clone(),
        connectors: Arc::new(connectors(home, config)?),
        foreigns: store.clone(),
        vault: Arc::new(KeyFile::at(home.secrets_key())),
        mail: mailer(config)?,
        journal: store.clone(),
        trail: store.clone(),
        anchors: Arc::new(AnchorFile::at(home.audit_heads())),
        subjects: store.clone(),
        erasures: store.clone(),
        purposes: store.clone(),
        audit_days: config.audit.keep_days,
        raw: lake.clone(),
        rows: lake.clone(),
        reader: Arc::new(reader),
        topics: Arc::new(TopicModel),
        index: searched,
        foreign_index,
        engine,
        prepared,
        clock: Arc::new(SystemClock),
        identifiers: Arc::new(SystemIdentifiers),
        staging: home.staging(),
        privileged_need_second_factor: config.accounts.privileged_need_second_factor,
        everybody_needs_second_factor: config.accounts.everybody_needs_second_factor,
        question_limits: question_limits(config),
        page_limits: HubParts::PAGE_LIMITS,
        download_limits: HubParts::DOWNLOAD_LIMITS,
    }));
    Ok(Wired {
        hub,
        store,
        lake,
        index,
        notes_heads,
    })
}

/// Opens a catalogue that is this process's own, and migrates it.
pub(crate) async fn open_store(options: &StoreOptions) -> anyhow::Result<Store> {
    Store::open(options).await.map_err(|error| match error {
        StoreError::Corrupt { what: "shape", .. } => Trouble::CatalogueNewer.into(),
        other => HubError::from(other).into(),
    })
}

/// What may be reached: public addresses, and the hosts the settings allow.
fn reach(config: &Config) -> anyhow::Result<Reach> {
    let allowed: Vec<AllowedHost> = config
        .connections
        .allowed_hosts
        .iter()
        .map(|host| host.parse().context("connections.allowed_hosts"))
        .collect::<anyhow::Result<_>>()?;
    Ok(Reach::new(allowed))
}

/// Connectors that reach what the settings allow.
fn connectors(home: &Home, config: &Config) -> anyhow::Result<Connect> {
    let drivers = DriverProcess {
        executable: executable()?,
        folder: home.spool(),
        environment: driver_environment(),
        memory_bytes: DRIVER_MEMORY_BYTES,
        sources: config.connections.allowed_data_sources.clone(),
    };
    Ok(Connect::new(&reach(config)?)
        .with_drivers(drivers)
        .with_folders(folders(home, config)?)
        .with_inboxes(home.inbox()))
}

/// Who sends reminders, if somebody set that up.
fn mailer(config: &Config) -> anyhow::Result<Option<Arc<dyn Mail>>> {
    let Some(mail) = config.mail.clone() else {
        return Ok(None);
    };
    let password = match &mail.password_file {
        Some(path) => secret_file::read("mail.password_file", path)?,
        None => String::new(),
    };
    let server = MailServer {
        host: mail.host,
        port: mail.port,
        encryption: match mail.tls {
            MailTls::StartTls => MailEncryption::StartTls,
            MailTls::Tls => MailEncryption::Tls,
            MailTls::None => MailEncryption::None,
        },
        login: mail.user.map(|user| (user, password)),
        from: mail.from,
    };
    let base_url = config.server.base_url.clone();
    let writes = move |language, about: About<'_>| letter(language, about, base_url.as_deref());
    let mailer = Mailer::new(server, Box::new(writes)).context("mail")?;
    Ok(Some(Arc::new(mailer)))
}

/// Folders of this machine that may be read. Relative to what would depend on how the program was started.
fn folders(home: &Home, config: &Config) -> anyhow::Result<AllowedFolders> {
    let folders = config.connections.allowed_folders.clone();
    if let Some(relative) = folders.iter().find(|folder| !folder.is_absolute()) {
        bail!(
            "connections.allowed_folders: {} is no absolute path",
            relative.display()
        );
    }
    Ok(AllowedFolders::new(folders, &home.root))
}

/// What drivers of databases are told of the machine: where their settings, libraries and tickets lie.
fn driver_environment() -> Vec<(String, OsString)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the binary is the one that reads the environment"
    )]
    let value = |name: &&str| Some(((*name).to_owned(), std::env::var_os(name)?));
    DRIVER_VARIABLES.iter().filter_map(value).collect()
}

pub(crate) fn executable() -> anyhow::Result<PathBuf> {
    std::env::current_exe().context("this program does not know where it lies")
}

fn catalogue(home: &Home, config: &Config) -> anyhow::Result<StoreUrl> {
    let settings = &config.catalogue;
    Ok(match (&settings.url, &settings.password_file) {
        (Some(url), None) => url.parse::<StoreUrl>()?,
        (Some(url), Some(path)) => {
            let password = secret_file::read("catalogue.password_file", path)?;
            with_password(url, &password)?.parse::<StoreUrl>()?
        }
        (None, None) => StoreUrl::Sqlite(home.catalogue()),
        (None, Some(_)) => bail!("catalogue.password_file: only with catalogue.url"),
    })
}

/// The address of a database with the password that stands elsewhere. The error tells neither.
fn with_password(url: &str, password: &str) -> anyhow::Result<String> {
    let mut parsed: url::Url = url.parse().context("catalogue.url is no address")?;
    if parsed.password().is_some() {
        bail!("catalogue.url and catalogue.password_file: only one password");
    }
    parsed.set_password(Some(password)).map_err(|()| {
        anyhow::anyhow!("catalogue.password_file: catalogue.url takes no password")
    })?;
    Ok(parsed.into())
}

fn options(url: StoreUrl, lake: &Lake) -> StoreOptions {
    StoreOptions::new(url, lake.root().join("data").to_string_lossy())
}

/// Data without the catalogue that says what it is are damage: a new, empty catalogue would hide it, and the sweep
/// would take the data away.
fn refuse_lost_catalogue(home: &Home, url: &StoreUrl) -> anyhow::Result<()> {
    let StoreUrl::Sqlite(path) = url else {
        return Ok(());
    };
    let lost = !path.exists()
        && (holds_files(&home.lake().join("data"))? || holds_files(&home.lake().join("raw"))?);
    if lost {
        bail!(Trouble::CatalogueMissing(path.clone()));
    }
    Ok(())
}

fn holds_files(folder: &Path) -> anyhow::Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error).with_context(|| folder.display().to_string()),
    };
    for entry in entries {
        let entry = entry?;
        if !entry.file_type()?.is_dir() || holds_files(&entry.path())? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Forms of tables in memory, for the one process that serves; commands beside it ask once.
fn prepared(
    config: &Config,
    engine: Arc<dyn ports::Engine>,
    serves: bool,
) -> Arc<dyn PreparedRows> {
    let budget = match config.limits.prepared_memory_mb {
        Some(megabytes) => megabytes.saturating_mul(1 << 20),
        None => memory::total_bytes() / 4,
    };
    if serves && budget > 0 {
        Arc::new(Prepared::new(engine, HubParts::DOWNLOAD_LIMITS, budget))
    } else {
        Arc::new(NothingPrepared)
    }
}

/// Limits of a question typed by somebody, as configured.
pub(crate) fn question_limits(config: &Config) -> Limits {
    Limits {
        time: Duration::from_secs(config.limits.question_seconds),
        memory_bytes: config.limits.question_memory_mb << 20,
        rows: config.limits.question_rows,
    }
}

pub(crate) fn worker_limits(config: &Config) -> WorkerLimits {
    WorkerLimits {
        memory_bytes: config.limits.reader_memory_mb << 20,
        cpu_seconds: config.limits.reader_seconds,
        wall: Duration::from_secs(config.limits.reader_seconds),
        ..WorkerLimits::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_beside_the_address_is_written_into_it() {
        let whole =
            with_password("postgres://hub@db.example/hub?sslmode=require", "a/b@c").unwrap();
        assert_eq!(
            whole,
            "postgres://hub:a%2Fb%40c@db.example/hub?sslmode=require"
        );
        let twice = with_password("postgres://hub:x@db.example/hub", "y");
        assert!(twice.unwrap_err().to_string().contains("only one"));
        assert!(with_password("sqlite:catalogue", "y").is_err());
    }
}
