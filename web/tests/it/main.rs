//! Integration tests of the web door: its routes, its words, its answers over an empty hub and a small city.

mod answers;
mod city;
mod fake;
mod routes;
mod templates;
mod words;
