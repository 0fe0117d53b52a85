//! Downloads as the programs of others open them: GDAL (behind QGIS), PyArrow (behind pandas).

use crate::duckdb_reads::python;
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Two places, one that is not known, and one beyond the city; keys with zeros, umlauts, signs of XML, lines in a cell.
fn places() -> Value {
    let feature = |place: Option<[f64; 2]>, plz: &str, street: &str, note: Value, cost: Value| {
        json!({
            "type": "Feature",
            "geometry": place.map(|at| json!({"type": "Point", "coordinates": at})),
            "properties": {
                "PLZ": plz, "Straße": street, "Bemerkung": note, "Kosten": cost, "Anzahl": 3, "Tag": "2026-11-20",
            },
        })
    };
    json!({
        "type": "FeatureCollection",
        "name": "standorte",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            feature(Some([369_000.5, 5_711_000.2]), "04651", "Äußere Straße", json!("a <b> & \"c\""), json!(1234.5)),
            feature(Some([371_250.0, 5_712_500.75]), "44649", "Am Bahnhof", json!("zwei\nZeilen"), json!(0.07)),
            feature(None, "00001", "Ödland", Value::Null, Value::Null),
        ],
    })
}

/// Points, lines, areas and a row without a place; a long text, a blank at the end of another one, a long number.
fn mixed_places() -> Value {
    let feature = |kind: &str, corners: Value, plz: &str, note: Value, cost: Value| {
        json!({
            "type": "Feature",
            "geometry": (!corners.is_null()).then(|| json!({"type": kind, "coordinates": corners})),
            "properties": {
                "PLZ": plz, "Straßenname lang": "Äußere Straße", "Straßenname kurz": note, "Kosten": cost,
                "Anteil": 0.1, "Anzahl": 9_007_199_254_740_993_i64, "Aktiv": plz != "00002", "Tag": "2026-11-20",
            },
        })
    };
    let ring = |west: f64| {
        let (east, south, north) = (west + 10.0, 5_711_000.25, 5_711_010.0);
        json!([
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south]
        ])
    };
    let hole = json!([
        [369_002.0, 5_711_002.0],
        [369_002.0, 5_711_003.0],
        [369_003.0, 5_711_003.0],
        [369_002.0, 5_711_002.0]
    ]);
    json!({
        "type": "FeatureCollection",
        "name": "mischung",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            feature("Point", json!([369_000.5, 5_711_000.25]), "00001", json!("kurz"), json!(1234.5)),
            feature("LineString", json!([[371_000.0, 5_712_000.0], [371_001.5, 5_712_002.0]]), "00002", Value::Null, json!(0.07)),
            feature("Polygon", json!([ring(371_100.0)]), "00003", json!("lang ".repeat(60) + "Ende"), json!(-5)),
            feature("MultiPolygon", json!([[ring(370_000.0)], [ring(371_200.0)]]), "00004", Value::Null, Value::Null),
            feature("Polygon", json!([ring(369_100.0), hole]), "00005", json!("Zeile\nzwei"), json!(1)),
            feature("Point", Value::Null, "00006", Value::Null, Value::Null),
            feature("Point", json!([372_000.5, 5_711_000.25]), "00007", json!("ä"), json!(3)),
        ],
    })
}

/// A hub that opens to everybody what comes in, with a dataset of each file.
fn hub(files: &[(&str, &str)]) -> Result<(Home, Server)> {
    let home = Home::new()?;
    let config = home.data().join("config.toml");
    let settings = fs::read_to_string(&config)?;
    fs::write(&config, settings.replace("needed = true", "needed = false"))?;
    for (file, text) in files {
        let file = home.write(file, text)?;
        let file = file.to_str().context("a path")?;
        home.done([
            "take-in",
            "--organisation",
            "umwelt",
            "--visibility",
            "public",
            file,
        ])?;
    }
    let server = Server::start(&home)?;
    Ok((home, server))
}

/// Saves every form the interface offers of the table; the endings.
fn save_all(server: &Server, dataset: &str, into: &Path) -> Result<Vec<String>> {
    let visitor = server.visitor()?;
    let path = format!("/api/v1/datasets/umwelt/{dataset}/tables/{dataset}");
    let shown: Value = serde_json::from_str(&visitor.page(&path)?)?;
    let links = shown["links"].as_object().context("links")?;
    let mut endings = Vec::new();
    for name in links.keys() {
        let Some(ending) = name.strip_prefix("download.") else {
            continue;
        };
        let response = visitor.get(&format!("{path}/{name}"))?;
        ensure!(
            response.status().is_success(),
            "{name}: {}",
            response.status()
        );
        fs::write(into.join(format!("tabelle.{ending}")), response.bytes()?)?;
        endings.push(ending.to_owned());
    }
    endings.sort();
    Ok(endings)
}

