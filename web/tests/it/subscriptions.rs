//! The page *Abonnements*, the form, and the feed.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::{Notice, NoticeId, Posting, Watched};
use uuid::Uuid;

const LIST: &str = "/konto/abonnements";
const FORM: &str = "/konto/abonnements/neu?datensatz=stadtgruen%2Fbaeume";
const BEGIN: &str = "datensatz=stadtgruen%2Fbaeume&sicht=";

/// Somebody who subscribed to the trees and was told of their second version.
async fn reader() -> (Door, String) {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    let (status, _, page) = door.post_as(LIST, BEGIN, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let kept = door.nothing.kept.subscriptions.lock().unwrap().clone();
    let trees = kept[0].watched.dataset().unwrap();
    let notice = Notice {
        id: NoticeId::from_uuid(Uuid::from_u128(81)),
        account: kept[0].account,
        watched: Watched::Dataset(trees),
        version: Some(2),
        at: "2026-11-20T10:00:00Z".parse().unwrap(),
        is_read: false,
        posting: Posting::None,
        attempts: 0,
    };
    door.nothing.kept.notices.lock().unwrap().push(notice);
    (door, cookie)
}

/// A request of somebody who is not signed in.
fn unsigned(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

async fn page(door: &Door, path: &str, cookie: &str) -> String {
    let (status, _, page) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {page}");
    assert_whole(path, &page);
    page
}

#[tokio::test]
async fn a_dataset_leads_to_the_form_and_the_form_to_the_list() {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    let empty = page(&door, LIST, &cookie).await;
    assert!(empty.contains("Sie haben noch nichts abonniert"), "{empty}");
    let dataset = page(&door, "/daten/stadtgruen/baeume", &cookie).await;
    assert!(dataset.contains(FORM), "{dataset}");
    let form = page(&door, FORM, &cookie).await;
    // No mail is set up here, so nobody is offered any.
    assert!(form.contains("nicht für E-Mail eingerichtet"), "{form}");
    assert!(!form.contains("name=\"post\""), "{form}");
    let (status, response, _) = door.post_as(LIST, BEGIN, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let onward = response.headers()[header::LOCATION].to_str().unwrap();
    let list = page(&door, onward, &cookie).await;
    assert!(list.contains("Sie werden benachrichtigt."), "{list}");
    assert!(list.contains("bei jeder neuen Fassung"), "{list}");
    let nothing = "datensatz=stadtgruen%2Fgeheim&sicht=";
    let (status, _, _) = door.post_as(LIST, nothing, &cookie).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn news_are_marked_until_they_are_read() {
    let (door, cookie) = reader().await;
    let list = page(&door, LIST, &cookie).await;
    assert!(list.contains("Neue Fassung 2"), "{list}");
    assert!(list.contains("<b>Neu</b>"), "{list}");
    let read = "bis=2026-11-20T10%3A00%3A00Z";
    let path = "/konto/abonnements/gelesen";
    let (status, _, _) = door.post_as(path, read, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let list = page(&door, LIST, &cookie).await;
    assert!(list.contains("Neue Fassung 2"), "{list}");
    assert!(!list.contains("<b>Neu</b>"), "{list}");
}

#[tokio::test]
async fn what_is_ended_can_be_taken_up_again() {
    let (door, cookie) = reader().await;
    let id = door.nothing.kept.subscriptions.lock().unwrap()[0].id;
    let path = format!("{LIST}/{id}/beenden");
    let (_, response, _) = door.post_as(&path, "", &cookie).await;
    let onward = response.headers()[header::LOCATION].to_str().unwrap();
    let list = page(&door, onward, &cookie).await;
    assert!(list.contains("Das Abonnement ist beendet."), "{list}");
    assert!(!list.contains("bei jeder neuen Fassung"), "{list}");
    let undo = format!("{LIST}/{id}/fortsetzen");
    assert!(list.contains(&undo), "{list}");
    door.post_as(&undo, "", &cookie).await;
    let list = page(&door, LIST, &cookie).await;
    assert!(list.contains("bei jeder neuen Fassung"), "{list}");
}

#[tokio::test]
async fn the_feed_is_atom_and_costs_nothing_while_nothing_is_new() {
    let (door, cookie) = reader().await;
    let path = "/konto/abonnements/verweis";
    let (status, _, page) = door.post_as(path, "kennwort=falsch", &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{page}");
    let password = "kennwort=ein+langer+Satz";
    let (status, response, shown) = door.post_as(path, password, &cookie).await;
    assert_eq!(status, StatusCode::OK, "{shown}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    let link = shown.split("id=\"geheimnis\">").nth(1).unwrap();
    let link = link.split('<').next().unwrap();
    let link = &link[link.find("/benachrichtigungen/").unwrap()..];
    let (status, response, feed) = door.send(unsigned(link)).await;
    assert_eq!(status, StatusCode::OK, "{feed}");
    let kind = &response.headers()[header::CONTENT_TYPE];
    assert_eq!(kind, "application/atom+xml; charset=utf-8");
    for said in [
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">",
        "<entry><id>urn:uuid:00000000-0000-0000-0000-000000000051</id>",
        ": Neue Fassung 2</title><updated>2026-11-20T10:00:00Z</updated>",
        "/daten/stadtgruen/baeume\"/></entry>",
    ] {
        assert!(feed.contains(said), "{said}: {feed}");
    }
    let again = Request::get(link)
        .header(header::IF_NONE_MATCH, &response.headers()[header::ETAG])
        .body(Body::empty())
        .unwrap();
    let (status, _, text) = door.send(again).await;
    assert_eq!((status, text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    door.post_as("/konto/abonnements/verweis/beenden", "", &cookie)
        .await;
    let (status, _, _) = door.send(unsigned(link)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
