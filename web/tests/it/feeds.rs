//! What programs read to keep up with the catalogue: Atom, sitemaps, and where robots may go.

use crate::answers::{Door, door_to, door_with, get_as};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{HeaderName, Request, Response, StatusCode, header};
use hebewerk_model::{DatasetId, DatasetState};
use hebewerk_web::WebSettings;

pub(crate) const TREES: &str = "00000000-0000-0000-0000-00000000000a";
pub(crate) const HIDDEN: &str = "00000000-0000-0000-0000-00000000000b";
pub(crate) const BASE: &str = "https://daten.stadt.example";
const TREES_FEED: &str = "/daten/stadtgruen/baeume/atom.xml";

/// The city of these tests with a dataset that was withdrawn, and some more that are public.
fn a_city(more: u128) -> City {
    let mut city = city();
    for number in 0x20..=0x20 + more {
        let mut other = city.datasets[0].clone();
        other.id = DatasetId::from_uuid(uuid::Uuid::from_u128(number));
        other.slug = format!("anderes_{number}").parse().unwrap();
        other.description.title = format!("Anderes {number} <&>");
        other.updated_at = "2026-11-10T05:10:00Z".parse().unwrap();
        if number == 0x20 {
            other.description.title = String::from("Vergangenes");
            other.state = DatasetState::Withdrawn;
        }
        city.datasets.push(other);
    }
    city
}

pub(crate) async fn door(more: u128) -> Door {
    let settings = WebSettings {
        hub_title: "Datenhub Probe".to_owned(),
        base_url: BASE.parse().ok(),
        ..WebSettings::default()
    };
    door_with(a_city(more), settings).await
}

async fn asking(
    door: &Door,
    path: &str,
    (name, value): (HeaderName, &str),
) -> (StatusCode, Response<()>, String) {
    let request = Request::get(path).header(name, value);
    door.send(request.body(Body::empty()).unwrap()).await
}

pub(crate) fn said<'a>(response: &'a Response<()>, name: &HeaderName) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

/// What stands in each element of a name.
fn texts<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = text.split(&open).skip(1);
    parts
        .map(|part| part.split(&close).next().unwrap())
        .collect()
}

#[tokio::test]
async fn the_feed_of_the_catalogue_holds_what_is_public_and_marks_what_was() {
    let door = door(1).await;
    let (status, response, text) = door.get("/atom.xml").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(
        said(&response, &header::CONTENT_TYPE),
        "application/atom+xml; charset=utf-8"
    );
    let self_link =
        format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{BASE}/atom.xml\"/>");
    assert!(text.contains(&self_link), "{text}");
    let ids = texts(&text, "id");
    assert_eq!(
        ids,
        [
            format!("{BASE}/atom.xml"),
            format!("{BASE}/dataset/{TREES}#fassung-2"),
            format!("{BASE}/dataset/00000000-0000-0000-0000-000000000021"),
        ]
    );
    // Newest first, and the feed is as new as its newest entry.
    assert_eq!(
        texts(&text, "updated"),
        [
            "2026-11-20T05:10:00Z",
            "2026-11-20T05:10:00Z",
            "2026-11-10T05:10:00Z"
        ]
    );
    assert!(text.contains("Anderes 33 &lt;&amp;&gt;"), "{text}");
    // What is not there any more is an identity and a moment.
    let mark = format!(
        "<at:deleted-entry ref=\"{BASE}/dataset/00000000-0000-0000-0000-000000000020\" when=\"2026-11-10T05:10:00Z\"/>"
    );
    assert!(text.contains(&mark), "{text}");
    for closed in ["Vergangenes", HIDDEN, "Baumkontrollen"] {
        assert!(!text.contains(closed), "{closed}: {text}");
    }
}

