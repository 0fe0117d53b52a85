//! Asking: the statement is never lost, answers are written like tables.

use crate::answers::{Door, assert_whole, door_to, door_with, get_as, post};
use crate::city::city;
use axum::http::StatusCode;
use hebewerk_web::{OfferedQuestion, WebSettings};

async fn asked(door: &Door, sql: &str) -> (StatusCode, String) {
    let form = format!("sql={}", sql.replace(' ', "+").replace('"', "%22"));
    let (status, _, text) = door.send(post("/sql", &form, "")).await;
    assert_whole("/sql", &text);
    (status, text)
}

#[tokio::test]
async fn a_refused_statement_stands_unchanged_below_the_refusal() {
    let mut known = city();
    // Known to everybody in the administration, read by its own office only: known here to an administrator.
    known.datasets[1].visibility = hebewerk_model::Visibility::Office;
    let door = door_to(known).await;
    let cookie = door.administrator().await;
    let token = door.proof(&cookie).await;
    let form = format!("sql=select+*+from+stadtgruen.kontrollen&marke={token}");
    let (status, _, text) = door.send(post("/sql", &form, &cookie)).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
    assert_whole("/sql", &text);
    let refusal = text
        .find("Diese Abfrage dürfen Sie nicht ausführen")
        .unwrap();
    let editor = text.find("<textarea").unwrap();
    assert!(refusal < editor);
    assert!(
        text.contains(">select * from stadtgruen.kontrollen</textarea>"),
        "{text}"
    );
    assert!(text.contains("aria-describedby=\"fehler\""));
}

#[tokio::test]
async fn an_answer_or_a_mistake_takes_the_focus() {
    let door = door_to(city()).await;
    let (_, text) = asked(&door, "select * from stadtgruen.baeume").await;
    assert!(text.contains("action=\"/sql#ergebnis\""));
    assert!(
        text.contains("<h2 id=\"ergebnis\" tabindex=\"-1\">"),
        "{text}"
    );
    let (status, text) = asked(&door, "select").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("id=\"ergebnis\" tabindex=\"-1\""), "{text}");
}

#[tokio::test]
async fn an_answer_without_rows_says_what_to_try() {
    let mut empty = city();
    empty.rows = empty.rows.map(|rows| rows.slice(0, 0));
    let door = door_to(empty).await;
    let (_, text) = asked(&door, "select * from stadtgruen.baeume").await;
    assert!(
        text.contains("Keine Zeile erfüllt die Bedingungen"),
        "{text}"
    );
}

#[tokio::test]
async fn keys_of_an_answer_are_written_as_in_the_table() {
    let mut keyed = city();
    for table in &mut keyed.tables {
        // 1208.5 would be parted by thousands if it were an amount.
        table.columns[1].semantic_type = Some(hebewerk_model::SemanticType::Latitude);
    }
    let door = door_to(keyed).await;
    let (_, text) = asked(&door, "select * from stadtgruen.baeume").await;
    assert!(
        text.contains(">1208.5<") && !text.contains("1.208,5"),
        "{text}"
    );
}

#[tokio::test]
async fn english_readers_get_english_functions_and_examples() {
    let door = door_to(city()).await;
    let (_, _, text) = door.send(get_as("/sql/schema.json", "hw_sprache=en")).await;
    assert!(
        text.contains("(number)") && !text.contains("(Zahl)"),
        "{text}"
    );
    let (_, _, text) = door.send(get_as("/sql", "hw_sprache=en")).await;
    assert!(
        text.contains("number_of_rows") && !text.contains("anzahl"),
        "{text}"
    );
    let (_, _, text) = door.get("/sql").await;
    assert!(text.contains("as+anzahl"), "{text}");
}

#[tokio::test]
async fn the_start_page_offers_the_questions_a_visitor_may_ask() {
    let question = |title: &str, table: &str| OfferedQuestion {
        title: title.to_owned(),
        sql: format!("select art from stadtgruen.{table}"),
    };
    let settings = WebSettings {
        questions: vec![
            question("Welche Bäume stehen hier?", "baeume"),
            question("Welche sind krank?", "kontrollen"),
        ],
        ..WebSettings::default()
    };
    let door = door_with(city(), settings).await;
    let (_, _, text) = door.get("/").await;
    assert_whole("/", &text);
    assert!(
        text.contains("Fragen, die hier beantwortet werden"),
        "{text}"
    );
    assert!(text.contains("/sql?sql=select+art+from+stadtgruen.baeume"));
    assert!(!text.contains("krank"), "{text}");
}
