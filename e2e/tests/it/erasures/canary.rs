//! Persons with words nobody else has, and a search for these words in every byte below a folder.

use anyhow::Result;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Rows of a version that belong to nobody who is erased.
pub(super) const STAY: u64 = 40;

/// Somebody who will be erased.
pub(super) struct Person {
    /// What names them in the column `kennung`.
    pub(super) key: String,
    /// Words only their rows hold, in small letters where the index keeps them so.
    pub(super) words: Vec<String>,
}

impl Person {
    pub(super) fn new(round: u32, number: u32) -> Self {
        // Letters only: the index cuts words where numbers begin.
        let letter = |number: u32| char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
        let tail = String::from_iter([round / 26, round, number / 26, number].map(letter));
        Self {
            key: format!("K-{round}-{number}-{tail}"),
            words: vec![
                format!("Vogelname{tail}"),
                format!("wohnort{tail}"),
                format!("anmerkung{tail}"),
                format!("unpassend{tail}"),
                format!("zerbrochen{tail}"),
                format!("K-{round}-{number}-{tail}"),
            ],
        }
    }
}

/// A file in which each person stands several times: as a frequent value, with a cell that does not fit, and, in the
/// first version, in a row that is broken.
pub(super) fn rows_of(persons: &[Person], round: u32, version: u32) -> String {
    let mut text = String::from("kennung;name;wohnort;alter;bemerkung\n");
    for row in 0..STAY {
        writeln!(
            text,
            "B-{round}-{version}-{row};Bleibt {row};Musterstadt;{};nichts",
            20 + row
        )
        .expect("a text grows");
    }
    for person in persons {
        let [name, place, note, unfit, broken, _key] = &person.words[..] else {
            continue;
        };
        let key = &person.key;
        for age in [31, 32, 33] {
            writeln!(text, "{key};{name};{place};{age};{note}").expect("a text grows");
        }
        writeln!(text, "{key};{name};{place};{unfit};{note}").expect("a text grows");
        if version == 1 {
            writeln!(text, "{key};{name};{place};34;{note};{broken};zu;viel")
                .expect("a text grows");
        }
    }
    text
}

/// Files below a folder that hold one of the words, as they are or inside Parquet.
pub(super) fn hits(folder: &Path, words: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path)?;
            let mut is_hit = words.iter().any(|word| holds(&bytes, word));
            if path.extension().is_some_and(|ending| ending == "parquet") {
                let reader = SerializedFileReader::new(fs::File::open(&path)?)?;
                for row in reader.get_row_iter(None)? {
                    let row = row?.to_string();
                    is_hit |= words.iter().any(|word| row.contains(word.as_str()));
                }
            }
            if is_hit {
                found.push(path.display().to_string());
            }
        }
    }
    Ok(found)
}

/// Whether bytes hold a word, as it is written or in small letters.
fn holds(bytes: &[u8], word: &str) -> bool {
    let small = word.to_lowercase();
    [word.as_bytes(), small.as_bytes()]
        .iter()
        .any(|word| memchr::memmem::find(bytes, word).is_some())
}
