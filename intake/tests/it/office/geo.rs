//! What becomes of geographic files, as GDAL writes them.

use super::files::{Made, finding, labels, types, wkt, zip};
use hebewerk_hub::ports::Reading;
use hebewerk_model::geometry::EXTENSION_METADATA;
use hebewerk_model::{Format, InspectedTable, SemanticType};
use std::io::{Cursor, Read};

/// The file of this name made by its program.
pub(super) fn made(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/made");
    std::fs::read(folder.join(name)).unwrap()
}

/// The members of a ZIP.
fn members(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            (member.name().to_owned(), bytes)
        })
        .collect()
}

#[track_caller]
fn geometry(table: &InspectedTable) -> (usize, Option<&str>) {
    let number = table
        .columns
        .iter()
        .position(|column| column.semantic_type == Some(SemanticType::Geometry))
        .unwrap();
    assert_eq!(table.columns[number].column_type.name(), "binary");
    (number, table.columns[number].unit.as_deref())
}

/// The three points, whichever format they come in.
#[track_caller]
fn check_points(file: &Made, format: Format, table: &str) {
    let inspection = file.inspect();
    assert_eq!(inspection.format, format);
    let seen = &inspection.tables[0];
    assert_eq!(seen.name, table);
    assert_eq!(geometry(seen).1, Some("EPSG:25832"));
    let column = |label: &str| labels(seen).iter().position(|it| *it == label).unwrap();
    let mut rows = file.read(0).rows;
    // An index of places has its own order.
    rows.sort_by_key(|row| row[column("anzahl")].clone());
    assert_eq!(rows[0][column("ags")], "05314000", "keys keep their zero");
    assert_eq!(rows[0][column("name")], "Straße");
    assert_eq!(rows[1][column("anzahl")], "2");
    assert_eq!(rows[0][column("wert")].parse::<f64>(), Ok(1.25));
    let at = geometry(seen).0;
    assert_eq!(wkt(&rows[0][at]), "POINT (369000.5 5711000.2)");
    if let Some(third) = rows.get(2) {
        assert_eq!(third[at], "∅");
        finding(&inspection, "geometry_missing");
    }
}

