//! A sheet of an OpenDocument file: what is fuzzed is its XML, not the archive around it.
#![no_main]

use hebewerk_fuzz::{look, packed};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let archive = packed(&[("mimetype", kind.as_slice()), ("content.xml", bytes)]);
    look(&archive, "tabelle.ods");
});
