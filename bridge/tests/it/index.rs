use crate::tables::sketch;
use hebewerk_bridge::{ColumnNumber, ColumnSketch, ValueIndex, ValueKey, overlap};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn numbers(values: &BTreeSet<u16>) -> ColumnSketch {
    let texts: Vec<String> = values.iter().map(|value| format!("wert{value}")).collect();
    sketch(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn counted(index: &ValueIndex, asked: &ColumnSketch) -> BTreeMap<u32, u32> {
    let found = index.overlaps(asked);
    found
        .into_iter()
        .map(|(number, count)| (number.0, count))
        .collect()
}

proptest! {
    #[test]
    fn the_index_says_what_comparing_every_column_says(
        columns in vec(proptest::collection::btree_set(0_u16..400, 0..120), 1..30),
        removed in vec(any::<bool>(), 30),
        asked in proptest::collection::btree_set(0_u16..400, 0..200),
    ) {
        let mut index = ValueIndex::default();
        let sketches: Vec<ColumnSketch> = columns.iter().map(numbers).collect();
        for (number, sketch) in sketches.iter().enumerate() {
            index.insert(ColumnNumber(number as u32), sketch).unwrap();
        }
        for (number, sketch) in sketches.iter().enumerate() {
            if removed[number] {
                index.remove(ColumnNumber(number as u32), sketch);
            }
        }
        let expected: BTreeMap<u32, u32> = columns
            .iter()
            .enumerate()
            .filter(|(number, _)| !removed[*number])
            .map(|(number, column)| (number as u32, column.intersection(&asked).count() as u32))
            .filter(|(_, count)| *count > 0)
            .collect();
        prop_assert_eq!(counted(&index, &numbers(&asked)), expected);
    }

    #[test]
    fn overlap_counts_common_values_of_both_sides(
        left in proptest::collection::btree_set(0_u16..300, 0..150),
        right in proptest::collection::btree_set(0_u16..300, 0..150),
    ) {
        let found = overlap(&numbers(&left), &numbers(&right));
        prop_assert_eq!(found.values, left.intersection(&right).count() as u64);
        prop_assert_eq!(found.forms, found.values);
        prop_assert_eq!(found.left.0, left.len() as u64);
        prop_assert_eq!(found.right.1, right.len() as u64);
    }

    /// A few beside many are looked up instead of read one by one.
    #[test]
    fn a_few_values_beside_many_are_counted_alike_from_both_sides(
        few in proptest::collection::btree_set((0_u16..400, any::<bool>()), 1..12),
        many in proptest::collection::btree_set((0_u16..400, any::<bool>()), 150..500),
    ) {
        let spelt = |values: &BTreeSet<(u16, bool)>| {
            let spell = |(value, is_loud): &(u16, bool)| if *is_loud { format!("WERT{value}") } else { format!("wert{value}") };
            let texts: Vec<String> = values.iter().map(spell).collect();
            sketch(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let forms = |values: &BTreeSet<(u16, bool)>| values.iter().map(|(value, _)| *value).collect::<BTreeSet<u16>>();
        let expected = (few.intersection(&many).count() as u64, forms(&few).intersection(&forms(&many)).count() as u64);
        let (few, many) = (spelt(&few), spelt(&many));
        for found in [overlap(&few, &many), overlap(&many, &few)] {
            prop_assert_eq!((found.values, found.forms), expected);
        }
    }
}

/// Many columns, so that buckets are split several times.
fn large() -> (ValueIndex, Vec<ColumnSketch>) {
    let mut index = ValueIndex::default();
    let columns: Vec<ColumnSketch> = (0..60_u32)
        .map(|column| {
            let mut builder = ColumnSketch::builder(ValueKey::OPEN);
            for value in 0..4_000 {
                builder.push(&format!("{}-{value}", column / 2));
            }
            builder.finish().0
        })
        .collect();
    for (number, column) in columns.iter().enumerate() {
        index.insert(ColumnNumber(number as u32), column).unwrap();
    }
    (index, columns)
}

#[test]
fn an_index_that_has_grown_still_finds_everything() {
    let (index, columns) = large();
    for (number, column) in columns.iter().enumerate() {
        let twin = number as u32 ^ 1;
        let expected = BTreeMap::from([(number as u32, 4_000), (twin, 4_000)]);
        assert_eq!(counted(&index, column), expected);
    }
}

#[test]
fn an_index_takes_at_most_eight_bytes_a_value() {
    let (index, _) = large();
    assert_eq!(index.len(), 240_000);
    assert!(index.bytes() <= 8 * index.len(), "{} bytes", index.bytes());
}

#[test]
fn an_index_from_which_everything_was_taken_is_empty() {
    let (mut index, columns) = large();
    for (number, column) in columns.iter().enumerate() {
        index.remove(ColumnNumber(number as u32), column);
    }
    assert!(index.is_empty());
    assert!(index.overlaps(&columns[0]).is_empty());
}

#[test]
fn a_column_number_beyond_a_million_is_refused() {
    let mut index = ValueIndex::default();
    assert!(
        index
            .insert(ColumnNumber(1 << 20), &sketch(&["a"]))
            .is_err()
    );
}
