//! Addresses by which others know our things. They are made of identities, not of names: a portal that no longer finds an
//! address takes the dataset for deleted.

use hebewerk_exchange::tabular::{Placement, TabularForm};
use hebewerk_hub::CatalogueTable;
use hebewerk_model::{DatasetId, Organisation, OrganisationId, Slug, TableId};
use uuid::{Builder, Uuid};

/// Forms in which portals are told that every table can be had, the first one before all others.
pub(crate) const FORMS: [TabularForm; 4] = [
    TabularForm::Csv,
    TabularForm::Xlsx,
    TabularForm::Json,
    TabularForm::Parquet,
];

/// The same with those for maps, where a table says where its rows lie. Not FlatGeobuf: the EU's list of formats has no
/// code for it.
pub(crate) fn forms(table: &CatalogueTable) -> impl Iterator<Item = TabularForm> + use<> {
    let placement = Placement::of_columns(&table.columns);
    let offered = TabularForm::offered(&placement);
    let maps = offered.filter(|form| {
        matches!(
            form,
            TabularForm::GeoJson | TabularForm::GeoPackage | TabularForm::Shapefile
        )
    });
    FORMS.into_iter().chain(maps)
}

/// Makes addresses below the hub's own.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    base: String,
}

impl Addresses {
    /// Below an address without a slash at its end.
    pub(crate) fn below(base: String) -> Self {
        Self { base }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub(crate) fn catalogue(&self) -> String {
        self.path("/catalog")
    }

    pub(crate) fn dataset(&self, id: DatasetId) -> String {
        self.path(&format!("/dataset/{id}"))
    }

    pub(crate) fn resource(&self, dataset: DatasetId, resource: Uuid) -> String {
        self.path(&format!("/dataset/{dataset}/resource/{resource}"))
    }

    pub(crate) fn organisation(&self, id: OrganisationId) -> String {
        self.path(&format!("/organization/{id}"))
    }

    pub(crate) fn house(&self, organisation: &Organisation) -> String {
        self.path(&format!("/haeuser/{}", organisation.slug))
    }

    pub(crate) fn page(&self, organisation: &Slug, dataset: &Slug) -> String {
        self.path(&format!("/daten/{organisation}/{dataset}"))
    }

    pub(crate) fn file(
        &self,
        organisation: &Slug,
        dataset: &Slug,
        table: &Slug,
        form: TabularForm,
    ) -> String {
        let page = self.page(organisation, dataset);
        format!("{page}/herunterladen/{table}.{}", form.extension())
    }

    pub(crate) fn interface(&self, organisation: &Slug, dataset: &Slug) -> String {
        self.path(&format!("/api/v1/datasets/{organisation}/{dataset}"))
    }
}

/// The identity of a table in one form: the table's own for CSV, which is what other programs take for the table itself,
/// and one made of it for the others (RFC 9562, version 8).
pub(crate) fn resource_id(table: TableId, form: TabularForm) -> Uuid {
    if form == TabularForm::Csv {
        return table.as_uuid();
    }
    let mut hasher = blake3::Hasher::new_derive_key("hebewerk 2026 form of a table");
    hasher.update(table.as_uuid().as_bytes());
    hasher.update(form.extension().as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_form_of_a_table_has_an_identity_that_stays() {
        let table = TableId::from_uuid(Uuid::from_u128(7));
        let ids: HashSet<Uuid> = FORMS.iter().map(|form| resource_id(table, *form)).collect();
        assert_eq!(ids.len(), FORMS.len());
        assert_eq!(resource_id(table, TabularForm::Csv), table.as_uuid());
        // Other portals keep it: it may never change.
        assert_eq!(
            resource_id(table, TabularForm::Json),
            resource_id(TableId::from_uuid(Uuid::from_u128(7)), TabularForm::Json)
        );
    }
}
