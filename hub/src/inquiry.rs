//! Questions put together by steps: checked against what is there, written as SQL, answered like any other statement.
//!
//! Three parts that know nothing of each other's work: [`Setting`] (which tables and columns the asker has, over which
//! bridges), [`check`] and [`Statement`] (pure: a question and a setting in, problems or SQL out), and the flows of the
//! hub, which answer through [`crate::Hub::ask`] and so through the guard.
//!
//! A row counts once in a group, however often bridges repeat it: decision 0036.

mod answer;
mod check;
mod literal;
mod offers;
mod places;
mod setting;
mod sql;
mod steps;

#[cfg(test)]
mod tests;

pub use answer::{Inquired, StepRows};
pub use check::{Problem, check, is_moment};
pub use literal::literal;
pub use offers::WalkOffer;
pub use places::{Area, Places, PlacesWish};
pub use setting::{ByHand, Footing, FootingClimb, Setting, SettingTable, Told};
pub use sql::{AnswerColumn, Meaning, Statement, statement};
pub use steps::step_rows_sql;
