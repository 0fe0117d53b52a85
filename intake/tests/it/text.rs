//! Delimited text: recognised, read, written again.

mod files;
mod real;
mod tables;
mod truth;
