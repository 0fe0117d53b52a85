//! The query engine: the only room that names DataFusion.
//!
//! Three ways lead in, all through [`hebewerk_hub::ports::Engine`]: pages and scans of one table, whose plans are
//! made here, and SQL typed by people, which is planned and run in a worker process with limits of its own.
//!
//! # Invariants
//! - Every plan over files ends in a barrier: policy filter → masks → barrier. No condition, limit or statistic of
//!   the asker passes it, except comparisons of an unmasked column with a constant of its own type, which cannot
//!   fail. A policy that is only a filter leaks (knowledge: security §2): 253 of 1,500 random queries answered
//!   differently depending on hidden rows. A last optimizer rule refuses plans with an unguarded leaf.
//! - A session contains the tables of one question and nothing else: no `information_schema`, no files, no
//!   settings, no statements but SELECT and VALUES.
//! - A statement is measured before it is planned, and planned on a large stack: one SELECT can end a process.
//! - Texts of Arrow and DataFusion never reach people: they may hold cells and policies. One place translates.
//!
//! # Deliberately absent
//! Roles and principals (the hub hands over [`hebewerk_hub::ports::GuardedTable`]s); DDL, DML, EXPLAIN; a shared
//! plan cache; functions written by users.

mod answer;
mod ask_error;
mod delivery;
mod engine;
mod functions;
mod guarded;
mod in_process;
mod large_stack;
mod limited;
mod page;
mod parameters;
mod plain;
mod scan;
mod session;
mod similar;
mod statement;
mod value;
pub mod worker;

pub use engine::{Engine, EngineError, WorkerMode};
