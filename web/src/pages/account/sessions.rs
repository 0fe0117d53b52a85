//! Where one is signed in.

use super::head::{Head, View, shell};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, InPerson};
use hebewerk_model::{Client, Kind, OpenSession, SessionId};
use std::net::IpAddr;

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    shell: Shell,
    w: Words,
    head: Head,
    done: Option<String>,
    error: Option<String>,
    sessions: Vec<SessionLine>,
    has_others: bool,
    /// Whether the password is asked for; else the sign-in has to be fresh.
    has_password: bool,
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
    let done = match query.get("getan") {
        Some("beendet") => Some("session-was-ended"),
        Some("andere") => Some("sessions-were-ended"),
        _ => None,
    };
    let mut template = template(&visitor).await?;
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

async fn template(visitor: &Visitor) -> Result<SessionsPage, Refusal> {
    let hub = visitor.hub();
    let sessions = hub.own_sessions(&visitor.principal).await?;
    Ok(SessionsPage {
        shell: shell(visitor, View::Sessions),
        w: visitor.words,
        head: Head::of(visitor, View::Sessions)?,
        done: None,
        error: None,
        has_others: sessions.len() > 1,
        has_password: hub.has_own_password(&visitor.principal).await?,
        sessions: sessions
            .iter()
            .map(|session| SessionLine::of(visitor, session))
            .collect(),
    })
}

/// `POST /konto/anmeldungen/{id}/beenden`
pub(crate) async fn end(
    visitor: Visitor,
    Path(id): Path<String>,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let id: SessionId = id
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_session"))?;
    let hub = visitor.hub();
    let again = in_person(&visitor, &fields, from).await?;
    match hub.end_session(&visitor.principal, id, again).await {
        Ok(()) => Ok(back("beendet")),
        Err(error) => refused_beside(&visitor, error).await,
    }
}

/// `POST /konto/anmeldungen/andere-beenden`
pub(crate) async fn end_others(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    let again = in_person(&visitor, &fields, from).await?;
    match hub.end_other_sessions(&visitor.principal, again).await {
        Ok(_ended) => Ok(back("andere")),
        Err(error) => refused_beside(&visitor, error).await,
    }
}

/// What the form says to show who sent it. Whoever has a password has to say it.
async fn in_person<'a>(
    visitor: &Visitor,
    fields: &'a Fields,
    from: Option<IpAddr>,
) -> Result<InPerson<'a>, Refusal> {
    let has_password = visitor.hub().has_own_password(&visitor.principal).await?;
    Ok(InPerson {
        here: visitor.session,
        password: has_password.then(|| fields.raw("kennwort")),
        from,
    })
}

async fn refused_beside(visitor: &Visitor, error: HubError) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    let mut template = template(visitor).await?;
    template.error = Some(refused::sentence(&visitor.words, &refusal));
    page_with(StatusCode::BAD_REQUEST, &template)
}

fn back(done: &str) -> axum::response::Response {
    let href = Query::default()
        .with("getan", done)
        .href(View::Sessions.href());
    Redirect::to(&href).into_response()
}
