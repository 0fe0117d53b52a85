//! Which thing a header is about, as far as its word says so: `Stimmbezirk` and `Bodenrichtwertzone` are numbered alike
//! (`0802`: the second in district eight) and are not the same.

/// Things that offices number, each with the words for it, in the normal form of headers. German administrations use these
/// words alike (election law, building code, road law); what has no entry here is judged by its values alone.
const THINGS: &[&[&str]] = &[
    &["stimmbezirk", "wahlbezirk", "wahllokal", "wahlraum"],
    &[
        "zone",
        "zonen",
        "bodenrichtwertzone",
        "richtwertzone",
        "brwzone",
    ],
    &["bebauungsplan", "bebauungsplaene", "bplan", "plan"],
    &[
        "lsa",
        "ampel",
        "ampeln",
        "ampelanlage",
        "lichtsignalanlage",
        "signalanlage",
    ],
    &["haltestelle", "halt"],
    &["linie", "linien", "tour", "touren", "route"],
    &["schule", "schul"],
    &["kita", "kindertagesstaette", "kindergarten"],
    &["flurstueck", "flst"],
    &["gemarkung"],
    &["baublock", "statistischerblock"],
    &["baum", "baeume"],
    &["spielplatz"],
    &["brunnen"],
    &["leuchte", "laterne"],
    &["kehrbezirk"],
    &["schulbezirk", "einschulungsbezirk"],
    &["zaehler", "zaehlpunkt"],
    &["trafo", "umspannstation"],
    &["messstelle", "pegel"],
    &["behaelter", "tonne", "container"],
    &["auftrag"],
    &["fahrzeug"],
    &["kostenstelle"],
    &["haushaltsstelle"],
    &["str"],
    // Levels of areas: the third state is not the third district.
    &["bundesland", "land"],
    &["regierungsbezirk"],
    &["landkreis", "kreis", "kreise"],
    &["gemeinde", "kommune"],
    &["stadtbezirk"],
    &["stadtteil", "ortsteil"],
    &["stadtviertel", "viertel", "quartier"],
];

/// Letters from which a word may be part of a longer one: `Stimmbezirksnummer`.
const MAY_BE_A_PART: usize = 6;

/// The number of a thing; none where the header names none, or several.
pub(super) fn thing(words: &[String], joined: &str) -> Option<u8> {
    let is_named = |word: &str| {
        let is_part = word.len() >= MAY_BE_A_PART && joined.contains(word);
        is_part || words.iter().any(|known| known == word)
    };
    let mut named = THINGS
        .iter()
        .enumerate()
        .filter(|(_place, things)| things.iter().any(|word| is_named(word)));
    let (place, _things) = named.next()?;
    if named.next().is_some() {
        return None;
    }
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::THINGS;
    use crate::header::Header;
    use crate::normal_form::normalised;

    #[test]
    fn words_are_in_their_normal_form_and_each_names_one_thing() {
        for (place, words) in THINGS.iter().enumerate() {
            for word in *words {
                assert_eq!(normalised(word), *word);
                assert_eq!(
                    Header::new(word).thing(),
                    u8::try_from(place).ok(),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn a_header_names_a_thing_with_whatever_stands_about_it() {
        let thing = |label: &str| Header::new(label).thing();
        assert_eq!(thing("Stimmbezirks-Nr."), thing("WAHLBEZIRK"));
        assert_eq!(thing("LSA_Nr_"), thing("Nummer der Lichtsignalanlage"));
        assert_eq!(thing("Straßen"), thing("STR"));
        assert_ne!(thing("Stadtbezirk"), thing("Stadtteil"));
        for several in ["Stadtbezirk der Schule", "Nr.", "Anzahl", "Wahlkreis"] {
            assert_eq!(thing(several), None, "{several}");
        }
    }
}
