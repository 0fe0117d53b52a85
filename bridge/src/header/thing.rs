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

/// The number of a thing; none where the header names none, or several. `as_written` are the words of the label in their
/// normal form, `words` the same taken apart and brought to the word that stands for all.
pub(super) fn thing(as_written: &[String], words: &[String]) -> Option<u8> {
    let joined = [as_written.concat(), words.concat()];
    let is_named = |word: &str| {
        let is_part = word.len() >= MAY_BE_A_PART && joined.iter().any(|all| all.contains(word));
        is_part || as_written.iter().chain(words).any(|known| known == word)
    };
    let named = THINGS.iter().enumerate().flat_map(|(place, things)| {
        let named = things.iter().filter(|word| is_named(word));
        named.map(move |word| (place, *word))
    });
    let named: Vec<(usize, &str)> = named.collect();
    // A `Schulbezirk` is no school: what is only part of a longer name is not named itself.
    let mut places = named.iter().filter_map(|(place, word)| {
        let is_part = named
            .iter()
            .any(|(_place, longer)| longer.len() > word.len() && longer.contains(word));
        (!is_part).then_some(*place)
    });
    let place = places.next()?;
    if places.any(|other| other != place) {
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
        let likeness = |one: &str, two: &str| Header::new(one).likeness(&Header::new(two));
        assert!(likeness("LSA", "Nummer der Lichtsignalanlage") >= 0.6);
        assert!(likeness("Wahllokal", "Stimmbezirk") >= 0.6);
        assert!(likeness("LSA", "Anlage") < 0.5);
        assert_ne!(thing("Stadtbezirk"), thing("Stadtteil"));
        for several in ["Stadtbezirk der Schule", "Nr.", "Anzahl", "Wahlkreis"] {
            assert_eq!(thing(several), None, "{several}");
        }
    }
}
