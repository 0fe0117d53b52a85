//! Catalogues of others: pages, circles, and what is none.

use crate::server::{Answer, Request, Server};
use hebewerk_connect::{Connect, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Secrets};
use hebewerk_model::Harvested;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;

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
    Ok(told(folder.path(), fetched))
}

/// What a fetch left in its folder; none if nothing was new.
fn told(folder: &Path, fetched: Fetched) -> Option<Came> {
    let Fetched::Catalogue {
        records,
        memory,
        is_whole,
        ..
    } = fetched
    else {
        assert_eq!(fetched, Fetched::Unchanged);
        return None;
    };
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
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
    Some(came)
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

const CONNECTION: &str = "01890000-0000-7000-8000-000000000007";

/// A connection that tries again: what stays of a try lies beside the folders of its runs.
struct Tries {
    staging: TempDir,
    kind: &'static str,
    path: &'static str,
    runs: u32,
}

impl Tries {
    fn new(kind: &'static str, path: &'static str) -> Self {
        Self {
            staging: tempfile::tempdir().unwrap(),
            kind,
            path,
            runs: 0,
        }
    }

    async fn next(&mut self, server: &Server) -> Result<Came, FetchError> {
        let connect = Connect::new(&Reach::new(vec![server.place.parse().unwrap()]));
        self.runs += 1;
        let folder = self.staging.path().join(format!("fetch-{}", self.runs));
        std::fs::create_dir(&folder).unwrap();
        let fetch = Fetch {
            connection: Some(CONNECTION.parse().unwrap()),
            connector: self.kind.to_owned(),
            settings: BTreeMap::from([("url".to_owned(), server.url(self.path))]),
            secrets: Secrets::default(),
            memory: None,
            former: None,
            most_bytes: 64 << 20,
            time: Duration::from_mins(1),
        };
        let fetched = connect.fetch(&fetch, &folder, &|_done, _of| {}).await;
        let came = fetched.map(|fetched| told(&folder, fetched).unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
        came
    }

    fn left(&self) -> usize {
        std::fs::read_dir(self.staging.path()).unwrap().count()
    }
}

/// Five pages of ten; those behind `whole` do not come.
fn page_of(kind: &str, request: &Request, whole: u32, first_of_third: u32) -> Answer {
    let page = match kind {
        "dcat" => number(request),
        "ckan_portal" => {
            let start: u32 = request.parameter("start").unwrap().parse().unwrap();
            start / 10 + 1
        }
        _ => {
            let start = request.body.split("startPosition=\"").nth(1).unwrap();
            let start: u32 = start.split('"').next().unwrap().parse().unwrap();
            start / 10 + 1
        }
    };
    if page > whole {
        // Later than anybody waits.
        return Answer::status(503, "").with("Retry-After", "36000");
    }
    let mut numbers: Vec<u32> = ((page - 1) * 10 + 1..=page * 10).collect();
    if page == 3 {
        numbers[0] = first_of_third;
    }
    match kind {
        "dcat" => {
            let mut text = datasets(numbers);
            if page < 5 {
                let _written = writeln!(text, "<> hydra:next <?page={}> .", page + 1);
            }
            Answer::ok(text)
        }
        "ckan_portal" => {
            let numbers = if page > 5 { Vec::new() } else { numbers };
            let packages: Vec<_> = numbers
                .iter()
                .map(|number| json!({"id": number.to_string(), "title": format!("Satz {number}")}))
                .collect();
            let result = json!({"count": 50, "results": packages});
            Answer::ok(json!({"success": true, "result": result}).to_string())
        }
        _ => spatial(request, 50, 50),
    }
}

async fn paged(kind: &'static str, whole: &Arc<AtomicU32>, third: &Arc<AtomicU32>) -> Server {
    let (whole, third) = (Arc::clone(whole), Arc::clone(third));
    Server::start(move |request, _before| {
        let (whole, third) = (whole.load(Ordering::Relaxed), third.load(Ordering::Relaxed));
        page_of(kind, request, whole, third)
    })
    .await
}

#[tokio::test]
async fn a_harvest_that_broke_off_goes_on_behind_the_last_whole_page() {
    for (kind, path) in [("dcat", "/catalog"), ("ckan_portal", "/"), ("csw", "/csw")] {
        let whole = Arc::new(AtomicU32::new(3));
        let server = paged(kind, &whole, &Arc::new(AtomicU32::new(21))).await;
        let mut tries = Tries::new(kind, path);
        let error = tries.next(&server).await.err().unwrap();
        assert!(error.passing, "{kind} {error}");
        // Still nobody there: what came stays.
        assert!(tries.next(&server).await.is_err());
        assert_eq!(tries.left(), 1, "{kind}");
        let asked = server.seen().len();
        whole.store(9, Ordering::Relaxed);
        let came = tries.next(&server).await.unwrap();
        assert_eq!(
            (came.titles.len() + came.rejected, came.is_whole),
            (50, true),
            "{kind}"
        );
        let titles: std::collections::BTreeSet<_> = came.titles.iter().collect();
        assert!(kind == "csw" || titles.len() == 50, "{kind}: {titles:?}");
        // The third page, the fourth, the fifth, and the empty one of CKAN.
        let pages = if kind == "ckan_portal" { 4 } else { 3 };
        assert_eq!(server.seen().len() - asked, pages, "{kind}");
        assert_eq!(tries.left(), 0, "{kind}: nothing stays of what has come");
        // The next one is a harvest like the first.
        assert_eq!(
            tries.next(&server).await.unwrap().titles.len(),
            came.titles.len()
        );
        assert_eq!(server.seen().len() - asked, pages + pages + 2, "{kind}");
    }
}

#[tokio::test]
async fn what_changed_meanwhile_or_lies_too_long_is_fetched_from_the_beginning() {
    for is_old in [false, true] {
        let (whole, third) = (Arc::new(AtomicU32::new(3)), Arc::new(AtomicU32::new(21)));
        let server = paged("dcat", &whole, &third).await;
        let mut tries = Tries::new("dcat", "/catalog");
        assert!(tries.next(&server).await.is_err());
        whole.store(9, Ordering::Relaxed);
        if is_old {
            let kept = std::fs::read_dir(tries.staging.path()).unwrap().next();
            let begun = kept.unwrap().unwrap().path().join("begun");
            let begun = std::fs::File::options().write(true).open(begun).unwrap();
            let at = begun.metadata().unwrap().modified().unwrap();
            begun.set_modified(at - Duration::from_hours(7)).unwrap();
        } else {
            // Somebody took one away, and all behind it have moved up.
            third.store(99, Ordering::Relaxed);
        }
        let asked = server.seen().len();
        let came = tries.next(&server).await.unwrap();
        assert_eq!(came.titles.len(), 50);
        let first = if is_old { "Satz 21" } else { "Satz 99" };
        assert!(came.titles.iter().any(|title| title == first));
        let looked = usize::from(!is_old);
        assert_eq!(server.seen().len() - asked, 5 + looked);
        assert_eq!(tries.left(), 0);
    }
}

#[tokio::test]
async fn a_harvest_of_something_else_takes_nothing_of_the_one_before() {
    let whole = Arc::new(AtomicU32::new(3));
    let server = paged("dcat", &whole, &Arc::new(AtomicU32::new(21))).await;
    let mut tries = Tries::new("dcat", "/catalog");
    assert!(tries.next(&server).await.is_err());
    whole.store(9, Ordering::Relaxed);
    tries.path = "/other";
    let asked = server.seen().len();
    assert_eq!(tries.next(&server).await.unwrap().titles.len(), 50);
    assert!(
        server.paths()[asked..]
            .iter()
            .all(|path| path.starts_with("/other"))
    );
    assert_eq!(server.seen().len() - asked, 5);
}
