//! *Datei hochladen* from the form to the redirect, as a steward whom an administrator has just made.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use futures::StreamExt;
use hebewerk_model::*;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

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
        personal: None,
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
            is_prose: false,
        }],
        findings: vec![
            Finding::new("footer", Severity::Note)
                .in_table("Bäume \"2026\"")
                .at_row(7),
        ],
    }
}

/// The small city with a reader that recognises one table.
fn readable(staging: &tempfile::TempDir) -> City {
    City {
        inspection: Some(inspection()),
        staging: staging.path().to_owned(),
        ..city()
    }
}

/// A door to the small city, and the session of a steward of its house.
async fn steward(staging: &tempfile::TempDir) -> (Door, String) {
    steward_of(readable(staging)).await
}

async fn steward_of(city: City) -> (Door, String) {
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let token = token(&door, "/verwaltung/konten/neu", &administrator).await;
    let form = format!(
        "marke={token}&name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=steward"
    );
    let (status, _, text) = door
        .send(post("/verwaltung/konten/neu", &form, &administrator))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let cookie = session(&door, "kai%40stadt.example", "noch+ein+Satz").await;
    (door, cookie)
}

async fn session(door: &Door, email: &str, password: &str) -> String {
    let form = format!("email={email}&kennwort={password}");
    let (_, response, _) = door.send(post("/anmelden", &form, "")).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The proof that a page's form carries.
async fn token(door: &Door, path: &str, cookie: &str) -> String {
    let (_, _, page) = door.send(get_as(path, cookie)).await;
    let token = page.split("name=\"marke\" value=\"").nth(1).unwrap();
    token.split('"').next().unwrap().to_owned()
}

/// The form of the first page as a browser sends it.
fn file_form(token: &str, target: &str, name: &str, content: &str) -> String {
    format!(
        "--x\r\nContent-Disposition: form-data; name=\"marke\"\r\n\r\n{token}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"ziel\"\r\n\r\n{target}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"{name}\"\r\n\r\n{content}\r\n\
         --x--\r\n"
    )
}

fn file_request(cookie: &str, body: Body) -> Request<Body> {
    Request::post("/hochladen")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, cookie)
        .body(body)
        .unwrap()
}

async fn send_file(door: &Door, cookie: &str) -> String {
    send_named(door, cookie, "neu", "Bäume_2026.csv").await
}

async fn send_named(door: &Door, cookie: &str, target: &str, name: &str) -> String {
    let token = token(door, "/hochladen", cookie).await;
    let body = Body::from(file_form(&token, target, name, "a;b"));
    redirected(door, file_request(cookie, body)).await
}

/// Where a request is led to.
async fn redirected(door: &Door, request: Request<Body>) -> String {
    let (status, response, text) = door.send(request).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    location.to_owned()
}

/// A page, whole and without a refusal.
async fn shown(door: &Door, path: &str, cookie: &str) -> String {
    let (status, _, text) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_whole(path, &text);
    text
}

/// Sends the corrections of the checking page and shows the page they lead to.
async fn correct(door: &Door, cookie: &str, address: &str, fields: &str) -> String {
    let token = token(door, address, cookie).await;
    let form = format!("marke={token}&{fields}");
    let next = redirected(door, post(address, &form, cookie)).await;
    assert!(next.len() < 100, "{next}");
    shown(door, &next, cookie).await
}

/// Hands a file over with these fields and waits until its page tells what became of it.
async fn hand_over(door: &Door, cookie: &str, address: &str, fields: &str) -> String {
    let token = token(door, &format!("{address}/beschreiben"), cookie).await;
    let form = format!("marke={token}&{fields}");
    let take_in = format!("{address}/uebernehmen");
    let next = redirected(door, post(&take_in, &form, cookie)).await;
    assert_eq!(next, format!("{address}/fortschritt"));
    arrived(door, cookie, address).await
}

