//! The rights to read that offices of the demo give each other.

use crate::wiring::Wired;
use anyhow::Context as _;
use hebewerk_demo::{City, DemoGrantee};
use hebewerk_hub::{NewGrant, NewGrantee};
use hebewerk_model::Principal;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Grants what the city says, as its data owners; the second time nothing happens.
pub(super) async fn give(wired: &Wired, city: &City, today: Date) -> anyhow::Result<()> {
    for grant in hebewerk_demo::grants(city) {
        let dataset = named(wired, grant.organisation, grant.file).await?;
        let owner = wired.hub.principal_named(&grant.owner).await?;
        let (hub, organisation) = (&wired.hub, grant.organisation);
        let known = hub.grants(&owner, organisation, &dataset).await?;
        let mut known = known.grants.iter();
        if known.any(|known| known.grant.purpose == grant.purpose) {
            continue;
        }
        let new = NewGrant {
            to: match grant.to {
                DemoGrantee::Organisation(slug) => NewGrantee::Organisation(slug.to_owned()),
                DemoGrantee::Person(email) => NewGrantee::Person(email),
            },
            purpose: grant.purpose.to_owned(),
            legal_basis: grant.legal_basis.to_owned(),
            reference: grant.reference.to_owned(),
            covers_protected: false,
            statistics_only: false,
            until: grant.ends.then(|| today.saturating_add(1.year())),
        };
        hub.grant(&owner, organisation, &dataset, new).await?;
    }
    Ok(())
}

/// The slug of the dataset of a file.
pub(super) async fn named(wired: &Wired, organisation: &str, file: &str) -> anyhow::Result<String> {
    let source = crate::folder::source(organisation, file);
    let organisation = wired.hub.organisation(organisation).await?.id;
    let operator = &Principal::Operator;
    let cards = wired.hub.everything(operator, Some(organisation)).await?;
    let mut datasets = cards.into_iter().map(|card| card.dataset);
    let found = datasets.find(|dataset| dataset.source == source);
    let found = found.with_context(|| format!("the demo city has no {file}"))?;
    Ok(found.slug.to_string())
}
