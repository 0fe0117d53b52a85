//! What a fetch remembers of the files of a place.

use super::Listed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a mark of S3 or WebDAV ends that holds neither a time nor an ETag.
const ONLY_LENGTH: &str = "/?/";

/// The marks of the files that became deliveries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    files: BTreeMap<String, String>,
}

impl Seen {
    /// What the last good fetch left behind; none if there was none.
    pub(crate) fn read(memory: Option<&str>) -> Option<Self> {
        serde_json::from_str(memory?).ok()
    }

    /// To be left behind.
    pub(crate) fn write(&self) -> String {
        // A map of texts can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether the file is in the state that was seen. A server that tells neither when it changed nor a mark of its
    /// own says nothing by the length alone: then the file is fetched again, and compared by its bytes.
    pub(super) fn knows(&self, file: &Listed) -> bool {
        self.files.get(&file.path) == Some(&file.mark) && !file.mark.ends_with(ONLY_LENGTH)
    }

    /// The file was taken.
    pub(super) fn note(&mut self, file: &Listed) {
        self.files.insert(file.path.clone(), file.mark.clone());
    }

    /// Forgets files that are not there any more: the memory must not grow with every file that ever was.
    pub(super) fn keep(&mut self, files: &[Listed]) {
        let there: std::collections::BTreeSet<&str> =
            files.iter().map(|file| file.path.as_str()).collect();
        self.files
            .retain(|path, _mark| there.contains(path.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_alone_is_no_mark() {
        for (mark, is_known) in [
            ("9/?/", false),
            ("9/?/\"a\"", true),
            ("9/1760000000/", true),
        ] {
            let file = Listed {
                path: "a.csv".to_owned(),
                bytes: Some(9),
                modified: None,
                mark: mark.to_owned(),
            };
            let mut seen = Seen::default();
            seen.note(&file);
            assert_eq!(seen.knows(&file), is_known, "{mark}");
        }
    }
}
