//! The parameters of a search, and who is found by them.

use super::{Extent, Interval, Terms};
use hebewerk_model::Span;

#[track_caller]
fn meets(one: &str, other: &str, expected: bool) {
    let (one, other): (Extent, Extent) = (one.parse().unwrap(), other.parse().unwrap());
    assert_eq!(one.meets(&other), expected, "{one:?} {other:?}");
    assert_eq!(other.meets(&one), expected, "{other:?} {one:?}");
}

#[test]
fn boxes_meet_where_they_share_a_place() {
    let city = "7.1,51.5,7.3,51.6";
    meets(city, "7.2,51.55,7.25,51.58", true);
    meets(city, "7.3,51.6,8,52", true);
    meets(city, "7.31,51.5,8,52", false);
    meets(city, "7.1,51.61,7.3,52", false);
    meets(city, "-180,-90,180,90", true);
    meets(city, "7,51,-100,7.5,52,100", true);
    // From the Fijis eastwards to Samoa, and what lies on either side.
    meets("170,-20,-170,-10", "175,-15,179,-12", true);
    meets("170,-20,-170,-10", "-179,-15,-175,-12", true);
    meets("170,-20,-170,-10", "0,-15,10,-12", false);
    for wrong in [
        "",
        "1,2,3",
        "7,52,8,51",
        "a,b,c,d",
        "7,51,8,91",
        "nan,1,2,3",
        "1,2,3,4,5",
    ] {
        assert!(wrong.parse::<Extent>().is_err(), "{wrong}");
    }
}

#[test]
fn a_span_is_found_by_any_of_its_days() {
    let span = |from: &str, until: &str| Span {
        from: from.parse().ok(),
        until: until.parse().ok(),
    };
    for (wanted, about, expected) in [
        ("2024-03-01", span("2024-01-01", "2024-12-31"), true),
        ("2025-01-01", span("2024-01-01", "2024-12-31"), false),
        (
            "2024-12-31T23:30:00Z",
            span("2024-01-01", "2024-12-31"),
            true,
        ),
        ("../2023-12-31", span("2024-01-01", ""), false),
        ("2030-01-01/..", span("2024-01-01", ""), true),
        ("/2024-01-01", span("", "2020-01-01"), true),
        (
            "2024-12-01/2025-02-01",
            span("2025-01-01", "2025-12-31"),
            true,
        ),
        ("2024-12-01/2025-02-01", Span::default(), false),
    ] {
        let interval: Interval = wanted.parse().unwrap();
        assert_eq!(interval.meets(about), expected, "{wanted} {about:?}");
    }
    for wrong in [
        "",
        "2024",
        "../..",
        "2025-01-01/2024-01-01",
        "2024-13-01",
        "gestern",
    ] {
        assert!(wrong.parse::<Interval>().is_err(), "{wrong}");
    }
}

#[test]
fn one_term_has_to_occur_and_its_words_in_their_order() {
    let texts = ["Bäume der  Stadt", "Jede Zeile ist ein Baum."];
    for (q, expected) in [
        ("bäume", true),
        ("BAUM", true),
        ("Straße,Zeile", true),
        ("der stadt", true),
        ("stadt der", false),
        ("Straße", false),
        (",", false),
    ] {
        assert_eq!(Terms::of(q).are_in(texts), expected, "{q}");
    }
}