/// The page that tells what became of a file that is on its way.
async fn arrived(door: &Door, cookie: &str, address: &str) -> String {
    loop {
        let (status, response, text) = door
            .send(get_as(&format!("{address}/fortschritt"), cookie))
            .await;
        if status == StatusCode::SEE_OTHER {
            let next = response.headers()[header::LOCATION].to_str().unwrap();
            return shown(door, next, cookie).await;
        }
        if !text.contains("http-equiv=\"refresh\"") {
            return text;
        }
        tokio::task::yield_now().await;
    }
}

/// What lies in the folder for uploads.
fn staged(staging: &tempfile::TempDir) -> usize {
    std::fs::read_dir(staging.path()).unwrap().count()
}

const NEW: &str = "haus=stadtgruen&titel=Neue+B%C3%A4ume&zugang=city";

#[tokio::test]
async fn a_file_goes_from_the_form_into_the_hub_in_four_steps() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    for language in ["de", "en"] {
        let text = shown(&door, &address, &format!("{cookie}; hw_sprache={language}")).await;
        assert!(
            text.contains("Bäume &#34;2026&#34;") && text.contains("Bäume_2026.csv"),
            "{text}"
        );
    }
    let fields = "t0.tabelle=B%C3%A4ume+%222026%22&t0.trennzeichen=tab&t0.s0.kopf=Baumart&t0.s0.art=text&weiter=beschreiben";
    let text = correct(&door, &cookie, &address, fields).await;
    assert!(
        text.contains("value=\"Bäume 2026\""),
        "no title was made of the file's name\n{text}"
    );
    let text = hand_over(&door, &cookie, &address, NEW).await;
    assert!(text.contains("„Neue Bäume“ ist übernommen."), "{text}");
    assert!(text.contains("/daten/stadtgruen/baeume_2026"), "{text}");
    let committed = door.fake().committed.lock().unwrap();
    assert_eq!(committed.len(), 1);
    assert_eq!(
        committed[0].recipe.tables[0].delimiter.as_deref(),
        Some("\t")
    );
}

#[tokio::test]
async fn corrections_are_kept_with_the_file_and_shown_again() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let fields = "t0.tabelle=B%C3%A4ume+%222026%22&t0.kopfzeile=4&t0.s0.kopf=Baumart&t0.s0.weglassen=ja&t0.s1.kopf=Umfang&t0.s1.art=text";
    let text = correct(&door, &cookie, &address, fields).await;
    assert!(text.contains("value=\"ja\" checked"), "{text}");
    assert!(text.contains("<option value=\"text\" selected>"), "{text}");
    assert!(text.contains("value=\"4\" inputmode"), "{text}");
    // Going to the description and back loses nothing.
    shown(&door, &format!("{address}/beschreiben"), &cookie).await;
    assert!(
        shown(&door, &address, &cookie)
            .await
            .contains("value=\"ja\" checked")
    );
}

#[tokio::test]
async fn a_new_dataset_is_made_although_one_of_a_file_of_the_same_name_is_offered() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_named(&door, &cookie, "neu", "Bäume.csv").await;
    let offer = "name=\"ziel_neu\" value=\"stadtgruen/baeume\"";
    for path in [address.clone(), format!("{address}/beschreiben")] {
        let text = shown(&door, &path, &cookie).await;
        assert!(text.contains(offer), "{path}: {text}");
        assert!(text.contains("Neue Fassung von „Baumkataster“"), "{text}");
    }
    hand_over(&door, &cookie, &address, NEW).await;
    let committed = door.fake().committed.lock().unwrap();
    assert_eq!(committed[0].dataset.slug.as_str(), "baeume_2");
    assert_eq!(committed[0].version.number.0, 1);
}

