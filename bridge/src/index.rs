//! Which columns hold a value: an exact inverted index over normal forms.
//!
//! Postings lie in buckets by the first bits of the value's hash; in a bucket they are sorted, seven bytes each: what
//! the bucket does not say of the hash, and the number of the column. A query merges the lists of its values.

mod bucket;

use crate::print::FORM_BITS;
use crate::sketch::ColumnSketch;
use bucket::{Bucket, Posting};
use thiserror::Error;

/// Bits of a form the index tells apart: one of sixty thousand values is taken for another in an index of a billion.
const HASH_BITS: u32 = 44;
const COLUMN_BITS: u32 = Posting::BITS - (HASH_BITS - FEWEST_BUCKET_BITS);
const FEWEST_BUCKET_BITS: u32 = 8;
/// Postings a bucket has on average before all are split: few enough to be moved in no time, many enough for the list
/// of buckets to be small.
const MOST_PER_BUCKET: usize = 192;

/// Number of a column in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnNumber(pub u32);

/// An index holds at most a million columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the index has no room for column number {0}")]
pub struct IndexFull(pub u32);

/// Columns with the number of values they have in common with a query, in no order.
pub type Overlaps = Vec<(ColumnNumber, u32)>;

/// Which columns hold a value.
#[derive(Debug, Clone)]
pub struct ValueIndex {
    buckets: Vec<Bucket>,
    bucket_bits: u32,
    postings: usize,
    /// One above the largest number of a column.
    columns: u32,
}

impl Default for ValueIndex {
    fn default() -> Self {
        Self {
            buckets: vec![Bucket::default(); 1 << FEWEST_BUCKET_BITS],
            bucket_bits: FEWEST_BUCKET_BITS,
            postings: 0,
            columns: 0,
        }
    }
}

impl ValueIndex {
    /// Puts a column in. Its cost is its own size.
    pub fn insert(&mut self, number: ColumnNumber, sketch: &ColumnSketch) -> Result<(), IndexFull> {
        if number.0 >> COLUMN_BITS != 0 {
            return Err(IndexFull(number.0));
        }
        self.make_room(sketch.prints.len());
        self.columns = self.columns.max(number.0 + 1);
        let mut together: Vec<Posting> = Vec::new();
        let mut place = 0;
        for form in short_forms(sketch) {
            let (bucket, rest) = self.placed(form);
            if bucket != place {
                self.postings += self.buckets[place].insert(&together);
                together.clear();
                place = bucket;
            }
            together.push(Posting::new(rest, number.0, COLUMN_BITS));
        }
        self.postings += self.buckets[place].insert(&together);
        Ok(())
    }

    /// Takes a column out, as it was put in.
    pub fn remove(&mut self, number: ColumnNumber, sketch: &ColumnSketch) {
        for form in short_forms(sketch) {
            let (bucket, rest) = self.placed(form);
            let posting = Posting::new(rest, number.0, COLUMN_BITS);
            self.postings -= usize::from(self.buckets[bucket].remove(posting));
        }
    }

    /// The columns that have values in common with this one, itself too if it is in the index.
    pub fn overlaps(&self, sketch: &ColumnSketch) -> Overlaps {
        let mut counts = vec![0_u32; self.columns as usize];
        let mut met = Vec::new();
        for form in short_forms(sketch) {
            let (bucket, rest) = self.placed(form);
            self.buckets[bucket].each_of(rest, COLUMN_BITS, |column| {
                let count = &mut counts[column as usize];
                if *count == 0 {
                    met.push(column);
                }
                *count += 1;
            });
        }
        met.into_iter()
            .map(|column| (ColumnNumber(column), counts[column as usize]))
            .collect()
    }

    /// Values of all columns, each as often as columns have it.
    pub const fn len(&self) -> usize {
        self.postings
    }

    /// Whether no column is in it.
    pub const fn is_empty(&self) -> bool {
        self.postings == 0
    }

    /// Memory it takes.
    pub fn bytes(&self) -> usize {
        let held: usize = self.buckets.iter().map(Bucket::bytes).sum();
        held + self.buckets.capacity() * size_of::<Bucket>()
    }

    const fn placed(&self, form: u64) -> (usize, u64) {
        let rest_bits = HASH_BITS - self.bucket_bits;
        ((form >> rest_bits) as usize, form & ((1 << rest_bits) - 1))
    }

    /// Splits all buckets in two when they have become long; what that costs was paid by the postings put in since.
    fn make_room(&mut self, more: usize) {
        while (self.postings + more) / self.buckets.len() > MOST_PER_BUCKET
            && self.bucket_bits < HASH_BITS - 8
        {
            let rest_bits = HASH_BITS - self.bucket_bits;
            let buckets = std::mem::take(&mut self.buckets);
            self.buckets.reserve_exact(2 * buckets.len());
            for bucket in buckets {
                let (low, high) = bucket.split(rest_bits - 1, COLUMN_BITS);
                self.buckets.extend([low, high]);
            }
            self.bucket_bits += 1;
        }
    }
}

fn short_forms(sketch: &ColumnSketch) -> impl Iterator<Item = u64> {
    let mut last = None;
    sketch.prints().filter_map(move |print| {
        let form = print.form() >> (FORM_BITS - HASH_BITS);
        (last.replace(form) != Some(form)).then_some(form)
    })
}
