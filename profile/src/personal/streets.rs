//! Streets and house numbers.

use super::letters::folded;

/// What a value is as an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    No,
    /// A street without a number.
    Street,
    /// A street with a house number.
    House,
}

/// Ends of street names that end nothing else.
const SURE_ENDS: &[&str] = &[
    "strasse", "str", "weg", "platz", "allee", "gasse", "ufer", "damm", "chaussee", "stieg",
    "pfad", "steig", "ring", "kamp", "twiete",
];

/// Ends of street names that other words end in, too: a house number makes sure.
const ENDS: &[&str] = &[
    "hof",
    "feld",
    "berg",
    "grund",
    "winkel",
    "heide",
    "busch",
    "park",
    "garten",
    "markt",
    "tor",
    "wall",
    "graben",
    "hang",
    "brink",
    "horst",
    "bruch",
    "wiese",
    "wiesen",
    "bach",
    "siedlung",
    "hoehe",
    "aue",
    "teich",
    "brunnen",
    "wald",
    "halde",
    "kolonie",
    "bogen",
    "promenade",
    "passage",
    "zeile",
    "blick",
    "turm",
    "tal",
    "bruecke",
    "muehle",
    "acker",
    "esch",
    "born",
    "hagen",
    "leite",
    "rain",
    "reihe",
    "stiege",
    "buehl",
    "anger",
    "kreuz",
    "ort",
    "loh",
    "eck",
    "see",
    "hain",
    "schlucht",
    "galerie",
    "road",
    "street",
    "avenue",
    "lane",
];

/// Words that begin street names.
const BEGINS: &[&str] = &[
    "am", "an", "auf", "im", "in", "zum", "zur", "unter", "hinter", "vor", "neben", "alte",
    "alter", "neue", "neuer", "grosse", "kleine", "obere", "untere", "lange", "kurze", "hohe",
    "breite", "bei", "beim", "ober", "nieder", "aussere", "platz", "strasse",
];

/// What a value is.
pub(super) fn place(value: &str) -> Place {
    let street = value
        .split([',', ';', '\n', '('])
        .next()
        .unwrap_or("")
        .trim();
    if street.len() < 4 || street.len() > 60 {
        return Place::No;
    }
    let (name, number) = without_number(street);
    let words: Vec<String> = name
        .split([' ', '-', '.'])
        .filter(|word| !word.is_empty())
        .map(folded)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Place::No;
    };
    let letters = name.chars().next().is_some_and(char::is_alphabetic);
    let sure = ends(last, SURE_ENDS);
    let likely = ends(last, ENDS) || words.len() > 1 && BEGINS.contains(&first.as_str());
    match (number, sure, likely) {
        (true, true, _) | (true, _, true) if letters => Place::House,
        (false, true, _) if letters && words.len() <= 6 => Place::Street,
        (false, _, true) if letters && words.len() > 1 && BEGINS.contains(&first.as_str()) => {
            Place::Street
        }
        _ => Place::No,
    }
}

fn ends(word: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| word.ends_with(end))
}

/// The street and whether a house number stood behind it.
fn without_number(street: &str) -> (&str, bool) {
    let Some(at) = street
        .find(|c: char| c.is_ascii_digit())
        .filter(|at| *at > 0)
    else {
        return (street, false);
    };
    let (name, number) = street.split_at(at);
    (name.trim_end(), is_house_number(number))
}

/// `12`, `12a`, `12 - 14`, `12/1`, `12 B`
pub(super) fn is_house_number(value: &str) -> bool {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits)
        && value.len() <= 12
        && value.chars().filter(|c| c.is_alphabetic()).count() <= 3
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || " -/+.".contains(c))
        && value.split('.').filter(|part| !part.is_empty()).count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_are_known_with_and_without_house_numbers() {
        for text in [
            "Bahnhofstr. 12",
            "Am Markt 3a",
            "Erich-Ollenhauer-Straße 7",
            "Heidehof 12-14",
            "Kortumweg 5, 44623 Herne",
        ] {
            assert_eq!(place(text), Place::House, "{text}");
        }
        for text in ["Bahnhofstraße", "Am Alten Markt", "Kaiser-Wilhelm-Platz"] {
            assert_eq!(place(text), Place::Street, "{text}");
        }
        for text in [
            "Müller",
            "Produkt 12",
            "Gewerbesteuer",
            "2024",
            "",
            "Müllabfuhr 3",
        ] {
            assert_eq!(place(text), Place::No, "{text}");
        }
        assert!(is_house_number("12 a") && is_house_number("3-5") && !is_house_number("1.2.2024"));
    }
}
