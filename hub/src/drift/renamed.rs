//! Which column that is new is one that is gone, under another name.

use super::Seen;
use hebewerk_model::ColumnStatistics;
use std::collections::HashSet;

/// From this likeness on two columns are the same one.
const ALIKE: f64 = 0.6;

/// Pairs of a column that is gone and one that is new, the most alike first; each column once. `is_told` says whether a recipe
/// gave a column that is gone its type.
pub(crate) fn pairs<'a>(
    gone: &[&Seen<'a>],
    fresh: &[&Seen<'a>],
    is_told: impl Fn(&Seen<'a>) -> bool,
) -> Vec<(Seen<'a>, Seen<'a>)> {
    let mut candidates = Vec::new();
    for (before_at, before) in gone.iter().enumerate() {
        for (after_at, after) in fresh.iter().enumerate() {
            let likeness = if is_told(before) {
                likeness_in_any_type(before, after)
            } else {
                likeness(before, after)
            };
            if likeness >= ALIKE {
                candidates.push((likeness, before_at, after_at));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_likeness, before, after) in candidates {
        if !left.contains(&before) && !right.contains(&after) {
            left.insert(before);
            right.insert(after);
            pairs.push((*gone[before], *fresh[after]));
        }
    }
    pairs
}

/// The same where the type of the first is none that its values would have had: under a new heading nobody gives them the old
/// one. Where the values look different in the other type, names and places have to do.
fn likeness_in_any_type(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    alike(before, after).max(alike_in_name(before, after))
}

/// How much speaks for two columns being one, 0 to 1.
fn likeness(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    let same_kind = before.column_type.name() == after.column_type.name()
        || before.column_type.is_number() && after.column_type.is_number();
    if same_kind { alike(before, after) } else { 0.0 }
}

/// The same values speak for it most, then a similar name, then the same place.
fn alike(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    let known = before.statistics.zip(after.statistics);
    match known.and_then(|(before, after)| overlap(before, after)) {
        Some(values) => {
            0.5 * values + 0.3 * same_name(before, after) + 0.2 * same_place(before, after)
        }
        None => alike_in_name(before, after),
    }
}

fn alike_in_name(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    0.7 * same_name(before, after) + 0.3 * same_place(before, after)
}

fn same_name(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    strsim::normalized_damerau_levenshtein(before.name, after.name)
}

fn same_place(before: &Seen<'_>, after: &Seen<'_>) -> f64 {
    f64::from(u8::from(before.place == after.place))
}

/// How many of the values known of both are the same, 0 to 1; none where nothing is known of them.
fn overlap(before: &ColumnStatistics, after: &ColumnStatistics) -> Option<f64> {
    if !before.frequent.is_empty() && !after.frequent.is_empty() {
        let known: HashSet<&str> = before
            .frequent
            .iter()
            .map(|one| one.value.as_str())
            .collect();
        let same = after
            .frequent
            .iter()
            .filter(|one| known.contains(one.value.as_str()))
            .count();
        let fewer = before.frequent.len().min(after.frequent.len());
        return Some(same as f64 / fewer as f64);
    }
    let bounds = [(&before.min, &after.min), (&before.max, &after.max)];
    if bounds.iter().any(|(was, is)| was.is_none() || is.is_none()) {
        return None;
    }
    let same = bounds.iter().filter(|(was, is)| was == is).count();
    Some(same as f64 / bounds.len() as f64)
}
