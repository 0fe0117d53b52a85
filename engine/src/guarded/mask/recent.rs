//! Remembers what was made of the last values: columns worth a mask repeat theirs, and each is computed once instead of
//! once a row.

use arrow::array::{Array, StringViewArray, StringViewBuilder};

/// Places to remember. Few enough to be made anew for every batch.
const PLACES: usize = 256;

/// Longest text that lies in its view, so that equal views are equal texts.
const INLINE_BYTES: u32 = 12;

/// What was made of values, by value; a new one takes the place of an older one.
pub(super) struct Recent<V> {
    places: Vec<Option<(u128, V)>>,
}

impl<V> Recent<V> {
    pub(super) fn new() -> Self {
        let mut places = Vec::new();
        places.resize_with(PLACES, || None);
        Self { places }
    }

    /// What was made of the value with this key, or is made now.
    pub(super) fn of(&mut self, key: u128, make: impl FnOnce() -> V) -> &V {
        let place = &mut self.places[place(key)];
        match place {
            Some((known, _)) if *known == key => {}
            _ => *place = None,
        }
        &place.get_or_insert_with(|| (key, make())).1
    }
}

/// Multiplying spreads keys that differ in their last digits only.
const fn place(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64);
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize
}

/// Texts as `of` leaves them; it may leave nothing.
pub(super) fn each_text(
    texts: &StringViewArray,
    of: impl Fn(&str) -> Option<String>,
) -> StringViewArray {
    let mut recent = Recent::new();
    let mut masked = StringViewBuilder::with_capacity(texts.len());
    for (row, view) in texts.views().iter().enumerate() {
        if texts.is_null(row) {
            masked.append_null();
        } else if (*view as u32) <= INLINE_BYTES {
            masked.append_option(recent.of(*view, || of(texts.value(row))).as_deref());
        } else {
            masked.append_option(of(texts.value(row)));
        }
    }
    masked.finish()
}

/// Texts for numbers, missing where there is no number or `of` finds none; `key` is the same only for numbers that have
/// the same text.
pub(super) fn each_number<N: Copy>(
    numbers: impl ExactSizeIterator<Item = Option<N>>,
    key: impl Fn(N) -> i128,
    of: impl Fn(i128) -> Option<String>,
) -> StringViewArray {
    let mut recent = Recent::new();
    let mut texts = StringViewBuilder::with_capacity(numbers.len());
    for number in numbers {
        let text = number.and_then(|number| {
            let key = key(number);
            recent.of(key.cast_unsigned(), || of(key)).as_deref()
        });
        texts.append_option(text);
    }
    texts.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_whether_they_were_seen_before_or_not() {
        let texts: Vec<Option<String>> = (0..5_000)
            .map(|number| match number % 7 {
                0 => None,
                1 => Some("ein Text, der nicht in seine Ansicht passt".to_owned()),
                _ => Some(format!("{}", number * 7_919 % 400)),
            })
            .collect();
        let of = |text: &str| (text != "13").then(|| format!("<{text}>"));
        let array: StringViewArray = texts.iter().map(Option::as_deref).collect();
        let masked = each_text(&array.slice(3, 4_000), of);
        let masked: Vec<Option<&str>> = masked.iter().collect();
        let expected: Vec<Option<String>> = texts[3..4_003]
            .iter()
            .map(|text| text.as_deref().and_then(of))
            .collect();
        let expected: Vec<Option<&str>> = expected.iter().map(Option::as_deref).collect();
        assert_eq!(masked, expected);
    }

    #[test]
    fn numbers_are_the_same_whether_they_were_seen_before_or_not() {
        let numbers: Vec<Option<i64>> = (0..3_000)
            .map(|number: i64| (number % 11 != 0).then_some(number * 613 - 900_000))
            .collect();
        let of = |ten: i128| (ten != 5).then(|| ten.to_string());
        let masked = each_number(
            numbers.iter().copied(),
            |number| i128::from(number).div_euclid(10),
            of,
        );
        for (row, number) in numbers.iter().enumerate() {
            let expected = number.and_then(|number| of(i128::from(number).div_euclid(10)));
            let text = masked.is_valid(row).then(|| masked.value(row));
            assert_eq!(text, expected.as_deref());
        }
    }
}
