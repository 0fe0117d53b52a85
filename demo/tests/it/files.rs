//! What is on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use calamine::Reader;
use hebewerk_demo::{
    CatalogueDataset, Change, City, Delivery, DemoGrantee, DemoRole, Scale, accounts, catalogue,
    deliveries, grants, musterstadt, neighbours, states, write, write_state,
};
use hebewerk_model::Visibility;

/// Every file below a folder with a hash of its bytes.
pub(crate) fn hashes(folder: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    let mut found = BTreeMap::new();
    for office in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(office.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let hash = blake3::hash(&fs::read(&path).unwrap());
            found.insert(path.strip_prefix(folder).unwrap().to_owned(), hash);
        }
    }
    found
}

fn written(city: &City) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(city, folder.path(), &mut |_| {}).unwrap();
    folder
}

#[test]
fn equal_cities_give_equal_bytes() {
    for city in [
        musterstadt(Scale::Small),
        neighbours(Scale::Small)[0].clone(),
    ] {
        let (one, other) = (written(&city), written(&city));
        assert_eq!(hashes(one.path()), hashes(other.path()));
    }
}

#[test]
fn another_seed_gives_another_city() {
    let city = musterstadt(Scale::Small);
    let other = City {
        seed: 1,
        ..city.clone()
    };
    let (one, other) = (
        hashes(written(&city).path()),
        hashes(written(&other).path()),
    );
    let equal = one
        .iter()
        .filter(|(path, hash)| other.get(*path) == Some(hash))
        .count();
    assert!(equal <= 2, "{equal} files do not depend on the seed");
}

#[test]
fn the_city_has_as_many_offices_files_and_formats_as_promised() {
    let city = musterstadt(Scale::Small);
    let folder = written(&city);
    let files = hashes(folder.path());
    let offices: BTreeSet<_> = files
        .keys()
        .map(|path| path.parent().unwrap().to_owned())
        .collect();
    let formats: BTreeSet<_> = files
        .keys()
        .map(|path| path.extension().unwrap().to_owned())
        .collect();
    assert!(offices.len() >= 14, "{} offices", offices.len());
    assert!(files.len() >= 48, "{} files", files.len());
    assert!(formats.len() >= 8, "{formats:?}");
}

#[test]
fn the_catalogue_names_exactly_the_files_that_are_there() {
    for city in [
        musterstadt(Scale::Small),
        neighbours(Scale::Small)[0].clone(),
        neighbours(Scale::Small)[1].clone(),
    ] {
        let folder = written(&city);
        let files: BTreeSet<PathBuf> = hashes(folder.path()).into_keys().collect();
        let catalogue = catalogue(&city);
        let named: BTreeSet<PathBuf> = catalogue
            .datasets
            .iter()
            .map(CatalogueDataset::path)
            .collect();
        assert_eq!(files, named);
        assert!(files.len() >= 12);
        for dataset in &catalogue.datasets {
            assert!(
                catalogue
                    .organisations
                    .iter()
                    .any(|office| office.slug == dataset.organisation)
            );
            assert!(
                !dataset.title.contains('{') && !dataset.description.contains('{'),
                "{}",
                dataset.title
            );
            assert!(
                dataset.description.ends_with('.') || dataset.description.ends_with(')'),
                "{}",
                dataset.description
            );
        }
    }
}

#[test]
fn every_promised_state_differs_and_nothing_else_does() {
    let city = musterstadt(Scale::Small);
    let folder = written(&city);
    let promised = deliveries(&city);
    let mut before = hashes(folder.path());
    for state in 2..=states(&city) {
        write_state(&city, folder.path(), state, &mut |_| {}).unwrap();
        let after = hashes(folder.path());
        for delivery in promised.iter().filter(|delivery| delivery.state == state) {
            let (old, new) = (before.get(&delivery.path()), after.get(&delivery.path()));
            match delivery.change {
                Change::Replaced => assert!(
                    old.is_some() && new.is_some() && old != new,
                    "{}",
                    delivery.file
                ),
                Change::Removed => assert!(old.is_some() && new.is_none(), "{}", delivery.file),
            }
        }
        let due = promised
            .iter()
            .filter(|delivery| delivery.state == state)
            .count();
        let changed = before
            .iter()
            .filter(|(path, hash)| after.get(*path) != Some(hash))
            .count();
        assert_eq!(changed, due, "state {state}");
        before = after;
    }
    let files: BTreeSet<_> = promised.iter().map(Delivery::path).collect();
    assert!(
        files.len() >= 8,
        "{} files have several versions",
        files.len()
    );
    assert!(
        promised
            .iter()
            .any(|delivery| delivery.change == Change::Removed)
    );
}

#[test]
fn files_that_name_people_are_for_their_office_alone() {
    let catalogue = catalogue(&musterstadt(Scale::Small));
    let closed: Vec<_> = catalogue
        .datasets
        .iter()
        .filter(|dataset| dataset.personal_data && dataset.visibility == Visibility::Office)
        .collect();
    assert!(
        closed.len() >= 3,
        "{} closed files name people",
        closed.len()
    );
    for dataset in catalogue
        .datasets
        .iter()
        .filter(|dataset| dataset.personal_data)
    {
        assert_ne!(dataset.visibility, Visibility::Public, "{}", dataset.file);
    }
    for dataset in &catalogue.datasets {
        assert_eq!(
            dataset.licence.is_some(),
            dataset.visibility == Visibility::Public,
            "{}",
            dataset.file
        );
    }
}

