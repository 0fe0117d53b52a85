//! `package_create`: a dataset is announced, with its words and links, before its first file comes.

use super::Acted;
use super::call::Call;
use super::change::{Extent, by_a_program, circle, described};
use super::describe::package;
use super::owners::owner;
use super::packages::written;
use super::{links, remarks};
use crate::Refusal;
use hebewerk_hub::Announce;
use hebewerk_model::{DatasetId, Description, Organisation, Slug, Visibility};
use serde_json::Value;

/// Names are longer than one sign and no longer than this.
const LONGEST_NAME: usize = 100;

pub(super) async fn create(call: &Call) -> Acted {
    by_a_program(call)?;
    let mut missing = Refusal::invalid("ckan_missing_value");
    for field in ["name", "owner_org"] {
        if call.text(field).is_none() {
            missing = missing.with("field", field);
        }
    }
    if !missing.parameters.is_empty() {
        return Err(missing);
    }
    let (name, owner_org) = (call.needed("name")?, call.needed("owner_org")?);
    check_name(&name)?;
    let id = identity(call)?;
    let unknown = || Refusal::invalid("ckan_unknown_owner").with("field", "owner_org");
    let owner = owner(call, &owner_org).await?.ok_or_else(unknown)?;
    let blank = Description::titled(name.clone());
    let mut description = described(call, &owner, (&blank, &Value::Null), Extent::Part)?;
    description.details = remarks::read(call, description.details)?;
    description.details.links = links::said(call, &[])?;
    description.details.attribution = attribution(call, &owner);
    let announce = Announce {
        organisation: owner.slug.to_string(),
        id,
        slug: slug(&name, &owner),
        source: source(&name),
        description,
        visibility: circle(call, Visibility::Office),
    };
    let hub = call.hub();
    let dataset = hub.announce(call.principal(), announce).await?;
    let entry = hub.catalogue_entry(call.principal(), dataset.id).await?;
    written(&package(call, &entry))
}

/// What a dataset remembers of the name it was made with.
pub(super) fn source(name: &str) -> String {
    format!("ckan:{name}")
}

/// CKAN's rule for names.
pub(super) fn check_name(name: &str) -> Result<(), Refusal> {
    let is_plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_'
    };
    if (2..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_plain) {
        return Ok(());
    }
    Err(Refusal::invalid("ckan_bad_name").with("field", "name"))
}

fn identity(call: &Call) -> Result<Option<DatasetId>, Refusal> {
    let id = call
        .text("id")
        .map(|id| id.parse::<DatasetId>())
        .transpose();
    id.map_err(|_error| Refusal::invalid("ckan_bad_id").with("field", "id"))
}

/// The hub's own names are those of organisation and dataset with a hyphen; of others a name is made.
fn slug(name: &str, owner: &Organisation) -> Slug {
    let own = name
        .split_once('-')
        .filter(|(house, _rest)| *house == owner.slug.as_str());
    let own = own.and_then(|(_house, rest)| rest.parse().ok());
    own.unwrap_or_else(|| Slug::from_text(name, "datensatz"))
}

/// How others name the source, as its resources say it.
fn attribution(call: &Call, owner: &Organisation) -> Option<String> {
    let first = call.value("resources")?.as_array()?.first()?;
    let text = first.get("licenseAttributionByText")?.as_str()?.trim();
    (!text.is_empty() && text != owner.name).then(|| text.to_owned())
}
