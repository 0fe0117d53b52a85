//! Names that are alike: by the rare words and letters they have in common, each weighed by how rare it is.

mod features;

use crate::row_match::Rows;
use features::{Text, Weighing, candidates, holders as holders_of};
use std::collections::{HashMap, HashSet};

/// Likeness from which two values may be the same.
const LEAST_LIKENESS: f64 = 0.6;
/// Quality of a pair of columns from which rows are brought together on it.
const LEAST_QUALITY: f64 = 0.25;
/// Weight that whole rows must have in common, in words that nobody else has.
const LEAST_IN_COMMON: f64 = 1.3;
/// What bringing whole rows together is worth beside doing so on one column.
const WHOLE: f64 = 0.7;
/// Differences in likeness that say nothing.
const TIE: f64 = 0.02;

/// Rows brought together on one column of each side.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Column of the left; all of them if none.
    pub left: Option<usize>,
    /// Column of the right; all of them if none.
    pub right: Option<usize>,
    /// Numbers of the rows.
    pub pairs: Vec<(usize, usize)>,
    /// Shares of the rows of both sides that found another.
    pub shares: (f64, f64),
    /// How sure it is, 0 to 1.
    pub score: f64,
}

/// The pair of columns on which rows are most alike; the first `columns` of each side are looked at.
pub fn best(left: &Rows, right: &Rows, columns: (usize, usize)) -> Option<Matched> {
    let of = |rows: &Rows, count: usize| -> Vec<Option<Vec<Text>>> {
        let first = rows.columns.iter().take(count);
        first.map(|values| texts(values)).collect()
    };
    let (lefts, rights) = (of(left, columns.0), of(right, columns.1));
    let whole = (whole_rows(left), whole_rows(right));
    let mut best: Option<Matched> = matched_whole(&whole.0, &whole.1);
    for (left_at, one) in lefts.iter().enumerate() {
        for (right_at, two) in rights.iter().enumerate() {
            let (Some(one), Some(two)) = (one, two) else {
                continue;
            };
            let found = matched(one, two, (&whole.0, &whole.1));
            let Some(found) = found.filter(|it| it.score >= LEAST_QUALITY) else {
                continue;
            };
            if best.as_ref().is_none_or(|known| known.score < found.score) {
                best = Some(Matched {
                    left: Some(left_at),
                    right: Some(right_at),
                    ..found
                });
            }
        }
    }
    best
}

/// Values ready to be compared; none for a column of numbers or of one value.
fn texts(values: &[String]) -> Option<Vec<Text>> {
    let with_letters = values
        .iter()
        .filter(|value| value.chars().filter(|sign| sign.is_alphabetic()).count() >= 2)
        .count();
    let different: HashSet<&String> = values.iter().collect();
    (with_letters * 2 > values.len() && different.len() > 2)
        .then(|| values.iter().map(|value| Text::of(value)).collect())
}

fn whole_rows(rows: &Rows) -> Vec<Text> {
    (0..rows.len())
        .map(|row| {
            let cells: Vec<&str> = rows
                .columns
                .iter()
                .filter_map(|values| values.get(row).map(String::as_str))
                .collect();
            Text::of(&cells.join(" "))
        })
        .collect()
}

/// Rows that are each other's likest.
fn matched(left: &[Text], right: &[Text], whole: (&[Text], &[Text])) -> Option<Matched> {
    let weighing = Weighing::of(left, right);
    let mut alike: Vec<(usize, usize, f64)> = Vec::new();
    let holders = holders_of(right);
    for (row, text) in left.iter().enumerate() {
        for other in candidates(text, &holders) {
            let likeness = weighing.likeness(text, &right[other]);
            if likeness >= LEAST_LIKENESS {
                alike.push((row, other, likeness));
            }
        }
    }
    if alike.is_empty() {
        return None;
    }
    keep_likest(&mut alike);
    break_ties(&mut alike, whole);
    let of = |pick: fn(&(usize, usize, f64)) -> usize| -> HashSet<usize> {
        alike.iter().map(pick).collect()
    };
    let (lefts, rights) = (of(|it| it.0), of(|it| it.1));
    let shares = (
        lefts.len() as f64 / left.len() as f64,
        rights.len() as f64 / right.len() as f64,
    );
    let mean = alike.iter().map(|it| it.2).sum::<f64>() / alike.len() as f64;
    // Many rows on few values are a category, not a name.
    let values = |texts: &[Text], rows: &HashSet<usize>| {
        let different: HashSet<&str> = rows.iter().map(|row| texts[*row].joined()).collect();
        different.len() as f64 / rows.len() as f64
    };
    let names = values(left, &lefts)
        .min(values(right, &rights))
        .max(0.8 * values(left, &lefts).max(values(right, &rights)));
    Some(Matched {
        left: None,
        right: None,
        pairs: alike.iter().map(|it| (it.0, it.1)).collect(),
        shares,
        score: shares.0.max(shares.1) * mean * names,
    })
}

