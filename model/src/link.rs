//! What somebody says of a dataset beside the data the hub has: files elsewhere, and words no field is made for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A file or interface elsewhere (`dcat:Distribution` with an `accessURL` that is not ours; a resource of CKAN with an
/// address). The hub has no row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Identity: the one it was brought with, or a new one.
    pub id: Uuid,
    /// Title.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it is: `http` or `https`.
    pub url: String,
    /// The form as somebody said it: `CSV`, `WMS` …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Media type, if somebody said one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}

/// Something that was said under a name of somebody else's (`extras` of CKAN).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Name.
    pub key: String,
    /// What was said.
    pub value: String,
}
