//! What the binary itself refuses, each with a sentence in `words` (`cli-trouble-<code>`) and an exit code.

use hebewerk_model::Language;
use hebewerk_words::{Value, t_with};
use std::path::PathBuf;
use thiserror::Error;

/// Why a command was not begun or not finished.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    /// There is no data directory here.
    #[error("there is no data directory at {}", .0.display())]
    NoHome(PathBuf),
    /// Another process writes to the directory.
    #[error("another process uses {}", .0.display())]
    InUse(PathBuf),
    /// The file system or its rights forbid to write to the directory.
    #[error("{} cannot be written to", .0.display())]
    NotWritable(PathBuf),
    /// The data directory holds data, and the catalogue that says what it is is gone.
    #[error("the catalogue {} is missing", .0.display())]
    CatalogueMissing(PathBuf),
    /// The catalogue was made by an older program.
    #[error("the catalogue was made by an older hebewerk")]
    CatalogueOlder,
    /// The catalogue was migrated by a newer program.
    #[error("the catalogue was migrated by a newer hebewerk")]
    CatalogueNewer,
    /// Catalogue and data directory belong to different hubs.
    #[error("the catalogue belongs to another data directory")]
    OtherHub,
    /// A path on the command line does not exist.
    #[error("there is no {}", .0.display())]
    NoSuchPath(PathBuf),
    /// A table on the command line does not exist.
    #[error("there is no such table; there are: {0}")]
    NoSuchTable(String),
    /// A file lacks the columns that name what is asked about.
    #[error("{} lacks the columns file and column", .0.display())]
    NoQueries(PathBuf),
    /// No table of a file has addresses or facilities.
    #[error("{} has no column of streets, addresses or names of facilities", .0.display())]
    NothingToLink(PathBuf),
    /// A file holds no recipe.
    #[error("{} is no recipe: {why}", .path.display())]
    WrongRecipe {
        /// The file.
        path: PathBuf,
        /// What is wrong with its text, and where.
        why: String,
    },
    /// A recipe has a field that means nothing.
    #[error("{} has the unknown field {field}", .path.display())]
    UnknownInRecipe {
        /// The file.
        path: PathBuf,
        /// The field and what it stands in, parted by points.
        field: String,
    },
    /// What shall be made is there already.
    #[error("{} is there already", .0.display())]
    ThereAlready(PathBuf),
    /// Another process makes the same thing.
    #[error("another process makes {}", .0.display())]
    BeingMade(PathBuf),
    /// A folder is no backup.
    #[error("{} holds no backup", .0.display())]
    NoBackup(PathBuf),
    /// The catalogue lies in PostgreSQL, which has its own tools.
    #[error("the catalogue lies in PostgreSQL: back it up with pg_dump first")]
    CatalogueElsewhere,
    /// The demo's directory holds another city.
    #[error("the demo in {} is {}", .place.display(), .is)]
    OtherCity {
        /// Data directory.
        place: PathBuf,
        /// Slug of the city in it.
        is: String,
    },
    /// The directory holds a real hub.
    #[error("{} holds a hub that is no demo", .0.display())]
    NoDemo(PathBuf),
}

impl Trouble {
    /// Stable snake-case code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::NoHome(_) => "no_home",
            Self::InUse(_) => "in_use",
            Self::NotWritable(_) => "not_writable",
            Self::CatalogueMissing(_) => "catalogue_missing",
            Self::CatalogueOlder => "catalogue_older",
            Self::CatalogueNewer => "catalogue_newer",
            Self::OtherHub => "other_hub",
            Self::NoSuchPath(_) => "no_such_path",
            Self::NoSuchTable(_) => "no_such_table",
            Self::NoQueries(_) => "no_queries",
            Self::NothingToLink(_) => "nothing_to_link",
            Self::WrongRecipe { .. } => "wrong_recipe",
            Self::UnknownInRecipe { .. } => "unknown_in_recipe",
            Self::ThereAlready(_) => "there_already",
            Self::BeingMade(_) => "being_made",
            Self::NoBackup(_) => "no_backup",
            Self::CatalogueElsewhere => "catalogue_elsewhere",
            Self::OtherCity { .. } => "other_city",
            Self::NoDemo(_) => "no_demo",
        }
    }

    /// The exit code; see [`crate::exit`].
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::NoHome(_) | Self::CatalogueOlder | Self::CatalogueNewer | Self::OtherHub => 3,
            Self::InUse(_) | Self::BeingMade(_) => 4,
            Self::NoSuchPath(_) | Self::NoSuchTable(_) | Self::NoBackup(_) => 6,
            Self::CatalogueMissing(_) => 7,
            Self::NotWritable(_)
            | Self::NoQueries(_)
            | Self::NothingToLink(_)
            | Self::WrongRecipe { .. }
            | Self::UnknownInRecipe { .. }
            | Self::ThereAlready(_)
            | Self::CatalogueElsewhere
            | Self::OtherCity { .. }
            | Self::NoDemo(_) => 1,
        }
    }

    /// The sentence for people.
    pub(crate) fn sentence(&self, language: Language) -> String {
        let (path, name) = match self {
            Self::NoHome(path)
            | Self::InUse(path)
            | Self::NotWritable(path)
            | Self::CatalogueMissing(path)
            | Self::NoSuchPath(path)
            | Self::NoQueries(path)
            | Self::NothingToLink(path)
            | Self::ThereAlready(path)
            | Self::BeingMade(path)
            | Self::NoBackup(path)
            | Self::NoDemo(path) => (path.display().to_string(), ""),
            Self::WrongRecipe { path, why: name } | Self::UnknownInRecipe { path, field: name } => {
                (path.display().to_string(), name.as_str())
            }
            Self::OtherCity { place, is } => (place.display().to_string(), is.as_str()),
            Self::NoSuchTable(name) => (String::new(), name.as_str()),
            Self::CatalogueOlder
            | Self::CatalogueNewer
            | Self::OtherHub
            | Self::CatalogueElsewhere => (String::new(), ""),
        };
        t_with(
            language,
            &format!("cli-trouble-{}", self.code().replace('_', "-")),
            &[
                ("path", Value::from(path.as_str())),
                ("name", Value::from(name)),
            ],
        )
        .into_owned()
    }
}
