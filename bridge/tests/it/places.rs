use hebewerk_bridge::{
    BridgeKind, Cardinality, ColumnAt, Places, ReferenceSystem, Shape, placed, shape_of_text,
    shape_of_wkb,
};

const UTM: ReferenceSystem = ReferenceSystem::Utm { zone: 32 };

fn at(table: u32) -> Vec<ColumnAt> {
    vec![ColumnAt { table, entry: 0 }]
}

/// Four districts of two kilometres each way, in metres.
fn districts() -> Places {
    let mut places = Places::of(at(1));
    for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let (x, y) = (
            368_000.0 + 2_000.0 * f64::from(column),
            5_710_000.0 + 2_000.0 * f64::from(row),
        );
        places.push(Shape::Area(vec![square(x, y, 2_000.0)]), UTM);
    }
    places
}

fn square(x: f64, y: f64, side: f64) -> Vec<(f64, f64)> {
    vec![
        (x, y),
        (x + side, y),
        (x + side, y + side),
        (x, y + side),
        (x, y),
    ]
}

/// Points scattered over the city (always the same), and how far each is moved.
fn scattered(table: u32, count: u32, moved: f64) -> Places {
    let mut places = Places::of(at(table));
    for number in 0..count {
        let (x, y) = spot(number);
        places.push(Shape::Point(x + moved, y), UTM);
    }
    places
}

fn spot(number: u32) -> (f64, f64) {
    let (x, y) = (number * 1_103 % 3_989, number * 2_221 % 3_967);
    (368_003.0 + f64::from(x), 5_710_007.0 + f64::from(y))
}

#[test]
fn points_of_another_system_lie_in_the_areas_of_a_city() {
    let mut trees = Places::of(at(0));
    for number in 0..200 {
        let (x, y) = spot(number);
        let (longitude, latitude) = UTM.position(x, y).unwrap();
        trees.push(Shape::Point(longitude, latitude), ReferenceSystem::Degrees);
    }
    let found = placed(&trees, &districts(), &[]).unwrap();
    assert_eq!(found.bridge.kind, BridgeKind::Within);
    assert_eq!(found.bridge.left[0].table, 0);
    assert_eq!(found.bridge.cardinality, Some(Cardinality::ManyToOne));
    assert!(found.bridge.shares.left > 0.99 && found.bridge.shares.right > 0.99);
    let turned = placed(&districts(), &trees, &[]).unwrap();
    assert_eq!(turned.bridge.left[0].table, 0, "points stand on the left");
}

#[test]
fn points_of_another_city_are_no_neighbours() {
    let elsewhere = scattered(0, 200, 60_000.0);
    assert_eq!(placed(&elsewhere, &districts(), &[]), None);
    assert_eq!(placed(&elsewhere, &scattered(1, 200, 0.0), &[]), None);
}

#[test]
fn boxes_around_everything_say_nothing() {
    let mut sheets = Places::of(at(1));
    for number in 0..6 {
        let low = 367_000.0 + 10.0 * f64::from(number);
        sheets.push(Shape::Area(vec![square(low, 5_709_000.0, 8_000.0)]), UTM);
    }
    assert_eq!(placed(&scattered(0, 200, 0.0), &sheets, &[]), None);
}

#[test]
fn a_better_key_makes_the_map_needless() {
    let known = hebewerk_bridge::Bridge {
        kind: BridgeKind::Join,
        left: at(0),
        right: at(1),
        forms: hebewerk_bridge::Forms::NONE,
        shares: (1.0, 1.0).into(),
        as_spelled: (1.0, 1.0).into(),
        cardinality: Some(Cardinality::ManyToOne),
        score: 0.8,
        rank: 1,
    };
    let trees = scattered(0, 200, 0.0);
    assert_eq!(placed(&trees, &districts(), &[&known]), None);
    let many = hebewerk_bridge::Bridge {
        cardinality: Some(Cardinality::ManyToMany),
        ..known
    };
    assert!(placed(&trees, &districts(), &[&many]).is_some());
}

#[test]
fn the_same_things_measured_twice_lie_nearer_than_chance_puts_them() {
    let measured_again = scattered(1, 150, 8.0);
    let found = placed(&scattered(0, 120, 0.0), &measured_again, &[]).unwrap();
    assert_eq!(found.bridge.kind, BridgeKind::Nearest);
    assert!((found.metres.unwrap() - 8.0).abs() < 0.5, "{found:?}");
    let others: u32 = 5_000;
    let mut unrelated = Places::of(at(1));
    for number in others..others + 150 {
        let (x, y) = spot(number * 7 + 3);
        unrelated.push(Shape::Point(x + 731.0, y + 977.0), UTM);
    }
    assert_eq!(placed(&scattered(0, 120, 0.0), &unrelated, &[]), None);
}

