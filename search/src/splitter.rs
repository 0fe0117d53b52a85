//! Cutting compounds into the words they are made of.

/// What may stand between two parts.
const LINKS: [&str; 8] = ["", "s", "es", "n", "en", "er", "e", "ens"];
/// Shorter words are not cut, nor are longer ones worth the time.
const WORD_LETTERS: std::ops::RangeInclusive<usize> = 7..=60;
/// Shortest part.
const PART_LETTERS: usize = 3;
/// Most parts.
const PARTS: usize = 4;
/// What a linking element costs against the mean logarithm of the parts' frequencies.
const LINK_COST: f32 = 0.3;

/// The words compounds are made of.
pub(crate) trait Dictionary {
    /// How many documents hold this folded word; none if it cannot be a part.
    fn frequency(&self, word: &str) -> Option<u32>;
}

struct Split<'a> {
    parts: Vec<&'a str>,
    score: f32,
}

/// The parts of a folded word: as few as possible, then the most frequent; empty if it is no compound.
pub(crate) fn split<'a>(word: &'a str, dictionary: &impl Dictionary) -> Vec<&'a str> {
    if !WORD_LETTERS.contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    for count in 2..=PARTS {
        let mut best = None;
        let mut path = Vec::with_capacity(count);
        try_parts(word, count, (0.0, 0), &mut path, dictionary, &mut best);
        if let Some(Split { parts, .. }) = best {
            return parts;
        }
    }
    Vec::new()
}

/// Tries to cover `rest` with exactly `left` more parts; `so_far` holds the sum of logarithms and the links.
fn try_parts<'a>(
    rest: &'a str,
    left: usize,
    so_far: (f32, u8),
    path: &mut Vec<&'a str>,
    dictionary: &impl Dictionary,
    best: &mut Option<Split<'a>>,
) {
    let (logarithms, links) = so_far;
    if left == 1 {
        if rest.len() >= PART_LETTERS
            && let Some(frequency) = dictionary.frequency(rest)
        {
            path.push(rest);
            let sum = logarithms + logarithm(frequency);
            let score = sum / path.len() as f32 - LINK_COST * f32::from(links);
            if best.as_ref().is_none_or(|best| score > best.score) {
                *best = Some(Split {
                    parts: path.clone(),
                    score,
                });
            }
            path.pop();
        }
        return;
    }
    let last_cut = rest.len().saturating_sub(PART_LETTERS * (left - 1));
    for cut in PART_LETTERS..=last_cut {
        let (Some(part), Some(behind)) = (rest.get(..cut), rest.get(cut..)) else {
            continue;
        };
        let Some(frequency) = dictionary.frequency(part) else {
            continue;
        };
        path.push(part);
        for link in LINKS {
            if let Some(behind) = behind.strip_prefix(link) {
                let links = links + u8::from(!link.is_empty());
                let so_far = (logarithms + logarithm(frequency), links);
                try_parts(behind, left - 1, so_far, path, dictionary, best);
            }
        }
        path.pop();
    }
}

fn logarithm(frequency: u32) -> f32 {
    (frequency.max(1) as f32).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Lists;
    use crate::text::{fold, stem};

    impl Dictionary for Lists {
        fn frequency(&self, word: &str) -> Option<u32> {
            self.parts.get(word).copied()
        }
    }

    #[test]
    fn the_vectors_of_the_lists_hold() {
        let vectors = include_str!("../lists/split_vectors.tsv");
        let mut checked = 0;
        for line in vectors.lines().skip(1) {
            let mut cells = line.split('\t').chain(std::iter::repeat(""));
            let mut next = || cells.next().unwrap();
            let (word, folded, stemmed, parts, part_stems) =
                (next(), next(), next(), next(), next());
            assert_eq!(fold(word), folded);
            assert_eq!(stem(word), stemmed, "stem of {word}");
            let found = split(folded, Lists::get());
            assert_eq!(found.join("+"), parts, "parts of {word}");
            let stems: Vec<String> = found.iter().map(|part| stem(part)).collect();
            assert_eq!(stems.join("+"), part_stems, "stems of the parts of {word}");
            checked += 1;
        }
        assert!(checked > 40, "{checked} vectors");
    }

    #[test]
    fn words_of_other_alphabets_are_left_alone() {
        assert!(split("воздухкатастер", Lists::get()).is_empty());
        assert!(split("", Lists::get()).is_empty());
        assert!(split(&"baum".repeat(40), Lists::get()).is_empty());
    }
}
