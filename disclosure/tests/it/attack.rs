use crate::suppression::count_table;
use hebewerk_disclosure::{Attack, Cell, Dimension, Interval, Table};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn a_single_withheld_cell_is_found_by_subtraction() {
    let table = count_table(2, 2, &[4, 9, 8, 7]);
    let cell = table.cell(&[1, 1]).unwrap();
    let seen = Attack::new(&table, [cell]).on(cell);
    assert_eq!(
        seen,
        Interval {
            lowest: 4.0,
            highest: 4.0
        }
    );
}

#[test]
fn four_cells_in_a_square_hide_each_other() {
    let table = count_table(2, 2, &[4, 9, 8, 7]);
    let square = [[1, 1], [1, 2], [2, 1], [2, 2]].map(|at| table.cell(&at).unwrap());
    let seen = Attack::new(&table, square).on(square[0]);
    assert_eq!(
        seen,
        Interval {
            lowest: 0.0,
            highest: 12.0
        }
    );
}

#[test]
fn somebody_who_knows_a_cell_finds_the_other() {
    let table = count_table(1, 3, &[1, 3, 20]);
    let cells = [[1, 1], [1, 2]].map(|at| table.cell(&at).unwrap());
    let also = [[0, 1], [0, 2]].map(|at| table.cell(&at).unwrap());
    let attack = Attack::new(&table, cells.into_iter().chain(also));
    assert_eq!(
        attack.on(cells[1]),
        Interval {
            lowest: 0.0,
            highest: 4.0
        }
    );
    let insider = attack.by_insiders(cells[1]).on(cells[1]);
    assert_eq!(
        insider,
        Interval {
            lowest: 3.0,
            highest: 3.0
        }
    );
}

#[test]
fn sums_of_sums_are_used_too() {
    // Two districts with two quarters each, one line below: city = 1 + 2, district 1 = 3 + 4, district 2 = 5 + 6.
    let quarters = Dimension::tree(vec![
        None,
        Some(0),
        Some(0),
        Some(1),
        Some(1),
        Some(2),
        Some(2),
    ]);
    let counts: Vec<(Vec<usize>, u64)> = [(3, 2), (4, 8), (5, 6), (6, 9)]
        .map(|(at, count)| (vec![at], count))
        .to_vec();
    let table = Table::of_counts(vec![quarters.unwrap()], &counts);
    assert!((table.value(1) - 10.0).abs() < 1e-9);
    // District 2 follows from its quarters, district 1 from the city, and the quarter from its district.
    let seen = Attack::new(&table, [1, 2, 3]).on(3);
    assert_eq!(
        seen,
        Interval {
            lowest: 2.0,
            highest: 2.0
        }
    );
}

/// All tables of counts that fit what is published, by trying; and what they have in each cell.
fn by_trying(table: &Table, unknown: &BTreeSet<Cell>) -> BTreeMap<Cell, (u64, u64)> {
    let leaves: Vec<Cell> = (0..table.cells())
        .filter(|cell| {
            table
                .relations()
                .iter()
                .all(|relation| relation.sum != *cell)
        })
        .collect();
    let mut values = vec![0; table.cells()];
    let mut seen = BTreeMap::new();
    try_leaves(table, unknown, &leaves, &mut values, &mut seen);
    seen
}

fn try_leaves(
    table: &Table,
    unknown: &BTreeSet<Cell>,
    leaves: &[Cell],
    values: &mut Vec<u64>,
    seen: &mut BTreeMap<Cell, (u64, u64)>,
) {
    let Some((leaf, rest)) = leaves.split_first() else {
        if fits(table, unknown, values) {
            for cell in unknown {
                let value = values[*cell];
                let (low, high) = seen.entry(*cell).or_insert((value, value));
                (*low, *high) = ((*low).min(value), (*high).max(value));
            }
        }
        return;
    };
    let candidates = if unknown.contains(leaf) {
        0..=table.value(table.everything()) as u64
    } else {
        let known = table.value(*leaf) as u64;
        known..=known
    };
    for candidate in candidates {
        values[*leaf] = candidate;
        try_leaves(table, unknown, rest, values, seen);
    }
}

fn fits(table: &Table, unknown: &BTreeSet<Cell>, values: &mut [u64]) -> bool {
    // Sums come before their parts: from the end each is made of what is known.
    for relation in table.relations().iter().rev() {
        values[relation.sum] = relation.parts.iter().map(|part| values[*part]).sum();
    }
    (0..table.cells())
        .all(|cell| unknown.contains(&cell) || values[cell] == table.value(cell) as u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn bounds_are_those_found_by_trying_all_tables(
        counts in prop::collection::vec(0..4_u64, 6),
        withheld in prop::collection::btree_set(1..12_usize, 1..8),
    ) {
        let table = count_table(2, 3, &counts);
        let tried = by_trying(&table, &withheld);
        let attack = Attack::new(&table, withheld.iter().copied());
        for (cell, (low, high)) in tried {
            let seen = attack.on(cell);
            prop_assert!((seen.lowest - low as f64).abs() < 1e-6, "{cell}: {seen:?} {low}");
            prop_assert!((seen.highest - high as f64).abs() < 1e-6, "{cell}: {seen:?} {high}");
        }
    }
}
