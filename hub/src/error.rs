//! Why a flow could not do it.

use crate::ports::{
    AccountError, AskError, FetchError, IndexError, NoMap, ProviderError, RawError, ReadError,
    RowsError, StoreError, VaultError,
};
use hebewerk_guard::{Decision, Rule};
use hebewerk_model::{Failure, Kind, Visibility};
use thiserror::Error;

/// Why a flow could not do it.
#[derive(Debug, Error)]
pub enum HubError {
    /// The guard said no.
    #[error("refused by rule {}", .0.code())]
    Refused(Rule),
    /// There is no such thing, or the asker may not know of it.
    #[error("there is no {what} {name}")]
    NotFound {
        /// `dataset`, `organisation`, `version`, `table`, `delivery`, `upload`, `grant`, `session`.
        what: &'static str,
        /// As asked for.
        name: String,
    },
    /// What was handed in is wrong.
    #[error("{field} is not valid: {code}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// Stable code of the reason; key of its sentence `error-invalid-<code>`.
        code: &'static str,
    },
    /// An answer to something the connector does not ask; a secret where none is expected, or the other way round.
    #[error("there is no setting {name}")]
    UnknownSetting {
        /// The name that was given.
        name: String,
        /// Names that may be given there.
        known: Vec<&'static str>,
    },
    /// The dataset a file would go to is open to another circle than the delivery says.
    #[error("the dataset {dataset} is open to another circle: {}", .visibility.code())]
    OtherVisibility {
        /// The dataset, as `organisation/dataset`.
        dataset: String,
        /// Its circle.
        visibility: Visibility,
    },
    /// Rows can only be changed by whoever sees all of them as they are: what is held back would be lost.
    #[error("not all rows and columns are open to the writer")]
    NotWhole,
    /// What was changed is not what holds any more.
    #[error("another version holds by now")]
    OtherVersion,
    /// Data of several houses that are not open are to be joined, and nobody said what for.
    #[error("what the data are joined for has to be said")]
    PurposeNeeded {
        /// Names of the houses.
        houses: Vec<String>,
    },
    /// It is being done just now; whoever waits for its end may ask again.
    #[error("{what} is under way")]
    UnderWay {
        /// `connection`.
        what: &'static str,
    },
    /// Wrong name or password.
    #[error("name or password is wrong")]
    WrongCredentials,
    /// The password is right, and a code is needed beside it.
    #[error("a second factor is needed")]
    SecondFactorNeeded,
    /// The code of the second factor is wrong or was used before.
    #[error("the code is wrong")]
    WrongCode,
    /// Between password and code passed too much time, or too many wrong codes.
    #[error("the sign-in has to begin anew")]
    SignInLapsed,
    /// The password is right, but whoever belongs to the city signs in at its provider.
    #[error("sign in at the provider")]
    ProviderNeeded,
    /// The link of an invitation was used, taken back, is too old or was never there.
    #[error("this invitation cannot be used")]
    InvitationLapsed,
    /// A provider vouches for somebody who does not get in; the code says why.
    #[error("not admitted: {0}")]
    NotAdmitted(&'static str),
    /// A provider vouches for nobody.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Too many attempts.
    #[error("too many attempts; wait {seconds} seconds")]
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// So many are at it that nobody else can be served just now.
    #[error("too many at once; come back in {seconds} seconds")]
    Busy {
        /// When to come back.
        seconds: u64,
    },
    /// The catalogue failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The raw store failed.
    #[error(transparent)]
    Raw(#[from] RawError),
    /// Rows could not be written.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A question has no answer.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// There is no map of a table.
    #[error(transparent)]
    Map(NoMap),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A system gave nothing.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// A secret cannot be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A thread of ours ended unexpectedly.
    #[error("an internal task ended unexpectedly")]
    Task(#[from] tokio::task::JoinError),
    /// Local files could not be handled.
    #[error("a local file could not be {doing}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Seconds after which a map that is being made may be there.
const MAP_SECONDS: u64 = 5;

impl From<NoMap> for HubError {
    fn from(error: NoMap) -> Self {
        match error {
            NoMap::NotReady => Self::Busy {
                seconds: MAP_SECONDS,
            },
            error => Self::Map(error),
        }
    }
}

impl From<AccountError> for HubError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::EmailTaken => Self::Invalid {
                field: "email",
                code: "email_taken",
            },
            AccountError::LastAdministrator => Self::Invalid {
                field: "administrator",
                code: "last_administrator",
            },
            AccountError::Missing => Self::not_found("account", ""),
            AccountError::Store(error) => Self::Store(error),
        }
    }
}

