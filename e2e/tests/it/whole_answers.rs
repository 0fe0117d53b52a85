//! What `hebewerk sql` prints is whole, or says that it is not.

use anyhow::Result;
use hebewerk_e2e::Home;
use std::fmt::Write as _;

const ROWS: usize = 120_000;

#[test]
fn all_rows_are_printed_unless_a_limit_was_asked_for_and_a_cut_is_said() -> Result<()> {
    let home = Home::new()?;
    let mut trees = "nummer;art\n".to_owned();
    for number in 0..ROWS {
        writeln!(trees, "{number};Baum {number}")?;
    }
    let file = home.write("lang.csv", trees)?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        file.to_str().unwrap(),
    ])?;
    let ask = "select * from umwelt.lang";
    let all = home.done(["sql", ask, "--csv"])?;
    assert_eq!(all.text().lines().count(), ROWS + 1);
    let cut = home.run(["sql", ask, "--csv", "--limit", "10"])?;
    assert_eq!((cut.text().lines().count(), cut.code), (11, Some(7)));
    let fits = home.run(["sql", "select 1 as n", "--csv", "--limit", "1"])?;
    assert_eq!((fits.text().lines().count(), fits.code), (2, Some(0)));
    Ok(())
}

#[test]
fn a_statement_that_would_be_read_for_hours_is_refused() -> Result<()> {
    let home = Home::new()?;
    let endless = format!("select {}", "x-not-b.".repeat(30));
    assert_eq!(home.run(["sql", &endless])?.code, Some(1));
    Ok(())
}
