//! How a dataset becomes public: checklist, application, decision, and what was decided before.

mod choice;
mod line;
mod write;

pub(crate) use self::write::change;

use self::choice::{Chosen, chosen, columns, reasons};
use self::line::{CheckLine, RemedyLine, Standing, WaitingBox, check_lines, history, remedy_lines};
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use hebewerk_hub::ReleaseView;
use hebewerk_model::Visibility;

#[derive(Template)]
#[template(path = "dataset/release.html")]
struct ReleasePage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    /// What has just been done.
    done: Option<String>,
    /// What is wrong, and with which act.
    mistake: Option<(String, String)>,
    standing: Standing,
    waiting: Option<WaitingBox>,
    /// Sentence above the checklist; none while there is no version.
    checklist: Option<String>,
    checks: Vec<CheckLine>,
    delivery: String,
    is_ready: bool,
    may_apply: bool,
    chosen: Chosen,
    columns: Vec<choice::ColumnChoice>,
    reasons: Vec<choice::ReasonField>,
    /// Remedies, if somebody asked for them.
    remedies: Option<Vec<RemedyLine>>,
    note: String,
    wants_standing: bool,
    /// Sentence of what taking back means, for those who may.
    withdraw: Option<String>,
    history: Vec<(String, String, Option<String>)>,
}

/// `GET /daten/{organisation}/{dataset}/veroeffentlichung`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let done = match query.get("getan") {
        Some("beantragt") => Some("release-done-applied"),
        Some("freigegeben") => Some("release-done-agreed"),
        Some("abgelehnt") => Some("release-done-refused"),
        Some("zurueckgenommen") => Some("release-done-withdrawn"),
        _ => None,
    };
    let mut template = template(&visitor, &path, &query).await?;
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// The page again, with what was typed and what is wrong with it.
async fn page_again(
    visitor: &Visitor,
    path: &DatasetPath,
    typed: &Query,
    mistake: (String, String),
) -> PageResult {
    let mut template = template(visitor, path, typed).await?;
    template.mistake = Some(mistake);
    template.note = typed.get("notiz").map(str::to_owned).unwrap_or_default();
    template.wants_standing = typed.get("dauer").is_some();
    page_with(StatusCode::BAD_REQUEST, &template)
}

async fn template(
    visitor: &Visitor,
    path: &DatasetPath,
    query: &Query,
) -> Result<ReleasePage, Refusal> {
    let w = visitor.words;
    let view = looked_at(visitor, path, query).await?;
    let dataset = load(visitor, path, &Query::default()).await?;
    let head = Head::of(visitor, path, &dataset, View::Release);
    let remedies = if query.get("abhilfe").is_some() && view.may_apply {
        let hub = visitor.hub();
        let (organisation, dataset) = (&path.organisation, &path.dataset);
        let found = hub.release_remedies(&visitor.principal, organisation, dataset, &view.choice);
        Some(remedy_lines(w, &view, &found.await?))
    } else {
        None
    };
    let subject = view.subject.as_ref();
    Ok(ReleasePage {
        shell: head.shell(visitor, View::Release),
        w,
        action: href(path),
        done: None,
        mistake: None,
        standing: Standing::of(w, &view),
        waiting: WaitingBox::of(visitor, &view),
        checklist: subject.map(|subject| {
            let waits = if subject.waits { "true" } else { "false" };
            let number = &subject.version.0;
            w.t_with(
                "release-checklist",
                &[("waits", &waits), ("version", number)],
            )
            .into_owned()
        }),
        checks: check_lines(w, path, &view),
        delivery: subject
            .map(|subject| subject.delivery.to_string())
            .unwrap_or_default(),
        is_ready: view.is_ready(),
        may_apply: view.may_apply,
        chosen: Chosen::of(&view.choice),
        columns: columns(&view),
        reasons: reasons(w, &view.choice),
        remedies,
        note: String::new(),
        wants_standing: view.holding().is_some_and(|words| words.release.standing),
        withdraw: view.may_withdraw.then(|| {
            w.t1("release-withdraw-text", "reach", view.reach)
                .into_owned()
        }),
        history: history(w, &view),
        head,
    })
}

/// The releases of the dataset of an address, with the checklist for what was chosen. A choice that cannot be is none.
async fn looked_at(
    visitor: &Visitor,
    path: &DatasetPath,
    query: &Query,
) -> Result<ReleaseView, Refusal> {
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &visitor.principal;
    let hub = visitor.hub();
    match hub.release(principal, place, chosen(query)).await {
        Ok(view) => Ok(view),
        Err(hebewerk_hub::HubError::Invalid { .. }) => {
            Ok(hub.release(principal, place, None).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The address of the page.
fn href(path: &DatasetPath) -> String {
    format!("{}/veroeffentlichung", path.href())
}

/// Whether a dataset is public.
const fn is_public(view: &ReleaseView) -> bool {
    matches!(view.dataset.visibility, Visibility::Public)
}