#[tokio::test]
async fn a_new_version_is_read_with_what_earlier_deliveries_were_corrected_by() {
    let staging = tempfile::tempdir().unwrap();
    let kept = Recipe {
        tables: vec![TableRecipe {
            // A text file's table is called after the file, and that of the next delivery otherwise.
            table: "Bäume 2025".to_owned(),
            columns: vec![
                ColumnRecipe {
                    label: "Baumart".to_owned(),
                    name: Some("gattung".to_owned()),
                    ..ColumnRecipe::default()
                },
                ColumnRecipe {
                    label: "Umfang".to_owned(),
                    skip: true,
                    ..ColumnRecipe::default()
                },
            ],
            ..TableRecipe::default()
        }],
    };
    let (door, cookie) = steward_of(City {
        recipe: kept,
        ..readable(&staging)
    })
    .await;
    let address = send_named(&door, &cookie, "stadtgruen/kontrollen", "x.csv").await;
    let text = shown(&door, &address, &cookie).await;
    assert!(
        text.contains("2 Änderungen aus früheren Lieferungen"),
        "{text}"
    );
    assert!(text.contains("value=\"ja\" checked"), "{text}");
    let table = "t0.tabelle=B%C3%A4ume+%222026%22";
    let fields = format!(
        "{table}&t0.s0.kopf=Baumart&t0.s0.name=art&t0.s0.gezeigt=art&t0.s1.kopf=Umfang&t0.s1.weglassen=ja\
         &t0.s2.kopf=Pflanzjahr&t0.s2.name=jahr&t0.s2.gezeigt=pflanzjahr"
    );
    correct(&door, &cookie, &address, &fields).await;
    let text = hand_over(&door, &cookie, &address, "").await;
    assert!(text.contains("„Baumkontrollen“ ist übernommen."), "{text}");
    let compared = "/daten/stadtgruen/kontrollen/fassungen?von=1&#38;bis=2#vergleich";
    assert!(text.contains(&format!("href=\"{compared}\"")), "{text}");
    let committed = door.fake().committed.lock().unwrap();
    assert_eq!(committed[0].version.number.0, 2);
    let columns = &committed[0].recipe.tables[0].columns;
    let said: Vec<_> = columns
        .iter()
        .map(|it| (&*it.label, it.name.as_deref(), it.skip))
        .collect();
    assert_eq!(
        said,
        [
            ("Baumart", Some("gattung"), false),
            ("Umfang", None, true),
            ("Pflanzjahr", Some("jahr"), false)
        ]
    );
}

