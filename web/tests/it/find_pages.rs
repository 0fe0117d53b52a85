//! Finding: lists that end, filters that can be reached, help when nothing is found.

use crate::answers::{assert_whole, door_to};
use crate::city::city;
use axum::http::{StatusCode, header};

#[tokio::test]
async fn behind_the_end_of_a_list_its_last_page_answers() {
    let door = door_to(city()).await;
    for from in ["500", "18446744073709551615", "99999"] {
        let (status, response, _) = door.get(&format!("/daten?q=baum&ab={from}")).await;
        let answer = (status, response.headers().get(header::LOCATION));
        let place = answer.1.map(|place| place.to_str().unwrap());
        assert_eq!(
            (answer.0, place),
            (StatusCode::SEE_OTHER, Some("/daten?q=baum"))
        );
    }
    let (status, _, _) = door.get("/daten?q=baum&ab=-3").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn every_value_of_a_facet_can_be_chosen() {
    let mut wide = city();
    wide.facets = (1..=14).map(|number| format!("haus{number}")).collect();
    let door = door_to(wide).await;
    let (_, _, text) = door.get("/daten").await;
    assert_whole("/daten", &text);
    for number in 1..=14 {
        assert!(text.contains(&format!("name=\"haus\" value=\"haus{number}\"")));
    }
    assert!(text.contains("2 weitere Werte"), "{text}");
}

#[tokio::test]
async fn rare_key_words_are_typed_and_an_empty_field_chooses_nothing() {
    let mut wide = city();
    wide.tags = (1..=60).map(|number| format!("wort{number}")).collect();
    let door = door_to(wide).await;
    let (_, _, text) = door.get("/daten").await;
    assert_whole("/daten", &text);
    assert!(text.contains("type=\"checkbox\" name=\"schlagwort\" value=\"wort49\""));
    assert!(!text.contains("type=\"checkbox\" name=\"schlagwort\" value=\"wort50\""));
    assert!(text.contains("<option value=\"wort60\">"), "{text}");
    assert!(text.contains("11 weitere Werte: eintippen"), "{text}");
    let (_, _, text) = door.get("/daten?schlagwort=").await;
    assert!(!text.contains("Eingegrenzt"), "{text}");
    let (_, _, text) = door.get("/daten?schlagwort=wort60").await;
    let chosen = "name=\"schlagwort\" value=\"wort60\" checked";
    assert!(text.contains(chosen), "{text}");
}

#[tokio::test]
async fn a_search_without_hits_says_what_would_help() {
    let mut city = city();
    city.organisations[0].contact = Some("gruen@stadt.example".to_owned());
    let door = door_to(city).await;
    let path = "/daten?q=gibtesnicht&haus=stadtgruen";
    let (_, _, text) = door.get(path).await;
    assert_whole(path, &text);
    assert!(
        text.contains("Meinten Sie:") && text.contains("Ohne Filter suchen"),
        "{text}"
    );
    assert!(
        text.contains("Versuchen Sie es damit:")
            && text.contains("<a href=\"/daten?q=Baum\">Baum</a>"),
        "{text}"
    );
    assert!(text.contains("mailto:gruen@stadt.example"), "{text}");
    assert!(text.contains("Das kommt Ihrer Frage am nächsten"), "{text}");
    assert!(text.contains("</mark>kataster"), "{text}");
}
