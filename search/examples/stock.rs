//! The same as `rank`, by tantivy as it comes: its German analyser, its query parser, its order. Arguments and output
//! as there.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is what it is for"
)]
#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot be made must end"
)]

use serde_json::Value;
use std::fs;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, TantivyDocument, doc};

const PLACES: [(&str, f32); 4] = [
    ("title", 5.0),
    ("description", 1.0),
    ("theme_words", 1.0),
    ("organisation", 1.0),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, queries, hits, times, repeat] = arguments.as_slice() else {
        eprintln!("arguments: documents, queries, hits, times, repeat");
        std::process::exit(2);
    };
    let documents = fs::read_to_string(documents).expect("documents");
    let queries = fs::read_to_string(queries).expect("queries");
    let hits: usize = hits.parse().expect("a number of hits");
    let times: u64 = times.parse().expect("a number of times");
    let repeat: u32 = repeat.parse().expect("a number of times");
    let began = Instant::now();
    let (index, number, places) = build(&documents, times);
    let built_s = began.elapsed().as_secs_f64();
    let mut parser = QueryParser::for_index(&index, places.to_vec());
    for (field, (_, weight)) in places.iter().zip(PLACES) {
        parser.set_field_boost(*field, weight);
    }
    let searcher = index.reader().expect("a reader").searcher();
    println!("{built_s:.2}\t0\t{}", searcher.num_docs());
    for text in queries.lines() {
        let mut took_ms = f64::INFINITY;
        let mut answer = (0, Vec::new());
        for _ in 0..repeat {
            let began = Instant::now();
            let (query, _) = parser.parse_query_lenient(text);
            answer = searcher
                .search(&query, &(Count, TopDocs::with_limit(hits).order_by_score()))
                .expect("an answer");
            took_ms = took_ms.min(began.elapsed().as_secs_f64() * 1000.0);
        }
        let (total, top) = answer;
        let found: Vec<String> = top
            .into_iter()
            .map(|(_, address)| {
                let found: TantivyDocument = searcher.doc(address).expect("a document");
                let value = found.get_first(number).and_then(|value| value.as_u64());
                value.unwrap_or_default().to_string()
            })
            .collect();
        println!("{took_ms:.3}\t{total}\t{}", found.join(" "));
    }
}

fn build(documents: &str, times: u64) -> (Index, Field, [Field; PLACES.len()]) {
    let mut schema = Schema::builder();
    let number = schema.add_u64_field("number", FAST | tantivy::schema::STORED);
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("german")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let places = PLACES.map(|(name, _)| schema.add_text_field(name, options.clone()));
    let index = Index::create_in_ram(schema.build());
    let german = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(60))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::German))
        .build();
    index.tokenizers().register("german", german);
    let mut writer = index
        .writer_with_num_threads(1, 50_000_000)
        .expect("a writer");
    let sources: Vec<Value> = documents
        .lines()
        .map(|line| serde_json::from_str(line).expect("a document"))
        .collect();
    let mut next = 0_u64;
    for _ in 0..times {
        for source in &sources {
            let mut document = doc!(number => next);
            next += 1;
            for (field, (name, _)) in places.iter().zip(PLACES) {
                document.add_text(*field, source[name].as_str().unwrap_or_default());
            }
            writer.add_document(document).expect("a document");
        }
    }
    writer.commit().expect("a commit");
    (index, number, places)
}
