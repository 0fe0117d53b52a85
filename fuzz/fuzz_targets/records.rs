//! Every text is cut to its end under whatever dialect is recognised.
#![no_main]

use hebewerk_profile::{Cut, Record, Splitter, sniff};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let cutting = sniff(text, true, !text.contains('\n')).cutting;
    let mut splitter = Splitter::new(cutting);
    let mut record = Record::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Cut::Record(used) = splitter.cut(rest, true, &mut record) else {
            panic!("more than everything was asked for");
        };
        assert!(used > 0);
        rest = rest.get(used..).expect("records end between characters");
    }
});
