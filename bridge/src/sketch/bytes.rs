//! A sketch as bytes: prints as differences (Golomb and Rice), some seven bytes a value.
//!
//! The forms of `n` values are spread evenly over 48 bits, so a difference needs `48 − log₂ n` bits and about one and a
//! quarter more; the spelling adds 16. With 100 values that is 7.3 bytes, with 10,000 it is 6.5, with a million 5.7. Most
//! columns are small, so the head counts as much: shares take one byte each.

use super::steps::{MeanLength, Share};
use super::{ColumnSketch, Mask, Meaning, Numbers, Order, Shape};
use crate::print::{FORM_BITS, ValuePrint};
use hebewerk_model::SemanticType;
use thiserror::Error;

/// Form of the bytes; another number is another form.
const VERSION: u8 = 2;
/// What stands at the end: bytes that were cut are seen.
const END: u8 = 0xb7;

/// Bytes that are no sketch, or one of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("these bytes are no sketch of a column that this program reads")]
pub struct Damaged;

impl ColumnSketch {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.bytes.push(VERSION);
        for number in [self.rows, self.nulls, self.distinct, self.forms] {
            out.number(number);
        }
        out.number(self.kept_up_to.map_or(0, |most| most + 1));
        out.bytes.push(self.order as u8);
        match self.meaning {
            None => out.text(""),
            Some(meaning) => {
                out.text(meaning.semantic_type.name());
                out.real32(meaning.certainty);
            }
        }
        write_shape(&mut out, &self.shape);
        write_numbers(&mut out, self.numbers.as_ref());
        out.number(self.words.len() as u64);
        for word in &self.words {
            out.bytes.extend_from_slice(&word.to_le_bytes());
        }
        write_prints(&mut out, &self.prints);
        out.bytes.push(END);
        out.bytes
    }

    /// From bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut from = Reader { bytes };
        if from.byte()? != VERSION {
            return Err(Damaged);
        }
        let (rows, nulls) = (from.number()?, from.number()?);
        let (distinct, forms) = (from.number()?, from.number()?);
        let kept_up_to = from.number()?.checked_sub(1);
        let order = match from.byte()? {
            0 => Order::None,
            1 => Order::Ascending,
            2 => Order::Descending,
            _ => return Err(Damaged),
        };
        let meaning = read_meaning(&mut from)?;
        let shape = read_shape(&mut from)?;
        let numbers = read_numbers(&mut from)?;
        let words = (0..from.count(4)?)
            .map(|_| from.array().map(u32::from_le_bytes))
            .collect::<Result<Vec<u32>, Damaged>>()?;
        let prints = read_prints(&mut from)?;
        let is_whole = from.byte()? == END && from.bytes.is_empty();
        if !is_whole || nulls > rows || distinct > rows - nulls || forms > distinct {
            return Err(Damaged);
        }
        Ok(Self {
            rows,
            nulls,
            distinct,
            forms,
            kept_up_to,
            prints,
            order,
            meaning,
            shape,
            numbers,
            words,
        })
    }
}

fn read_meaning(from: &mut Reader<'_>) -> Result<Option<Meaning>, Damaged> {
    let name = from.text()?;
    if name.is_empty() {
        return Ok(None);
    }
    let certainty = from.real32()?;
    // A meaning that this program has no name for is none.
    Ok(SemanticType::from_name(&name).map(|semantic_type| Meaning {
        semantic_type,
        certainty,
    }))
}

fn write_shape(out: &mut Writer, shape: &Shape) {
    out.number(u64::from(shape.shortest));
    out.number(u64::from(shape.longest));
    let shares = [shape.letters, shape.digits, shape.spaces];
    for share in shares.into_iter().chain([shape.leading_zeros]) {
        out.bytes.push(share.steps());
    }
    out.number(u64::from(shape.mean_length.steps()));
    match &shape.mask {
        None => out.text(""),
        Some(mask) => {
            out.text(&mask.format);
            out.bytes.push(mask.share.steps());
        }
    }
}

fn read_shape(from: &mut Reader<'_>) -> Result<Shape, Damaged> {
    let length = |number: u64| u32::try_from(number).map_err(|_too_long| Damaged);
    let (shortest, longest) = (length(from.number()?)?, length(from.number()?)?);
    let mut share = || from.byte().map(Share::from_steps);
    let (letters, digits) = (share()?, share()?);
    let (spaces, leading_zeros) = (share()?, share()?);
    let mean_length = MeanLength::from_steps(length(from.number()?)?);
    let format = from.text()?;
    let mask = if format.is_empty() {
        None
    } else {
        let share = Share::from_steps(from.byte()?);
        Some(Mask { format, share })
    };
    Ok(Shape {
        shortest,
        longest,
        mean_length,
        letters,
        digits,
        spaces,
        leading_zeros,
        mask,
    })
}

