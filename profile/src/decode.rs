//! From bytes in any encoding to text, block by block.

use encoding_rs::{CoderResult, Encoding};

/// Label of the one encoding that German offices still use and the WHATWG does not know.
pub(crate) const IBM850: &str = "ibm850";

/// Decodes a file block by block. Bytes that fit no rule become the characters Windows-1252 gives them (a file
/// pasted together from two encodings stays readable) and are counted.
pub struct TextDecoder {
    road: Road,
    carry: Vec<u8>,
    foreign: u64,
}

enum Road {
    Utf8,
    Ibm850,
    Other(Box<encoding_rs::Decoder>),
}

impl std::fmt::Debug for TextDecoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextDecoder")
            .field("foreign", &self.foreign)
            .finish_non_exhaustive()
    }
}

impl TextDecoder {
    /// A decoder for an encoding label; unknown labels are taken for UTF-8. A byte order mark must already be
    /// skipped.
    pub fn new(label: &str) -> Self {
        let road = if label.eq_ignore_ascii_case(IBM850) || label.eq_ignore_ascii_case("cp850") {
            Road::Ibm850
        } else {
            match Encoding::for_label(label.as_bytes()) {
                Some(encoding) if encoding != encoding_rs::UTF_8 => {
                    Road::Other(Box::new(encoding.new_decoder_without_bom_handling()))
                }
                _ => Road::Utf8,
            }
        };
        Self {
            road,
            carry: Vec::new(),
            foreign: 0,
        }
    }

    /// Bytes that did not fit the encoding so far.
    pub fn foreign_bytes(&self) -> u64 {
        self.foreign
    }

    /// Appends the text of `bytes` to `text`; `last` closes the file.
    pub fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let before = text.len();
        self.append(bytes, last, text);
        drop_marks(text, before);
        show_zeros(text, before);
    }

    fn append(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        match &mut self.road {
            Road::Ibm850 => text.extend(bytes.iter().map(|byte| ibm850(*byte))),
            Road::Utf8 => self.decode_utf8(bytes, last, text),
            Road::Other(decoder) => {
                let mut rest = bytes;
                loop {
                    text.reserve(
                        decoder
                            .max_utf8_buffer_length(rest.len())
                            .unwrap_or(rest.len() * 3),
                    );
                    let (result, read, replaced) = decoder.decode_to_string(rest, text, last);
                    self.foreign += u64::from(replaced);
                    rest = rest.get(read..).unwrap_or(&[]);
                    if result == CoderResult::InputEmpty {
                        break;
                    }
                }
            }
        }
    }

    fn decode_utf8(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        if self.carry.is_empty() {
            self.append_utf8(bytes, last, text);
        } else {
            let mut joined = std::mem::take(&mut self.carry);
            joined.extend_from_slice(bytes);
            self.append_utf8(&joined, last, text);
        }
    }

    fn append_utf8(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let error = match std::str::from_utf8(rest) {
                Ok(valid) => {
                    self.append_valid(valid, text);
                    return;
                }
                Err(error) => error,
            };
            let (valid, wrong) = rest.split_at(error.valid_up_to());
            self.append_valid(std::str::from_utf8(valid).unwrap_or_default(), text);
            let length = match error.error_len() {
                Some(length) => length,
                None if last => wrong.len(),
                None => {
                    self.carry = wrong.to_vec();
                    return;
                }
            };
            let (wrong, behind) = wrong.split_at(length.min(wrong.len()));
            self.foreign += wrong.len() as u64;
            text.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(wrong)
                    .0,
            );
            rest = behind;
        }
    }

    /// Control characters from U+0080 to U+009F are no text: somebody took Windows-1252 for Latin-1 when turning it
    /// into UTF-8, and dashes and quotation marks became them.
    fn append_valid(&mut self, valid: &str, text: &mut String) {
        let bytes = valid.as_bytes();
        let mut from = 0;
        for at in memchr::memchr_iter(C1_LEAD, bytes) {
            let Some(control) = bytes.get(at + 1).filter(|byte| is_c1(**byte)) else {
                continue;
            };
            text.push_str(valid.get(from..at).unwrap_or(""));
            let byte = [*control];
            text.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&byte)
                    .0,
            );
            self.foreign += 1;
            from = at + 2;
        }
        text.push_str(valid.get(from..).unwrap_or(""));
    }
}