#[tokio::test]
async fn a_file_is_taken_in_once_however_often_it_is_handed_over() {
    let staging = tempfile::tempdir().unwrap();
    let gate = Arc::new(Semaphore::new(0));
    let (door, cookie) = steward_of(City {
        gate: Some(gate.clone()),
        ..readable(&staging)
    })
    .await;
    let address = send_file(&door, &cookie).await;
    let token = token(&door, &format!("{address}/beschreiben"), &cookie).await;
    let form = format!("marke={token}&{NEW}");
    let take_in = format!("{address}/uebernehmen");
    for _click in 0..2 {
        let next = redirected(&door, post(&take_in, &form, &cookie)).await;
        let text = shown(&door, &next, &cookie).await;
        assert!(text.contains("<progress"), "{text}");
        assert!(text.contains("http-equiv=\"refresh\""), "{text}");
        assert!(text.contains("Sie können die Seite schließen"), "{text}");
    }
    // On its way it can neither be corrected nor thrown away.
    for path in [&address, &format!("{address}/beschreiben")] {
        let next = redirected(&door, get_as(path, &cookie)).await;
        assert_eq!(next, format!("{address}/fortschritt"));
    }
    let discard = post(
        &format!("{address}/verwerfen"),
        &format!("marke={token}"),
        &cookie,
    );
    assert_eq!(door.send(discard).await.0, StatusCode::BAD_REQUEST);
    gate.add_permits(2);
    let text = arrived(&door, &cookie, &address).await;
    assert!(text.contains("ist übernommen"), "{text}");
    let next = redirected(&door, post(&take_in, &form, &cookie)).await;
    assert_eq!(next, format!("{address}/fertig"));
    assert_eq!(door.fake().committed.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn after_a_restart_the_page_says_what_became_of_a_file() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let folder = staging.path().join(address.rsplit('/').next().unwrap());
    let begun = |target: &str| {
        let kept = format!(
            "{{\"begun\":{{\"at\":\"2026-11-20T05:00:00Z\",\"target\":{target},\"house\":\"stadtgruen\"}}}}"
        );
        std::fs::write(folder.join("hand-over.json"), kept).unwrap();
    };
    // Nothing of it is in the catalogue.
    begun("\"new\"");
    let text = shown(&door, &format!("{address}/fortschritt"), &cookie).await;
    assert!(text.contains("Die Übernahme wurde unterbrochen."), "{text}");
    // It can be handed over again.
    let text = hand_over(&door, &cookie, &address, NEW).await;
    assert!(text.contains("ist übernommen"), "{text}");
}

#[tokio::test]
async fn a_delivery_that_was_acknowledged_before_the_end_is_found_after_a_restart() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_named(&door, &cookie, "stadtgruen/baeume", "Bäume \\\"neu\\\".csv").await;
    let folder = staging.path().join(address.rsplit('/').next().unwrap());
    let upload = std::fs::read_to_string(folder.join("upload.json")).unwrap();
    let account = upload.split("\"account\":\"").nth(1).unwrap();
    let account = account.split('"').next().unwrap().parse().unwrap();
    door.fake().delivered_by(account);
    let upload = upload.split("\"file_name\"").next().unwrap().to_owned()
        + "\"file_name\":\"Bäume \\\"neu\\\".csv\",\"size_bytes\":5}";
    std::fs::write(folder.join("upload.json"), upload).unwrap();
    let kept = "{\"begun\":{\"at\":\"2026-11-20T05:00:00Z\",\"target\":{\"version_of\":{\"organisation\":\"stadtgruen\",\"dataset\":\"baeume\"}},\"house\":\"stadtgruen\"}}";
    std::fs::write(folder.join("hand-over.json"), kept).unwrap();
    let text = arrived(&door, &cookie, &address).await;
    assert!(text.contains("„Baumkataster“ ist übernommen."), "{text}");
    assert!(
        text.contains("137 Zeilen stehen in Fassung 2 bereit"),
        "{text}"
    );
}

#[tokio::test]
async fn an_unreadable_delivery_is_no_success_and_says_which_version_still_holds() {
    let staging = tempfile::tempdir().unwrap();
    let mut finding = Finding::new("unreadable", Severity::Error);
    finding = finding.with("reason", "damaged");
    let (door, cookie) = steward_of(City {
        inspection: Some(Inspection {
            format: Format::Unknown,
            tables: Vec::new(),
            findings: vec![finding],
        }),
        ..readable(&staging)
    })
    .await;
    let address = send_named(&door, &cookie, "stadtgruen/baeume", "x.csv").await;
    let text = hand_over(&door, &cookie, &address, "bestaetigt=ja").await;
    assert!(!text.contains("ist übernommen"), "{text}");
    assert!(text.contains("war keine Tabelle zu lesen"), "{text}");
    assert!(text.contains("Es bleibt bei Fassung 2"), "{text}");
    assert!(text.contains("Warum nicht?"), "{text}");
}

