//! Why the lake cannot be opened.

use hebewerk_model::{Failure, Kind};
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why the lake cannot be opened.
#[derive(Debug, Error)]
pub enum LakeError {
    /// A directory cannot be made or written.
    #[error("the data directory {path} cannot be used")]
    Directory {
        /// Which directory.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file system lets a second link replace or join a first one, or has no hard links: versions could be
    /// overwritten unnoticed.
    #[error(
        "the file system of {path} has no dependable hard links ({detail}): use a local disk (ext4, xfs, zfs)"
    )]
    NoLinks {
        /// Which directory.
        path: PathBuf,
        /// What happened.
        detail: String,
    },
    /// The address is no directory on this machine.
    #[error("{url} is no directory on this machine")]
    NotLocal {
        /// The address.
        url: String,
    },
}

impl Failure for LakeError {
    fn kind(&self) -> Kind {
        match self {
            Self::Directory { .. } => Kind::Unavailable,
            Self::NoLinks { .. } | Self::NotLocal { .. } => Kind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Directory { .. } => "lake_directory",
            Self::NoLinks { .. } => "lake_without_links",
            Self::NotLocal { .. } => "lake_not_local",
        }
    }
}
