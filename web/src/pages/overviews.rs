//! *Übersichten*: pages put together of views, figures and texts. A list, the page itself, the form, and the page as it
//! stands in other sites.

mod embed;
mod form;
mod list;
mod part;
mod remove;
mod show;

pub(crate) use embed::show as embed;
pub(crate) use form::{change, change_form, new_form, save};
pub(crate) use list::list;
pub(crate) use remove::{ask as ask_remove, remove};
pub(crate) use show::show;

use crate::Visitor;
use crate::shell::{Place, Shell};
use hebewerk_model::Overview;

/// Where the pages begin.
const ROOT: &str = "/uebersichten";

/// The page of this name.
fn href(name: &str) -> String {
    format!("{ROOT}/{name}")
}

/// The shell of a page below the list, and below its own page if there is one.
fn shell(visitor: &Visitor, title: impl Into<String>, below: Option<&Overview>) -> Shell {
    let (analysis, list) = (
        visitor.words.t("nav-analysis"),
        visitor.words.t("overviews-title"),
    );
    let shell = Shell::new(visitor, Place::Analysis, title);
    let steps = [("/auswertung", &*analysis), (ROOT, &*list)];
    match below {
        None => shell.below(&steps),
        Some(page) => {
            let own = href(page.name.as_str());
            shell.below(&[steps[0], steps[1], (own.as_str(), page.title.as_str())])
        }
    }
}
