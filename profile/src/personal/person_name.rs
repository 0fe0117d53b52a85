//! Whether a value is the name of a person, and how much speaks for it.

use super::institutions::is_institution;
use super::letters::folded;
use super::names::{ends_like_last, is_also_word, is_first, is_last};

/// What a value is as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// No name: digits, sentences, signs.
    Nothing,
    /// A firm, a building, a street, a town.
    Institution,
    /// One to three words that could be anything.
    Words,
    /// First names only.
    First,
    /// A family name only.
    Last,
    /// One word that is a first and a family name (`Martin`), or one that is also an ordinary word.
    Either,
    /// A first name with a family name of the list, or one that ends like one.
    Pair,
    /// A first name beside a word, or an initial beside a family name.
    HalfPair,
}

/// Longest name in bytes.
const LONGEST: usize = 70;

/// What a value is.
pub(super) fn naming(value: &str) -> Naming {
    let value = value
        .split_once('(')
        .map_or(value, |(front, _)| front)
        .trim();
    if value.len() < 2 || value.len() > LONGEST || !value.chars().all(may_occur) {
        return Naming::Nothing;
    }
    // Several persons in one cell: the first that says something.
    let several = [" und ", " & ", " u. ", ";", "/", " and ", "\n"];
    if let Some(sign) = several.iter().find(|sign| value.contains(*sign)) {
        return best(value.split(*sign).map(one));
    }
    one(value)
}

fn may_occur(character: char) -> bool {
    character.is_alphabetic() || " -.,;'’`´&/\n".contains(character)
}

fn best(namings: impl Iterator<Item = Naming>) -> Naming {
    let mut found = Naming::Nothing;
    for naming in namings {
        match naming {
            // `Müller & Söhne GmbH` is a firm as a whole.
            Naming::Institution => return Naming::Institution,
            naming if rank(naming) > rank(found) => found = naming,
            _ => {}
        }
    }
    found
}

const fn rank(naming: Naming) -> u8 {
    match naming {
        Naming::Nothing => 0,
        Naming::Institution | Naming::Words => 1,
        Naming::First | Naming::Last | Naming::Either => 2,
        Naming::HalfPair => 3,
        Naming::Pair => 4,
    }
}

/// A word of a name.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word may be any of these at once"
)]
struct Part {
    first: bool,
    last: bool,
    /// Known as a name, and as nothing else.
    sure: bool,
    like_last: bool,
    initial: bool,
    capital: bool,
}

fn one(value: &str) -> Naming {
    let value = value.trim();
    if let Some((left, right)) = value.split_once(',') {
        return turned(left, right);
    }
    match parts(value) {
        Ok(parts) => match (of_parts(&parts), is_addressed(value)) {
            (Naming::Last | Naming::Either, true) => Naming::Pair,
            (Naming::Words | Naming::First, true) => Naming::HalfPair,
            (naming, _) => naming,
        },
        Err(naming) => naming,
    }
}

/// `Frau Knitter`
fn is_addressed(value: &str) -> bool {
    let begin = value.split_whitespace().next().unwrap_or("");
    let more = value.trim().len() > begin.len();
    more && [
        "Herr", "Herrn", "Frau", "Hr.", "Fr.", "Familie", "Fam.", "Eheleute",
    ]
    .contains(&begin)
}

/// `Müller, Hans`; what stands behind a second comma (a title, an office) does not count.
fn turned(left: &str, right: &str) -> Naming {
    let right = right.split(',').next().unwrap_or(right);
    let (family, given) = match (parts(left), parts(right)) {
        (Ok(family), Ok(given)) => (family, given),
        (Err(Naming::Institution), _) | (_, Err(Naming::Institution)) => {
            // `Steve Webb MP, Minister of …`
            return match parts(left).map(|parts| of_parts(&parts)) {
                Ok(pair @ (Naming::Pair | Naming::HalfPair)) => pair,
                _ => Naming::Institution,
            };
        }
        (Ok(family), Err(_)) => return of_parts(&family),
        (Err(naming), _) => return naming,
    };
    let is_given = !given.is_empty() && given.iter().all(|part| part.first || part.initial);
    let alone = of_parts(&family);
    // `Mark Hoban, Minister of …`
    if family.len() > 1 && (alone == Naming::Pair || alone == Naming::HalfPair && !is_given) {
        return alone;
    }
    let sure = given.iter().any(|part| part.first && part.sure);
    match (family.as_slice(), is_given) {
        ([.., name], true) if name.last && (name.sure || sure) || name_like(*name) && sure => {
            Naming::Pair
        }
        ([..], true) => Naming::HalfPair,
        _ => Naming::Words,
    }
}

const fn name_like(part: Part) -> bool {
    part.like_last && part.capital
}

fn of_parts(parts: &[Part]) -> Naming {
    match parts {
        [] => Naming::Nothing,
        [only] => match (only.first, only.last) {
            (true, false) if only.sure => Naming::First,
            (false, true) if only.sure => Naming::Last,
            (false, false) => Naming::Words,
            _ => Naming::Either,
        },
        [start @ .., end] if parts.len() <= 5 => several(start, *end),
        _ => Naming::Words,
    }
}

