//! Check digits beside python-stdnum: numbers right and wrong, and what both say of them.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

use super::Told;
use crate::bench::intake::program::Program;
use crate::checkout::read;

/// Writes columns of numbers that stdnum calls right, one file a kind, and as many that it calls wrong.
const SCRIPT: &str = r#"
import pathlib, random, sys
from stdnum import iban
from stdnum.de import idnr

home = pathlib.Path(sys.argv[1])
home.mkdir(parents=True, exist_ok=True)
chance = random.Random(7)
digits = lambda count: "".join(chance.choice("0123456789") for _ in range(count))
for name, draw, valid in (
    ("tax_id", lambda: digits(11), idnr.is_valid),
    ("iban", lambda: f"DE{chance.randint(2, 98):02}" + digits(18), iban.is_valid),
):
    right, wrong = [], []
    while len(right) < 200:
        number = draw()
        (right if valid(number) else wrong).append(number)
    (home / f"{name}-right.csv").write_text("wert;nr\n" + "".join(f"{it};{at}\n" for at, it in enumerate(right)))
    (home / f"{name}-wrong.csv").write_text("wert;nr\n" + "".join(f"{it};{at}\n" for at, it in enumerate(wrong[:200])))
"#;

/// How many of four columns are seen as stdnum sees them.
pub(super) fn numbers(python: &Path, program: &Program, home: &Path) -> Result<Told> {
    let folder = home.join("oracle");
    read(Command::new(python).args(["-c", SCRIPT]).arg(&folder))?;
    let mut right = 0;
    let mut all = 0;
    for entry in fs::read_dir(&folder)? {
        let file = entry?.path();
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (kind, side) = name
            .split_once('-')
            .context("a file of the oracle has no name")?;
        let tables = program.tables(&file)?;
        let column = tables.first().map(|table| &table["columns"][0]);
        let found = column.and_then(|column| column["personal_data"]["kind"].as_str());
        all += 1;
        right += u32::from(found == (side == "right").then_some(kind));
    }
    let value = 100.0 * f64::from(right) / f64::from(all.max(1));
    Ok((
        "hebewerk".into(),
        format!("as python-stdnum ({all} columns)"),
        value,
        "%",
    ))
}
