//! A page as it stands in other sites: only what is public, without anything around it.
//!
//! Whoever looks at it is nobody in particular, also with a session: what stands in a frame of another site is the same
//! for all. Where a single part is not for everybody, there is no page.

use super::part::{PartView, parts};
use crate::pages::analysis::Mark;
use crate::render::{PageResult, page};
use crate::{Refusal, Visitor, Words, assets};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};

#[derive(Template)]
#[template(path = "overviews/embed.html")]
struct EmbeddedPage {
    w: Words,
    style: String,
    title: String,
    hub_title: String,
    href: String,
    answered: String,
    parts: Vec<PartView>,
}

/// `GET /einbetten/{name}`
pub(crate) async fn show(
    visitor: Visitor,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> PageResult {
    let settings = &visitor.state.settings;
    let allowed = settings.embed_in.join(" ");
    if allowed.is_empty() {
        return Err(Refusal::not_found());
    }
    let public = Visitor::anonymous(visitor.state.clone(), &headers, visitor.here.clone());
    let w = public.words;
    let card = public.hub().overview(&public.principal, &name).await?;
    let parts = parts(&public, &card.overview.parts).await?;
    if parts.iter().any(|part| part.failed.is_some()) {
        return Err(Refusal::not_found());
    }
    let mut response = page(&EmbeddedPage {
        style: assets::href("index.css"),
        title: card.overview.title.clone(),
        hub_title: settings.hub_title.clone(),
        href: format!(
            "{}{}",
            public.base_url(&headers),
            super::href(card.overview.name.as_str())
        ),
        answered: w
            .t1("overview-answered", "when", w.moment(w.now))
            .into_owned(),
        parts,
        w,
    })?;
    let policy = format!(
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {allowed}"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
