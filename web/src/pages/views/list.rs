//! The list of views.

use super::{href, keeper};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Shell, sign_in_href};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::ViewCard;

/// A line of the list.
struct Line {
    href: String,
    title: String,
    name: String,
    about: Option<String>,
    keeper: String,
    circle: String,
    when: String,
}

#[derive(Template)]
#[template(path = "views/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    text: String,
    lines: Vec<Line>,
    /// Whether there is no view at all for this reader.
    is_empty: bool,
    is_removed: bool,
    sign_in_href: Option<String>,
}

/// `GET /sichten`; `?q=` narrows what is listed.
pub(crate) async fn list(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let text = query.get("q").unwrap_or_default().to_owned();
    let cards = visitor.hub().views(&visitor.principal).await?;
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let found = cards
        .iter()
        .filter(|card| words.iter().all(|word| tells(card, word)));
    page(&ListPage {
        shell: shell_of_list(&visitor),
        w,
        lines: found.map(|card| line(w, card)).collect(),
        is_empty: cards.is_empty(),
        is_removed: query.get("entfernt").is_some(),
        sign_in_href: (!visitor.is_signed_in()).then(|| sign_in_href(&visitor.here)),
        text,
    })
}

fn shell_of_list(visitor: &Visitor) -> Shell {
    let title = visitor.words.t("views-title");
    let analysis = visitor.words.t("nav-analysis");
    Shell::new(visitor, crate::shell::Place::Analysis, title).below(&[("/auswertung", &analysis)])
}

fn tells(card: &ViewCard, word: &str) -> bool {
    let edition = &card.view.edition;
    let texts = [
        edition.title.as_str(),
        edition.description.as_str(),
        card.view.name.as_str(),
        card.organisation.name.as_str(),
    ];
    texts.iter().any(|text| text.to_lowercase().contains(word))
}

fn line(w: Words, card: &ViewCard) -> Line {
    let edition = &card.view.edition;
    let about = super::paragraphs(&edition.description);
    Line {
        href: href(card.view.name.as_str()),
        title: edition.title.clone(),
        name: format!("sichten.{}", card.view.name),
        about: about.into_iter().next(),
        keeper: keeper(w, &card.organisation.name, card.saved_by.as_deref()),
        circle: w.code("view-circle", edition.circle.code()).into_owned(),
        when: w.relative(edition.saved_at),
    }
}
