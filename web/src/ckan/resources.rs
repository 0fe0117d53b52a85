//! Resources written: a file becomes a delivery of its dataset, an address a link.
//!
//! A file goes the way every delivery goes: it is kept, read, held where it breaks what others build on or needs a release,
//! and on record. A dataset has one file that comes again and again, so a second file is refused, never put in its place.

use super::Acted;
use super::call::{Call, Upload};
use super::change::{Extent, by_a_program};
use super::describe::{elsewhere, is_replaceable, resource};
use super::packages::{entry, link_parts, resource_parts, written};
use super::{links, packages};
use crate::Refusal;
use crate::dcat::forms;
use hebewerk_hub::{CatalogueEntry, Deliver, Edit, OnDrift};
use hebewerk_model::{DeliveryOutcome, Details, Kind, Link};
use serde_json::{Map, Value};
use uuid::Uuid;

/// What a file is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To a dataset.
    New,
    /// To a link, whose place it takes.
    Link(Uuid),
    /// To a table, of which it is the next version.
    Table,
}

/// Whether an action may come with a file.
pub(super) fn takes_files(action: &str) -> bool {
    ["resource_create", "resource_update", "resource_patch"].contains(&action)
}

pub(super) async fn create(call: &Call) -> Acted {
    by_a_program(call)?;
    let package = call.needed("package_id")?;
    let entry = entry(call, &package).await?;
    if let Some(upload) = call.take_upload() {
        may_bring(&upload, call, &entry).await?;
        return deliver(call, &entry, upload, Place::New).await;
    }
    let mut said = call.all().clone();
    said.retain(|name, value| name != "id" || value.as_str().is_some_and(|id| !id.is_empty()));
    let link = links::link(&said, None)?;
    let is_there = packages::resource_exists(call, link.id).await?;
    if is_there || links::is_made(&links::made(call, &entry), &link) {
        return Err(Refusal::invalid("id_taken").with("field", "id"));
    }
    let id = link.id;
    let mut all = entry.dataset.description.details.links.clone();
    all.push(link);
    keep(call, &entry, all).await?;
    shown(call, &entry, id).await
}

/// `resource_update`, `resource_patch`.
pub(super) async fn change(call: &Call, extent: Extent) -> Acted {
    by_a_program(call)?;
    let id = call.needed("id")?;
    if let Some((entry, place)) = link_parts(call, &id).await? {
        return change_link(call, extent, (entry, place)).await;
    }
    let (entry, table, form) = resource_parts(call, &id).await?;
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", &id);
    let table = entry.tables.get(table).ok_or_else(missing)?;
    let form = forms(table).nth(form).ok_or_else(missing)?;
    if let Some(upload) = call.take_upload() {
        may_bring(&upload, call, &entry).await?;
        if entry.tables.len() > 1 {
            return Err(Refusal::invalid("ckan_one_of_many").with("field", "upload"));
        }
        if !is_replaceable(&entry, form) {
            return Err(Refusal::invalid("ckan_made_here").with("field", "upload"));
        }
        return deliver(call, &entry, upload, Place::Table).await;
    }
    let made = links::made(call, &entry);
    let now = made.into_iter().find(|made| made.id == id);
    let now = written(&now.unwrap_or_else(|| resource(call, &entry, table, form, 0)))?;
    links::unchanged(call.all(), &now, "resource")?;
    Ok(now)
}

/// A link goes; what the hub makes of its data stays as long as the dataset.
pub(super) async fn delete(call: &Call) -> Acted {
    by_a_program(call)?;
    let id = call.needed("id")?;
    let Some((entry, place)) = link_parts(call, &id).await? else {
        resource_parts(call, &id).await?;
        return Err(Refusal::invalid("ckan_made_here").with("field", "id"));
    };
    let mut all = entry.dataset.description.details.links.clone();
    all.remove(place);
    keep(call, &entry, all).await?;
    Ok(Value::Null)
}

