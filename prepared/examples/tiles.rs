//! What a tile of a map costs: 200,000 points, 2,000 detailed areas and 100,000 buildings made up below, every tile from
//! zoom 0 on in which some of them lie (at most 400 of a zoom), in milliseconds. `cargo xtask bench tiles` runs it.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that measures: it says what it finds, and stops where it cannot"
)]

use arrow::array::{ArrayRef, BinaryArray, Float64Array, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::TileAddress;
use hebewerk_model::{Column, ColumnId, ColumnType, SemanticType};
use hebewerk_prepared::{Map, MapBuilder};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::f64::consts::{PI, TAU};
use std::sync::Arc;
use std::time::Instant;

const ZOOMS: u8 = 18;
/// Tiles measured of each zoom.
const MOST_TILES: usize = 400;
const POINTS: usize = 200_000;

fn main() {
    let begun = Instant::now();
    let points = points();
    report("200,000 points, 6 attributes", begun, &points);
    let begun = Instant::now();
    let areas = areas(2_000, 1_000, 0.002);
    report("2,000 areas of 1,000 corners", begun, &areas);
    let begun = Instant::now();
    let buildings = areas_of_buildings();
    report("100,000 buildings of 5 corners", begun, &buildings);
}

fn areas_of_buildings() -> Map {
    areas(100_000, 4, 0.000_08)
}

/// One figure a line: of what, which, value, unit.
fn say(what: &str, which: &str, value: f64, unit: &str) {
    println!("{what}\t{which}\t{value}\t{unit}");
}

fn report(what: &str, begun: Instant, map: &Map) {
    say(
        what,
        "made in",
        begun.elapsed().as_secs_f64() * 1_000.0,
        "ms",
    );
    say(what, "memory", map.bytes() as f64 / 1e6, "MB");
    let mut here = vec![TileAddress::new(0, 0, 0).unwrap()];
    for zoom in 0..=ZOOMS {
        let mut times: Vec<f64> = Vec::new();
        let mut most_bytes = 0;
        let step = (here.len() / MOST_TILES).max(1);
        for at in here.iter().step_by(step) {
            let begun = Instant::now();
            let tile = map.tile("orte", *at);
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
            most_bytes = most_bytes.max(tile.len());
        }
        times.sort_by(f64::total_cmp);
        let part = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        say(what, &format!("zoom {zoom}, p50"), part(0.5), "ms");
        say(what, &format!("zoom {zoom}, p99"), part(0.99), "ms");
        say(
            what,
            &format!("zoom {zoom}, largest"),
            most_bytes as f64 / 1e3,
            "kB",
        );
        here = below(&here, map);
    }
}

/// Tiles of the next zoom in which something lies.
fn below(here: &[TileAddress], map: &Map) -> Vec<TileAddress> {
    let Some(zoom) = here
        .first()
        .map(|at| at.zoom() + 1)
        .filter(|zoom| *zoom <= ZOOMS)
    else {
        return Vec::new();
    };
    // Below a zoom with very many tiles a part of them is enough.
    let step = (here.len() / (2 * MOST_TILES)).max(1);
    here.iter()
        .step_by(step)
        .flat_map(|up| {
            [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(x, y)| (up.x() * 2 + x, up.y() * 2 + y))
        })
        .filter_map(|(x, y)| TileAddress::new(zoom, x, y))
        .filter(|at| !map.tile("orte", *at).is_empty())
        .collect()
}

fn column(name: &str, column_type: ColumnType, meaning: Option<SemanticType>) -> Column {
    Column {
        id: ColumnId(1),
        name: name.to_owned(),
        label: name.to_owned(),
        column_type,
        semantic_type: meaning,
        confidence: 1.0,
        unit: (meaning == Some(SemanticType::Geometry)).then(|| "EPSG:4326".to_owned()),
    }
}

fn made(columns: &[Column], arrays: Vec<ArrayRef>) -> Map {
    let rows = arrays[0].len() as i64;
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(1..=rows));
    let names = columns.iter().map(|column| column.name.as_str());
    let all = names
        .chain(["_zeile"])
        .zip(arrays.into_iter().chain([numbers]));
    let batch = RecordBatch::try_from_iter(all).unwrap();
    let mut builder = MapBuilder::new(columns, true, 1 << 30).unwrap();
    for start in (0..batch.num_rows()).step_by(8_192) {
        builder
            .push(&batch.slice(start, 8_192.min(batch.num_rows() - start)))
            .unwrap();
    }
    builder.finish().unwrap()
}

