use crate::tables::sketch;
use hebewerk_bridge::{ColumnSketch, Order, ValueKey, overlap};
use proptest::prelude::*;

fn of_range(range: std::ops::Range<u32>, exact: usize) -> ColumnSketch {
    let mut builder = ColumnSketch::builder(ValueKey::OPEN).exact_up_to(exact);
    for value in range {
        builder.push(&format!("Wert {value}"));
    }
    builder.finish().0
}

#[test]
fn a_sketch_says_how_the_column_is() {
    let mut builder = ColumnSketch::builder(ValueKey::OPEN);
    for value in ["44623", "44625", "", "44625", "44627"] {
        builder.push(value);
    }
    builder.push_null();
    let sketch = builder.finish().0;
    assert_eq!(
        (sketch.rows(), sketch.nulls(), sketch.distinct()),
        (6, 2, 3)
    );
    assert_eq!(sketch.order(), Order::Ascending);
    assert_eq!(sketch.mask(), Some(("99999", 1.0)));
    assert_eq!(sketch.lengths(), (5, 5.0, 5));
    assert!((sketch.uniqueness() - 0.75).abs() < 1e-9);
}

#[test]
fn spellings_and_normal_forms_are_counted_apart() {
    let left = sketch(&["Hauptstraße", "Hauptstr.", "Ring"]);
    let right = sketch(&["HAUPTSTR.", "Ring", "Markt"]);
    assert_eq!((left.distinct(), left.distinct_forms()), (3, 2));
    let found = overlap(&left, &right);
    assert_eq!((found.values, found.forms), (1, 2));
    assert!(found.needs_forms());
}

#[test]
fn a_rare_spelling_of_a_word_is_joined_by_its_form_and_one_of_a_number_is_chance() {
    let many: Vec<String> = (0..200).map(|number| format!("Weg {number}a")).collect();
    let names = |rare: &str| -> Vec<String> {
        let letters = |text: &String| text.replace(|sign: char| sign.is_ascii_digit(), "x");
        let words = many.iter().zip(0_u32..);
        let words = words.map(|(text, number)| format!("{} {number:b}", letters(text)));
        let words = words.map(|text| text.replace('0', "o").replace('1', "i"));
        words.chain([rare.to_owned()]).collect()
    };
    let of = |values: &[String]| sketch(&values.iter().map(String::as_str).collect::<Vec<_>>());
    let (left, right) = (of(&names("Haldenstraße")), of(&names("Haldenstr.")));
    let found = overlap(&left, &right);
    assert_eq!((found.values, found.forms), (200, 201));
    assert!(!found.needs_forms());
    assert!(found.joins_by_form());
    assert_eq!(found.shares_of_join(), (1.0, 1.0));

    let numbers = |rare: &str| -> Vec<String> {
        let numbers = (1000..1200).map(|number| number.to_string());
        numbers.chain([rare.to_owned()]).collect()
    };
    let found = overlap(&of(&numbers("017")), &of(&numbers("17")));
    assert_eq!((found.values, found.forms), (200, 201));
    assert!(!found.joins_by_form());
}

#[test]
fn a_column_too_large_to_keep_is_estimated_closely() {
    let left = of_range(0..40_000, 5_000);
    let right = of_range(20_000..60_000, 1_000_000);
    assert!(!left.is_exact());
    assert!(
        (left.distinct() as f64 - 40_000.0).abs() < 2_000.0,
        "{}",
        left.distinct()
    );
    let (share, _) = overlap(&left, &right).shares_of_forms();
    assert!((share - 0.5).abs() < 0.04, "{share}");
}

#[test]
fn columns_of_different_keys_have_nothing_in_common() {
    let mut locked = ColumnSketch::builder(ValueKey::new([7; 16]));
    locked.push("44623");
    let found = overlap(&locked.finish().0, &sketch(&["44623"]));
    assert_eq!(found.forms, 0);
}

#[test]
fn a_sketch_of_many_values_takes_less_than_eight_bytes_each() {
    for count in [1_000, 30_000] {
        let bytes = of_range(0..count, 1_000_000).to_bytes();
        assert!(
            bytes.len() < 8 * count as usize,
            "{} for {count}",
            bytes.len()
        );
    }
}

#[test]
fn the_head_of_a_small_column_is_small() {
    // As columns are in real lakes: a handful of values each, words and a format.
    let head = of_range(0..1, 1_000_000).to_bytes().len();
    assert!(head < 48, "{head}");
}

#[test]
fn damaged_bytes_are_refused() {
    let bytes = of_range(0..50, 1_000_000).to_bytes();
    for length in 0..bytes.len() {
        assert!(
            ColumnSketch::from_bytes(&bytes[..length]).is_err(),
            "{length}"
        );
    }
    let mut newer = bytes;
    newer[0] += 1;
    assert!(ColumnSketch::from_bytes(&newer).is_err());
}

proptest! {
    #[test]
    fn a_sketch_comes_back_from_its_bytes(values in proptest::collection::vec("[a-zA-Z0-9 .,ß]{0,12}", 0..200)) {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let sketch = sketch(&values);
        prop_assert_eq!(ColumnSketch::from_bytes(&sketch.to_bytes()).unwrap(), sketch);
    }

    #[test]
    fn no_bytes_make_a_sketch_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Some(version) = bytes.first_mut() {
            *version = 2;
        }
        let _refused = ColumnSketch::from_bytes(&bytes);
    }
}
