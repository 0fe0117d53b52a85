//! Small pages as the engine read them, for whoever asks for the same again: previews, and the first page of a table.
//!
//! A version never changes and the key holds the conditions of reading, so a page stays true for as long as it is kept.

use crate::key::FormKey;
use arrow::array::{Array, ArrayRef, AsArray, UInt32Array};
use arrow::compute::take;
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{Page, PageRequest};
use std::collections::HashMap;

/// Bytes of a page that is kept, at most.
const SMALL: usize = 256 << 10;
/// Bytes of all pages at most, however large the budget is.
const MOST_BYTES: usize = 64 << 20;
/// Pages at most.
const MOST: usize = 4_096;
/// What a page takes beside its cells.
const FRAME: usize = 1_024;

type Key = (FormKey, PageRequest);

/// The pages that are kept; the one that nobody has asked for longest gives way.
#[derive(Debug)]
pub(crate) struct SmallPages {
    kept: HashMap<Key, Kept>,
    bytes: usize,
    budget: usize,
    clock: u64,
}

#[derive(Debug)]
struct Kept {
    page: Page,
    bytes: usize,
    used: u64,
}

impl SmallPages {
    /// Room for pages of a sixteenth of what all forms may take.
    pub(crate) fn new(budget: usize) -> Self {
        Self {
            kept: HashMap::new(),
            bytes: 0,
            budget: (budget / 16).min(MOST_BYTES),
            clock: 0,
        }
    }

    pub(crate) fn find(&mut self, key: FormKey, request: &PageRequest) -> Option<Page> {
        self.clock += 1;
        let kept = self.kept.get_mut(&(key, request.clone()))?;
        kept.used = self.clock;
        Some(kept.page.clone())
    }

    /// Keeps a page that was made [`compact`].
    pub(crate) fn keep(&mut self, key: FormKey, request: PageRequest, page: Page) {
        let bytes = weight(&request, &page);
        if bytes > SMALL || bytes > self.budget {
            return;
        }
        let key = (key, request);
        if let Some(before) = self.kept.remove(&key) {
            self.bytes -= before.bytes;
        }
        while self.bytes + bytes > self.budget || self.kept.len() >= MOST {
            self.drop_oldest();
        }
        self.clock += 1;
        let kept = Kept {
            page,
            bytes,
            used: self.clock,
        };
        self.bytes += bytes;
        self.kept.insert(key, kept);
    }

    pub(crate) fn forget(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }

    fn drop_oldest(&mut self) {
        let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.used);
        let Some(key) = oldest.map(|(key, _)| key.clone()) else {
            return;
        };
        if let Some(kept) = self.kept.remove(&key) {
            self.bytes -= kept.bytes;
        }
    }
}

/// The page without what its cells only lie beside: rows are cut out of larger pieces of memory. None where it is large
/// all the same.
pub(crate) fn compact(page: &Page) -> Option<Page> {
    let batches = page.batches.iter().map(cut_out);
    let page = Page {
        batches: batches.collect::<Result<_, ArrowError>>().ok()?,
        ..page.clone()
    };
    (cells(&page) <= SMALL).then_some(page)
}

fn cut_out(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let rows: UInt32Array = (0..batch.num_rows() as u32).collect();
    let columns = batch
        .columns()
        .iter()
        .map(|column| -> Result<ArrayRef, ArrowError> {
            let column = take(column, &rows, None)?;
            Ok(match column.data_type() {
                DataType::Utf8View => std::sync::Arc::new(column.as_string_view().gc()),
                DataType::BinaryView => std::sync::Arc::new(column.as_binary_view().gc()),
                _ => column,
            })
        });
    RecordBatch::try_new(batch.schema(), columns.collect::<Result<_, _>>()?)
}

fn cells(page: &Page) -> usize {
    let batches = page.batches.iter();
    batches.map(RecordBatch::get_array_memory_size).sum()
}

/// Bytes that a page takes with its request, about.
fn weight(request: &PageRequest, page: &Page) -> usize {
    let fields: usize = request.fields.iter().map(|name| name.len() + 24).sum();
    let filters = request.filters.iter();
    let filters: usize = filters
        .map(|filter| filter.column.len() + filter.value.len() + 64)
        .sum();
    cells(page) + fields + filters + FRAME
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int64Array, StringArray, StringViewArray};
    use arrow::datatypes::{Field, Schema};
    use std::sync::Arc;

    fn request(limit: u32) -> PageRequest {
        PageRequest {
            fields: Vec::new(),
            filters: Vec::new(),
            sort: None,
            after: None,
            limit,
            with_total: false,
        }
    }

    /// Some rows cut out of very many.
    fn page(rows: usize) -> Page {
        let many = 100_000_i64;
        let text = |number: i64| format!("eine Zelle mit mehr als zwölf Zeichen, Nummer {number}");
        let fields = vec![
            Field::new("zahl", DataType::Int64, true),
            Field::new("text", DataType::Utf8, true),
            Field::new("sicht", DataType::Utf8View, true),
        ];
        let columns: Vec<ArrayRef> = vec![
            Arc::new((0..many).collect::<Int64Array>()),
            Arc::new(
                (0..many)
                    .map(|number| Some(text(number)))
                    .collect::<StringArray>(),
            ),
            Arc::new(
                (0..many)
                    .map(|number| Some(text(number)))
                    .collect::<StringViewArray>(),
            ),
        ];
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns).unwrap();
        Page {
            schema,
            batches: vec![batch.slice(40_000, rows)],
            total: Some(many as u64),
            next: None,
        }
    }

    #[test]
    fn a_small_page_cut_out_of_much_is_kept_alone_and_equal() {
        let large = page(6);
        let small = compact(&large).unwrap();
        assert!(cells(&small) < 8_192, "{}", cells(&small));
        assert_eq!(small.batches, large.batches);
        assert!(compact(&page(50_000)).is_none());
    }

    #[test]
    fn pages_are_found_by_table_conditions_and_request_until_all_is_forgotten() {
        let (one, other) = (FormKey([1; 32]), FormKey([2; 32]));
        let mut pages = SmallPages::new(1 << 30);
        pages.keep(one, request(6), compact(&page(6)).unwrap());
        assert!(pages.find(one, &request(6)).is_some());
        assert!(pages.find(one, &request(7)).is_none());
        assert!(pages.find(other, &request(6)).is_none());
        pages.forget();
        assert!(pages.find(one, &request(6)).is_none());
        assert_eq!(pages.bytes, 0);
    }

    #[test]
    fn who_was_asked_for_longest_ago_gives_way_to_new_pages() {
        let key = FormKey([1; 32]);
        let small = compact(&page(6)).unwrap();
        let each = weight(&request(1), &small);
        let mut pages = SmallPages::new(each * 16 * 3);
        for limit in [1, 2, 3] {
            pages.keep(key, request(limit), small.clone());
        }
        assert!(pages.find(key, &request(1)).is_some());
        pages.keep(key, request(4), small.clone());
        pages.keep(key, request(4), small);
        assert!(pages.find(key, &request(2)).is_none());
        for limit in [1, 3, 4] {
            assert!(pages.find(key, &request(limit)).is_some(), "{limit}");
        }
        assert_eq!(pages.bytes, each * 3);
        let mut none = SmallPages::new(0);
        none.keep(key, request(1), page(6));
        assert!(none.find(key, &request(1)).is_none());
    }
}
