//! A sorted list of postings, seven bytes each.

/// Part of a hash above the number of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u64);

impl Posting {
    /// Bits of a posting.
    pub(super) const BITS: u32 = 56;
    const BYTES: usize = (Self::BITS / 8) as usize;

    pub(super) const fn new(hash: u64, column: u32, column_bits: u32) -> Self {
        Self(hash << column_bits | column as u64)
    }

    fn read(bytes: &[u8]) -> Self {
        let mut word = [0; 8];
        word[..Self::BYTES].copy_from_slice(bytes);
        Self(u64::from_le_bytes(word))
    }

    fn write(self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0.to_le_bytes()[..Self::BYTES]);
    }
}

/// Postings in ascending order.
#[derive(Debug, Clone, Default)]
pub(super) struct Bucket {
    bytes: Vec<u8>,
}

impl Bucket {
    const fn len(&self) -> usize {
        self.bytes.len() / Posting::BYTES
    }

    fn get(&self, place: usize) -> Posting {
        let at = place * Posting::BYTES;
        Posting::read(&self.bytes[at..at + Posting::BYTES])
    }

    /// Number of postings below this one.
    fn below(&self, posting: Posting) -> usize {
        self.below_within(posting, self.bytes.len())
    }

    /// Puts postings in that are in ascending order and not there yet; says how many.
    pub(super) fn insert(&mut self, postings: &[Posting]) -> usize {
        self.reserve(postings.len());
        let mut end = self.bytes.len();
        self.bytes.resize(end + postings.len() * Posting::BYTES, 0);
        // From the end: what lies above a new posting moves by as many places as there are new ones left.
        for (left, posting) in postings.iter().enumerate().rev() {
            let shift = (left + 1) * Posting::BYTES;
            let at = self.below_within(*posting, end) * Posting::BYTES;
            self.bytes.copy_within(at..end, at + shift);
            let place = at + shift - Posting::BYTES;
            posting.write(&mut self.bytes[place..place + Posting::BYTES]);
            end = at;
        }
        postings.len()
    }

    fn below_within(&self, posting: Posting, end_bytes: usize) -> usize {
        let (mut low, mut high) = (0, end_bytes / Posting::BYTES);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle) < posting {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Takes a posting out; says whether it was there.
    pub(super) fn remove(&mut self, posting: Posting) -> bool {
        let place = self.below(posting);
        if place == self.len() || self.get(place) != posting {
            return false;
        }
        let at = place * Posting::BYTES;
        self.bytes.drain(at..at + Posting::BYTES);
        if self.bytes.capacity() > 2 * self.bytes.len() {
            self.bytes.shrink_to_fit();
        }
        true
    }

    /// The columns of a hash.
    pub(super) fn each_of(&self, hash: u64, column_bits: u32, mut each: impl FnMut(u32)) {
        let from = self.below(Posting::new(hash, 0, column_bits));
        for place in from..self.len() {
            let posting = self.get(place);
            if posting.0 >> column_bits != hash {
                break;
            }
            each((posting.0 & ((1 << column_bits) - 1)) as u32);
        }
    }

    /// Two buckets: by the highest bit of the hash, which then need not be told any more.
    pub(super) fn split(self, bit: u32, column_bits: u32) -> (Self, Self) {
        let middle = Posting(1 << (bit + column_bits));
        let at = self.below(middle);
        let low = Self {
            bytes: self.bytes[..at * Posting::BYTES].to_vec(),
        };
        let mut high = Self {
            bytes: self.bytes[at * Posting::BYTES..].to_vec(),
        };
        for bytes in high.bytes.chunks_exact_mut(Posting::BYTES) {
            let posting = Posting::read(bytes);
            Posting(posting.0 & (middle.0 - 1)).write(bytes);
        }
        (low, high)
    }

    /// A little room more than is needed: growing by doubling would leave a quarter unused.
    fn reserve(&mut self, more: usize) {
        let needed = self.bytes.len() + more * Posting::BYTES;
        if needed > self.bytes.capacity() {
            let slack = self.bytes.len() / 12;
            self.bytes.reserve_exact(more * Posting::BYTES + slack);
        }
    }

    /// Memory it takes beside itself.
    pub(super) const fn bytes(&self) -> usize {
        self.bytes.capacity()
    }
}
