//! The page on which somebody erases for good, and the same in REST.

use crate::answers::{assert_whole, door_to, get_as};
use crate::city::city;
use axum::http::StatusCode;

const PAGE: &str = "/daten/stadtgruen/baeume/loeschung";

#[tokio::test]
async fn an_owner_sees_how_much_goes_before_it_goes() {
    let door = door_to(city()).await;
    let administrator = door.administrator().await;
    let sign_in = "email=olga%40stadt.example&kennwort=noch+ein+Satz";
    let form = format!("name=olga&{sign_in}&rolle_stadtgruen=owner");
    let made = door
        .post_as("/verwaltung/konten/neu", &form, &administrator)
        .await;
    assert_eq!(made.0, StatusCode::SEE_OTHER, "{}", made.2);
    let owner = door.sign_in(sign_in).await.unwrap();
    let (status, _, text) = door.send(get_as(PAGE, &owner)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(PAGE, &text);
    assert!(text.contains("Daten endgültig löschen"), "{text}");

    let nobody = "schritt=zeigen&was=person&spalte=art&wert=";
    let (status, _, text) = door.post_as(PAGE, nobody, &owner).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("Geben Sie den Wert an"), "{text}");

    let wish = "schritt=zeigen&was=person&spalte=art&wert=Linde";
    let (status, _, text) = door.post_as(PAGE, wish, &owner).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(PAGE, &text);
    let rows = text.split("name=\"zeilen\" value=\"").nth(1).unwrap();
    let rows: u64 = rows.split('"').next().unwrap().parse().unwrap();
    assert!(rows > 0);

    let other = format!(
        "schritt=loeschen&was=person&spalte=art&wert=Linde&zeilen={}&grund=Az&bestaetigt=ja",
        rows + 1
    );
    let (status, _, text) = door.post_as(PAGE, &other, &owner).await;
    assert_eq!(status, StatusCode::CONFLICT, "{text}");
    assert!(text.contains("andere Zeilen als in der Vorschau"), "{text}");
    let deed = format!(
        "schritt=loeschen&was=person&spalte=art&wert=Linde&zeilen={rows}&grund=Az+7&bestaetigt=ja"
    );
    let (status, _, text) = door.post_as(PAGE, &deed, &owner).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (_, _, text) = door.send(get_as(PAGE, &owner)).await;
    assert!(text.contains("Az 7"), "{text}");
    assert!(!text.contains("Linde<"), "the value stands nowhere: {text}");
}

#[tokio::test]
async fn whoever_is_no_owner_and_no_officer_erases_nothing() {
    let door = door_to(city()).await;
    let administrator = door.administrator().await;
    for address in [PAGE, "/api/v1/datasets/stadtgruen/baeume/erasures"] {
        let (status, _, _) = door.send(get_as(address, &administrator)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{address}");
    }
}
