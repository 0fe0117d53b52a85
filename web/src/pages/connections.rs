//! *Anbindungen*: systems from which the hub fetches by itself. A list, a form made of what a connector asks, one page
//! a connection with its log. Nothing needs a script.

mod acts;
mod answers;
mod change;
mod form;
mod form_field;
mod harvest;
mod kinds;
mod line;
mod list;
mod log;
mod mistake;
mod new;
mod progress;
mod remove;
mod rhythm;
mod show;
mod spans;
mod standing;

pub(crate) use self::acts::{fetch, pause, stop, take_over};
pub(crate) use self::change::{form as change_form, save as change};
pub(crate) use self::kinds::show as kinds;
pub(crate) use self::list::show as list;
pub(crate) use self::new::{form as new_form, save as connect};
pub(crate) use self::remove::{ask as ask_remove, remove};
pub(crate) use self::show::show;

use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use hebewerk_hub::ConnectionView;
use hebewerk_hub::ports::ConnectorForm;
use hebewerk_model::{ConnectionId, Kind};

/// Where the pages begin.
const ROOT: &str = "/anbindungen";

/// The connection of an address.
fn id(text: &str) -> Result<ConnectionId, Refusal> {
    text.parse().map_err(|_error| Refusal::not_found())
}

/// The page of a connection.
fn href(id: ConnectionId) -> String {
    format!("{ROOT}/{id}")
}

/// What people call a kind of connection; its code where the program does not know it any more.
fn kind_title(w: Words, kind: &str) -> String {
    let key = format!("connector-{kind}");
    if hebewerk_words::has(w.language, &key) {
        return w.t(&key).into_owned();
    }
    kind.to_owned()
}

/// What people call a field of a form.
fn field_label(w: Words, kind: &str, field: &str) -> String {
    let key = format!("connector-{kind}-{field}");
    if hebewerk_words::has(w.language, &key) {
        return w.t(&key).into_owned();
    }
    field.to_owned()
}

/// The form of a kind of connection.
fn connector(visitor: &Visitor, kind: &str) -> Result<&'static ConnectorForm, Refusal> {
    let forms = visitor.hub().connectors();
    let form = forms.iter().find(|form| form.kind == kind);
    form.ok_or_else(Refusal::not_found)
}

/// The shell of a page below the list, and below the connection's own page if there is one.
fn shell(visitor: &Visitor, title: impl Into<String>, below: Option<&ConnectionView>) -> Shell {
    let list = visitor.words.t("connections-title");
    let shell = Shell::new(visitor, Place::Connections, title);
    match below {
        None => shell.below(&[(ROOT, &list)]),
        Some(view) => {
            let connection = &view.card.connection;
            shell.below(&[(ROOT, &list), (&href(connection.id), &connection.name)])
        }
    }
}

/// A connection the visitor may change; what may only be seen is refused with the rule.
async fn own(visitor: &Visitor, id: ConnectionId) -> Result<ConnectionView, Refusal> {
    let view = visitor.hub().connection(&visitor.principal, id).await?;
    if view.card.may_change {
        return Ok(view);
    }
    let rule = hebewerk_guard::Rule::NotASteward;
    let mut refusal = Refusal::new(Kind::Forbidden, rule.code());
    refusal.rule = Some(rule);
    Err(refusal)
}
