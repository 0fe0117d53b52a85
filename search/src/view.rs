//! The part of the index an asker knows of, and everything counted over it.

use crate::lexicon::Lexicon;
use crate::schema::{Fields, PLACES};
use hebewerk_guard::Audience;
use std::sync::{Arc, OnceLock};
use tantivy::{DocId, Searcher};

/// A document: its number over all segments.
pub(crate) type Document = u32;

/// The documents that fall into some circles.
pub(crate) struct View {
    /// Which one of its generation.
    pub(crate) number: u64,
    /// By document: whether it is there and visible.
    visible: Vec<bool>,
    /// By segment: number of its first document.
    bases: Vec<Document>,
    /// Visible documents.
    pub(crate) documents: u32,
    /// By place: mean number of words of visible documents.
    pub(crate) mean_words: [f32; PLACES.len()],
    lexicon: OnceLock<Arc<Lexicon>>,
}

impl View {
    /// The documents that some circle of every list covers.
    pub(crate) fn new(
        searcher: &Searcher,
        fields: &Fields,
        lists: &[&[Audience]],
        number: u64,
    ) -> tantivy::Result<Self> {
        let mut visible = Vec::new();
        let mut bases = Vec::new();
        let mut words = [0_u64; PLACES.len()];
        for segment in searcher.segment_readers() {
            let base = visible.len();
            bases.push(base as Document);
            visible.resize(base + segment.max_doc() as usize, false);
            let Some(circles) = segment.fast_fields().str("circles")? else {
                continue;
            };
            let mut covered = Vec::with_capacity(circles.num_terms());
            let mut circle = String::new();
            for number in 0..circles.num_terms() as u64 {
                circle.clear();
                circles.ord_to_str(number, &mut circle)?;
                let covers =
                    |list: &&[Audience]| list.iter().any(|audience| covers(*audience, &circle));
                covered.push(lists.iter().map(covers).collect::<Vec<_>>());
            }
            for document in segment.doc_ids_alive() {
                // A document has several circles: each list may cover another one.
                let is_covered = |list: usize| {
                    let covers = |number: u64| {
                        let lists = covered.get(number as usize);
                        lists.and_then(|lists| lists.get(list)) == Some(&true)
                    };
                    circles.term_ords(document).any(covers)
                };
                visible[base + document as usize] = (0..lists.len()).all(is_covered);
            }
            for (sum, field) in words.iter_mut().zip(fields.places) {
                let lengths = segment.get_fieldnorms_reader(field)?;
                let here = &visible[base..];
                *sum += (0..segment.max_doc())
                    .filter(|document| here[*document as usize])
                    .map(|document| u64::from(lengths.fieldnorm(document)))
                    .sum::<u64>();
            }
        }
        let documents = visible.iter().filter(|visible| **visible).count() as u32;
        Ok(Self {
            number,
            visible,
            bases,
            documents,
            mean_words: words.map(|words| words as f32 / documents.max(1) as f32),
            lexicon: OnceLock::new(),
        })
    }

    /// Number of documents over all segments, visible or not: the length of lists by document.
    pub(crate) fn len(&self) -> usize {
        self.visible.len()
    }

    /// Number of the first document of a segment.
    pub(crate) fn base(&self, segment: usize) -> Document {
        self.bases[segment]
    }

    /// Segment and number within it of a document.
    pub(crate) fn address(&self, document: Document) -> (u32, DocId) {
        let segment = self
            .bases
            .partition_point(|base| *base <= document)
            .saturating_sub(1);
        (segment as u32, document - self.bases[segment])
    }

    /// Whether a document is there and visible.
    pub(crate) fn sees(&self, document: Document) -> bool {
        self.visible[document as usize]
    }

    /// All visible documents.
    pub(crate) fn all(&self) -> impl Iterator<Item = Document> {
        let numbers = 0..self.visible.len() as Document;
        numbers.filter(|document| self.sees(*document))
    }

    /// The words of the visible documents; counted on first use.
    pub(crate) fn lexicon(
        &self,
        searcher: &Searcher,
        fields: &Fields,
    ) -> tantivy::Result<Arc<Lexicon>> {
        if let Some(lexicon) = self.lexicon.get() {
            return Ok(Arc::clone(lexicon));
        }
        // Two askers at once may both count; the results are equal.
        let lexicon = Arc::new(Lexicon::read(searcher, fields, self)?);
        Ok(Arc::clone(self.lexicon.get_or_init(|| lexicon)))
    }
}

/// Whether a circle covers another one, given in writing. Agrees with [`Audience::covers`].
fn covers(audience: Audience, circle: &str) -> bool {
    match audience {
        Audience::AnyOffice => circle == "office" || circle.starts_with("office:"),
        Audience::Public | Audience::City | Audience::Office(_) | Audience::Dataset(_) => {
            audience.to_string() == circle
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_in_writing_cover_what_circles_cover() {
        let office = |id: &str| Audience::Office(id.parse().unwrap());
        let all = [
            Audience::Public,
            Audience::City,
            Audience::AnyOffice,
            office("01890000-0000-7000-8000-000000000001"),
            office("01890000-0000-7000-8000-000000000002"),
            Audience::Dataset("01890000-0000-7000-8000-000000000002".parse().unwrap()),
        ];
        for one in all {
            for other in all {
                assert_eq!(
                    covers(one, &other.to_string()),
                    one.covers(other),
                    "{one} and {other}"
                );
            }
        }
    }
}
