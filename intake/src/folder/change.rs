//! What a watch tells, and what it is told back.

use std::path::PathBuf;

/// Something that has become of a file, or of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderChange {
    /// A file is new or has changed, and is whole (or will not become so). Wants an [`Answer`].
    Arrived {
        /// Name of the first-level folder.
        organisation_dir: String,
        /// Path below it, `/` as separator.
        relative_path: String,
        /// Where it lies.
        absolute: PathBuf,
    },
    /// A file that was there is gone for good. Wants an [`Answer`].
    Vanished {
        /// Name of the first-level folder.
        organisation_dir: String,
        /// Path below it, `/` as separator.
        relative_path: String,
    },
    /// So many files are missing that the drive is more likely missing than they are: none of them is called
    /// vanished. Told again at every look until [`FolderChange::Released`].
    Held {
        /// The missing files, as `organisation/path`.
        missing: Vec<String>,
        /// Files there should be.
        of: usize,
    },
    /// No files are held any more.
    Released,
}

impl FolderChange {
    /// `organisation/path` of the file it is about; none when it is about many.
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Arrived {
                organisation_dir,
                relative_path,
                ..
            }
            | Self::Vanished {
                organisation_dir,
                relative_path,
            } => Some(format!("{organisation_dir}/{relative_path}")),
            Self::Held { .. } | Self::Released => None,
        }
    }
}

/// What became of an announced change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was taken over.
    Done,
    /// It could not be taken over just now and is announced again after a while.
    Failed,
}
