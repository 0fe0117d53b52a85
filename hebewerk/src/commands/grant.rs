//! `hebewerk grant`.

use crate::cli::{GrantArgs, GrantCommand, GrantGiveArgs, GrantListArgs, GrantRevokeArgs};
use crate::context::Context;
use crate::dataset_name::parts;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use hebewerk_hub::{GrantView, Hub, HubError, NewGrant, NewGrantee};
use hebewerk_model::{GrantId, Grantee, Language, Principal};
use hebewerk_words::{Value, date, t, t_with};
use serde_json::json;

/// Lists, grants or takes back rights to read.
pub(crate) async fn run(context: &Context, args: &GrantArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    if let GrantCommand::List(args) = &args.what {
        let wired = wiring::open_reading(&home, &config).await?;
        let listed = list(language, &wired.hub, args).await;
        return closed(wired, listed).await;
    }
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let done = match &args.what {
        GrantCommand::Give(args) => give(language, &wired.hub, args).await,
        GrantCommand::Revoke(args) => revoke(language, &wired.hub, args).await,
        GrantCommand::List(_) => Ok(()),
    };
    closed(wired, done).await
}

async fn closed(wired: Wired, done: anyhow::Result<()>) -> anyhow::Result<Done> {
    wired.close().await;
    done.map(|()| Done::Whole)
}

async fn give(language: Language, hub: &Hub, args: &GrantGiveArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let new = NewGrant {
        to: match (&args.organisation, &args.person) {
            (Some(slug), _) => NewGrantee::Organisation(slug.clone()),
            (None, person) => NewGrantee::Person(person.clone().unwrap_or_default()),
        },
        purpose: args.purpose.clone(),
        legal_basis: args.legal_basis.clone(),
        reference: args.reference.clone().unwrap_or_default(),
        covers_protected: args.covers_protected,
        statistics_only: args.statistics_only,
        until: args.until,
    };
    let operator = &Principal::Operator;
    let grant = hub.grant(operator, organisation, dataset, new).await?;
    say(
        language,
        args.output.json,
        &args.dataset,
        ("given", grant.id),
    )
}

async fn revoke(language: Language, hub: &Hub, args: &GrantRevokeArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let id: GrantId = args.grant.parse().map_err(|_error| HubError::NotFound {
        what: "grant",
        name: args.grant.clone(),
    })?;
    let operator = &Principal::Operator;
    hub.revoke_grant(operator, organisation, dataset, id)
        .await?;
    say(language, args.output.json, &args.dataset, ("revoked", id))
}

/// Says what was done with a grant.
fn say(
    language: Language,
    as_json: bool,
    dataset: &str,
    (outcome, grant): (&str, GrantId),
) -> anyhow::Result<()> {
    if as_json {
        return output::json(&json!({ "dataset": dataset, "outcome": outcome, "grant": grant }));
    }
    let id = grant.to_string();
    let values = [
        ("name", Value::from(dataset)),
        ("id", Value::from(id.as_str())),
    ];
    output::line(&t_with(language, &format!("cli-grant-{outcome}"), &values))
}

async fn list(language: Language, hub: &Hub, args: &GrantListArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let operator = &Principal::Operator;
    let grants = hub.grants(operator, organisation, dataset).await?.grants;
    if args.output.json {
        let list: Vec<_> = grants.iter().map(document).collect();
        return output::json(&list);
    }
    let header = ["id", "to", "purpose", "basis", "until", "state"]
        .map(|key| t(language, &format!("cli-grant-column-{key}")).into_owned());
    let rows: Vec<Vec<String>> = grants.iter().map(|view| row(language, view)).collect();
    output::table(&header, &rows)
}

fn row(language: Language, view: &GrantView) -> Vec<String> {
    let grant = &view.grant;
    let until = match grant.expires_at {
        Some(end) => date::day_of(language, end),
        None => t(language, "grants-until-revoked").into_owned(),
    };
    let state = match grant.revoked_at {
        Some(_) => "cli-grant-taken-back",
        None if view.holds => "cli-grant-holds",
        None => "cli-grant-ended",
    };
    vec![
        grant.id.to_string(),
        view.to.clone(),
        grant.purpose.clone(),
        grant.legal_basis.clone(),
        until,
        t(language, state).into_owned(),
    ]
}

fn document(view: &GrantView) -> serde_json::Value {
    let grant = &view.grant;
    json!({
        "id": grant.id,
        "kind": match grant.to {
            Grantee::Organisation(_) => "organisation",
            Grantee::Account(_) => "person",
        },
        "to": view.to,
        "purpose": grant.purpose,
        "legal_basis": grant.legal_basis,
        "reference": grant.reference,
        "covers_protected": grant.covers_protected,
        "statistics_only": grant.statistics_only,
        "holds": view.holds,
        "granted_by": view.granted_by,
        "granted_at": grant.granted_at.to_string(),
        "expires_at": grant.expires_at.map(|at| at.to_string()),
        "revoked_at": grant.revoked_at.map(|at| at.to_string()),
    })
}
