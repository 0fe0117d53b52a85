//! What is kept of a value: a hash of its normal form, and one that tells spellings apart.

use siphasher::sip::SipHasher13;
use std::hash::Hasher;

/// Bits of a print that come from the normal form; the others tell spellings of it apart.
pub(crate) const FORM_BITS: u32 = 48;
const SPELLING_BITS: u32 = 64 - FORM_BITS;

/// Key of the hashes of a column.
///
/// Hashes of postcodes or names are as good as the values, as anybody can hash all of them. Columns that not everybody
/// may compare get a key of their own, and with it nothing in common with others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ValueKey([u8; 16]);

impl ValueKey {
    /// The key of columns that may be compared with each other.
    pub const OPEN: Self = Self(*b"hebewerk bridge1");

    /// A key of its own.
    pub const fn new(key: [u8; 16]) -> Self {
        Self(key)
    }

    fn hash(self, text: &str) -> u64 {
        let mut hasher = SipHasher13::new_with_key(&self.0);
        hasher.write(text.as_bytes());
        hasher.finish()
    }
}

impl std::fmt::Debug for ValueKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ValueKey(…)")
    }
}

/// 48 bits of the hash of a value's normal form, 16 bits of the hash of its spelling.
///
/// Equal spellings have equal forms, so both fit into one word. Two forms of a column with a million values are taken
/// for one with a chance of 1 to 280; of two columns with ten thousand values each, one to three million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValuePrint(u64);

impl ValuePrint {
    /// Of a value and its normal form.
    pub fn new(key: ValueKey, spelling: &str, form: &str) -> Self {
        let form = key.hash(form) >> SPELLING_BITS << SPELLING_BITS;
        let spelling = key.hash(spelling) >> FORM_BITS;
        Self(form | spelling)
    }

    /// As it is stored.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// To be stored.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The part that all spellings of a value share.
    pub const fn form(self) -> u64 {
        self.0 >> SPELLING_BITS
    }
}

/// A hash of a word, the same for every column.
pub(crate) fn word_hash(word: &str) -> u32 {
    (ValueKey::OPEN.hash(word) >> 32) as u32
}

/// For tables of prints, which are hashes already.
#[derive(Debug, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, print: u64) {
        // Hash tables look at both ends, and not all prints have chance in both.
        let mixed = print.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
