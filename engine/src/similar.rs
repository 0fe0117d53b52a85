//! Names that are close to one that does not exist.

use datafusion::common::utils::datafusion_strsim::levenshtein;

/// At most three of `known` that could have been meant by `name`, closest first.
pub(crate) fn similar<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let name = name.to_lowercase();
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|candidate| {
            let distance = levenshtein(&name, &candidate.to_lowercase());
            let part_of = name.len() > 2 && candidate.to_lowercase().contains(&name);
            let allowed = 1 + name.chars().count() / 4;
            (distance <= allowed || part_of).then_some((distance, candidate))
        })
        .collect();
    close.sort_unstable();
    close.dedup();
    close
        .into_iter()
        .take(3)
        .map(|(_, name)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn a_slip_of_the_finger_finds_the_name() {
        let known = ["baumart", "standort", "pflanzjahr"];
        assert_eq!(similar("baumatr", known), ["baumart"]);
        assert_eq!(similar("jahr", known), ["pflanzjahr"]);
        assert!(similar("hundesteuer", known).is_empty());
    }
}