#[test]
fn every_download_opens_elsewhere_with_the_same_cells() -> Result<()> {
    let Some(python) = python() else {
        eprintln!(
            "SKIPPED: every_download_opens_elsewhere_with_the_same_cells: HEBEWERK_TEST_PYTHON is not set"
        );
        return Ok(());
    };
    let (home, server) = hub(&[
        ("standorte.geojson", &places().to_string()),
        ("mischung.geojson", &mixed_places().to_string()),
    ])?;
    let folder = home.folder().join("dateien");
    fs::create_dir(&folder)?;
    let endings = save_all(&server, "standorte", &folder)?;
    let all = [
        "arrow",
        "csv",
        "excel.csv",
        "fgb",
        "geojson",
        "gpkg",
        "json",
        "kml",
        "ndjson",
        "ods",
        "parquet",
        "shp.zip",
        "xlsx",
    ];
    assert_eq!(endings, all);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("downloads/compare.py");
    let compared = Command::new(&python).arg(script).arg(&folder).output()?;
    let said = String::from_utf8_lossy(&compared.stdout);
    ensure!(
        compared.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&compared.stderr)
    );
    let opened: BTreeMap<String, Value> = said
        .lines()
        .map(|line| {
            let one: Value = serde_json::from_str(line)?;
            Ok((one["file"].as_str().context("a file")?.to_owned(), one))
        })
        .collect::<Result<_>>()?;
    assert_eq!(opened.len(), 8, "{said}");
    for (file, crs) in [
        ("tabelle.gpkg", "EPSG:25832"),
        ("tabelle.fgb", "EPSG:25832"),
        ("tabelle.geojson", "EPSG:4326"),
        ("tabelle.kml", "EPSG:4326"),
    ] {
        assert_eq!(opened[file]["crs"], crs, "{said}");
        assert_eq!(opened[file]["places"], 2, "{said}");
    }
    // Where PROJ puts the first of them.
    let map: Value = serde_json::from_slice(&fs::read(folder.join("tabelle.geojson"))?)?;
    let place = &map["features"][0]["geometry"]["coordinates"];
    let near = |index: usize, wanted: f64| {
        place[index]
            .as_f64()
            .is_some_and(|found| (found - wanted).abs() < 1e-7)
    };
    assert!(near(0, LONGITUDE) && near(1, LATITUDE), "{place}");
    kinds_of_geometries_open_elsewhere(&home, &server, &python)?;
    maps_open_elsewhere_too(&home, &server, &python)
}

