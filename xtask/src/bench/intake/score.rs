//! The Pollock score of one file: how much of what should be there is there, and how much of what is there should be.

use std::collections::HashMap;
use std::hash::Hash;

use super::standard_csv;

/// Nine shares from 0 to 1, and whether the file was read at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    /// Precision, recall and F1 of header cells, of records, of all cells.
    shares: [f64; 9],
    read: bool,
}

const NAMES: [&str; 3] = ["header", "records", "cells"];

impl Score {
    /// A file that was refused.
    pub(super) const NOTHING: Self = Self {
        shares: [0.0; 9],
        read: false,
    };

    /// Compares two standard CSV texts; both begin with their header.
    pub(super) fn of(clean: &str, found: &str) -> Self {
        let clean = standard_csv::records(clean);
        let mut found = standard_csv::records(found);
        // A clean file that has no header has no made-up names either; ours always begins with one.
        let made_up = |records: &[Vec<String>]| {
            records.first().is_some_and(|header| {
                let mut names = header.iter().enumerate();
                names.all(|(index, name)| name.trim() == format!("col_{index}"))
            })
        };
        if made_up(&found) && !made_up(&clean) {
            found.remove(0);
        }
        let header = |records: &[Vec<String>]| -> Vec<String> {
            let first = records.first().cloned().unwrap_or_default();
            first.iter().map(|cell| cell.trim().to_owned()).collect()
        };
        let cells = |records: &[Vec<String>]| -> Vec<String> {
            let rest = records.iter().skip(1).flatten().cloned();
            header(records).into_iter().chain(rest).collect()
        };
        let rows = |records: &[Vec<String>]| records.iter().skip(1).cloned().collect();
        let mut shares = [0.0; 9];
        for (index, three) in [
            three(header(&clean), header(&found)),
            three::<Vec<String>>(rows(&clean), rows(&found)),
            three(cells(&clean), cells(&found)),
        ]
        .into_iter()
        .enumerate()
        {
            shares[3 * index..3 * index + 3].copy_from_slice(&three);
        }
        Self { shares, read: true }
    }

    /// 0 to 10.
    pub(super) fn points(&self) -> f64 {
        self.shares.iter().sum::<f64>() + f64::from(u8::from(self.read))
    }

    /// What is below 1.
    pub(super) fn lacks(&self) -> String {
        if !self.read {
            return "refused".into();
        }
        let lacking = NAMES.iter().zip(self.shares.chunks(3));
        lacking
            .filter(|(_, three)| three.iter().any(|share| *share < 1.0))
            .map(|(name, three)| format!("{name} precision {:.4} recall {:.4}", three[0], three[1]))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Precision, recall and F1 of two collections in which order does not matter but number does.
fn three<T: Hash + Eq>(clean: Vec<T>, found: Vec<T>) -> [f64; 3] {
    if clean.is_empty() && found.is_empty() {
        return [1.0; 3];
    }
    let (all, given) = (clean.len() as f64, found.len() as f64);
    let mut open: HashMap<T, usize> = HashMap::new();
    for item in clean {
        *open.entry(item).or_default() += 1;
    }
    let mut common = 0.0;
    for item in found {
        if let Some(count) = open.get_mut(&item).filter(|count| **count > 0) {
            *count -= 1;
            common += 1.0;
        }
    }
    if common == 0.0 {
        return [0.0; 3];
    }
    let (precision, recall) = (common / given, common / all);
    [
        precision,
        recall,
        2.0 * precision * recall / (precision + recall),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_read_right_has_ten_points_and_a_refused_one_none() {
        let clean = "a,b\n1,2\n";
        assert!((Score::of(clean, "a,b\n1,2\n").points() - 10.0).abs() < 1e-9);
        assert!(Score::NOTHING.points().abs() < 1e-9);
    }

    #[test]
    fn a_lost_row_costs_recall_of_records_and_cells() {
        let score = Score::of("a,b\n1,2\n1,2\n", "a,b\n1,2\n");
        assert_eq!(score.shares[3..5], [1.0, 0.5]);
        assert!((score.shares[7] - 4.0 / 6.0).abs() < 1e-9);
    }

    #[test]
    fn made_up_names_are_no_error_where_there_is_no_header() {
        assert!((Score::of("1,2\n3,4\n", "col_0,col_1\n1,2\n3,4\n").points() - 10.0).abs() < 1e-9);
    }
}
