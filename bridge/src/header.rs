//! Headers of columns and how alike they are.

mod thing;

use crate::normal_form::normalised;
use crate::print::word_hash;

/// Words that say the same in headers of offices; the first one stands for all.
const SAME: &[&[&str]] = &[
    &["postleitzahl", "plz", "postcode", "zip", "zipcode"],
    &["str", "strasse", "strassen", "street"],
    // What offices call the key of a thing.
    &[
        "nummer",
        "nr",
        "no",
        "num",
        "number",
        "schluessel",
        "schl",
        "key",
        "code",
    ],
    &["hausnummer", "hnr", "hausnr", "hsnr", "housenumber"],
    &["bezirk", "bez"],
    &["ort", "stadt", "city", "town"],
    &["name", "bezeichnung", "bez"],
    &["telefon", "tel", "phone", "telephone", "telefonnummer"],
    &["jahr", "year", "jahre"],
    &["datum", "date"],
    &["anzahl", "anz", "count"],
    &["kennung", "id", "ident"],
    &["anschrift", "adresse", "adr", "address", "addr"],
    &["breite", "breitengrad", "lat", "latitude"],
    &["laenge", "laengengrad", "lon", "lng", "longitude"],
    &["beschreibung", "beschr", "desc", "description"],
    &["email", "mail"],
    &["land", "country", "countries"],
    // Words of the budget and of the road, as offices shorten them.
    &["kapitel", "kap"],
    &["titel", "tit"],
    &["stadtteil", "ortsteil"],
];

/// Last parts of words that are one only in German: `Straßenschlüssel`, `STRSCHL`.
const ENDINGS: &[&str] = &[
    "schluessel",
    "schl",
    "nummer",
    "nr",
    "name",
    "bezirk",
    "kennung",
];

/// Headers that say nothing of what a column holds.
const SAYS_NOTHING: &[&str] = &[
    "kennung",
    "nummer",
    "spalte",
    "column",
    "schluessel",
    "name",
    "wert",
    "value",
    "typ",
    "type",
    "feld",
    "field",
    "unnamed",
    "index",
    "objectid",
    "fid",
    "gid",
    "rang",
    "rank",
    "lfd",
];

/// Likeness of headers whose words are different ones for the same thing.
const SAME_THING: f64 = 0.6;

/// A header, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// All its words in one.
    joined: String,
    /// Hashes of its words, in ascending order.
    words: Vec<u32>,
    /// Hashes of all three letters in a row, in ascending order.
    threes: Vec<u32>,
    says_nothing: bool,
    /// Number of the thing it is about, where its word says so.
    thing: Option<u8>,
}

impl Header {
    /// Of a label as it stands in the file.
    pub fn new(label: &str) -> Self {
        let as_written = as_written(label);
        let words: Vec<String> = as_written.iter().flat_map(|word| apart(word)).collect();
        let joined = words.concat();
        let says_nothing = words.iter().all(|word| {
            SAYS_NOTHING.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit())
        });
        let mut hashes: Vec<u32> = words.iter().map(|word| word_hash(word)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self {
            threes: threes(&joined),
            thing: thing::thing(&as_written, &words),
            joined,
            words: hashes,
            says_nothing,
        }
    }

    /// Whether the header would fit any column: `ID`, `Name`, `Spalte 3`.
    pub const fn says_nothing(&self) -> bool {
        self.says_nothing
    }

    /// The same for headers that are equal but for spelling.
    pub fn key(&self) -> &str {
        &self.joined
    }

    /// Hashes of all three letters in a row.
    pub(crate) fn threes(&self) -> &[u32] {
        &self.threes
    }

    /// Number of the thing it is about, where its word says so: equal for all words for it.
    pub(crate) const fn thing(&self) -> Option<u8> {
        self.thing
    }

    /// How alike two headers are, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.joined.is_empty() || other.joined.is_empty() {
            return 0.0;
        }
        if self.joined == other.joined {
            return 1.0;
        }
        let words = dice(&self.words, &other.words);
        let threes = dice(&self.threes, &other.threes);
        let abbreviated = if is_abbreviation(&self.joined, &other.joined) {
            0.6
        } else {
            0.0
        };
        let is_one_thing = self.thing.is_some() && self.thing == other.thing;
        let named = if is_one_thing { SAME_THING } else { 0.0 };
        (0.95 * words.max(threes)).max(abbreviated).max(named)
    }
}

/// Words of a label in their normal form: apart by signs, by a capital after a small letter, and by digits.
fn as_written(label: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut last = ' ';
    for sign in label.chars() {
        let is_new = !sign.is_alphanumeric()
            || sign.is_uppercase() && last.is_lowercase()
            || sign.is_ascii_digit() != last.is_ascii_digit();
        if is_new {
            parts.push(String::new());
        }
        if sign.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.push(sign);
        }
        last = sign;
    }
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| stem(&normalised(part)))
        .collect()
}

/// A word, or both parts of one that is put together.
fn apart(word: &str) -> Vec<String> {
    if known(word) == word {
        for ending in ENDINGS {
            if let Some(front) = word.strip_suffix(ending)
                && front.len() >= 3
            {
                return vec![known(front).to_owned(), known(ending).to_owned()];
            }
        }
    }
    vec![known(word).to_owned()]
}

fn known(word: &str) -> &str {
    SAME.iter()
        .find(|same| same.contains(&word))
        .map_or(word, |same| same[0])
}

/// Without the ending of an English plural.
fn stem(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 4 && !stem.ends_with(['s', 'u', 'i']) => {
            match stem.strip_suffix("ie") {
                Some(short) => format!("{short}y"),
                None => stem.to_owned(),
            }
        }
        _ => word.to_owned(),
    }
}

fn threes(joined: &str) -> Vec<u32> {
    let padded: Vec<char> = format!(" {joined} ").chars().collect();
    let mut hashes: Vec<u32> = padded
        .windows(3)
        .map(|three| word_hash(&three.iter().collect::<String>()))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Twice the common ones per all; both in ascending order.
pub(crate) fn dice(one: &[u32], two: &[u32]) -> f64 {
    let common = common(one, two);
    2.0 * common as f64 / (one.len() + two.len()).max(1) as f64
}

/// Number of common ones; both in ascending order.
pub(crate) fn common(one: &[u32], two: &[u32]) -> usize {
    let (mut at, mut count) = (0, 0);
    for hash in one {
        while two.get(at).is_some_and(|other| other < hash) {
            at += 1;
        }
        count += usize::from(two.get(at) == Some(hash));
    }
    count
}

/// Whether the short one is the long one with letters left out, as offices shorten words: `strschl`.
fn is_abbreviation(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() {
        (one, two)
    } else {
        (two, one)
    };
    if short.len() < 4 || long.len() < short.len() + 3 || long.len() > 4 * short.len() {
        return false;
    }
    let mut letters = long.bytes();
    short.as_bytes().first() == long.as_bytes().first()
        && short
            .bytes()
            .all(|letter| letters.any(|other| other == letter))
}
