//! Golden cases: `tests/slt/*.slt`, a subset of the sqllogictest format.
//!
//! `query` lines are followed by a statement, `----` and rows with `|` between cells; `error <name>` lines by a
//! statement that must fail with that [`AskError`] variant.

use crate::city::City;
use hebewerk_hub::ports::AskError;
use std::path::Path;

fn variant(error: &AskError) -> String {
    let text = format!("{error:?}");
    text.split([' ', '{', '('])
        .next()
        .unwrap_or_default()
        .to_owned()
}

async fn run(city: &City, file: &Path) -> usize {
    let tables = [city.trees(40).await];
    let text = std::fs::read_to_string(file).unwrap();
    let mut cases = 0;
    for block in text
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
    {
        let mut lines = block.lines().skip_while(|line| line.starts_with('#'));
        let Some(head) = lines.next() else { continue };
        let rest: Vec<&str> = lines.collect();
        let separator = rest
            .iter()
            .position(|line| *line == "----")
            .unwrap_or(rest.len());
        let sql = rest[..separator].join("\n");
        let expected: Vec<&str> = rest.iter().skip(separator + 1).copied().collect();
        let outcome = city.ask(&sql, &tables).await;
        match head.split_once(' ') {
            None if head == "query" => {
                let rows = outcome.unwrap_or_else(|error| panic!("{sql}\nfailed: {error:?}"));
                assert_eq!(
                    rows,
                    expected,
                    "{}:\n{sql}\n{}",
                    file.display(),
                    rows.join("\n")
                );
            }
            Some(("error", name)) => {
                let error = outcome
                    .err()
                    .unwrap_or_else(|| panic!("{sql}\nwas answered"));
                assert_eq!(variant(&error), name, "{sql}\n{error:?}");
            }
            _ => panic!("{}: not understood: {head}", file.display()),
        }
        cases += 1;
    }
    cases
}

#[tokio::test]
async fn golden_cases_are_answered_as_written() {
    let city = City::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slt");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases = 0;
    for file in &files {
        cases += run(&city, file).await;
    }
    assert!(cases >= 30, "only {cases} cases in {} files", files.len());
}
