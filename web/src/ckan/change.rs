//! Packages changed: words, key words, groups, licence, mailbox and circle of a dataset, and its withdrawal.
//!
//! Everything goes through the flows of the pages, so that the guard decides, the audit records, and what needs a release
//! stays closed without one. What belongs to the data (files made of them) or moves a dataset (name, organisation) is refused
//! if it differs from what is there, never dropped in silence.

use super::Acted;
use super::call::Call;
use super::create::source;
use super::describe::package;
use super::packages::{entry, written};
use super::{links, remarks};
use crate::Refusal;
use hebewerk_exchange::dcat::licence_entry;
use hebewerk_hub::{CatalogueEntry, Edit};
use hebewerk_model::{Description, Kind, Licence, Organisation, Theme, Visibility};
use serde_json::{Map, Value};

/// What no change of a package changes.
const FIXED: [&str; 2] = ["name", "owner_org"];

/// How much of a package a caller says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it: what is not named is emptied. A title and the circle of readers stay.
    Whole,
    /// What is named.
    Part,
}

/// `package_update`, `package_patch`.
pub(super) async fn change(call: &Call, extent: Extent) -> Acted {
    by_a_program(call)?;
    let entry = named(call).await?;
    let now = written(&package(call, &entry))?;
    unmoved(call, &entry, &now)?;
    let kept = &entry.dataset.description;
    let mut description = described(call, &entry.organisation, (kept, &now), extent)?;
    if call.says("extras") && call.value("extras") != now.get("extras") {
        description.details = remarks::read(call, description.details)?;
    }
    if call.says("resources") && call.value("resources") != now.get("resources") {
        description.details.links = links::said(call, &links::made(call, &entry))?;
    }
    let edit = Edit {
        description,
        visibility: circle(call, entry.dataset.visibility),
    };
    let (organisation, dataset) = (
        entry.organisation.slug.as_str(),
        entry.dataset.slug.as_str(),
    );
    let hub = call.hub();
    hub.describe(call.principal(), organisation, dataset, edit)
        .await?;
    let changed = hub
        .catalogue_entry(call.principal(), entry.dataset.id)
        .await?;
    written(&package(call, &changed))
}

/// `package_delete`: withdrawn, which whoever maintains the dataset may take back; every version is kept.
pub(super) async fn delete(call: &Call) -> Acted {
    by_a_program(call)?;
    let entry = named(call).await?;
    let (organisation, dataset) = (
        entry.organisation.slug.as_str(),
        entry.dataset.slug.as_str(),
    );
    let hub = call.hub();
    hub.set_withdrawn(call.principal(), organisation, dataset, true)
        .await?;
    Ok(Value::Null)
}

/// Only a key or token may write: a browser sends its cookie on behalf of every page.
pub(super) fn by_a_program(call: &Call) -> Result<(), Refusal> {
    if !call.is_post {
        return Err(Refusal::invalid("ckan_needs_post"));
    }
    if call.visitor.by_token {
        Ok(())
    } else {
        Err(Refusal::new(Kind::Unauthenticated, "ckan_needs_key"))
    }
}

/// The package of a change, by `id` or else by `name`, as CKAN looks for it.
async fn named(call: &Call) -> Result<CatalogueEntry, Refusal> {
    let id = match (call.text("id"), call.text("name")) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => call.needed("id")?,
    };
    entry(call, &id).await
}

fn unmoved(call: &Call, entry: &CatalogueEntry, now: &Value) -> Result<(), Refusal> {
    let name = call.value("name").and_then(Value::as_str);
    let by_source = name.is_some_and(|name| source(name) == entry.dataset.source);
    for field in FIXED {
        let Some(said) = call.value(field) else {
            continue;
        };
        let is_the_same = now.get(field) == Some(said)
            || (field == "owner_org" && said.as_str() == Some(entry.organisation.slug.as_str()))
            // What it was called by whoever announced it.
            || (field == "name" && by_source);
        if !is_the_same {
            return Err(Refusal::invalid("ckan_fixed").with("field", field));
        }
    }
    Ok(())
}

/// The words of a call on top of those there are; `now` is what was shown of them.
pub(super) fn described(
    call: &Call,
    owner: &Organisation,
    (kept, now): (&Description, &Value),
    extent: Extent,
) -> Result<Description, Refusal> {
    let mut description = kept.clone();
    // A title that is sent empty is refused by the hub; one that is not sent stays.
    if let Some(title) = call.value("title") {
        title
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut description.title);
    }
    let says = |field| extent == Extent::Whole || call.says(field);
    if says("notes") {
        // As it was written: lines may end in blanks that mean something.
        let notes = call.value("notes").and_then(Value::as_str);
        notes.unwrap_or_default().clone_into(&mut description.text);
    }
    if says("tags") || call.says("tag_string") {
        description.tags = names(call, "tags")?;
        if description.tags.is_empty() {
            description.tags = call.list("tag_string");
        }
    }
    if says("groups") {
        let mut themes = names(call, "groups")?.into_iter().map(theme);
        description.theme = themes.next().transpose()?;
        description.details.further_themes = themes.collect::<Result<_, Refusal>>()?;
    }
    // A licence that is its own address is in no list: sent back unchanged, it stays.
    if says("license_id") && call.value("license_id") != now.get("license_id") {
        description.licence = call.text("license_id").map(licence).transpose()?;
    }
    // What is shown may be the organisation's mailbox: sent back unchanged, it does not become the dataset's own.
    if says("maintainer_email") && call.value("maintainer_email") != now.get("maintainer_email") {
        let mailbox = call.text("maintainer_email");
        description.contact = mailbox.filter(|mailbox| Some(mailbox) != owner.contact.as_ref());
    }
    Ok(description)
}

/// Names of a list of objects or texts.
fn names(call: &Call, field: &'static str) -> Result<Vec<String>, Refusal> {
    let wrong = || Refusal::invalid("ckan_no_names").with("field", field);
    let name = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => name_of(object),
        _ => None,
    };
    match call.value(field) {
        None => Ok(Vec::new()),
        Some(Value::Array(values)) => values
            .iter()
            .map(|value| name(value).ok_or_else(wrong))
            .collect(),
        Some(_other) => Err(wrong()),
    }
}

fn name_of(object: &Map<String, Value>) -> Option<String> {
    let name = object.get("name").or_else(|| object.get("id"))?;
    name.as_str().map(str::to_owned)
}

fn theme(name: String) -> Result<Theme, Refusal> {
    let code = name.to_ascii_uppercase();
    if Theme::CODES.contains(&code.as_str()) {
        Ok(Theme(code))
    } else {
        Err(Refusal::invalid("ckan_unknown_group")
            .with("field", "groups")
            .with("name", name))
    }
}

fn licence(code: String) -> Result<Licence, Refusal> {
    // Licences of others are passed on as they are (convention 34).
    let is_address = code.starts_with("http://") || code.starts_with("https://");
    if licence_entry(&code).is_some() || is_address {
        Ok(Licence(code))
    } else {
        Err(Refusal::invalid("ckan_unknown_licence")
            .with("field", "license_id")
            .with("name", code))
    }
}

/// Who may read it. CKAN takes a package that says nothing for public; here nothing is opened by leaving a word out.
pub(super) fn circle(call: &Call, now: Visibility) -> Visibility {
    if !call.says("private") {
        return now;
    }
    match (call.truth("private", true), now) {
        (false, _) => Visibility::Public,
        (true, Visibility::Public) => Visibility::Office,
        (true, kept) => kept,
    }
}
