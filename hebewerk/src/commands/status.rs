//! `hebewerk status`.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::folder::Held;
use crate::home::Home;
use crate::wiring::Wired;
use crate::{output, wiring};
use hebewerk_hub::HubError;
use hebewerk_model::{Language, Principal};
use hebewerk_store::Figures;
use hebewerk_words::{Value, date, number, t, t_with};
use serde_json::json;
use std::path::Path;

/// What `status` says.
struct Status {
    is_running: bool,
    organisations: u64,
    lifted: u64,
    figures: Figures,
    /// Datasets the index does not know in their newest state; none when there is no index.
    index_behind: Option<u64>,
    disk: DiskUse,
    /// What the watched folder misses without anything being withdrawn.
    held: Option<Held>,
}

/// Bytes by what they are; room on the disk of the lake.
struct DiskUse {
    catalogue: u64,
    raw: u64,
    data: u64,
    index: u64,
    free: u64,
    total: u64,
}

/// Says what is in the hub, how much room it takes and whether the index is up to date.
pub(crate) async fn run(context: &Context, args: JsonArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open_reading(&home, &config).await?;
    let status = Status::of(&home, &wired).await?;
    wired.close().await;
    if args.json {
        output::json(&status.document())?;
    } else {
        status.say(context.language)?;
    }
    Ok(if status.index_behind == Some(0) {
        Done::Whole
    } else {
        Done::WithDamage
    })
}

impl Status {
    async fn of(home: &Home, wired: &Wired) -> anyhow::Result<Self> {
        let operator = Principal::Operator;
        let organisations = wired.hub.organisations(&operator).await?;
        let index_behind = match wired.hub.status(&operator).await {
            Ok(status) => Some(status.index_behind),
            Err(HubError::Index(_)) => None,
            Err(other) => return Err(other.into()),
        };
        Ok(Self {
            is_running: home.is_in_use(),
            organisations: organisations.len() as u64,
            lifted: organisations.iter().map(|summary| summary.lifted).sum(),
            figures: wired.store.figures().await.map_err(HubError::from)?,
            index_behind,
            disk: DiskUse::of(home, wired).await?,
            held: Held::read(home),
        })
    }

    fn document(&self) -> serde_json::Value {
        let Figures {
            datasets,
            versions,
            deliveries,
            last_delivery_at,
        } = self.figures;
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "running": self.is_running,
            "organisations": self.organisations,
            "datasets": datasets,
            "lifted": self.lifted,
            "versions": versions,
            "deliveries": deliveries,
            "last_delivery_at": last_delivery_at.map(|moment| moment.to_string()),
            "index_behind": self.index_behind,
            "bytes": {
                "catalogue": self.disk.catalogue,
                "raw": self.disk.raw,
                "data": self.disk.data,
                "index": self.disk.index,
            },
            "watch_held": self.held,
            "room": { "free_bytes": self.disk.free, "total_bytes": self.disk.total },
        })
    }

    fn say(&self, language: Language) -> anyhow::Result<()> {
        let line = |key: &str, value: String| {
            output::line(&format!(
                "{}: {value}",
                t(language, &format!("cli-status-{key}"))
            ))
        };
        let count = |key: &str, value: u64| line(key, number::integer(language, value));
        let bytes = |key: &str, value: u64| line(key, number::bytes(language, value));
        let running = if self.is_running {
            "running"
        } else {
            "stopped"
        };
        output::line(&t(language, &format!("cli-status-{running}")))?;
        count("organisations", self.organisations)?;
        count("datasets", self.figures.datasets)?;
        count("lifted", self.lifted)?;
        count("versions", self.figures.versions)?;
        count("deliveries", self.figures.deliveries)?;
        if let Some(moment) = self.figures.last_delivery_at {
            line("last-delivery", date::moment(language, moment))?;
        }
        bytes("catalogue", self.disk.catalogue)?;
        bytes("raw", self.disk.raw)?;
        bytes("data", self.disk.data)?;
        bytes("index", self.disk.index)?;
        bytes("room", self.disk.free)?;
        if let Some(held) = &self.held {
            let values = [
                ("folder", Value::from(held.folder.as_str())),
                ("missing", Value::from(held.missing as u64)),
                ("of", Value::from(held.of as u64)),
            ];
            output::line(&t_with(language, "cli-status-held", &values))?;
        }
        match self.index_behind {
            Some(0) => Ok(()),
            Some(behind) => {
                let count = [("datasets", Value::from(behind))];
                output::line(&t_with(language, "cli-index-behind", &count))
            }
            None => output::line(&t(language, "cli-error-index-unavailable")),
        }
    }
}

impl DiskUse {
    async fn of(home: &Home, wired: &Wired) -> anyhow::Result<Self> {
        let inventory = wired.store.inventory().await.map_err(HubError::from)?;
        let room = wired.lake.room()?;
        let catalogue = home.catalogue();
        let side_file = catalogue.with_extension("sqlite-wal");
        Ok(Self {
            catalogue: size(&catalogue) + size(&side_file),
            raw: inventory.raw.iter().map(|(_content, bytes)| bytes).sum(),
            data: inventory.data.iter().map(|file| file.size_bytes).sum(),
            index: size(&home.index()),
            free: room.free_bytes,
            total: room.total_bytes,
        })
    }
}

/// Bytes of a file or of everything in a folder; what is not there takes no room.
fn size(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else {
        return std::fs::metadata(path).map_or(0, |found| found.len());
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}
