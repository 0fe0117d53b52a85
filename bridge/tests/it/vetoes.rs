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
fn numbers_below_zero_name_nothing() {
    // Seconds of delay: too early, on time, late.
    check(
        (-40..200).step_by(3).map(|delay| delay.to_string()),
        Some(Veto::Measure),
    );
}

#[test]
fn colours_name_nothing() {
    let colours = ["#f29204", "#000000", "#a91d20", "#1fa12d", "#e3000f"];
    check(colours.map(str::to_owned), Some(Veto::Colour));
}

#[test]
fn house_numbers_are_known_under_any_header() {
    let numbers = (1..60).step_by(2).map(|number| number.to_string());
    let letters = ["3a", "17 b", "12c"].map(str::to_owned);
    check(numbers.chain(letters), Some(Veto::HouseNumber));
    check((1..60).map(|number| format!("C-{number:03}")), None);
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
