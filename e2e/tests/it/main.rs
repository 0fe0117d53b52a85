//! The whole program: the binary over its command line, HTTP, a browser and DuckDB.

mod browser;
mod command_line;
mod duckdb_reads;
mod folder_watch;
mod hostile_files;
mod real_files;
mod rights;
mod sudden_death;
