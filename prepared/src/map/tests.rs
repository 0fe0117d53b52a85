//! Maps against the rows they are of, read with a reader of tiles that knows nothing of how they were written.

use super::*;
use arrow::array::{ArrayRef, BinaryArray, Float64Array, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use hebewerk_model::{Column, ColumnId, ColumnType, SemanticType};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;

const MEBIBYTE: usize = 1 << 20;

#[derive(Debug, Default)]
struct Feature {
    id: Option<u64>,
    attributes: BTreeMap<String, String>,
    kind: u64,
    /// Paths, and whether each is closed.
    paths: Vec<(Vec<(i64, i64)>, bool)>,
}

impl Feature {
    fn count(&self) -> u64 {
        let count = self.attributes.get(MapOutline::COUNT);
        count.map_or(1, |count| count.parse().unwrap())
    }
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..).step_by(7) {
        let (byte, rest) = bytes.split_first().unwrap();
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

/// Fields of a message: number, and varint or content.
fn fields(mut bytes: &[u8]) -> Vec<(u64, u64, &[u8])> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let key = varint(&mut bytes);
        let (number, length) = match key & 7 {
            0 => (varint(&mut bytes), 0),
            1 => (0, 8),
            2 => (0, varint(&mut bytes) as usize),
            kind => panic!("a field of kind {kind}"),
        };
        let (content, rest) = bytes.split_at(length);
        bytes = rest;
        fields.push((key >> 3, number, content));
    }
    fields
}

fn all(mut bytes: &[u8]) -> Vec<u64> {
    let mut numbers = Vec::new();
    while !bytes.is_empty() {
        numbers.push(varint(&mut bytes));
    }
    numbers
}

const fn signed(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

fn value(bytes: &[u8]) -> String {
    let [(field, number, content)] = fields(bytes)[..] else {
        panic!("one value")
    };
    match field {
        1 => String::from_utf8(content.to_vec()).unwrap(),
        3 => f64::from_le_bytes(content.try_into().unwrap()).to_string(),
        5 => number.to_string(),
        6 => signed(number).to_string(),
        7 => (number == 1).to_string(),
        other => panic!("a value of kind {other}"),
    }
}

fn paths(commands: &[u64]) -> Vec<(Vec<(i64, i64)>, bool)> {
    let mut paths: Vec<(Vec<(i64, i64)>, bool)> = Vec::new();
    let (mut pen, mut at) = ((0, 0), 0);
    while let Some(command) = commands.get(at) {
        at += 1;
        for _time in 0..command >> 3 {
            if command & 7 == 7 {
                paths.last_mut().unwrap().1 = true;
                continue;
            }
            pen = (
                pen.0 + signed(commands[at]),
                pen.1 + signed(commands[at + 1]),
            );
            at += 2;
            if command & 7 == 1 {
                paths.push((Vec::new(), false));
            }
            paths.last_mut().unwrap().0.push(pen);
        }
    }
    paths
}

fn read(tile: &[u8]) -> Vec<Feature> {
    if tile.is_empty() {
        return Vec::new();
    }
    let [(3, _, layer)] = fields(tile)[..] else {
        panic!("one layer")
    };
    let layer = fields(layer);
    let of = |number| layer.iter().filter(move |(field, ..)| *field == number);
    assert_eq!(of(15).map(|field| field.1).collect::<Vec<_>>(), [2]);
    assert_eq!(of(5).map(|field| field.1).collect::<Vec<_>>(), [4096]);
    assert_eq!(of(1).map(|field| field.2).collect::<Vec<_>>(), [b"orte"]);
    let keys: Vec<&str> = of(3)
        .map(|field| std::str::from_utf8(field.2).unwrap())
        .collect();
    let values: Vec<String> = of(4).map(|field| value(field.2)).collect();
    let features = of(2).map(|(_, _, content)| {
        let mut feature = Feature::default();
        for (field, number, content) in fields(content) {
            match field {
                1 => feature.id = Some(number),
                2 => {
                    for pair in all(content).chunks(2) {
                        let name = keys[pair[0] as usize].to_owned();
                        feature
                            .attributes
                            .insert(name, values[pair[1] as usize].clone());
                    }
                }
                3 => feature.kind = number,
                _ => feature.paths = paths(&all(content)),
            }
        }
        feature
    });
    features.collect()
}

fn column(name: &str, column_type: ColumnType, meaning: Option<SemanticType>) -> Column {
    Column {
        id: ColumnId(1),
        name: name.to_owned(),
        label: name.to_uppercase(),
        column_type,
        semantic_type: meaning,
        confidence: 1.0,
        unit: (meaning == Some(SemanticType::Geometry)).then(|| "EPSG:4326".to_owned()),
    }
}

fn made(columns: &[Column], arrays: Vec<ArrayRef>, shows_numbers: bool) -> Map {
    let rows = arrays[0].len() as i64;
    let names = columns.iter().map(|column| column.name.as_str());
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(
        (0..rows).map(|row| 2 * row + 1),
    ));
    let arrays = arrays.into_iter().chain([numbers]);
    let all = names.chain(["_zeile"]).zip(arrays);
    let batch =
        RecordBatch::try_from_iter_with_nullable(all.map(|(name, array)| (name, array, true)));
    let batch = batch.unwrap();
    let mut builder = MapBuilder::new(columns, shows_numbers, 64 * MEBIBYTE).unwrap();
    // Batches of any size make the same map.
    let half = batch.num_rows() / 2;
    builder.push(&batch.slice(0, half)).unwrap();
    builder
        .push(&batch.slice(half, batch.num_rows() - half))
        .unwrap();
    builder.finish().unwrap()
}