/// Rows that have more rare words in common than with any other row, wherever these stand.
fn matched_whole(left: &[Text], right: &[Text]) -> Option<Matched> {
    let weighing = Weighing::of(left, right);
    let holders = holders_of(right);
    let mut alike: Vec<(usize, usize, f64)> = Vec::new();
    for (row, text) in left.iter().enumerate() {
        for other in candidates(text, &holders) {
            let in_common = weighing.in_common(text, &right[other]);
            if in_common >= LEAST_IN_COMMON * weighing.rarest() {
                alike.push((row, other, in_common));
            }
        }
    }
    if alike.is_empty() {
        return None;
    }
    keep_likest(&mut alike);
    let of = |pick: fn(&(usize, usize, f64)) -> usize| -> HashSet<usize> {
        alike.iter().map(pick).collect()
    };
    let (lefts, rights) = (of(|it| it.0), of(|it| it.1));
    let shares = (
        lefts.len() as f64 / left.len() as f64,
        rights.len() as f64 / right.len() as f64,
    );
    Some(Matched {
        left: None,
        right: None,
        pairs: alike.iter().map(|it| (it.0, it.1)).collect(),
        shares,
        // A column says why; a row only that.
        score: WHOLE * shares.0.max(shares.1),
    })
}

/// Leaves pairs that are the likest for both rows, up to what says nothing.
fn keep_likest(alike: &mut Vec<(usize, usize, f64)>) {
    let mut best_left: HashMap<usize, f64> = HashMap::new();
    let mut best_right: HashMap<usize, f64> = HashMap::new();
    for (left, right, likeness) in alike.iter() {
        for (best, row) in [(&mut best_left, left), (&mut best_right, right)] {
            let best = best.entry(*row).or_default();
            *best = best.max(*likeness);
        }
    }
    alike.retain(|(left, right, likeness)| {
        let near = |best: &HashMap<usize, f64>, row: &usize| {
            best.get(row).is_some_and(|best| likeness + TIE >= *best)
        };
        near(&best_left, left) && near(&best_right, right)
    });
}

/// Where several rows are equally like, the rest of the row decides, if it says anything.
fn break_ties(alike: &mut Vec<(usize, usize, f64)>, whole: (&[Text], &[Text])) {
    let mut count: HashMap<usize, usize> = HashMap::new();
    for (left, _, _) in alike.iter() {
        *count.entry(*left).or_default() += 1;
    }
    let mut count_right: HashMap<usize, usize> = HashMap::new();
    for (_, right, _) in alike.iter() {
        *count_right.entry(*right).or_default() += 1;
    }
    if count
        .values()
        .chain(count_right.values())
        .all(|count| *count == 1)
    {
        return;
    }
    let weighing = Weighing::of(whole.0, whole.1);
    let mut said: Vec<f64> = alike
        .iter()
        .map(|(left, right, _)| weighing.in_common(&whole.0[*left], &whole.1[*right]))
        .collect();
    let mut best: HashMap<(bool, usize), f64> = HashMap::new();
    for ((left, right, _), said) in alike.iter().zip(&said) {
        for key in [(true, *left), (false, *right)] {
            let best = best.entry(key).or_default();
            *best = best.max(*said);
        }
    }
    let mut said = said.drain(..);
    alike.retain(|(left, right, _)| {
        let said = said.next().unwrap_or_default();
        let is_best = |key| best.get(&key).is_none_or(|best| said >= best * 0.98);
        is_best((true, *left)) && is_best((false, *right))
            || count.get(left) == Some(&1)
            || count_right.get(right) == Some(&1)
    });
}
