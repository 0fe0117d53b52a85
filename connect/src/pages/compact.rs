//! JSON on one line.

/// Appends a valid JSON text without the white space between its signs; numbers keep their digits.
pub(crate) fn compact(json: &str, line: &mut Vec<u8>) {
    let mut in_text = false;
    let mut escaped = false;
    for byte in json.bytes() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if byte.is_ascii_whitespace() {
            continue;
        } else {
            in_text = byte == b'"';
        }
        line.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_signs_is_left_out() {
        let json = "{ \"a b\" :\n\t[ 1.10, \"x \\\" y \\\\\" , null ] }";
        let mut line = Vec::new();
        compact(json, &mut line);
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line, r#"{"a b":[1.10,"x \" y \\",null]}"#);
    }
}
