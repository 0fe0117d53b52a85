//! Catalogues of others: pages, circles, and what is none.

use crate::server::{Answer, Request, Server};
use hebewerk_connect::{Connect, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Secrets};
use hebewerk_model::Harvested;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// What a harvest brought.
struct Came {
    titles: Vec<String>,
    rejected: usize,
    memory: Option<String>,
    is_whole: bool,
}

async fn harvest(
    kind: &str,
    url: &str,
    server: &Server,
    memory: Option<String>,
) -> Result<Option<Came>, FetchError> {
    let connect = Connect::new(&Reach::new(vec![server.place.parse().unwrap()]));
    let fetch = Fetch {
        connection: None,
        connector: kind.to_owned(),
        settings: BTreeMap::from([("url".to_owned(), url.to_owned())]),
        secrets: Secrets::default(),
        memory,
        former: None,
        most_bytes: 64 << 20,
        time: Duration::from_mins(1),
    };
    let folder = tempfile::tempdir().unwrap();
    let fetched = connect
        .fetch(&fetch, folder.path(), &|_done, _of| {})
        .await?;
    let Fetched::Catalogue {
        records,
        memory,
        is_whole,
        ..
    } = fetched
    else {
        assert_eq!(fetched, Fetched::Unchanged);
        return Ok(None);
    };
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing but the records is left behind");
    let text = std::fs::read_to_string(records).unwrap();
    let mut came = Came {
        titles: Vec::new(),
        rejected: 0,
        memory,
        is_whole,
    };
    for line in text.lines() {
        match serde_json::from_str(line).unwrap() {
            Harvested::Record(record) => came.titles.push(record.title),
            Harvested::Rejected(_) => came.rejected += 1,
        }
    }
    Ok(Some(came))
}

async fn came(server: &Server, path: &str) -> Came {
    let came = harvest("dcat", &server.url(path), server, None).await;
    came.unwrap().unwrap()
}

async fn code(server: &Server, path: &str) -> &'static str {
    let came = harvest("dcat", &server.url(path), server, None).await;
    match came {
        Ok(came) => panic!("{:?}", came.map(|came| came.titles)),
        Err(error) => error.code,
    }
}

fn datasets(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut text =
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n\
        @prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n"
            .to_owned();
    for number in numbers {
        let _written = writeln!(
            text,
            "</d/{number}> a dcat:Dataset ; dct:title \"Satz {number}\" ."
        );
    }
    text
}

fn number(request: &Request) -> u32 {
    let page = request.parameter("page");
    page.map_or(1, |page| page.parse().unwrap())
}

#[tokio::test]
async fn pages_are_followed_in_both_spellings_to_the_end() {
    for next in ["hydra:next", "hydra:nextPage"] {
        let server = Server::start(move |request, _before| {
            let page = number(request);
            let mut text = datasets(page * 10..page * 10 + 3);
            if page < 4 {
                let _written = writeln!(text, "<?page={page}> {next} \"?page={}\" .", page + 1);
            }
            Answer::ok(text).with("Content-Type", "text/turtle")
        })
        .await;
        let came = came(&server, "/catalog").await;
        assert_eq!(came.titles.len(), 12);
        assert!(came.is_whole);
        // Of several pages the first says nothing of the others.
        let again = harvest("dcat", &server.url("/catalog"), &server, came.memory).await;
        assert_eq!(again.unwrap().unwrap().titles.len(), 12);
    }
}

#[tokio::test]
async fn one_file_comes_only_when_it_has_changed() {
    let server = Server::start(|request, _before| {
        if request.header("if-none-match") == "\"7\"" {
            return Answer::status(304, "");
        }
        Answer::ok(datasets(1..3)).with("ETag", "\"7\"")
    })
    .await;
    let first = came(&server, "/catalog.ttl").await;
    assert_eq!(first.titles, ["Satz 1", "Satz 2"]);
    let again = harvest("dcat", &server.url("/catalog.ttl"), &server, first.memory).await;
    assert!(again.unwrap().is_none());
}

#[tokio::test]
async fn circles_and_pages_without_end_are_left() {
    // Back to a page that was there.
    let circle = Server::start(|request, _before| {
        let page = number(request);
        let mut text = datasets([page]);
        let _written = writeln!(text, "<> hydra:next <?page={}> .", page % 3 + 1);
        Answer::ok(text)
    })
    .await;
    assert_eq!(code(&circle, "/catalog?page=1").await, "fetch_endless");
    // Ever new addresses with the same behind them.
    let endless = Server::start(|request, _before| {
        let mut text = datasets([1, 2]);
        let _written = writeln!(text, "<> hydra:next <?page={}> .", number(request) + 1);
        Answer::ok(text)
    })
    .await;
    assert_eq!(code(&endless, "/catalog").await, "fetch_endless");
    assert!(endless.seen().len() < 5);
    // To somebody else.
    let away = Server::start(|_request, _before| {
        let mut text = datasets([1]);
        text.push_str("<> hydra:next <https://elsewhere.example/catalog> .");
        Answer::ok(text)
    })
    .await;
    assert_eq!(code(&away, "/catalog").await, "fetch_redirect_refused");
}

