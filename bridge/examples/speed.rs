//! How fast and how large the index is: 50,000 columns of many sizes. Run by `cargo xtask bench bridge`, or alone in a
//! release build. Prints one JSON object.

#![expect(clippy::print_stdout, reason = "its output is what it is for")]
#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot be made must end"
)]

use hebewerk_bridge::{
    Collection, ColumnNumber, ColumnSketch, Entry, Limits, TableSketch, ValueIndex, ValueKey,
};
use std::time::{Duration, Instant};

const COLUMNS: u64 = 50_000;
const COLUMNS_OF_A_TABLE: u64 = 10;
const TABLES_ASKED: u64 = 200;
/// Rows of the tables asked about.
const ROWS_ASKED: u64 = 2_000;

/// Numbers that look like chance and are the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// Sizes of columns as in real lakes: most are small, a few are large.
    fn size(&mut self) -> u64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (8.0 / (unit + 0.0004)) as u64 + 1
    }
}

/// Values of a column: of one of a hundred lists of things, so that columns of one list have some in common.
fn values(chance: &mut Chance, size: u64) -> Vec<String> {
    let list = chance.next() % 400;
    let length = 2 * size + 50;
    (0..size)
        .map(|_| format!("{list} Ding {}", chance.next() % length))
        .collect()
}

fn sketch(values: &[String]) -> ColumnSketch {
    let mut builder = ColumnSketch::builder(ValueKey::OPEN);
    for value in values {
        builder.push(value);
    }
    builder.finish().0
}

fn main() {
    let mut chance = Chance(5);
    let sketches: Vec<ColumnSketch> = (0..COLUMNS)
        .map(|_| {
            let size = chance.size();
            sketch(&values(&mut chance, size))
        })
        .collect();
    let mut index = ValueIndex::default();
    let began = Instant::now();
    for (number, sketch) in sketches.iter().enumerate() {
        index
            .insert(ColumnNumber(number as u32), sketch)
            .expect("fewer than a million columns");
    }
    let built = began.elapsed();
    let (values_in, bytes) = (index.len(), index.bytes());
    let mut times: Vec<Duration> = sketches
        .iter()
        .step_by(7)
        .map(|sketch| {
            let began = Instant::now();
            std::hint::black_box(index.overlaps(sketch));
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let serialised: usize = sketches.iter().map(|sketch| sketch.to_bytes().len()).sum();
    let began = Instant::now();
    for (number, sketch) in sketches.iter().enumerate().take(2_000) {
        index.remove(ColumnNumber(number as u32), sketch);
    }
    let removed = began.elapsed() / 2_000;
    drop((index, sketches));
    let (table, column) = asked(chance);
    println!(
        "{{\"index values per second\": {}, \"index bytes per value\": {}, \"sketch bytes per value\": {}, \
         \"remove a column\": {}, \"overlaps p50\": {}, \"overlaps p95\": {}, \"new table p50\": {}, \"new table p95\": {}, \
         \"akin p50\": {}, \"akin p95\": {}}}",
        values_in as f64 / built.as_secs_f64(),
        bytes as f64 / values_in as f64,
        serialised as f64 / values_in as f64,
        ms(removed),
        ms(times[times.len() / 2]),
        ms(times[times.len() * 95 / 100]),
        ms(table[table.len() / 2]),
        ms(table[table.len() * 95 / 100]),
        ms(column[column.len() / 2]),
        ms(column[column.len() * 95 / 100]),
    );
}

/// Headers of one or two made-up words.
fn label(chance: &mut Chance) -> String {
    let word = |word: u64| {
        let syllables = [
            "ba", "ke", "lor", "mi", "nut", "pe", "ro", "sta", "tul", "ven",
        ];
        let digits = [word % 10, word / 10 % 10, word / 100 % 10];
        digits.map(|digit| syllables[digit as usize]).concat()
    };
    let first = word(chance.next() % 1_000);
    match chance.next() % 3 {
        0 => first,
        _ => format!("{first} {}", word(chance.next() % 40)),
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Times in which a new table, and one of its columns, is told its kin among 50,000 columns.
fn asked(mut chance: Chance) -> (Vec<Duration>, Vec<Duration>) {
    let mut collection = Collection::default();
    let table = |chance: &mut Chance, number: u64, most: u64| {
        let entries = (0..COLUMNS_OF_A_TABLE).flat_map(|column| {
            let size = chance.size().min(most);
            let label = label(chance);
            let mut builder = Entry::builder(column as u32, &label, None, ValueKey::OPEN);
            for value in values(chance, size) {
                builder.push(Some(&value));
            }
            builder.finish()
        });
        TableSketch {
            name: number.to_string(),
            rows: 0,
            entries: entries.collect(),
        }
    };
    for number in 0..COLUMNS / COLUMNS_OF_A_TABLE {
        let made = table(&mut chance, number, u64::MAX);
        collection.add(made).expect("fewer than a million columns");
    }
    let (mut tables, mut columns) = (Vec::new(), Vec::new());
    for number in 0..TABLES_ASKED {
        let made = table(&mut chance, number, ROWS_ASKED);
        let of_table = Instant::now();
        let number = collection.add(made).expect("fewer than a million columns");
        for column in 0..COLUMNS_OF_A_TABLE as u32 {
            let began = Instant::now();
            std::hint::black_box(collection.akin(number, column, &Limits::default()));
            columns.push(began.elapsed());
        }
        tables.push(of_table.elapsed());
        collection.remove(number);
    }
    tables.sort_unstable();
    columns.sort_unstable();
    (tables, columns)
}
