//! What is looked for.

use super::{Extent, Interval, KIND, Terms};
use hebewerk_model::Dataset;

/// Conditions of a search; all of them have to hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wish {
    /// Words in title, text and key words.
    pub terms: Option<Terms>,
    /// Where.
    pub extent: Option<Extent>,
    /// When.
    pub interval: Option<Interval>,
    /// Kinds of resources, of which ours are all one.
    pub kinds: Option<Vec<String>>,
    /// Identities of records.
    pub ids: Option<Vec<String>>,
    /// Identifiers by which others know what is described: its address in the catalogue.
    pub external_ids: Option<Vec<String>>,
}

impl Wish {
    /// Whether a dataset fulfils all of them: what is known of it, what its address in the catalogue begins with, and where
    /// it lies.
    pub fn holds(&self, dataset: &Dataset, addresses: &str, lies: Option<&Extent>) -> bool {
        self.names(dataset, addresses)
            && self.extent.is_none_or(|wanted| {
                let there = lies.map(|lies| wanted.meets(lies));
                there.unwrap_or(false)
            })
            && self
                .interval
                .is_none_or(|wanted| wanted.meets(dataset.description.details.span))
            && self.terms.as_ref().is_none_or(|terms| {
                let said = &dataset.description;
                let texts = [said.title.as_str(), said.text.as_str()];
                terms.are_in(
                    texts
                        .into_iter()
                        .chain(said.tags.iter().map(String::as_str)),
                )
            })
    }

    /// Whether all lists of names hold one of the dataset's.
    fn names(&self, dataset: &Dataset, addresses: &str) -> bool {
        let is_kind = self
            .kinds
            .as_ref()
            .is_none_or(|kinds| kinds.iter().any(|kind| kind == KIND));
        if !is_kind || (self.ids.is_none() && self.external_ids.is_none()) {
            return is_kind;
        }
        let id = dataset.id.to_string();
        let by_id = |ids: &Vec<String>| ids.contains(&id);
        let by_address = |names: &Vec<String>| {
            let mut ids = names.iter().filter_map(|name| name.strip_prefix(addresses));
            ids.any(|name| name == id)
        };
        self.ids.as_ref().is_none_or(by_id) && self.external_ids.as_ref().is_none_or(by_address)
    }
}
