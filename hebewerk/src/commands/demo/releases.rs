//! What the city of the demo has released: everything it shows to everybody, each with its evidence.

use crate::wiring::Wired;
use hebewerk_demo::{City, CityCatalogue, DemoRole};
use hebewerk_hub::{HubError, ReleaseApplication};
use hebewerk_model::{CheckKind, Principal, ReleaseChoice, Visibility};

/// Applies as the operator and agrees as the gatekeeper of the city; the second time nothing happens. What does not
/// meet the checklist stays without a release, and its page says so.
pub(super) async fn release(
    wired: &Wired,
    city: &City,
    catalogue: &CityCatalogue,
) -> anyhow::Result<()> {
    let accounts = hebewerk_demo::accounts(city);
    let Some(gatekeeper) = accounts.iter().find(|it| it.role == DemoRole::Gatekeeper) else {
        return Ok(());
    };
    let gatekeeper = wired.hub.principal_named(&gatekeeper.email).await?;
    for dataset in &catalogue.datasets {
        if dataset.visibility != Visibility::Public {
            continue;
        }
        let slug = super::grants::named(wired, dataset.organisation, dataset.file).await?;
        release_one(wired, &gatekeeper, (dataset.organisation, &slug)).await?;
    }
    Ok(())
}

async fn release_one(
    wired: &Wired,
    gatekeeper: &Principal,
    place: (&str, &str),
) -> anyhow::Result<()> {
    let operator = &Principal::Operator;
    if wired
        .hub
        .release(operator, place, None)
        .await?
        .holding()
        .is_some()
    {
        return Ok(());
    }
    let reason = "Die Tabelle führt keine einzelnen Personen auf.".to_owned();
    let application = ReleaseApplication {
        choice: ReleaseChoice {
            reasons: [(CheckKind::Anonymity, reason)].into(),
            ..ReleaseChoice::default()
        },
        delivery: None,
        note: String::new(),
        standing: true,
    };
    match wired
        .hub
        .apply_for_release(operator, place, application)
        .await
    {
        Ok(release) => Ok(wired
            .hub
            .agree_to_release(gatekeeper, place, release.id)
            .await?),
        Err(HubError::Invalid { code, .. }) => {
            tracing::info!(
                organisation = place.0,
                dataset = place.1,
                code,
                "not released"
            );
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
