//! A dataset as JSON: short in lists, whole on its own.

use super::super::caller::{Caller, Links};
use super::super::tables::TableSummary;
use super::super::versions::VersionSummary;
use hebewerk_hub::{DatasetCard, DatasetView as Shown};
use hebewerk_model::{Dataset, Grant, Organisation, ReferenceDataset, Version};
use serde::Serialize;
use utoipa::ToSchema;

/// Whose a dataset is.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Owner {
    /// Slug.
    slug: String,
    /// Name as people say it.
    name: String,
}

/// A dataset.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct DatasetView {
    /// Identity across renames.
    id: String,
    /// Segment of addresses.
    slug: String,
    /// Owner.
    organisation: Owner,
    /// Title.
    title: String,
    /// What a row is, where it comes from, what to mind.
    description: String,
    /// Key words.
    tags: Vec<String>,
    /// Code of the EU vocabulary of data themes.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    /// Address in the Musterdatenkatalog of what other cities call such a dataset.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_dataset: Option<String>,
    /// Identifier in the licence list of DCAT-AP.de.
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    /// Function mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Widest circle that may read rows: `public`, `city` or `office`.
    visibility: &'static str,
    /// `announced` (described, no file yet), `lifted`, `raw_only` or `withdrawn`.
    state: &'static str,
    /// When the first delivery arrived.
    #[schema(format = DateTime)]
    created_at: String,
    /// When the newest version or description came.
    #[schema(format = DateTime)]
    updated_at: String,
    /// Whether the caller may read rows.
    may_read_rows: bool,
    /// The version shown; missing while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<VersionSummary>,
    /// Addresses: `self`, `tables`, `versions`, `findings`, `page`.
    links: Links,
}

/// A dataset with its tables.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct DatasetDetail {
    #[serde(flatten)]
    dataset: DatasetView,
    /// Whether the caller may bring files and change the description.
    may_maintain: bool,
    /// Code of the rule that decides about the rows.
    rule: &'static str,
    /// What the caller was granted, if that is why they may read rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    grant: Option<OwnGrant>,
    /// Tables of the version shown.
    tables: Vec<TableSummary>,
}

/// The right to read under which the caller reads.
#[derive(Serialize, ToSchema)]
struct OwnGrant {
    /// What for.
    purpose: String,
    /// On which legal basis.
    legal_basis: String,
    /// When it ends; missing if it holds until it is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    expires_at: Option<String>,
}

impl OwnGrant {
    fn of(grant: &Grant) -> Self {
        Self {
            purpose: grant.purpose.clone(),
            legal_basis: grant.legal_basis.clone(),
            expires_at: grant.expires_at.map(|at| at.to_string()),
        }
    }
}

impl DatasetView {
    /// A dataset of a list.
    pub(in crate::api) fn of(caller: &Caller, card: &DatasetCard) -> Self {
        let version = card.version.as_ref();
        let mut view = Self::new(caller, &card.organisation, &card.dataset, version);
        view.may_read_rows = card.may_read;
        view
    }

    fn new(
        caller: &Caller,
        organisation: &Organisation,
        dataset: &Dataset,
        version: Option<&Version>,
    ) -> Self {
        let said = &dataset.description;
        let path = format!("/datasets/{}/{}", organisation.slug, dataset.slug);
        Self {
            id: dataset.id.to_string(),
            slug: dataset.slug.to_string(),
            organisation: Owner {
                slug: organisation.slug.to_string(),
                name: organisation.name.clone(),
            },
            title: said.title.clone(),
            description: said.text.clone(),
            tags: said.tags.clone(),
            theme: said.theme.as_ref().map(|theme| theme.0.clone()),
            reference_dataset: said
                .details
                .reference_dataset
                .as_ref()
                .map(ReferenceDataset::iri),
            licence: said.licence.as_ref().map(|licence| licence.0.clone()),
            contact: said
                .contact
                .clone()
                .or_else(|| organisation.contact.clone()),
            visibility: dataset.circle().code(),
            state: dataset.state.code(),
            created_at: dataset.created_at.to_string(),
            updated_at: dataset.updated_at.to_string(),
            may_read_rows: false,
            version: version.map(|version| VersionSummary::of(caller, &path, version)),
            links: links(caller, &path),
        }
    }
}

impl DatasetDetail {
    /// A dataset on its own.
    pub(super) fn of(caller: &Caller, shown: &Shown) -> Self {
        let version = shown.version.as_ref();
        let mut dataset = DatasetView::new(caller, &shown.organisation, &shown.dataset, version);
        dataset.may_read_rows = shown.read.allowed;
        let tables = shown.tables.iter();
        Self {
            dataset,
            may_maintain: shown.may_maintain,
            rule: shown.read.determined_by.code(),
            grant: shown.grant.as_ref().map(OwnGrant::of),
            tables: tables
                .map(|table| TableSummary::of(caller, shown, table))
                .collect(),
        }
    }
}

fn links(caller: &Caller, path: &str) -> Links {
    let mut links: Links = ["tables", "versions", "findings"]
        .into_iter()
        .map(|part| (part, caller.address(&format!("{path}/{part}"))))
        .collect();
    links.insert("self", caller.address(path));
    let page = path.replacen("/datasets", "/daten", 1);
    links.insert("page", caller.outside(&page));
    links
}