#[tokio::test]
async fn the_same_file_again_is_told_as_no_change() {
    let staging = tempfile::tempdir().unwrap();
    let mut city = readable(&staging);
    city.deliveries[0].content = ContentHash::from_bytes([9; 32]);
    let (door, cookie) = steward_of(city).await;
    let address = send_named(&door, &cookie, "stadtgruen/baeume", "x.csv").await;
    let text = hand_over(&door, &cookie, &address, "bestaetigt=ja").await;
    assert!(text.contains("hat sich nichts geändert"), "{text}");
    assert!(text.contains("Es bleibt bei Fassung 2"), "{text}");
    assert!(door.fake().committed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn nothing_becomes_public_without_a_confirmation_that_names_it() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let public = "haus=stadtgruen&titel=Neue&zugang=public";
    let (new, existing) = (
        ("neu", public, "späteren Fassung"),
        ("stadtgruen/baeume", "", "früheren Fassung"),
    );
    for (target, fields, versions) in [new, existing] {
        let address = send_named(&door, &cookie, target, "x.csv").await;
        let token = token(&door, &format!("{address}/beschreiben"), &cookie).await;
        let form = format!("marke={token}&{fields}");
        let take_in = format!("{address}/uebernehmen");
        let (status, _, text) = door.send(post(&take_in, &form, &cookie)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert_whole(&take_in, &text);
        for named in ["die Zeilen dieser Datei", versions, "die Originaldatei"] {
            assert!(text.contains(named), "{target}: {named}\n{text}");
        }
        assert!(door.fake().committed.lock().unwrap().is_empty());
        hand_over(&door, &cookie, &address, &format!("{fields}&bestaetigt=ja")).await;
        assert_eq!(door.fake().committed.lock().unwrap().drain(..).count(), 1);
    }
}

#[tokio::test]
async fn a_form_with_a_mistake_comes_back_filled_in() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let token = token(&door, &format!("{address}/beschreiben"), &cookie).await;
    let form = format!("marke={token}&haus=stadtgruen&titel=&beschreibung=Worte&zugang=office");
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
async fn an_upload_that_breaks_off_leaves_nothing_behind() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let token = token(&door, "/hochladen", &cookie).await;
    let beginning = file_form(&token, "neu", "x.csv", &"a;b\n".repeat(50_000));
    let beginning = beginning.split("\r\n--x--").next().unwrap().to_owned();
    let lost = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let pieces = futures::stream::iter([Ok(beginning), Err(lost)]);
    let request = file_request(&cookie, Body::from_stream(pieces));
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
    assert_eq!(staged(&staging), 0);
}

#[tokio::test]
async fn a_right_withdrawn_while_a_file_travels_is_gone() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let token = token(&door, "/hochladen", &cookie).await;
    let whole = file_form(&token, "neu", "x.csv", &"a;b\n".repeat(50_000));
    let half = whole.len() / 2;
    let (beginning, end) = (whole[..half].to_owned(), whole[half..].to_owned());
    let nothing = door.nothing.clone();
    let pieces = futures::stream::iter([beginning, end]).enumerate();
    let pieces = pieces.map(move |(number, piece)| {
        if number == 1 {
            nothing.nobody_stewards();
        }
        Ok::<_, std::io::Error>(piece)
    });
    let request = file_request(&cookie, Body::from_stream(pieces));
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
    assert_eq!(staged(&staging), 0);
}

#[tokio::test]
async fn no_file_is_received_without_room_for_it() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward_of(City {
        is_full: true,
        ..readable(&staging)
    })
    .await;
    let token = token(&door, "/hochladen", &cookie).await;
    let body = Body::from(file_form(&token, "neu", "x.csv", "a;b"));
    let (status, _, text) = door.send(file_request(&cookie, body)).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{text}");
    assert_eq!(staged(&staging), 0);
}

#[tokio::test]
async fn nobody_lets_more_wait_than_four_of_the_largest_files() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let folder = staging.path().join(address.rsplit('/').next().unwrap());
    let file = std::fs::File::options()
        .write(true)
        .open(folder.join("file"))
        .unwrap();
    // Sparse: it takes no room.
    file.set_len(4 * (10 << 30)).unwrap();
    let text = shown(&door, "/hochladen", &cookie).await;
    assert!(text.contains("Diese Dateien warten noch"), "{text}");
    let token = token(&door, "/hochladen", &cookie).await;
    let body = Body::from(file_form(&token, "neu", "x.csv", "a;b"));
    let (status, _, text) = door.send(file_request(&cookie, body)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        text.contains("Von Ihnen warten schon so viele Dateien"),
        "{text}"
    );
    assert_eq!(staged(&staging), 1);
}

#[tokio::test]
async fn a_script_is_told_the_address_and_follows_no_redirect() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let token = token(&door, "/hochladen", &cookie).await;
    let body = Body::from(file_form(&token, "neu", "x.csv", "a;b"));
    let mut request = file_request(&cookie, body);
    let minimal = "return=minimal".parse().unwrap();
    request.headers_mut().insert("prefer", minimal);
    let (status, response, _) = door.send(request).await;
    assert_eq!(status, StatusCode::CREATED);
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    shown(&door, location, &cookie).await;
}

