//! Text and values as XML 1.0 holds them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// An element with text, indented by two signs; signs that XML has no way to write are left out.
pub(crate) fn element(out: &mut String, name: &str, text: &str) {
    // Writing to a text cannot fail.
    let _written = writeln!(out, "  <{name}>{}</{name}>", escaped(text));
}

/// Text for an element or an attribute (XML 1.0 § 2.2, § 2.4).
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let is_written = |sign: char| !matches!(sign, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_written) {
        return quick_xml::escape::escape(text);
    }
    let kept: String = text.chars().filter(|sign| is_written(*sign)).collect();
    Cow::Owned(quick_xml::escape::escape(kept.as_str()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_that_xml_does_not_have_are_left_out() {
        assert_eq!(
            escaped("a\u{0}<b>\u{1b} & \"c\"\n"),
            "a&lt;b&gt; &amp; &quot;c&quot;\n"
        );
    }
}
