//! Datasets as CKAN tells them.
#![no_main]

use hebewerk_exchange::harvest::package;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(value) = serde_json::from_str(text) {
        drop(package(&value));
    }
});
