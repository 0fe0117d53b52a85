//! What lies beside a `.shp`: files of the same name with other endings.

use hebewerk_hub::ports::ReadError;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Definitions and names of encodings are short; longer files are something else.
const MOST_BYTES: u64 = 64 << 10;

/// Endings of the files that belong to a Shapefile.
const COMPANIONS: [&str; 19] = [
    "dbf", "prj", "cpg", "shx", "sbn", "sbx", "qix", "fbn", "fbx", "ain", "aih", "atx", "ixs",
    "mxs", "cst", "qpj", "qmd", "qml", "shp.xml",
];

/// Whether a file with this ending belongs to the `.shp` of the same name.
pub(crate) fn is_companion(ending: &str) -> bool {
    COMPANIONS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether reading needs it.
pub(crate) fn is_read(ending: &str) -> bool {
    COMPANIONS
        .iter()
        .take(3)
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The siblings that are read.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    pub(super) attributes: Option<PathBuf>,
    /// Text of the `.prj`.
    pub(super) definition: Option<String>,
    /// Text of the `.cpg`.
    pub(super) code_page: Option<String>,
}

impl Siblings {
    /// Looks beside a file; endings may be in any case.
    pub(super) fn of(file: &Path) -> Result<Self, ReadError> {
        let mut siblings = Self::default();
        let (Some(folder), Some(stem)) = (file.parent(), file.file_stem()) else {
            return Ok(siblings);
        };
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.file_stem() != Some(stem) || path == file {
                continue;
            }
            let ending = path
                .extension()
                .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
                .unwrap_or_default();
            match ending.as_str() {
                "dbf" => siblings.attributes = Some(path),
                "prj" => siblings.definition = Some(text(&path)?),
                "cpg" => siblings.code_page = Some(text(&path)?),
                _ => {}
            }
        }
        Ok(siblings)
    }
}

fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
