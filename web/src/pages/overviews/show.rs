//! A page put together of views, as its reader may see it.

use super::part::{PartView, parts};
use super::{href, shell};
use crate::pages::analysis::Mark;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;

#[derive(Template)]
#[template(path = "overviews/show.html")]
struct OverviewPage {
    shell: Shell,
    w: Words,
    done: Option<String>,
    title: String,
    about: String,
    answered: String,
    parts: Vec<PartView>,
    action: String,
    may_change: bool,
    embed: Option<String>,
}

/// `GET /uebersichten/{name}`
pub(crate) async fn show(visitor: Visitor, Path(name): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let card = visitor.hub().overview(&visitor.principal, &name).await?;
    let overview = &card.overview;
    let done = match query.get("getan") {
        Some("gespeichert") => Some(w.t("overview-done").into_owned()),
        _ => None,
    };
    let settings = &visitor.state.settings;
    let may_embed = card.may_change && !settings.embed_in.is_empty();
    page(&OverviewPage {
        shell: shell(&visitor, overview.title.clone(), None),
        w,
        done,
        title: overview.title.clone(),
        about: format!(
            "{} · {}",
            card.organisation.name,
            w.code("view-circle", overview.circle.code())
        ),
        answered: w
            .t1("overview-answered", "when", w.moment(w.now))
            .into_owned(),
        parts: parts(&visitor, &overview.parts).await?,
        action: href(overview.name.as_str()),
        may_change: card.may_change,
        embed: may_embed.then(|| format!("/einbetten/{}", overview.name)),
    })
}
