//! Filtering by facets, and counting them.

use crate::schema::{FACETS, facet_column};
use crate::view::Document;
use hebewerk_hub::ports::{FacetCount, Facets};
use std::collections::BTreeMap;
use tantivy::Searcher;
use tantivy::columnar::StrColumn;

/// Most values of a facet that are returned; chosen ones always are.
const VALUES: usize = 500;

/// What the facets leave of the candidates, and how many candidates each value has.
pub(crate) struct Faceted {
    /// Candidates that have a chosen value of every facet in which something is chosen.
    pub(crate) hits: Vec<Document>,
    /// Counts, most frequent first within a facet.
    pub(crate) counts: Vec<FacetCount>,
}

/// The values of all documents, visible or not, by facet. tantivy keeps them packed and by segment; an answer with a
/// hundred thousand hits would spend its time unpacking.
pub(crate) struct FacetTable {
    columns: Vec<Column>,
}

struct Column {
    /// In order.
    values: Vec<String>,
    /// By document: where its numbers begin; one more at the end.
    begins: Vec<u32>,
    /// Numbers of values.
    numbers: Vec<u32>,
}

impl FacetTable {
    /// Reads the columns of an index.
    pub(crate) fn read(searcher: &Searcher) -> tantivy::Result<Self> {
        let columns = FACETS.map(|facet| Column::read(searcher, &facet_column(facet)));
        let columns: tantivy::Result<Vec<Column>> = columns.into_iter().collect();
        Ok(Self { columns: columns? })
    }

    /// Filters candidates by the chosen facets, and counts.
    ///
    /// The count of a value says how many hits there would be if it were the only one chosen in its facet: so a
    /// candidate counts for a facet when it satisfies all others.
    pub(crate) fn filter(&self, chosen: &Facets, candidates: &[Document]) -> Faceted {
        let chosen = by_facet(chosen);
        let numbers: Vec<Option<Vec<u32>>> = self
            .columns
            .iter()
            .zip(chosen)
            .map(|(column, chosen)| (!chosen.is_empty()).then(|| column.numbers_of(chosen)))
            .collect();
        let mut counts: Vec<Vec<u64>> = self
            .columns
            .iter()
            .map(|column| vec![0; column.values.len()])
            .collect();
        let mut hits = Vec::with_capacity(candidates.len());
        for document in candidates {
            let mut failing = self
                .columns
                .iter()
                .zip(&numbers)
                .enumerate()
                .filter(|(_, (column, chosen))| !column.accepts(*document, chosen.as_deref()));
            let (first, second) = (failing.next(), failing.next());
            if second.is_some() {
                continue;
            }
            let failing = first.map(|(number, _)| number);
            for (number, (column, counts)) in self.columns.iter().zip(&mut counts).enumerate() {
                if failing.is_none_or(|failing| failing == number) {
                    for value in column.of(*document) {
                        counts[*value as usize] += 1;
                    }
                }
            }
            if failing.is_none() {
                hits.push(*document);
            }
        }
        let counts = FACETS
            .into_iter()
            .zip(self.columns.iter().zip(counts))
            .zip(chosen)
            .flat_map(|((facet, (column, counts)), chosen)| {
                most_frequent(facet, column, &counts, chosen)
            })
            .collect();
        Faceted { hits, counts }
    }
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

impl Column {
    fn read(searcher: &Searcher, name: &str) -> tantivy::Result<Self> {
        let mut segments: Vec<(u32, Option<StrColumn>, Vec<String>)> = Vec::new();
        let mut numbered: BTreeMap<String, u32> = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let column = segment.fast_fields().str(name)?;
            let mut words = Vec::new();
            if let Some(column) = &column {
                let mut stream = column.dictionary().stream()?;
                while stream.advance() {
                    let word = String::from_utf8_lossy(stream.key()).into_owned();
                    numbered.insert(word.clone(), 0);
                    words.push(word);
                }
            }
            segments.push((segment.max_doc(), column, words));
        }
        for (number, place) in (0..).zip(numbered.values_mut()) {
            *place = number;
        }
        let (mut begins, mut numbers) = (vec![0], Vec::new());
        for (documents, column, words) in segments {
            let ours: Vec<u32> = words.iter().map(|word| numbered[word]).collect();
            for document in 0..documents {
                if let Some(column) = &column {
                    let here = column.term_ords(document);
                    numbers.extend(here.map(|number| ours[number as usize]));
                }
                begins.push(numbers.len() as u32);
            }
        }
        Ok(Self {
            values: numbered.into_keys().collect(),
            begins,
            numbers,
        })
    }

    /// Numbers of the values of a document.
    fn of(&self, document: Document) -> &[u32] {
        let at = document as usize;
        &self.numbers[self.begins[at] as usize..self.begins[at + 1] as usize]
    }

    /// Numbers of values; unknown ones have none.
    fn numbers_of(&self, values: &[String]) -> Vec<u32> {
        let numbers = values.iter().filter_map(|value| {
            let place = self.values.binary_search(value).ok();
            place.map(|place| place as u32)
        });
        numbers.collect()
    }

    fn accepts(&self, document: Document, chosen: Option<&[u32]>) -> bool {
        chosen.is_none_or(|chosen| {
            let mut values = self.of(document).iter();
            values.any(|value| chosen.contains(value))
        })
    }
}

fn most_frequent(
    facet: &'static str,
    column: &Column,
    counts: &[u64],
    chosen: &[String],
) -> Vec<FacetCount> {
    let is_told = |(value, count): &(&String, u64)| *count > 0 || chosen.contains(value);
    let mut counts: Vec<(&String, u64)> = column
        .values
        .iter()
        .zip(counts.iter().copied())
        .filter(is_told)
        .collect();
    for value in chosen {
        // Whether a value is unknown or only stands in documents that are hidden must not be told.
        if column.values.binary_search(value).is_err() {
            counts.push((value, 0));
        }
    }
    counts.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
    counts.dedup();
    let mut kept = 0;
    counts.retain(|(value, _)| {
        kept += 1;
        kept <= VALUES || chosen.contains(value)
    });
    let counts = counts.into_iter().map(|(value, count)| FacetCount {
        facet,
        value: value.clone(),
        count,
    });
    counts.collect()
}
