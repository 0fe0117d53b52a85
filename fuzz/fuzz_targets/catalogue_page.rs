//! Pages of other catalogues, in every form of RDF.
#![no_main]

use hebewerk_exchange::harvest::read_page;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hebewerk_fuzz::only_our_faults();
    let mut taken = 0;
    let told = read_page(
        bytes,
        "https://daten.example.org/catalog",
        Cursor::new(Vec::new()),
        &mut |_record| {
            taken += 1;
            Ok(())
        },
    );
    if let Ok(told) = told {
        assert!(taken <= told.seen, "more records than datasets");
    }
});
