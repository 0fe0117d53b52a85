//! The tables of a timetable (GTFS): what is fuzzed are the members of a whole archive, not its compression.
#![no_main]

use hebewerk_fuzz::{look, packed};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let archive = packed(&[
        ("stops.txt", part()),
        ("trips.txt", part()),
        ("stop_times.txt", part()),
    ]);
    look(&archive, "fahrplan.zip");
});
