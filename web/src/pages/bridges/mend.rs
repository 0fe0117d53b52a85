//! Giving values of a bridge a partner by hand.

use super::one::understood;
use super::purpose::{Onward, asked};
use crate::form::Fields;
use crate::fragments::options::Choice;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{BridgeCard, MendChoice, Mending};
use hebewerk_model::Description;
use hebewerk_words::date;

/// What a choice says: nothing yet, no partner, think again; a partner begins with a sign of its own.
const LATER: &str = "";
const NONE: &str = "-";
const AGAIN: &str = "~";
const PARTNER: &str = "=";
/// Values one form may hold.
const MOST: usize = 2_000;

/// A value that looks for a partner.
struct OpenLine {
    value: String,
    rows: String,
    choices: Vec<Choice>,
    has_candidates: bool,
}

/// A value somebody decided on.
struct MendedLine {
    value: String,
    partner: Option<String>,
    by: String,
}

#[derive(Template)]
#[template(path = "bridges/mend.html")]
struct MendPage {
    shell: Shell,
    w: Words,
    lead: String,
    done: Option<String>,
    action: String,
    bridge_href: String,
    open_title: String,
    from: String,
    to: String,
    open: Vec<OpenLine>,
    mended: Vec<MendedLine>,
    kept: Option<(String, String)>,
}

/// `GET /bruecken/{bridge}/nachbessern`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let id = understood(&id)?;
    let (card, mending) = match hub.mending(&visitor.principal, id).await {
        Ok(found) => found,
        Err(error) => {
            let card = hub.bridge(&visitor.principal, id).await?;
            return asked(&visitor, &card, Onward::Mend, error);
        }
    };
    let bridge_href = format!("/bruecken/{}", card.bridge.id);
    let (bridges, bridge) = (w.t("nav-bridges"), w.t("bridge-one"));
    let (from, to) = titles(&card, &mending);
    page(&MendPage {
        shell: Shell::new(&visitor, Place::Bridges, w.t("mend-title"))
            .below(&[("/bruecken", &bridges), (&bridge_href, &bridge)]),
        lead: w.t2("mend-lead", "from", &from, "to", &to).into_owned(),
        done: query
            .get("zugeordnet")
            .and_then(|count| count.parse::<u64>().ok())
            .map(|count| w.t1("mend-done", "count", count).into_owned()),
        action: format!("{bridge_href}/nachbessern"),
        open_title: open_title(w, &mending),
        open: mending
            .open
            .iter()
            .map(|open| OpenLine {
                value: open.value.clone(),
                rows: w.count(open.rows),
                choices: choices(w, &open.candidates),
                has_candidates: !open.candidates.is_empty(),
            })
            .collect(),
        mended: mending
            .mended
            .iter()
            .map(|mended| MendedLine {
                value: mended.value.clone(),
                partner: mended.partner.clone(),
                by: match mended.day {
                    Some(day) => {
                        let day = date::day(w.language, day);
                        w.t2("mend-by", "office", &mended.office, "day", day)
                            .into_owned()
                    }
                    None => mended.office.clone(),
                },
            })
            .collect(),
        kept: mending
            .kept_in
            .as_ref()
            .map(|(house, slug)| (format!("/daten/{house}/{slug}"), format!("{house}/{slug}"))),
        from,
        to,
        bridge_href,
        w,
    })
}

/// `POST /bruecken/{bridge}/nachbessern`
pub(crate) async fn keep(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let id = understood(&id)?;
    let mut decided = Vec::new();
    for kind in ["wert", "alt"] {
        for place in 0..MOST {
            let value = fields.raw(&format!("{kind}_{place}"));
            if value.is_empty() {
                break;
            }
            let said = fields.raw(&format!("partner_{kind}_{place}"));
            let choice = match said {
                LATER => continue,
                NONE => MendChoice::HasNone,
                AGAIN => MendChoice::Reopen,
                partner => {
                    let partner = partner.strip_prefix(PARTNER).unwrap_or(partner);
                    MendChoice::Partner(partner.to_owned())
                }
            };
            decided.push((value.to_owned(), choice));
        }
    }
    let hub = visitor.hub();
    let card = hub.bridge(&visitor.principal, id).await?;
    let description = described(visitor.words, &card);
    let mended = hub.mend(&visitor.principal, id, &decided, description);
    let count = match mended.await {
        Ok(count) => count,
        // The day is over, and with it what was stated.
        Err(error) => return asked(&visitor, &card, Onward::Mend, error),
    };
    let query = Query::default().with("zugeordnet", count);
    Ok(Redirect::to(&query.href(&format!("/bruecken/{id}/nachbessern"))).into_response())
}

/// What is said of the dataset of the decisions when it is made; its house may say it otherwise.
fn described(w: Words, card: &BridgeCard) -> Description {
    let (left, right) = (&card.left.dataset, &card.right.dataset);
    let (left, right) = (&left.description.title, &right.description.title);
    let title = w.t2("mend-dataset-title", "left", left, "right", right);
    Description {
        text: w.t("mend-dataset-text").into_owned(),
        ..Description::titled(title)
    }
}

/// Whose values look, and whose are looked for.
fn titles(card: &BridgeCard, mending: &Mending) -> (String, String) {
    let titles = [&card.left, &card.right].map(|bank| bank.dataset.description.title.clone());
    let [left, right] = titles;
    if mending.of_left {
        (left, right)
    } else {
        (right, left)
    }
}

fn open_title(w: Words, mending: &Mending) -> String {
    let shown = mending.open.len() as u64;
    if shown < mending.all_open {
        w.t2("mend-open-some", "shown", shown, "all", mending.all_open)
            .into_owned()
    } else {
        w.t1("mend-open", "count", mending.all_open).into_owned()
    }
}

fn choices(w: Words, candidates: &[String]) -> Vec<Choice> {
    let partners = candidates
        .iter()
        .map(|value| Choice::new(&format!("{PARTNER}{value}"), value.clone(), None));
    let later = Choice::new(LATER, w.t("mend-later"), Some(LATER));
    let none = Choice::new(NONE, w.t("mend-none"), None);
    [later].into_iter().chain(partners).chain([none]).collect()
}
