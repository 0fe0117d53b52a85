//! *Datei hochladen*: receive a file, look, correct, look again, hand over.
//!
//! A staged file has a folder of its own below [`crate::HubParts::staging`]:
//!
//! ```text
//! <id>/file            the bytes as they came
//! <id>/upload.json     whose it is, its name and size; written last, so that a file without it is only a part
//! <id>/draft.json      where it shall go, what is corrected, what is said about it
//! <id>/hand-over.json  that it was handed over, and what became of it
//! ```

mod draft;
mod drift;
mod hand_over;
mod look;
mod offers;
mod outcome;
mod receive;
mod rows;
mod running;
mod staged;
mod sweep;
mod target;

pub use draft::{Draft, DraftWords};
pub use hand_over::HandOver;
pub use look::{Look, Preview};
pub use offers::Offer;
pub use outcome::{HandedOver, Standing};
pub use receive::Receiving;
pub use rows::PreviewTable;
pub(crate) use running::Running;
pub(crate) use staged::plain_file_name;
pub use staged::{StagedId, StagedUpload, WaitingUpload};
pub use target::Target;
