//! Passwords that somebody tries first: known from leaks, made of what everybody knows here, or of a row of keys.
//!
//! No kind of sign is asked for and none is forbidden (OWASP ASVS 5.0, 6.2.5): what counts is how much is left when
//! everything that is easily guessed is taken out.

/// The first four bytes of the BLAKE3 hashes of 46,881 passwords from leaks, in small letters, sorted. Made from the list
/// of the npm package `@zxcvbn-ts/language-common` 4.1.3 (MIT, © 2012–2016 Dan Wheeler and Dropbox, © 2021 zxcvbn-ts);
/// a word that is in none of them is taken for one of them once in ninety thousand times.
const LEAKED: &[u8] = include_bytes!("leaked.bin");

/// Bytes kept of each hash.
const MARK: usize = 4;

/// Letters and digits that have to be left.
const LEFT: usize = 6;

/// Shortest word that is taken out: shorter ones are in everything.
const SHORTEST_WORD: usize = 4;

/// What people here think of first, in small letters without umlauts: the program, the place, the season.
const WORDS: &[&str] = &[
    "hebewerk",
    "datenhub",
    "datenportal",
    "daten",
    "opendata",
    "stadt",
    "rathaus",
    "verwaltung",
    "buergermeister",
    "gemeinde",
    "kreis",
    "abteilung",
    "fachbereich",
    "statistik",
    "kennwort",
    "passwort",
    "password",
    "losung",
    "geheim",
    "secret",
    "zugang",
    "anmeldung",
    "login",
    "admin",
    "benutzer",
    "willkommen",
    "welcome",
    "hallo",
    "start",
    "test",
    "sommer",
    "winter",
    "herbst",
    "fruehling",
    "januar",
    "februar",
    "maerz",
    "april",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "deutschland",
    "schalke",
    "borussia",
    "dortmund",
    "bochum",
    "qwertz",
    "qwerty",
    "asdf",
];

/// Neighbours on a German and an English keyboard, and in counting.
const ROWS: &[&str] = &[
    "1234567890",
    "qwertzuiop",
    "qwertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
    "abcdefghijklmnopqrstuvwxyz",
];

/// Whether a password is guessed before others. `about` is what is known of whose it is and where: names, addresses,
/// names of the houses.
pub(super) fn is_guessable(password: &str, about: &[&str]) -> bool {
    let folded = folded(password);
    if is_leaked(&password.to_lowercase()) || is_leaked(&folded) {
        return true;
    }
    let stem = folded.trim_matches(|sign: char| !sign.is_alphabetic());
    if is_leaked(stem) || is_leaked(&spelled_out(stem)) {
        return true;
    }
    let words = WORDS.iter().map(|word| (*word).to_owned());
    let known: Vec<String> = words.chain(words_of(about)).collect();
    [&folded, &spelled_out(&folded)]
        .into_iter()
        .any(|form| left(form, known.clone()) < LEFT)
}

/// Letters and digits that are neither part of a known word nor expected after the one before.
fn left(password: &str, mut known: Vec<String>) -> usize {
    // Long words first: "datenhub" is one word, not "daten" and a rest.
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = password.to_owned();
    for word in &known {
        rest = rest.replace(word.as_str(), " ");
    }
    let mut before = None;
    let mut different = Vec::new();
    for sign in rest.chars() {
        let is_expected = before.is_some_and(|before| is_expected(before, sign));
        if sign.is_alphanumeric() && !is_expected {
            different.push(sign);
        }
        before = Some(sign);
    }
    // Two signs in turn are not more than two signs.
    let mut kinds = different.clone();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() <= 3 {
        return kinds.len();
    }
    different.len()
}

/// The same once more, or the next in a row of keys or of counting, in either direction.
fn is_expected(before: char, sign: char) -> bool {
    before == sign
        || ROWS.iter().any(|row| {
            row.chars().zip(row.chars().skip(1)).any(|(left, right)| {
                (left, right) == (before, sign) || (right, left) == (before, sign)
            })
        })
}

fn is_leaked(word: &str) -> bool {
    let hash = blake3::hash(word.as_bytes());
    let Some(mark) = hash.as_bytes().get(..MARK) else {
        return false;
    };
    let (marks, _rest) = LEAKED.as_chunks::<MARK>();
    marks
        .binary_search_by(|kept| kept.as_slice().cmp(mark))
        .is_ok()
}

/// Small letters, umlauts as people write them without.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.to_lowercase().chars() {
        match sign {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            other => folded.push(other),
        }
    }
    folded
}

/// Digits and signs that stand for letters.
fn spelled_out(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

fn words_of<'a>(about: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    about
        .iter()
        .flat_map(|text| text.split(|sign: char| !sign.is_alphanumeric()))
        .map(folded)
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &[&str] = &[
        "Jana Müller",
        "jana.mueller@musterstadt.example",
        "Amt für Umwelt und Grünflächen",
    ];

    #[track_caller]
    fn check(password: &str, expected: bool) {
        assert_eq!(is_guessable(password, ABOUT), expected, "{password}");
    }

    #[test]
    fn what_leaks_hold_is_guessed_however_it_is_dressed_up() {
        for password in [
            "basketball",
            "BASKETBALL",
            "qwertyuiop",
            "1234567890",
            "password123",
            "Basketball2026!",
            "!!football!!",
            "p4ssw0rd2026",
            "1q2w3e4r5t6y",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn what_everybody_knows_here_is_guessed() {
        for password in [
            "Musterstadt2026!",
            "Hebewerk2026",
            "Datenhub-2026",
            "JanaMueller1",
            "MüllerJana!1",
            "Sommer2026!!",
            "Willkommen1",
            "Stadtverwaltung1",
            "Umweltamt-123",
            "grünflächen2026",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn rows_of_keys_and_few_signs_are_guessed() {
        for password in [
            "aaaaaaaaaaaa",
            "ababababab",
            "abcabcabcabc",
            "qwertzuiopasdf",
            "12345678987654321",
            "1qaz2wsx3edc",
            "abcdefghijkl",
        ] {
            check(password, true);
        }
    }

    #[test]
    fn long_sentences_and_random_signs_are_fine_whatever_they_are_made_of() {
        for password in [
            "ein langer Satz",
            "ein langes Kennwort",
            "noch ein Satz",
            "ein anderer Satz",
            "x7Kq-2mPw-9zR",
            "8395027184",
            "grüner Kran am Hafen",
            "Emscher-1904-Lore",
            "датен и мост",
            "Baum-Haus-Kran-91",
        ] {
            check(password, false);
        }
    }

    #[test]
    fn the_list_is_sorted_and_as_long_as_it_says() {
        let (marks, rest) = LEAKED.as_chunks::<MARK>();
        assert!(rest.is_empty() && marks.len() == 46_881);
        assert!(marks.is_sorted());
    }
}
