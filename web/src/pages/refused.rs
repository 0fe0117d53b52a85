//! The page of a refusal: what happened, why, what to do, under which number to ask.

use crate::render::{PageResult, page as render};
use crate::shell::{Place, Shell, sign_in_href};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use hebewerk_model::Kind;

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    shell: Shell,
    w: Words,
    headline: String,
    sentence: String,
    hint: Option<String>,
    rule: Option<String>,
    request_id: String,
    code: &'static str,
    status: u16,
    /// Whether a right is missing: then the picture shows a lock.
    is_closed: bool,
    /// Where to sign in, if that may help.
    sign_in_href: Option<String>,
    contact: Option<String>,
}

/// What is told beside the form that was sent, with what was typed; everything else has a page of its own.
pub(crate) fn beside_form(refusal: Refusal) -> Result<Refusal, Refusal> {
    let kinds = [
        Kind::Invalid,
        Kind::Unauthenticated,
        Kind::TooMany,
        Kind::Conflict,
    ];
    if kinds.contains(&refusal.kind) {
        Ok(refusal)
    } else {
        Err(refusal)
    }
}

/// The page.
pub(crate) fn page(visitor: &Visitor, refusal: &Refusal, request_id: &str) -> PageResult {
    let w = visitor.words;
    let may_help = matches!(
        refusal.kind,
        Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound
    );
    render(&RefusedPage {
        shell: Shell::new(visitor, Place::Elsewhere, title(&w, refusal)),
        w,
        headline: title(&w, refusal),
        sentence: sentence(&w, refusal),
        hint: hint(&w, refusal),
        rule: refusal
            .rule
            .map(|rule| w.code("rule", rule.code()).into_owned()),
        request_id: request_id.to_owned(),
        code: refusal.code,
        status: refusal.status.as_u16(),
        is_closed: matches!(refusal.kind, Kind::Unauthenticated | Kind::Forbidden),
        sign_in_href: (may_help && !visitor.is_signed_in()).then(|| sign_in_href(&visitor.here)),
        contact: visitor.state.settings.contact.clone(),
    })
}

/// The class of the failure as a heading.
pub(crate) fn title(w: &Words, refusal: &Refusal) -> String {
    w.code("kind", kind_code(refusal.kind)).into_owned()
}

/// What exactly happened: the sentence of the code, else of its class.
pub(crate) fn sentence(w: &Words, refusal: &Refusal) -> String {
    let code = refusal.code.replace('_', "-");
    let parameters: Vec<(&str, hebewerk_words::Value<'_>)> = refusal
        .parameters
        .iter()
        .map(|(name, value)| (*name, parameter(name, value)))
        .collect();
    for key in [
        format!("refusal-{code}"),
        format!("error-{code}"),
        format!("rule-{code}"),
    ] {
        if hebewerk_words::has(w.language, &key) {
            return hebewerk_words::t_with(w.language, &key, &parameters).into_owned();
        }
    }
    w.t(match refusal.kind {
        Kind::Internal => "refusal-internal",
        Kind::Unavailable => "refusal-unavailable",
        Kind::NotFound => "refusal-not-found",
        _ => "refusal-invalid-request",
    })
    .into_owned()
}

/// Seconds are counted, so that there is one second and two seconds; everything else is text also when it has digits.
fn parameter<'a>(name: &str, value: &'a str) -> hebewerk_words::Value<'a> {
    match value.parse::<u64>() {
        Ok(number) if name == "seconds" => number.into(),
        _ => value.into(),
    }
}

/// What to do next, if words know something.
pub(crate) fn hint(w: &Words, refusal: &Refusal) -> Option<String> {
    let key = refusal.hint?;
    [format!("refusal-{key}"), key.to_owned()]
        .into_iter()
        .find(|key| hebewerk_words::has(w.language, key))
        .map(|key| w.t(&key).into_owned())
}

const fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Invalid => "invalid",
        Kind::Unauthenticated => "unauthenticated",
        Kind::Forbidden => "forbidden",
        Kind::NotFound => "not_found",
        Kind::Conflict => "conflict",
        Kind::TooMany => "too_many",
        Kind::Unavailable => "unavailable",
        Kind::Timeout => "timeout",
        Kind::Internal => "internal",
    }
}
