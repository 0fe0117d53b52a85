//! Filtering by facets, and counting them.

use crate::schema::{FACETS, facet_column};
use crate::view::{Document, View};
use hebewerk_hub::ports::{FacetCount, Facets};
use std::collections::BTreeMap;
use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

/// Most values of a facet that are returned; chosen ones always are.
const VALUES: usize = 500;

/// What the facets leave of the candidates, and how many candidates each value has.
pub(crate) struct Faceted {
    /// Candidates that have a chosen value of every facet in which something is chosen.
    pub(crate) hits: Vec<Document>,
    /// Counts, most frequent first within a facet.
    pub(crate) counts: Vec<FacetCount>,
}

/// Filters candidates (in order of number) by the chosen facets.
///
/// The count of a value says how many hits there would be if it were the only one chosen in its facet: so a candidate
/// counts for a facet when it satisfies all others.
pub(crate) fn filter(
    searcher: &Searcher,
    view: &View,
    chosen: &Facets,
    candidates: &[Document],
) -> tantivy::Result<Faceted> {
    let chosen = by_facet(chosen);
    let mut hits = Vec::new();
    let mut counts: [BTreeMap<String, u64>; FACETS.len()] = Default::default();
    let mut rest = candidates;
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        let base = view.base(number);
        let end = base + segment.max_doc();
        let (here, behind) = rest.split_at(rest.partition_point(|document| *document < end));
        rest = behind;
        if here.is_empty() {
            continue;
        }
        let mut columns = Columns::open(segment, &chosen)?;
        for document in here {
            if columns.take(document - base) {
                hits.push(*document);
            }
        }
        columns.add_to(&mut counts)?;
    }
    let counts = FACETS
        .into_iter()
        .zip(counts)
        .zip(chosen)
        .flat_map(|((facet, counts), chosen)| most_frequent(facet, counts, chosen))
        .collect();
    Ok(Faceted { hits, counts })
}

fn by_facet(chosen: &Facets) -> [&[String]; FACETS.len()] {
    [
        &chosen.organisations,
        &chosen.themes,
        &chosen.formats,
        &chosen.visibilities,
        &chosen.tags,
    ]
}

/// The facet columns of a segment.
struct Columns {
    columns: Vec<Column>,
}

struct Column {
    values: Option<StrColumn>,
    /// Numbers of the chosen values; none if nothing is chosen.
    chosen: Option<Vec<u64>>,
    /// Candidates by number of the value.
    counts: Vec<u64>,
}

impl Columns {
    fn open(segment: &SegmentReader, chosen: &[&[String]; FACETS.len()]) -> tantivy::Result<Self> {
        let mut columns = Vec::with_capacity(FACETS.len());
        for (facet, chosen) in FACETS.into_iter().zip(chosen) {
            let values = segment.fast_fields().str(&facet_column(facet))?;
            let mut numbers = Vec::new();
            if let Some(values) = &values {
                for value in *chosen {
                    numbers.extend(values.dictionary().term_ord(value)?);
                }
            }
            columns.push(Column {
                counts: vec![0; values.as_ref().map_or(0, |values| values.num_terms())],
                values,
                chosen: (!chosen.is_empty()).then_some(numbers),
            });
        }
        Ok(Self { columns })
    }

    /// Counts a candidate; whether it is a hit.
    fn take(&mut self, document: u32) -> bool {
        let mut failing = None;
        for (number, column) in self.columns.iter().enumerate() {
            if !column.accepts(document) {
                if failing.is_some() {
                    return false;
                }
                failing = Some(number);
            }
        }
        for (number, column) in self.columns.iter_mut().enumerate() {
            if failing.is_none_or(|failing| failing == number) {
                column.count(document);
            }
        }
        failing.is_none()
    }

    fn add_to(&self, counts: &mut [BTreeMap<String, u64>; FACETS.len()]) -> tantivy::Result<()> {
        for (column, counts) in self.columns.iter().zip(counts) {
            let Some(values) = &column.values else {
                continue;
            };
            // Values stand in compressed blocks: one walk through all is cheaper than looking each one up.
            let mut words = values.dictionary().stream()?;
            let mut numbers = column.counts.iter();
            while words.advance() {
                let count = numbers.next().copied().unwrap_or_default();
                if count > 0 {
                    let value = String::from_utf8_lossy(words.key()).into_owned();
                    *counts.entry(value).or_default() += count;
                }
            }
        }
        Ok(())
    }
}

impl Column {
    fn accepts(&self, document: u32) -> bool {
        let Some(chosen) = &self.chosen else {
            return true;
        };
        let Some(values) = &self.values else {
            return false;
        };
        values
            .term_ords(document)
            .any(|number| chosen.contains(&number))
    }

    fn count(&mut self, document: u32) {
        if let Some(values) = &self.values {
            for number in values.term_ords(document) {
                self.counts[number as usize] += 1;
            }
        }
    }
}

fn most_frequent(
    facet: &'static str,
    mut counts: BTreeMap<String, u64>,
    chosen: &[String],
) -> Vec<FacetCount> {
    for value in chosen {
        counts.entry(value.clone()).or_default();
    }
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
    let mut kept = 0;
    counts.retain(|(value, _)| {
        kept += 1;
        kept <= VALUES || chosen.contains(value)
    });
    let counts = counts.into_iter().map(|(value, count)| FacetCount {
        facet,
        value,
        count,
    });
    counts.collect()
}
