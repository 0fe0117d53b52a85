//! Organisations made and changed, which only administrators may; and found by the names programs have for them.
//!
//! Deliberately absent: their deletion, which the hub does not know, and groups, which are the EU's themes.

use super::Acted;
use super::call::Call;
use super::change::{Extent, by_a_program};
use super::create::check_name;
use super::organisations::shown;
use crate::Refusal;
use hebewerk_model::{Kind, Organisation, OrganisationId, OrganisationKind, Slug};
use serde_json::Value;

/// `organization_create`
pub(super) async fn create(call: &Call) -> Acted {
    by_a_program(call)?;
    let name = call.needed("name")?;
    check_name(&name)?;
    let hub = call.hub();
    let id = call.text("id").map(|id| id.parse::<OrganisationId>());
    let id = id.transpose();
    let id = id.map_err(|_error| Refusal::invalid("ckan_bad_id").with("field", "id"))?;
    let houses = hub.organisations(call.principal()).await?;
    if houses.iter().any(|house| Some(house.organisation.id) == id) {
        return Err(Refusal::invalid("id_taken").with("field", "id"));
    }
    let slug = Slug::from_text(&name, "haus");
    if houses.iter().any(|house| house.organisation.slug == slug) {
        return Err(Refusal::invalid("name_taken").with("field", "name"));
    }
    let organisation = Organisation {
        id: id.unwrap_or_else(|| hub.new_organisation_id()),
        slug,
        name: call.text("title").unwrap_or(name),
        description: call.text("description").unwrap_or_default(),
        kind: OrganisationKind::Office,
        contact: mailbox(call),
        parent: None,
        sealed: false,
    };
    let saved = hub
        .save_organisation(call.principal(), organisation)
        .await?;
    shown(call, &saved).await
}

/// `organization_update`, `organization_patch`
pub(super) async fn change(call: &Call, extent: Extent) -> Acted {
    by_a_program(call)?;
    let id = match (call.text("id"), call.text("name")) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => call.needed("id")?,
    };
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_organisation").with("name", &id);
    let mut organisation = owner(call, &id).await?.ok_or_else(missing)?;
    // Its name is that of a schema, on which statements and addresses stand.
    if let Some(name) = call.text("name")
        && Slug::from_text(&name, "haus") != organisation.slug
    {
        return Err(Refusal::invalid("ckan_fixed").with("field", "name"));
    }
    if let Some(title) = call.text("title") {
        organisation.name = title;
    }
    let says = |field| extent == Extent::Whole || call.says(field);
    if says("description") {
        organisation.description = call.text("description").unwrap_or_default();
    }
    if says("extras") {
        organisation.contact = mailbox(call);
    }
    let hub = call.hub();
    let saved = hub
        .save_organisation(call.principal(), organisation)
        .await?;
    shown(call, &saved).await
}

/// The organisation of an identity, of its name here, or of a name that becomes it: hyphens are none in SQL.
pub(super) async fn owner(call: &Call, name: &str) -> Result<Option<Organisation>, Refusal> {
    let houses = call.hub().organisations(call.principal()).await?;
    let slug = Slug::from_text(name, "haus");
    let mut houses = houses.into_iter().map(|house| house.organisation);
    let found = match name.parse::<OrganisationId>() {
        Ok(id) => houses.find(|house| house.id == id),
        Err(_name) => houses.find(|house| house.slug == slug),
    };
    Ok(found)
}

/// The function mailbox among the extras.
fn mailbox(call: &Call) -> Option<String> {
    let extras = call.value("extras")?.as_array()?;
    let found = extras
        .iter()
        .find(|extra| extra.get("key").and_then(Value::as_str) == Some("email"))?;
    let email = found.get("value")?.as_str()?.trim();
    (!email.is_empty()).then(|| email.to_owned())
}
