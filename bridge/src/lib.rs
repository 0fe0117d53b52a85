//! Which columns of different tables fit together, how well, and why.
//!
//! A [`ColumnSketch`] is what is kept of a column: hashes of its values and of their [normal forms](NormalForm), and
//! what they look like. A [`Collection`] holds the sketches of many tables over one exact inverted index
//! ([`ValueIndex`]) and answers two questions: which columns are akin to this one ([`Collection::akin`]), and which
//! tables can be joined or put below one another ([`Collection::bridges`]). Where no two columns hold the same values,
//! [`transform`] learns how the values of one table are made of those of another, and [`fuzzy`] matches names.
//! [`Hierarchy`] leads from the fine to the coarse (streets to districts, days to months), [`placed`] looks at the map.
//!
//! # Invariants
//! - Nothing here opens a file, waits, or knows who asks. What comes out holds no values but in [`Example`]s and rules,
//!   and the caller decides who may see those.
//! - Overlap is counted, not estimated, up to [`EXACT_VALUES`] different values a column; above that it is estimated
//!   from the same [`KEPT_VALUES`] smallest hashes on both sides.
//! - Sketches made with different [`ValueKey`]s have no value in common: what must not be compared cannot be.
//! - Adding or removing a column costs its own size.
//!
//! # Deliberately absent
//! The cost model of JOSIE (patented): posting lists are merged, no more. MinHash and its kin: measured slower and less
//! exact at the size of a city (decision 0023). Persons are not linked: [`linkage`] knows addresses and facilities only.

mod bridges;
mod cardinality;
mod collection;
mod composite;
mod example;
pub mod fuzzy;
mod header;
mod hierarchy;
mod index;
mod kinship;
mod level;
pub mod linkage;
mod lookalike;
mod normal_form;
mod overlap;
mod place;
mod print;
mod row_match;
mod sketch;
mod together;
pub mod transform;
mod union;
mod veto;

pub use bridges::{Bridge, BridgeKind, Share};
pub use cardinality::Cardinality;
pub use collection::{Akin, Collection, ColumnAt, Entry, EntryBuilder, Limits, TableSketch};
pub use composite::{CompositeWish, TupleSketch};
pub use example::{Example, Examples};
pub use header::Header;
pub use hierarchy::{Climb, Counts, Hierarchy, HierarchyWish, Steps, ValueCounts};
pub use index::{ColumnNumber, IndexFull, Overlaps, ValueIndex};
pub use kinship::{Kinship, Weights};
pub use level::Level;
pub use normal_form::{Address, Forms, NormalForm, normalised, split_house_number, split_number};
pub use overlap::{Overlap, overlap};
pub use place::{
    Area, Placed, Places, Position, ReferenceSystem, Shape, placed, shape_of_text, shape_of_wkb,
};
pub use print::{ValueKey, ValuePrint};
pub use row_match::{MOST_ROWS, Means, RowMatch, Rows, match_rows};
pub use sketch::{
    ColumnSketch, Damaged, EXACT_VALUES, KEPT_VALUES, Meaning, Order, SketchBuilder, ValueSample,
};
pub use together::{Pair, together};
pub use veto::{Veto, is_reference};
