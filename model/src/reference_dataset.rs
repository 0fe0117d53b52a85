//! What cities call the same kind of dataset by: the *Musterdatenkatalog* (Bertelsmann Stiftung, version 4, CC0,
//! <https://musterdatenkatalog.de/def/musterdatensatz/Musterdatenkatalog>).

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What every address of the catalogue begins with.
const BASE: &str = "https://musterdatenkatalog.de/def/musterdatensatz/";

static TERMS: LazyLock<Vec<ReferenceTerm>> = LazyLock::new(|| {
    include_str!("reference_datasets.tsv")
        .lines()
        .filter_map(ReferenceTerm::read)
        .collect()
});

/// A *Musterdatensatz*, by its path in the catalogue, e.g. `floraUndFauna/baumbestand/baumkataster`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReferenceDataset(pub String);

impl ReferenceDataset {
    /// Its entry; none if the catalogue has no such path, or it is that of a group.
    pub fn term(&self) -> Option<&'static ReferenceTerm> {
        let term = ReferenceTerm::find(&self.0)?;
        (!term.is_group()).then_some(term)
    }

    /// Its address, as DCAT-AP.de wants it named.
    pub fn iri(&self) -> String {
        format!("{BASE}{}", self.0)
    }

    /// The one with this address or path; none if the catalogue has no such entry.
    pub fn from_iri(iri: &str) -> Option<Self> {
        let path = iri.strip_prefix(BASE).unwrap_or(iri);
        let found = Self(path.to_owned());
        found.term().is_some().then_some(found)
    }
}

/// An entry of the catalogue: a *Musterdatensatz* or a group of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceTerm {
    /// Its path, what its address ends with.
    pub path: &'static str,
    /// Its German name.
    pub german: &'static str,
    /// Its English name.
    pub english: &'static str,
}

impl ReferenceTerm {
    /// All entries: each group, and behind it what belongs to it.
    pub fn all() -> &'static [Self] {
        &TERMS
    }

    /// Whether it is a group.
    pub fn is_group(&self) -> bool {
        !self.path.contains('/')
    }

    /// The group it belongs to, or itself.
    pub fn group(&self) -> Option<&'static Self> {
        Self::find(self.path.split('/').next().unwrap_or_default())
    }

    fn find(path: &str) -> Option<&'static Self> {
        TERMS.iter().find(|term| term.path == path)
    }

    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        Some(Self {
            path: cells.next()?,
            german: cells.next()?,
            english: cells.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_242_entries_in_26_groups() {
        let all = ReferenceTerm::all();
        let groups = all.iter().filter(|term| term.is_group()).count();
        assert_eq!((all.len() - groups, groups), (242, 26));
        for term in ReferenceTerm::all() {
            assert!(
                !term.german.is_empty() && !term.english.is_empty(),
                "{term:?}"
            );
            assert!(term.group().is_some(), "{term:?}");
        }
    }

    #[test]
    fn an_address_leads_there_and_back() {
        let trees = ReferenceDataset("floraUndFauna/baumbestand/baumkataster".to_owned());
        assert_eq!(
            trees.iri(),
            "https://musterdatenkatalog.de/def/musterdatensatz/floraUndFauna/baumbestand/baumkataster"
        );
        assert_eq!(
            ReferenceDataset::from_iri(&trees.iri()),
            Some(trees.clone())
        );
        assert_eq!(ReferenceDataset::from_iri(&trees.0), Some(trees));
        assert_eq!(ReferenceDataset::from_iri("floraUndFauna"), None);
        assert_eq!(ReferenceDataset::from_iri("https://example.org/x"), None);
    }
}