#[test]
fn a_shapefile_in_a_zip_is_one_table_with_types_encoding_and_reference_system() {
    let file = Made::new("punkte.zip", &made("punkte_shp.zip"));
    check_points(&file, Format::Zip, "punkte");
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(inspection.tables.len(), 1);
    assert_eq!(table.member.as_deref(), Some("Export/punkte.shp"));
    assert_eq!(table.dialect.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(
        types(table),
        ["text", "text", "integer", "float", "text", "binary"]
    );
    let codes: Vec<&str> = inspection
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(
        codes,
        ["dbf_asterisks", "geometry_missing", "leading_zeros"]
    );
    for piece in file.pieces(0) {
        if let Reading::Rows(batch) = piece {
            let schema = batch.schema();
            let said = &schema.field(5).metadata()[EXTENSION_METADATA];
            assert!(said.contains("EPSG:25832"), "{said}");
        }
    }
}

#[test]
fn polygons_of_a_shapefile_get_their_holes() {
    let file = Made::new("flaechen.zip", &made("flaechen_shp.zip"));
    let rows = file.read(0).rows;
    assert_eq!(
        wkt(&rows[0][1]),
        "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"
    );
    assert!(wkt(&rows[1][1]).starts_with("MULTIPOLYGON ((("));
}

#[test]
fn a_shapefile_alone_gives_its_geometries_and_asks_for_the_rest() {
    let all = members(&made("punkte_shp.zip"));
    let part = |ending: &str| {
        let found = all.iter().find(|(name, _)| name.ends_with(ending));
        found.unwrap().1.clone()
    };
    let alone = Made::new("punkte.shp", &part(".shp"));
    let inspection = alone.inspect();
    assert_eq!(inspection.format, Format::Shapefile);
    assert_eq!(labels(&inspection.tables[0]), ["geometrie"]);
    finding(&inspection, "shapefile_alone");
    assert_eq!(
        finding(&inspection, "crs_guessed").parameters["crs"],
        "EPSG:25832"
    );
    // With its siblings in one folder it is whole.
    for (name, bytes) in &all {
        let name = name.rsplit('/').next().unwrap().to_uppercase();
        std::fs::write(
            alone.path.with_file_name(name.replace("PUNKTE", "punkte")),
            bytes,
        )
        .unwrap();
    }
    check_points(&alone, Format::Shapefile, "punkte");
    let table = Made::new("punkte.dbf", &part(".dbf"));
    let inspection = table.inspect();
    assert_eq!(inspection.format, Format::Dbf);
    assert_eq!(table.read(0).rows[1][1], "Köln");
    assert_eq!(
        finding(&inspection, "dbf_encoding_guessed").parameters["encoding"],
        "windows-1252"
    );
    let index = Made::new("punkte.shx", &part(".shx"));
    assert!(index.inspect().tables.is_empty());
}

#[test]
fn a_shapefile_cut_off_keeps_its_attributes_and_a_table_cut_off_its_rows() {
    let cut = |ending: &str, bytes: usize| {
        let all = members(&made("flaechen_shp.zip"));
        let entries: Vec<(&str, &[u8])> = all
            .iter()
            .map(|(name, content)| {
                let end = if name.ends_with(ending) {
                    content.len() - bytes
                } else {
                    content.len()
                };
                (name.as_str(), &content[..end])
            })
            .collect();
        Made::new("flaechen.zip", &zip(&entries))
    };
    let shapes = cut(".shp", 20);
    let inspection = shapes.inspect();
    assert_eq!(finding(&inspection, "shapefile_truncated").row, Some(2));
    assert_eq!(inspection.tables[0].data_rows, 2);
    assert_eq!(shapes.read(0).rows[1], ["b", "∅"]);
    let attributes = cut(".dbf", 60);
    let inspection = attributes.inspect();
    assert_eq!(
        finding(&inspection, "dbf_truncated").parameters["found"],
        "1"
    );
    assert_eq!(inspection.tables[0].data_rows, 2);
    assert_eq!(attributes.read(0).rows[1][0], "∅");
}

#[test]
fn flatgeobuf_is_read() {
    let file = Made::new("punkte.fgb", &made("punkte.fgb"));
    check_points(&file, Format::Flatgeobuf, "punkte");
    let areas = Made::new("flaechen.fgb", &made("flaechen.fgb"));
    let rows = areas.read(0).rows;
    let texts: Vec<String> = rows.iter().map(|row| wkt(&row[1])).collect();
    assert!(
        texts.iter().any(|text| text.contains("(1 1, 2 1")),
        "{texts:?}"
    );
    assert!(texts.iter().any(|text| text.starts_with("MULTIPOLYGON")));
}

#[test]
fn gml_is_read_and_axes_stand_as_the_authority_wants_them() {
    let file = Made::new("punkte.gml", &made("punkte.gml"));
    check_points(&file, Format::Gml, "punkte");
    // urn:…:4326 writes latitude first.
    let areas = Made::new("flaechen.gml", &made("flaechen4326.gml"));
    let inspection = areas.inspect();
    let table = &inspection.tables[0];
    let (at, system) = geometry(table);
    assert_eq!(system, Some("EPSG:4326"));
    let text = wkt(&areas.read(0).rows[0][at]);
    // Metres around the origin of UTM 32 lie south of Ghana.
    assert!(text.starts_with("POLYGON ((4.5"), "{text}");
}

#[test]
fn kml_is_read_with_what_its_author_added() {
    let file = Made::new("punkte.kml", &made("punkte.kml"));
    let inspection = file.inspect();
    assert_eq!(inspection.format, Format::Kml);
    let table = &inspection.tables[0];
    assert_eq!(geometry(table).1, Some("EPSG:4326"));
    let column = |label: &str| labels(table).iter().position(|it| *it == label).unwrap();
    let rows = file.read(0).rows;
    assert_eq!(rows[0][column("ags")], "05314000");
    assert_eq!(rows[1][column("name")], "Köln");
    assert!(wkt(&rows[0][column("geometrie")]).starts_with("POINT (7.1112"));
    // A KMZ is a ZIP, and its pictures are no tables anybody misses.
    let packed = zip(&[
        ("doc.kml", made("punkte.kml").as_slice()),
        ("files/bild.png", b"\x89PNG\r\n\x1a\n0000"),
    ]);
    let packed = Made::new("karte.kmz", &packed).inspect();
    assert_eq!(packed.tables[0].name, "doc");
    assert!(
        packed
            .findings
            .iter()
            .all(|it| it.code.as_str() != "member_unreadable")
    );
}

#[test]
fn folders_of_a_map_are_a_column() {
    let text = "<kml><Document><Folder><name>Nord</name><Folder><name>Spielplätze</name>
        <Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
        7.1,51.5,0 7.2,51.5,0 7.2,51.6,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
        </Folder></Folder></Document></kml>";
    let file = Made::new("karte.kml", text.as_bytes());
    let inspection = file.inspect();
    assert_eq!(
        labels(&inspection.tables[0]),
        ["ordner", "name", "geometrie"]
    );
    assert_eq!(file.read(0).rows[0][0], "Nord / Spielplätze");
    finding(&inspection, "geometry_closed");
}

#[test]
fn geometries_of_gml_have_many_forms() {
    let feature = |geometry: &str| {
        format!(
            "<wfs:member><app:ort gml:id='o.1'><app:lage>{geometry}</app:lage></app:ort></wfs:member>"
        )
    };
    let forms = [
        (
            "<gml:LineString><gml:posList srsDimension='3'>1 2 3 4 5 6</gml:posList></gml:LineString>",
            "LINESTRING Z (1 2 3, 4 5 6)",
        ),
        (
            "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 4,0 4,4 0,0</gml:coordinates>\
             </gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>",
            "POLYGON ((0 0, 4 0, 4 4, 0 0))",
        ),
        (
            "<gml:MultiSurface><gml:surfaceMember><gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring>\
             <gml:curveMember><gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>0 0 4 0</gml:posList>\
             </gml:LineStringSegment><gml:LineStringSegment><gml:posList>4 0 4 4 0 0</gml:posList></gml:LineStringSegment>\
             </gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches>\
             </gml:Surface></gml:surfaceMember></gml:MultiSurface>",
            "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))",
        ),
        (
            "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>",
            "MULTIPOINT ((1 2))",
        ),
    ];
    for (geometry, expected) in forms {
        let text = format!(
            "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' \
             xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:app='x'>{}{}</wfs:FeatureCollection>",
            feature(geometry),
            feature(geometry)
        );
        let file = Made::new("wfs.gml", text.as_bytes());
        assert_eq!(file.inspect().tables[0].name, "ort");
        assert_eq!(wkt(&file.read(0).rows[1][1]), expected);
    }
}

#[test]
fn coordinates_written_against_their_name_are_put_right_and_said_to_be() {
    let text = "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:gml='g'>
        <wfs:member><ort><lage><gml:Point srsName='urn:ogc:def:crs:EPSG::4326'><gml:pos>7.2 51.5</gml:pos></gml:Point>
        </lage></ort></wfs:member></wfs:FeatureCollection>";
    let file = Made::new("falsch.gml", text.as_bytes());
    let inspection = file.inspect();
    finding(&inspection, "crs_axes_exchanged");
    assert_eq!(wkt(&file.read(0).rows[0][0]), "POINT (7.2 51.5)");
    let right = text.replace("7.2 51.5", "51.5 7.2");
    let file = Made::new("richtig.gml", right.as_bytes());
    assert_eq!(wkt(&file.read(0).rows[0][0]), "POINT (7.2 51.5)");
    assert!(
        file.inspect()
            .findings
            .iter()
            .all(|it| it.code.as_str() != "crs_axes_exchanged")
    );
}

#[test]
fn geoparquet_keeps_its_geometries_and_their_system() {
    let file = Made::new("punkte.parquet", &made("punkte.parquet"));
    check_points(&file, Format::Parquet, "punkte");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn damaged_bytes_break_no_reader() {
    let mut dice = Dice(7);
    let shapes = members(&made("flaechen_shp.zip"));
    let attributes = members(&made("punkte_shp.zip"));
    let part = |all: &[(String, Vec<u8>)], ending: &str| {
        let found = all.iter().find(|(name, _)| name.ends_with(ending));
        found.unwrap().1.clone()
    };
    let files = [
        ("a.shp", part(&shapes, ".shp")),
        ("a.dbf", part(&attributes, ".dbf")),
        ("a.gml", made("flaechen4326.gml")),
        ("a.kml", made("punkte.kml")),
        ("a.avro", made("t.avro")),
        ("a.arrow", made("t.arrow")),
        ("a.parquet", made("punkte.parquet")),
    ];
    for (name, whole) in files {
        for _ in 0..150 {
            let mut bytes = whole.clone();
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
            bytes.truncate(bytes.len() - dice.below(20));
            let file = Made::new(name, &bytes);
            let intake = hebewerk_intake::Intake::in_process();
            match super::files::inspect(&intake, &file.path) {
                Ok(seen) => {
                    for table in 0..seen.tables.len() {
                        if let Err(error) = super::files::rows(&intake, &file.path, &seen, table) {
                            assert!(error.lies_in_the_file(), "{name}: {error:?}");
                        }
                    }
                }
                Err(error) => assert!(error.lies_in_the_file(), "{name}: {error:?}"),
            }
        }
    }
}

#[test]
fn geometries_of_two_reference_systems_stand_in_a_column_each() {
    let member = |id: u8, geometry: &str| {
        format!(
            "<wfs:member><h:platz gml:id='s.{id}'><h:geom>{geometry}</h:geom></h:platz></wfs:member>"
        )
    };
    let point = |srs: &str, pos: &str| {
        format!(
            "<gml:Point srsName='urn:ogc:def:crs:EPSG::{srs}'><gml:pos>{pos}</gml:pos></gml:Point>"
        )
    };
    let text = format!(
        "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0' xmlns:gml='http://www.opengis.net/gml/3.2' \
         xmlns:h='urn:h'>{}{}{}</wfs:FeatureCollection>",
        member(1, &point("4326", "51.54 7.22")),
        member(2, &point("25832", "374123 5711234")),
        member(3, &point("4326", "51.55 7.23")),
    );
    let file = Made::new("a.gml", text.as_bytes());
    let inspection = file.inspect();
    let found = finding(&inspection, "crs_several");
    assert_eq!((found.count, found.row), (1, Some(2)));
    assert_eq!(found.column.as_deref(), Some("geom"));
    assert_eq!(inspection.findings.len(), 1, "{:?}", inspection.findings);
    let columns = &inspection.tables[0].columns;
    let units: Vec<_> = columns
        .iter()
        .map(|column| column.unit.as_deref())
        .collect();
    assert_eq!(units, [None, Some("EPSG:4326"), Some("EPSG:25832")]);
    let rows = file.read(0).rows;
    assert_eq!(wkt(&rows[0][1]), "POINT (7.22 51.54)");
    assert_eq!(
        (rows[1][1].as_str(), wkt(&rows[1][2]).as_str()),
        ("∅", "POINT (374123 5711234)")
    );
    assert_eq!(wkt(&rows[2][1]), "POINT (7.23 51.55)");
}