#[tokio::test]
async fn pages_of_the_feed_lead_to_every_change_once() {
    let door = door(120).await;
    let mut ids = Vec::new();
    let mut path = "/atom.xml".to_owned();
    let mut pages = 0;
    loop {
        let (status, _, text) = door.get(&path).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        ids.extend(texts(&text, "id").into_iter().skip(1).map(str::to_owned));
        pages += 1;
        let link = "<link rel=\"next\" type=\"application/atom+xml\" href=\"";
        let Some(next) = text.split(link).nth(1) else {
            break;
        };
        path = next.split('"').next().unwrap().replace(BASE, "");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), count, pages), (121, 121, 3));
    let (status, _, _) = door.get("/atom.xml?vor=gestern").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_version_of_a_dataset_is_an_entry_of_its_feed() {
    let door = door(0).await;
    let (status, _, text) = door.get(TREES_FEED).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(
        texts(&text, "id"),
        [
            format!("{BASE}{TREES_FEED}"),
            format!("{BASE}/dataset/{TREES}#fassung-2"),
            format!("{BASE}/dataset/{TREES}#fassung-1"),
        ]
    );
    let page = format!("{BASE}/daten/stadtgruen/baeume?fassung=1");
    assert!(text.contains(&page), "{text}");
    for closed in [
        "/daten/stadtgruen/anderes_32/atom.xml",
        "/daten/stadtgruen/kontrollen/atom.xml",
        "/daten/stadtgruen/nichts/atom.xml",
    ] {
        let (status, _, text) = door.get(closed).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{closed}");
        assert!(!text.contains("Vergangenes"), "{text}");
    }
}

