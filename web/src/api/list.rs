//! A page of a list.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T: ToSchema> {
    /// The entries of this page.
    pub(super) items: Vec<T>,
    /// Entries on all pages together, where it is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<u64>,
    /// Cursor of the next page: the value of `after`. Missing on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) after: Option<String>,
    /// Address of the next page. Missing on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
}

impl<T: ToSchema> Page<T> {
    /// Everything on one page.
    pub(super) fn whole(items: Vec<T>) -> Self {
        Self {
            total: Some(items.len() as u64),
            items,
            after: None,
            next: None,
        }
    }
}
