//! Cuts a text whatever it is written in: two bytes a character become UTF-8 for the cut and are written back.

use encoding_rs::{UTF_16BE, UTF_16LE};
use hebewerk_profile::EncodingScan;

/// Bytes in which the encoding is sought.
const HEAD_BYTES: usize = 64 << 10;

/// Cuts `bytes` with `cut`, which gets a text in which ASCII is ASCII, without byte order mark.
pub(super) fn cut_text(
    bytes: &[u8],
    cut: impl FnOnce(&[u8]) -> Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let mut scan = EncodingScan::default();
    scan.add(bytes.get(..HEAD_BYTES).unwrap_or(bytes));
    let sight = scan.finish();
    let (mark, text) = bytes.split_at_checked(sight.bom_bytes)?;
    let mut whole = mark.to_vec();
    let wide = match sight.label {
        "utf-16le" => Some(UTF_16LE),
        "utf-16be" => Some(UTF_16BE),
        _ => None,
    };
    let Some(encoding) = wide else {
        whole.extend(cut(text)?);
        return Some(whole);
    };
    let even = text.get(..text.len() & !1)?;
    let (narrow, _) = encoding.decode_without_bom_handling(even);
    let cut = String::from_utf8(cut(narrow.as_bytes())?).ok()?;
    let units = cut.encode_utf16();
    if encoding == UTF_16LE {
        whole.extend(units.flat_map(u16::to_le_bytes));
    } else {
        whole.extend(units.flat_map(u16::to_be_bytes));
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bytes_a_character_are_cut_between_characters() {
        let wide = |text: &str| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        };
        let text = wide("Straße;Größe\nÄ;1\n\u{1f600};2");
        for end in text.len() - 5..text.len() {
            let cut = cut_text(&text[..end], super::super::lines::cut);
            assert_eq!(cut, Some(wide("Straße;Größe\nÄ;1\n")));
        }
    }

    #[test]
    fn a_byte_order_mark_stays() {
        let cut = cut_text(b"\xef\xbb\xbfa;b\n1;2\n3", super::super::lines::cut);
        assert_eq!(cut.as_deref(), Some(b"\xef\xbb\xbfa;b\n1;2\n".as_slice()));
    }
}
