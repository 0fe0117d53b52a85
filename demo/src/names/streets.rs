//! Street names, put together from the words of a place with canal, collieries and gardens.

use std::collections::BTreeSet;

use crate::random::Random;

const STEMS: [&str; 128] = [
    "Ahorn",
    "Akazien",
    "Amsel",
    "Anger",
    "Apfel",
    "Asche",
    "Bach",
    "Bagger",
    "Becken",
    "Berg",
    "Beton",
    "Binsen",
    "Birken",
    "Birn",
    "Blech",
    "Bleich",
    "Brücken",
    "Buchen",
    "Damm",
    "Deich",
    "Distel",
    "Dohlen",
    "Dorn",
    "Draht",
    "Eichen",
    "Elstern",
    "Erlen",
    "Erz",
    "Eschen",
    "Espen",
    "Falken",
    "Farn",
    "Fichten",
    "Finken",
    "Flachs",
    "Flieder",
    "Flöz",
    "Föhren",
    "Forst",
    "Füllort",
    "Garten",
    "Gießer",
    "Ginster",
    "Gleis",
    "Glocken",
    "Gruben",
    "Grünkohl",
    "Hafer",
    "Halden",
    "Hasel",
    "Hauer",
    "Hecken",
    "Heide",
    "Herbst",
    "Holunder",
    "Hopfen",
    "Hütten",
    "Igel",
    "Iltis",
    "Jasmin",
    "Kamillen",
    "Kastanien",
    "Kauen",
    "Kessel",
    "Kiebitz",
    "Kiefern",
    "Kirsch",
    "Klee",
    "Kohlen",
    "Koks",
    "Korn",
    "Kran",
    "Kumpel",
    "Lampen",
    "Lärchen",
    "Lerchen",
    "Linden",
    "Loren",
    "Lotsen",
    "Luchs",
    "Marder",
    "Markt",
    "Meisen",
    "Mergel",
    "Mohn",
    "Mühlen",
    "Nachtigall",
    "Nelken",
    "Obst",
    "Orchideen",
    "Pappel",
    "Pegel",
    "Pfeil",
    "Pflaumen",
    "Platanen",
    "Quell",
    "Raps",
    "Reben",
    "Reiher",
    "Ried",
    "Roggen",
    "Rosen",
    "Rotdorn",
    "Sand",
    "Schacht",
    "Schilf",
    "Schlehen",
    "Schleusen",
    "Schmiede",
    "Schwalben",
    "Seil",
    "Silber",
    "Sonnen",
    "Spaten",
    "Sperber",
    "Stahl",
    "Steiger",
    "Stollen",
    "Storchen",
    "Tannen",
    "Teich",
    "Tulpen",
    "Ufer",
    "Ulmen",
    "Veilchen",
    "Wachtel",
    "Wasser",
    "Weiden",
];

const ENDINGS: [(&str, u32); 9] = [
    ("straße", 42),
    ("weg", 28),
    ("allee", 4),
    ("ring", 4),
    ("gasse", 4),
    ("platz", 3),
    ("hof", 4),
    ("kamp", 5),
    ("grund", 4),
];

const BEFORE: [(&str, &str); 9] = [
    ("Am", "busch"),
    ("Am", "bach"),
    ("Am", "turm"),
    ("Im", "winkel"),
    ("An der", "brücke"),
    ("Auf dem", "berg"),
    ("In der", "aue"),
    ("Zum", "tal"),
    ("Hinter dem", "garten"),
];

const INVENTED_PEOPLE: [&str; 24] = [
    "Käthe-Lindental",
    "Emil-Rußkamp",
    "Dora-Kohlhafen",
    "Jupp-Förderer",
    "Anna-Emscherling",
    "August-Steigermann",
    "Berta-Haldenfrau",
    "Ewald-Papierkorn",
    "Fatma-Kranoğlu",
    "Greta-Wolkenbach",
    "Heinz-Lorenmann",
    "Ida-Stempelfeld",
    "Jan-Schleusenow",
    "Klara-Mergelstein",
    "Leo-Zechenbrink",
    "Mina-Pegelstein",
    "Nuri-Hüttenoğlu",
    "Otto-Aktenwald",
    "Paula-Korkenheim",
    "Rosa-Uferling",
    "Selma-Tintenberg",
    "Theo-Drahtmann",
    "Ulla-Gleiswald",
    "Willi-Kaumann",
];

/// `count` different names; those in `given` come first and are not composed again.
pub(crate) fn compose(random: &mut Random, count: usize, given: &[&str]) -> Vec<String> {
    let mut seen: BTreeSet<String> = given.iter().map(|&name| name.to_owned()).collect();
    let mut names: Vec<String> = given.iter().map(|&name| name.to_owned()).collect();
    let weights: Vec<u32> = ENDINGS.iter().map(|&(_, weight)| weight).collect();
    while names.len() < count {
        let name = match random.below(100) {
            0..=84 => format!(
                "{}{}",
                random.word(&STEMS),
                ENDINGS[random.weighted(&weights)].0
            ),
            85..=95 => {
                let (before, ending) = random.pick(&BEFORE);
                format!("{before} {}{ending}", random.word(&STEMS))
            }
            _ => format!("{}-Straße", random.word(&INVENTED_PEOPLE)),
        };
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// The other spellings that offices use for the same street, one chosen by chance.
pub(crate) fn misspell(random: &mut Random, name: &str) -> String {
    match random.below(4) {
        0 => abbreviate(name),
        1 => without_umlauts(name),
        2 => without_umlauts(&abbreviate(name))
            .to_uppercase()
            .trim_end_matches('.')
            .to_owned(),
        _ => format!("{} ", abbreviate(name)),
    }
}

/// Kanalstraße becomes Kanalstr., Zechenweg stays.
pub(crate) fn abbreviate(name: &str) -> String {
    name.replace("straße", "str.").replace("Straße", "Str.")
}

/// Am Förderturm becomes Am Foerderturm, Kanalstraße becomes Kanalstrasse.
pub(crate) fn without_umlauts(name: &str) -> String {
    name.replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('Ä', "Ae")
        .replace('Ö', "Oe")
        .replace('Ü', "Ue")
        .replace('ß', "ss")
}

/// A name with a letter missing, which no directory knows: Zechenweg becomes Zechenwg.
pub(crate) fn mistype(random: &mut Random, name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let gone = 2 + random.below(letters.len().saturating_sub(3).max(1));
    letters
        .iter()
        .enumerate()
        .filter(|&(index, _)| index != gone)
        .map(|(_, letter)| letter)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{abbreviate, compose, without_umlauts};
    use crate::random::Random;

    #[test]
    fn a_city_never_has_two_streets_of_one_name() {
        let mut names = compose(&mut Random::of(7, "streets"), 1_180, &["Kanalstraße"]);
        assert_eq!(names[0], "Kanalstraße");
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 1_180);
    }

    #[test]
    fn spellings_of_other_offices_are_those_seen_in_practice() {
        assert_eq!(abbreviate("Kanalstraße"), "Kanalstr.");
        assert_eq!(without_umlauts("Am Förderturm"), "Am Foerderturm");
    }
}