#[tokio::test]
async fn what_is_no_catalogue_is_told_apart() {
    let server = Server::start(|request, _before| match request.path.as_str() {
        "/html" => Answer::ok("<!doctype html><title>Anmelden</title>").with("Content-Type", "text/turtle"),
        "/empty" => Answer::ok(""),
        "/none" => Answer::ok("<https://a.example/c> a <http://www.w3.org/ns/dcat#Catalog> ."),
        "/latin" => Answer::ok(b"<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF/>".to_vec()),
        "/xml" => Answer::ok("<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Descr"),
        "/deep" => Answer::ok(format!(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='http://a.example/'>{}",
            "<a:A>".repeat(100_000)
        )),
        "/gone" => Answer::status(404, ""),
        other => panic!("{other}"),
    })
    .await;
    for (path, expected) in [
        ("/html", "fetch_no_catalogue"),
        ("/empty", "fetch_catalogue_empty"),
        ("/none", "fetch_catalogue_empty"),
        ("/latin", "fetch_encoding"),
        ("/xml", "fetch_rdf_invalid"),
        ("/deep", "fetch_page_too_large"),
        ("/gone", "fetch_not_found"),
    ] {
        assert_eq!(code(&server, path).await, expected, "{path}");
    }
}

#[tokio::test]
async fn a_page_that_fails_leaves_nothing_behind_and_one_that_recovers_is_taken() {
    let broken = Server::start(|request, _before| match number(request) {
        1 => Answer::ok(format!("{}<> hydra:next <?page=2> .", datasets([1]))),
        _ => Answer::status(400, "no"),
    })
    .await;
    assert_eq!(code(&broken, "/catalog").await, "fetch_request_refused");
    let tired = Server::start(|request, before| match (number(request), before) {
        (1, _) => Answer::ok(format!("{}<> hydra:next <?page=2> .", datasets([1]))),
        (_, 1) => Answer::status(500, "later"),
        _ => Answer::ok(datasets([2])),
    })
    .await;
    assert_eq!(came(&tired, "/catalog").await.titles, ["Satz 1", "Satz 2"]);
}

#[tokio::test]
async fn a_mistake_inside_means_that_something_may_be_missing() {
    let server = Server::start(|_request, _before| {
        Answer::ok(format!(
            "{}</d/3> a ] .\n</d/4> a dcat:Dataset .\n",
            datasets([1, 2])
        ))
    })
    .await;
    let came = came(&server, "/catalog").await;
    assert!(!came.is_whole);
    assert!(came.titles.contains(&"Satz 1".to_owned()));
    assert_eq!(came.rejected, 1);
}

fn portal(request: &Request, all: u32, counted: u32) -> Answer {
    assert!(
        request
            .path
            .starts_with("/ckan/api/3/action/package_search?")
    );
    assert_eq!(request.parameter("sort").as_deref(), Some("id asc"));
    let start: u32 = request.parameter("start").unwrap().parse().unwrap();
    let rows: u32 = request.parameter("rows").unwrap().parse().unwrap();
    let packages: Vec<_> = (start..all.min(start + rows))
        .map(|number| match number {
            7 => json!({"id": "7", "type": "harvest", "title": "Quelle"}),
            8 => json!({"title": "ohne Kennung"}),
            _ => json!({"id": number.to_string(), "name": format!("satz-{number}"), "title": format!("Satz {number}")}),
        })
        .collect();
    Answer::ok(
        json!({"success": true, "result": {"count": counted, "results": packages}}).to_string(),
    )
}

#[tokio::test]
async fn a_portal_is_read_to_its_last_dataset() {
    let server = Server::start(|request, _before| portal(request, 250, 250)).await;
    let url = server.url("/ckan/dataset/irgendeiner");
    let came = harvest("ckan_portal", &url, &server, None).await;
    let came = came.unwrap().unwrap();
    assert_eq!(
        (came.titles.len(), came.rejected, came.is_whole),
        (248, 1, true)
    );
    let short = Server::start(|request, _before| portal(request, 150, 250)).await;
    let cut = harvest("ckan_portal", &short.url("/ckan"), &short, None).await;
    assert_eq!(cut.err().unwrap().code, "fetch_incomplete");
    let same = Server::start(|_request, _before| {
        let packages = json!([{"id": "1", "title": "Immer dasselbe"}]);
        Answer::ok(
            json!({"success": true, "result": {"count": 9_999, "results": packages}}).to_string(),
        )
    })
    .await;
    let circle = harvest("ckan_portal", &same.url("/"), &same, None).await;
    assert_eq!(circle.err().unwrap().code, "fetch_endless");
}

