//! What becomes of files that break off: they are never read as shorter ones without a word.

use super::every_kind;
use super::files::{Made, inspect};
use hebewerk_intake::Intake;
use hebewerk_model::{Finding, Inspection};

/// Text of lines and web pages can end anywhere.
const END_ANYWHERE: [&str; 2] = ["liste.csv", "seite.xls"];

#[test]
fn a_file_of_any_kind_that_breaks_off_says_so() {
    let intake = Intake::in_process();
    let mut silent = Vec::new();
    for (name, whole) in every_kind() {
        if END_ANYWHERE.contains(&name) {
            continue;
        }
        let made = Made::new(name, &whole);
        let all: u64 = made.inspect().tables.iter().map(|it| it.data_rows).sum();
        for tenths in [5, 8, 9] {
            let length = whole.len() * tenths / 10;
            let cut = Made::new(name, &whole[..length]);
            // What gives no table does not replace one.
            let Ok(seen) = inspect(&intake, &cut.path) else {
                continue;
            };
            let rows = |seen: &Inspection| seen.tables.iter().map(|it| it.data_rows).sum::<u64>();
            if rows(&seen) == all {
                continue;
            }
            let says = seen.findings.iter().any(Finding::says_cut_off);
            if !says && !seen.tables.is_empty() {
                let codes: Vec<_> = seen.findings.iter().map(|it| it.code.as_str()).collect();
                silent.push(format!("{name} {tenths}/10 {codes:?}"));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
