//! The encoding is the same in blocks of any size, and what is decoded is text.
#![no_main]

use hebewerk_profile::{EncodingScan, TextDecoder};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let block = bytes.first().map_or(1, |byte| usize::from(*byte) + 1);
    let mut whole = EncodingScan::default();
    whole.add(bytes);
    let mut pieces = EncodingScan::default();
    bytes.chunks(block).for_each(|piece| pieces.add(piece));
    let (whole, pieces) = (whole.finish(), pieces.finish());
    assert_eq!(whole, pieces);
    let mut text = String::new();
    let behind = bytes.get(whole.bom_bytes..).unwrap_or(&[]);
    TextDecoder::new(whole.label).decode(behind, true, &mut text);
});
