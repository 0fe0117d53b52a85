//! Looks at bytes, records and Arrow arrays and says what is there, and how sure it is.
//!
//! # Invariants
//! - Nothing here opens a file, and nothing refuses: a table that makes no sense is a table of text columns with
//!   findings. What a value means is never guessed at the price of its text: a key keeps its zeros, a cell that
//!   does not fit its column's type is handed back as text.
//! - Everything streams: memory is bounded by columns and fixed samples, not by rows.
//! - Layout is decided once, by [`TableInspector`]; [`TableConverter`] follows the inspection to the row, so both
//!   passes over a file count the same rows.
//!
//! # Deliberately absent
//! File handles and formats (`intake`), sentences for people (`words`), personal-data rules that refuse (`guard`).

mod calendar;
mod column_names;
mod column_sight;
mod column_verdict;
mod converter;
mod damage;
mod decode;
mod dialect_sight;
mod distinct;
mod encoding;
pub mod findings;
mod footer;
mod inspector;
mod layout;
mod marker;
mod moment;
mod number;
mod number_verdict;
mod personal;
mod piece;
mod record;
mod row_course;
mod semantic;
mod splitter;
mod statistics;
mod total;
mod truth_value;

pub use column_names::{column_names, made_up_label};
pub use converter::{Aside, BATCH_ROWS, TableConverter};
pub use decode::{TextDecoder, without_zeros};
pub use dialect_sight::{DialectSight, sniff, width_under};
pub use encoding::{EncodingScan, EncodingSight, plain_utf8};
pub use inspector::{PieceSight, TableInspector, TableSeed, TableSight};
pub use layout::{BLOCK_ROWS, stand_apart, surplus_cells};
pub use personal::{ColumnValues, PersonalSight, ValueSample, personal_data};
pub use piece::{Irregular, Piece, PieceReader};
pub use record::{RawCell, Record};
pub use row_course::{Heading, RowCourse, RowKind};
pub use semantic::{ColumnEvidence, recognise};
pub use splitter::{Cut, Cutting, Splitter, is_framed};
pub use statistics::{Statistics, StatisticsPart};
