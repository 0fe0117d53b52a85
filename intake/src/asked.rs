//! What is asked of a file whose format itself names tables and columns.

use hebewerk_model::Recipe;

/// Which file it is and how much of it is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// What a format without names of its own calls its only table.
    pub(crate) table: &'a str,
    pub(crate) recipe: &'a Recipe,
    /// Records of each table after which looking ends; none for all.
    pub(crate) most: Option<usize>,
}

impl<'a> Asked<'a> {
    /// All of the file.
    pub(crate) fn whole(table: &'a str, recipe: &'a Recipe) -> Self {
        Self {
            table,
            recipe,
            most: None,
        }
    }
}
