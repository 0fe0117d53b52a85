//! A sheet of a workbook: what is fuzzed is its XML, not the archive around it.
#![no_main]

use hebewerk_fuzz::{look, packed, workbook};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let around = workbook();
    let mut members: Vec<(&str, &[u8])> = around.to_vec();
    members.push(("xl/worksheets/sheet1.xml", bytes));
    look(&packed(&members), "mappe.xlsx");
});
