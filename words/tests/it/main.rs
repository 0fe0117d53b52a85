//! The words as a whole: both languages say the same, and everything has a word.

mod codes;
mod languages;
mod sentences;
