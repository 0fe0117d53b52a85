//! `GET /sparql` and `POST /sparql` (SPARQL 1.1 Protocol § 2.1): a query as a parameter, as a field of a form, or as the body.

use super::description::description;
use super::process::Outcome;
use super::wanted::{Wanted, wanted};
use super::{Desk, page};
use crate::dcat::{Addresses, media_type, open_answer};
use crate::form::broken;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use hebewerk_exchange::rdf::write;
use hebewerk_exchange::sparql::{AnswerKind, Mistake};
use hebewerk_model::Kind;

/// Longest query in bytes.
const LONGEST: usize = 64 << 10;
/// The same as it travels, with everything written as `%20`.
const LONGEST_BODY: usize = 4 * LONGEST;

/// `GET /sparql`
pub(crate) async fn show(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    desk(&visitor)?;
    let wanted = wanted(&headers, &query)?;
    if let Some(text) = text(&query)? {
        return respond(&visitor, &headers, text, wanted).await;
    }
    if wanted.page {
        return page::empty(&visitor);
    }
    let addresses = Addresses::below(visitor.base_url(&headers));
    let graph = description(&addresses, &visitor.state.settings.hub_title);
    let form = wanted.statements;
    let text = write(&graph, form).map_err(Refusal::internal)?;
    Ok(open_answer(&headers, text, form.media_type()))
}

/// `POST /sparql`: nothing is changed by it, and it is answered as nobody in particular, so it needs no proof of its origin.
pub(crate) async fn receive(
    visitor: Visitor,
    headers: HeaderMap,
    query: Query,
    body: Body,
) -> PageResult {
    desk(&visitor)?;
    let bytes = axum::body::to_bytes(body, LONGEST_BODY).await;
    let bytes = bytes.map_err(broken)?;
    let asked = match content_type(&headers) {
        "application/x-www-form-urlencoded" => {
            let fields = form_urlencoded::parse(&bytes).into_owned();
            Query(query.0.into_iter().chain(fields).collect())
        }
        "application/sparql-query" => {
            let text = String::from_utf8(bytes.into());
            let text = text.map_err(|_bytes| Refusal::invalid("sparql_unreadable"))?;
            query.and("query", text)
        }
        "application/sparql-update" => return Err(update()),
        _ => {
            let refusal = Refusal::invalid("sparql_media_type");
            return Err(refusal.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
    };
    let wanted = wanted(&headers, &asked)?;
    let Some(text) = text(&asked)? else {
        return Err(Refusal::invalid("sparql_missing"));
    };
    respond(&visitor, &headers, text, wanted).await
}

fn desk(visitor: &Visitor) -> Result<&Desk, Refusal> {
    visitor
        .state
        .house
        .sparql
        .as_deref()
        .ok_or_else(Refusal::not_found)
}

fn content_type(headers: &HeaderMap) -> &str {
    let text = headers.get(header::CONTENT_TYPE);
    let text = text
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    text.split(';').next().unwrap_or_default().trim()
}

/// The query, if the request has one and asks for nothing else.
fn text(query: &Query) -> Result<Option<&str>, Refusal> {
    if query.get("update").is_some() {
        return Err(update());
    }
    let graphs = ["default-graph-uri", "named-graph-uri"];
    if graphs.into_iter().any(|name| query.get(name).is_some()) {
        return Err(refusal(Mistake::Graphs));
    }
    let text = query.get("query");
    if text.is_some_and(|text| text.len() > LONGEST) {
        let refusal = Refusal::invalid("sparql_too_long");
        let refusal = refusal.with_status(StatusCode::PAYLOAD_TOO_LARGE);
        return Err(refusal.with("most", LONGEST / 1024));
    }
    Ok(text)
}

async fn respond(visitor: &Visitor, headers: &HeaderMap, text: &str, wanted: Wanted) -> PageResult {
    let desk = desk(visitor)?;
    let base = visitor.base_url(headers);
    if wanted.page {
        let asked = (text, page::forms());
        return match desk.ask(visitor, base, asked).await {
            Ok(Ok((kind, answer))) => page::answered(visitor, text, kind, &answer),
            Ok(Err(mistake)) => page::refused(visitor, text, &refusal(mistake)),
            Err(refusal) if refusal.kind != Kind::Internal => {
                page::refused(visitor, text, &refusal)
            }
            Err(refusal) => Err(refusal),
        };
    }
    let outcome = desk.ask(visitor, base, (text, wanted)).await?;
    plain(headers, outcome, wanted)
}

fn plain(headers: &HeaderMap, outcome: Outcome, wanted: Wanted) -> Result<Response, Refusal> {
    let (kind, text) = outcome.map_err(refusal)?;
    let media_type = match kind {
        AnswerKind::Solutions | AnswerKind::Boolean => wanted.solutions.media_type(),
        AnswerKind::Statements => {
            let form = wanted.statements;
            media_type(form.extension(), form)
        }
    };
    let mut response = open_answer(headers, text, media_type);
    // A file that a browser opens is not a page of ours.
    let file = HeaderValue::from_static("default-src 'none'; sandbox");
    let policy = header::CONTENT_SECURITY_POLICY;
    response.headers_mut().insert(policy, file);
    Ok(response)
}

fn update() -> Refusal {
    refusal(Mistake::Update)
}

/// What a mistake is to whoever made it.
fn refusal(mistake: Mistake) -> Refusal {
    match mistake {
        Mistake::Syntax {
            line: Some(line),
            column: Some(column),
            expected,
        } => Refusal::invalid("sparql_syntax")
            .with("line", line)
            .with("column", column)
            .with("expected", expected),
        Mistake::Syntax { .. } => Refusal::invalid("sparql_unreadable"),
        Mistake::Update => Refusal::invalid("sparql_update"),
        Mistake::Graphs => Refusal::invalid("sparql_graphs"),
        Mistake::Service => Refusal::invalid("sparql_service"),
        Mistake::Function { name } => Refusal::invalid("sparql_function").with("name", name),
        Mistake::TooManySolutions => Refusal::invalid("sparql_too_many"),
        Mistake::TooLong => Refusal::invalid("sparql_answer_too_long"),
        Mistake::Evaluation => Refusal::invalid("sparql_evaluation"),
    }
}
