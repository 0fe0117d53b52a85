//! Worker processes for SQL typed by people: one question each, with limits the operating system keeps.
//!
//! ```text
//! parent ── stdin: the order (SQL, limits) as a line of JSON ──► child
//!        ◄─ stdout: mark, the tables it names as a line of JSON ─     reads
//!        ── stdin: those tables, guarded, and views, as JSON ───►
//!        ◄─ stdout: the answer as Arrow IPC stream ─────────────     plans and runs
//!        ◄─ stderr: the error as one line of JSON, if any ──────
//! ```
//! The child puts its limits on itself before it looks at a word of SQL: reading alone can take hours for forty
//! words, so it has processor time of its own. The parent kills the child when time is up, whether or not somebody
//! reads the answer, and when the answer is dropped.
//!
//! A child is started for each question: measured on a debug build and two busy cores, a start costs 10 to 20 ms, and
//! a child that has read one asker's words never meets another's. (Decision 0010.)

mod child;
mod ending;
mod order;
mod parent;
mod running;

pub use child::run;
pub(crate) use parent::Workers;
