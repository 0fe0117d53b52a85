//! Rights to read, as programs read and write them.

use super::super::caller::{Caller, Links};
use super::super::parameters::DatasetPath;
use crate::Refusal;
use hebewerk_hub::{GrantView, NewGrant, NewGrantee};
use hebewerk_model::Grantee;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A right to read that is to be granted: to one of `organisation` and `person`, with one of `until` and
/// `until_revoked`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct GrantWish {
    /// Slug of the office that may read: everybody with a role there.
    #[serde(default)]
    organisation: Option<String>,
    /// Address with which the person signs in who may read.
    #[serde(default)]
    person: Option<String>,
    /// What for, in a sentence of at most 1,000 characters.
    purpose: String,
    /// On which legal basis, in at most 300 characters.
    legal_basis: String,
    /// File reference of the decision.
    #[serde(default)]
    reference: Option<String>,
    /// That it also holds for what is held back from others: rules of protection, and personal data somebody has
    /// looked at.
    #[serde(default)]
    covers_protected: bool,
    /// That it is for statistics only: questions in SQL are answered with counts that carry noise, and no row is seen.
    #[serde(default)]
    statistics_only: bool,
    /// The last day on which it holds (Europe/Berlin).
    #[serde(default)]
    #[schema(format = Date)]
    until: Option<String>,
    /// That it holds until it is taken back.
    #[serde(default)]
    until_revoked: bool,
}

impl GrantWish {
    /// What is to be granted.
    pub(super) fn understood(self) -> Result<NewGrant, Refusal> {
        let to = match (self.organisation, self.person) {
            (Some(slug), None) => NewGrantee::Organisation(slug),
            (None, Some(email)) => NewGrantee::Person(email),
            _ => return Err(Refusal::invalid("invalid_grantee")),
        };
        let until = match (self.until, self.until_revoked) {
            (None, true) => None,
            (Some(day), false) => {
                let day = day.parse();
                Some(day.map_err(|_error| Refusal::invalid("invalid_until"))?)
            }
            _ => return Err(Refusal::invalid("invalid_until")),
        };
        Ok(NewGrant {
            to,
            purpose: self.purpose,
            legal_basis: self.legal_basis,
            reference: self.reference.unwrap_or_default(),
            covers_protected: self.covers_protected,
            statistics_only: self.statistics_only,
            until,
        })
    }
}

/// A right to read.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct GrantSummary {
    /// Identity.
    id: String,
    /// `organisation` or `person`.
    kind: &'static str,
    /// Name of the office or person.
    to: String,
    /// What for.
    purpose: String,
    /// On which legal basis.
    legal_basis: String,
    /// File reference of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Whether it also holds for what is held back from others.
    covers_protected: bool,
    /// Whether it is for statistics only: counts with noise, and no row.
    statistics_only: bool,
    /// Whether it holds now.
    holds: bool,
    /// Name of who granted it; missing if it was granted on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    granted_by: Option<String>,
    /// When it was granted.
    #[schema(format = DateTime)]
    granted_at: String,
    /// When it ends; missing if it holds until it is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    expires_at: Option<String>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    revoked_at: Option<String>,
    /// Addresses: `dataset`, `revoke` for those who may.
    links: Links,
}

impl GrantSummary {
    pub(super) fn of(
        caller: &Caller,
        path: &DatasetPath,
        view: &GrantView,
        may_grant: bool,
    ) -> Self {
        let grant = &view.grant;
        let dataset = path.path();
        let mut links = Links::from([("dataset", caller.address(&dataset))]);
        if view.holds && may_grant {
            let revoke = format!("{dataset}/grants/{}/revoke", grant.id);
            links.insert("revoke", caller.address(&revoke));
        }
        Self {
            id: grant.id.to_string(),
            kind: match grant.to {
                Grantee::Organisation(_) => "organisation",
                Grantee::Account(_) => "person",
            },
            to: view.to.clone(),
            purpose: grant.purpose.clone(),
            legal_basis: grant.legal_basis.clone(),
            reference: grant.reference.clone(),
            covers_protected: grant.covers_protected,
            statistics_only: grant.statistics_only,
            holds: view.holds,
            granted_by: view.granted_by.clone(),
            granted_at: grant.granted_at.to_string(),
            expires_at: grant.expires_at.map(|at| at.to_string()),
            revoked_at: grant.revoked_at.map(|at| at.to_string()),
            links,
        }
    }
}
