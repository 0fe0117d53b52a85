//! *Datei hochladen* from the form to the redirect, as a steward whom an administrator has just made.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::*;

fn inspected(label: &str, name: &str, column_type: ColumnType) -> InspectedColumn {
    InspectedColumn {
        label: label.to_owned(),
        name: name.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 0.95,
        unit: None,
        null_share: 0.1,
        distinct: 3,
        pattern: None,
    }
}

fn inspection() -> Inspection {
    Inspection {
        format: Format::Csv,
        tables: vec![InspectedTable {
            name: "Bäume \"2026\"".to_owned(),
            member: None,
            dialect: Dialect {
                encoding: Some("windows-1252".to_owned()),
                delimiter: Some(";".to_owned()),
                ..Dialect::default()
            },
            header_line: 3,
            header_rows: 1,
            data_rows: 3,
            footer_rows: 1,
            set_aside: 0,
            columns: vec![
                inspected("Baumart", "art", ColumnType::Text),
                inspected("Umfang", "umfang", ColumnType::Float),
                inspected("Pflanzjahr", "pflanzjahr", ColumnType::Integer),
                inspected("Begangen am", "begangen", ColumnType::Date),
            ],
            confidence: 0.99,
        }],
        findings: vec![
            Finding::new("footer", Severity::Note)
                .in_table("Bäume \"2026\"")
                .at_row(7),
        ],
    }
}

/// A door to the small city, and the session of a steward of its house.
async fn steward(staging: &tempfile::TempDir) -> (Door, String) {
    let door = door_to(City {
        inspection: Some(inspection()),
        staging: staging.path().to_owned(),
        ..city()
    })
    .await;
    let administrator = door.administrator().await;
    let token = token(&door, "/verwaltung/konten/neu", &administrator).await;
    let form = format!(
        "marke={token}&name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=steward"
    );
    let (status, _, text) = door
        .send(post("/verwaltung/konten/neu", &form, &administrator))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let sign_in = post(
        "/anmelden",
        "email=kai%40stadt.example&kennwort=noch+ein+Satz",
        "",
    );
    let (_, response, _) = door.send(sign_in).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    (door, cookie)
}

/// The proof that a page's form carries.
async fn token(door: &Door, path: &str, cookie: &str) -> String {
    let (_, _, page) = door.send(get_as(path, cookie)).await;
    let token = page.split("name=\"marke\" value=\"").nth(1).unwrap();
    token.split('"').next().unwrap().to_owned()
}

async fn send_file(door: &Door, cookie: &str) -> String {
    let token = token(door, "/hochladen", cookie).await;
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"marke\"\r\n\r\n{token}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"B\u{e4}ume_2026.csv\"\r\n\r\na;b\r\n\
         --x--\r\n"
    );
    let request = Request::post("/hochladen")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, cookie)
        .body(Body::from(body))
        .unwrap();
    let (status, response, text) = door.send(request).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    response.headers()[header::LOCATION]
        .to_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_file_goes_from_the_form_into_the_hub_in_four_steps() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    for language in ["de", "en"] {
        let cookies = format!("{cookie}; hw_sprache={language}");
        let (status, _, text) = door.send(get_as(&address, &cookies)).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        assert_whole(&address, &text);
        assert!(
            text.contains("Bäume &#34;2026&#34;") && text.contains("Bäume_2026.csv"),
            "{text}"
        );
    }
    let corrected = format!(
        "{address}/beschreiben?t0.tabelle=B%C3%A4ume&t0.trennzeichen=tab&t0.s0.kopf=Baumart&t0.s0.art=text"
    );
    let (status, _, text) = door.send(get_as(&corrected, &cookie)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(&corrected, &text);
    assert!(
        text.contains("value=\"Bäume 2026\""),
        "no title was made of the file's name\n{text}"
    );
    let recipe = text
        .split("name=\"rezept\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let recipe = recipe.replace("&#34;", "\"");
    let recipe: Recipe = serde_json::from_str(&recipe).unwrap();
    assert_eq!(recipe.tables[0].delimiter.as_deref(), Some("\t"));
    let token = text
        .split("name=\"marke\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!(
        "marke={token}&rezept=%7B%7D&haus=stadtgruen&datensatz=&titel=Neue+B%C3%A4ume&zugang=city"
    );
    let (status, response, text) = door
        .send(post(&format!("{address}/uebernehmen"), &form, &cookie))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let done = response.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(done, "/hochladen/fertig/stadtgruen/baeume_2026");
    let (status, _, _) = door.send(get_as(&address, &cookie)).await;
    assert_eq!(
        status,
        StatusCode::NOT_FOUND,
        "the file waits although it was taken in"
    );
}

#[tokio::test]
async fn a_form_with_a_mistake_comes_back_filled_in() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let token = token(&door, &format!("{address}/beschreiben"), &cookie).await;
    let form = format!(
        "marke={token}&rezept=%7B%7D&haus=stadtgruen&titel=&beschreibung=Worte&zugang=office"
    );
    let (status, _, text) = door
        .send(post(&format!("{address}/uebernehmen"), &form, &cookie))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        text.contains("Der Titel fehlt") && text.contains(">Worte</textarea>"),
        "{text}"
    );
    assert_whole("uebernehmen", &text);
}

#[tokio::test]
async fn somebody_elses_upload_does_not_exist() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let form = "email=jana%40stadt.example&kennwort=ein+langer+Satz";
    let (_, response, _) = door.send(post("/anmelden", form, "")).await;
    let other = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let other = other.split(';').next().unwrap();
    let (status, _, _) = door.send(get_as(&address, other)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dataset_opens_to_everybody_only_after_a_second_look() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = "/daten/stadtgruen/kontrollen/bearbeiten";
    let (status, _, text) = door.send(get_as(address, &cookie)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(address, &text);
    let token = text
        .split("name=\"marke\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!("marke={token}&titel=Baumkontrollen&zugang=public");
    let (status, _, text) = door.send(post(address, &form, &cookie)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Wirklich für alle öffnen?"));
    assert_whole(address, &text);
    let (status, _, text) = door
        .send(post(address, &format!("{form}&bestaetigt=ja"), &cookie))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
}
