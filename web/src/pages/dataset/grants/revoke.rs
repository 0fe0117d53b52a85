//! Taking a grant back, after a second look.

use super::line::GrantLine;
use super::{granted, href};
use crate::form::Fields;
use crate::pages::dataset::DatasetPath;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_guard::Rule;
use hebewerk_model::{GrantId, Kind};
use serde::Deserialize;

/// Path of a grant.
#[derive(Deserialize)]
pub(crate) struct GrantPath {
    organisation: String,
    dataset: String,
    grant: String,
}

#[derive(Template)]
#[template(path = "dataset/revoke_grant.html")]
struct RevokePage {
    shell: Shell,
    w: Words,
    line: GrantLine,
    action: String,
    back: String,
}

/// `GET /daten/{organisation}/{dataset}/berechtigungen/{grant}/zuruecknehmen`
pub(crate) async fn ask(visitor: Visitor, Path(path): Path<GrantPath>) -> PageResult {
    let w = visitor.words;
    let (path, id) = path.parts()?;
    let grants = granted(&visitor, &path).await?;
    if !grants.may_grant {
        return Err(not_an_owner());
    }
    let mut known = grants.grants.iter();
    let grant = known
        .find(|view| view.grant.id == id && view.holds)
        .ok_or_else(|| Refusal::new(Kind::NotFound, "no_such_grant"))?;
    let line = GrantLine::of(w, &path, grant, true);
    let (find, back) = (w.t("nav-find"), href(&path));
    let title = &grants.dataset.description.title;
    let steps = [
        ("/daten", &*find),
        (&*path.href(), title),
        (&*back, &*w.t("grants-view")),
    ];
    page(&RevokePage {
        shell: Shell::new(&visitor, Place::Find, w.t("grants-revoke")).below(&steps),
        w,
        action: format!("{back}/{id}/zuruecknehmen"),
        line,
        back: back.clone(),
    })
}

/// `POST /daten/{organisation}/{dataset}/berechtigungen/{grant}/zuruecknehmen`
pub(crate) async fn revoke(
    visitor: Visitor,
    Path(path): Path<GrantPath>,
    _fields: Fields,
) -> PageResult {
    let (path, id) = path.parts()?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    visitor
        .hub()
        .revoke_grant(&visitor.principal, organisation, dataset, id)
        .await?;
    let done = Query::default().with("getan", "zurueckgenommen");
    Ok(Redirect::to(&done.href(&href(&path))).into_response())
}

impl GrantPath {
    fn parts(self) -> Result<(DatasetPath, GrantId), Refusal> {
        let id = self.grant.parse();
        let id = id.map_err(|_error| Refusal::new(Kind::NotFound, "no_such_grant"))?;
        let path = DatasetPath {
            organisation: self.organisation,
            dataset: self.dataset,
        };
        Ok((path, id))
    }
}

fn not_an_owner() -> Refusal {
    let mut refusal = Refusal::new(Kind::Forbidden, Rule::NotAnOwner.code());
    refusal.rule = Some(Rule::NotAnOwner);
    refusal
}
