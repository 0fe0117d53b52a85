//! The German full-text index, on tantivy. Delete its directory and it comes back by `reindex`.
//!
//! tantivy keeps terms, postings, columns and stored documents; what a query means and how hits are ordered is
//! computed here, because both must depend on **nothing but the documents the asker knows of**.
//!
//! # How a word finds its compound
//! The index holds stems per field. Compounds live in *twin fields*: `title` has a twin that holds only the parts of
//! its words (*Straßenbaum* → *strass*, *baum*), at 0.8 of the weight. The twins are not written into documents but
//! read through the [`lexicon`]: for a part it names the words that contain it. So the dictionary of the splitter may
//! grow with every document without touching the others, and every circle of readers has its own.
//!
//! # Invariants
//! - Nothing of a document the asker does not know of changes an answer: not hits, order, scores, totals, facets,
//!   suggestions, completions, nor how words are split. Document frequencies, average lengths and the lexicon are
//!   counted over visible documents ([`view`]); a property test compares whole answers.
//! - Frequent values are found only by those who may read rows, and counted over documents they may read.
//! - An answer does not depend on the history of updates: replaced and removed documents count nowhere.
//!
//! # Deliberately absent
//! tantivy's query parser (people's text is no query language), its scorers (their statistics count hidden
//! documents), and any knowledge of who asks: circles are handed in.

mod evaluate;
mod explain;
mod facets;
mod further;
mod index;
mod instead;
mod lexicon;
mod lists;
mod plan;
mod postings;
mod query;
mod remembered;
mod schema;
mod search;
mod sheet;
mod similar;
mod splitter;
mod text;
pub mod topics;
mod unfound;
mod view;

pub use index::GermanIndex;
pub use unfound::Unfound;