/// A body that tells whether anybody has asked for a byte of it.
fn untouched() -> (Body, Arc<Mutex<bool>>) {
    let asked = Arc::new(Mutex::new(false));
    let told = asked.clone();
    let body = Body::from_stream(futures::stream::poll_fn(move |_context| {
        *told.lock().unwrap() = true;
        std::task::Poll::Ready(None::<std::io::Result<String>>)
    }));
    (body, asked)
}

#[tokio::test]
async fn of_somebody_who_may_bring_no_files_not_a_byte_is_read() {
    let staging = tempfile::tempdir().unwrap();
    let (door, _cookie) = steward(&staging).await;
    let other = session(&door, "jana%40stadt.example", "ein+langer+Satz").await;
    let (body, asked) = untouched();
    let (status, _, _) = door.send(file_request(&other, body)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(!*asked.lock().unwrap());
}

#[tokio::test]
async fn a_file_without_proof_is_not_stored_and_a_proof_is_short() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let body = Body::from(file_form("falsch", "neu", "x.csv", "a;b"));
    let (status, _, text) = door.send(file_request(&cookie, body)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(text.contains("foreign_form"));
    let body = Body::from(file_form(&"x".repeat(65), "neu", "x.csv", "a;b"));
    let (status, _, _) = door.send(file_request(&cookie, body)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(staged(&staging), 0);
}

#[tokio::test]
#[expect(
    clippy::await_holding_lock,
    reason = "the thread that reads the file waits for it, not this one"
)]
async fn the_beginning_of_a_large_file_is_shown_while_the_rest_is_read() {
    let staging = tempfile::tempdir().unwrap();
    let reading = Arc::new(Mutex::new(()));
    let trees: arrow::array::ArrayRef =
        Arc::new(arrow::array::StringArray::from(vec!["Eiche"; 90]));
    let rows = arrow::record_batch::RecordBatch::try_from_iter([
        ("art", trees.clone()),
        ("umfang", trees.clone()),
        ("pflanzjahr", trees.clone()),
        ("begangen", trees),
    ]);
    let workbook = Inspection {
        format: Format::Xlsx,
        ..inspection()
    };
    let (door, cookie) = steward_of(City {
        reading: Some(reading.clone()),
        begins: Some(workbook.clone()),
        inspection: Some(workbook),
        rows: Some(rows.unwrap()),
        ..readable(&staging)
    })
    .await;
    let token = token(&door, "/hochladen", &cookie).await;
    let body = Body::from(file_form(&token, "neu", "x.xlsx", "PK"));
    let held = reading.lock().unwrap();
    let address = redirected(&door, file_request(&cookie, body)).await;
    let text = shown(&door, &address, &cookie).await;
    assert!(text.contains("So beginnt Ihre Datei."), "{text}");
    assert!(
        text.contains("<progress") && text.contains("Baumart"),
        "{text}"
    );
    assert!(text.contains("Die ersten 20 Zeilen"), "{text}");
    // How many rows there are is not known from the first ones.
    let count = "4 Spalten, Zeilen noch nicht gezählt";
    assert!(
        text.contains(count) && !text.contains("3 Zeilen,"),
        "{text}"
    );
    drop(held);
    loop {
        let text = shown(&door, &address, &cookie).await;
        if text.contains("Wir haben Ihre Datei gelesen.") {
            assert!(!text.contains("<progress"), "{text}");
            assert!(text.contains("3 Zeilen, 4 Spalten"), "{text}");
            break;
        }
    }
}

