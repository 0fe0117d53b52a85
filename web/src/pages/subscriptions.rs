//! *Abonnements*: what somebody wants to be told of, what they were told, and how else it reaches them.

mod feed;
mod form;
mod line;

pub(crate) use self::feed::show as feed;
pub(crate) use self::form::{begin, form_href, show as new_form};

use self::line::{NoticeLine, SubscriptionLine};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::account::head::{Head, View, shell};
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{InPerson, SubscriptionView};
use hebewerk_model::{Kind, SubscriptionId};

#[derive(Template)]
#[template(path = "subscriptions/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    head: Head,
    done: Option<String>,
    error: Option<String>,
    /// What was ended a moment ago: what it was about, and where that is undone.
    ended: Option<(String, String)>,
    notices: Vec<NoticeLine>,
    /// How many of them are new, in words.
    unread: Option<String>,
    /// The newest notice shown: what came later stays new.
    until: String,
    subscriptions: Vec<SubscriptionLine>,
    sends_mail: bool,
    /// Since when there is a link to the feed.
    feed_since: Option<String>,
    /// The link that was just made.
    feed_link: Option<String>,
    /// Whether the password is asked for; else the sign-in has to be fresh.
    has_password: bool,
}

/// Where the page is.
fn list_href() -> &'static str {
    View::Subscriptions.href()
}

/// `GET /konto/abonnements`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let mut template = template(&visitor, query.get("beendet")).await?;
    let done = match query.get("getan") {
        Some("begonnen") => Some("subscription-begun"),
        Some("fortgesetzt") => Some("subscription-resumed"),
        Some("gelesen") => Some("notices-were-read"),
        Some("verweis-beendet") => Some("feed-was-ended"),
        _ => None,
    };
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// `POST /konto/abonnements/gelesen`
pub(crate) async fn read(visitor: Visitor, fields: Fields) -> PageResult {
    if let Ok(until) = fields.text("bis").parse() {
        let hub = visitor.hub();
        hub.read_notices(&visitor.principal, until).await?;
    }
    Ok(back("getan", "gelesen"))
}

/// `POST /konto/abonnements/{id}/beenden`
pub(crate) async fn end(visitor: Visitor, Path(id): Path<String>, _fields: Fields) -> PageResult {
    let id = known(&id)?;
    let hub = visitor.hub();
    hub.end_subscription(&visitor.principal, id).await?;
    Ok(back("beendet", &id.to_string()))
}

/// `POST /konto/abonnements/{id}/fortsetzen`
pub(crate) async fn resume(
    visitor: Visitor,
    Path(id): Path<String>,
    _fields: Fields,
) -> PageResult {
    let id = known(&id)?;
    let hub = visitor.hub();
    hub.resume_subscription(&visitor.principal, id).await?;
    Ok(back("getan", "fortgesetzt"))
}

/// `POST /konto/abonnements/verweis`: makes the link to the feed, or another one in its place.
pub(crate) async fn renew_feed(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    let has_password = hub.has_own_password(&visitor.principal).await?;
    let again = InPerson {
        here: visitor.session,
        password: has_password.then(|| fields.raw("kennwort")),
        from,
    };
    match hub.renew_notice_feed(&visitor.principal, again).await {
        Ok(secret) => {
            let mut template = template(&visitor, None).await?;
            let base = visitor.base_url(&headers);
            template.feed_link = Some(format!("{base}/benachrichtigungen/{}", secret.0));
            // Nobody keeps it: it is shown this once.
            let mut response = page(&template)?;
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
            Ok(response)
        }
        Err(error) => {
            let refusal = refused::beside_form(Refusal::from(error))?;
            let mut template = template(&visitor, None).await?;
            template.error = Some(refused::sentence(&visitor.words, &refusal));
            page_with(StatusCode::BAD_REQUEST, &template)
        }
    }
}

/// `POST /konto/abonnements/verweis/beenden`
pub(crate) async fn end_feed(visitor: Visitor, _fields: Fields) -> PageResult {
    let hub = visitor.hub();
    hub.end_notice_feed(&visitor.principal).await?;
    Ok(back("getan", "verweis-beendet"))
}

async fn template(visitor: &Visitor, ended: Option<&str>) -> Result<ListPage, Refusal> {
    let (w, hub, principal) = (visitor.words, visitor.hub(), &visitor.principal);
    let known = hub.own_subscriptions(principal).await?;
    let notices = hub.own_notices(principal).await?;
    let unread = notices.iter().filter(|view| !view.notice.is_read).count();
    let newest = notices.first().map(|view| view.notice.at.to_string());
    let feed = hub.own_notice_feed(principal).await?;
    let holding = known
        .iter()
        .filter(|view| view.subscription.ended_at.is_none());
    Ok(ListPage {
        shell: shell(visitor, View::Subscriptions),
        w,
        head: Head::of(visitor, View::Subscriptions)?,
        done: None,
        error: None,
        ended: ended.and_then(|id| ended_line(w, &known, id)),
        unread: (unread > 0).then(|| w.t1("notices-unread", "count", unread).into_owned()),
        until: newest.unwrap_or_default(),
        notices: notices.iter().map(|view| NoticeLine::of(w, view)).collect(),
        subscriptions: holding.map(|view| SubscriptionLine::of(w, view)).collect(),
        sends_mail: hub.sends_mail(),
        feed_since: feed.map(|feed| w.day(feed.made_at)),
        feed_link: None,
        has_password: hub.has_own_password(principal).await?,
    })
}

/// What was ended, by its identity in the address; nothing for whatever else stands there.
fn ended_line(w: Words, known: &[SubscriptionView], id: &str) -> Option<(String, String)> {
    let id: SubscriptionId = id.parse().ok()?;
    let mut known = known.iter();
    let view = known.find(|view| view.subscription.id == id)?;
    view.subscription.ended_at?;
    let title = SubscriptionLine::of(w, view).title;
    Some((title, format!("{}/{id}/fortsetzen", list_href())))
}

fn back(name: &str, value: &str) -> Response {
    let href = Query::default().with(name, value).href(list_href());
    Redirect::to(&href).into_response()
}

fn known(id: &str) -> Result<SubscriptionId, Refusal> {
    id.parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_subscription"))
}
