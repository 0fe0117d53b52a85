//! *Sichten*: questions with a name. A list, a page for each with its first rows, where it comes from and what it was,
//! and the form that saves one.

mod download;
mod form;
mod list;
mod parameters;
mod remove;
mod show;

pub(crate) use download::download;
pub(crate) use form::{change, change_form, circles, new_form, save};
pub(crate) use list::list;
pub(crate) use parameters::href_with;
pub(crate) use remove::{ask as ask_remove, remove};
pub(crate) use show::show;

use crate::query::Query;
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use hebewerk_model::SavedView;

/// Where the pages begin.
const ROOT: &str = "/sichten";

/// The page of a view.
pub(crate) fn href(name: &str) -> String {
    format!("{ROOT}/{name}")
}

/// Address and title of a view.
pub(crate) fn link(view: &SavedView) -> (String, String) {
    (href(view.name.as_str()), view.edition.title.clone())
}

/// The form that makes a view of a statement.
pub(crate) fn new_href_of_sql(sql: &str) -> String {
    Query::default().with("sql", sql).href("/neue-sicht")
}

/// The form that makes a view of a question by steps, given its address.
pub(crate) fn new_href_of_question(address: &Query) -> String {
    let question = address.href("");
    let question = question.trim_start_matches('?');
    Query::default().with("frage", question).href("/neue-sicht")
}

/// The shell of a page below the list, and below the view's own page if there is one.
fn shell(visitor: &Visitor, title: impl Into<String>, below: Option<&SavedView>) -> Shell {
    let (analysis, list) = (
        visitor.words.t("nav-analysis"),
        visitor.words.t("views-title"),
    );
    let shell = Shell::new(visitor, Place::Analysis, title);
    let steps = [("/auswertung", &*analysis), (ROOT, &*list)];
    match below {
        None => shell.below(&steps),
        Some(view) => {
            let page = href(view.name.as_str());
            let own = (page.as_str(), view.edition.title.as_str());
            shell.below(&[steps[0], steps[1], own])
        }
    }
}

/// A text in paragraphs.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.replace("\r\n", "\n");
    let parts = parts.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Who keeps a view: the house, and the person for those who may know.
fn keeper(w: Words, house: &str, person: Option<&str>) -> String {
    match person {
        Some(person) => w
            .t2("view-keeper-person", "house", house, "person", person)
            .into_owned(),
        None => house.to_owned(),
    }
}
