//! Files that are left alone: locks, half-written and hidden ones.

use std::ffi::OsStr;
use std::path::Path;

/// Whether a file of this name is no dataset (or not yet): lock files of Excel and LibreOffice, downloads on their
/// way, what file managers leave behind. Only the last part of the path counts.
pub fn is_left_alone(path: &Path) -> bool {
    let Some(name) = path.file_name() else {
        return true;
    };
    let name = name.to_string_lossy();
    let lower = name.to_lowercase();
    name.starts_with("~$")
        || name.starts_with('.')
        || [
            ".tmp",
            ".temp",
            ".part",
            ".partial",
            ".crdownload",
            ".download",
            ".filepart",
            ".lock",
            ".swp",
            "~",
        ]
        .iter()
        .any(|end| lower.ends_with(end))
        || ["thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"].contains(&lower.as_str())
}

/// A file's name as text. Bytes that are none become U+FFFD and their number (`Stra�DFe.csv`), a U+FFFD in the name
/// two of them: so different names stay different.
pub(super) fn plain(name: &OsStr) -> String {
    let mut plain = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        plain.push_str(&chunk.valid().replace('\u{fffd}', "\u{fffd}\u{fffd}"));
        for byte in chunk.invalid() {
            plain.push('\u{fffd}');
            plain.push_str(&format!("{byte:02X}"));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_and_half_files_are_left_alone() {
        for name in [
            "~$Liste.xlsx",
            ".~lock.Liste.ods#",
            "Liste.csv.part",
            "x.crdownload",
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "a.TMP",
        ] {
            assert!(
                is_left_alone(Path::new("umwelt").join(name).as_path()),
                "{name}"
            );
        }
        for name in ["Liste.xlsx", "a.csv", "ohne_endung", "part.csv"] {
            assert!(!is_left_alone(Path::new(name)), "{name}");
        }
    }
}
