//! `package_search`.

use super::Acted;
use super::call::Call;
use super::describe::{name, package};
use super::packages::is_listed;
use crate::Refusal;
use crate::dcat::{FORMS, named};
use hebewerk_exchange::ckan::{
    Facets, Query, Searchable, SortField, Value as FieldValue, sort_fields,
};
use hebewerk_hub::KnownDataset;
use hebewerk_model::{DatasetId, DatasetState, Visibility};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Packages of a page at most; more are cut silently, as CKAN does.
const MOST: u64 = 1_000;
/// Hits of words that are put in order at most.
const HITS: usize = 10_000;
/// The order if none is asked for.
const ORDER: &str = "score desc, metadata_modified desc";

/// A dataset as the query language sees it.
struct Package<'a>(&'a KnownDataset);

impl Package<'_> {
    /// What it has in a field that is counted.
    fn keys(&self, field: &str) -> Vec<String> {
        let (organisation, dataset) = (&self.0.organisation, &self.0.dataset);
        let said = &dataset.description;
        match field {
            "organization" => vec![organisation.slug.to_string()],
            "owner_org" => vec![organisation.id.to_string()],
            "tags" => said.tags.clone(),
            "groups" => said
                .theme
                .iter()
                .chain(&said.details.further_themes)
                .map(|theme| theme.0.to_ascii_lowercase())
                .collect(),
            "license_id" => said
                .licence
                .iter()
                .map(|licence| licence.0.clone())
                .collect(),
            "res_format" => self.formats(),
            _ => Vec::new(),
        }
    }
}

impl Package<'_> {
    /// The forms of its resources, each once: those of every table, and those of links. That a table can be had for maps too
    /// is left out: which columns say so depends on who asks, and looking at every table's would cost the whole catalogue.
    fn formats(&self) -> Vec<String> {
        let (dataset, mut formats) = (&self.0.dataset, Vec::<String>::new());
        if dataset.state == DatasetState::Lifted {
            formats.extend(FORMS.iter().map(|form| named(*form).0.to_owned()));
        }
        for link in &dataset.description.details.links {
            let said = link.format.trim();
            let is_known = formats.iter().any(|known| known.eq_ignore_ascii_case(said));
            if !said.is_empty() && !is_known {
                // CKAN writes what it knows in one way, however it came.
                let usual = FORMS.iter().map(|form| named(*form).0);
                let usual = usual
                    .into_iter()
                    .find(|usual| usual.eq_ignore_ascii_case(said));
                formats.push(usual.unwrap_or(said).to_owned());
            }
        }
        formats
    }
}

impl Searchable for Package<'_> {
    fn field(&self, field: &str) -> Option<FieldValue<'_>> {
        let dataset = &self.0.dataset;
        let said = &dataset.description;
        let key = |key: String| Some(FieldValue::Keys(vec![Cow::Owned(key)]));
        match field {
            "id" | "identifier" | "extras_identifier" | "guid" | "extras_guid" => {
                key(dataset.id.to_string())
            }
            "name" => key(name(&self.0.organisation, dataset)),
            "title" => Some(FieldValue::Text(Cow::Borrowed(&said.title))),
            "notes" => Some(FieldValue::Text(Cow::Borrowed(&said.text))),
            "author" | "maintainer" => {
                Some(FieldValue::Text(Cow::Borrowed(&self.0.organisation.name)))
            }
            "metadata_modified" => Some(FieldValue::Moment(dataset.updated_at)),
            "metadata_created" => Some(FieldValue::Moment(dataset.created_at)),
            "type" | "dataset_type" => key("dataset".to_owned()),
            "state" => key(super::describe::state(dataset).to_owned()),
            "private" => Some(FieldValue::Truth(dataset.visibility != Visibility::Public)),
            "capacity" => key(if dataset.visibility == Visibility::Public {
                "public".to_owned()
            } else {
                "private".to_owned()
            }),
            "organization" | "owner_org" | "tags" | "groups" | "license_id" | "res_format" => {
                let keys = self.keys(field).into_iter().map(Cow::Owned);
                Some(FieldValue::Keys(keys.collect()))
            }
            _ => None,
        }
    }

    fn text(&self) -> Cow<'_, str> {
        let said = &self.0.dataset.description;
        Cow::Owned(format!(
            "{} {} {} {}",
            said.title,
            said.text,
            said.tags.join(" "),
            self.0.organisation.name
        ))
    }
}

