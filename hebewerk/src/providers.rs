//! Providers of identities as the settings name them.

use crate::config::{Config, GroupConfig, ProviderConfig, RightConfig};
use crate::secret_file;
use anyhow::{Context, bail, ensure};
use hebewerk_connect::{OpenIdProviders, ProviderAddress, Reach};
use hebewerk_hub::ports::ExternalIdentities;
use hebewerk_hub::{Given, GroupRule, ProviderRules, Providers};
use std::sync::Arc;
use std::time::Duration;

/// The providers that are set up; none for a hub with accounts of its own only.
pub(crate) fn providers(
    config: &Config,
    reach: &Reach,
    identities: Arc<dyn ExternalIdentities>,
) -> anyhow::Result<Option<Providers>> {
    let staff_only = config.accounts.staff_need_provider;
    if config.providers.is_empty() {
        // Or nobody with a role could sign in at all.
        ensure!(
            !staff_only,
            "accounts.staff_need_provider: there is no [[providers]] to sign in at"
        );
        return Ok(None);
    }
    let mut rules: Vec<ProviderRules> = Vec::new();
    let mut addresses = Vec::new();
    for provider in &config.providers {
        let one = rules_of(provider).with_context(|| format!("providers: {}", provider.id))?;
        // Two with one issuer would be two ways to one account, with different rights.
        let is_known = |known: &ProviderRules| known.id == one.id || known.issuer == one.issuer;
        if rules.iter().any(is_known) {
            bail!("providers: {} stands there twice", provider.id);
        }
        rules.push(one);
        addresses.push(address_of(provider)?);
    }
    let speaks = OpenIdProviders::new(reach, addresses).context("providers")?;
    Ok(Some(Providers {
        speaks: Arc::new(speaks),
        identities,
        rules,
        staff_only,
    }))
}

fn rules_of(provider: &ProviderConfig) -> anyhow::Result<ProviderRules> {
    let is_plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    ensure!(
        !provider.id.is_empty() && provider.id.chars().all(is_plain),
        "id: only small letters, digits and hyphens"
    );
    ensure!(provider.session_hours > 0, "session_hours: at least one");
    // Or somebody believes to have said more than they did.
    ensure!(
        provider.has_second_factor || provider.second_factor_values.is_empty(),
        "second_factor_values: only with has_second_factor = true"
    );
    let groups = provider.groups.iter().map(group);
    Ok(ProviderRules {
        id: provider.id.clone(),
        name: provider.name.clone(),
        issuer: provider.issuer.clone(),
        groups: groups.collect::<anyhow::Result<_>>()?,
        admits_everybody: provider.admits_everybody,
        session: Duration::from_hours(provider.session_hours.into())
            .try_into()
            .context("session_hours")?,
        has_second_factor: provider.has_second_factor,
        second_factor_values: provider.second_factor_values.clone(),
    })
}

fn group(group: &GroupConfig) -> anyhow::Result<GroupRule> {
    let gives = match (&group.organisation, group.role, group.right) {
        (Some(organisation), Some(role), None) => Given::Role(organisation.clone(), role),
        (None, None, Some(RightConfig::Administrator)) => Given::Administrator,
        (None, None, Some(RightConfig::Officer)) => Given::Officer,
        _ => bail!(
            "the group {} needs either organisation and role, or right",
            group.group
        ),
    };
    Ok(GroupRule {
        group: group.group.clone(),
        gives,
    })
}

fn address_of(provider: &ProviderConfig) -> anyhow::Result<ProviderAddress> {
    let client_secret = match &provider.client_secret_file {
        Some(path) => Some(secret_file::read("providers.client_secret_file", path)?),
        None => None,
    };
    Ok(ProviderAddress {
        id: provider.id.clone(),
        issuer: provider.issuer.clone(),
        client_id: provider.client_id.clone(),
        client_secret,
        scopes: provider.scopes.clone(),
        groups_claim: provider.groups_claim.clone(),
        unverified_email: provider.unverified_email,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::TEMPLATE;

    /// The example in the template, as somebody has it who takes the marks of comments away.
    fn example() -> Config {
        let (_before, example) = TEMPLATE.split_once("# [[providers]]").unwrap();
        let (example, _after) = example.split_once("\n[catalogue]").unwrap();
        let lines = example.lines().filter_map(|line| {
            let line = line.strip_prefix("# ")?;
            let is_setting = line.starts_with("[[") || line.split_once(" = ").is_some();
            is_setting.then_some(line)
        });
        let text = format!("[[providers]]\n{}", lines.collect::<Vec<_>>().join("\n"));
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn the_example_of_a_provider_is_one() {
        let config = example();
        let rules = rules_of(&config.providers[0]).unwrap();
        assert_eq!(rules.groups.len(), 2);
        assert_eq!(rules.groups[1].gives, Given::Administrator);
        let defaults: ProviderConfig =
            toml::from_str("id = 'a'\nname = 'A'\nissuer = 'https://a.example'\nclient_id = 'hub'")
                .unwrap();
        let said = &config.providers[0];
        assert_eq!(said.scopes, defaults.scopes);
        assert_eq!(said.groups_claim, defaults.groups_claim);
        assert_eq!(said.session_hours, defaults.session_hours);
        assert!(!defaults.admits_everybody && !defaults.unverified_email);
    }

    #[test]
    fn a_group_gives_one_thing() {
        for wrong in [
            "group = 'a'",
            "group = 'a'\nrole = 'reader'",
            "group = 'a'\norganisation = 'umwelt'",
            "group = 'a'\norganisation = 'umwelt'\nrole = 'reader'\nright = 'officer'",
        ] {
            let group: GroupConfig = toml::from_str(wrong).unwrap();
            assert!(super::group(&group).is_err(), "{wrong}");
        }
    }
}
