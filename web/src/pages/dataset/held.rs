//! A version that waits: what it does otherwise, and the decision about it.

use super::edit::not_a_steward;
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::form::Fields;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{Acceptance, DriftExample, HeldView};
use hebewerk_model::{Drift, DriftKind};

#[derive(Template)]
#[template(path = "dataset/held.html")]
struct HeldPage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    held: Option<Compared>,
}

/// What waits beside what holds.
struct Compared {
    delivery: String,
    headline: String,
    lead: String,
    caption: String,
    before: String,
    rows_before: u64,
    rows_after: u64,
    changes: Vec<ChangeLine>,
    keeps: Vec<Keep>,
    accept_text: String,
    /// Whether it takes a release to make it current: nobody accepts it alone.
    needs_release: bool,
    refuse_text: String,
}

/// One thing that is otherwise.
struct ChangeLine {
    sentence: String,
    /// The table, where there are several.
    table: Option<String>,
    is_grave: bool,
    before: String,
    after: String,
}

/// A name that may be kept.
struct Keep {
    name: String,
    words: String,
}

/// `GET /daten/{organisation}/{dataset}/freigabe`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let view = load(&visitor, &path, &query).await?;
    if !view.may_maintain {
        return Err(not_a_steward());
    }
    let w = visitor.words;
    let head = Head::of(&visitor, &path, &view, View::Held);
    page(&HeldPage {
        shell: head.shell(&visitor, View::Held),
        w,
        action: format!("{}/freigabe", path.href()),
        held: view.held.as_ref().map(|held| compared(w, held)),
        head,
    })
}

/// `POST /daten/{organisation}/{dataset}/freigabe`: accepts or refuses what waits.
pub(crate) async fn decide(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let invalid = || Refusal::invalid("invalid_request");
    let delivery = fields.text("lieferung").parse();
    let delivery = delivery.map_err(|_error| invalid())?;
    match fields.text("entscheidung") {
        "annehmen" => {
            let acceptance = Acceptance {
                delivery,
                keep_names: fields.all("behalten").map(str::to_owned).collect(),
            };
            accept(&visitor, &path, acceptance).await?;
            Ok(decided(&path, "angenommen"))
        }
        "ablehnen" => {
            let (organisation, dataset) = (&path.organisation, &path.dataset);
            visitor
                .hub()
                .refuse_held(&visitor.principal, organisation, dataset, delivery)
                .await?;
            Ok(decided(&path, "abgelehnt"))
        }
        _ => Err(invalid()),
    }
}

/// `POST /daten/{organisation}/{dataset}/immer-annehmen`: whether deliveries wait at all.
pub(crate) async fn take_all(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let takes_all = fields.text("immer") == "ja";
    visitor
        .hub()
        .set_takes_all(&visitor.principal, organisation, dataset, takes_all)
        .await?;
    let saved = Query::default().with("gespeichert", "ja");
    Ok(Redirect::to(&saved.href(&path.href())).into_response())
}

/// Accepts to the end, also when the browser does not wait.
async fn accept(
    visitor: &Visitor,
    path: &DatasetPath,
    acceptance: Acceptance,
) -> Result<(), Refusal> {
    let hub = visitor.state.hub.clone();
    let (principal, path) = (visitor.principal.clone(), path.clone());
    let accepting = tokio::spawn(async move {
        hub.accept_held(&principal, &path.organisation, &path.dataset, acceptance)
            .await
    });
    accepting.await.map_err(Refusal::internal)??;
    Ok(())
}

fn decided(path: &DatasetPath, how: &str) -> Response {
    let query = Query::default().with("freigabe", how);
    Redirect::to(&query.href(&path.href())).into_response()
}

fn compared(w: Words, held: &HeldView) -> Compared {
    let waiting = &held.waiting;
    let count = waiting.drifts.len();
    let (holds, next) = (waiting.holds.0, waiting.holds.0 + 1);
    let several = waiting
        .drifts
        .iter()
        .any(|drift| drift.table != waiting.drifts[0].table);
    let nothing = DriftExample::default();
    let changes = waiting.drifts.iter().enumerate().map(|(place, drift)| {
        let example = held.examples.get(place).unwrap_or(&nothing);
        ChangeLine {
            sentence: hebewerk_words::finding(w.language, &drift.finding()),
            table: Some(drift.table.clone()).filter(|table| several && !table.is_empty()),
            is_grave: drift.is_grave,
            before: values(w, &example.before),
            after: values(w, &example.after),
        }
    });
    Compared {
        delivery: waiting.delivery.to_string(),
        headline: w.t1("held-headline", "count", count).into_owned(),
        lead: w
            .t_with(
                "held-lead",
                &[
                    ("file", &waiting.file_name),
                    ("when", &w.moment(waiting.since)),
                    ("version", &holds),
                ],
            )
            .into_owned(),
        caption: w
            .t2("held-caption", "count", count, "version", holds)
            .into_owned(),
        before: w.t1("held-before", "version", holds).into_owned(),
        rows_before: waiting.rows_before,
        rows_after: waiting.rows_after,
        changes: changes.collect(),
        keeps: waiting
            .drifts
            .iter()
            .filter_map(|drift| keep(w, drift))
            .collect(),
        needs_release: waiting
            .drifts
            .iter()
            .any(|drift| drift.kind == DriftKind::NotReleased),
        accept_text: w
            .t2("held-accept-text", "version", next, "holds", holds)
            .into_owned(),
        refuse_text: w.t1("held-refuse-text", "holds", holds).into_owned(),
    }
}

fn keep(w: Words, drift: &Drift) -> Option<Keep> {
    let name = drift.name_before.as_ref()?;
    let is = drift.is.as_ref()?;
    (drift.kind == DriftKind::ColumnRenamed).then(|| Keep {
        name: name.clone(),
        words: w.t2("held-keep-one", "is", is, "name", name).into_owned(),
    })
}

fn values(w: Words, values: &[String]) -> String {
    if values.is_empty() {
        return String::new();
    }
    w.t1("held-values", "values", values.join(", "))
        .into_owned()
}
