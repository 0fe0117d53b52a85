//! A table on a map.

use crate::ports::{MapOutline, TileAddress};
use crate::{Hub, HubError, OpenTable};

impl Hub {
    /// A tile of an open table (MVT 2.1); empty where nothing lies. The guard has decided over the table, and the map is
    /// made of what it lets through: rows, columns and places of a tile are those the reader may see.
    pub async fn tile(&self, table: &OpenTable, at: TileAddress) -> Result<Vec<u8>, HubError> {
        Ok(self.parts.prepared.tile(table.guarded(), at).await?)
    }

    /// What the map of an open table says of itself: where it lies, and its attributes.
    pub async fn map(&self, table: &OpenTable) -> Result<MapOutline, HubError> {
        Ok(self.parts.prepared.map(table.guarded()).await?)
    }
}