fn at(zoom: u8, x: u32, y: u32) -> TileAddress {
    TileAddress::new(zoom, x, y).unwrap()
}

/// Every tile of a zoom in which something lies, found from above.
fn tiles(map: &Map, zoom: u8) -> Vec<(TileAddress, Vec<Feature>)> {
    let mut here = vec![at(0, 0, 0)];
    for next in 1..=zoom {
        here = here
            .into_iter()
            .flat_map(|up| {
                let (x, y) = (up.x() * 2, up.y() * 2);
                [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)]
            })
            .map(|(x, y)| at(next, x, y))
            .filter(|tile| !map.tile("orte", *tile).is_empty())
            .collect();
    }
    here.into_iter()
        .map(|tile| (tile, read(&map.tile("orte", tile))))
        .collect()
}

/// Trees of a city, two of which stand at the same place.
fn trees(rows: usize) -> (Vec<Column>, Vec<ArrayRef>) {
    let mut random = StdRng::seed_from_u64(5);
    let mut x: Vec<f64> = (0..rows).map(|_| random.random_range(7.15..7.30)).collect();
    let mut y: Vec<f64> = (0..rows)
        .map(|_| random.random_range(51.50..51.57))
        .collect();
    (x[1], y[1]) = (x[0], y[0]);
    let kinds =
        (0..rows).map(|row| (!row.is_multiple_of(3)).then_some(["Linde", "Eiche"][row % 2]));
    let columns = vec![
        column("nummer", ColumnType::Integer, None),
        column("art", ColumnType::Text, None),
        column("laenge", ColumnType::Float, Some(SemanticType::Longitude)),
        column("breite", ColumnType::Float, Some(SemanticType::Latitude)),
    ];
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from_iter_values(
            (0..rows as i64).map(|row| row - 5),
        )),
        Arc::new(kinds.collect::<StringArray>()),
        Arc::new(Float64Array::from(x)),
        Arc::new(Float64Array::from(y)),
    ];
    (columns, arrays)
}

#[test]
fn at_every_zoom_all_rows_are_there_once() {
    let (columns, arrays) = trees(3_000);
    let map = made(&columns, arrays, true);
    let mut before = 0;
    for zoom in 0..=MOST_ZOOM {
        let features: Vec<Feature> = tiles(&map, zoom)
            .into_iter()
            .flat_map(|tile| tile.1)
            .collect();
        let rows: u64 = features.iter().map(Feature::count).sum();
        assert_eq!(rows, 3_000, "zoom {zoom}");
        assert!(features.len() >= before, "zoom {zoom}");
        before = features.len();
        // Whatever stands for several rows says nothing of one.
        for feature in features.iter().filter(|feature| feature.count() > 1) {
            assert_eq!((feature.id, feature.attributes.len()), (None, 1));
        }
    }
    assert_eq!(before, 2_999, "but two of them lie upon each other");
}

