//! The index as a whole, on a disk of its own.

mod city;

mod answers;
mod disk;
mod facets;
mod leaks;
mod words;
