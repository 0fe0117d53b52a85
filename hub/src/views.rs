//! Views people save, `sichten.<name>`: a name for a question, never a second way to rows (docs/decisions/0037).
//!
//! What a reader sees is decided at the tables behind it, with the reader's own rights. A view is known to those who are
//! in its circle and may know of everything it names; all others are answered as if it were not there.

mod behind;
mod keep;
mod lineage;
mod show;
mod sight;

pub(crate) use behind::{Behind, Bound};
pub use keep::{NewView, ViewWords};
pub use lineage::{ColumnSource, ViewColumn};
pub use show::{SourceKind, ViewCard, ViewShown, ViewSource};
pub(crate) use sight::Known;