#[tokio::test]
async fn who_has_the_newest_feed_is_told_so_by_its_tag_or_its_time() {
    let door = door(0).await;
    for path in ["/atom.xml", TREES_FEED, "/sitemap.xml", "/robots.txt"] {
        let head = Request::head(path).body(Body::empty()).unwrap();
        let (status, response, text) = door.send(head).await;
        assert_eq!((status, text.as_str()), (StatusCode::OK, ""), "{path}");
        let etag = said(&response, &header::ETAG);
        let asked = asking(&door, path, (header::IF_NONE_MATCH, etag)).await;
        assert_eq!(
            (asked.0, asked.2.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{path}"
        );
        assert_eq!(said(&asked.1, &header::ETAG), etag);
    }
    for path in ["/atom.xml", TREES_FEED] {
        let (_, response, _) = door.get(path).await;
        let time = said(&response, &header::LAST_MODIFIED);
        assert_eq!(time, "Fri, 20 Nov 2026 05:10:00 GMT");
        let same = asking(&door, path, (header::IF_MODIFIED_SINCE, time)).await;
        assert_eq!((same.0, same.2.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert!(same.1.headers().contains_key(header::ETAG));
        let before = "Fri, 20 Nov 2026 05:09:59 GMT";
        let newer = asking(&door, path, (header::IF_MODIFIED_SINCE, before)).await;
        assert_eq!(newer.0, StatusCode::OK);
        // The tag is the better witness: by it something has changed.
        let both = Request::get(path)
            .header(header::IF_MODIFIED_SINCE, time)
            .header(header::IF_NONE_MATCH, "\"anderes\"");
        let (status, _, _) = door.send(both.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_sitemap_holds_public_pages_and_when_they_changed() {
    let door = door(1).await;
    let (status, response, text) = door.get("/sitemap.xml").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(
        said(&response, &header::CONTENT_TYPE),
        "application/xml; charset=utf-8"
    );
    let trees = format!(
        "<url><loc>{BASE}/daten/stadtgruen/baeume</loc><lastmod>2026-11-20T05:10:00Z</lastmod></url>"
    );
    for told in [
        trees.as_str(),
        "<url><loc>https://daten.stadt.example/</loc></url>",
        "<loc>https://daten.stadt.example/haeuser/stadtgruen</loc>",
        "<loc>https://daten.stadt.example/daten/stadtgruen/anderes_33</loc>",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        !text.contains("kontrollen") && !text.contains("anderes_32"),
        "{text}"
    );
    let (_, _, first) = door.get("/sitemap.xml?seite=1").await;
    assert_eq!(first, text);
    for none in ["0", "2", "x", "-1"] {
        let (status, _, _) = door.get(&format!("/sitemap.xml?seite={none}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn a_large_catalogue_has_an_index_of_sitemaps() {
    let door = door(60_000).await;
    let (_, _, index) = door.get("/sitemap.xml").await;
    assert!(index.contains("<sitemapindex "), "{index}");
    let addresses = texts(&index, "loc");
    assert_eq!(
        addresses,
        [
            format!("{BASE}/sitemap.xml?seite=1"),
            format!("{BASE}/sitemap.xml?seite=2"),
        ]
    );
    assert_eq!(
        texts(&index, "lastmod"),
        ["2026-11-20T05:10:00Z", "2026-11-10T05:10:00Z"]
    );
    let mut pages = std::collections::BTreeSet::new();
    let mut datasets = 0;
    for address in addresses {
        let (_, _, text) = door.get(&address.replace(BASE, "")).await;
        let told = texts(&text, "loc");
        assert!(told.len() <= 50_000, "{}", told.len());
        datasets += told.iter().filter(|page| page.contains("/daten/")).count();
        pages.extend(told.into_iter().map(str::to_owned));
    }
    assert_eq!(datasets, 60_001);
    assert!(pages.len() > datasets, "the pages in front are there too");
}

#[tokio::test]
async fn robots_are_shown_the_sitemap_and_kept_from_what_costs() {
    let door = door(0).await;
    let (status, response, text) = door.get("/robots.txt").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        said(&response, &header::CONTENT_TYPE),
        "text/plain; charset=utf-8"
    );
    assert!(text.starts_with("User-agent: *\n"), "{text}");
    assert!(
        text.ends_with(&format!("\nSitemap: {BASE}/sitemap.xml\n")),
        "{text}"
    );
    for closed in ["/sql", "/sparql", "/*/herunterladen/", "/daten?", "/api/"] {
        assert!(
            text.contains(&format!("Disallow: {closed}\n")),
            "{closed}: {text}"
        );
    }
    assert!(
        !text.contains("Disallow: /\n") && !text.contains("Disallow: /daten\n"),
        "{text}"
    );
}

#[tokio::test]
async fn an_empty_hub_has_an_empty_feed() {
    let door = door_to(City::default()).await;
    let (status, response, text) = door.get("/atom.xml").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!text.contains("<entry>"), "{text}");
    assert!(!response.headers().contains_key(header::LAST_MODIFIED));
}

#[tokio::test]
async fn pages_name_the_feed_of_what_they_show() {
    let door = door(0).await;
    for (page, feed) in [
        ("/", "/atom.xml"),
        ("/daten", "/atom.xml"),
        ("/daten/stadtgruen/baeume", TREES_FEED),
        ("/daten/stadtgruen/baeume/fassungen", TREES_FEED),
    ] {
        let (_, _, text) = door.get(page).await;
        let head = text.split("</head>").next().unwrap();
        let link = head
            .lines()
            .find(|line| line.contains("application/atom+xml"))
            .unwrap_or_else(|| panic!("{page}: {head}"));
        assert!(link.contains(&format!("href=\"{feed}\"")), "{page}: {link}");
    }
    let (_, _, closed) = door.get("/daten/stadtgruen/anderes_32").await;
    assert!(!closed.contains("atom.xml"), "{closed}");
    // A feed is for everybody or for nobody.
    let cookie = door.administrator().await;
    let page = "/daten/stadtgruen/kontrollen";
    let (status, _, text) = door.send(get_as(page, &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!text.contains("atom.xml"), "{text}");
    let feed = format!("{page}/atom.xml");
    let (status, _, _) = door.send(get_as(&feed, &cookie)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
