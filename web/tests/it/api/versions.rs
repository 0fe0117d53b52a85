//! `/datasets/…/versions` and `/datasets/…/findings`

use super::{TREES, door, get, refused_get};
use axum::http::StatusCode;

#[tokio::test]
async fn versions_say_what_changed_and_how_much_was_noticed() {
    let door = door().await;
    let (_, page) = get(&door, &format!("{TREES}/versions")).await;
    let newest = &page["items"][0];
    assert_eq!(newest["change"]["columns_added"][0], "baeume.pflanzjahr");
    assert_eq!(
        (
            &newest["change"]["rows_before"],
            &newest["findings"]["warnings"]
        ),
        (&120.into(), &1.into())
    );
    let (_, one) = get(&door, &format!("{TREES}/versions/2")).await;
    assert_eq!(&one, newest);
    for missing in ["9", "0", "x"] {
        let path = format!("{TREES}/versions/{missing}");
        let problem = refused_get(&door, &path, StatusCode::NOT_FOUND).await;
        assert_eq!(problem["code"], "no_such_version");
    }
}

#[tokio::test]
async fn findings_are_sentences_with_codes_and_places() {
    let door = door().await;
    let (_, page) = get(&door, &format!("{TREES}/findings?version=1")).await;
    let finding = &page["items"][0];
    assert_eq!(
        (
            &finding["code"],
            &finding["severity"],
            &finding["row"],
            &finding["count"]
        ),
        (
            &"ragged_row".into(),
            &"warning".into(),
            &7.into(),
            &3.into()
        )
    );
    assert!(finding["message"].is_string());
}
