//! Who reads, in which language, and where they are.

use crate::{Refusal, WebState, Words, cookies};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header;
use axum::http::request::Parts;
use hebewerk_hub::{Hub, Pending};
use hebewerk_model::{Account, Language, Principal, SessionId};

/// The reader of a page; every handler takes one.
#[derive(Clone)]
pub struct Visitor {
    /// For the guard.
    pub principal: Principal,
    /// Account, if somebody is signed in.
    pub account: Option<Account>,
    /// What they have to do before their session opens anything, and whose it is.
    pub(crate) pending: Option<(Pending, Account)>,
    /// The session of the request, if it is one.
    pub(crate) session: Option<SessionId>,
    /// Language and now.
    pub words: Words,
    /// Path and query of the request.
    pub(crate) here: String,
    /// Proof that a form was made for this session; empty when nobody is signed in.
    pub(crate) form_token: String,
    /// Whether the request carries a bearer token: no browser sends one on behalf of another site.
    pub(crate) by_token: bool,
    pub(crate) state: WebState,
}

impl Visitor {
    /// The hub.
    pub fn hub(&self) -> &Hub {
        &self.state.hub
    }

    /// Whether somebody is signed in, or a program is known by its key.
    pub fn is_signed_in(&self) -> bool {
        self.principal != Principal::Anonymous
    }

    /// Whether they are signed in as far as a password that somebody else gave them leads.
    pub(crate) fn has_given_password(&self) -> bool {
        matches!(self.pending, Some((Pending::Password, _)))
    }

    /// Whether they are signed in but for a second factor that everybody needs.
    pub(crate) fn needs_second_factor(&self) -> bool {
        matches!(self.pending, Some((Pending::SecondFactor, _)))
    }

    /// Whether they belong to the city: signed in, and not by an invitation from outside.
    pub(crate) fn belongs_here(&self) -> bool {
        self.is_signed_in() && !matches!(self.principal, Principal::Guest(_))
    }

    /// Whether they run the hub.
    pub fn is_administrator(&self) -> bool {
        matches!(
            self.principal,
            Principal::Person {
                administrator: true,
                ..
            }
        )
    }

    /// Whether they are the data protection officer.
    pub fn is_officer(&self) -> bool {
        matches!(self.principal, Principal::Person { officer: true, .. })
    }

    /// Whether they would run the hub or watch over its record if they had a second factor.
    pub(crate) fn lacks_second_factor(&self) -> bool {
        self.account.as_ref().is_some_and(|account| {
            (account.administrator && !self.is_administrator())
                || (account.officer && !self.is_officer())
        })
    }

    /// Nobody in particular, in the language the request asks for.
    pub(crate) fn anonymous(state: WebState, headers: &HeaderMap, here: String) -> Self {
        Self {
            principal: Principal::Anonymous,
            account: None,
            pending: None,
            session: None,
            words: Words {
                language: language(headers, None),
                now: state.house.clock.now(),
            },
            here,
            form_token: String::new(),
            by_token: false,
            state,
        }
    }

    /// Address of the hub without a slash at its end: as configured, else as the request names it.
    pub(crate) fn base_url(&self, headers: &HeaderMap) -> String {
        if let Some(url) = &self.state.settings.base_url {
            return url.as_str().trim_end_matches('/').to_owned();
        }
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let scheme = if self.state.settings.secure_cookies {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", host.unwrap_or("localhost"))
    }
}

/// The language: chosen by cookie, else the account's, else the browser's.
pub(crate) fn language(headers: &HeaderMap, account: Option<&Account>) -> Language {
    if let Some(chosen) = cookies::chosen_language(headers).and_then(tagged) {
        return chosen;
    }
    if let Some(account) = account {
        return account.language;
    }
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Language::De, Language::from_preferences)
}

/// The language of a tag.
pub(crate) fn tagged(tag: &str) -> Option<Language> {
    [Language::De, Language::En]
        .into_iter()
        .find(|language| language.tag() == tag)
}

/// Proof that a form was made for this session: whoever does not know the session's secret cannot make it.
pub(crate) fn form_token(session: &str) -> String {
    let key = blake3::derive_key("hebewerk 2026 form token", session.as_bytes());
    blake3::Hash::from_bytes(key)
        .to_hex()
        .chars()
        .take(32)
        .collect()
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            // A route outside the frame of `router` would be our mistake.
            Refusal::new(hebewerk_model::Kind::Internal, "internal")
        })
    }
}
