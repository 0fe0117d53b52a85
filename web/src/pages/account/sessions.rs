//! Where one is signed in.

use super::head::{Head, View, shell};
use crate::form::Fields;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_model::{Client, Kind, OpenSession, SessionId};

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    shell: Shell,
    w: Words,
    head: Head,
    done: Option<String>,
    sessions: Vec<SessionLine>,
    has_others: bool,
}

struct SessionLine {
    client: String,
    is_here: bool,
    since: String,
    used: String,
    ends: String,
    /// Where it is ended; the one of this page ends by signing out.
    action: String,
}

impl SessionLine {
    fn of(visitor: &Visitor, session: &OpenSession) -> Self {
        let w = visitor.words;
        let is_here = visitor.session == Some(session.id);
        Self {
            client: client(w, session.client),
            is_here,
            since: w.relative(session.opened_at),
            used: w.relative(session.used_at),
            ends: w.moment(session.expires_at),
            action: if is_here {
                "/abmelden".to_owned()
            } else {
                format!("{}/{}/beenden", View::Sessions.href(), session.id)
            },
        }
    }
}

/// What somebody recognises their device by: *Firefox unter Windows*.
fn client(w: Words, client: Client) -> String {
    let browser = w.code("browser", client.browser.code());
    let system = w.code("system", client.system.code());
    w.t2("session-client", "browser", browser, "system", system)
        .into_owned()
}

/// `GET /konto/anmeldungen`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let sessions = visitor.hub().own_sessions(&visitor.principal).await?;
    let done = match query.get("getan") {
        Some("beendet") => Some("session-was-ended"),
        Some("andere") => Some("sessions-were-ended"),
        _ => None,
    };
    page(&SessionsPage {
        shell: shell(&visitor, View::Sessions),
        w,
        head: Head::of(&visitor, View::Sessions)?,
        done: done.map(|key| w.t(key).into_owned()),
        has_others: sessions.len() > 1,
        sessions: sessions
            .iter()
            .map(|session| SessionLine::of(&visitor, session))
            .collect(),
    })
}

/// `POST /konto/anmeldungen/{id}/beenden`
pub(crate) async fn end(visitor: Visitor, Path(id): Path<String>, _fields: Fields) -> PageResult {
    let id: SessionId = id
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_session"))?;
    visitor.hub().end_session(&visitor.principal, id).await?;
    Ok(back("beendet"))
}

/// `POST /konto/anmeldungen/andere-beenden`
pub(crate) async fn end_others(visitor: Visitor, _fields: Fields) -> PageResult {
    let hub = visitor.hub();
    hub.end_other_sessions(&visitor.principal, visitor.session)
        .await?;
    Ok(back("andere"))
}

fn back(done: &str) -> axum::response::Response {
    let href = Query::default()
        .with("getan", done)
        .href(View::Sessions.href());
    Redirect::to(&href).into_response()
}
