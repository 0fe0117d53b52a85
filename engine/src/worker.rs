//! Worker processes for SQL typed by people: one question each, with limits the operating system keeps.
//!
//! ```text
//! parent ── stdin: where the data lie, as a line of JSON ──────► child  makes itself ready
//!        ── stdin: the order (SQL, limits) as a line of JSON ──►
//!        ◄─ stdout: mark, the tables it names as a line of JSON ─     reads
//!        ── stdin: those tables, guarded, and views, as JSON ───►
//!        ◄─ stdout: the answer as Arrow IPC stream ─────────────     plans and runs
//!        ◄─ stderr: the error, or how many bytes the answer has ─
//! ```
//! The child puts its limits on itself before it looks at a word of SQL: reading alone can take hours for forty
//! words, so it has processor time of its own. The parent kills the child when time is up, whether or not somebody
//! reads the answer, and when the answer is dropped. Nobody waits for the child to clear up: the answer is whole when the
//! bytes it says to have sent are there.
//!
//! A child is started for each question: one that has read one asker's words never meets another's (decision 0010). A
//! start costs 10 to 20 ms, so whoever serves keeps one ready, which has read nothing yet and has answered a question of
//! its own.

mod child;
mod ending;
mod order;
mod parent;
mod ready;
mod rehearsal;
mod running;

pub use child::run;
pub(crate) use parent::Workers;
pub(crate) use ready::Starter;
