//! Opening the catalogue beside a process that owns it.

use crate::database::{Database, query};
use crate::held;
use crate::migrations::{self, Shape};
use crate::options::{StoreOptions, StoreUrl};
use crate::remembered::Remembered;
use crate::store::Store;
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{CatalogueId, ContentHash, DataFile};
use jiff::Timestamp;
use thiserror::Error;

/// Why a catalogue cannot be read as it stands.
#[derive(Debug, Error)]
pub enum BesideError {
    /// There is no catalogue.
    #[error("there is no catalogue")]
    Missing,
    /// It was made by an older program and has to be migrated first.
    #[error("the catalogue has to be migrated first")]
    Older,
    /// It was migrated by a newer program.
    #[error("the catalogue was migrated by a newer program")]
    Newer,
    /// It did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How much is in the catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Datasets, withdrawn ones too.
    pub datasets: u64,
    /// Versions of all datasets.
    pub versions: u64,
    /// Deliveries, unreadable ones too.
    pub deliveries: u64,
    /// When the newest delivery arrived.
    pub last_delivery_at: Option<Timestamp>,
}

/// Every file the catalogue needs to be whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inventory {
    /// Data files of all versions, and of those that wait to be accepted.
    pub data: Vec<DataFile>,
    /// Raw deliveries: hash and size in bytes.
    pub raw: Vec<(ContentHash, u64)>,
}

/// What a catalogue says about the data directory it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Belonging {
    /// Which catalogue it is; none before it was migrated that far.
    pub catalogue: Option<CatalogueId>,
    /// Where its data files lie, ending in a slash; none in an empty database.
    pub data_path: Option<String>,
}

impl Store {
    /// Which catalogue a database holds and for which directory; changes nothing.
    pub async fn belonging(options: &StoreOptions) -> Result<Belonging, StoreError> {
        let store = Self {
            database: Database::connect_beside(options).await?,
            remembered: Remembered::default(),
        };
        let belonging = store.read_belonging().await;
        store.close().await;
        belonging
    }

    async fn read_belonging(&self) -> Result<Belonging, StoreError> {
        let shape = migrations::shape(&self.database).await?;
        let mut session = self.reading("asking whose the catalogue is").await?;
        if shape == Shape::Older && !migrations::has_migrations(&mut session).await? {
            return Ok(Belonging::default());
        }
        let data_path =
            query("select value from ducklake_metadata where key = 'data_path' and scope is null")
                .first(&mut session)
                .await?;
        let epoch = query("select epoch from hw_change where place = 1")
            .one(&mut session)
            .await;
        let catalogue = match epoch {
            Ok(row) => row.optional_uuid("epoch")?.map(CatalogueId::from_uuid),
            Err(error) if shape == Shape::Current => return Err(error),
            // There was a time before epochs.
            Err(_unknown) => None,
        };
        Ok(Belonging {
            catalogue,
            data_path: data_path.map(|row| row.get("value")).transpose()?,
        })
    }

    /// Opens a catalogue that another process may be writing: nothing is made, migrated or corrected.
    ///
    /// A connection that writes is opened when something is written, which is only the two books: a question asked
    /// on the command line is on record like any other.
    pub async fn open_beside(options: &StoreOptions) -> Result<Self, BesideError> {
        if let StoreUrl::Sqlite(path) = &options.url
            && !path.is_file()
        {
            return Err(BesideError::Missing);
        }
        let store = Self {
            database: Database::connect_beside(options).await?,
            remembered: Remembered::default(),
        };
        match migrations::shape(&store.database).await? {
            Shape::Current => Ok(store),
            Shape::Older => Err(BesideError::Older),
            Shape::Newer => Err(BesideError::Newer),
        }
    }

    /// Counts what is in the catalogue.
    pub async fn figures(&self) -> Result<Figures, StoreError> {
        let mut session = self.reading("counting what is there").await?;
        let mut figures = Figures::default();
        for (sql, figure) in [
            (
                "select count(*) as found from hw_dataset",
                &mut figures.datasets,
            ),
            (
                "select count(*) as found from hw_version",
                &mut figures.versions,
            ),
            (
                "select count(*) as found from hw_delivery",
                &mut figures.deliveries,
            ),
        ] {
            *figure = query(sql).one(&mut session).await?.count("found")?;
        }
        let newest = query("select received_at from hw_delivery order by received_at desc limit 1")
            .first(&mut session)
            .await?;
        figures.last_delivery_at = newest.map(|row| row.time("received_at")).transpose()?;
        Ok(figures)
    }

    /// Every file that any version, one that waits, or a delivery names.
    pub async fn inventory(&self) -> Result<Inventory, StoreError> {
        let mut session = self.reading("listing files").await?;
        let files = query(
            "select path, row_count, size_bytes, footer_bytes, content
               from hw_file
              order by path",
        )
        .all(&mut session)
        .await?;
        let mut inventory = Inventory::default();
        for row in &files {
            inventory.data.push(DataFile {
                path: row.get("path")?,
                rows: row.count("row_count")?,
                size_bytes: row.count("size_bytes")?,
                footer_bytes: row.count("footer_bytes")?,
                content: row.parsed("content")?,
                null_counts: Vec::new(),
            });
        }
        // What waits to be accepted must be there when it is.
        inventory.data.extend(held::files(&mut session).await?);
        inventory.data.sort_by(|a, b| a.path.cmp(&b.path));
        inventory
            .data
            .dedup_by(|file, before| file.path == before.path);
        let raw = query("select distinct content, size_bytes from hw_delivery where erased_at is null order by content")
            .all(&mut session)
            .await?;
        for row in &raw {
            inventory
                .raw
                .push((row.parsed("content")?, row.count("size_bytes")?));
        }
        Ok(inventory)
    }
}
