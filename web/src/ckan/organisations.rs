//! Organisations, groups (which are themes here) and key words.

use super::Acted;
use super::call::Call;
use super::describe::{born, group as theme};
use super::owners::owner;
use super::packages::{is_listed, written};
use crate::Refusal;
use hebewerk_exchange::ckan::{Extra, OrganisationEntry, moment};
use hebewerk_hub::KnownDataset;
use hebewerk_model::{Kind, Organisation, Theme};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Entries of a list with all fields, if the caller does not say.
const WITH_FIELDS: u64 = 25;
/// Names of a list, if the caller does not say.
const NAMES: u64 = 1_000;

pub(super) async fn list(call: &Call) -> Acted {
    let houses = call.hub().organisations(call.principal()).await?;
    let known = call.hub().known_datasets(call.principal()).await?;
    let wanted = call.list("organizations");
    let mut entries = Vec::new();
    for house in &houses {
        let organisation = &house.organisation;
        if !wanted.is_empty() && !wanted.contains(&organisation.slug.to_string()) {
            continue;
        }
        let count = packages_of(call, known.iter(), |known| {
            known.organisation.id == organisation.id
        });
        entries.push(entry(organisation, count));
    }
    listed(call, entries)
}

/// The organisations for which the caller may bring files.
pub(super) async fn for_user(call: &Call) -> Acted {
    let stewarded = call.hub().stewarded(call.principal()).await?;
    let entries = stewarded.iter().map(|organisation| entry(organisation, 0));
    entries
        .map(|entry| written(&entry))
        .collect::<Result<Vec<Value>, Refusal>>()
        .map(Value::from)
}

pub(super) async fn show(call: &Call) -> Acted {
    let id = call.needed("id")?;
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_organisation").with("name", &id);
    let organisation = owner(call, &id).await?.ok_or_else(missing)?;
    shown(call, &organisation).await
}

/// An organisation with how many packages it has.
pub(super) async fn shown(call: &Call, organisation: &Organisation) -> Acted {
    let known = call.hub().known_datasets(call.principal()).await?;
    let count = packages_of(call, known.iter(), |known| {
        known.organisation.id == organisation.id
    });
    written(&entry(organisation, count))
}

pub(super) async fn groups(call: &Call) -> Acted {
    let known = call.hub().known_datasets(call.principal()).await?;
    let entries = Theme::CODES
        .iter()
        .map(|code| {
            let count = packages_of(call, known.iter(), |known| has_theme(known, code));
            group_entry(call, code, count)
        })
        .collect();
    listed(call, entries)
}

pub(super) async fn group(call: &Call) -> Acted {
    let id = call.needed("id")?;
    let code = id.to_ascii_uppercase();
    if !Theme::CODES.contains(&code.as_str()) {
        return Err(Refusal::new(Kind::NotFound, "ckan_no_group").with("name", &id));
    }
    let known = call.hub().known_datasets(call.principal()).await?;
    let count = packages_of(call, known.iter(), |known| has_theme(known, &code));
    written(&group_entry(call, &code, count))
}

pub(super) async fn tags(call: &Call) -> Acted {
    let known = call.hub().known_datasets(call.principal()).await?;
    let start = call.text("query").or_else(|| call.text("q"));
    let start = start.unwrap_or_default().to_lowercase();
    let mut tags: BTreeSet<&str> = BTreeSet::new();
    for known in known.iter().filter(|known| is_listed(call, known)) {
        for tag in &known.dataset.description.tags {
            if tag.to_lowercase().contains(&start) {
                tags.insert(tag);
            }
        }
    }
    let with_fields = call.truth("all_fields", false);
    let tags = tags.into_iter().map(|tag| {
        if with_fields {
            json!({ "id": tag, "name": tag, "display_name": tag, "vocabulary_id": null })
        } else {
            tag.into()
        }
    });
    Ok(tags.collect())
}

/// A list as it is asked for: names, or whole entries.
fn listed(call: &Call, mut entries: Vec<OrganisationEntry>) -> Acted {
    let sort = call
        .text("sort")
        .or_else(|| call.text("order_by"))
        .unwrap_or_default();
    let mut words = sort.split_whitespace();
    let by = words.next().unwrap_or("title");
    let descending = match words.next() {
        Some(way) => way.eq_ignore_ascii_case("desc"),
        None => by == "package_count",
    };
    entries.sort_by(|a, b| {
        let order = match by {
            "package_count" | "packages" => a.package_count.cmp(&b.package_count),
            "name" => a.name.cmp(&b.name),
            _ => a.title.to_lowercase().cmp(&b.title.to_lowercase()),
        };
        let order = if descending { order.reverse() } else { order };
        order.then_with(|| a.name.cmp(&b.name))
    });
    let with_fields = call.truth("all_fields", false);
    let limit = call.number("limit", if with_fields { WITH_FIELDS } else { NAMES })?;
    let offset = call.number("offset", 0)?;
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let mut list = Vec::new();
    for entry in entries.into_iter().skip(size(offset)).take(size(limit)) {
        list.push(if with_fields {
            written(&entry)?
        } else {
            entry.name.into()
        });
    }
    Ok(list.into())
}

fn packages_of<'a>(
    call: &Call,
    known: impl Iterator<Item = &'a KnownDataset>,
    belongs: impl Fn(&KnownDataset) -> bool,
) -> u64 {
    known
        .filter(|known| is_listed(call, known) && belongs(known))
        .count() as u64
}

fn has_theme(known: &KnownDataset, code: &str) -> bool {
    let said = &known.dataset.description;
    let mut themes = said.theme.iter().chain(&said.details.further_themes);
    themes.any(|theme| theme.0 == code)
}

fn entry(organisation: &Organisation, package_count: u64) -> OrganisationEntry {
    let contact = organisation.contact.iter();
    OrganisationEntry {
        id: organisation.id.to_string(),
        name: organisation.slug.to_string(),
        title: organisation.name.clone(),
        display_name: organisation.name.clone(),
        description: organisation.description.clone(),
        image_url: String::new(),
        image_display_url: String::new(),
        created: born(organisation),
        is_organization: true,
        approval_status: "approved",
        state: "active",
        r#type: "organization",
        package_count,
        num_followers: 0,
        users: Vec::new(),
        groups: Vec::new(),
        tags: Vec::new(),
        extras: contact
            .map(|email| Extra {
                key: "email".to_owned(),
                value: email.clone(),
            })
            .collect(),
    }
}

fn group_entry(call: &Call, code: &str, package_count: u64) -> OrganisationEntry {
    let theme = theme(call, code);
    OrganisationEntry {
        id: theme.id,
        name: theme.name,
        title: theme.title,
        display_name: theme.display_name,
        description: theme.description,
        image_url: String::new(),
        image_display_url: String::new(),
        // The vocabulary is older than every hub.
        created: moment(jiff::Timestamp::UNIX_EPOCH),
        is_organization: false,
        approval_status: "approved",
        state: "active",
        r#type: "group",
        package_count,
        num_followers: 0,
        users: Vec::new(),
        groups: Vec::new(),
        tags: Vec::new(),
        extras: Vec::new(),
    }
}