pub(super) async fn search(call: &Call) -> Acted {
    let order = call.text("sort").unwrap_or_else(|| ORDER.to_owned());
    let fields = sort_fields(&order).map_err(|error| misunderstood(&error))?;
    let (words, query) = wanted(call)?;
    let known = call.hub().known_datasets(call.principal()).await?;
    let ranks: Option<HashMap<DatasetId, usize>> = match &words {
        None => None,
        Some(words) => {
            let hits = call.hub().find_ids(call.principal(), words, HITS).await?;
            Some(
                hits.into_iter()
                    .enumerate()
                    .map(|(rank, id)| (id, rank))
                    .collect(),
            )
        }
    };
    let now = call.visitor.words.now;
    let mut found: Vec<&KnownDataset> = known
        .iter()
        .filter(|known| is_listed(call, known))
        .filter(|known| {
            ranks
                .as_ref()
                .is_none_or(|ranks| ranks.contains_key(&known.dataset.id))
        })
        .filter(|known| query.holds(&Package(known), now))
        .collect();
    let rank = |known: &KnownDataset| {
        let ranks = ranks.as_ref();
        ranks
            .and_then(|ranks| ranks.get(&known.dataset.id))
            .copied()
    };
    found.sort_by(|a, b| compare(&fields, (a, rank(a)), (b, rank(b))));
    let (facets, search_facets) = facets(call, &found)?;
    let rows = call.number("rows", 10)?.min(MOST);
    let start = call.number("start", 0)?;
    let page = found
        .iter()
        .skip(usize::try_from(start).unwrap_or(usize::MAX))
        .take(usize::try_from(rows).unwrap_or(usize::MAX));
    let ids: Vec<DatasetId> = page.map(|known| known.dataset.id).collect();
    Ok(json!({
        "count": found.len(),
        "facets": facets,
        "results": packages(call, ids).await?,
        "sort": order,
        "search_facets": search_facets,
    }))
}

/// Full packages of datasets, in their order; one that was closed meanwhile is left out.
pub(super) async fn packages(call: &Call, ids: Vec<DatasetId>) -> Result<Vec<Value>, Refusal> {
    let entries = call.hub().catalogue_entries(call.principal(), &ids).await?;
    let mut packages = Vec::with_capacity(entries.len());
    for entry in &entries {
        packages.push(super::packages::written(&package(call, entry))?);
    }
    Ok(packages)
}

/// Words for the index, if any, and the conditions: `q` is one or the other, by whether there is a field in it.
fn wanted(call: &Call) -> Result<(Option<String>, Query), Refusal> {
    let mut query = parsed("")?;
    for condition in call.text("fq").into_iter().chain(call.list("fq_list")) {
        query = query.and(parsed(&condition)?);
    }
    let words = call
        .text("q")
        .filter(|words| words != "*:*" && words != "*");
    match words {
        Some(words) if words.contains(':') => Ok((None, query.and(parsed(&words)?))),
        words => Ok((words, query)),
    }
}

fn parsed(text: &str) -> Result<Query, Refusal> {
    Query::parse(text).map_err(|error| misunderstood(&error))
}

fn misunderstood(error: &impl ToString) -> Refusal {
    Refusal::invalid("ckan_search_query").with("problem", error.to_string())
}

fn compare(
    fields: &[(SortField, bool)],
    (a, rank_a): (&KnownDataset, Option<usize>),
    (b, rank_b): (&KnownDataset, Option<usize>),
) -> Ordering {
    let (one, other) = (&a.dataset, &b.dataset);
    for (field, descending) in fields {
        let order = match field {
            // The best rank is the smallest, and the best score the largest.
            SortField::Score => rank_b.cmp(&rank_a),
            SortField::Id => one.id.cmp(&other.id),
            SortField::Name => name(&a.organisation, one).cmp(&name(&b.organisation, other)),
            SortField::Title => one
                .description
                .title
                .to_lowercase()
                .cmp(&other.description.title.to_lowercase()),
            SortField::Modified => one.updated_at.cmp(&other.updated_at),
            SortField::Created => one.created_at.cmp(&other.created_at),
        };
        let order = if *descending { order.reverse() } else { order };
        if order.is_ne() {
            return order;
        }
    }
    // Pages fit together only if no two packages are equal.
    one.id.cmp(&other.id)
}

fn facets(call: &Call, found: &[&KnownDataset]) -> Result<(Value, Value), Refusal> {
    let fields = call.list("facet.field");
    if fields.is_empty() || !call.truth("facet", true) {
        return Ok((json!({}), json!({})));
    }
    let mut facets = Facets::of(&fields);
    for known in found {
        facets.count(|field| Package(known).keys(field));
    }
    // A negative limit asks for all.
    let limit = match call.text("facet.limit") {
        Some(limit) if limit.starts_with('-') => usize::MAX,
        _ => usize::try_from(call.number("facet.limit", 50)?).unwrap_or(usize::MAX),
    };
    let least = call.number("facet.mincount", 1)?;
    let houses: HashMap<&str, &str> = found
        .iter()
        .map(|known| {
            (
                known.organisation.slug.as_str(),
                known.organisation.name.as_str(),
            )
        })
        .collect();
    let w = call.visitor.words;
    Ok(facets.told(least, limit, |field, value| match field {
        "organization" => (*houses.get(value).unwrap_or(&value)).to_owned(),
        "groups" => w.code("theme", &value.to_ascii_uppercase()).into_owned(),
        "license_id" => hebewerk_exchange::dcat::licence_entry(value)
            .map_or(value, |entry| entry.title)
            .to_owned(),
        _ => value.to_owned(),
    }))
}