/// Trees of a city of ten by eight kilometres, half of them in its middle.
fn points() -> Map {
    let mut random = StdRng::seed_from_u64(1);
    let mut x = Vec::with_capacity(POINTS);
    let mut y = Vec::with_capacity(POINTS);
    for row in 0..POINTS {
        let (east, north) = (
            random.random_range(-1.0..1.0_f64),
            random.random_range(-1.0..1.0_f64),
        );
        let narrow = if row % 2 == 0 { 1.0 } else { 0.3 };
        x.push(7.225 + east * 0.075 * narrow);
        y.push(51.535 + north * 0.035 * narrow);
    }
    let texts = |of: &[&str], random: &mut StdRng| {
        let values = (0..POINTS).map(|_| of[random.random_range(0..of.len())].to_owned());
        Arc::new(StringArray::from_iter_values(values)) as ArrayRef
    };
    let columns = [
        column("nummer", ColumnType::Text, None),
        column("art", ColumnType::Text, None),
        column("zustand", ColumnType::Text, None),
        column("umfang", ColumnType::Integer, None),
        column("laenge", ColumnType::Float, Some(SemanticType::Longitude)),
        column("breite", ColumnType::Float, Some(SemanticType::Latitude)),
    ];
    let numbers = (0..POINTS).map(|row| format!("B-{row:06}"));
    let girths = (0..POINTS).map(|_| random.random_range(20..400_i64));
    let girths = Int64Array::from_iter_values(girths.collect::<Vec<_>>());
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(numbers)),
        texts(
            &[
                "Winterlinde",
                "Stieleiche",
                "Platane",
                "Bergahorn",
                "Rosskastanie",
            ],
            &mut random,
        ),
        texts(&["gut", "mittel", "schlecht"], &mut random),
        Arc::new(girths),
        Arc::new(Float64Array::from(x)),
        Arc::new(Float64Array::from(y)),
    ];
    made(&columns, arrays)
}

/// So many areas with so many corners, this wide in degrees.
fn areas(count: usize, corners: usize, reach: f64) -> Map {
    let mut random = StdRng::seed_from_u64(2);
    let areas: Vec<Vec<u8>> = (0..count)
        .map(|_| {
            let middle = (
                random.random_range(7.15..7.30),
                random.random_range(51.50..51.57),
            );
            let mut ring: Vec<(f64, f64)> = (0..corners)
                .map(|step| {
                    let angle = step as f64 / corners as f64 * TAU;
                    let reach = reach * random.random_range(0.9..1.0);
                    let narrow = (middle.1 / 180.0 * PI).cos();
                    (
                        middle.0 + reach * angle.cos(),
                        middle.1 + reach * angle.sin() * narrow,
                    )
                })
                .collect();
            ring.push(ring[0]);
            let mut bytes = vec![1, 3, 0, 0, 0, 1, 0, 0, 0];
            bytes.extend((ring.len() as u32).to_le_bytes());
            for (x, y) in ring {
                bytes.extend(x.to_le_bytes());
                bytes.extend(y.to_le_bytes());
            }
            bytes
        })
        .collect();
    let columns = [
        column(
            "geometrie",
            ColumnType::Binary,
            Some(SemanticType::Geometry),
        ),
        column("nummer", ColumnType::Integer, None),
    ];
    let numbers = Int64Array::from_iter_values(0..count as i64);
    made(
        &columns,
        vec![
            Arc::new(BinaryArray::from_iter_values(areas)),
            Arc::new(numbers),
        ],
    )
}
