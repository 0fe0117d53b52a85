//! What a form belongs to.

use hebewerk_hub::ports::GuardedTable;
use hebewerk_model::SemanticType;

/// Changes with every change of how forms are built.
const BUILDER: u32 = 1;
/// The same of maps.
const MAP_BUILDER: u32 = 1;

/// A version of a table under conditions of reading: whatever is equal here is the same form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FormKey(pub(crate) [u8; 32]);

impl FormKey {
    /// Of the form for pages; none where the conditions cannot be told apart from others.
    pub(crate) fn of(table: &GuardedTable) -> Option<Self> {
        Self::made("rows", BUILDER, table)
    }

    /// Of the map.
    pub(crate) fn of_map(table: &GuardedTable) -> Option<Self> {
        Self::made("map", MAP_BUILDER, table)
    }

    fn made(what: &str, builder: u32, table: &GuardedTable) -> Option<Self> {
        // The whole of the conditions, not the short hash that ETags bear.
        let access = serde_json::to_string(&table.access).ok()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&builder.to_le_bytes());
        let mut text = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        text(what);
        // What was erased from a version has made other files of it.
        for file in &table.files {
            text(&file.path);
            text(&file.content.to_string());
        }
        for column in &table.columns {
            text(&column.name);
            text(&column.column_type.to_string());
            text(column.unit.as_deref().unwrap_or_default());
            // Where rows lie, and what attributes are called.
            text(column.semantic_type.map_or("", SemanticType::name));
            text(&column.label);
            for (key, value) in column.extension() {
                text(&key);
                text(&value);
            }
        }
        text(&access);
        if let Some(key) = &table.pseudonyms {
            hasher.update(&key.0);
        }
        Some(Self(*hasher.finalize().as_bytes()))
    }
}
