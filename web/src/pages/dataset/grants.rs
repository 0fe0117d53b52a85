//! Who may read a dataset and why: its circle, and what was granted to others.

mod form;
mod line;
mod revoke;

pub(crate) use self::form::give;
pub(crate) use self::revoke::{ask as ask_revoke, revoke};

use self::form::Form;
use self::line::GrantLine;
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use hebewerk_hub::DatasetGrants;
use hebewerk_model::Visibility;

#[derive(Template)]
#[template(path = "dataset/grants.html")]
struct GrantsPage {
    shell: Shell,
    w: Words,
    head: Head,
    circle: String,
    circle_href: String,
    /// Whether the circle is so wide that a grant changes nothing.
    is_open: bool,
    /// What has just been done.
    done: Option<String>,
    house: String,
    holding: Vec<GrantLine>,
    ended: Vec<GrantLine>,
    /// The form of those who may grant.
    form: Option<Form>,
}

/// `GET /daten/{organisation}/{dataset}/berechtigungen`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let grants = granted(&visitor, &path).await?;
    let done = match query.get("getan") {
        Some("erteilt") => Some("grants-was-given"),
        Some("zurueckgenommen") => Some("grants-was-taken-back"),
        _ => None,
    };
    let form = if grants.may_grant {
        Some(Form::fresh(&visitor, &grants).await?)
    } else {
        None
    };
    let mut template = template(&visitor, &path, &grants, form).await?;
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// The page again, with what was typed and what is wrong with it.
async fn page_again(
    visitor: &Visitor,
    path: &DatasetPath,
    grants: &DatasetGrants,
    form: Form,
) -> PageResult {
    let template = template(visitor, path, grants, Some(form)).await?;
    page_with(StatusCode::BAD_REQUEST, &template)
}

/// The grants of the dataset of an address.
async fn granted(visitor: &Visitor, path: &DatasetPath) -> Result<DatasetGrants, Refusal> {
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let hub = visitor.hub();
    Ok(hub
        .grants(&visitor.principal, organisation, dataset)
        .await?)
}

async fn template(
    visitor: &Visitor,
    path: &DatasetPath,
    grants: &DatasetGrants,
    form: Option<Form>,
) -> Result<GrantsPage, Refusal> {
    let w = visitor.words;
    let view = load(visitor, path, &Query::default()).await?;
    let head = Head::of(visitor, path, &view, View::Grants);
    let visibility = grants.dataset.visibility;
    let lines = |holds: bool| {
        let lines = grants.grants.iter().filter(|grant| grant.holds == holds);
        lines
            .map(|grant| GrantLine::of(w, path, grant, grants.may_grant))
            .collect()
    };
    let circle = format!("grants-circle-{}", visibility.code());
    Ok(GrantsPage {
        shell: head.shell(visitor, View::Grants),
        w,
        circle: w.t1(&circle, "house", &view.organisation.name).into_owned(),
        circle_href: format!("{}/bearbeiten", path.href()),
        is_open: visibility != Visibility::Office,
        done: None,
        house: view.organisation.name.clone(),
        holding: lines(true),
        ended: lines(false),
        form,
        head,
    })
}

/// The address of the page.
fn href(path: &DatasetPath) -> String {
    format!("{}/berechtigungen", path.href())
}
