//! Ways to damage bytes, thrown with dice that fall the same way in every run.

/// xorshift64*: small, and the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        match end {
            0 => 0,
            _ => (self.next() >> 33) as usize % end,
        }
    }
}

/// Pieces that readers stumble over.
const PIECES: [&[u8]; 18] = [
    b"\"",
    b"\"\"",
    b";;;;;;;;",
    b"\r",
    b"\n\n\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc2",
    b"\xe2\x82",
    b"99999999999999999999999999999999999999999",
    b"-",
    b"1e999",
    b"31.02.2024",
    b"{",
    b"[[[[[[[[",
    b"\\",
    b"sep=;\n",
];

/// A damaged copy of `bytes`; `other` lends a piece.
pub(crate) fn of(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        once(&mut copy, other, dice);
    }
    copy
}

fn once(copy: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(copy.len() + 1);
    let end = (at + 1 + dice.below(24)).min(copy.len());
    match dice.below(8) {
        0 => {
            if let Some(byte) = copy.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => drop(copy.drain(at.min(end)..end)),
        2 => copy.truncate(at),
        3 => {
            let piece = copy[at.min(end)..end].to_vec();
            copy.splice(at..at, piece);
        }
        4 => {
            let from = dice.below(other.len());
            let to = (from + dice.below(64)).min(other.len());
            copy.splice(at..at, other[from..to].iter().copied());
        }
        5 => {
            if let Some(byte) = copy.get_mut(at) {
                *byte = dice.below(256) as u8;
            }
        }
        _ => {
            let piece = PIECES[dice.below(PIECES.len())];
            copy.splice(at..at, piece.iter().copied());
        }
    }
}