impl HubError {
    /// The refusal of a decision that is not allowed.
    pub(crate) fn refused(decision: &Decision) -> Self {
        Self::Refused(decision.determined_by)
    }

    pub(crate) fn not_found(what: &'static str, name: impl std::fmt::Display) -> Self {
        Self::NotFound {
            what,
            name: name.to_string(),
        }
    }
}

impl Failure for HubError {
    fn kind(&self) -> Kind {
        match self {
            Self::Store(error) => error.kind(),
            Self::Ask(error) => error.kind(),
            Self::Provider(error) => error.kind(),
            Self::Fetch(error) if error.passing => Kind::Unavailable,
            Self::Refused(Rule::NotPublic)
            | Self::WrongCredentials
            | Self::SecondFactorNeeded
            | Self::WrongCode
            | Self::ProviderNeeded
            | Self::InvitationLapsed
            | Self::NotAdmitted(_)
            | Self::SignInLapsed => Kind::Unauthenticated,
            Self::Refused(_) | Self::NotWhole => Kind::Forbidden,
            Self::NotFound { .. }
            | Self::Raw(RawError::Missing(_))
            | Self::Map(NoMap::NoPlaces) => Kind::NotFound,
            Self::Read(error) | Self::Rows(RowsError::Read(error)) if !error.lies_in_the_file() => {
                Kind::Unavailable
            }
            Self::Fetch(_)
            | Self::Invalid { .. }
            | Self::PurposeNeeded { .. }
            | Self::UnknownSetting { .. }
            | Self::Map(NoMap::TooLarge)
            | Self::Read(_)
            | Self::Rows(RowsError::Read(_)) => Kind::Invalid,
            Self::Throttled { .. } => Kind::TooMany,
            Self::Busy { .. } | Self::Map(NoMap::NotReady) => Kind::Unavailable,
            Self::Vault(VaultError::Foreign)
            | Self::OtherVisibility { .. }
            | Self::OtherVersion
            | Self::UnderWay { .. }
            | Self::Raw(RawError::Changed) => Kind::Conflict,
            Self::Raw(RawError::NoRoom) | Self::Rows(RowsError::NoRoom) | Self::Index(_) => {
                Kind::Unavailable
            }
            Self::Raw(RawError::Io { .. })
            | Self::Rows(RowsError::Io { .. })
            | Self::Vault(VaultError::Key(_))
            | Self::Task(_)
            | Self::Io { .. } => Kind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Refused(rule) => rule.code(),
            Self::NotFound { what, .. } => match *what {
                "dataset" => "no_such_dataset",
                "organisation" => "no_such_organisation",
                "version" => "no_such_version",
                "table" => "no_such_table",
                "upload" => "no_such_upload",
                "grant" => "no_such_grant",
                "session" => "no_such_session",
                "key" => "no_such_key",
                "provider" => "no_such_provider",
                "invitation" => "no_such_invitation",
                "view" => "no_such_view",
                "overview" => "no_such_overview",
                "subscription" => "no_such_subscription",
                "feed" => "no_such_feed",
                _ => "not_found",
            },
            Self::Invalid { code, .. } | Self::NotAdmitted(code) => code,
            Self::UnknownSetting { .. } => "unknown_setting",
            Self::OtherVisibility { .. } => "other_visibility",
            Self::NotWhole => "not_whole",
            Self::OtherVersion => "other_version",
            Self::PurposeNeeded { .. } => "purpose_needed",
            Self::UnderWay { .. } => "connection_under_way",
            Self::WrongCredentials => "wrong_credentials",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::WrongCode => "wrong_code",
            Self::SignInLapsed => "sign_in_lapsed",
            Self::ProviderNeeded => "provider_needed",
            Self::InvitationLapsed => "invitation_lapsed",
            Self::Provider(error) => error.code(),
            Self::Throttled { .. } => "throttled",
            Self::Busy { .. } => "busy",
            Self::Store(StoreError::Conflict { .. }) => "conflict",
            Self::Store(_) => "catalogue_unavailable",
            Self::Raw(RawError::NoRoom) | Self::Rows(RowsError::NoRoom) => "no_room",
            Self::Raw(RawError::Changed) => "file_changed",
            Self::Raw(RawError::Missing(_)) => "raw_missing",
            Self::Read(error) | Self::Rows(RowsError::Read(error)) if !error.lies_in_the_file() => {
                "reading_failed"
            }
            Self::Read(ReadError::Stopped { .. })
            | Self::Rows(RowsError::Read(ReadError::Stopped { .. })) => "reading_stopped",
            Self::Read(_) | Self::Rows(RowsError::Read(_)) => "unreadable",
            Self::Ask(error) => error.code(),
            Self::Map(NoMap::NoPlaces) => "no_map",
            Self::Map(NoMap::TooLarge) => "map_too_large",
            Self::Map(NoMap::NotReady) => "map_not_ready",
            Self::Fetch(error) => error.code,
            Self::Vault(VaultError::Foreign) => "secret_foreign",
            Self::Vault(VaultError::Key(_)) => "secret_key",
            Self::Index(_) => "index_unavailable",
            Self::Raw(RawError::Io { .. })
            | Self::Rows(RowsError::Io { .. })
            | Self::Task(_)
            | Self::Io { .. } => "internal",
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound { name, .. } => vec![("name", name.clone())],
            Self::Invalid { field, .. } => vec![("field", (*field).to_owned())],
            Self::UnknownSetting { name, known } => {
                let known = if known.is_empty() {
                    "none".to_owned()
                } else {
                    known.join(", ")
                };
                vec![("name", name.clone()), ("known", known)]
            }
            Self::OtherVisibility {
                dataset,
                visibility,
            } => vec![
                ("name", dataset.clone()),
                ("visibility", visibility.code().to_owned()),
            ],
            Self::Throttled { seconds } | Self::Busy { seconds } => {
                vec![("seconds", seconds.to_string())]
            }
            Self::PurposeNeeded { houses } => vec![("houses", houses.join(", "))],
            Self::Ask(error) => error.parameters(),
            Self::Read(error) | Self::Rows(RowsError::Read(error)) => {
                vec![("reason", error.cause().to_owned())]
            }
            Self::Fetch(error) => {
                let mut parameters = vec![("detail", error.detail.clone())];
                parameters.extend(error.field.map(|field| ("field", field.to_owned())));
                parameters
            }
            _ => Vec::new(),
        }
    }

    fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Refused(Rule::NotPublic) => Some("hint-sign-in"),
            Self::Refused(Rule::NotAnOfficer) => Some("hint-ask-officer"),
            Self::Refused(
                Rule::NotAMember
                | Rule::NotASteward
                | Rule::NotAnOwner
                | Rule::NotAGatekeeper
                | Rule::Sealed,
            ) => Some("hint-ask-owner"),
            Self::Refused(Rule::NotForKeys | Rule::BeyondKey) => Some("hint-key"),
            Self::OtherVisibility { .. } => Some("hint-name-dataset"),
            Self::PurposeNeeded { .. } => Some("hint-purpose"),
            Self::Store(StoreError::Conflict { .. }) => Some("hint-reload"),
            Self::Raw(RawError::NoRoom) | Self::Rows(RowsError::NoRoom) => Some("hint-free-room"),
            Self::Ask(error) => error.hint(),
            _ => None,
        }
    }
}
