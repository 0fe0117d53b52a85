//! Words of others, cleaned: no markup, no blanks at the ends, no more than somebody reads.

/// Longest title in characters.
const TITLE: usize = 500;
/// Longest description in characters.
const TEXT: usize = 20_000;
/// Longest of everything else in characters.
const LINE: usize = 300;
/// Longest address in bytes.
const ADDRESS: usize = 4_000;

/// A title: one line.
pub(super) fn title(text: &str) -> String {
    cut(&one_line(text), TITLE)
}

/// One line of anything.
pub(super) fn line(text: &str) -> String {
    cut(&one_line(text), LINE)
}

/// A description: paragraphs, without the tags that portals allow in it.
pub(super) fn text(text: &str) -> String {
    let plain = without_tags(text);
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    cut(lines.join("\n").trim(), TEXT)
}

/// An address people can be sent to.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let is_whole = text.len() <= ADDRESS && text.len() > 8 && !text.chars().any(char::is_control);
    (is_web && is_whole).then(|| text.to_owned())
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .filter(|sign| !sign.is_control())
        .collect()
}

/// The text without anything between `<` and `>` that looks like a tag; a tag that ends a paragraph ends a line.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = behind.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/');
        let Some((tag, after)) = behind.split_once('>').filter(|_tag| is_tag) else {
            plain.push('<');
            rest = behind;
            continue;
        };
        let name = tag.trim_start_matches('/').to_ascii_lowercase();
        let ends_line = ["p", "br", "li", "div", "ul", "ol"]
            .iter()
            .any(|ends| name.split(['/', ' ']).next() == Some(*ends));
        if ends_line {
            plain.push('\n');
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
        .replace("&amp;", "&")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

fn cut(text: &str, most: usize) -> String {
    if text.len() <= most || text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_what_is_none_stays() {
        assert_eq!(
            text("<p>Erster</p><p>Zweiter&nbsp;<b>Satz</b></p>"),
            "Erster\n\nZweiter Satz"
        );
        assert_eq!(text("a < b und c > d"), "a < b und c > d");
        assert_eq!(text("<script>alert(1)</script>"), "alert(1)");
        assert_eq!(title("  Bäume\n der  Stadt "), "Bäume der Stadt");
    }

    #[test]
    fn only_addresses_of_the_web_are_shown() {
        assert_eq!(
            web_address(" https://a.example/b "),
            Some("https://a.example/b".to_owned())
        );
        for other in [
            "javascript:alert(1)",
            "data:text/html,x",
            "/relativ",
            "ftp://a.example",
            "http://",
            "http://a\nb.example",
        ] {
            assert_eq!(web_address(other), None, "{other}");
        }
    }
}
