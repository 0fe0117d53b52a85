//! Which providers vouch for people, and which of their groups give which right here.

use crate::ports::{ExternalIdentities, IdentityProviders};
use crate::{Hub, HubError};
use hebewerk_model::{Account, Membership, Role, Slug};
use jiff::SignedDuration;
use std::sync::Arc;

/// What a group of a provider gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A role in an organisation, by its slug.
    Role(String, Role),
    /// Runs the hub.
    Administrator,
    /// Watches over the record.
    Officer,
}

/// A group of a provider and what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRule {
    /// As the provider writes it: a name, a path, an identifier.
    pub group: String,
    /// What it gives.
    pub gives: Given,
}

/// What the hub makes of the people of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderRules {
    /// Short name in addresses.
    pub id: String,
    /// Name on the button.
    pub name: String,
    /// Issuer.
    pub issuer: String,
    /// Groups and what they give. Where there are any, the provider says all roles; where there are none, roles are
    /// given here by hand.
    pub groups: Vec<GroupRule>,
    /// Whether people get in who are in none of these groups; then they see what the whole city sees.
    pub admits_everybody: bool,
    /// How long a sign-in lasts at most, within what holds for all.
    pub session: SignedDuration,
    /// Whether the provider itself asks for a second factor.
    pub has_second_factor: bool,
    /// What its token says (`acr`, `amr`) when somebody showed one. Where there is none, it is taken for granted.
    pub second_factor_values: Vec<String>,
}

/// The providers of a hub, and who speaks with them.
#[derive(Clone)]
pub struct Providers {
    /// Speaks with them.
    pub speaks: Arc<dyn IdentityProviders>,
    /// Remembers who is who.
    pub identities: Arc<dyn ExternalIdentities>,
    /// What holds for whom.
    pub rules: Vec<ProviderRules>,
    /// Whether passwords are refused to whoever has a role in an organisation. Those who run the hub keep theirs: a
    /// provider that is down must not lock out whoever has to mend that.
    pub staff_only: bool,
}

/// A provider as the page for signing in offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedProvider {
    /// Short name in addresses.
    pub id: String,
    /// Name on the button.
    pub name: String,
}

/// What somebody's groups give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rights {
    /// Roles; none if they are given by hand.
    pub(crate) memberships: Option<Vec<Membership>>,
    /// Whether they run the hub; none if no group says so.
    pub(crate) administrator: Option<bool>,
    /// Whether they watch over the record; none if no group says so.
    pub(crate) officer: Option<bool>,
    /// Whether any group gave anything.
    pub(crate) has_any: bool,
}

impl ProviderRules {
    /// Whether groups say who has what.
    fn are_by_group(&self) -> bool {
        !self.groups.is_empty()
    }

    /// Whether a sign-in with what its token says of it counts as one with a second factor.
    pub(crate) fn vouches_for_second_factor(&self, strengths: &[String]) -> bool {
        let values = &self.second_factor_values;
        self.has_second_factor
            && (values.is_empty() || strengths.iter().any(|said| values.contains(said)))
    }

    /// Whether somebody with these rights gets in.
    pub(crate) fn admits(&self, rights: &Rights) -> bool {
        self.admits_everybody || rights.has_any || !self.are_by_group()
    }
}

impl Hub {
    /// The providers to choose from.
    pub fn offered_providers(&self) -> Vec<OfferedProvider> {
        let rules = self.parts.providers.iter().flat_map(|all| &all.rules);
        rules
            .map(|rules| OfferedProvider {
                id: rules.id.clone(),
                name: rules.name.clone(),
            })
            .collect()
    }

    /// Whether a password of this account counts no more.
    pub(crate) fn needs_provider(&self, account: &Account) -> bool {
        let staff_only = self.parts.providers.as_ref();
        staff_only.is_some_and(|all| all.staff_only)
            && !account.memberships.is_empty()
            && !account.administrator
    }

    /// All providers and the rules of one of them.
    pub(crate) fn provider(&self, id: &str) -> Result<(&Providers, &ProviderRules), HubError> {
        let all = self.parts.providers.as_ref();
        let found = all.and_then(|all| {
            let rules = all.rules.iter().find(|rules| rules.id == id)?;
            Some((all, rules))
        });
        found.ok_or_else(|| HubError::not_found("provider", id))
    }

    /// The rules of whoever writes tokens in this name.
    pub(crate) fn rules_of_issuer(&self, issuer: &str) -> Option<&ProviderRules> {
        let all = self.parts.providers.as_ref()?;
        all.rules.iter().find(|rules| rules.issuer == issuer)
    }

    /// What groups give. A group that names an organisation which is not there gives nothing, and somebody must look.
    pub(crate) async fn rights_by_group(
        &self,
        rules: &ProviderRules,
        groups: &[String],
    ) -> Result<Rights, HubError> {
        let mut rights = Rights::default();
        if !rules.are_by_group() {
            return Ok(rights);
        }
        let mut memberships = Vec::new();
        for rule in &rules.groups {
            let is_in = groups.contains(&rule.group);
            rights.has_any |= is_in;
            match &rule.gives {
                Given::Administrator => {
                    *rights.administrator.get_or_insert_default() |= is_in;
                }
                Given::Officer => *rights.officer.get_or_insert_default() |= is_in,
                Given::Role(slug, role) if is_in => {
                    if let Some(membership) = self.membership_in(slug, *role).await?
                        && !memberships.contains(&membership)
                    {
                        memberships.push(membership);
                    }
                }
                Given::Role(..) => {}
            }
        }
        rights.memberships = Some(memberships);
        Ok(rights)
    }

    async fn membership_in(&self, slug: &str, role: Role) -> Result<Option<Membership>, HubError> {
        let found = match slug.parse::<Slug>() {
            Ok(slug) => self.parts.organisations.by_slug(&slug).await?,
            Err(_no_slug) => None,
        };
        if found.is_none() {
            tracing::warn!(
                organisation = slug,
                "a group of a provider gives a role nowhere"
            );
        }
        Ok(found.map(|organisation| Membership {
            organisation: organisation.id,
            role,
        }))
    }
}
