//! Which folders may be read.

use hebewerk_hub::ports::FetchError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders an administrator allows, and the one that is never allowed. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct AllowedFolders {
    allowed: Arc<[PathBuf]>,
    never: Option<Arc<Path>>,
}

impl AllowedFolders {
    /// Allows folders and all below them, but nothing in `never`.
    pub fn new(allowed: Vec<PathBuf>, never: &Path) -> Self {
        Self {
            allowed: allowed.into(),
            never: Some(never.into()),
        }
    }

    /// Where a folder really lies, if it may be read. Blocks.
    pub(super) fn place(&self, folder: &Path) -> Result<PathBuf, FetchError> {
        let refused = || FetchError::setting("folder", "fetch_folder_refused");
        if !folder.is_absolute() {
            return Err(refused());
        }
        let place = match folder.canonicalize() {
            Ok(place) => place,
            // What may not be read is not told from what is not there.
            Err(_error) if !self.may_be_named(folder) => return Err(refused()),
            Err(error) => return Err(unread(&error, folder)),
        };
        if !self.allows(&place) {
            return Err(refused());
        }
        if !place.is_dir() {
            return Err(FetchError::lasting("fetch_not_found", shown(folder)));
        }
        Ok(place)
    }

    /// Whether what really lies there may be read. The folders themselves may be links of the administrator's.
    pub(super) fn allows(&self, place: &Path) -> bool {
        let really = |folder: &Path| folder.canonicalize().ok();
        let own = self.never.as_deref().and_then(really);
        let is_own = own.is_some_and(|own| place.starts_with(own));
        let mut allowed = self.allowed.iter().filter_map(|folder| really(folder));
        !is_own && allowed.any(|folder| place.starts_with(folder))
    }

    fn may_be_named(&self, folder: &Path) -> bool {
        let goes_up = folder
            .components()
            .any(|part| part == std::path::Component::ParentDir);
        !goes_up
            && self
                .allowed
                .iter()
                .any(|allowed| folder.starts_with(allowed))
    }
}

/// What the system says of a folder or file.
pub(super) fn unread(error: &io::Error, path: &Path) -> FetchError {
    match error.kind() {
        io::ErrorKind::NotFound => FetchError::lasting("fetch_not_found", shown(path)),
        io::ErrorKind::PermissionDenied => FetchError::lasting("fetch_denied", shown(path)),
        _ => FetchError::passing("fetch_cut_off", shown(path)),
    }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_folder_is_judged_by_where_it_really_lies() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in ["frei/a", "geheim", "frei/hub"] {
            fs::create_dir_all(at(path)).unwrap();
        }
        fs::write(at("frei/datei"), "x").unwrap();
        symlink(at("geheim"), at("frei/link")).unwrap();
        symlink(at("frei/a"), at("zurueck")).unwrap();
        let allowed = AllowedFolders::new(vec![at("frei")], &at("frei/hub"));
        let check = |path: &str| allowed.place(&at(path)).map_err(|error| error.code);
        assert!(check("frei").is_ok());
        assert!(check("frei/a/../a").is_ok());
        assert!(check("zurueck").is_ok());
        for path in [
            "geheim",
            "frei/link",
            "frei/../geheim",
            "frei/hub",
            "nirgendwo",
            "frei/../nirgendwo",
        ] {
            assert_eq!(check(path), Err("fetch_folder_refused"), "{path}");
        }
        assert_eq!(check("frei/nirgendwo"), Err("fetch_not_found"));
        assert_eq!(check("frei/datei"), Err("fetch_not_found"));
        let relative = allowed.place(Path::new("frei")).map_err(|error| error.code);
        assert_eq!(relative, Err("fetch_folder_refused"));
        let nothing = AllowedFolders::default().place(&at("frei"));
        assert!(nothing.is_err());
    }
}
