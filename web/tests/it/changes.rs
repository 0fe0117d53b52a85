//! What neighbours read who have read the catalogue before: what changed since, and marks of what is gone.

use crate::feeds::{BASE, HIDDEN, TREES, door, said};
use axum::http::{Response, StatusCode, header};

const DELTA: &str = "rel=\"http://docs.oasis-open.org/odata/ns/delta\"";

/// The address a `Link` names, as a path of the door.
fn linked(response: &Response<()>) -> String {
    let link = said(response, &header::LINK);
    assert!(link.ends_with(DELTA), "{link}");
    let address = link.split('<').nth(1).unwrap().split('>').next();
    address.unwrap().replace(BASE, "")
}

/// Triples of a kind in N-Triples.
fn count(text: &str, what: &str) -> usize {
    text.lines().filter(|line| line.contains(what)).count()
}

const IS_DATASET: &str = "ns#type> <http://www.w3.org/ns/dcat#Dataset>";
const IS_REMOVED: &str = "ns#type> <https://www.w3.org/ns/activitystreams#Tombstone>";

#[tokio::test]
async fn a_neighbour_is_told_what_changed_since_a_moment_and_what_is_gone() {
    let door = door(1).await;
    let since = |moment: &str| format!("/catalog.nt?modified_since={moment}");
    let (status, response, text) = door.get(&since("2026-11-10T05:10:00Z")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(
        said(&response, &header::CONTENT_TYPE),
        "application/n-triples"
    );
    assert_eq!((count(&text, IS_DATASET), count(&text, IS_REMOVED)), (2, 1));
    let gone = format!("<{BASE}/dataset/00000000-0000-0000-0000-000000000020>");
    let marks: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(&gone))
        .collect();
    assert_eq!(marks.len(), 3, "{marks:?}");
    assert!(
        marks
            .iter()
            .any(|mark| mark.contains("activitystreams#deleted> \"2026-11-10T05:10:00Z\"^^")),
        "{marks:?}"
    );
    for closed in ["Vergangenes", HIDDEN, "Baumkontrollen"] {
        assert!(!text.contains(closed), "{closed}: {text}");
    }
    let (_, _, later) = door.get(&since("2026-11-11")).await;
    assert_eq!(
        (count(&later, IS_DATASET), count(&later, IS_REMOVED)),
        (1, 0)
    );
    assert!(later.contains(TREES), "{later}");
    let (_, _, with_offset) = door.get(&since("2026-11-11T00:00:00+01:00")).await;
    assert_eq!(count(&with_offset, IS_DATASET), 1);
    let (status, _, nothing) = door.get(&since("2027-01-01T00:00:00Z")).await;
    assert_eq!((status, count(&nothing, IS_DATASET)), (StatusCode::OK, 0));
    let (status, _, _) = door.get(&since("gestern")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_has_read_the_catalogue_goes_on_behind_it_by_a_token() {
    let door = door(120).await;
    let (_, response, first) = door.get("/catalog.nt?legacy=1").await;
    let next_time = linked(&response);
    assert!(next_time.contains("legacy=1"), "{next_time}");
    let (status, response, text) = door.get(&next_time).await;
    assert_eq!(
        (status, count(&text, IS_DATASET)),
        (StatusCode::OK, 0),
        "{text}"
    );
    assert_eq!(linked(&response), next_time, "nothing has changed since");
    // A page of the catalogue in its midst is no place to go on from.
    let hydra = "<http://www.w3.org/ns/hydra/core#next> \"";
    let next = |text: &str| {
        let link = text.split(hydra).nth(1)?;
        Some(link.split('"').next()?.replace(BASE, ""))
    };
    let (_, response, _) = door.get(&next(&first).unwrap()).await;
    assert!(!response.headers().contains_key(header::LINK));

    let mut path = "/catalog.nt?modified_since=2000-01-01".to_owned();
    let (mut datasets, mut removed, mut pages) = (0, 0, 0);
    let end = loop {
        let (status, response, text) = door.get(&path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        datasets += count(&text, IS_DATASET);
        removed += count(&text, IS_REMOVED);
        pages += 1;
        match next(&text) {
            Some(address) => path = address,
            None => break linked(&response),
        }
    };
    assert_eq!((datasets, removed, pages), (121, 1, 2));
    assert_eq!(format!("{end}&legacy=1").len(), next_time.len());

    for other in [
        "122*00000000-0000-0000-0000-000000000009",
        "999*00000000-0000-0000-0000-000000000000",
    ] {
        let path = format!("/catalog.nt?modified_since={other}");
        let (status, _, _) = door.get(&path).await;
        assert_eq!(status, StatusCode::GONE, "{other}");
    }
}
