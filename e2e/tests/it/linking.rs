//! `hebewerk link`: a stable contract, on two files.

use anyhow::{Context, Result};
use hebewerk_e2e::Home;

/// Addresses as the survey office writes them, and as somebody typed them.
fn files(home: &Home) -> Result<(String, String)> {
    let streets = [
        "Ahornweg",
        "Bahnhofstraße",
        "Eschenkamp",
        "Lindenallee",
        "Ulmenstraße",
    ];
    let lines: Vec<String> = (0..60)
        .map(|at| format!("{};{};a;44623;Marie Muster {at}\n", streets[at % 5], at + 1))
        .collect();
    let left = home.write(
        "links.csv",
        format!(
            "Straße;Hausnummer;Zusatz;PLZ;Ansprechpartnerin\n{}",
            lines.concat()
        ),
    )?;
    let right = home.write(
        "rechts.csv",
        "Nr.;Anschrift\n\
         1;AHORNWEG 1 A\n\
         2;Bahnhofstr. 2a, 44623 Herne\n\
         3;Eschnkamp 3a\n\
         4;Lindenallee 4b\n\
         5;Hafenstraße 12\n\
         6;Ulmenstr. 10a\n",
    )?;
    Ok((left.display().to_string(), right.display().to_string()))
}

#[test]
fn link_says_what_is_the_same_what_is_doubt_and_looks_at_no_person() -> Result<()> {
    let home = Home::new()?;
    let (left, right) = files(&home)?;
    let said = home.done(["link", &left, &right, "--json"])?;
    assert!(!said.text().contains("Marie"), "{}", said.text());
    let found = said.json()?;
    let pairs = found["pairs"].as_array().context("pairs")?;
    let verdict = |right: u64| {
        let pair = pairs.iter().find(|pair| pair["right_row"] == right)?;
        Some((pair["left_row"].as_u64()?, pair["verdict"].as_str()?))
    };
    assert_eq!(verdict(0), Some((0, "same")), "{found}");
    assert_eq!(verdict(1), Some((1, "same")), "{found}");
    assert_eq!(verdict(2), Some((2, "same")), "{found}");
    assert_eq!(verdict(3), Some((3, "review")), "{found}");
    assert_eq!(verdict(4), None, "{found}");
    assert_eq!(found["left"]["columns"]["street"], "Straße");
    assert_eq!(found["left"]["left_out"][0], "Ansprechpartnerin");
    assert_eq!(found["counts"]["same"], 4);
    assert_eq!(found["counts"]["left_alone"], 55);
    Ok(())
}

#[test]
fn people_get_a_list_to_look_at_and_values_only_when_they_ask() -> Result<()> {
    let home = Home::new()?;
    let (left, right) = files(&home)?;
    let text = home.done(["link", &left, &right])?.text();
    assert!(
        text.contains("4 Paare sind sicher dasselbe, ein Paar ist zu prüfen"),
        "{text}"
    );
    assert!(text.contains("Hausnummer fast gleich"), "{text}");
    assert!(!text.contains("Lindenallee"), "{text}");
    let text = home.done(["link", &left, &right, "--values"])?.text();
    assert!(text.contains("Lindenallee"), "{text}");
    let numbers = home
        .write("zahlen.csv", "a;b\n1;2\n3;4\n")?
        .display()
        .to_string();
    let refused = home.run(["link", &left, &numbers])?;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("keine Spalte mit Straßen"),
        "{}",
        refused.stderr
    );
    Ok(())
}
