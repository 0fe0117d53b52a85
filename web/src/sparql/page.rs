//! The page on which people ask: a field, examples, and the answer as a table.

use super::wanted::Wanted;
use crate::pages::refused::sentence;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_exchange::sparql::{AnswerKind, SolutionsForm};
use serde_json::Value;

/// Rows shown; all of them are in the files.
const ROWS: usize = 200;
/// Characters of statements shown.
const CHARACTERS: usize = 20_000;

const NAMES: &str = "PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
";

/// Questions people may begin with: the key of their words, and the query.
const EXAMPLES: [(&str, &str); 3] = [
    (
        "sparql-example-houses",
        "SELECT ?haus (COUNT(DISTINCT ?datensatz) AS ?anzahl) WHERE {
  ?datensatz a dcat:Dataset ; dct:publisher/foaf:name ?haus .
} GROUP BY ?haus ORDER BY DESC(?anzahl)",
    ),
    (
        "sparql-example-files",
        "SELECT ?titel ?datei WHERE {
  ?datensatz a dcat:Dataset ; dct:title ?titel ; dcat:distribution/dcat:downloadURL ?datei .
  FILTER(CONTAINS(STR(?datei), \".csv\"))
} ORDER BY ?titel LIMIT 50",
    ),
    (
        "sparql-example-new",
        "SELECT ?titel ?geaendert WHERE {
  ?datensatz a dcat:Dataset ; dct:title ?titel ; dct:modified ?geaendert .
} ORDER BY DESC(?geaendert) LIMIT 10",
    ),
];

/// A value of a row.
struct Cell {
    text: String,
    /// Where it leads, if it is the address of something.
    href: Option<String>,
}

/// What was found.
enum Found {
    Rows {
        heads: Vec<String>,
        rows: Vec<Vec<Option<Cell>>>,
        summary: String,
        is_cut: bool,
    },
    Said(String),
    Statements {
        text: String,
        is_cut: bool,
    },
}

#[derive(Template)]
#[template(path = "sparql.html")]
struct SparqlPage {
    shell: Shell,
    w: Words,
    query: String,
    mistake: Option<String>,
    found: Option<Found>,
    /// Forms the answer can be had in: names for addresses and for people.
    forms: Vec<(&'static str, &'static str)>,
    examples: Vec<(String, String)>,
}

/// In which forms the page wants its answers.
pub(super) const fn forms() -> Wanted {
    Wanted {
        page: true,
        solutions: SolutionsForm::Json,
        statements: RdfForm::Turtle,
    }
}

/// Before anything was asked.
pub(super) fn empty(visitor: &Visitor) -> PageResult {
    let (_name, first) = EXAMPLES[0];
    page(&template(visitor, format!("{NAMES}\n{first}"), None, None))
}

/// With the answer.
pub(super) fn answered(
    visitor: &Visitor,
    query: &str,
    kind: AnswerKind,
    answer: &[u8],
) -> PageResult {
    let w = visitor.words;
    let found = if kind == AnswerKind::Statements {
        let text = String::from_utf8_lossy(answer);
        Found::Statements {
            is_cut: text.chars().count() > CHARACTERS,
            text: text.chars().take(CHARACTERS).collect(),
        }
    } else {
        let document = serde_json::from_slice(answer).map_err(Refusal::internal)?;
        found(w, &document)
    };
    page(&template(visitor, query.to_owned(), Some(found), None))
}

/// With what is wrong.
pub(super) fn refused(visitor: &Visitor, query: &str, refusal: &Refusal) -> PageResult {
    let sentence = sentence(&visitor.words, refusal);
    let template = template(visitor, query.to_owned(), None, Some(sentence));
    let mut response = page_with(refusal.status, &template)?;
    if let Some(seconds) = refusal.retry_after_seconds {
        let header = axum::http::header::RETRY_AFTER;
        response.headers_mut().insert(header, seconds.into());
    }
    Ok(response)
}

fn template(
    visitor: &Visitor,
    query: String,
    found: Option<Found>,
    mistake: Option<String>,
) -> SparqlPage {
    let w = visitor.words;
    let forms = match &found {
        Some(Found::Statements { .. }) => {
            vec![("ttl", "Turtle"), ("rdf", "RDF/XML"), ("json", "JSON-LD")]
        }
        _ => vec![
            ("csv", "CSV"),
            ("json", "JSON"),
            ("xml", "XML"),
            ("tsv", "TSV"),
        ],
    };
    let examples = EXAMPLES.into_iter().map(|(name, example)| {
        let href = Query::default().with("query", format!("{NAMES}\n{example}"));
        (w.t(name).into_owned(), href.href(super::PATH))
    });
    SparqlPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("sparql-title")),
        w,
        query,
        mistake,
        found,
        forms,
        examples: examples.collect(),
    }
}

/// From SPARQL 1.1 Query Results JSON to rows.
fn found(w: Words, document: &Value) -> Found {
    if let Some(is_so) = document["boolean"].as_bool() {
        let key = if is_so { "sparql-yes" } else { "sparql-no" };
        return Found::Said(w.t(key).into_owned());
    }
    let none = Vec::new();
    let heads: Vec<String> = document["head"]["vars"]
        .as_array()
        .unwrap_or(&none)
        .iter()
        .filter_map(|head| head.as_str().map(str::to_owned))
        .collect();
    let solutions = document["results"]["bindings"].as_array().unwrap_or(&none);
    let rows = solutions.iter().take(ROWS);
    let rows = rows.map(|solution| heads.iter().map(|head| cell(&solution[head])).collect());
    Found::Rows {
        rows: rows.collect(),
        summary: w.t1("sparql-rows", "count", solutions.len()).into_owned(),
        is_cut: solutions.len() > ROWS,
        heads,
    }
}

fn cell(term: &Value) -> Option<Cell> {
    let value = term["value"].as_str()?;
    let is_address = term["type"] == "uri";
    let leads = is_address && (value.starts_with("http://") || value.starts_with("https://"));
    Some(Cell {
        text: if term["type"] == "bnode" {
            format!("_:{value}")
        } else {
            value.to_owned()
        },
        href: leads.then(|| value.to_owned()),
    })
}
