//! Geographic files through the whole program: lifted, asked, and shown to people and to programs.

use anyhow::Result;
use hebewerk_e2e::Home;

const POINTS: &[u8] = include_bytes!("../../../intake/tests/made/punkte_shp.zip");
const AREAS: &[u8] = include_bytes!("../../../intake/tests/made/flaechen4326.gml");

#[test]
fn a_shapefile_becomes_a_table_whose_geometries_people_and_programs_can_read() -> Result<()> {
    let home = Home::new()?;
    for (name, bytes) in [("standorte.zip", POINTS), ("flaechen.gml", AREAS)] {
        let file = home.write(name, bytes)?;
        home.done([
            "take-in",
            "--organisation",
            "umwelt",
            file.to_str().unwrap(),
        ])?;
    }
    let ask = "select ags, geometrie from umwelt.standorte order by anzahl";
    let text = home.done(["sql", ask, "--csv"])?.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "ags,geometrie",
            "05314000,POINT (369000.5 5711000.2)",
            "05315000,POINT (369100 5711100)",
            ","
        ]
    );
    let rows = home.sql(ask)?;
    assert!(
        rows.to_string()
            .contains(r#"{"coordinates":[369000.5,5711000.2],"type":"Point"}"#)
            || rows
                .to_string()
                .contains(r#"{"type":"Point","coordinates":[369000.5,5711000.2]}"#),
        "{rows:#}"
    );
    // Grouping and joining keep what the bytes mean.
    let ask = "select geometryproperty, count(*) as n from umwelt.flaechen group by geometryproperty order by n limit 1";
    let text = home.done(["sql", ask, "--csv"])?.text();
    assert!(text.contains("POLYGON ((4.5"), "{text}");
    Ok(())
}

#[test]
fn inspect_tells_the_reference_system_and_writes_readable_geometries() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("standorte.zip", POINTS)?;
    let file = file.to_str().unwrap();
    let seen = home.done(["inspect", file, "--json"])?.json()?;
    let seen = seen.to_string();
    assert!(seen.contains("EPSG:25832"), "{seen}");
    let text = home.done(["inspect", file, "--as", "csv"])?.text();
    assert!(text.contains("POINT (369000.5 5711000.2)"), "{text}");
    Ok(())
}
