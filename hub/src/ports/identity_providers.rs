//! Providers of identities, as the flows speak with them: what `connect` offers.

use async_trait::async_trait;
use hebewerk_model::{Failure, Kind};
use jiff::Timestamp;
use thiserror::Error;

/// With what somebody is sent to a provider.
#[derive(Debug, Clone)]
pub struct SentThere {
    /// Where the provider sends them back to.
    pub back: String,
    /// Comes back with them, so that nobody is sent to us with somebody else's code.
    pub state: String,
    /// Comes back inside the signed token, so that none is used twice.
    pub nonce: String,
    /// Secret of which the provider gets a hash now and the whole with the code (PKCE, RFC 7636).
    pub verifier: String,
    /// Now.
    pub now: Timestamp,
}

/// What is handed in for a code.
#[derive(Debug, Clone, Copy)]
pub struct Redeem<'a> {
    /// What they were sent with.
    pub sent: &'a SentThere,
    /// The code they came back with.
    pub code: &'a str,
    /// Now.
    pub now: Timestamp,
}

/// Somebody a provider vouches for, after everything about its token has been checked.
#[derive(Clone, PartialEq, Eq)]
pub struct VouchedFor {
    /// Who, among those of this provider: never reused, unlike an address.
    pub subject: String,
    /// The sign-in at the provider; ends there end ours that carry the same.
    pub session: Option<String>,
    /// Address for messages.
    pub email: Option<String>,
    /// Name as shown.
    pub name: Option<String>,
    /// Names or identifiers of their groups, as the provider writes them.
    pub groups: Vec<String>,
    /// How they showed there who they are, as the signed token says it: `acr` and all of `amr` (Core § 2).
    pub strengths: Vec<String>,
}

/// Whose sign-ins a provider has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutNotice {
    /// All of this person, if it names no single one.
    pub subject: Option<String>,
    /// The one with this name.
    pub session: Option<String>,
    /// When it was said: sign-ins that came later go on.
    pub at: Timestamp,
}

/// Why a provider vouches for nobody.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProviderError {
    /// There is no provider of this name.
    #[error("there is no such provider")]
    Unknown,
    /// It does not answer, or what answers is not it.
    #[error("the provider is not reached: {code} ({detail})")]
    Unreachable {
        /// Code of what went wrong on the way.
        code: &'static str,
        /// Host and status.
        detail: String,
    },
    /// Its document says something else than what is set up here.
    #[error("the provider describes itself wrongly: {0}")]
    Described(&'static str),
    /// It refuses the code, or us.
    #[error("the provider refuses: {0}")]
    Refused(String),
    /// A token is not what it should be.
    #[error("a token of the provider is not accepted: {0}")]
    Token(&'static str),
    /// It leaves groups out because they are too many (Entra ID from 200 on).
    #[error("the provider leaves the groups out because they are too many")]
    GroupsLeftOut,
    /// It says that the address has not been verified.
    #[error("the provider has not verified the address")]
    EmailUnverified,
}

impl Failure for ProviderError {
    fn kind(&self) -> Kind {
        match self {
            Self::Unknown => Kind::NotFound,
            Self::Unreachable { .. } | Self::Described(_) => Kind::Unavailable,
            Self::Refused(_) | Self::Token(_) | Self::GroupsLeftOut | Self::EmailUnverified => {
                Kind::Unauthenticated
            }
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "no_such_provider",
            Self::Unreachable { .. } => "provider_unreachable",
            Self::Described(_) => "provider_described",
            Self::Refused(_) => "provider_refused",
            Self::Token(_) => "provider_token",
            Self::GroupsLeftOut => "provider_groups_left_out",
            Self::EmailUnverified => "provider_email_unverified",
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn hint(&self) -> Option<&'static str> {
        None
    }
}

/// Providers of identities, each by the name it has among those that are set up.
#[async_trait]
pub trait IdentityProviders: Send + Sync {
    /// The address to which somebody is sent.
    async fn send_there(&self, provider: &str, sent: &SentThere) -> Result<String, ProviderError>;

    /// Hands in the code somebody came back with, and checks what the provider says of them.
    async fn redeem(
        &self,
        provider: &str,
        redeem: &Redeem<'_>,
    ) -> Result<VouchedFor, ProviderError>;

    /// Checks a notice that somebody's sign-in has ended there.
    async fn logout(
        &self,
        provider: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<LogoutNotice, ProviderError>;
}
