//! Folders of this machine.

use crate::source::Source;
use hebewerk_connect::AllowedFolders;
use std::fs;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

fn source(folder: &TempDir) -> Source {
    let own = folder.path().join("hub");
    fs::create_dir_all(folder.path().join("frei")).unwrap();
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("secrets.key"), "geheim\n").unwrap();
    let allowed = AllowedFolders::new(vec![folder.path().join("frei")], &own);
    let frei = folder.path().join("frei").display().to_string();
    Source::new("folder", &[])
        .folders(allowed)
        .with("folder", &frei)
}

#[tokio::test]
async fn files_come_once_and_again_when_they_change() {
    let folder = TempDir::new().unwrap();
    let source = source(&folder)
        .with("pattern", "*.csv")
        .with("depth", "below");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("frei/alt")).unwrap();
    put("frei/a.csv", "a\n1\n");
    put("frei/alt/b.csv", "b\n1\n");
    put("frei/c.csv.part", "c\n1\n");
    assert_eq!(source.offers().await, ["a.csv", "alt/b.csv"]);
    let came = source.came().await;
    assert_eq!(came.texts(), [("a.csv", "a\n1\n"), ("alt/b.csv", "b\n1\n")]);
    let source = source.memory(came.memory);
    assert_eq!(source.run().await.unwrap(), None);
    put("frei/a.csv", "a\n2\n");
    assert_eq!(source.came().await.texts(), [("a.csv", "a\n2\n")]);
}

#[tokio::test]
async fn no_way_leads_out_of_what_is_allowed() {
    let folder = TempDir::new().unwrap();
    let source = source(&folder);
    let at = |path: &str| folder.path().join(path);
    fs::write(at("frei/a.csv"), "a\n1\n").unwrap();
    symlink(at("frei/a.csv"), at("frei/neueste.csv")).unwrap();
    symlink(at("hub/secrets.key"), at("frei/b.csv")).unwrap();
    symlink(at("hub"), at("frei/hub")).unwrap();
    symlink("/etc/passwd", at("frei/c.csv")).unwrap();
    let below = source.with("depth", "below");
    assert_eq!(below.offers().await, ["a.csv", "neueste.csv"]);
    for outside in ["hub", "frei/hub", "frei/../hub", "."] {
        let path = folder.path().join(outside).display().to_string();
        let refused = source.with("folder", &path).refusal().await;
        assert_eq!(refused.0, "fetch_folder_refused", "{outside}");
    }
}

#[tokio::test]
async fn half_a_file_waits() {
    let folder = TempDir::new().unwrap();
    let source = source(&folder);
    fs::write(folder.path().join("frei/a.xlsx"), "PK\x03\x04 and no end").unwrap();
    let refusal = ("fetch_still_growing", "a.xlsx".to_owned());
    assert_eq!(source.refusal().await, refusal);
}