/// Forms that hold one kind of geometry, short names or short texts lose nothing.
fn kinds_of_geometries_open_elsewhere(home: &Home, server: &Server, python: &Path) -> Result<()> {
    let folder = home.folder().join("mischung");
    fs::create_dir(&folder)?;
    save_all(server, "mischung", &folder)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("downloads/mixed.py");
    let read = Command::new(python).arg(script).arg(&folder).output()?;
    let said = String::from_utf8_lossy(&read.stdout);
    ensure!(
        read.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let layers: Vec<(String, u64)> = said
        .lines()
        .map(|line| {
            let one: Value = serde_json::from_str(line)?;
            let name = one["layer"].as_str().context("a layer")?.to_owned();
            Ok((name, one["rows"].as_u64().context("a number")?))
        })
        .collect::<Result<_>>()?;
    let wanted = [
        ("fgb", 7),
        ("box", 1),
        ("mischung_punkte", 3),
        ("mischung_linien", 1),
        ("mischung_flaechen", 3),
    ];
    assert_eq!(
        layers,
        wanted.map(|(name, rows)| (name.to_owned(), rows)),
        "{said}"
    );
    Ok(())
}

/// Where the first place is within the tiles of the greatest zoom.
const TILE: &str = "18/136250/87137";

/// The same table as a map: what GDAL reads of a tile is what stands in the row.
fn maps_open_elsewhere_too(home: &Home, server: &Server, python: &Path) -> Result<()> {
    let visitor = server.visitor()?;
    let path = "/api/v1/datasets/umwelt/standorte/tables/standorte/tiles";
    let about: Value = serde_json::from_str(&visitor.page(path)?)?;
    assert_eq!(about["tilejson"], "3.0.0");
    assert_eq!(about["vector_layers"][0]["id"], "standorte");
    assert_eq!(
        about["vector_layers"][0]["fields"]["strasse"],
        "Straße (text)"
    );
    let bounds: Vec<f64> = serde_json::from_value(about["bounds"].clone())?;
    assert!((bounds[0] - LONGITUDE).abs() < 1e-6 && (bounds[1] - LATITUDE).abs() < 1e-6);
    let address = about["tiles"][0].as_str().context("an address")?;
    assert!(address.ends_with("/{z}/{x}/{y}.mvt?version=1"), "{address}");

    let folder = home.folder().join("kacheln");
    // As far away as can be both places are one.
    for tile in ["0/0/0", TILE] {
        let response = visitor.get(&format!("{path}/{tile}.mvt"))?;
        assert_eq!(response.status(), 200, "{tile}");
        let headers = response.headers().clone();
        assert_eq!(
            headers["content-type"],
            "application/vnd.mapbox-vector-tile"
        );
        assert_eq!(headers["cache-control"], "public, no-cache");
        let known = visitor
            .request(reqwest::Method::GET, &format!("{path}/{tile}.mvt"))
            .header("if-none-match", &headers["etag"]);
        assert_eq!(known.send()?.status(), 304);
        let file = folder.join(format!("{tile}.mvt"));
        fs::create_dir_all(file.parent().context("a folder")?)?;
        fs::write(file, response.bytes()?)?;
    }
    for (tile, status) in [
        ("9/0/0.mvt", 204),
        ("9/0/0", 404),
        ("1/2/0.mvt", 404),
        ("19/0/0.mvt", 404),
    ] {
        assert_eq!(
            visitor.get(&format!("{path}/{tile}"))?.status(),
            status,
            "{tile}"
        );
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("downloads/tile.py");
    let read = Command::new(python).arg(script).arg(&folder).output()?;
    let said = String::from_utf8_lossy(&read.stdout);
    ensure!(
        read.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let features: Vec<Value> = said
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    assert_eq!(features.len(), 2, "{said}");
    let count = features.iter().find(|one| one["said"]["point_count"] == 2);
    let together = &count.context("two places as one")?["said"];
    assert!(together.get("plz").is_none_or(Value::is_null), "{together}");
    let one = features.iter().find(|one| one["said"]["plz"] == "04651");
    let one = one.context("the first place")?;
    assert_eq!(one["layer"], "standorte");
    assert_eq!(one["said"]["strasse"], "Äußere Straße");
    assert_eq!(one["said"]["bemerkung"], "a <b> & \"c\"");
    assert_eq!(one["said"]["kosten"], 1234.5);
    assert_eq!(one["said"]["anzahl"], 3);
    assert_eq!(one["said"]["tag"], "2026-11-20");
    assert_eq!(one["said"]["mvt_id"], 1, "the number of the row");
    let off = |index: usize, wanted: f64| {
        one["place"][index]
            .as_f64()
            .map(|found| (found - wanted).abs())
    };
    assert!(off(0, LONGITUDE).is_some_and(|off| off < 1e-6), "{one}");
    assert!(off(1, LATITUDE).is_some_and(|off| off < 1e-6), "{one}");
    Ok(())
}

/// Of the first place, as PROJ 9 has it.
const LONGITUDE: f64 = 7.111_226_092_56;
const LATITUDE: f64 = 51.534_888_869_13;

#[test]
fn two_columns_of_numbers_are_places_too_and_a_table_without_any_is_no_map() -> Result<()> {
    let table =
        "Name;Längengrad;Breitengrad\nRathaus;7,2201;51,5390\nBad;7,2302;51,5411\nLager;;\n";
    let (home, server) = hub(&[("orte.csv", table)])?;
    let folder = home.folder().join("dateien");
    fs::create_dir(&folder)?;
    let endings = save_all(&server, "orte", &folder)?;
    assert!(
        endings.iter().any(|ending| ending == "geojson"),
        "{endings:?}"
    );
    let map: Value = serde_json::from_slice(&fs::read(folder.join("tabelle.geojson"))?)?;
    let features = map["features"].as_array().context("features")?;
    assert_eq!(features.len(), 3, "{map:#}");
    assert_eq!(
        features[0]["geometry"]["coordinates"],
        json!([7.2201, 51.539])
    );
    assert_eq!(features[0]["properties"]["name"], "Rathaus");
    assert_eq!(features[2]["geometry"], Value::Null);

    let (home, server) = hub(&[("zahlen.csv", "Name;Zahl\na;1\nb;2\n")])?;
    let folder = home.folder().join("dateien");
    fs::create_dir(&folder)?;
    let endings = save_all(&server, "zahlen", &folder)?;
    assert!(
        !endings.iter().any(|ending| ending == "gpkg"),
        "{endings:?}"
    );
    let refused = server
        .visitor()?
        .get("/api/v1/datasets/umwelt/zahlen/tables/zahlen/download.geojson")?;
    assert_eq!(refused.status(), 400);
    assert!(refused.text()?.contains("no_places"));
    let refused = server
        .visitor()?
        .get("/api/v1/datasets/umwelt/zahlen/tables/zahlen/tiles")?;
    assert_eq!(refused.status(), 404);
    assert!(refused.text()?.contains("no_map"));
    Ok(())
}
