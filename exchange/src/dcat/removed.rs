//! What was in a catalogue and is not any more.

use super::terms;
use crate::rdf::Graph;
use jiff::Timestamp;

/// A mark of a dataset that was removed, as DCAT-AP Feeds has it: `as:Tombstone`
/// (<https://www.w3.org/TR/activitystreams-vocabulary/#dfn-tombstone>) with when, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Address of the dataset.
    pub iri: String,
    /// When it was removed.
    pub at: Timestamp,
}

impl Removed {
    /// Says so in a graph.
    pub fn write(&self, graph: &mut Graph) {
        if let Some(mut said) = graph.about(&self.iri) {
            said.is_a(terms::TOMBSTONE)
                .links(terms::FORMER_TYPE, terms::DATASET)
                .at(terms::DELETED, self.at);
        }
    }
}
