//! Which thing a header is about, as far as its word says so: `Stimmbezirk` and `Bodenrichtwertzone` are numbered alike
//! (`0802`: the second in district eight) and are not the same.

use crate::normal_form::normalised;

/// Things that offices number, each with the words for it, in the normal form of headers. German administrations use these
/// words alike (election law, building code, road law); what has no entry here is judged by its values alone.
const THINGS: &[&[&str]] = &[
    &["stimmbezirk", "wahlbezirk", "wahllokal", "wahlraum"],
    &["zone", "bodenrichtwertzone", "richtwertzone", "brwzone"],
    &["bebauungsplan", "bplan", "plan"],
    &["lsa", "ampel", "ampelanlage", "lichtsignalanlage", "signalanlage"],
    &["haltestelle", "halt"],
    &["linie", "tour", "route"],
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
    &["str", "strasse"],
    // Levels of areas: the third state is not the third district.
    &["bundesland", "land"],
    &["regierungsbezirk"],
    &["landkreis", "kreis"],
    &["gemeinde", "kommune"],
    &["stadtbezirk"],
    &["stadtteil", "ortsteil"],
    &["stadtviertel", "viertel", "quartier"],
];

/// Letters from which a word may be part of a longer one: `Stimmbezirksnummer`.
const MAY_BE_A_PART: usize = 6;

/// The number of a thing; none where the header names none, or several.
pub(super) fn thing(words: &[String], joined: &str) -> Option<u8> {
    let is_named = |word: &&str| {
        let word = normalised(word);
        let is_part = word.len() >= MAY_BE_A_PART && joined.contains(&*word);
        is_part || words.iter().any(|known| *known == *word)
    };
    let mut named = THINGS
        .iter()
        .enumerate()
        .filter(|(_place, things)| things.iter().any(|word| is_named(&word)));
    let (place, _things) = named.next()?;
    if named.next().is_some() {
        return None;
    }
    u8::try_from(place).ok()
}
