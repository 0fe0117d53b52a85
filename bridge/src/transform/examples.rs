//! Rows that probably belong together: they share four letters that hardly anybody else has.

use crate::normal_form::normalised;
use crate::row_match::Rows;
use std::collections::HashMap;

/// Letters in a row.
const LETTERS: usize = 4;
/// Examples looked at.
const MOST: usize = 16;

/// Row of the source and row of the target.
pub(super) fn of(source: &Rows, target: &[String]) -> Vec<(usize, usize)> {
    let in_target = holders(target.iter().map(String::as_str).enumerate());
    let in_source = holders(source.columns.iter().flat_map(|values| {
        let values = values.iter().map(String::as_str);
        values.enumerate()
    }));
    let mut votes: HashMap<(usize, usize), usize> = HashMap::new();
    for (letters, targets) in &in_target {
        let ([one], Some([two])) = (
            targets.as_slice(),
            in_source.get(letters).map(Vec::as_slice),
        ) else {
            continue;
        };
        *votes.entry((*two, *one)).or_default() += 1;
    }
    let mut examples: Vec<((usize, usize), usize)> = votes.into_iter().collect();
    examples.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0)));
    // The most alike are often the least telling: some from everywhere.
    let step = (examples.len() / MOST).max(1);
    let some = examples.into_iter().step_by(step).take(MOST);
    some.map(|(pair, _)| pair).collect()
}

/// Rows by the letters they hold, each row once, at most two.
fn holders<'a>(values: impl Iterator<Item = (usize, &'a str)>) -> HashMap<String, Vec<usize>> {
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, value) in values {
        let letters: Vec<char> = normalised(value).chars().collect();
        for four in letters.windows(LETTERS) {
            let rows = holders.entry(four.iter().collect()).or_default();
            if !rows.contains(&row) && rows.len() < 2 {
                rows.push(row);
            }
        }
    }
    holders
}
