//! Answers queries over a catalogue in a file, and says how long each took. Run by `cargo xtask bench search`.
//!
//! Arguments: documents (JSON lines: title, description, theme, organisation, tags, columns), queries (a line each),
//! hits wanted, how often the documents are multiplied, how often each query is asked (the fastest counts). Prints a line a query: milliseconds, hits, their numbers; and
//! first what building took.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is what it is for"
)]
#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot be made must end"
)]

use hebewerk_guard::Audience;
use hebewerk_hub::ports::{Facets, IndexDocument, SearchIndex, SearchRequest};
use hebewerk_model::DatasetId;
use hebewerk_search::GermanIndex;
use serde_json::Value;
use std::fs;
use std::time::Instant;

/// Documents given to the index at once, as the hub does when it fills it.
const STEP: usize = 5_000;
/// Hits of one page of the index.
const PAGE: usize = 200;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, queries, hits, times, repeat] = arguments.as_slice() else {
        eprintln!("arguments: documents, queries, hits, times, repeat");
        std::process::exit(2);
    };
    let documents = fs::read_to_string(documents).expect("documents");
    let queries = fs::read_to_string(queries).expect("queries");
    let hits: usize = hits.parse().expect("a number of hits");
    let times: usize = times.parse().expect("a number of times");
    let repeat: u32 = repeat.parse().expect("a number of times");
    let sources: Vec<Value> = documents
        .lines()
        .map(|line| serde_json::from_str(line).expect("a document"))
        .collect();
    let folder = tempfile::TempDir::new().expect("a folder");
    let index = GermanIndex::open(folder.path()).expect("an index");
    let began = Instant::now();
    let count = sources.len() * times;
    let numbers: Vec<usize> = (0..count).collect();
    for (number, step) in numbers.chunks(STEP).enumerate() {
        let put = step.iter().map(|number| document(*number, &sources));
        index
            .update(put.collect(), vec![], number as i64 + 1)
            .await
            .expect("an update");
    }
    let built_s = began.elapsed().as_secs_f64();
    let began = Instant::now();
    ask(&index, "Baum", 10).await;
    let first_ms = began.elapsed().as_secs_f64() * 1000.0;
    println!("{built_s:.2}\t{first_ms:.1}\t{count}");
    for query in queries.lines() {
        let mut took_ms = f64::INFINITY;
        let mut answer = (0, Vec::new());
        for _ in 0..repeat {
            let began = Instant::now();
            answer = ask(&index, query, hits).await;
            took_ms = took_ms.min(began.elapsed().as_secs_f64() * 1000.0);
        }
        let (total, found) = answer;
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        println!("{took_ms:.3}\t{total}\t{}", found.join(" "));
    }
}

/// The hits of a query, page by page, each with all facets counted.
async fn ask(index: &GermanIndex, text: &str, hits: usize) -> (u64, Vec<u128>) {
    let mut found = Vec::new();
    loop {
        let request = SearchRequest {
            text: text.to_owned(),
            facets: Facets::default(),
            knows: vec![Audience::Public],
            reads: vec![Audience::Public],
            offset: found.len(),
            limit: (hits - found.len()).min(PAGE),
        };
        let result = index.search(&request).await.expect("an answer");
        let page = result.hits.len();
        let numbers = result.hits.iter();
        found.extend(numbers.map(|hit| hit.dataset.as_uuid().as_u128() - 1));
        if page == 0 || found.len() >= hits {
            return (result.total, found);
        }
    }
}

/// A document of the file; copies of it belong to other places and years.
fn document(number: usize, sources: &[Value]) -> IndexDocument {
    let source = &sources[number % sources.len()];
    let copy = number / sources.len();
    let text = |name: &str| source[name].as_str().unwrap_or_default().to_owned();
    let list = |name: &str| -> Vec<String> {
        let values = source[name].as_array().into_iter().flatten();
        values
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    let place = |copy: usize| format!(" Bezirk {} {}", copy * 7919 % 3_000, 1990 + copy % 36);
    let organisation = text("organisation");
    IndexDocument {
        dataset: DatasetId::from_uuid(uuid::Uuid::from_u128(number as u128 + 1)),
        title: match copy {
            0 => text("title"),
            copy => text("title") + &place(copy),
        },
        description: text("description"),
        tags: list("tags"),
        columns: list("columns"),
        values: vec![],
        organisation: organisation.to_lowercase(),
        organisation_name: organisation,
        theme: source["theme"].as_str().map(str::to_owned),
        format: Some(["csv", "xlsx", "json", "shp"][number % 4].to_owned()),
        visibility: "public".to_owned(),
        licence: None,
        state: "lifted".to_owned(),
        updated_at: number as i64,
        audience: Audience::Public,
    }
}