#[test]
fn letters_are_written_in_the_encodings_of_offices() {
    let folder = written(&musterstadt(Scale::Small));
    let bytes = |path: &str| fs::read(folder.path().join(path)).unwrap();
    assert!(
        bytes("entsorgung/Behälterbestand nach Anschrift.csv")
            .starts_with(b"\xff\xfeS\0t\0r\0a\0\xdf\0e\0")
    );
    assert!(
        bytes("vermessung/Straßenverzeichnis.csv").starts_with(b"\xef\xbb\xbfstrassenschluessel;")
    );
    let trees = bytes("stadtgruen/Baumkataster.csv");
    assert!(
        std::str::from_utf8(&trees).is_err() && trees.contains(&0xdf),
        "old Windows letters"
    );
    let bicycles = bytes("tiefbau/Radzählung (3 Dateien zusammenkopiert).csv");
    let ends = |end: &[u8]| {
        bicycles
            .windows(end.len())
            .filter(|&window| window == end)
            .count()
    };
    assert!(
        ends(b"\r\n") > 500 && ends(b"\n") - ends(b"\r\n") > 300,
        "line ends of two systems"
    );
    assert!(
        folder
            .path()
            .join("entsorgung/Abfallkalender ♻️ 2026.csv")
            .exists()
    );
}

#[test]
fn every_file_is_read_by_a_reader_of_its_format() {
    let folder = written(&musterstadt(Scale::Small));
    for path in hashes(folder.path()).into_keys() {
        let whole = folder.path().join(&path);
        let bytes = fs::read(&whole).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        match path.extension().and_then(|name| name.to_str()).unwrap() {
            "xlsx" | "ods" => {
                let mut workbook = calamine::open_workbook_auto(&whole).unwrap();
                let rows: usize = workbook
                    .worksheets()
                    .iter()
                    .map(|(_, range)| range.height())
                    .sum();
                assert!(rows > 20, "{} has {rows} rows", path.display());
            }
            "json" | "geojson" => assert!(
                serde_json::from_str::<serde_json::Value>(&text).is_ok(),
                "{}",
                path.display()
            ),
            "ndjson" => {
                assert!(
                    text.lines()
                        .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
                );
            }
            "parquet" => assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")),
            "zip" => assert_eq!(
                zip::ZipArchive::new(std::io::Cursor::new(&bytes))
                    .unwrap()
                    .len(),
                6
            ),
            _ => assert!(text.lines().count() >= 10, "{}", path.display()),
        }
    }
}

#[test]
fn accounts_belong_to_organisations_of_the_catalogue() {
    for city in [
        musterstadt(Scale::Small),
        neighbours(Scale::Small)[1].clone(),
    ] {
        let organisations: BTreeSet<_> = catalogue(&city)
            .organisations
            .iter()
            .map(|office| office.slug)
            .collect();
        let accounts = accounts(&city);
        assert!(
            accounts
                .iter()
                .all(|account| organisations.contains(account.organisation))
        );
        assert_eq!(
            accounts
                .iter()
                .filter(|account| account.role == DemoRole::Administrator)
                .count(),
            1
        );
        assert!(
            accounts
                .iter()
                .all(|account| account.password.len() >= 12 && account.email.ends_with(".example"))
        );
    }
}

#[test]
fn owners_grant_what_their_own_office_alone_may_read() {
    let city = musterstadt(Scale::Small);
    let (catalogue, accounts) = (catalogue(&city), accounts(&city));
    let grants = grants(&city);
    assert!(!grants.is_empty());
    for grant in grants {
        let mut datasets = catalogue.datasets.iter();
        let dataset = datasets
            .find(|known| known.organisation == grant.organisation && known.file == grant.file);
        assert_eq!(dataset.unwrap().visibility, Visibility::Office, "{grant:?}");
        let mut owners = accounts.iter();
        let owner = owners.find(|account| account.email == grant.owner).unwrap();
        assert_eq!(
            (owner.role, owner.organisation),
            (DemoRole::Owner, grant.organisation)
        );
        let to = match &grant.to {
            DemoGrantee::Organisation(slug) => *slug,
            DemoGrantee::Person(email) => {
                let mut people = accounts.iter();
                people
                    .find(|known| known.email == *email)
                    .unwrap()
                    .organisation
            }
        };
        assert_ne!(to, grant.organisation, "who is inside needs no grant");
        assert!(
            catalogue
                .organisations
                .iter()
                .any(|office| office.slug == to)
        );
    }
    assert!(hebewerk_demo::grants(&neighbours(Scale::Small)[0]).is_empty());
}

#[test]
fn a_state_that_does_not_exist_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let city = musterstadt(Scale::Small);
    for state in [0, 1, states(&city) + 1] {
        assert!(write_state(&city, folder.path(), state, &mut |_| {}).is_err());
    }
}

#[test]
fn owners_hold_back_columns_of_what_they_own() {
    let city = musterstadt(Scale::Small);
    let (catalogue, accounts) = (catalogue(&city), accounts(&city));
    let protections = hebewerk_demo::protections(&city);
    assert!(!protections.is_empty());
    for rules in protections {
        let mut datasets = catalogue.datasets.iter();
        assert!(
            datasets
                .any(|known| known.organisation == rules.organisation && known.file == rules.file)
        );
        let mut owners = accounts.iter();
        let owner = owners.find(|account| account.email == rules.owner).unwrap();
        assert_eq!(
            (owner.role, owner.organisation),
            (DemoRole::Owner, rules.organisation)
        );
    }
    assert!(hebewerk_demo::protections(&neighbours(Scale::Small)[0]).is_empty());
}
