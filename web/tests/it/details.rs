//! What is said of a dataset beyond its title, by a form.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::http::StatusCode;
use hebewerk_model::{Details, Frequency, HighValue, ReferenceDataset, Span};

const EDIT: &str = "/daten/stadtgruen/kontrollen/bearbeiten";
const WORDS: &str = "titel=Baumkontrollen&zugang=office";

async fn steward() -> (Door, String) {
    let door = door_to(city()).await;
    let administrator = door.administrator().await;
    let form = "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=steward";
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", form, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let form = "email=kai%40stadt.example&kennwort=noch+ein+Satz";
    let cookie = door.sign_in(form).await.unwrap();
    (door, cookie)
}

#[tokio::test]
async fn what_the_form_says_is_kept_as_details() {
    let (door, cookie) = steward().await;
    let form = format!(
        "{WORDS}&ort=05916&von=2020-01-01&takt=MONTHLY&rechtsgrundlage=UIG&hochwertig-mobility=ja"
    );
    let (status, _, text) = door.post_as(EDIT, &form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let said = door.fake().said.lock().unwrap();
    let expected = Details {
        place: "05916".parse().ok(),
        span: Span {
            from: "2020-01-01".parse().ok(),
            until: None,
        },
        frequency: Some(Frequency("MONTHLY".to_owned())),
        legal_basis: Some("UIG".to_owned()),
        high_value: vec![HighValue::Mobility],
        ..Details::default()
    };
    assert_eq!(said.last().unwrap().details, expected);
}

#[tokio::test]
async fn a_refused_form_gives_back_what_was_typed() {
    let (door, cookie) = steward().await;
    for (wrong, told) in [
        ("ort=5916&von=2020-01-01", "amtlicher Schlüssel"),
        ("ort=5916&von=gestern", "amtlicher Schlüssel"),
        ("ort=05916&von=gestern", "2026-11-20"),
        ("von=2020-01-02&bis=2020-01-01", "endet, bevor er beginnt"),
        ("takt=MANCHMAL", "Diese Häufigkeit gibt es nicht"),
    ] {
        let form = format!("{WORDS}&{wrong}&rechtsgrundlage=UIG&hochwertig-mobility=ja");
        let (status, _, text) = door.post_as(EDIT, &form, &cookie).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}: {text}");
        assert_whole(EDIT, &text);
        assert!(text.contains(told), "{wrong}: {text}");
        for typed in [
            "value=\"UIG\"",
            "hochwertig-mobility\" value=\"ja\" checked",
        ] {
            assert!(text.contains(typed), "{wrong}: {text}");
        }
        for (name, value) in wrong.split('&').filter_map(|pair| pair.split_once('=')) {
            // A choice that is none cannot be chosen.
            let is_given_back = name == "takt" || text.contains(&format!("value=\"{value}\""));
            assert!(is_given_back, "{name}: {text}");
        }
    }
}

#[tokio::test]
async fn a_suggestion_is_taken_with_one_press_and_loses_nothing_that_was_typed() {
    let (door, cookie) = steward().await;
    let (_, _, page) = door.send(get_as(EDIT, &cookie)).await;
    assert_whole(EDIT, &page);
    let trees = "musterdatensatz:floraUndFauna/baumbestand/baumkataster";
    for offered in [
        format!("name=\"nimm\" value=\"{trees}\""),
        "Flora und Fauna: Baumbestand - Baumkataster".to_owned(),
    ] {
        assert!(page.contains(&offered), "{offered}: {page}");
    }
    let typed = format!("{WORDS}&beschreibung=Neu+getippt&ort=05916&hochwertig-mobility=ja");
    let pressed = trees.replace(':', "%3A").replace('/', "%2F");
    let form = format!("{typed}&nimm={pressed}");
    let (status, _, text) = door.post_as(EDIT, &form, &cookie).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(EDIT, &text);
    for there in [
        "value=\"floraUndFauna/baumbestand/baumkataster\" selected",
        "Neu getippt",
        "value=\"05916\"",
        "hochwertig-mobility\" value=\"ja\" checked",
        "Noch nicht gespeichert",
        // The other one still can be taken instead.
        "musterdatensatz:floraUndFauna/baumbestand/baumfaellung",
    ] {
        assert!(text.contains(there), "{there}: {text}");
    }
    assert!(
        door.fake().said.lock().unwrap().is_empty(),
        "a suggestion is not saved by itself"
    );
    let form = format!("{typed}&thema=ENVI&musterdatensatz={}", &pressed[18..]);
    let (status, _, text) = door.post_as(EDIT, &form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let said = door.fake().said.lock().unwrap().last().unwrap().clone();
    let trees = ReferenceDataset("floraUndFauna/baumbestand/baumkataster".to_owned());
    assert_eq!(said.details.reference_dataset, Some(trees));
}

#[tokio::test]
async fn a_theme_is_taken_and_what_is_typed_is_asked_about_anew() {
    let (door, cookie) = steward().await;
    let form = "titel=Kontrollen+der+Sandkisten&zugang=office&nimm=neu";
    let (status, _, text) = door.post_as(EDIT, form, &cookie).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert!(
        text.contains("Sandkisten") && !text.contains("value=\"thema:"),
        "{text}"
    );
    let form = format!("{WORDS}&nimm=thema%3AENVI");
    let (_, _, text) = door.post_as(EDIT, &form, &cookie).await;
    assert!(text.contains("value=\"ENVI\" selected"), "{text}");
    let form = format!("{WORDS}&musterdatensatz=gibt%2Fes%2Fnicht");
    let (status, _, text) = door.post_as(EDIT, &form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
    assert!(
        text.contains("Diesen Musterdatensatz gibt es nicht"),
        "{text}"
    );
}
