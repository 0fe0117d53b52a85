//! Words that are spelled alike.

use crate::lexicon::{Entry, Lexicon};
use crate::lists::Lists;
use crate::text::{fold, stem};

/// Most words that stand in for an unknown one.
const NEAREST: usize = 10;
/// Share of common trigrams from which words are alike.
const ALIKE: f32 = 0.6;

/// Shortest common beginning of kin.
const ROOT: usize = 6;
/// What kin may end in behind their common beginning.
const ENDINGS: [&str; 38] = [
    "", "e", "en", "er", "ern", "es", "n", "r", "s", "t", "te", "ten", "ter", "tung", "ung",
    "ungen", "erin", "erinnen", "in", "innen", "rin", "rinnen", "ismus", "mus", "isch", "ische",
    "isches", "tisch", "tische", "lich", "liche", "licher", "keit", "heit", "schaft", "ierung",
    "ieren", "ler",
];

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meant {
    /// As it is written.
    pub(crate) written: String,
    /// Its stem.
    pub(crate) stem: String,
    /// What a hit through it is worth against a literal one.
    pub(crate) factor: f32,
}

/// The nearest words within one typing error (two from eight letters), most frequent first. Typing errors in the
/// first letter are rare and would cost precision.
pub(crate) fn nearest(written: &str, lexicon: &Lexicon) -> Vec<Meant> {
    let word = fold(written);
    let Some((first, limit)) = limits(&word) else {
        return Vec::new();
    };
    let mut near: Vec<(usize, &Entry)> = lexicon
        .with_prefix(first)
        .filter(|entry| entry.folded.len() >= 4)
        .filter_map(|entry| distance(&word, &entry.folded, limit).map(|distance| (distance, entry)))
        .filter(|(distance, _)| *distance > 0)
        .collect();
    let Some(least) = near.iter().map(|(distance, _)| *distance).min() else {
        return Vec::new();
    };
    near.retain(|(distance, _)| *distance == least);
    near.sort_by(|(_, one), (_, other)| {
        other
            .documents
            .cmp(&one.documents)
            .then(one.folded.cmp(&other.folded))
    });
    near.truncate(NEAREST);
    let meant = near.into_iter().map(|(distance, entry)| Meant {
        written: entry.written.to_string(),
        stem: entry.stem.to_string(),
        factor: 0.5 / distance as f32,
    });
    meant.collect()
}

/// The term of the word lists that was probably meant, if exactly one is nearest.
pub(crate) fn nearest_term(written: &str) -> Option<Meant> {
    let word = fold(written);
    let (first, limit) = limits(&word)?;
    let near = Lists::get()
        .single_terms
        .iter()
        .filter(|(term, _)| term.len() >= 4 && term.starts_with(first))
        .filter_map(|(term, stem)| {
            distance(&word, term, limit).map(|distance| (distance, term, stem))
        });
    let (distance, term, stem) = near.min()?;
    Some(Meant {
        written: term.clone(),
        stem: stem.clone(),
        factor: 0.5 / distance.max(1) as f32,
    })
}

/// Words that share most trigrams with one that was hardly found, best first.
pub(crate) fn alike(written: &str, lexicon: &Lexicon) -> Vec<Meant> {
    let word = fold(written);
    if word.len() < 4 {
        return Vec::new();
    }
    let own = trigrams(&word);
    let own_stem = stem(written);
    let mut alike = Vec::new();
    for entry in lexicon.words() {
        // A word this much shorter or longer cannot share enough.
        if entry.folded.len() * 2 < word.len() || *entry.stem == *own_stem {
            continue;
        }
        let mut share = common(&own, &entry.folded) as f32 / own.len() as f32;
        if share < ALIKE && are_kin(&word, &entry.folded) {
            share = ALIKE;
        }
        if share >= ALIKE {
            alike.push((share, entry));
        }
    }
    alike.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.folded.cmp(&b.folded)));
    alike.truncate(NEAREST);
    let meant = alike.into_iter().map(|(share, entry)| Meant {
        written: entry.written.to_string(),
        stem: entry.stem.to_string(),
        factor: 0.5 * share,
    });
    meant.collect()
}

