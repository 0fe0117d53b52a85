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

#[test]
fn times_of_the_day_make_no_bridge() {
    check(
        (0..20).map(|hour| format!("{hour:02}:15")),
        Some(Veto::Time),
    );
}

#[test]
fn names_of_persons_make_no_bridge_and_places_do_with_one_value() {
    let with_meaning = |meaning, values: &[&str]| {
        let mut builder = hebewerk_bridge::ColumnSketch::builder(hebewerk_bridge::ValueKey::OPEN)
            .meaning(Some(hebewerk_bridge::Meaning {
                semantic_type: meaning,
                certainty: 0.9,
            }));
        for value in values {
            builder.push(value);
        }
        Veto::of(&builder.finish().0)
    };
    let persons = with_meaning(
        hebewerk_model::SemanticType::PersonName,
        &["Ada", "Bo", "Cy"],
    );
    assert_eq!(persons, Some(Veto::Person));
    let place = with_meaning(hebewerk_model::SemanticType::Postcode, &["44623"]);
    assert_eq!(place, None);
}
