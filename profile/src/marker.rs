//! Signs that stand for a missing value in a column of numbers or dates.

/// The sign a trimmed text is, in its usual spelling; none for real values.
///
/// Meanings in German official statistics: `-` nothing, `.` secret or unknown, `…` later, `/` not certain enough,
/// `x` not meaningful.
pub(crate) fn marker(text: &str) -> Option<&'static str> {
    if text.len() > 20 {
        return None;
    }
    SIGNS
        .iter()
        .find(|(spelling, _)| spelling.eq_ignore_ascii_case(text))
        .map(|(_, sign)| *sign)
}

/// What a sign means in German official statistics: `nothing`, `secret`, `senseless`, `uncertain`, `later`; else
/// `missing`.
pub(crate) fn meaning(sign: &str) -> &'static str {
    match sign {
        "-" => "nothing",
        "." | "•" => "secret",
        "x" => "senseless",
        "/" => "uncertain",
        "…" => "later",
        _ => "missing",
    }
}

const SIGNS: &[(&str, &str)] = &[
    ("-", "-"),
    ("–", "-"),
    ("—", "-"),
    ("--", "-"),
    ("---", "-"),
    (".", "."),
    ("..", "…"),
    ("...", "…"),
    ("…", "…"),
    ("x", "x"),
    ("/", "/"),
    ("*", "*"),
    ("**", "*"),
    ("***", "*"),
    ("•", "•"),
    ("?", "?"),
    ("k. A.", "k. A."),
    ("k.A.", "k. A."),
    ("k.A", "k. A."),
    ("k A", "k. A."),
    ("kA", "k. A."),
    ("k. a.", "k. A."),
    ("keine Angabe", "k. A."),
    ("keine Angaben", "k. A."),
    ("n/a", "n/a"),
    ("#N/A", "#N/A"),
    ("#NV", "#NV"),
    ("NA", "NA"),
    ("N.A.", "n. a."),
    ("n. a.", "n. a."),
    ("n.v.", "n. v."),
    ("n. v.", "n. v."),
    ("nv", "n. v."),
    ("n. e.", "n. e."),
    ("n.e.", "n. e."),
    ("nicht erhoben", "n. e."),
    ("nicht erfasst", "n. e."),
    ("n. d.", "n. d."),
    ("n.d.", "n. d."),
    ("N/D", "n. d."),
    ("ND", "n. d."),
    ("o. A.", "k. A."),
    ("o.A.", "k. A."),
    ("ohne Angabe", "k. A."),
    ("null", "null"),
    ("none", "null"),
    ("NaN", "NaN"),
    ("nil", "null"),
    ("unbekannt", "unbekannt"),
    ("unbek.", "unbekannt"),
    ("unbek", "unbekannt"),
    ("nicht bekannt", "unbekannt"),
    ("unknown", "unbekannt"),
    ("entfällt", "entfällt"),
    ("n. b.", "n. b."),
    ("n.b.", "n. b."),
    // What SAP writes where no day was entered.
    ("00.00.0000", "00.00.0000"),
    ("0000-00-00", "0000-00-00"),
    ("00/00/0000", "00/00/0000"),
    ("leer", "null"),
    ("\\N", "null"),
    ("#DIV/0!", "#DIV/0!"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_sign_are_one_sign() {
        for text in ["k.A.", "k. A.", "K.A.", "keine angabe"] {
            assert_eq!(marker(text), Some("k. A."));
        }
        assert_eq!(marker("–"), Some("-"));
        for text in ["unbek.", "Unbekannt", "nicht bekannt"] {
            assert_eq!(marker(text), Some("unbekannt"));
        }
        for text in ["n. v.", "n.v.", "nv"] {
            assert_eq!(marker(text), Some("n. v."));
        }
        assert_eq!(marker("#NV"), Some("#NV"));
        for text in ["n.e.", "n. e.", "nicht erhoben"] {
            assert_eq!(marker(text), Some("n. e."));
        }
    }

    #[test]
    fn values_are_no_signs() {
        for text in ["0", "-1", "a", "Xanten", ""] {
            assert_eq!(marker(text), None);
        }
    }
}