#[tokio::test]
async fn keys_and_years_of_a_preview_have_no_thousands_points() {
    let staging = tempfile::tempdir().unwrap();
    let mut seen = inspection();
    seen.tables[0].columns = vec![
        InspectedColumn {
            semantic_type: Some(SemanticType::Identifier),
            ..inspected("Nummer", "nummer", ColumnType::Integer)
        },
        InspectedColumn {
            semantic_type: Some(SemanticType::Postcode),
            ..inspected("PLZ", "plz", ColumnType::Integer)
        },
        inspected("Menge", "menge", ColumnType::Integer),
    ];
    let numbers = |values: [i64; 1]| {
        let column: arrow::array::ArrayRef =
            Arc::new(arrow::array::Int64Array::from(values.to_vec()));
        column
    };
    let rows = arrow::record_batch::RecordBatch::try_from_iter([
        ("nummer", numbers([123_456])),
        ("plz", numbers([44_628])),
        ("menge", numbers([98_765])),
    ])
    .unwrap();
    let (door, cookie) = steward_of(City {
        inspection: Some(seen),
        rows: Some(rows),
        ..readable(&staging)
    })
    .await;
    let address = send_file(&door, &cookie).await;
    let text = shown(&door, &address, &cookie).await;
    for value in [">123456<", ">44628<", ">98.765<"] {
        assert!(text.contains(value), "{value}\n{text}");
    }
}

#[tokio::test]
async fn of_two_columns_with_the_same_heading_one_can_be_left_out() {
    let staging = tempfile::tempdir().unwrap();
    let mut seen = inspection();
    seen.tables[0].columns = vec![
        inspected("Betrag", "betrag", ColumnType::Text),
        inspected("Betrag", "betrag_2", ColumnType::Text),
    ];
    let (door, cookie) = steward_of(City {
        inspection: Some(seen),
        ..readable(&staging)
    })
    .await;
    let address = send_file(&door, &cookie).await;
    let text = shown(&door, &address, &cookie).await;
    assert!(
        text.contains("name=\"t0.s1.vorkommen\" value=\"1\""),
        "{text}"
    );
    let fields = "t0.tabelle=B%C3%A4ume+%222026%22&t0.s0.kopf=Betrag&t0.s0.vorkommen=0&t0.s0.weglassen=ja&t0.s1.kopf=Betrag&t0.s1.vorkommen=1";
    let text = correct(&door, &cookie, &address, fields).await;
    assert!(
        text.contains("name=\"t0.s0.weglassen\" value=\"ja\" checked"),
        "{text}"
    );
    assert!(
        !text.contains("name=\"t0.s1.weglassen\" value=\"ja\" checked"),
        "{text}"
    );
}

#[tokio::test]
async fn a_table_left_out_can_be_taken_back_in() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    // The reader of this test does not tell of a table called Preise, as one that leaves it out would not.
    let fields = "t0.tabelle=B%C3%A4ume+%222026%22&t1.tabelle=Preise&t1.weglassen=ja";
    let text = correct(&door, &cookie, &address, fields).await;
    assert!(
        text.contains("name=\"t1.weglassen\" value=\"ja\" checked"),
        "{text}"
    );
    assert!(
        !text.contains("name=\"t0.weglassen\" value=\"ja\" checked"),
        "{text}"
    );
    let fields = "t0.tabelle=B%C3%A4ume+%222026%22&t1.tabelle=Preise";
    let text = correct(&door, &cookie, &address, fields).await;
    assert!(!text.contains("t1.weglassen"), "{text}");
}

#[tokio::test]
async fn a_file_is_thrown_away_only_after_a_second_look() {
    let staging = tempfile::tempdir().unwrap();
    let (door, cookie) = steward(&staging).await;
    let address = send_file(&door, &cookie).await;
    let discard = format!("{address}/verwerfen");
    let text = shown(&door, &address, &cookie).await;
    assert!(text.contains(&format!("href=\"{discard}\"")), "{text}");
    assert!(!text.contains(&format!("action=\"{discard}\"")), "{text}");
    let text = shown(&door, &discard, &cookie).await;
    assert!(text.contains("wirklich verwerfen?"), "{text}");
    let token = token(&door, &discard, &cookie).await;
    let form = format!("marke={token}");
    assert_eq!(
        redirected(&door, post(&discard, &form, &cookie)).await,
        "/hochladen"
    );
    assert_eq!(staged(&staging), 0);
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
