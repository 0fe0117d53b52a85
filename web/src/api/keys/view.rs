//! Access keys, as programs read and write them.

use crate::Refusal;
use hebewerk_hub::{KeyView, MadeKey, NewKey};
use hebewerk_model::{AccessKey, KeyRight};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An access key to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct KeyWish {
    /// What it is for, in at most 120 characters.
    name: String,
    /// What it may be used for: `metadata`, `rows`, `take_in`, `maintain`. With each comes `metadata`.
    rights: Vec<String>,
    /// Datasets it is restricted to, as `organisation/dataset`; missing means all.
    #[serde(default)]
    datasets: Vec<String>,
    /// The last day on which it works (Europe/Berlin), at most a year away; 90 days if missing.
    #[serde(default)]
    #[schema(format = Date)]
    until: Option<String>,
    /// The password of whoever makes it, once more: a session alone is not enough.
    #[schema(format = Password)]
    password: String,
}

impl KeyWish {
    /// What is to be made.
    pub(super) fn understood(self) -> Result<(NewKey, String), Refusal> {
        let rights = self.rights.iter().map(|code| {
            KeyRight::from_code(code)
                .ok_or_else(|| Refusal::invalid("unknown_key_right").with("name", code))
        });
        let until = self.until.map(|day| day.parse()).transpose();
        let new = NewKey {
            name: self.name,
            rights: rights.collect::<Result<_, _>>()?,
            datasets: self
                .datasets
                .iter()
                .map(|name| {
                    let (house, dataset) = name.split_once('/').unwrap_or((name, ""));
                    (house.to_owned(), dataset.to_owned())
                })
                .collect(),
            until: until.map_err(|_error| Refusal::invalid("invalid_key_until"))?,
        };
        Ok((new, self.password))
    }
}

/// An access key; its secret is known to nobody here.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct KeySummary {
    /// Identity.
    id: String,
    /// What it is for.
    name: String,
    /// What it may be used for.
    rights: Vec<&'static str>,
    /// Identities of the datasets it is restricted to; missing if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    datasets: Option<Vec<String>>,
    /// Whether it works now.
    holds: bool,
    /// When it was made.
    #[schema(format = DateTime)]
    made_at: String,
    /// When it ends.
    #[schema(format = DateTime)]
    expires_at: String,
    /// The day (UTC) on which it was last used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    used_on: Option<String>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    revoked_at: Option<String>,
}

impl KeySummary {
    pub(super) fn of(view: &KeyView) -> Self {
        Self::new(&view.key, view.holds)
    }

    fn new(key: &AccessKey, holds: bool) -> Self {
        let datasets = key.scope.datasets();
        Self {
            id: key.id.to_string(),
            name: key.name.clone(),
            rights: key
                .scope
                .rights()
                .iter()
                .map(|right| right.code())
                .collect(),
            datasets: datasets.map(|chosen| chosen.iter().map(ToString::to_string).collect()),
            holds,
            made_at: key.made_at.to_string(),
            expires_at: key.expires_at.to_string(),
            used_on: key.used_at.map(|used| {
                let day = used.to_zoned(jiff::tz::TimeZone::UTC).date();
                day.to_string()
            }),
            revoked_at: key.revoked_at.map(|at| at.to_string()),
        }
    }
}

/// An access key that was made.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MadeKeyView {
    /// Secret for `Authorization: Bearer …`. It is shown once.
    secret: String,
    /// The key.
    key: KeySummary,
}

impl MadeKeyView {
    pub(super) fn of(made: MadeKey) -> Self {
        Self {
            key: KeySummary::new(&made.key, true),
            secret: made.secret.0,
        }
    }
}
