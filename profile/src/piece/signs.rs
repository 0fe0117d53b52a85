//! Where delimiters, line ends and quotes stand: 64 bytes are asked at once.
//!
//! Cells are short. A search that begins anew behind each of them spends its time on beginning.

use wide::u8x16;

const BLOCK: usize = 64;

/// The places of up to three signs, in order.
pub(super) struct Signs<'a> {
    bytes: &'a [u8],
    wanted: [u8x16; 3],
    /// Where the block begins that is looked at.
    block: usize,
    /// One bit for each place of the block that is still to be given out.
    found: u64,
}

impl<'a> Signs<'a> {
    pub(super) fn new(bytes: &'a [u8], signs: [u8; 3]) -> Self {
        let wanted = signs.map(|sign| u8x16::new([sign; 16]));
        let mut all = Self {
            bytes,
            wanted,
            block: 0,
            found: 0,
        };
        all.found = all.found_from(0);
        all
    }

    /// What is found in the block that begins at `from`.
    #[inline]
    fn found_from(&self, from: usize) -> u64 {
        let rest = self.bytes.get(from..).unwrap_or_default();
        if let Some(block) = rest.first_chunk::<BLOCK>() {
            return self.found_in(block);
        }
        // Behind the end stand zeros, and none of them is a place.
        let mut block = [0; BLOCK];
        block
            .iter_mut()
            .zip(rest)
            .for_each(|(to, byte)| *to = *byte);
        self.found_in(&block) & !(u64::MAX << rest.len())
    }

    #[inline]
    fn found_in(&self, block: &[u8; BLOCK]) -> u64 {
        let (parts, _) = block.as_chunks::<16>();
        let [first, second, third] = self.wanted;
        let mut found = 0;
        for (part, shift) in parts.iter().zip([0, 16, 32, 48]) {
            let part = u8x16::new(*part);
            let is = part.simd_eq(first) | part.simd_eq(second) | part.simd_eq(third);
            found |= u64::from(is.to_bitmask()) << shift;
        }
        found
    }
}

impl Iterator for Signs<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                return None;
            }
            self.found = self.found_from(self.block);
        }
        let place = self.block + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::Signs;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_sign_is_found_once(bytes in prop::collection::vec(b'a'..b'h', 0..400)) {
            let places: Vec<usize> = (0..bytes.len()).filter(|at| b"bdg".contains(&bytes[*at])).collect();
            prop_assert_eq!(Signs::new(&bytes, *b"bdg").collect::<Vec<_>>(), places);
        }

        #[test]
        fn what_stands_behind_the_end_is_no_sign(length in 0_usize..200) {
            let zeros = vec![0; length];
            prop_assert_eq!(Signs::new(&zeros, [0; 3]).count(), length);
        }
    }
}
