//! The beginning of a large file: what is cut from it is read like any file.
//!
//! The bytes are repeated until the file is large enough to have a beginning of its own.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hebewerk_fuzz::begin(bytes, "datei"));
