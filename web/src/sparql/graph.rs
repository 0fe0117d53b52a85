//! The graph questions are asked of: what all pages of `/catalog` say of the catalogue and its datasets, without what they say
//! of themselves as pages.

use crate::dcat::catalogue::{catalogue, german, mirror};
use crate::dcat::{Addresses, described};
use crate::query::Query;
use crate::{Refusal, Visitor};
use hebewerk_exchange::rdf::{RdfForm, write};
use hebewerk_hub::CatalogueState;
use hebewerk_model::Kind;

/// Datasets asked for at once.
const STEP: u32 = 500;
/// Longest graph as N-Triples: about six thousand datasets.
const MOST_BYTES: usize = 64 << 20;

/// The graph as it was at one state of the catalogue, with the addresses of one name of the hub.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) base: String,
    pub(super) state: CatalogueState,
    /// N-Triples; what belongs to several datasets may be said several times.
    pub(super) text: Vec<u8>,
}

impl Graph {
    /// Reads the whole catalogue as everybody may.
    pub(super) async fn read(
        visitor: &Visitor,
        base: String,
        state: CatalogueState,
    ) -> Result<Self, Refusal> {
        let addresses = Addresses::below(base);
        let settings = &visitor.state.settings;
        let mirror = mirror(visitor, &Query::default());
        let (mut text, mut after, mut modified) = (Vec::new(), None, None);
        loop {
            let mut page = visitor.hub().open_catalogue(after, STEP).await?;
            // What changes meanwhile comes with the next state; a catalogue changed last once.
            page.modified = *modified.get_or_insert(page.modified);
            let entries = page.entries.iter();
            let datasets: Vec<_> = entries
                .map(|entry| described(german(visitor), settings, &addresses, entry))
                .collect();
            let graph = catalogue(visitor, &addresses, &page).graph(&datasets, None, mirror);
            let said = write(&graph, RdfForm::NTriples).map_err(Refusal::internal)?;
            text.extend_from_slice(&said);
            if text.len() > MOST_BYTES {
                return Err(too_large());
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(Self {
            base: addresses.base().to_owned(),
            state,
            text,
        })
    }
}

/// The catalogue is larger than what is kept in memory for questions.
pub(super) fn too_large() -> Refusal {
    tracing::warn!("the catalogue is too large for SPARQL: limits.sparql_memory_mb");
    Refusal::new(Kind::Unavailable, "sparql_graph_too_large")
}
