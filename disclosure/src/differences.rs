//! What two published versions of one count tell together that neither tells alone.

use std::collections::BTreeMap;

/// What is published of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Shown {
    /// The count.
    Count(u64),
    /// That it is withheld.
    Withheld,
}

/// A count by whose two versions somebody is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling<K> {
    /// What is counted.
    pub key: K,
    /// What it tells.
    pub tells: Tells,
}

/// What two versions tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// So many persons came, or went if negative: fewer than one may tell of.
    Few(i64),
    /// Withheld now, but the earlier version shows it.
    ShownBefore,
    /// Withheld earlier, but the newer version shows it, and it is hardly another.
    ShownNow,
}

/// Compares what was published with what is to be published. A count that is missing is zero.
///
/// Counts that do not change tell nothing. A change of fewer than `least` tells of few persons: whoever knows somebody
/// who moved in or died between the versions knows them by it. A count that is withheld in one version only is taken to
/// have changed as little as such a change.
pub fn differences<K: Ord + Clone>(
    earlier: &BTreeMap<K, Shown>,
    newer: &BTreeMap<K, Shown>,
    least: u64,
) -> Vec<Telling<K>> {
    let mut keys: Vec<&K> = earlier.keys().chain(newer.keys()).collect();
    keys.sort();
    keys.dedup();
    let shown = |of: &BTreeMap<K, Shown>, key: &K| of.get(key).copied().unwrap_or(Shown::Count(0));
    let telling = |key: &K| {
        let tells = tells(shown(earlier, key), shown(newer, key), least)?;
        Some(Telling {
            key: key.clone(),
            tells,
        })
    };
    keys.into_iter().filter_map(telling).collect()
}

fn tells(earlier: Shown, newer: Shown, least: u64) -> Option<Tells> {
    match (earlier, newer) {
        (Shown::Count(before), Shown::Count(now)) => {
            let few = before != now && before.abs_diff(now) < least;
            let change = i64::try_from(before.abs_diff(now)).unwrap_or(i64::MAX);
            few.then_some(Tells::Few(if now > before { change } else { -change }))
        }
        // Nobody, or too many to have sunk below the least by a change that tells of few.
        (Shown::Count(before), Shown::Withheld) => {
            (before > 0 && before < 2 * least).then_some(Tells::ShownBefore)
        }
        (Shown::Withheld, Shown::Count(now)) => {
            (now > 0 && now < 2 * least).then_some(Tells::ShownNow)
        }
        (Shown::Withheld, Shown::Withheld) => None,
    }
}
