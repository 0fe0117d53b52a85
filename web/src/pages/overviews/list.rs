//! The list of pages.

use super::href;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;

struct Line {
    href: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "overviews/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    lines: Vec<Line>,
    is_removed: bool,
    may_make: bool,
}

/// `GET /uebersichten`
pub(crate) async fn list(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let cards = hub.overviews(&visitor.principal).await?;
    let analysis = w.t("nav-analysis");
    let shell = Shell::new(&visitor, Place::Analysis, w.t("overviews-title"));
    page(&ListPage {
        shell: shell.below(&[("/auswertung", &analysis)]),
        w,
        lines: cards
            .iter()
            .map(|card| Line {
                href: href(card.overview.name.as_str()),
                title: card.overview.title.clone(),
                about: format!(
                    "{} · {} · {}",
                    card.organisation.name,
                    w.code("view-circle", card.overview.circle.code()),
                    w.relative(card.overview.saved_at)
                ),
            })
            .collect(),
        is_removed: query.get("entfernt").is_some(),
        may_make: visitor.belongs_here(),
    })
}
