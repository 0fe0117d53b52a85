//! Answering a request.

use crate::evaluate::{FEW, Parts, append, evaluate, hits};
use crate::explain::{Wanted, explain};
use crate::facets;
use crate::plan::Plan;
use crate::postings::{Scores, Source};
use crate::query::Query;
use crate::schema::{Fields, VALUES};
use crate::text::fold;
use crate::view::{Document, View};
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{Hit, SearchRequest, SearchResult};
use hebewerk_model::DatasetId;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::{DocAddress, Searcher, TantivyDocument};
use uuid::Uuid;

/// Most hits returned at once.
const PAGE: usize = 200;
/// Most completions returned at once.
const COMPLETIONS: usize = 50;
/// Most views kept. There are as many as sets of circles that ask; counting one again takes milliseconds.
const VIEWS: usize = 16;

/// One state of the index, and what was counted over it.
pub(crate) struct Generation {
    searcher: Searcher,
    fields: Fields,
    views: Mutex<HashMap<String, Arc<View>>>,
}

/// Places and words through which a hit was found.
type Reasons = Vec<(&'static str, String)>;

struct Ranked {
    score: f32,
    updated_at: i64,
    dataset: DatasetId,
    document: Document,
}

impl Generation {
    pub(crate) fn new(searcher: Searcher, fields: Fields) -> Self {
        Self {
            searcher,
            fields,
            views: Mutex::default(),
        }
    }

    /// Looks for datasets.
    pub(crate) fn search(&self, request: &SearchRequest) -> tantivy::Result<SearchResult> {
        let known = self.view(&[&request.knows])?;
        let readable = self.view(&[&request.knows, &request.reads])?;
        let source = Source {
            searcher: &self.searcher,
            fields: &self.fields,
            known: &known,
            readable: &readable,
        };
        if request.text.trim().is_empty() {
            let scores = vec![0.0; known.len()];
            let all: Vec<Document> = known.all().collect();
            return self.answer(request, source, &scores, &all, None);
        }
        let query = Query::parse(&request.text);
        if query.pieces.is_empty() || known.documents == 0 {
            return Ok(SearchResult::default());
        }
        let (plan, scores) = self.find(&query, source)?;
        let found = known
            .all()
            .filter(|document| scores[*document as usize] > 0.0);
        let found: Vec<Document> = found.collect();
        self.answer(request, source, &scores, &found, Some(&plan))
    }

    /// Scores of documents: the strict way, and more generous ones while there are few hits.
    fn find(&self, query: &Query, source: Source<'_>) -> tantivy::Result<(Plan, Scores)> {
        let lexicon = source.known.lexicon(&self.searcher, &self.fields)?;
        let plan = Plan::of(query, source, &lexicon)?;
        let scores = evaluate(&plan, source, Parts::All)?;
        if hits(&scores) >= FEW {
            return Ok((plan, scores));
        }
        let mut scores = evaluate(&plan, source, Parts::Some)?;
        if hits(&scores) >= FEW {
            return Ok((plan, scores));
        }
        let plan = plan.with_alike(&lexicon);
        let further = evaluate(&plan, source, Parts::Some)?;
        append(&mut scores, &further);
        Ok((plan, scores))
    }

    fn answer(
        &self,
        request: &SearchRequest,
        source: Source<'_>,
        scores: &Scores,
        candidates: &[Document],
        plan: Option<&Plan>,
    ) -> tantivy::Result<SearchResult> {
        let known = source.known;
        let faceted = facets::filter(&self.searcher, known, &request.facets, candidates)?;
        let total = faceted.hits.len() as u64;
        let ranked = self.rank(known, scores, &faceted.hits)?;
        let page = best(ranked, request.offset, request.limit.min(PAGE));
        let reasons = self.reasons(source, plan, &page)?;
        let hits = page.into_iter().zip(reasons).map(|(ranked, found_in)| Hit {
            dataset: ranked.dataset,
            score: ranked.score,
            found_in,
        });
        let hits = hits.collect();
        let suggestion = plan.and_then(|plan| plan.suggestion.clone());
        Ok(SearchResult {
            hits,
            total,
            facets: faceted.counts,
            // A spelling that finds nothing is no help.
            suggestion: suggestion.filter(|_| !candidates.is_empty()),
        })
    }

    fn rank(
        &self,
        known: &View,
        scores: &Scores,
        documents: &[Document],
    ) -> tantivy::Result<Vec<Ranked>> {
        let mut columns = Vec::new();
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            columns.push((
                fast.i64("updated_at")?,
                fast.u64("id_high")?,
                fast.u64("id_low")?,
            ));
        }
        let ranked = documents.iter().map(|document| {
            let (segment, number) = known.address(*document);
            let (updated_at, high, low) = &columns[segment as usize];
            let (high, low) = (
                high.first(number).unwrap_or(0),
                low.first(number).unwrap_or(0),
            );
            Ranked {
                score: scores[*document as usize],
                updated_at: updated_at.first(number).unwrap_or(0),
                dataset: DatasetId::from_uuid(Uuid::from_u64_pair(high, low)),
                document: *document,
            }
        });
        Ok(ranked.collect())
    }

    /// Why each hit of a page was found; nothing is said of a list without words.
    fn reasons(
        &self,
        source: Source<'_>,
        plan: Option<&Plan>,
        page: &[Ranked],
    ) -> tantivy::Result<Vec<Reasons>> {
        let Some(plan) = plan else {
            return Ok(vec![Vec::new(); page.len()]);
        };
        let wanted = Wanted::of(plan);
        // Values are many and seldom the reason: only documents in which one was found are looked through.
        let with_values = source.frequencies(VALUES, &wanted.in_values())?;
        let mut reasons = Vec::with_capacity(page.len());
        for ranked in page {
            let (segment, number) = source.known.address(ranked.document);
            let stored: TantivyDocument = self.searcher.doc(DocAddress::new(segment, number))?;
            let found =
                with_values.binary_search_by_key(&ranked.document, |(document, _)| *document);
            let described = self.fields.source(&stored);
            reasons.push(
                described.map_or_else(Vec::new, |text| explain(&text, &wanted, found.is_ok())),
            );
        }
        Ok(reasons)
    }

    /// Words that complete the last word of `prefix`, with what stands before it, most frequent first.
    pub(crate) fn complete(
        &self,
        prefix: &str,
        knows: &[Audience],
        limit: usize,
    ) -> tantivy::Result<Vec<String>> {
        let query = Query::parse(prefix);
        let last = query
            .text
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let beginning = fold(last);
        if beginning.is_empty() || prefix.ends_with(char::is_whitespace) {
            return Ok(Vec::new());
        }
        let before = query.text.strip_suffix(last).unwrap_or_default();
        let lexicon = self.view(&[knows])?.lexicon(&self.searcher, &self.fields)?;
        let mut words: Vec<_> = lexicon
            .with_prefix(&beginning)
            .filter(|entry| !entry.written.bytes().any(|byte| byte.is_ascii_digit()))
            .collect();
        words.sort_by_key(|entry| (Reverse(entry.documents), &entry.folded));
        let limit = limit.min(COMPLETIONS);
        Ok(words
            .into_iter()
            .take(limit)
            .map(|entry| format!("{before}{}", entry.written))
            .collect())
    }

    /// The documents that a circle of every list covers.
    fn view(&self, lists: &[&[Audience]]) -> tantivy::Result<Arc<View>> {
        let key = key(lists);
        if let Some(view) = self.views().get(&key) {
            return Ok(Arc::clone(view));
        }
        let view = Arc::new(View::new(&self.searcher, &self.fields, lists)?);
        let mut views = self.views();
        if views.len() >= VIEWS {
            views.clear();
        }
        Ok(Arc::clone(views.entry(key).or_insert(view)))
    }

    fn views(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<View>>> {
        // A view is put in whole or not at all: a panic elsewhere leaves nothing half.
        self.views.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Equal for lists that cover the same circles.
fn key(lists: &[&[Audience]]) -> String {
    let lists = lists.iter().map(|list| {
        let mut circles: Vec<String> = list.iter().map(ToString::to_string).collect();
        circles.sort();
        circles.dedup();
        circles.join(",")
    });
    lists.collect::<Vec<_>>().join("|")
}

/// The best of a list in order, some passed over.
fn best(mut ranked: Vec<Ranked>, offset: usize, limit: usize) -> Vec<Ranked> {
    let end = offset.saturating_add(limit);
    if end > 0 && end < ranked.len() {
        ranked.select_nth_unstable_by(end - 1, better);
        ranked.truncate(end);
    }
    ranked.sort_by(better);
    ranked.into_iter().skip(offset).take(limit).collect()
}

/// Order of hits: score, then the newer, then identity, so that equal indexes answer equally.
fn better(one: &Ranked, other: &Ranked) -> Ordering {
    other
        .score
        .total_cmp(&one.score)
        .then(other.updated_at.cmp(&one.updated_at))
        .then(one.dataset.cmp(&other.dataset))
}