/// A byte order mark at the beginning of a line shows that another file was pasted behind; it is no text.
fn drop_marks(text: &mut String, from: usize) {
    const LINE_ENDS: [char; 2] = ['\n', '\r'];
    let (before, fresh) = text.split_at(from);
    if memchr::memmem::find(fresh.as_bytes(), MARK.as_bytes()).is_none() {
        return;
    }
    let mut begins_line = before.is_empty() || before.ends_with(LINE_ENDS);
    let mut kept = String::with_capacity(fresh.len());
    for piece in fresh.split_inclusive(LINE_ENDS) {
        kept.push_str(if begins_line {
            piece.trim_start_matches(MARK)
        } else {
            piece
        });
        begins_line = piece.ends_with(LINE_ENDS);
    }
    text.truncate(from);
    text.push_str(&kept);
}

/// What stands for a zero byte: databases and drivers keep no zeros in texts, and nobody sees them.
pub(crate) const ZERO: char = '\u{2400}';

/// Makes zeros behind the first `from` bytes visible.
fn show_zeros(text: &mut String, from: usize) {
    let fresh = text.get(from..).unwrap_or("");
    if memchr::memchr(0, fresh.as_bytes()).is_some() {
        let shown = without_zeros(fresh);
        text.truncate(from);
        text.push_str(&shown);
    }
}

/// A text with a visible sign for each zero.
pub fn without_zeros(text: &str) -> String {
    text.replace('\0', "\u{2400}")
}

/// The byte order mark as text.
pub(crate) const MARK: &str = "\u{feff}";

/// First byte of a control character from U+0080 to U+009F in UTF-8.
const C1_LEAD: u8 = 0xc2;

fn is_c1(second: u8) -> bool {
    (0x80..0xa0).contains(&second)
}

/// Control characters from U+0080 to U+009F in valid UTF-8.
pub(crate) fn c1_controls(valid: &[u8]) -> u64 {
    places_of_c1(valid).count() as u64
}

/// Where the first of them stands.
pub(crate) fn first_c1_control(valid: &[u8]) -> Option<usize> {
    places_of_c1(valid).next()
}

fn places_of_c1(valid: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(C1_LEAD, valid)
        .filter(|at| valid.get(at + 1).is_some_and(|byte| is_c1(*byte)))
}

fn ibm850(byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(index) => HIGH_850
            .get(usize::from(index))
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// Code page 850, bytes 128 to 255.
#[rustfmt::skip]
const HIGH_850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ',
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»',
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐',
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤',
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀',
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´',
    '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, bytes: &[u8], expected: &str, foreign: u64) {
        for block in [1, 2, 3, 100] {
            let mut decoder = TextDecoder::new(label);
            let mut text = String::new();
            for piece in bytes.chunks(block) {
                decoder.decode(piece, false, &mut text);
            }
            decoder.decode(&[], true, &mut text);
            assert_eq!(text, expected, "in blocks of {block}");
            assert_eq!(decoder.foreign_bytes(), foreign);
        }
    }

    #[test]
    fn umlauts_are_read_in_every_encoding_offices_use() {
        check("utf-8", "Straße €".as_bytes(), "Straße €", 0);
        check("windows-1252", b"Stra\xdfe \x80", "Straße €", 0);
        check("ibm850", b"Stra\xe1e \x81ber", "Straße über", 0);
        check("utf-16le", b"S\0\xe4\0", "Sä", 0);
    }

    #[test]
    fn single_bytes_of_another_encoding_stay_readable_and_are_counted() {
        check("utf-8", b"\xc3\xa4 und \xe4.", "ä und ä.", 1);
        check("utf-8", b"am Ende \xfc", "am Ende ü", 1);
    }

    #[test]
    fn zeros_become_visible() {
        check("utf-8", b"a\0\0b", "a\u{2400}\u{2400}b", 0);
        check("windows-1252", b"\0\xfc", "\u{2400}ü", 0);
    }

    #[test]
    fn dashes_that_became_control_characters_are_dashes_again() {
        let twice = "7 \u{96} 8 Feb, \u{84}Amt\u{93}, § 5";
        check("utf-8", twice.as_bytes(), "7 – 8 Feb, „Amt“, § 5", 3);
    }
}