/// A catalogue of spatial data with `all` records that says to have `said`, and gives ten at once.
fn spatial(request: &Request, all: u64, said: u64) -> Answer {
    let start = request.body.split("startPosition=\"").nth(1).unwrap();
    let start: u64 = start.split('"').next().unwrap().parse().unwrap();
    let end = (start + 10).min(all + 1);
    let mut records = String::new();
    for number in start..end {
        let title = if number == 7 { "" } else { "Satz" };
        let _written = write!(
            records,
            "<MD_Metadata><fileIdentifier><x>{number}</x></fileIdentifier><identificationInfo><a><citation><b>\
             <title><x>{title}</x></title></b></citation></a></identificationInfo></MD_Metadata>"
        );
    }
    let next = if end > said { 0 } else { end };
    let held = end.saturating_sub(start);
    Answer::ok(format!(
        "<?xml version=\"1.0\"?><GetRecordsResponse><SearchResults numberOfRecordsMatched=\"{said}\" \
         numberOfRecordsReturned=\"{held}\" nextRecord=\"{next}\">{records}</SearchResults></GetRecordsResponse>"
    ))
}

async fn code_of(server: &Server) -> &'static str {
    let came = harvest("csw", &server.url("/csw"), server, None).await;
    came.err().unwrap().code
}

#[tokio::test]
async fn a_catalogue_of_spatial_data_is_read_to_its_last_record() {
    let server = Server::start(|request, _before| spatial(request, 25, 25)).await;
    let url = server.url("/csw?map=1&SERVICE=CSW&Request=GetCapabilities&version=2.0.2");
    let came = harvest("csw", &url, &server, None).await;
    let came = came.unwrap().unwrap();
    assert_eq!(
        (came.titles.len(), came.rejected, came.is_whole),
        (24, 1, true)
    );
    assert!(server.seen().iter().all(|asked| asked.path == "/csw?map=1"));
    // One that says to have more than it gives: then nothing may be taken for gone.
    let short = Server::start(|request, _before| spatial(request, 25, 40)).await;
    let came = harvest("csw", &short.url("/csw"), &short, None).await;
    let came = came.unwrap().unwrap();
    assert_eq!((came.titles.len(), came.is_whole), (24, false));
}

#[tokio::test]
async fn a_catalogue_of_spatial_data_may_say_anything() {
    let first = "startPosition=\"1\"";
    let same = Server::start(move |request, _before| {
        let mut request = request.clone();
        let start = request.body.split("startPosition=\"").nth(1).unwrap();
        let start = format!("startPosition=\"{}\"", start.split('"').next().unwrap());
        request.body = request.body.replace(&start, first);
        spatial(&request, 100, 100)
    })
    .await;
    assert_eq!(code_of(&same).await, "fetch_endless");
    let backwards = r#"<a><SearchResults numberOfRecordsReturned="5" nextRecord="1"/></a>"#;
    let report =
        r#"<ExceptionReport><Exception exceptionCode="NoApplicableCode"/></ExceptionReport>"#;
    for (answer, expected) in [
        (backwards, "fetch_endless"),
        (report, "fetch_request_refused"),
        ("<!DOCTYPE html><html></html>", "fetch_no_catalogue"),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            "fetch_encoding",
        ),
        ("<?xml version='1.0'?><a/>", "fetch_catalogue_empty"),
        ("<?xml version='1.0'?><a></b>", "fetch_answer_invalid"),
        ("{}", "fetch_answer_invalid"),
    ] {
        let server = Server::start(move |_request, _before| Answer::ok(answer)).await;
        assert_eq!(code_of(&server).await, expected, "{answer}");
    }
}

#[tokio::test]
async fn a_catalogue_inside_is_reached_only_where_it_is_allowed() {
    let server = Server::start(|_request, _before| Answer::ok(datasets([1]))).await;
    let closed = Connect::new(&Reach::default());
    let fetch = Fetch {
        connection: None,
        connector: "dcat".to_owned(),
        settings: BTreeMap::from([("url".to_owned(), server.url("/catalog"))]),
        secrets: Secrets::default(),
        memory: None,
        former: None,
        most_bytes: 1 << 20,
        time: Duration::from_secs(10),
    };
    let refused = closed.look(&fetch).await.unwrap_err();
    assert_eq!(refused.code, "fetch_address_refused");
    assert!(server.seen().is_empty());
}
