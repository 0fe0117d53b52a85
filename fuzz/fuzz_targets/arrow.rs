//! Arrow files and streams.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hebewerk_fuzz::look(bytes, "daten.arrow"));
