//! Answers of catalogues of spatial data, in ISO 19139.
#![no_main]

use hebewerk_exchange::harvest::read_iso_page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    hebewerk_fuzz::only_our_faults();
    let mut taken = 0;
    let told = read_iso_page(bytes, &mut |_record| {
        taken += 1;
        Ok(())
    });
    if let Ok(told) = told {
        assert_eq!(taken, told.seen, "a record that was not told");
    }
});
