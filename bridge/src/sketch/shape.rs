//! What values look like: lengths, kinds of signs, formats.

use super::steps::{MeanLength, Share};

/// Formats counted at once.
const COUNTED: usize = 12;
/// Longest format that is kept.
const LONGEST: usize = 24;

/// A format and how many of the values have it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mask {
    pub(crate) format: String,
    pub(crate) share: Share,
}

/// What the values of a column look like.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Shape {
    pub(crate) shortest: u32,
    pub(crate) longest: u32,
    pub(crate) mean_length: MeanLength,
    /// Shares of letters, digits and spaces among all signs.
    pub(crate) letters: Share,
    pub(crate) digits: Share,
    pub(crate) spaces: Share,
    /// Share of values that begin with a zero and go on with digits only.
    pub(crate) leading_zeros: Share,
    pub(crate) mask: Option<Mask>,
}

impl Shape {
    /// How alike two shapes are, 0 to 1.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let apart = |one: Share, two: Share| (one.get() - two.get()).abs();
        let signs = apart(self.letters, other.letters)
            + apart(self.digits, other.digits)
            + apart(self.spaces, other.spaces);
        let (one, two) = (self.mean_length.get(), other.mean_length.get());
        let (short, long) = (one.min(two), one.max(two));
        let length = if long > 0.0 { short / long } else { 1.0 };
        let format = match (&self.mask, &other.mask) {
            (Some(one), Some(two)) if one.format == two.format => {
                one.share.get().min(two.share.get())
            }
            _ => 0.0,
        };
        let alike = (1.0 - signs).max(0.0) * length.sqrt();
        alike + (1.0 - alike) * format * 0.8
    }

    /// Whether (nearly) all values have the same length.
    pub(crate) fn is_of_one_length(&self) -> bool {
        self.shortest == self.longest && self.longest > 0
    }
}

/// Collects shapes.
#[derive(Debug, Default)]
pub(super) struct Looking {
    values: u64,
    shortest: u32,
    longest: u32,
    signs: u64,
    letters: u64,
    digits: u64,
    spaces: u64,
    zeros_in_front: u64,
    masks: Vec<(String, u64)>,
    mask: String,
}

impl Looking {
    /// Takes a value that is new.
    pub(super) fn take(&mut self, value: &str) {
        let mut length = 0_u32;
        self.mask.clear();
        for sign in value.chars() {
            length += 1;
            let class = if sign.is_ascii_digit() {
                self.digits += 1;
                '9'
            } else if sign.is_uppercase() {
                self.letters += 1;
                'A'
            } else if sign.is_alphabetic() {
                self.letters += 1;
                'a'
            } else {
                self.spaces += u64::from(sign.is_whitespace());
                sign
            };
            // Words of any length look alike, numbers of another length do not.
            let is_same_word = class == 'a' && self.mask.ends_with('a');
            if !is_same_word && self.mask.len() < LONGEST {
                self.mask.push(class);
            }
        }
        self.shortest = if self.values == 0 {
            length
        } else {
            self.shortest.min(length)
        };
        self.longest = self.longest.max(length);
        self.values += 1;
        self.signs += u64::from(length);
        let bytes = value.as_bytes();
        let is_padded = bytes.len() > 1 && bytes[0] == b'0' && bytes.iter().all(u8::is_ascii_digit);
        self.zeros_in_front += u64::from(is_padded);
        self.count_mask();
    }

    /// The frequent formats are counted rightly, the others too low (Misra and Gries).
    fn count_mask(&mut self) {
        if let Some((_, count)) = self.masks.iter_mut().find(|(mask, _)| *mask == self.mask) {
            *count += 1;
        } else if self.masks.len() < COUNTED {
            self.masks.push((self.mask.clone(), 1));
        } else {
            for (_, count) in &mut self.masks {
                *count -= 1;
            }
            self.masks.retain(|(_, count)| *count > 0);
        }
    }

    pub(super) fn finish(self) -> Shape {
        let of_signs = |count: u64| Share::of(count, self.signs);
        let mask = self
            .masks
            .iter()
            .max_by(|one, two| one.1.cmp(&two.1).then_with(|| two.0.cmp(&one.0)))
            .map(|(format, count)| Mask {
                format: format.clone(),
                share: Share::of(*count, self.values),
            });
        Shape {
            shortest: self.shortest,
            longest: self.longest,
            mean_length: MeanLength::of(self.signs, self.values),
            letters: of_signs(self.letters),
            digits: of_signs(self.digits),
            spaces: of_signs(self.spaces),
            leading_zeros: Share::of(self.zeros_in_front, self.values),
            mask,
        }
    }
}
