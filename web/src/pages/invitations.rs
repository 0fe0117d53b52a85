//! People from outside who were invited to a house: who they are, inviting somebody, taking it back.

mod form;
mod line;

use self::form::Form;
use self::line::InvitationLine;
use crate::form::Fields;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HouseInvitations, HubError};
use hebewerk_model::{InvitationId, InvitationState, Kind};

#[derive(Template)]
#[template(path = "invitations.html")]
struct InvitationsPage {
    shell: Shell,
    w: Words,
    house: String,
    done: Option<String>,
    /// A link that was just made, and for whom.
    made: Option<(String, String)>,
    holding: Vec<InvitationLine>,
    ended: Vec<InvitationLine>,
    is_sealed: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "revoke_invitation.html")]
struct RevokePage {
    shell: Shell,
    w: Words,
    line: InvitationLine,
    action: String,
    back: String,
}

fn href(slug: &str) -> String {
    format!("/haeuser/{slug}/einladungen")
}

/// `GET /haeuser/{organisation}/einladungen`
pub(crate) async fn show(visitor: Visitor, Path(slug): Path<String>, query: Query) -> PageResult {
    let known = visitor.hub().invitations(&visitor.principal, &slug).await?;
    let form = Form::fresh(&visitor, &known);
    let mut template = template(&visitor, &known, form);
    let is_back = query.get("getan") == Some("zurueckgenommen");
    template.done = is_back.then(|| visitor.words.t("invitation-was-revoked").into_owned());
    page(&template)
}

/// `POST /haeuser/{organisation}/einladungen`
pub(crate) async fn invite(
    visitor: Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    let known = hub.invitations(&visitor.principal, &slug).await?;
    let form = Form::sent(&visitor, &known, &fields);
    let invited = match form.wish() {
        Ok(wish) => hub.invite(&visitor.principal, &slug, wish).await,
        Err(error) => Err(error),
    };
    match invited {
        Ok(secret) => {
            let known = hub.invitations(&visitor.principal, &slug).await?;
            let email = form.email;
            let mut template = template(&visitor, &known, Form::fresh(&visitor, &known));
            let link = format!("{}/einladung/{}", visitor.base_url(&headers), secret.0);
            template.made = Some((email, link));
            let mut response = page(&template)?;
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
            Ok(response)
        }
        Err(error) => again(&visitor, &known, form, error),
    }
}

fn again(
    visitor: &Visitor,
    known: &HouseInvitations,
    mut form: Form,
    error: HubError,
) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    form.error = Some(refused::sentence(&visitor.words, &refusal));
    page_with(StatusCode::BAD_REQUEST, &template(visitor, known, form))
}

/// `GET /haeuser/{organisation}/einladungen/{invitation}/zuruecknehmen`
pub(crate) async fn ask_revoke(
    visitor: Visitor,
    Path((slug, id)): Path<(String, String)>,
) -> PageResult {
    let w = visitor.words;
    let id = identity(&id)?;
    let known = visitor.hub().invitations(&visitor.principal, &slug).await?;
    let found = known
        .invitations
        .iter()
        .find(|view| view.invitation.id == id && InvitationLine::may_be_revoked(view.state));
    let list = href(&slug);
    let here = format!("/haeuser/{slug}");
    let title = w.t("invitations-title");
    let steps = [
        ("/haeuser", &*w.t("nav-houses")),
        (&*here, &*known.organisation.name),
        (&*list, &*title),
    ];
    page(&RevokePage {
        shell: Shell::new(&visitor, Place::Houses, w.t("invitation-revoke")).below(&steps),
        w,
        line: InvitationLine::of(w, found.ok_or_else(missing)?, &list),
        action: format!("{list}/{id}/zuruecknehmen"),
        back: list.clone(),
    })
}

/// `POST /haeuser/{organisation}/einladungen/{invitation}/zuruecknehmen`
pub(crate) async fn revoke(
    visitor: Visitor,
    Path((slug, id)): Path<(String, String)>,
    _fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    hub.revoke_invitation(&visitor.principal, &slug, identity(&id)?)
        .await?;
    let done = Query::default().with("getan", "zurueckgenommen");
    Ok(Redirect::to(&done.href(&href(&slug))).into_response())
}

fn identity(text: &str) -> Result<InvitationId, Refusal> {
    text.parse().map_err(|_error| missing())
}

fn missing() -> Refusal {
    Refusal::new(Kind::NotFound, "no_such_invitation")
}

fn template(visitor: &Visitor, known: &HouseInvitations, form: Form) -> InvitationsPage {
    let w = visitor.words;
    let here = format!("/haeuser/{}", known.organisation.slug);
    let list = href(known.organisation.slug.as_str());
    let lines = |holds: bool| {
        let views = known.invitations.iter();
        let views = views.filter(|view| {
            let is_alive = matches!(
                view.state,
                InvitationState::Open | InvitationState::Accepted
            );
            is_alive == holds
        });
        views
            .map(|view| InvitationLine::of(w, view, &list))
            .collect()
    };
    let steps = [
        ("/haeuser", &*w.t("nav-houses")),
        (&*here, &*known.organisation.name),
    ];
    InvitationsPage {
        shell: Shell::new(visitor, Place::Houses, w.t("invitations-title")).below(&steps),
        w,
        house: known.organisation.name.clone(),
        done: None,
        made: None,
        holding: lines(true),
        ended: lines(false),
        is_sealed: known.sealed,
        form,
    }
}
