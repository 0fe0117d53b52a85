//! What offices of the demo hold back.

use super::grants::named;
use crate::wiring::Wired;
use hebewerk_demo::City;

/// Lays down what the city says, as its data owners; the second time nothing happens.
pub(super) async fn lay_down(wired: &Wired, city: &City) -> anyhow::Result<()> {
    for rules in hebewerk_demo::protections(city) {
        let dataset = named(wired, rules.organisation, rules.file).await?;
        let owner = wired.hub.principal_named(&rules.owner).await?;
        let (hub, place) = (&wired.hub, (rules.organisation, dataset.as_str()));
        let known = hub.protection(&owner, place.0, place.1).await?;
        if known.number() == 0 {
            hub.protect(&owner, place, 0, rules.protection).await?;
        }
    }
    Ok(())
}
