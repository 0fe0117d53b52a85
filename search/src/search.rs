//! Answering a request.

use crate::evaluate::{FEW, Parts, append, evaluate};
use crate::explain::{Wanted, explain};
use crate::facets::FacetTable;
use crate::further::{related, with_further};
use crate::instead::instead;
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::plan::Plan;
use crate::postings::Source;
use crate::query::Query;
use crate::remembered::Remembered;
use crate::schema::{Fields, ORGANISATION, VALUES};
use crate::sheet::Found;
use crate::text::{compose, fold, tokens};
use crate::view::{Document, View};
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{Hit, SearchRequest, SearchResult};
use hebewerk_model::DatasetId;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{self, AtomicU64};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tantivy::{DocAddress, Searcher, TantivyDocument};
use uuid::Uuid;

/// Most hits returned at once.
const PAGE: usize = 200;
/// Most completions returned at once.
const COMPLETIONS: usize = 50;
/// Most views kept. There are as many as sets of circles that ask; counting one again takes milliseconds.
const VIEWS: usize = 16;

/// Most hits that are added because they share words with the best ones.
const RELATED: usize = 40;
/// Hits that need none of those.
const ENOUGH: usize = 30;
/// Hits whose words are looked at for that, and words that are taken from them.
const BEST: usize = 5;
const WORDS: usize = 6;
/// Words that stand in a larger share of documents say nothing about a few.
const COMMON: f32 = 0.05;

