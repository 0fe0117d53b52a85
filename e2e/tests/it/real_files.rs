//! Real files of German offices: none crashes, none is lost, each comes back byte for byte.

use anyhow::Result;
use hebewerk_e2e::{Home, shared};
use std::collections::BTreeMap;

#[test]
fn every_real_file_goes_in_and_comes_back() -> Result<()> {
    let Some(shared) = shared("every_real_file_goes_in_and_comes_back") else {
        return Ok(());
    };
    let home = Home::new()?;
    let real = shared.join("data/real");
    let report = home.run([
        "take-in",
        "--organisation",
        "alle",
        "--json",
        real.to_str().unwrap(),
    ])?;
    assert!(
        matches!(report.code, Some(0 | 7)),
        "{:?}\n{}",
        report.code,
        report.stderr
    );
    let report = report.json()?;
    let mut table: BTreeMap<(String, String), u32> = BTreeMap::new();
    for entry in report.as_array().expect("a list") {
        let source = entry["source"].as_str().expect("a path");
        let ending = source.rsplit('.').next().unwrap_or_default().to_lowercase();
        let outcome = entry["outcome"].as_str().expect("an outcome").to_owned();
        assert_ne!(outcome, "failed", "{entry:#}");
        *table.entry((ending, outcome)).or_default() += 1;
        let content = entry["content"].as_str().expect("kept");
        let kept = home
            .data()
            .join("lake/raw")
            .join(content.get(..2).unwrap())
            .join(content.get(2..4).unwrap())
            .join(content);
        assert!(
            std::fs::read(kept)? == std::fs::read(real.join(source))?,
            "{source} came back changed"
        );
    }
    for ((ending, outcome), count) in &table {
        println!("{ending:>12} {outcome:<12} {count}");
    }
    let doctor = home.done(["doctor", "--deep", "--json"])?.json()?;
    assert_eq!(
        doctor["problems"].as_array().map(Vec::len),
        Some(0),
        "{doctor:#}"
    );
    Ok(())
}