fn several(start: &[Part], end: Part) -> Naming {
    let Some(head) = start.first().copied() else {
        return Naming::Words;
    };
    let given = start.iter().all(|part| part.first || part.initial);
    let sure_given = start.iter().any(|part| part.first && part.sure);
    if given && sure_given && end.first && !end.last {
        return Naming::First;
    }
    if sure_given && head.first && end.capital {
        return if end.last || end.like_last {
            Naming::Pair
        } else {
            Naming::HalfPair
        };
    }
    if given && end.last && (end.sure || sure_given) {
        return if head.initial {
            Naming::HalfPair
        } else {
            Naming::Pair
        };
    }
    // `Müller Hans`
    if head.last && end.first && (head.sure || end.sure) && start.len() <= 2 {
        return if end.sure {
            Naming::Pair
        } else {
            Naming::HalfPair
        };
    }
    if end.first && end.sure && head.capital && start.len() == 1 {
        return Naming::HalfPair;
    }
    Naming::Words
}

/// The words of a name without titles and particles.
fn parts(value: &str) -> Result<Vec<Part>, Naming> {
    let mut parts = Vec::new();
    for word in value.split_whitespace() {
        let plain = word.trim_end_matches(['.', ',']);
        let key = folded(&plain.replace(['.', '\'', '’', '`', '´'], ""));
        if TITLES.contains(&key.as_str()) || key.is_empty() {
            continue;
        }
        if parts.is_empty() && ARTICLES.contains(&key.as_str()) {
            return Err(Naming::Institution);
        }
        if PARTICLES.contains(&key.as_str()) {
            continue;
        }
        let pieces: Vec<&str> = key.split('-').filter(|piece| !piece.is_empty()).collect();
        if pieces.iter().any(|piece| is_institution(piece)) {
            return Err(Naming::Institution);
        }
        parts.push(part(plain, &key, &pieces));
        if parts.len() > 6 {
            return Err(Naming::Words);
        }
    }
    Ok(parts)
}

fn part(word: &str, key: &str, pieces: &[&str]) -> Part {
    let all = |check: fn(&str) -> bool| !pieces.is_empty() && pieces.iter().all(|it| check(it));
    let any_last = pieces.len() > 1 && pieces.iter().any(|piece| is_last(piece));
    let first = all(is_first);
    let last = is_last(key) || all(is_last) || any_last && !first;
    Part {
        first,
        last,
        sure: (first || last) && !(pieces.len() == 1 && is_also_word(key)),
        like_last: ends_like_last(key),
        initial: word.trim_end_matches('.').chars().count() == 1,
        capital: word.chars().next().is_some_and(char::is_uppercase),
    }
}

const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "doktor",
    "herr",
    "herrn",
    "frau",
    "hr",
    "fr",
    "dipl",
    "diplom",
    "ing",
    "med",
    "jur",
    "phil",
    "rer",
    "nat",
    "mag",
    "msc",
    "bsc",
    "ba",
    "ma",
    "mba",
    "familie",
    "fam",
    "eheleute",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "lord",
    "lady",
    "dame",
    "rt",
    "hon",
    "mp",
    "jr",
    "sr",
    "hc",
    "dipl-ing",
    "dipl-kfm",
    "freiherr",
    "graf",
    "rechtsanwalt",
    "ra",
    "bm",
    "ob",
    "cbe",
    "obe",
];

const PARTICLES: &[&str] = &[
    "von", "van", "de", "den", "der", "zu", "vom", "zum", "zur", "el", "al", "bin", "ben", "ibn",
    "abu", "ten", "ter", "da", "di", "del", "della", "dos", "du", "la", "le", "und", "auf", "dem",
    "d", "geb",
];

/// Particles that begin names of places and inns, and never names of persons.
const ARTICLES: &[&str] = &["zum", "zur", "auf", "der", "den", "dem", "und", "vom"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_are_told_from_names_of_things() {
        use Naming as N;
        for (text, expected) in [
            ("Hans Müller", N::Pair),
            ("Müller, Hans-Peter", N::Pair),
            ("Dr. Ayşe Yılmaz", N::Pair),
            ("Prof. Dr. Karl-Heinz von Schmidt", N::Pair),
            ("MUELLER HANS", N::Pair),
            ("Igor Papierowski", N::Pair),
            ("Peter und Maria Schmidt", N::Pair),
            ("Anna Knitterfaden", N::HalfPair),
            ("P. Schneider", N::HalfPair),
            ("Ayşe", N::First),
            ("Anna Lena", N::First),
            ("Schmidt", N::Last),
            ("Frau Schmidt", N::Pair),
            ("Hr. Knitterfaden", N::HalfPair),
            ("Müller-Lüdenscheidt", N::Last),
            ("Martin", N::Either),
            ("Hof", N::Either),
            ("Müller GmbH", N::Institution),
            ("Müller & Söhne GmbH", N::Institution),
            ("Erich-Ollenhauer-Straße", N::Institution),
            ("Apotheke am Markt", N::Institution),
            ("Albert-Schweitzer-Schule", N::Institution),
            ("St. Josef", N::Institution),
            ("Stadt Herne", N::Institution),
            ("Gesamtschule Wanne-Eickel", N::Institution),
            ("44623", N::Nothing),
            ("B-10583", N::Nothing),
            ("Quercus robur", N::Words),
            ("", N::Nothing),
        ] {
            assert_eq!(naming(text), expected, "{text}");
        }
    }
}
