//! `/organisations`

use super::{door, get, refused_get};
use axum::http::StatusCode;

#[tokio::test]
async fn organisations_are_counted_as_far_as_one_may_know() {
    let door = door().await;
    let (_, page) = get(&door, "/api/v1/organisations").await;
    assert_eq!(page["total"], 1);
    let (_, one) = get(&door, "/api/v1/organisations/stadtgruen").await;
    assert_eq!(page["items"][0], one);
    assert_eq!(
        (&one["name"], &one["datasets"]),
        (&"Stadtgrün <Musterstadt>".into(), &1.into())
    );
    let problem = refused_get(&door, "/api/v1/organisations/x", StatusCode::NOT_FOUND).await;
    assert_eq!(problem["code"], "no_such_organisation");
}