/// Whether two words differ only in how they are derived: *Zuwanderer* and *Zuwanderung*, *Touristen* and *Tourismus*.
fn are_kin(one: &str, other: &str) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let ends = |word: &str| {
        word.get(common..)
            .is_some_and(|ending| ENDINGS.contains(&ending))
    };
    common >= ROOT && ends(one) && ends(other)
}

/// Words that share at least this part of their trigrams with a word, both ways, best first.
pub(crate) fn likeness<'a>(word: &str, lexicon: &'a Lexicon, least: f32) -> Vec<(f32, &'a Entry)> {
    let own = trigrams(word);
    let mut alike = Vec::new();
    for entry in lexicon.words() {
        let longer = own.len().max(entry.folded.len());
        let share = common(&own, &entry.folded) as f32 / longer.max(1) as f32;
        if share >= least && !entry.folded.contains(|c: char| c.is_ascii_digit()) {
            alike.push((share, entry));
        }
    }
    alike.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.folded.cmp(&b.folded)));
    alike
}

/// First letter of a word and the typing errors it may have; none for words too short to guess at.
fn limits(word: &str) -> Option<(&str, usize)> {
    let limit = match word.chars().count() {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    // 2023 is no typing error for 2024.
    if word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let first = word.chars().next()?;
    word.get(..first.len_utf8()).map(|first| (first, limit))
}

/// The different groups of three neighbouring bytes of a word, its ends included.
fn trigrams(word: &str) -> Vec<[u8; 3]> {
    let mut trigrams: Vec<[u8; 3]> = windows(word).collect();
    trigrams.sort_unstable();
    trigrams.dedup();
    // A bit for each is enough: no word has more letters.
    trigrams.truncate(u64::BITS as usize);
    trigrams
}

/// How many of `own` trigrams a word has. Runs over every word there is, so it allocates nothing.
fn common(own: &[[u8; 3]], word: &str) -> u32 {
    let mut seen = 0_u64;
    for trigram in windows(word) {
        if let Ok(number) = own.binary_search(&trigram) {
            seen |= 1 << number;
        }
    }
    seen.count_ones()
}

fn windows(word: &str) -> impl Iterator<Item = [u8; 3]> {
    let ends = |byte: u8| std::iter::once(byte);
    let mut letters = ends(b'^').chain(word.bytes()).chain(ends(b'$'));
    let (mut one, mut two) = (
        letters.next().unwrap_or_default(),
        letters.next().unwrap_or_default(),
    );
    letters.map(move |three| {
        let trigram = [one, two, three];
        (one, two) = (two, three);
        trigram
    })
}

/// Letters inserted, left out, changed or swapped with their neighbour (optimal string alignment); none above `limit`.
fn distance(one: &str, other: &str, limit: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let changed = usize::from(one[i - 1] != other[j - 1]);
            let mut cost = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + changed);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                cost = cost.min(before_last[j - 2] + 1);
            }
            row[j] = cost;
        }
        if row.iter().all(|distance| *distance > limit) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_typing_errors() {
        assert_eq!(distance("baum", "baum", 1), Some(0));
        assert_eq!(distance("buam", "baum", 1), Some(1));
        assert_eq!(distance("baun", "baum", 1), Some(1));
        assert_eq!(distance("bam", "baum", 1), Some(1));
        assert_eq!(distance("sperrmul", "sperrmull", 2), Some(1));
        assert_eq!(distance("haus", "baum", 1), None);
        assert_eq!(distance("", "baum", 2), None);
    }

    #[test]
    fn common_trigrams_are_counted_once() {
        assert_eq!(trigrams("baum").len(), 4);
        assert_eq!(common(&trigrams("baum"), "baumbaum"), 4);
        assert_eq!(common(&trigrams("aaaa"), "aaaaaaa"), 3);
        assert_eq!(common(&trigrams("baum"), ""), 0);
    }

    #[test]
    fn words_of_one_root_are_kin() {
        assert!(are_kin("zuwanderer", "zuwanderung"));
        assert!(are_kin("touristen", "tourismus"));
        assert!(!are_kin("wanderer", "wandel"));
        assert!(!are_kin("schule", "schulden"));
    }

    #[test]
    fn a_term_of_the_lists_is_recognised_despite_a_typing_error() {
        assert_eq!(
            nearest_term("Abfalkalender")
                .map(|meant| meant.written)
                .as_deref(),
            Some("abfallkalender")
        );
        assert_eq!(nearest_term("Quantenfeld"), None);
    }
}
