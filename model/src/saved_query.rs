//! Queries somebody kept.

use crate::{AccountId, SavedQueryId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A query an account keeps for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedQuery {
    /// Identity.
    pub id: SavedQueryId,
    /// Whose it is.
    pub owner: AccountId,
    /// What it is called.
    pub title: String,
    /// The SQL text.
    pub sql: String,
    /// When it was saved last.
    pub saved_at: Timestamp,
}