#[test]
fn holes_are_outside() {
    let mut parks = Places::of(at(1));
    let with_hole = vec![
        square(368_000.0, 5_710_000.0, 2_000.0),
        square(368_500.0, 5_710_500.0, 1_000.0),
    ];
    parks.push(Shape::Area(with_hole), UTM);
    parks.push(
        Shape::Area(vec![square(370_000.0, 5_710_000.0, 2_000.0)]),
        UTM,
    );
    let mut trees = Places::of(at(0));
    for number in 0..10 {
        let step = 90.0 * f64::from(number);
        trees.push(Shape::Point(368_550.0 + step, 5_710_600.0), UTM);
        trees.push(Shape::Point(370_100.0 + step, 5_710_600.0), UTM);
        trees.push(Shape::Point(368_050.0 + step, 5_710_100.0), UTM);
    }
    let found = placed(&trees, &parks, &[]).unwrap();
    assert!(
        (found.bridge.shares.left - 2.0 / 3.0).abs() < 0.01,
        "{found:?}"
    );
}

#[test]
fn geometries_are_read_from_bytes_and_from_texts() {
    let ring = vec![(1.0, 2.0), (3.5, 2.0), (3.0, 4.0), (1.0, 2.0)];
    let area = Shape::Area(vec![ring]);
    let check = |text: &str, expected: Option<&Shape>| {
        assert_eq!(shape_of_text(text).as_ref(), expected, "{text}");
    };
    check("POLYGON ((1 2, 3.5 2, 3 4, 1 2))", Some(&area));
    check("SRID=4326;MULTIPOLYGON(((1 2,3.5 2,3 4,1 2)))", Some(&area));
    check("POLYGON Z ((1 2 9, 3.5 2 9, 3 4 9, 1 2 9))", Some(&area));
    check(
        r#"{"type": "Polygon", "coordinates": [[[1,2],[3.5,2],[3,4],[1,2]]]}"#,
        Some(&area),
    );
    check(
        r#"{"coordinates":[7.2,51.5],"type":"Point"}"#,
        Some(&Shape::Point(7.2, 51.5)),
    );
    check("POINT (7.2 51.5)", Some(&Shape::Point(7.2, 51.5)));
    check("LINESTRING (1 2, 3 4)", Some(&Shape::Other));
    for broken in [
        "POINT (",
        "Bahnhof (Nord)",
        "POLYGON ((1 2, x y))",
        "{}",
        "(",
    ] {
        check(broken, None);
    }
    let mut bytes = vec![1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0];
    for (x, y) in [(1.0_f64, 2.0_f64), (3.5, 2.0), (3.0, 4.0), (1.0, 2.0)] {
        bytes.extend(x.to_le_bytes());
        bytes.extend(y.to_le_bytes());
    }
    assert_eq!(shape_of_wkb(&bytes), Some(area));
    for cut in 0..bytes.len() {
        assert_eq!(shape_of_wkb(&bytes[..cut]), None);
    }
}

#[test]
fn metres_and_degrees_name_the_same_spot() {
    let near = |(x, y): (f64, f64), longitude: f64, latitude: f64| {
        assert!(
            (x - longitude).abs() < 1e-6 && (y - latitude).abs() < 1e-6,
            "{x} {y}"
        );
    };
    let system = |name: &str| ReferenceSystem::named(name).unwrap();
    let (longitude, latitude) = UTM.position(368_000.0, 5_713_000.0).unwrap();
    assert!((longitude - 7.0967).abs() < 0.01 && (latitude - 51.5535).abs() < 0.01);
    near(
        system("EPSG:4647")
            .position(32_368_000.0, 5_713_000.0)
            .unwrap(),
        longitude,
        latitude,
    );
    let (x, y) = (longitude.to_radians() * 6_378_137.0, {
        let half = (45.0 + latitude / 2.0).to_radians();
        half.tan().ln() * 6_378_137.0
    });
    near(
        system("EPSG:3857").position(x, y).unwrap(),
        longitude,
        latitude,
    );
    assert_eq!(ReferenceSystem::named("EPSG:31466"), None);
    assert_eq!(ReferenceSystem::guessed(368_000.0, 5_713_000.0), Some(UTM));
    assert_eq!(
        ReferenceSystem::guessed(7.1, 51.5),
        Some(ReferenceSystem::Degrees)
    );
    assert_eq!(ReferenceSystem::guessed(2_581_000.0, 5_713_000.0), None);
    assert_eq!(ReferenceSystem::Degrees.position(0.0, 0.0), None);
}
