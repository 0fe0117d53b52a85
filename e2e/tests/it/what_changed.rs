//! What changed between two versions, counted over the real files.

use anyhow::Result;
use hebewerk_e2e::{Home, Server};

fn deliver(home: &Home, file: &str, text: &str) -> Result<()> {
    let path = home.write(file, text)?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        "--visibility",
        "public",
        path.to_str().unwrap(),
    ])?;
    Ok(())
}

#[test]
fn rows_are_recognised_by_their_key_and_changed_values_are_shown() -> Result<()> {
    let home = Home::new()?;
    let before = "nr;art;hoehe\nB-1;Eiche;12\nB-2;Linde;8\nB-3;Ahorn;5\nB-4;Ulme;5\n";
    // One is gone, one is new, two grew or changed their name, one stayed.
    let after = "nr;art;hoehe\nB-1;Eiche;13\nB-2;Linde;8\nB-3;Feldahorn;5\nB-5;Birke;2\n";
    deliver(&home, "baeume.csv", before)?;
    deliver(&home, "baeume.csv", after)?;
    let server = Server::start(&home)?;
    let page = server
        .visitor()?
        .page("/daten/umwelt/baeume/fassungen?von=1&bis=2")?;
    assert!(
        page.contains("1 Zeile ist neu, 1 fiel weg, 2 sind geändert"),
        "{page}"
    );
    assert!(
        page.contains("Feldahorn") && page.contains(">13<"),
        "{page}"
    );
    assert!(!page.contains("Linde"), "an unchanged row is no example");
    server.stop()
}

#[test]
fn rows_without_a_key_are_compared_as_they_are() -> Result<()> {
    let home = Home::new()?;
    // The same row twice is two rows, and a missing value is equal to a missing value.
    deliver(
        &home,
        "menge.csv",
        "art;menge\nHolz;3\nHolz;3\n;4\nGlas;4\n",
    )?;
    deliver(
        &home,
        "menge.csv",
        "art;menge\nHolz;3\n;4\nGlas;4\nGlas;4\nGlas;4\n",
    )?;
    let server = Server::start(&home)?;
    let page = server
        .visitor()?
        .page("/daten/umwelt/menge/fassungen?von=2&bis=1")?;
    assert!(page.contains("2 Zeilen sind neu, 1 fiel weg"), "{page}");
    server.stop()
}
