//! Reading files, whole ways.

mod office;
mod text;
