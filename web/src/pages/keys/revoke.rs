//! Taking a key back, after a second look.

use super::line::KeyLine;
use super::{Shown, Whose};
use crate::form::Fields;
use crate::pages::account::head::View;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_model::{AccessKeyId, Kind};

#[derive(Template)]
#[template(path = "revoke_key.html")]
struct RevokePage {
    shell: Shell,
    w: Words,
    line: KeyLine,
    action: String,
    back: String,
}

/// `GET /konto/schluessel/{key}/zuruecknehmen`
pub(crate) async fn ask(visitor: Visitor, Path(key): Path<String>) -> PageResult {
    let shown = Shown::own(&visitor).await?;
    asking(&visitor, &shown, &key)
}

/// `GET /haeuser/{organisation}/schluessel/{key}/zuruecknehmen`
pub(crate) async fn ask_house(
    visitor: Visitor,
    Path((slug, key)): Path<(String, String)>,
) -> PageResult {
    let shown = Shown::of_house(&visitor, &slug).await?;
    asking(&visitor, &shown, &key)
}

/// `POST /konto/schluessel/{key}/zuruecknehmen`
pub(crate) async fn revoke(
    visitor: Visitor,
    Path(key): Path<String>,
    _fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    hub.revoke_own_key(&visitor.principal, known(&key)?).await?;
    Ok(back(View::Keys.href()))
}

/// `POST /haeuser/{organisation}/schluessel/{key}/zuruecknehmen`
pub(crate) async fn revoke_house(
    visitor: Visitor,
    Path((slug, key)): Path<(String, String)>,
    _fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    hub.revoke_house_key(&visitor.principal, &slug, known(&key)?)
        .await?;
    Ok(back(&format!("/haeuser/{slug}/schluessel")))
}

fn asking(visitor: &Visitor, shown: &Shown, key: &str) -> PageResult {
    let w = visitor.words;
    let id = known(key)?;
    let mut keys = shown.keys.iter();
    let view = keys
        .find(|view| view.key.id == id && view.holds)
        .ok_or_else(missing)?;
    let list = shown.whose.href();
    let place = match shown.whose {
        Whose::Own => Place::Account,
        Whose::House(_) => Place::Houses,
    };
    let title = w.t("keys-title");
    page(&RevokePage {
        shell: Shell::new(visitor, place, w.t("key-revoke")).below(&[(&*list, &*title)]),
        w,
        line: KeyLine::of(w, view, &list),
        action: format!("{list}/{id}/zuruecknehmen"),
        back: list,
    })
}

fn back(list: &str) -> Response {
    let done = Query::default().with("getan", "zurueckgenommen");
    Redirect::to(&done.href(list)).into_response()
}

fn known(key: &str) -> Result<AccessKeyId, Refusal> {
    key.parse().map_err(|_error| missing())
}

fn missing() -> Refusal {
    Refusal::new(Kind::NotFound, "no_such_key")
}
