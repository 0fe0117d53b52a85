//! Bridges: which columns of different datasets fit together, found at each new version, decided on by people.
//!
//! What is looked at is what everybody sees who may read a dataset: columns that are about persons, masked, or in tables
//! with rules on rows are not sketched at all, and what is not there cannot leak (decision 0026).

mod banks;
mod board;
mod cells;
mod climb_sql;
mod climbing;
mod decide;
mod follow;
mod freshness;
mod groups;
mod joining;
mod keys;
mod lessons;
mod map;
mod mending;
mod over_time;
mod reasons;
mod reconcile;
mod rounds;
mod rows;
mod sight;
mod sketching;
mod steps;
mod view;
mod views;
mod worth;

pub(crate) use banks::Banks;
pub(crate) use board::Board;
pub use cells::each_as_text;
pub use climb_sql::Climbed;
pub use decide::BridgeDecision;
pub use follow::BridgesFollowed;
pub use freshness::{FreshnessCaution, Territory};
pub use groups::{BridgeGroup, GroupKind};
pub(crate) use joining::{key_of, quoted};
pub use lessons::{HeadersAgree, Learned, Lesson, LessonSign};
pub use map::{SiloMap, SiloMonth, SiloPlace, SiloSheet, SiloSpan};
pub use mending::{MendChoice, MendedValue, Mending, OpenValue};
pub use reasons::{BridgeBecause, BridgeKeys, BridgeReason, Speaks};
pub use rounds::{Round, RoundStop, Rounds, RoundsWeek, RoundsWish};
pub use rows::{BridgeRows, JoinedRows};
pub use view::{BridgeBank, BridgeCard, BridgeColumn, BridgeFilter};
