//! Pieces several pages share: a struct each, with a template of the same name.

pub(crate) mod cell;
pub(crate) mod column_card;
pub(crate) mod finding_list;
pub(crate) mod mask_words;
pub(crate) mod options;
pub(crate) mod recipe_view;
pub(crate) mod running;
pub(crate) mod shape;
pub(crate) mod silo;
pub(crate) mod source_text;
pub(crate) mod task_list;
pub(crate) mod version_line;