async fn change_link(
    call: &Call,
    extent: Extent,
    (entry, place): (CatalogueEntry, usize),
) -> Acted {
    let mut all = entry.dataset.description.details.links.clone();
    let kept = all
        .get(place)
        .cloned()
        .ok_or_else(|| Refusal::new(Kind::NotFound, "ckan_no_resource"))?;
    if let Some(upload) = call.take_upload() {
        may_bring(&upload, call, &entry).await?;
        return deliver(call, &entry, upload, Place::Link(kept.id)).await;
    }
    let mut said: Map<String, Value> = call.all().clone();
    if extent == Extent::Whole {
        for field in ["url", "name", "description", "format", "mimetype"] {
            said.entry(field).or_insert_with(|| "".into());
        }
    }
    if let Some(one) = all.get_mut(place) {
        *one = links::link(&said, Some(&kept))?;
    }
    keep(call, &entry, all).await?;
    shown(call, &entry, kept.id).await
}

/// What else could be sent to a dataset hears only who may bring files of its house.
async fn may_bring(upload: &Upload, call: &Call, entry: &CatalogueEntry) -> Result<(), Refusal> {
    let house = entry.organisation.slug.as_str();
    Ok(call.hub().may_deliver(&upload.sender, house).await?)
}

/// A file for a dataset. It stands for the link it was sent to, and for links to files it makes.
async fn deliver(call: &Call, entry: &CatalogueEntry, upload: Upload, place: Place) -> Acted {
    if entry.version.is_some() && place != Place::Table {
        return Err(Refusal::invalid("ckan_has_file").with("field", "upload"));
    }
    let delivery = Deliver {
        organisation: entry.organisation.slug.to_string(),
        dataset: Some(entry.dataset.slug.to_string()),
        file: upload.file.arrived().await?,
        file_name: upload.name,
        title: None,
        visibility: None,
        recipe: None,
        on_drift: OnDrift::Hold,
    };
    let (hub, sender) = (call.visitor.state.hub.clone(), upload.sender);
    // To the end, also when the caller hangs up: what has arrived is not lost to a broken connection.
    let taking = tokio::spawn(async move { hub.deliver(&sender, delivery).await });
    let taken = taking.await.map_err(Refusal::internal)??;
    match taken.delivery.outcome {
        DeliveryOutcome::Version | DeliveryOutcome::Unchanged => {}
        DeliveryOutcome::Unreadable => {
            return Err(Refusal::invalid("ckan_unread").with("field", "upload"));
        }
        DeliveryOutcome::Held | DeliveryOutcome::Refused | DeliveryOutcome::Overtaken => {
            return Err(Refusal::invalid("ckan_held").with("field", "upload"));
        }
    }
    let id = entry.dataset.id;
    let now = call.hub().catalogue_entry(call.principal(), id).await?;
    let made = links::made(call, &now);
    let mut all = now.dataset.description.details.links.clone();
    all.retain(|link| Place::Link(link.id) != place && !links::is_made(&made, link));
    if all.len() < now.dataset.description.details.links.len() {
        keep(call, &now, all).await?;
    }
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", id);
    let first = made.first().ok_or_else(missing)?;
    written(first)
}

async fn keep(call: &Call, entry: &CatalogueEntry, links: Vec<Link>) -> Result<(), Refusal> {
    let mut details = entry.dataset.description.details.clone();
    details.links = links;
    keep_details(call, entry, details).await
}

/// Keeps what is said of a dataset beside its words.
pub(super) async fn keep_details(
    call: &Call,
    entry: &CatalogueEntry,
    details: Details,
) -> Result<(), Refusal> {
    let mut description = entry.dataset.description.clone();
    description.details = details;
    let edit = Edit {
        description,
        visibility: entry.dataset.visibility,
    };
    let (organisation, dataset) = (&entry.organisation.slug, &entry.dataset.slug);
    let hub = call.hub();
    hub.describe(
        call.principal(),
        organisation.as_str(),
        dataset.as_str(),
        edit,
    )
    .await?;
    Ok(())
}

/// A link as it is now.
async fn shown(call: &Call, entry: &CatalogueEntry, id: Uuid) -> Acted {
    let now = call
        .hub()
        .catalogue_entry(call.principal(), entry.dataset.id)
        .await?;
    let links = now.dataset.description.details.links.iter();
    let place = links.clone().position(|link| link.id == id);
    let missing = || Refusal::new(Kind::NotFound, "ckan_no_resource").with("name", id);
    let place = place.ok_or_else(missing)?;
    let link = links.clone().nth(place).ok_or_else(missing)?;
    let position = links::made(call, &now).len() + place;
    written(&elsewhere(&now, link, position))
}
