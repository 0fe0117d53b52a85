//! Delimited text: recognised, read, written again.

mod files;
mod messy;
mod real;
mod tables;
mod truth;
mod values;
