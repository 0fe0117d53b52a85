//! Delimited text: recognised, read, written again.

mod at_once;
mod files;
mod heads;
mod messy;
mod real;
mod tables;
mod truth;
mod values;
