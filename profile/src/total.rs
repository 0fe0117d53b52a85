//! Words that say that a row sums up others.

/// Whether a text is nothing but the name of a total.
///
/// English *total* is left in the data, as the annotators of the Pollock benchmark see it.
pub(crate) fn is_total(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "summe",
        "summen",
        "gesamt",
        "gesamtsumme",
        "insgesamt",
        "gesamtergebnis",
        "endsumme",
        "zusammen",
        "σ",
        "∑",
    ];
    let lower = text.trim_end_matches(':').trim().to_lowercase();
    WORDS.contains(&lower.as_str())
}

/// Whether a text names a total, also that of a part: `Zwischensumme`, `Summe 12`, `Übertrag von Seite 2`.
pub(crate) fn names_total(text: &str) -> bool {
    const LONGEST: usize = 60;
    const OF_PARTS: &[&str] = &["zwischensumme", "teilsumme", "übertrag", "zwischenergebnis"];
    // Asked of every text: most are none by their first letter.
    let may_be = text.starts_with([
        'S', 's', 'Z', 'z', 'T', 't', 'Ü', 'ü', 'G', 'g', 'I', 'i', 'E', 'e', 'Σ', 'σ', '∑',
    ]);
    if !may_be || text.len() > LONGEST {
        return false;
    }
    let (first, rest) = text.split_once([' ', ':']).unwrap_or((text, ""));
    let first = first.to_lowercase();
    OF_PARTS.contains(&first.as_str())
        || is_total(text)
        || (matches!(first.as_str(), "summe" | "gesamtsumme") && !rest.trim().contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_words() {
        for text in [
            "Summe",
            "Insgesamt:",
            "Zwischensumme",
            "Summe 12",
            "Übertrag von Seite 2",
        ] {
            assert!(names_total(text), "{text}");
        }
        for text in [
            "Summe der Einkünfte",
            "Zusammenarbeit",
            "Gesamtschule",
            "Sommer",
            "",
        ] {
            assert!(!names_total(text), "{text}");
        }
    }
}
