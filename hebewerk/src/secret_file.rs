//! Secrets that stand in files of their own, so that the settings can be shown to anybody and the operating system decides
//! who reads what is secret (`LoadCredential=` of systemd, a mounted secret of a container).

use anyhow::{Context, bail};
use std::path::Path;

/// The secret in a file that `setting` names, without the end of its line. An empty one is a mistake: it would open a
/// door, or lock everybody out.
pub(crate) fn read(setting: &str, path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path);
    let text = text.with_context(|| format!("{setting}: {}", path.display()))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        bail!("{setting}: {} is empty", path.display());
    }
    Ok(secret.to_owned())
}

/// What stands in the settings themselves, or in a file they name; both would leave open which counts.
pub(crate) fn either(
    (setting, value): (&str, Option<&str>),
    (file_setting, file): (&str, Option<&Path>),
) -> anyhow::Result<Option<String>> {
    match (value, file) {
        (Some(_), Some(_)) => bail!("{setting} and {file_setting}: only one of them"),
        (Some(value), None) => Ok(Some(value.to_owned())),
        (None, Some(path)) => read(file_setting, path).map(Some),
        (None, None) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_without_the_end_of_its_line_and_never_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, " p ss\r\n").unwrap();
        assert_eq!(read("x", &path).unwrap(), " p ss");
        std::fs::write(&path, "\n").unwrap();
        assert!(read("x", &path).unwrap_err().to_string().contains("empty"));
        assert!(read("x", &folder.path().join("none")).is_err());
    }

    #[test]
    fn a_secret_stands_in_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, "in the file").unwrap();
        let of = |value, file| either(("a", value), ("a_file", file));
        assert_eq!(of(None, None).unwrap(), None);
        assert_eq!(of(Some("here"), None).unwrap().as_deref(), Some("here"));
        let filed = of(None, Some(path.as_path())).unwrap();
        assert_eq!(filed.as_deref(), Some("in the file"));
        assert!(of(Some("here"), Some(path.as_path())).is_err());
    }
}