#[test]
fn a_feature_is_its_row_at_its_place() {
    let (columns, arrays) = trees(500);
    let place = |row: usize| {
        let number = |column: usize| {
            let array = arrays[column].as_any().downcast_ref::<Float64Array>();
            array.unwrap().value(row)
        };
        (number(2), number(3))
    };
    let map = made(&columns, arrays.clone(), true);
    let mut seen = 0;
    for (tile, features) in tiles(&map, 15) {
        for feature in features.iter().filter(|feature| feature.count() == 1) {
            let row = (feature.id.unwrap() as usize - 1) / 2;
            assert_eq!(feature.attributes["nummer"], (row as i64 - 5).to_string());
            let kind = (!row.is_multiple_of(3)).then_some(["Linde", "Eiche"][row % 2]);
            assert_eq!(feature.attributes.get("art").map(String::as_str), kind);
            // The formulas of the standard, not those of the code.
            let (longitude, latitude) = place(row);
            let width = f64::from(1 << 15) * 4096.0;
            let x = (longitude + 180.0) / 360.0 * width - f64::from(tile.x()) * 4096.0;
            let turned = latitude.to_radians();
            let y = (1.0 - (turned.tan() + 1.0 / turned.cos()).ln() / std::f64::consts::PI) / 2.0;
            let y = y * width - f64::from(tile.y()) * 4096.0;
            let found = feature.paths[0].0[0];
            assert!((found.0 as f64 - x).abs() <= 1.0 && (found.1 as f64 - y).abs() <= 1.0);
            seen += 1;
        }
    }
    assert!(seen > 450, "{seen}");
    let [west, south, east, north] = map.outline().bounds.unwrap();
    assert!(west > 7.149 && south > 51.499 && east < 7.301 && north < 51.571);
}

#[test]
fn row_numbers_are_not_told_where_they_would_tell_of_others() {
    let (columns, arrays) = trees(50);
    let map = made(&columns, arrays, false);
    let features = tiles(&map, 18).into_iter().flat_map(|tile| tile.1);
    assert!(features.into_iter().all(|feature| feature.id.is_none()));
}

fn area(rings: &[&[(f64, f64)]]) -> Vec<u8> {
    let mut bytes = vec![1, 3, 0, 0, 0];
    bytes.extend((rings.len() as u32).to_le_bytes());
    for ring in rings {
        bytes.extend((ring.len() as u32).to_le_bytes());
        for (x, y) in *ring {
            bytes.extend(x.to_le_bytes());
            bytes.extend(y.to_le_bytes());
        }
    }
    bytes
}

fn square((x, y): (f64, f64), size: f64) -> Vec<(f64, f64)> {
    vec![
        (x, y),
        (x + size, y),
        (x + size, y + size),
        (x, y + size),
        (x, y),
    ]
}

fn areas(areas: &[Vec<u8>]) -> Map {
    let columns = [
        column(
            "geometrie",
            ColumnType::Binary,
            Some(SemanticType::Geometry),
        ),
        column("nummer", ColumnType::Integer, None),
    ];
    let numbers = Int64Array::from_iter_values(0..areas.len() as i64);
    let areas = BinaryArray::from_iter_values(areas);
    made(&columns, vec![Arc::new(areas), Arc::new(numbers)], true)
}

