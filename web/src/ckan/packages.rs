//! Packages: listed and shown.

use super::call::Call;
use super::create::source;
use super::describe::{name, package};
use super::{Acted, search};
use crate::Refusal;
use crate::dcat::{FORMS, resource_id};
use hebewerk_hub::{CatalogueEntry, KnownDataset};
use hebewerk_model::{DatasetId, DatasetState, Failure as _, Kind};
use serde_json::{Value, json};
use uuid::Uuid;

/// Packages of a list with everything at most.
const MOST: usize = 1_000;

/// Those a list shows: what everybody may know, and with `include_private` what the caller may know beside it.
pub(super) fn is_listed(call: &Call, known: &KnownDataset) -> bool {
    let is_there =
        known.dataset.state != DatasetState::Withdrawn || call.truth("include_deleted", false);
    is_there && (known.is_public() || call.truth("include_private", false))
}

pub(super) async fn list(call: &Call) -> Acted {
    let known = call.hub().known_datasets(call.principal()).await?;
    let mut names: Vec<String> = known
        .iter()
        .filter(|known| is_listed(call, known))
        .map(|known| name(&known.organisation, &known.dataset))
        .collect();
    names.sort_unstable();
    let (offset, limit) = window(call, usize::MAX)?;
    Ok(names.into_iter().skip(offset).take(limit).collect())
}

pub(super) async fn current(call: &Call) -> Acted {
    let known = call.hub().known_datasets(call.principal()).await?;
    let mut listed: Vec<&KnownDataset> = known
        .iter()
        .filter(|known| is_listed(call, known))
        .collect();
    listed.sort_by(|a, b| {
        let newest = b.dataset.updated_at.cmp(&a.dataset.updated_at);
        newest.then(a.dataset.id.cmp(&b.dataset.id))
    });
    let (offset, limit) = window(call, MOST)?;
    let ids = listed.into_iter().skip(offset).take(limit.min(MOST));
    let ids: Vec<DatasetId> = ids.map(|known| known.dataset.id).collect();
    search::packages(call, ids).await.map(Value::from)
}

pub(super) async fn show(call: &Call) -> Acted {
    let id = match call.text("id") {
        Some(id) => id,
        None => call
            .text("name_or_id")
            .map_or_else(|| call.needed("id"), Ok)?,
    };
    let entry = entry(call, &id).await?;
    written(&package(call, &entry))
}

/// A package by its identity or name.
pub(super) async fn entry(call: &Call, id: &str) -> Result<CatalogueEntry, Refusal> {
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_package").with("name", id);
    let (hub, principal) = (call.hub(), call.principal());
    let found = match (id.parse::<DatasetId>(), id.split_once('-')) {
        (Ok(id), _) => Some(hub.catalogue_entry(principal, id).await),
        (_, Some((organisation, dataset))) => {
            let found = hub.catalogue_entry_named(principal, organisation, dataset);
            Some(found.await)
        }
        _ => None,
    };
    let entry = match found {
        Some(Ok(entry)) => entry,
        Some(Err(error)) if error.kind() != Kind::NotFound => return Err(error.into()),
        // Whoever announced it called it otherwise.
        _ => {
            let source = source(id);
            let known = hub.known_datasets(principal).await?;
            let known = known.iter().find(|known| known.dataset.source == source);
            let id = known.ok_or_else(missing)?.dataset.id;
            hub.catalogue_entry(principal, id).await?
        }
    };
    if super::describe::state(&entry.dataset) == "deleted" {
        // CKAN shows deleted packages to those who may change them only; here nobody has to see them.
        return Err(missing());
    }
    Ok(entry)
}

pub(super) async fn autocomplete(call: &Call) -> Acted {
    let start = call.text("q").unwrap_or_default().to_lowercase();
    let limit = usize::try_from(call.number("limit", 10)?)
        .unwrap_or(10)
        .min(100);
    let known = call.hub().known_datasets(call.principal()).await?;
    let found = known.iter().filter(|known| is_listed(call, known));
    let found = found.filter_map(|known| {
        let name = name(&known.organisation, &known.dataset);
        let title = &known.dataset.description.title;
        let field = if title.to_lowercase().contains(&start) {
            "title"
        } else if name.contains(&start) {
            "name"
        } else {
            return None;
        };
        let shown = if field == "title" {
            title.clone()
        } else {
            name.clone()
        };
        Some(json!({
            "name": name,
            "title": title,
            "match_field": field,
            "match_displayed": shown,
        }))
    });
    Ok(found.take(limit).collect())
}

