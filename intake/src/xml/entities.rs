//! Names that stand for a character in texts: those every XML has, and those of HTML that exports write without
//! declaring them.

/// What a name stands for; none for names that only a document type explains, which nobody resolves here.
pub(super) fn resolve(name: &str) -> Option<&'static str> {
    KNOWN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, meant)| *meant)
}

const KNOWN: [(&str, &str); 41] = [
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("nbsp", "\u{a0}"),
    ("euro", "€"),
    ("sect", "§"),
    ("deg", "°"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("frac12", "½"),
    ("micro", "µ"),
    ("middot", "·"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bdquo", "„"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("sbquo", "‚"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("copy", "©"),
    ("reg", "®"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("ccedil", "ç"),
    ("times", "×"),
];

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn only_names_that_everybody_knows_stand_for_something() {
        assert_eq!(resolve("uuml"), Some("ü"));
        assert_eq!(resolve("amp"), Some("&"));
        assert_eq!(resolve("lol9"), None);
    }
}
