use super::*;
use crate::rdf::RdfForm;
use oxrdf::Dataset;
use oxrdfio::{RdfFormat, RdfParser};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

const GRAPH: &str = r#"
<http://hub/d/1> <http://purl.org/dc/terms/title> "Bäume"@de .
<http://hub/d/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<http://hub/d/1> <http://purl.org/dc/terms/issued> "2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date> .
<http://hub/d/2> <http://purl.org/dc/terms/title> "Straßen"@de .
<http://hub/d/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<http://hub/d/2> <http://purl.org/dc/terms/issued> "2025-05-01"^^<http://www.w3.org/2001/XMLSchema#date> .
"#;

const PREFIXES: &str = "prefix dct: <http://purl.org/dc/terms/>
prefix dcat: <http://www.w3.org/ns/dcat#>
prefix xsd: <http://www.w3.org/2001/XMLSchema#>
";

fn dataset() -> Dataset {
    let parser = RdfParser::from_format(RdfFormat::NTriples);
    parser.for_slice(GRAPH).map(Result::unwrap).collect()
}

fn order(query: &str) -> Order {
    Order {
        query: query.to_owned(),
        solutions: SolutionsForm::Csv,
        statements: RdfForm::NTriples,
        most_solutions: 100,
        most_bytes: 10_000,
        milliseconds: 10_000,
    }
}

fn asked(query: &str) -> Result<String, Mistake> {
    let answered = answer(&dataset(), &order(&format!("{PREFIXES}{query}")))?;
    Ok(String::from_utf8(answered.text).unwrap())
}

#[test]
fn solutions_booleans_and_statements_are_answered() {
    insta::assert_snapshot!(
        asked("select ?title { ?d a dcat:Dataset ; dct:title ?title } order by ?title").unwrap(),
        @r"
    title
    Bäume
    Straßen
    "
    );
    insta::assert_snapshot!(asked("ask { ?d dct:title \"Bäume\"@de }").unwrap(), @"true");
    insta::assert_snapshot!(
        asked("construct { ?d dct:title \"x\" } where { ?d a dcat:Dataset ; dct:title ?title . values ?d { <http://hub/d/1> } { } union { } }")
            .unwrap(),
        @r#"<http://hub/d/1> <http://purl.org/dc/terms/title> "x" ."#
    );
    assert!(
        asked("describe <http://hub/d/2>")
            .unwrap()
            .contains("Straßen")
    );
}

#[test]
fn days_are_compared() {
    let newer = "select ?d { ?d dct:issued ?day filter(?day >= \"2025-01-01\"^^xsd:date) }";
    insta::assert_snapshot!(asked(newer).unwrap(), @r"
    d
    http://hub/d/2
    ");
}

#[test]
fn a_mistake_says_how_far_reading_came() {
    let Err(Mistake::Syntax {
        line,
        column,
        expected,
    }) = asked("select ?d { ?d a }")
    else {
        panic!("it is none")
    };
    assert_eq!((line, column), (Some(4), Some(19)), "{expected}");
    assert!(!expected.is_empty());
}

#[test]
fn what_is_no_question_to_this_graph_is_refused_by_name() {
    assert_eq!(
        asked("insert data { <http://hub/d/3> dct:title \"x\" }"),
        Err(Mistake::Update)
    );
    assert_eq!(
        asked("load <http://elsewhere.example/x>"),
        Err(Mistake::Update)
    );
    assert_eq!(
        asked("select * from <http://elsewhere.example/x> { ?s ?p ?o }"),
        Err(Mistake::Graphs)
    );
    assert_eq!(
        asked("select * { service <http://127.0.0.1/> { ?s ?p ?o } }"),
        Err(Mistake::Service)
    );
    assert_eq!(
        asked("select (<http://x.example/f>(1) as ?y) { }"),
        Err(Mistake::Function {
            name: "http://x.example/f".to_owned()
        })
    );
}

#[test]
fn an_answer_is_whole_or_none() {
    let mut few = order("select * { ?s ?p ?o }");
    few.most_solutions = 5;
    assert_eq!(answer(&dataset(), &few), Err(Mistake::TooManySolutions));
    few.most_solutions = 6;
    assert!(answer(&dataset(), &few).is_ok());
    few.most_bytes = 100;
    assert_eq!(answer(&dataset(), &few), Err(Mistake::TooLong));
    let mut statements = order("construct where { ?s ?p ?o }");
    statements.most_solutions = 5;
    assert_eq!(
        answer(&dataset(), &statements),
        Err(Mistake::TooManySolutions)
    );
}

/// What the child says, kept.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(piece)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_child_answers_one_order_after_the_other() {
    let begin = Begin {
        graph_bytes: GRAPH.len() as u64,
        memory_bytes: 7,
    };
    let ask = order("ask { ?s ?p ?o }");
    let wrong = order("ask {");
    let mut input = serde_json::to_string(&begin).unwrap();
    input.push('\n');
    input.push_str(GRAPH);
    for order in [&ask, &wrong, &ask] {
        input.push_str(&serde_json::to_string(order).unwrap());
        input.push('\n');
    }
    let said = Said::default();
    serve(
        io::Cursor::new(input.into_bytes()),
        said.clone(),
        |memory_bytes| {
            assert_eq!(memory_bytes, 7);
            Ok(())
        },
    );
    let said = String::from_utf8(said.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.first(), Some(&"\"ready\""));
    let answered = r#"true{"mistake":{"syntax":"#;
    assert!(
        lines.get(2).is_some_and(|line| line.starts_with(answered)),
        "{said}"
    );
    assert!(said.ends_with("true"), "{said}");
}
