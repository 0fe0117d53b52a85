//! Packed files and archives.

use super::{check, markup, tables, workbooks};
use crate::office::files::zip;
use crate::office::packed::{gzip, tar};
use crate::office::records_made::{dbf, shp};
use bzip2::write::BzEncoder;
use hebewerk_model::Format;
use std::io::Write;

/// A list that does not pack well.
fn noisy(bytes: usize) -> String {
    let mut text = "a,b,c\n".to_owned();
    let mut seed = 1_u64;
    while text.len() < bytes {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text.push_str(&format!(
            "{},{},x{}\n",
            seed >> 40,
            seed >> 33 & 0xfff,
            seed >> 20 & 0xfffff
        ));
    }
    text
}

#[test]
fn a_packed_list_is_seen_by_its_first_lines() {
    let list = noisy(4 << 20).into_bytes();
    let mut bzip2 = BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bzip2.write_all(&list).unwrap();
    for (name, bytes, format) in [
        ("liste.csv.gz", gzip(&list), Format::Gzip),
        ("liste.csv.bz2", bzip2.finish().unwrap(), Format::Bzip2),
        (
            "liste.csv.zst",
            zstd::stream::encode_all(list.as_slice(), 0).unwrap(),
            Format::Zstd,
        ),
    ] {
        let seen = check(name, &bytes);
        assert_eq!(seen.inspection.format, format);
        assert_eq!(tables(&seen), ["liste"]);
        assert!(!seen.lacks_tables);
    }
    check("karte.kml.gz", &gzip(markup::map(60_000).as_bytes()));
}

#[test]
fn the_members_of_an_archive_are_seen_each_as_its_kind() {
    let noisy = noisy(2 << 20);
    let book = workbooks::large(20_000);
    let inner = zip(&[
        ("innen.csv", noisy.as_bytes()),
        ("auch.csv", b"a;b\n1;2\n3;4\n"),
    ]);
    let map = markup::map(10_000);
    let members: [(&str, &[u8]); 7] = [
        ("a/liste.csv", noisy.as_bytes()),
        ("b/liste.csv", b"x;y\n1;2\n3;4\n"),
        (
            "bild.png",
            &[b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 300_000]].concat(),
        ),
        ("mappe.xlsx", &book),
        ("inneres.zip", &inner),
        ("karte.kml", map.as_bytes()),
        ("__MACOSX/._liste.csv", b"litter"),
    ];
    let names = [
        "liste",
        "b/liste",
        "mappe – Nord",
        "mappe – Süd & West",
        "inneres – innen",
        "inneres – auch",
        "karte",
    ];
    let seen = check("paket.zip", &zip(&members));
    assert_eq!(tables(&seen), names);
    let packed = tar(&members);
    let seen = check("paket.tar", &packed);
    assert_eq!(tables(&seen), names);
    assert_eq!(seen.inspection.format, Format::Tar);
    let seen = check("paket.tar.gz", &gzip(&packed));
    assert_eq!(seen.inspection.format, Format::Gzip);
}

#[test]
fn a_map_with_pictures_and_a_timetable_are_seen() {
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), noisy(600_000).as_bytes()].concat();
    let map = markup::map(10_000);
    let mut members: Vec<(String, &[u8])> = (0..30)
        .map(|number| (format!("bilder/{number}.png"), picture.as_slice()))
        .collect();
    members.push(("doc.kml".to_owned(), map.as_bytes()));
    let members: Vec<(&str, &[u8])> = members
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    check("karte.kmz", &zip(&members));

    let times = |count: u64| {
        let mut text = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n".to_owned();
        for number in 0..count {
            text.push_str(&format!(
                "{},25:10:00,25:11:00,{:06},{number}\n",
                number * 7919 % 104_729,
                number * 31 % 99_991
            ));
        }
        text
    };
    let stops = b"stop_id,stop_name,stop_lat,stop_lon\n000123,Rathaus,51.51,7.21\n000124,Bahnhof,51.52,7.22\n";
    let seen = check(
        "gtfs.zip",
        &zip(&[
            ("stop_times.txt", times(200_000).as_bytes()),
            ("stops.txt", stops),
        ]),
    );
    assert_eq!(tables(&seen), ["stop_times", "stops"]);
}

#[test]
fn of_many_members_the_first_are_seen_under_the_names_they_have_in_the_whole() {
    let text = noisy(200_000);
    let members: Vec<(String, &[u8])> = (0..30)
        .map(|number| (format!("ordner{number}/liste.csv"), text.as_bytes()))
        .collect();
    let members: Vec<(&str, &[u8])> = members
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let seen = check("viele.zip", &zip(&members));
    assert_eq!(tables(&seen).len(), 20);
    assert!(seen.lacks_tables);
}

#[test]
fn a_shapefile_in_an_archive_is_seen_with_its_attributes() {
    let system = b"PROJCS[\"ETRS89 / UTM zone 32N\",AUTHORITY[\"EPSG\",\"25832\"]]";
    let (shapes, rows) = (shp(60_000), dbf(60_000));
    let seen = check(
        "bäume.zip",
        &zip(&[
            ("x/bäume.dbf", &rows),
            ("x/bäume.prj", system),
            ("x/bäume.SHP", &shapes),
            ("x/bäume.shx", b"index"),
        ]),
    );
    assert_eq!(tables(&seen), ["bäume"]);
    assert_eq!(seen.inspection.tables[0].data_rows, 2000);
    check("liste.zip", &zip(&[("nur.dbf", &dbf(200_000))]));
}
