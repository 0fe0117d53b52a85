//! Views: saved from a statement and from a question, opened, changed, removed.

use crate::answers::{Door, assert_whole, door_to, door_with, get_as, post};
use crate::city::city;
use axum::http::{StatusCode, header};
use hebewerk_web::WebSettings;

/// A door, and the session of somebody who works for the house of the trees.
async fn reader() -> (Door, String) {
    reader_at(door_to(city()).await).await
}

async fn reader_at(door: Door) -> (Door, String) {
    let administrator = door.administrator().await;
    let form = "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=reader";
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", form, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let signed_in = "email=kai%40stadt.example&kennwort=noch+ein+Satz";
    let cookie = door.sign_in(signed_in).await.unwrap();
    (door, cookie)
}

const TREES: &str = "titel=B%C3%A4ume+im+Park&name=parkbaeume&beschreibung=Eine+Zeile+je+Baum.&haus=stadtgruen&zugang=public&sql=select+*+from+stadtgruen.baeume";

async fn saved() -> (Door, String) {
    let (door, cookie) = reader().await;
    let (status, response, text) = door.post_as("/neue-sicht", TREES, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(place, "/sichten/parkbaeume?getan=gespeichert");
    (door, cookie)
}

async fn page(door: &Door, path: &str, cookie: &str) -> String {
    let (status, _, text) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_whole(path, &text);
    text
}

#[tokio::test]
async fn where_there_is_no_view_the_list_says_how_one_is_made() {
    let (door, cookie) = reader().await;
    let text = page(&door, "/sichten", &cookie).await;
    assert!(text.contains("Als Sicht speichern"), "{text}");
    assert!(text.contains("href=\"/auswertung\""), "{text}");
    let (_, _, text) = door.get("/sichten").await;
    assert_whole("/sichten", &text);
    assert!(text.contains("/anmelden?weiter=%2Fsichten"), "{text}");
}

#[tokio::test]
async fn a_saved_view_is_a_page_a_table_and_a_line_of_the_list() {
    let (door, cookie) = saved().await;
    let text = page(&door, "/sichten/parkbaeume?getan=gespeichert", &cookie).await;
    for part in [
        "Die Sicht ist gespeichert.",
        "<code>sichten.parkbaeume</code>",
        "href=\"/daten/stadtgruen/baeume\"",
        "select * from stadtgruen.baeume",
        "/sichten/parkbaeume/herunterladen/xlsx",
        "/sichten/parkbaeume/bearbeiten",
        "Kai",
        "1987",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // The public sees it, because its source is public, without the name of whoever saved it.
    let (status, _, text) = door.get("/sichten/parkbaeume").await;
    assert_eq!(status, StatusCode::OK);
    assert_whole("/sichten/parkbaeume", &text);
    assert!(
        !text.contains("Kai") && !text.contains("/bearbeiten"),
        "{text}"
    );
    let (_, _, text) = door.get("/sichten").await;
    assert!(text.contains("href=\"/sichten/parkbaeume\""), "{text}");
    let (status, response, _) = door.get("/sichten/parkbaeume/herunterladen/csv").await;
    assert_eq!(status, StatusCode::OK);
    let name = response.headers()[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(name.contains("sicht_parkbaeume.csv"), "{name}");
    let (_, _, text) = door.get("/sql/schema.json").await;
    assert!(text.contains("sichten.parkbaeume"), "{text}");
}

#[tokio::test]
async fn a_view_that_is_not_there_and_one_that_is_not_for_the_reader_look_alike() {
    let (door, cookie) = reader().await;
    let own = TREES.replace("zugang=public", "zugang=office");
    door.post_as("/neue-sicht", &own, &cookie).await;
    let (status, _, hidden) = door.get("/sichten/parkbaeume").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, _, missing) = door.get("/sichten/nirgends__00").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let bare = |text: &str, name: &str| -> String {
        let text = text.replace(name, "X");
        let mut lines = text.lines().filter(|line| !line.contains("<code"));
        lines.by_ref().collect()
    };
    assert_eq!(
        bare(&hidden, "parkbaeume").len(),
        bare(&missing, "nirgends__00").len()
    );
}

#[tokio::test]
async fn what_is_wrong_stands_in_the_form_with_what_was_typed() {
    let (door, cookie) = reader().await;
    let form = TREES.replace("name=parkbaeume", "name=Park+B");
    let (status, _, text) = door.post_as("/neue-sicht", &form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_whole("/neue-sicht", &text);
    assert!(
        text.contains("value=\"Park B\"") && text.contains("aria-invalid"),
        "{text}"
    );
    assert!(
        text.contains("select * from stadtgruen.baeume</textarea>"),
        "{text}"
    );
    let form = TREES.replace("stadtgruen.baeume", "stadtgruen.nirgends");
    let (status, _, text) = door.post_as("/neue-sicht", &form, &cookie).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("stadtgruen.nirgends"), "{text}");
}

#[tokio::test]
async fn a_question_by_steps_becomes_a_view_and_leads_back_to_its_page() {
    let (door, cookie) = reader().await;
    let question = "von=stadtgruen.baeume&je=0.art";
    let text = page(&door, &format!("/auswertung?{question}"), &cookie).await;
    let href = text.split("href=\"/neue-sicht?").nth(1).unwrap();
    let href = href.split('"').next().unwrap().replace("&amp;", "&");
    let form = page(&door, &format!("/neue-sicht?{href}"), &cookie).await;
    assert!(
        form.contains("name=\"frage\" value=\"von=stadtgruen.baeume"),
        "{form}"
    );
    assert!(!form.contains("<textarea class=\"hw-sql__feld\""), "{form}");
    let send = "titel=Arten&haus=stadtgruen&zugang=city&frage=von%3Dstadtgruen.baeume%26je%3D0.art";
    let (status, _, text) = door.post_as("/neue-sicht", send, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let text = page(&door, "/sichten/arten", &cookie).await;
    assert!(
        text.contains("href=\"/auswertung?von=stadtgruen.baeume"),
        "{text}"
    );
    assert!(text.contains("group by"), "{text}");
}

#[tokio::test]
async fn a_change_keeps_what_was_and_a_late_one_is_told() {
    let (door, cookie) = saved().await;
    let form = page(&door, "/sichten/parkbaeume/bearbeiten", &cookie).await;
    assert!(form.contains("name=\"stand\" value=\"1\""), "{form}");
    let change = "stand=1&titel=B%C3%A4ume&zugang=public&sql=select+*+from+stadtgruen.baeume";
    let path = "/sichten/parkbaeume/bearbeiten";
    let (status, _, text) = door.post_as(path, change, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, _, text) = door.post_as(path, change, &cookie).await;
    assert_eq!(status, StatusCode::CONFLICT, "{text}");
    assert_whole(path, &text);
    let text = page(&door, "/sichten/parkbaeume", &cookie).await;
    assert!(
        text.contains("Stand 1") && text.contains("Stand 2"),
        "{text}"
    );
}

#[tokio::test]
async fn removing_is_asked_first() {
    let (door, cookie) = saved().await;
    let above = TREES
        .replace("name=parkbaeume", "name=darueber")
        .replace("titel=B%C3%A4ume+im+Park", "titel=Dar%C3%BCber")
        .replace("stadtgruen.baeume", "sichten.parkbaeume");
    door.post_as("/neue-sicht", &above, &cookie).await;
    let path = "/sichten/parkbaeume/entfernen";
    let text = page(&door, path, &cookie).await;
    assert!(text.contains("href=\"/sichten/darueber\""), "{text}");
    let (status, response, _) = door.post_as(path, "stand=1", &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    let text = page(&door, place, &cookie).await;
    assert!(text.contains("Die Sicht ist entfernt."), "{text}");
    // The other one stays, and says what it misses.
    let text = page(&door, "/sichten/darueber", &cookie).await;
    assert!(text.contains("Das gibt es nicht mehr."), "{text}");
    let (status, _, _) = door
        .send(post("/sichten/darueber/entfernen", "stand=1", ""))
        .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn values_a_view_asks_for_are_fields_of_its_page() {
    let (door, cookie) = reader().await;
    let form = format!(
        "{TREES}+where+pflanzjahr+%3E+%24ab&wert_name=ab&wert_bezeichnung=Ab+Jahr&wert_art=integer&wert_vorgabe=1980"
    );
    let (status, _, text) = door.post_as("/neue-sicht", &form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let text = page(&door, "/sichten/parkbaeume?p.ab=1990", &cookie).await;
    assert!(text.contains("name=\"p.ab\" value=\"1990\""), "{text}");
    assert!(text.contains("/herunterladen/csv?p.ab=1990"), "{text}");
    let text = page(&door, "/sichten/parkbaeume?p.ab=viel", &cookie).await;
    assert!(
        text.contains("Ein Wert passt nicht zu seiner Art"),
        "{text}"
    );
}

const PAGE: &str = "titel=Lage&haus=stadtgruen&zugang=public\
    &teil_stelle=1&teil_art=text&teil_sicht=&teil_titel=Worum&teil_text=Eins.%0A%0AZwei.&teil_spalte=&teil_zeilen=\
    &teil_stelle=3&teil_art=table&teil_sicht=parkbaeume&teil_titel=&teil_text=&teil_spalte=&teil_zeilen=3\
    &teil_stelle=2&teil_art=figure&teil_sicht=parkbaeume&teil_titel=Jahr&teil_text=&teil_spalte=pflanzjahr&teil_zeilen=\
    &teil_stelle=4&teil_art=&teil_sicht=&teil_titel=&teil_text=&teil_spalte=&teil_zeilen=";

#[tokio::test]
async fn an_overview_shows_text_tables_and_figures_of_views() {
    let (door, cookie) = saved().await;
    let form = page(&door, "/neue-uebersicht", &cookie).await;
    assert!(form.contains("value=\"parkbaeume\""), "{form}");
    let (status, response, text) = door.post_as("/neue-uebersicht", PAGE, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(place, "/uebersichten/lage?getan=gespeichert");
    let text = page(&door, place, &cookie).await;
    for part in [
        "<p>Zwei.</p>",
        "Bäume im Park",
        "<p class=\"hw-teil__zahl\">1987</p>",
        "/bearbeiten",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let figure = text.find("hw-teil__zahl").unwrap();
    let table = text.find("<table").unwrap();
    assert!(figure < table, "the places say the order: {text}");
    let (status, _, text) = door.get("/uebersichten/lage").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!text.contains("/bearbeiten"), "{text}");
    let text = page(&door, "/uebersichten", &cookie).await;
    assert!(text.contains("href=\"/uebersichten/lage\""), "{text}");
    let text = page(&door, "/uebersichten/lage/bearbeiten", &cookie).await;
    assert!(text.contains("name=\"stand\" value=\"1\""), "{text}");
    let (status, _, text) = door
        .post_as("/uebersichten/lage/entfernen", "stand=1", &cookie)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    // Nobody allowed any site to embed anything.
    let (status, _, _) = door.get("/einbetten/lage").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_what_is_public_stands_in_frames_and_only_of_sites_that_may() {
    let settings = WebSettings {
        embed_in: vec!["https://www.stadt.example".to_owned()],
        ..WebSettings::default()
    };
    let (door, cookie) = reader_at(door_with(city(), settings).await).await;
    door.post_as("/neue-sicht", TREES, &cookie).await;
    door.post_as("/neue-uebersicht", PAGE, &cookie).await;
    let own = PAGE
        .replace("titel=Lage", "titel=Innen")
        .replace("zugang=public", "zugang=city");
    door.post_as("/neue-uebersicht", &own, &cookie).await;
    let (status, response, text) = door.get("/einbetten/lage").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(
        policy.ends_with("frame-ancestors https://www.stadt.example"),
        "{policy}"
    );
    // It would close the page again for browsers that heed it beside the policy.
    assert!(response.headers().get(header::X_FRAME_OPTIONS).is_none());
    assert!(
        !text.contains("<script") && !text.contains("<form"),
        "{text}"
    );
    // Also for whoever may read it: what stands in a frame is the same for all.
    let (status, _, _) = door.send(get_as("/einbetten/innen", &cookie)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, response, _) = door.get("/uebersichten/lage").await;
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(response.headers()[header::X_FRAME_OPTIONS], "DENY");
}
