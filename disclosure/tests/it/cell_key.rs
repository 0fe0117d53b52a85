use hebewerk_disclosure::{CellKey, Noise, Perturbation, RecordKeys};
use proptest::prelude::*;

fn cell(keys: &RecordKeys, rows: impl IntoIterator<Item = u64>) -> CellKey {
    let keyed = rows.into_iter().map(|row| keys.of(&row.to_be_bytes()));
    keyed.fold(CellKey::default(), CellKey::with)
}

#[test]
fn noise_has_no_bias_and_the_variance_it_says() {
    for noise in [Noise::USUAL, Noise::STRICT] {
        let table = Perturbation::new(noise).unwrap();
        for count in 1..40_u64 {
            let row = table.of(count);
            let moment = |power: i32| -> f64 {
                row.iter()
                    .map(|(by, of)| (*by as f64).powi(power) * of)
                    .sum()
            };
            assert!((moment(0) - 1.0).abs() < 1e-9, "{count}");
            assert!(moment(1).abs() < 1e-9, "{count}");
            assert!((moment(2) - noise.variance).abs() < 1e-9, "{count}");
            for (by, of) in row {
                let after = i64::try_from(count).unwrap() + by;
                assert!(*of > 0.0 && by.unsigned_abs() <= u64::from(noise.most));
                assert!(after == 0 || after > i64::from(noise.never_up_to));
            }
        }
    }
}

#[test]
fn a_noise_that_cannot_be_is_refused() {
    let impossible = Noise {
        most: 1,
        variance: 4.0,
        never_up_to: 0,
    };
    assert!(Perturbation::new(impossible).is_err());
}

#[test]
fn nobody_stays_nobody() {
    let table = Perturbation::new(Noise::USUAL).unwrap();
    assert_eq!(CellKey::default().count(&table), 0);
}

#[test]
fn counts_are_right_on_average() {
    let table = Perturbation::new(Noise::USUAL).unwrap();
    let keys = RecordKeys::new([7; 32]);
    let cells = 20_000;
    let deviation: i64 = (0..cells)
        .map(|at| {
            cell(&keys, at * 10..at * 10 + 10)
                .count(&table)
                .cast_signed()
                - 10
        })
        .sum();
    // Three standard deviations of a mean of so many: sqrt(1.5 / 20,000) * 3 = 0.026.
    assert!(
        (deviation as f64 / cells as f64).abs() < 0.03,
        "{deviation}"
    );
}

#[test]
fn the_secret_is_not_printed() {
    assert!(!format!("{:?}", RecordKeys::new([123; 32])).contains("123"));
}

proptest! {
    #[test]
    fn the_same_persons_have_the_same_noise_in_whatever_order(
        mut rows in prop::collection::vec(any::<u64>(), 0..30),
        cut in 0..30_usize,
    ) {
        let table = Perturbation::new(Noise::STRICT).unwrap();
        let keys = RecordKeys::new([1; 32]);
        let once = cell(&keys, rows.iter().copied());
        let cut = cut.min(rows.len());
        let parts = cell(&keys, rows[..cut].iter().copied()).and(cell(&keys, rows[cut..].iter().copied()));
        prop_assert_eq!(parts, once);
        rows.reverse();
        prop_assert_eq!(cell(&keys, rows.iter().copied()).count(&table), once.count(&table));
        let count = once.count(&table);
        prop_assert!(count == 0 || count > 2);
        prop_assert!(count.abs_diff(rows.len() as u64) <= 5);
    }
}