pub(super) async fn resource_parts(
    call: &Call,
    id: &str,
) -> Result<(CatalogueEntry, usize, usize), Refusal> {
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", id);
    let wanted: Uuid = id.parse().map_err(|_error| missing())?;
    // The identity of a table is that of its CSV; of other forms the dataset is not told by it.
    let by_table = call
        .hub()
        .table_named_by(call.principal(), hebewerk_model::TableId::from_uuid(wanted))
        .await;
    let entry = match by_table {
        Ok((entry, _table, _name)) => entry,
        Err(error) if error.kind() == Kind::NotFound => {
            owner_of_form(call, wanted).await?.ok_or_else(missing)?
        }
        Err(error) => return Err(error.into()),
    };
    let place = entry.tables.iter().enumerate().find_map(|(place, table)| {
        let forms = FORMS
            .iter()
            .position(|form| resource_id(table.id, *form) == wanted);
        forms.map(|form| (place, form))
    });
    let (table, form) = place.ok_or_else(missing)?;
    Ok((entry, table, form))
}

/// The entry one of whose tables has a form of this identity. Such identities are made of tables' by a hash, so all tables
/// are looked through; resources are shown one by one far more rarely than packages.
async fn owner_of_form(call: &Call, wanted: Uuid) -> Result<Option<CatalogueEntry>, Refusal> {
    let tables = call.hub().known_tables(call.principal()).await?;
    let found = tables.into_iter().find(|(_dataset, table)| {
        FORMS
            .iter()
            .any(|form| resource_id(*table, *form) == wanted)
    });
    match found {
        None => Ok(None),
        Some((dataset, _table)) => Ok(Some(
            call.hub()
                .catalogue_entry(call.principal(), dataset)
                .await?,
        )),
    }
}

pub(super) async fn resource(call: &Call) -> Acted {
    let id = call.needed("id")?;
    if let Some((entry, place)) = link_parts(call, &id).await?
        && let Some(link) = entry.dataset.description.details.links.get(place)
    {
        let position = super::links::made(call, &entry).len() + place;
        return written(&super::describe::elsewhere(&entry, link, position));
    }
    let (entry, table, form) = resource_parts(call, &id).await?;
    let position = table * FORMS.len() + form;
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", &id);
    let (table, form) = match (entry.tables.get(table), FORMS.get(form)) {
        (Some(table), Some(form)) => (table, *form),
        _ => return Err(missing()),
    };
    written(&super::describe::resource(
        call, &entry, table, form, position,
    ))
}

/// Resources have no views of CKAN's kind.
pub(super) async fn views(call: &Call) -> Acted {
    let id = call.needed("id")?;
    if link_parts(call, &id).await?.is_none() {
        resource_parts(call, &id).await?;
    }
    Ok(json!([]))
}

/// The dataset of a link, and its place among the others.
pub(super) async fn link_parts(
    call: &Call,
    id: &str,
) -> Result<Option<(CatalogueEntry, usize)>, Refusal> {
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(None);
    };
    let (hub, principal) = (call.hub(), call.principal());
    let known = hub.known_datasets(principal).await?;
    let found = known
        .iter()
        .filter(|known| known.dataset.state != DatasetState::Withdrawn)
        .find_map(|known| {
            let mut links = known.dataset.description.details.links.iter();
            let place = links.position(|link| link.id == id)?;
            Some((known.dataset.id, place))
        });
    match found {
        None => Ok(None),
        Some((dataset, place)) => {
            let entry = hub.catalogue_entry(principal, dataset).await?;
            Ok(Some((entry, place)))
        }
    }
}

/// Whether a resource of this identity is known.
pub(super) async fn resource_exists(call: &Call, id: Uuid) -> Result<bool, Refusal> {
    if link_parts(call, &id.to_string()).await?.is_some() {
        return Ok(true);
    }
    match resource_parts(call, &id.to_string()).await {
        Ok(_parts) => Ok(true),
        Err(refusal) if refusal.kind == Kind::NotFound => Ok(false),
        Err(refusal) => Err(refusal),
    }
}

/// Where a list begins and how long it may be.
fn window(call: &Call, usual: usize) -> Result<(usize, usize), Refusal> {
    let number = |name, usual: usize| {
        let number = call.number(name, usual as u64)?;
        Ok::<usize, Refusal>(usize::try_from(number).unwrap_or(usize::MAX))
    };
    Ok((number("offset", 0)?, number("limit", usual)?))
}

pub(super) fn written(value: &impl serde::Serialize) -> Acted {
    serde_json::to_value(value).map_err(Refusal::internal)
}