/// One state of the index, and what was counted over it.
pub(crate) struct Generation {
    searcher: Searcher,
    fields: Fields,
    views: Mutex<HashMap<String, Arc<View>>>,
    facets: OnceLock<FacetTable>,
    remembered: Remembered,
    /// Views made so far.
    made: AtomicU64,
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
            facets: OnceLock::new(),
            remembered: Remembered::default(),
            made: AtomicU64::new(0),
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
            remembered: &self.remembered,
        };
        if request.text.trim().is_empty() {
            let all: Found = known.all().map(|document| (document, 0.0)).collect();
            return self.answer(request, source, &all, None);
        }
        let query = Query::parse(&request.text);
        if query.pieces.is_empty() || known.documents == 0 {
            return Ok(SearchResult::default());
        }
        let (plan, scores) = self.find(&query, source)?;
        let mut result = self.answer(request, source, &scores, Some(&plan))?;
        if scores.is_empty() {
            let lexicon = known.lexicon(&self.searcher, &self.fields)?;
            result.instead = instead(&query, &lexicon);
        }
        Ok(result)
    }

    /// Scores of documents: the strict way, and more generous ones while there are few hits.
    fn find(&self, query: &Query, source: Source<'_>) -> tantivy::Result<(Plan, Found)> {
        let lexicon = source.known.lexicon(&self.searcher, &self.fields)?;
        let plan = Plan::of(query, source, &lexicon)?;
        let scores = evaluate(&plan, source, Parts::All)?;
        if scores.len() >= FEW {
            return Ok((plan, scores));
        }
        let mut scores = scores;
        append(&mut scores, &evaluate(&plan, source, Parts::Some)?);
        if scores.len() >= ENOUGH || plan.is_literal() {
            return Ok((plan, scores));
        }
        let mut plan = with_further(&plan, &lexicon);
        append(&mut scores, &evaluate(&plan, source, Parts::Some)?);
        if scores.len() < ENOUGH {
            let stems = self.words_of_best(&scores, source, &lexicon)?;
            let related = related(&stems, &lexicon);
            let mut further = evaluate(&related, source, Parts::AnyUnit)?;
            further.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            further.truncate(RELATED);
            append(&mut scores, &further);
            plan.units.extend(related.units);
        }
        Ok((plan, scores))
    }

    /// Stems that the titles of the best hits have in common, most telling first. Names of houses tell nothing.
    fn words_of_best(
        &self,
        scores: &Found,
        source: Source<'_>,
        lexicon: &Lexicon,
    ) -> tantivy::Result<Vec<String>> {
        let mut best = scores.clone();
        best.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        best.truncate(BEST);
        let Some((_, highest)) = best.first().copied() else {
            return Ok(Vec::new());
        };
        let mut worth: BTreeMap<String, f32> = BTreeMap::new();
        for (document, score) in best {
            let (segment, number) = source.known.address(document);
            let stored: TantivyDocument = self.searcher.doc(DocAddress::new(segment, number))?;
            let Some(described) = self.fields.source(&stored) else {
                continue;
            };
            let mut stems = tokens(&compose(&described.title));
            stems.retain(|token| {
                token.stem.len() > 3
                    && token.stem.bytes().all(|byte| byte.is_ascii_alphabetic())
                    && !Lists::get().is_stop_word(&token.written)
            });
            stems.sort_by(|one, other| one.stem.cmp(&other.stem));
            stems.dedup_by(|one, other| one.stem == other.stem);
            for token in stems {
                *worth.entry(token.stem).or_default() += score / highest;
            }
        }
        let all = source.known.documents as f32;
        let mut stems = Vec::new();
        for (stem, sum) in worth {
            let share = lexicon.documents_with(&stem) as f32 / all;
            if share <= COMMON && !source.holds(ORGANISATION, &stem)? {
                stems.push((sum * -share.max(1.0 / all).ln(), stem));
            }
        }
        stems.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        stems.truncate(WORDS);
        Ok(stems.into_iter().map(|(_, stem)| stem).collect())
    }

    fn answer(
        &self,
        request: &SearchRequest,
        source: Source<'_>,
        found: &Found,
        plan: Option<&Plan>,
    ) -> tantivy::Result<SearchResult> {
        let known = source.known;
        let candidates: Vec<Document> = found.iter().map(|(document, _)| *document).collect();
        let faceted = self.table()?.filter(&request.facets, &candidates);
        let total = faceted.hits.len() as u64;
        let limit = request.limit.min(PAGE);
        let hits = scored(found, &faceted.hits);
        let hits = foremost(hits, request.offset.saturating_add(limit));
        let page = best(self.rank(known, &hits)?, request.offset, limit);
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
            instead: Vec::new(),
        })
    }

    fn rank(&self, known: &View, hits: &Found) -> tantivy::Result<Vec<Ranked>> {
        let mut columns = Vec::new();
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            columns.push((
                fast.i64("updated_at")?,
                fast.u64("id_high")?,
                fast.u64("id_low")?,
            ));
        }
        let ranked = hits.iter().map(|(document, score)| {
            let (segment, number) = known.address(*document);
            let (updated_at, high, low) = &columns[segment as usize];
            let (high, low) = (
                high.first(number).unwrap_or(0),
                low.first(number).unwrap_or(0),
            );
            Ranked {
                score: *score,
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
        let number = self.made.fetch_add(1, atomic::Ordering::Relaxed);
        let view = Arc::new(View::new(&self.searcher, &self.fields, lists, number)?);
        let mut views = self.views();
        if views.len() >= VIEWS {
            views.clear();
        }
        Ok(Arc::clone(views.entry(key).or_insert(view)))
    }

    /// The facets of all documents; read on first use.
    fn table(&self) -> tantivy::Result<&FacetTable> {
        if let Some(table) = self.facets.get() {
            return Ok(table);
        }
        let table = FacetTable::read(&self.searcher)?;
        Ok(self.facets.get_or_init(|| table))
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

/// Documents of a list with their scores; both in order of number.
fn scored(found: &Found, documents: &[Document]) -> Found {
    let mut documents = documents.iter().peekable();
    let kept = found
        .iter()
        .filter(|(document, _)| documents.next_if(|next| *next == document).is_some());
    kept.copied().collect()
}

/// Those that may be among the best `count`: age and identity need to be looked up for no others.
fn foremost(mut hits: Found, count: usize) -> Found {
    if count > 0 && count < hits.len() {
        let mut scores: Vec<f32> = hits.iter().map(|(_, score)| *score).collect();
        let (_, last, _) =
            scores.select_nth_unstable_by(count - 1, |one, other| other.total_cmp(one));
        let last = *last;
        hits.retain(|(_, score)| *score >= last);
    }
    hits
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
