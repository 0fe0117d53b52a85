use crate::tables::sketch;
use hebewerk_bridge::Veto;

fn check(values: impl IntoIterator<Item = String>, expected: Option<Veto>) {
    let values: Vec<String> = values.into_iter().collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    assert_eq!(Veto::of(&sketch(&values)), expected, "{values:?}");
}

#[test]
fn what_everything_has_makes_no_bridge() {
    check(["ja", "nein", "ja"].map(str::to_owned), Some(Veto::YesNo));
    check((2001..2020).map(|year| year.to_string()), Some(Veto::Year));
    check(
        (1..90).map(|number| number.to_string()),
        Some(Veto::Counter),
    );
    check(
        (0..50).map(|number| format!("{}.5", number * 7)),
        Some(Veto::Measure),
    );
}

#[test]
fn keys_and_names_make_bridges() {
    check(
        (0..90).map(|number| format!("{:05}", number + 44_600)),
        None,
    );
    check((1..90).map(|number| format!("{number:04}")), None);
    check(["Mitte", "Sodingen", "Eickel"].map(str::to_owned), None);
}
