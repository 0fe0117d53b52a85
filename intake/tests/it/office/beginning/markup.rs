//! XML, KML, GML.

use super::{check, tables};
use std::fmt::Write;

#[test]
fn the_elements_that_repeat_are_seen() {
    let mut records = String::new();
    for number in 0..30_000 {
        writeln!(
            records,
            "<baum id='{number}'><art>Eiche &amp; mehr</art><höhe>{},5</höhe><!-- > --><note><![CDATA[<b>]]></note></baum>",
            number % 30
        )
        .unwrap();
    }
    let text = format!(
        "<?xml version=\"1.0\"?>\n<stadt><stand>heute</stand><bäume>{records}</bäume></stadt>"
    );
    let seen = check("bäume.xml", text.as_bytes());
    assert!(seen.inspection.tables[0].data_rows < 15_000);
    let latin: Vec<u8> = text
        .replace("?>\n", " encoding=\"iso-8859-1\"?>\n")
        .chars()
        .map(|sign| sign as u8)
        .collect();
    check("bäume.xml", &latin);
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check("bäume.xml", &wide);
}

#[test]
fn records_around_which_something_stands_are_seen() {
    let mut districts = String::new();
    for district in 0..3 {
        write!(districts, "<bezirk name='B{district}'>").unwrap();
        for street in 0..15_000 {
            write!(
                districts,
                "<strasse nr='{street}'><name>Weg {street}</name></strasse>"
            )
            .unwrap();
        }
        districts.push_str("</bezirk>");
    }
    check(
        "stadt.xml",
        format!("<stadt>{districts}</stadt>").as_bytes(),
    );
}

pub(super) fn map(places: usize) -> String {
    let mut text = String::new();
    for number in 0..places {
        write!(
            text,
            "<Placemark id=\"p{number}\"><name>Ort {number}</name><ExtendedData><Data name=\"art\"><value>Park</value></Data></ExtendedData><Point><coordinates>7.{number:06},51.5</coordinates></Point></Placemark>"
        )
        .unwrap();
    }
    format!(
        "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>x</name><Folder><name>Parks</name>{text}</Folder></Document></kml>"
    )
}

#[test]
fn places_of_a_map_are_seen_with_their_folder() {
    let seen = check("orte.kml", map(20_000).as_bytes());
    assert_eq!(tables(&seen), ["orte"]);
}

#[test]
fn the_first_place_of_a_map_may_be_a_large_one() {
    let border: String = (0..120_000)
        .map(|number| format!("7.{number:06},51.{:06} ", number * 7 % 999_983))
        .collect();
    let large = format!(
        "<Placemark><name>Rand</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{border}7.000000,51.000000</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    );
    let map = map(2_000).replacen("<Placemark", &format!("{large}<Placemark"), 1);
    check(
        "orte.kml",
        map.replacen("</Folder>", &format!("{large}{large}</Folder>"), 1)
            .as_bytes(),
    );
}

#[test]
fn features_are_seen_with_their_reference_system() {
    for holder in ["wfs:member", "gml:featureMember"] {
        let mut members = String::new();
        for number in 0..20_000 {
            write!(
                members,
                "<{holder}><ms:Baum gml:id=\"b.{number}\"><ms:geom><gml:Point srsName=\"urn:ogc:def:crs:EPSG::25832\"><gml:pos>369000.{number} 5711000</gml:pos></gml:Point></ms:geom><ms:art>Eiche</ms:art><ms:zahl>{number}</ms:zahl></ms:Baum></{holder}>"
            )
            .unwrap();
        }
        let text = format!(
            "<?xml version=\"1.0\"?><wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns:ms=\"x\" numberMatched=\"20000\">{members}</wfs:FeatureCollection>"
        );
        let seen = check("bäume.gml", text.as_bytes());
        assert_eq!(tables(&seen), ["Baum"]);
    }
}
