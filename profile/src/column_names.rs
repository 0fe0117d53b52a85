//! SQL names of columns.

use hebewerk_model::Slug;
use std::collections::HashSet;

/// A name per label: valid, at most 63 characters, unique ignoring case. Columns without a label get `spalte_3`.
pub fn column_names<'a>(labels: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    labels
        .into_iter()
        .enumerate()
        .map(|(index, label)| {
            let base = if label.trim().is_empty() {
                Slug::from_text(&made_up_label(index), "spalte")
            } else {
                Slug::from_text(label, "spalte")
            };
            let mut name = base.clone();
            let mut number = 2;
            while !taken.insert(name.as_str().to_owned()) {
                name = base.numbered(number);
                number += 1;
            }
            name.as_str().to_owned()
        })
        .collect()
}

/// The label of column number `index` (0-based) where the file gives none.
pub fn made_up_label(index: usize) -> String {
    format!("spalte_{}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_readable() {
        let names = column_names(["Straße", "STRASSE", "", "2024", "Straße", "strasse_2"]);
        assert_eq!(
            names,
            [
                "strasse",
                "strasse_2",
                "spalte_3",
                "spalte_2024",
                "strasse_3",
                "strasse_2_2"
            ]
        );
    }
}
