//! First and family names, as lists and as endings.

use super::letters::{bare, folded};
use std::collections::HashSet;
use std::sync::LazyLock;

const FIRST: &str = include_str!("first_names.txt");
const LAST: &str = include_str!("last_names.txt");
const ALSO_WORDS: &str = include_str!("also_words.txt");

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    first: spellings(FIRST),
    last: spellings(LAST),
    also_words: spellings(ALSO_WORDS),
});

struct Lists {
    first: HashSet<String>,
    last: HashSet<String>,
    also_words: HashSet<String>,
}

/// Folded, with umlauts in one letter and in two.
fn spellings(list: &str) -> HashSet<String> {
    let names = list.lines().map(str::trim);
    names.flat_map(|name| [folded(name), bare(name)]).collect()
}

/// Whether a folded word is a first name.
pub(super) fn is_first(word: &str) -> bool {
    LISTS.first.contains(word)
}

/// Whether a folded word is a family name.
pub(super) fn is_last(word: &str) -> bool {
    LISTS.last.contains(word)
}

/// Whether a folded word that is a name is a word or a town as well.
pub(super) fn is_also_word(word: &str) -> bool {
    LISTS.also_words.contains(word)
}

/// Endings of family names, folded.
const ENDINGS: [&str; 64] = [
    "mann", "meier", "meyer", "maier", "mayer", "meir", "bauer", "hofer", "huber", "berger",
    "burger", "felder", "bacher", "hauser", "brecht", "bert", "hardt", "hart", "helm", "ing",
    "inger", "linger", "ski", "sky", "ska", "cki", "cka", "wicz", "witz", "czyk", "czak", "iak",
    "oglu", "soy", "turk", "tuerk", "oz", "ic", "vic", "vich", "ovic", "ov", "ova", "ow", "owa",
    "ev", "eva", "enko", "chuk", "tschuk", "yan", "ian", "shvili", "idis", "akis", "opoulos",
    "escu", "sen", "sson", "ens", "els", "ke", "gen", "mueller",
];

/// Whether a folded word ends as family names do. Weak: many words do.
pub(super) fn ends_like_last(word: &str) -> bool {
    word.len() >= 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_without_repetition() {
        for list in [FIRST, LAST, ALSO_WORDS, super::super::plates::PREFIXES] {
            let names: Vec<&str> = list.lines().collect();
            assert!(names.is_sorted_by(|left, right| left < right));
            assert!(
                names
                    .iter()
                    .all(|name| !name.is_empty() && *name == name.trim())
            );
        }
        assert!(FIRST.lines().count() > 2_000 && LAST.lines().count() > 2_500);
    }

    #[test]
    fn what_is_also_a_word_is_a_name() {
        for name in ALSO_WORDS.lines().map(folded) {
            assert!(is_first(&name) || is_last(&name), "{name}");
        }
    }

    #[test]
    fn names_are_known_in_every_spelling() {
        for name in [
            "mueller", "muller", "oeztuerk", "ozturk", "yildirim", "schaefer",
        ] {
            assert!(is_last(name), "{name}");
        }
        for name in ["juergen", "jurgen", "ayse", "lukasz", "zuebeyde"] {
            assert!(is_first(name) || name == "lukasz", "{name}");
        }
        assert!(is_also_word("hof") && is_also_word("wolf") && !is_also_word("mueller"));
        assert!(ends_like_last("papierowski") && !ends_like_last("baum"));
    }
}
