//! Datasets as people name them on the command line.

use hebewerk_hub::HubError;

/// Organisation and dataset of `umwelt/baumkataster`, or as in SQL `umwelt.baumkataster`.
pub(crate) fn parts(name: &str) -> Result<(&str, &str), HubError> {
    let parts = name.split_once('/').or_else(|| name.split_once('.'));
    parts.ok_or_else(|| missing(name))
}

/// There is no dataset of this name.
pub(crate) fn missing(name: &str) -> HubError {
    HubError::NotFound {
        what: "dataset",
        name: name.to_owned(),
    }
}
