//! `GET /atom.xml` and `GET /daten/{organisation}/{dataset}/atom.xml`: what changed in the catalogue, and the versions of one
//! dataset, newest first.
//!
//! An entry is identified by the address of its dataset and the number of its version, in both feeds: a new version is a new
//! entry, new words change the one that is there.

use super::answer::answer;
use crate::dcat::Addresses;
use crate::dcat::catalogue::german;
use crate::fragments::version_line::{changes, rows};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor, Words};
use axum::extract::Path;
use axum::http::HeaderMap;
use hebewerk_exchange::atom::{Entry, Feed, Item, MEDIA_TYPE};
use hebewerk_exchange::dcat::licence_address;
use hebewerk_hub::{CatalogueEntry, ToldChange};
use hebewerk_model::{DatasetId, Kind, Principal, Version, VersionNumber};
use jiff::{SignedDuration, Timestamp};

/// Entries of a page.
const PAGE: u32 = 50;

/// What became of a dataset.
#[derive(Clone, Copy)]
enum What {
    New,
    Version,
    Words,
}

/// `GET /atom.xml`; `?vor=` turns pages.
pub(crate) async fn catalogue(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let before: Option<i64> = number(&query)?;
    let newest = visitor.hub().newest_changes(before, PAGE).await?;
    let w = german(&visitor);
    let addresses = Addresses::below(visitor.base_url(&headers));
    let first = addresses.path("/atom.xml");
    let settings = &visitor.state.settings;
    let updated = newest.changes.iter().map(|told| told.change.at).max();
    let feed = Feed {
        id: first.clone(),
        title: w
            .t1("feed-catalogue", "hub", &settings.hub_title)
            .into_owned(),
        subtitle: w
            .t1("feed-catalogue-about", "city", &settings.city_name)
            .into_owned(),
        updated: updated.unwrap_or(Timestamp::UNIX_EPOCH),
        author: settings.city_name.clone(),
        page: addresses.path("/daten"),
        here: here(&first, before),
        next: newest.next.map(|next| here(&first, Some(next))),
        first,
        items: newest
            .changes
            .iter()
            .map(|told| item(w, &addresses, told))
            .collect(),
    };
    Ok(answer(
        &visitor,
        &headers,
        (feed.document(), MEDIA_TYPE),
        updated,
    ))
}