fn doubled(ring: &[(i64, i64)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum()
}

#[test]
fn areas_run_as_the_specification_wants_whichever_way_they_came() {
    let (outline, hole) = (square((7.0, 51.0), 0.2), square((7.05, 51.05), 0.1));
    let turned = |ring: &[(f64, f64)]| ring.iter().rev().copied().collect::<Vec<_>>();
    let map = areas(&[
        area(&[&outline, &hole]),
        area(&[&turned(&outline), &turned(&hole)]),
    ]);
    for zoom in 8..=14 {
        let mut seen = 0;
        for (_tile, features) in tiles(&map, zoom) {
            for feature in features {
                assert_eq!(feature.kind, 3);
                assert!(feature.paths.iter().all(|(_ring, is_closed)| *is_closed));
                let sizes: Vec<i64> = feature.paths.iter().map(|path| doubled(&path.0)).collect();
                assert!(sizes[0] > 0, "{zoom}: {sizes:?}");
                assert!(sizes[1..].iter().all(|size| *size < 0), "{zoom}: {sizes:?}");
                for corner in feature.paths.iter().flat_map(|path| &path.0) {
                    assert!((-64..=4160).contains(&corner.0) && (-64..=4160).contains(&corner.1));
                }
                seen += 1;
            }
        }
        assert!(seen >= 2, "zoom {zoom}");
    }
    // Within the area, all of the tile is; within its hole, a hole as large is taken out of it.
    let sizes = |tile: TileAddress| -> Vec<Vec<i64>> {
        let features = read(&map.tile("orte", tile)).into_iter();
        let sizes = features.map(|one| one.paths.iter().map(|path| doubled(&path.0)).collect());
        sizes.collect()
    };
    let whole = 2 * 4224 * 4224;
    assert_eq!(sizes(at(18, 136_183, 87_736)), [[whole], [whole]]);
    assert_eq!(
        sizes(at(18, 136_242, 87_644)),
        [[whole, -whole], [whole, -whole]]
    );
}

#[test]
fn a_coast_has_fewer_corners_from_afar_and_all_of_them_near_by() {
    let mut random = StdRng::seed_from_u64(9);
    let ring: Vec<(f64, f64)> = (0..4_000)
        .map(|step| {
            let angle = f64::from(step) / 4_000.0 * std::f64::consts::TAU;
            let reach = 0.05 + random.random_range(-0.0005..0.0005);
            (7.2 + reach * angle.cos(), 51.5 + reach * angle.sin() * 0.6)
        })
        .collect();
    let ring: Vec<(f64, f64)> = ring.iter().copied().chain([ring[0]]).collect();
    let map = areas(&[area(&[&ring])]);
    let corners = |zoom: u8| -> usize {
        let features = tiles(&map, zoom).into_iter().flat_map(|tile| tile.1);
        features
            .flat_map(|feature| feature.paths)
            .map(|path| path.0.len())
            .sum()
    };
    let [far, middle, near] = [7, 11, 16].map(corners);
    assert!(
        far < 60 && middle > far * 4 && near > 3_900,
        "{far} {middle} {near}"
    );
}

#[test]
fn of_things_too_small_to_see_some_are_drawn_as_specks() {
    let mut random = StdRng::seed_from_u64(3);
    let houses: Vec<Vec<u8>> = (0..2_000)
        .map(|_| {
            let corner = (
                random.random_range(7.2..7.21),
                random.random_range(51.5..51.51),
            );
            area(&[&square(corner, 0.000_1)])
        })
        .collect();
    let map = areas(&houses);
    let seen = |zoom: u8| {
        tiles(&map, zoom)
            .into_iter()
            .map(|tile| tile.1.len())
            .sum::<usize>()
    };
    assert!((1..50).contains(&seen(8)), "{}", seen(8));
    assert!(seen(12) > seen(8));
    assert!(seen(16) >= 2_000);
}

#[test]
fn lines_are_cut_and_what_is_no_geometry_is_left_out() {
    let mut line = vec![1, 2, 0, 0, 0];
    line.extend(2_u32.to_le_bytes());
    for number in [7.0_f64, 51.5, 7.4, 51.5] {
        line.extend(number.to_le_bytes());
    }
    let map = areas(&[line, vec![1, 2, 3], Vec::new()]);
    let tiles = tiles(&map, 13);
    assert!(tiles.len() > 8, "{}", tiles.len());
    for (_tile, features) in tiles {
        assert_eq!(features.len(), 1);
        assert_eq!((features[0].kind, features[0].id), (2, Some(1)));
    }
}

#[test]
fn long_texts_and_great_numbers_are_told_as_far_as_readers_can() {
    let columns = [
        column("text", ColumnType::Text, None),
        column("zahl", ColumnType::Integer, None),
        column(MapOutline::COUNT, ColumnType::Integer, None),
        column("x", ColumnType::Float, Some(SemanticType::Longitude)),
        column("y", ColumnType::Float, Some(SemanticType::Latitude)),
    ];
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(["ä".repeat(500)])),
        Arc::new(Int64Array::from_iter_values([i64::MAX])),
        Arc::new(Int64Array::from_iter_values([7])),
        Arc::new(Float64Array::from(vec![7.2])),
        Arc::new(Float64Array::from(vec![51.5])),
    ];
    let map = made(&columns, arrays, true);
    let features = read(&map.tile("orte", at(0, 0, 0)));
    let said = &features[0].attributes;
    assert_eq!(said["text"].chars().count(), 201);
    assert_eq!(said["zahl"], i64::MAX.to_string());
    assert!(!said.contains_key(MapOutline::COUNT));
}

#[test]
fn a_table_that_does_not_say_where_its_rows_lie_has_no_map() {
    let (mut columns, _arrays) = trees(2);
    columns.truncate(3);
    assert!(MapBuilder::new(&columns, true, MEBIBYTE).is_none());
    let mut place = column("lage", ColumnType::Binary, Some(SemanticType::Geometry));
    place.unit = Some("EPSG:31466".to_owned());
    assert!(MapBuilder::new(&[place], true, MEBIBYTE).is_none());
}