fn write_numbers(out: &mut Writer, numbers: Option<&Numbers>) {
    let Some(numbers) = numbers else {
        out.bytes.push(0);
        return;
    };
    out.bytes.push(1 + u8::from(numbers.is_whole));
    out.real32(numbers.share);
    for number in [numbers.least, numbers.most, numbers.mean, numbers.deviation] {
        out.bytes.extend_from_slice(&number.to_le_bytes());
    }
}

fn read_numbers(from: &mut Reader<'_>) -> Result<Option<Numbers>, Damaged> {
    let is_whole = match from.byte()? {
        0 => return Ok(None),
        1 => false,
        2 => true,
        _ => return Err(Damaged),
    };
    let share = from.real32()?;
    let mut real = || from.array().map(f64::from_le_bytes);
    Ok(Some(Numbers {
        share,
        least: real()?,
        most: real()?,
        mean: real()?,
        deviation: real()?,
        is_whole,
    }))
}

/// Bits of a difference that are written as they are: one less than it has on average, so that one or two more say the
/// rest.
fn low_bits(count: usize) -> u32 {
    FORM_BITS - 1 - (count.max(1) as u64).ilog2().min(FORM_BITS - 1)
}

fn write_prints(out: &mut Writer, prints: &[u64]) {
    out.number(prints.len() as u64);
    let low = low_bits(prints.len());
    let mut bits = Bits::default();
    let mut last = 0;
    for print in prints.iter().copied().map(ValuePrint::from_bits) {
        let apart = print.form() - last;
        last = print.form();
        for _ in 0..apart >> low {
            bits.put(1, 1);
        }
        bits.put(0, 1);
        bits.put(apart & ((1 << low) - 1), low);
        bits.put(print.bits() & 0xffff, 16);
    }
    let bytes = bits.finish();
    out.number(bytes.len() as u64);
    out.bytes.extend_from_slice(&bytes);
}

fn read_prints(from: &mut Reader<'_>) -> Result<Vec<u64>, Damaged> {
    let count = from.number()? as usize;
    let length = from.count(1)?;
    let bytes = from.take(length)?;
    // Each takes more than two bytes: a wrong number cannot ask for memory.
    if count > bytes.len() / 2 {
        return Err(Damaged);
    }
    let low = low_bits(count);
    let mut bits = BitsBack { bytes, at: 0 };
    let mut prints = Vec::with_capacity(count);
    let mut form = 0_u64;
    for _ in 0..count {
        let mut apart = 0_u64;
        while bits.get(1)? == 1 {
            apart += 1;
        }
        let apart = (apart << low) | bits.get(low)?;
        form = form.checked_add(apart).ok_or(Damaged)?;
        if form >> FORM_BITS != 0 {
            return Err(Damaged);
        }
        let print = (form << 16) | bits.get(16)?;
        if prints.last().is_some_and(|last| *last >= print) {
            return Err(Damaged);
        }
        prints.push(print);
    }
    Ok(prints)
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    word: u128,
    filled: u32,
}

impl Bits {
    fn put(&mut self, value: u64, count: u32) {
        self.word |= u128::from(value) << self.filled;
        self.filled += count;
        while self.filled >= 8 {
            self.bytes.push(self.word as u8);
            self.word >>= 8;
            self.filled -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.bytes.push(self.word as u8);
        }
        self.bytes
    }
}

struct BitsBack<'a> {
    bytes: &'a [u8],
    /// Place of the next bit.
    at: usize,
}

impl BitsBack<'_> {
    fn get(&mut self, count: u32) -> Result<u64, Damaged> {
        let mut value = 0_u64;
        let mut got = 0;
        while got < count {
            let byte = u64::from(*self.bytes.get(self.at / 8).ok_or(Damaged)?);
            let from = (self.at % 8) as u32;
            let taken = (8 - from).min(count - got);
            value |= ((byte >> from) & ((1 << taken) - 1)) << got;
            got += taken;
            self.at += taken as usize;
        }
        Ok(value)
    }
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn real32(&mut self, real: f32) {
        self.bytes.extend_from_slice(&real.to_le_bytes());
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Damaged> {
        Ok(self.take(1)?[0])
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damaged> {
        self.take(N)?.try_into().map_err(|_other_length| Damaged)
    }

    fn real32(&mut self) -> Result<f32, Damaged> {
        self.array().map(f32::from_le_bytes)
    }

    fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                return Err(Damaged);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    /// A number of things of so many bytes that are still to come.
    fn count(&mut self, bytes_each: usize) -> Result<usize, Damaged> {
        let count = self.number()? as usize;
        if count > self.bytes.len() / bytes_each {
            return Err(Damaged);
        }
        Ok(count)
    }

    fn text(&mut self) -> Result<String, Damaged> {
        let length = self.count(1)?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_no_text| Damaged)
    }
}