/// `GET /daten/{organisation}/{dataset}/atom.xml`; `?vor=` turns pages.
pub(crate) async fn dataset(
    visitor: Visitor,
    Path((organisation, dataset)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let before: Option<u32> = number(&query)?;
    let (hub, nobody) = (visitor.hub(), Principal::Anonymous);
    let known = hub.catalogue_entry_named(&nobody, &organisation, &dataset);
    let entry = known.await?;
    if !entry.is_open() {
        return Err(Refusal::not_found());
    }
    let after = before.map(VersionNumber);
    let (_dataset, mut versions) = hub
        .versions(&nobody, &organisation, &dataset, after, PAGE + 1)
        .await?;
    let has_next = versions.len() > PAGE as usize;
    versions.truncate(PAGE as usize);
    let next = versions.last().filter(|_last| has_next);
    let w = german(&visitor);
    let addresses = Addresses::below(visitor.base_url(&headers));
    let page = addresses.page(&entry.organisation.slug, &entry.dataset.slug);
    let first = format!("{page}/atom.xml");
    let title = &entry.dataset.description.title;
    let mut items: Vec<Item> = versions
        .iter()
        .map(|version| version_item(w, &addresses, &entry, version))
        .collect();
    if items.is_empty() && before.is_none() {
        items.push(entry_item(
            w,
            &addresses,
            &entry,
            (What::New, entry.dataset.updated_at),
        ));
    }
    let updated = if before.is_none() {
        Some(entry.dataset.updated_at)
    } else {
        versions.first().map(|newest| newest.created_at)
    };
    let feed = Feed {
        id: first.clone(),
        title: w.t1("feed-dataset", "title", title).into_owned(),
        subtitle: w.t("feed-dataset-about").into_owned(),
        updated: updated.unwrap_or(entry.dataset.created_at),
        author: entry.organisation.name.clone(),
        here: here(&first, before),
        next: next.map(|last| here(&first, Some(last.number))),
        first,
        page,
        items,
    };
    Ok(answer(
        &visitor,
        &headers,
        (feed.document(), MEDIA_TYPE),
        updated,
    ))
}

/// Where a page begins, as its address says.
fn number<T: std::str::FromStr>(query: &Query) -> Result<Option<T>, Refusal> {
    let unknown = |_no_number| Refusal::new(Kind::Invalid, "invalid_cursor");
    query
        .get("vor")
        .map(str::parse)
        .transpose()
        .map_err(unknown)
}

fn here(first: &str, before: Option<impl ToString>) -> String {
    match before {
        Some(before) => Query::default().with("vor", before).href(first),
        None => first.to_owned(),
    }
}

fn identity(addresses: &Addresses, dataset: DatasetId, version: Option<VersionNumber>) -> String {
    let dataset = addresses.dataset(dataset);
    version.map_or_else(
        || dataset.clone(),
        |number| format!("{dataset}#fassung-{number}"),
    )
}

fn item(w: Words, addresses: &Addresses, told: &ToldChange) -> Item {
    let change = &told.change;
    let Some(entry) = &told.entry else {
        return Item::Removed {
            id: identity(addresses, change.dataset, change.version),
            when: change.at,
        };
    };
    entry_item(w, addresses, entry, (what(entry), change.at))
}

/// What the newest change of a dataset was, as its times tell it.
fn what(entry: &CatalogueEntry) -> What {
    let changed = entry.dataset.updated_at;
    let came_with = |at: Timestamp| at.duration_until(changed) < SignedDuration::from_secs(1);
    match &entry.version {
        Some(version) if !came_with(version.created_at) => What::Words,
        Some(version) if version.number.0 > 1 => What::Version,
        None if !came_with(entry.dataset.created_at) => What::Words,
        _ => What::New,
    }
}

/// A dataset as it is now.
fn entry_item(
    w: Words,
    addresses: &Addresses,
    entry: &CatalogueEntry,
    (what, updated): (What, Timestamp),
) -> Item {
    let dataset = &entry.dataset;
    let version = entry.version.as_ref();
    let number = version.map(|version| version.number);
    let sentence = match what {
        What::New => w.t("feed-new").into_owned(),
        What::Version => w
            .t1(
                "feed-version",
                "number",
                number.map_or(1, |number| number.0),
            )
            .into_owned(),
        What::Words => w.t("feed-words").into_owned(),
    };
    let mut summary = vec![sentence];
    summary.extend(version.map(|version| rows(w, version)));
    summary.push(dataset.description.text.trim().to_owned());
    Item::Entry(Box::new(Entry {
        published: version.map_or(dataset.created_at, |version| version.created_at),
        updated,
        summary: joined(summary),
        ..told(w, addresses, entry, number)
    }))
}

/// A version of a dataset. The newest one changes when the dataset does.
fn version_item(
    w: Words,
    addresses: &Addresses,
    entry: &CatalogueEntry,
    version: &Version,
) -> Item {
    let is_newest = entry.version.as_ref().map(|newest| newest.number) == Some(version.number);
    let updated = if is_newest {
        entry.dataset.updated_at.max(version.created_at)
    } else {
        version.created_at
    };
    let mut summary = vec![
        w.t1("feed-version", "number", version.number.0)
            .into_owned(),
        rows(w, version),
    ];
    summary.extend(changes(w, &version.change));
    Item::Entry(Box::new(Entry {
        published: version.created_at,
        updated,
        summary: joined(summary),
        ..told(w, addresses, entry, Some(version.number))
    }))
}

fn joined(sentences: Vec<String>) -> String {
    let said = sentences
        .into_iter()
        .filter(|sentence| !sentence.is_empty());
    said.collect::<Vec<String>>().join("\n")
}

/// What an entry says of its dataset, whatever happened.
fn told(
    w: Words,
    addresses: &Addresses,
    entry: &CatalogueEntry,
    number: Option<VersionNumber>,
) -> Entry {
    let dataset = &entry.dataset;
    let said = &dataset.description;
    let page = addresses.page(&entry.organisation.slug, &dataset.slug);
    let themes = said.theme.iter().chain(&said.details.further_themes);
    let themes = themes.map(|theme| (theme.0.clone(), w.code("theme", &theme.0).into_owned()));
    let tags = said.tags.iter().map(|tag| (tag.clone(), tag.clone()));
    Entry {
        id: identity(addresses, dataset.id, number),
        title: said.title.clone(),
        published: dataset.created_at,
        updated: dataset.updated_at,
        author: entry.organisation.name.clone(),
        page: number.map_or_else(
            || page.clone(),
            |number| Query::default().with("fassung", number).href(&page),
        ),
        related: Some((
            format!("{}.ttl", addresses.dataset(dataset.id)),
            "text/turtle",
        )),
        summary: String::new(),
        licence: said
            .licence
            .as_ref()
            .map(|code| licence_address(Some(code))),
        categories: themes.chain(tags).collect(),
    }
}
