//! Workbooks and archives (start it with a corpus of real ones).
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hebewerk_fuzz::look(bytes, "mappe.xlsx"));
