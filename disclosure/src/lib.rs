//! Statistical disclosure control: how much a table tells about single persons, and what can be done about it.
//!
//! Pure arithmetic over counts that somebody else has made (`group by`): how anonymous rows are ([`Classes`]), which
//! cells of a table tell too much ([`sensitive`]), which others have to be withheld with them so that nobody can
//! subtract ([`suppress`]), what somebody could still work out ([`Attack`]), what two published versions tell together
//! ([`differences`]), and noise that is the same for the same persons ([`CellKey`]). [`Cost`] says what a remedy costs.
//!
//! # Invariants
//! - No number is called safe that an attacker's linear program has not been asked about: [`suppress`] attacks its own
//!   answer before it hands it out, and says so when a table cannot be protected.
//! - Same input, same answer: no clock, no chance, no order of a hash map.
//!
//! # Deliberately absent
//! IO, names of columns, what may be released (people decide that), and controlled rounding.
//!
//! # Sources
//! Sweeney 2002 (k-anonymity); Machanavajjhala et al. 2007 (l-diversity); Li et al. 2007 (t-closeness); Hundepool et
//! al., Statistical Disclosure Control, 2012, chapters 4 and 5; Fischetti and Salazar 2000 (complementary
//! suppression); Fraser and Wooton 2005, and Giessing and Tent 2019 (cell key method, census of 2022).

mod attack;
mod cell_key;
mod classes;
mod closeness;
mod cost;
mod differences;
mod dimension;
mod diversity;
mod linear;
mod perturbation;
pub mod sensitive;
mod suppress;
mod table;

pub use attack::{Attack, Interval};
pub use cell_key::{CellKey, RecordKey, RecordKeys};
pub use classes::{Class, Classes};
pub use closeness::Distance;
pub use cost::{Cost, Tried};
pub use differences::{Shown, Telling, Tells, differences};
pub use dimension::{Dimension, Misshapen};
pub use perturbation::{NoSuchNoise, Noise, Perturbation};
pub use suppress::{CannotProtect, Suppression, suppress};
pub use table::{Cell, Relation, Table};
