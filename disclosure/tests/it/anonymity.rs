use hebewerk_disclosure::{Classes, Cost, Distance, Tried};
use proptest::prelude::*;

/// Rows of three classes: age group, then illness.
fn ward() -> Classes {
    Classes::from_rows([
        ("20-29", "flu"),
        ("20-29", "flu"),
        ("20-29", "ulcer"),
        ("30-39", "flu"),
        ("30-39", "gastritis"),
        ("30-39", "ulcer"),
        ("30-39", "ulcer"),
        ("40-49", "flu"),
        ("40-49", "flu"),
    ])
}

#[test]
fn the_smallest_class_says_how_anonymous_a_table_is() {
    let ward = ward();
    assert_eq!(ward.k(), Some(2));
    assert_eq!(ward.rows_below(3), 2);
    assert_eq!(ward.classes_below(4), 2);
    assert_eq!(ward.without_small(3).k(), Some(3));
}

#[test]
fn a_class_in_which_everybody_has_the_same_is_not_diverse() {
    let ward = ward();
    assert_eq!(ward.distinct_l(), Some(1));
    assert_eq!(ward.entropy_l(), Some(1.0));
    assert_eq!(ward.alpha(), Some(1.0));
    assert_eq!(ward.rows_less_diverse(2), 2);
    assert_eq!(ward.without_small(3).distinct_l(), Some(2));
}

#[test]
fn the_most_frequent_value_must_be_rarer_than_c_times_the_rest() {
    // Of 2 and 1: 2/1 for l = 2. Of 2, 1, 1: 2/2 for l = 2, 2/1 for l = 3.
    let ward = ward().without_small(3);
    assert_eq!(ward.recursive_c(2), Some(2.0));
    assert_eq!(ward.recursive_c(3), None);
    assert_eq!(ward.recursive_l(2.5), Some(2));
    assert_eq!(ward.recursive_l(2.0), Some(1));
}

#[test]
fn a_table_without_rows_says_nothing() {
    let none = Classes::from_sizes([]);
    assert_eq!(
        (none.k(), none.distinct_l(), none.t(Distance::Equal)),
        (None, None, None)
    );
}

/// The example of Li et al. (2007), figure 3: incomes of nine persons in three classes.
#[test]
fn distances_are_those_of_the_paper_on_t_closeness() {
    let three = [("a", 3), ("a", 4), ("a", 5)];
    let rest = [("b", 6), ("b", 11), ("b", 8), ("c", 7), ("c", 9), ("c", 10)];
    let all = Classes::from_rows(three.into_iter().chain(rest));
    let t = all.t(Distance::Ordered).unwrap();
    assert!((t - 0.375).abs() < 1e-12, "{t}");
}

#[test]
fn of_two_remedies_that_suffice_the_cheaper_comes_first() {
    let tried = |remedy, after, cells_lost| Tried {
        remedy,
        after,
        cells_lost,
        precision_lost: 0.0,
    };
    let mut costs = [
        tried("as it is", ward(), 0.0).cost(9, 3),
        tried("leave rows out", ward().without_small(3), 0.0).cost(9, 3),
        tried("coarser", Classes::from_sizes([9]), 0.5).cost(9, 3),
    ];
    Cost::cheapest_first(&mut costs);
    let order: Vec<&str> = costs.iter().map(|it| it.remedy).collect();
    assert_eq!(order, ["leave rows out", "coarser", "as it is"]);
    assert!((costs[0].rows_lost - 2.0 / 9.0).abs() < 1e-12);
}

proptest! {
    #[test]
    fn figures_are_those_of_plain_loops(rows in prop::collection::vec((0..4_u16, 0..5_u16), 1..40)) {
        let classes = Classes::from_rows(rows.iter().copied());
        let of = |class: u16| -> Vec<u16> {
            rows.iter().filter(|row| row.0 == class).map(|row| row.1).collect()
        };
        let present: Vec<Vec<u16>> = (0..4).map(of).filter(|it| !it.is_empty()).collect();
        let count = |values: &[u16], value: u16| values.iter().filter(|it| **it == value).count();
        let all: Vec<u16> = rows.iter().map(|row| row.1).collect();

        prop_assert_eq!(classes.k(), present.iter().map(|it| it.len() as u64).min());
        let distinct = |it: &Vec<u16>| (0..5).filter(|value| count(it, *value) > 0).count();
        prop_assert_eq!(classes.distinct_l(), present.iter().map(distinct).min());
        let mut entropy_l = f64::INFINITY;
        let mut equal = 0.0_f64;
        for class in &present {
            let mut entropy = 0.0;
            let mut distance = 0.0;
            for value in 0..5 {
                let share = count(class, value) as f64 / class.len() as f64;
                if share > 0.0 {
                    entropy -= share * share.ln();
                }
                distance += (share - count(&all, value) as f64 / all.len() as f64).abs() / 2.0;
            }
            entropy_l = entropy_l.min(entropy.exp());
            equal = equal.max(distance);
        }
        prop_assert!((classes.entropy_l().unwrap() - entropy_l).abs() < 1e-9);
        prop_assert!((classes.t(Distance::Equal).unwrap() - equal).abs() < 1e-9);
    }

    #[test]
    fn more_and_less_diverse_measures_agree(rows in prop::collection::vec((0..4_u8, 0..5_u8), 1..40)) {
        let classes = Classes::from_rows(rows);
        let (distinct, entropy) = (classes.distinct_l().unwrap(), classes.entropy_l().unwrap());
        prop_assert!(entropy <= distinct as f64 + 1e-9);
        prop_assert!(classes.k().unwrap() >= distinct as u64);
        prop_assert!(classes.recursive_l(1e9).unwrap() == distinct);
    }
}
