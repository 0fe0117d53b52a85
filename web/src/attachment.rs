//! Names of files to be saved (RFC 6266 with the encoding of RFC 8187).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but `attr-char` of RFC 8187 § 3.2.1 is encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Value of `Content-Disposition` for a file of this name: a plain name for old programs, the real one beside it.
pub(crate) fn attachment(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '/' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    let encoded = utf8_percent_encode(file_name, ENCODED);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn names_survive_quotes_umlauts_and_line_ends() {
        assert_eq!(
            attachment("Bäume \"neu\"\r\n.csv"),
            "attachment; filename=\"B_ume _neu___.csv\"; filename*=UTF-8''B%C3%A4ume%20%22neu%22%0D%0A.csv"
        );
    }
}
