//! Whatever the bytes are: the format is found by content.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hebewerk_fuzz::look(bytes, "datei"));
