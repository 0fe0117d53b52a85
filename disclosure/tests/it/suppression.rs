use hebewerk_disclosure::{Attack, Cell, Dimension, Interval, Table, sensitive, suppress};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A table of counts with sums, line by line.
pub(crate) fn count_table(lines: usize, columns: usize, counts: &[u64]) -> Table {
    let entries: Vec<(Vec<usize>, u64)> = counts
        .iter()
        .enumerate()
        .map(|(at, count)| (vec![at / columns + 1, at % columns + 1], *count))
        .collect();
    Table::of_counts(
        vec![Dimension::flat(lines), Dimension::flat(columns)],
        &entries,
    )
}

/// All cells with too few.
fn too_few(table: &Table, least: u64) -> BTreeMap<Cell, Interval> {
    (0..table.cells())
        .filter_map(|cell| Some((cell, sensitive::too_few(table.value(cell) as u64, least)?)))
        .collect()
}

/// Counts of a city that look like chance and are the same each time.
fn drawn(seed: u64, many: usize, most: u64) -> Vec<u64> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    // Skewed, as in real tables: many small counts, few large ones.
    (0..many)
        .map(|_| next() % (1 + next() % (1 + next() % most)))
        .collect()
}

#[test]
fn a_small_count_takes_three_others_with_it() {
    let table = count_table(3, 3, &[2, 30, 40, 25, 26, 27, 50, 60, 70]);
    let sensitive = too_few(&table, 5);
    let done = suppress(&table, &sensitive).unwrap();
    assert_eq!(done.sensitive.len(), 1);
    assert_eq!(done.with_them.len(), 3);
    let cell = table.cell(&[1, 1]).unwrap();
    assert!(done.seen[&cell].lowest <= 0.0 && done.seen[&cell].highest >= 5.0);
}

#[test]
fn nothing_is_withheld_where_nothing_is_small() {
    let table = count_table(2, 2, &[12, 30, 40, 25]);
    let done = suppress(&table, &too_few(&table, 5)).unwrap();
    assert!(done.withheld().is_empty());
}

#[test]
fn a_table_that_cannot_hide_anything_is_not_called_safe() {
    // Each of the five knows its own; only a total that is withheld as well would hide them.
    let table = count_table(1, 5, &[1, 1, 1, 1, 1]);
    let failed = suppress(&table, &too_few(&table, 5)).unwrap_err();
    assert!(failed.cells.contains(&table.cell(&[1, 1]).unwrap()));
}

#[test]
fn the_sum_of_everything_stays() {
    let table = count_table(1, 4, &[2, 3, 30, 40]);
    let done = suppress(&table, &too_few(&table, 5)).unwrap();
    assert!(!done.withheld().contains(&table.everything()));
}

#[test]
fn one_large_firm_makes_an_amount_sensitive_by_dominance() {
    assert_eq!(sensitive::dominated(&[50.0, 30.0, 20.0], 1, 85.0), None);
    let seen = sensitive::dominated(&[90.0, 6.0, 4.0], 1, 75.0).unwrap();
    assert_eq!(
        seen,
        Interval {
            lowest: 80.0,
            highest: 120.0
        }
    );
}

#[test]
fn the_second_largest_must_not_guess_the_largest() {
    assert_eq!(sensitive::guessable(&[50.0, 30.0, 20.0], 10.0), None);
    let seen = sensitive::guessable(&[50.0, 30.0, 2.0], 10.0).unwrap();
    assert_eq!(
        seen,
        Interval {
            lowest: 79.0,
            highest: 85.0
        }
    );
}

#[test]
fn a_table_of_a_city_with_districts_and_sums_is_protected() {
    // 30 quarters in five districts, 20 groups.
    let mut above = vec![None];
    above.extend([Some(0); 5]);
    above.extend((0..30).map(|quarter| Some(1 + quarter / 6)));
    let quarters = Dimension::tree(above).unwrap();
    let counts = drawn(7, 600, 90);
    let entries: Vec<(Vec<usize>, u64)> = counts
        .iter()
        .enumerate()
        .map(|(at, count)| (vec![6 + at / 20, 1 + at % 20], *count))
        .collect();
    let table = Table::of_counts(vec![quarters, Dimension::flat(20)], &entries);
    let sensitive = too_few(&table, 3);
    assert!(sensitive.len() > 50, "{}", sensitive.len());
    let done = suppress(&table, &sensitive).unwrap();
    for (cell, wanted) in &sensitive {
        assert!(done.seen[cell].holds(wanted));
    }
    assert!(
        done.withheld().len() < 3 * sensitive.len(),
        "{}",
        done.withheld().len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    /// In words: no withheld count can be narrowed below its protection interval, by nobody.
    #[test]
    fn no_withheld_count_is_placed_more_exactly_than_it_may_be(
        lines in 2..6_usize,
        columns in 2..6_usize,
        seed in any::<u64>(),
        least in 2..6_u64,
    ) {
        let table = count_table(lines, columns, &drawn(seed, lines * columns, 60));
        let sensitive = too_few(&table, least);
        if let Ok(done) = suppress(&table, &sensitive) {
            let attack = Attack::new(&table, done.withheld());
            for (cell, wanted) in &sensitive {
                prop_assert!(attack.on(*cell).holds(wanted));
                prop_assert!(attack.by_insiders(*cell).on(*cell).holds(wanted));
            }
            for cell in &done.with_them {
                prop_assert!(table.value(*cell) > 0.0);
            }
        }
    }
}
