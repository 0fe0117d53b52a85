//! Text of mainframes (EBCDIC, as code pages 273 and 1141), which is not read but can be named.

/// Fewer bytes say nothing.
const LEAST_BYTES: usize = 8;

/// Whether bytes are text in EBCDIC: letters and digits lie where other encodings have signs and umlauts, and nothing
/// is a blank or a line end of ASCII.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    if bytes.len() < LEAST_BYTES {
        return false;
    }
    let count = |is: fn(u8) -> bool| bytes.iter().filter(|byte| is(**byte)).count();
    let words = count(is_word);
    let signs =
        count(|byte| matches!(byte, 0x40 | 0x4b..=0x50 | 0x5a..=0x61 | 0x6b..=0x6f | 0x7a..=0x7f));
    let ends = count(|byte| matches!(byte, 0x15 | 0x25 | 0x0d));
    let ascii_gaps = count(|byte| matches!(byte, b' ' | b'\n'));
    words * 10 >= bytes.len() * 4
        && (words + signs + ends) * 10 >= bytes.len() * 8
        && ascii_gaps * 50 <= bytes.len()
}

/// Letters and digits.
const fn is_word(byte: u8) -> bool {
    matches!(
        byte,
        0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9 | 0xc1..=0xc9 | 0xd1..=0xd9 | 0xe2..=0xe9 | 0xf0..=0xf9
    )
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn mainframe_text_is_told_from_everything_else() {
        // NAME;ORT / 1;HERNE / 2;BOCHUM
        let text = b"\xd5\xc1\xd4\xc5\x5e\xd6\xd9\xe3\x25\xf1\x5e\xc8\xc5\xd9\xd5\xc5\x25\xf2\x5e\xc2\xd6\xc3\xc8\xe4\xd4\x25";
        assert!(looks_like(text));
        for other in [
            "Straße;Größe;Übung\nKöln;1,5;ja\n".as_bytes(),
            b"\xc3\xd6\xdc;\xe4\xf6\xfc\xdf\n\xe4;\xf6 \xfc\n",
            "Имя;Город\nИван;Москва\n".as_bytes(),
            b"\xc8\xec\xff;\xc3\xee\xf0\xee\xe4\n\xc8\xe2\xe0\xed;\xcc\xee\xf1\xea\xe2\xe0\n",
            b"a;b\n1;2\n",
            b"\xf1\xf2",
        ] {
            assert!(!looks_like(other), "{other:?}");
        }
    }
}
