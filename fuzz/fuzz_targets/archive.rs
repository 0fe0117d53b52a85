//! Packed files: gz, bz2, xz, zst, zip, 7z, tar (start it with a corpus of small ones).
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hebewerk_fuzz::look(bytes, "paket.zip"));
