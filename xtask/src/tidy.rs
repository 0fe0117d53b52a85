//! Tidy rules of the house over every file git knows: what a reviewer would otherwise say again and again.

mod classes;
mod unused;

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::checkout::{Checkout, read};

/// Longest source file, tests not counted.
const LINES: usize = 800;

/// Names that say nothing about what lies inside.
const DRAWERS: &[&str] = &[
    "util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "stuff",
];

/// Words that must not be committed in Rust sources, with the reason. Written in two pieces, or this file would
/// break its own rules.
const RUST_WORDS: &[(&str, &str)] = &[
    (
        concat!("#[ig", "nore"),
        "a test that does not run proves nothing",
    ),
    (concat!("todo", "!("), "finish it or leave it out"),
    (concat!("unimplemented", "!("), "finish it or leave it out"),
    (concat!("dbg", "!("), "left over from a search"),
];

/// Paths of one machine and hosts of registries: true on one machine only.
const PLACES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/tm", "p/"),
    concat!("registry.npm", "js.org"),
    concat!("files.python", "hosted.org"),
    concat!("pypi", ".org"),
    concat!("static.crat", "es.io"),
    concat!("deb.deb", "ian.org"),
];

/// Markup that the content security policy would refuse in a browser.
const INLINE: &[&str] = &[
    " style=\"",
    " onclick=",
    " onchange=",
    " onsubmit=",
    "<style",
    "javascript:",
];

/// Fails with every file that breaks a rule.
pub(crate) fn check(checkout: &Checkout) -> Result<()> {
    let listed = read(
        Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&checkout.root),
    )?;
    let files: Vec<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
    let mut faults = classes::faults(checkout, &files)?;
    // Told, not refused: a room may name what its next flow needs.
    for unused in unused::faults(checkout)? {
        println!("note: {unused}");
    }
    let mut seen = 0;
    for name in files {
        faults.extend(name_faults(name));
        // Pictures and other binary files have names only; a file deleted but not yet committed has nothing.
        let Ok(text) = std::fs::read_to_string(checkout.root.join(name)) else {
            continue;
        };
        seen += 1;
        faults.extend(text_faults(name, &text));
    }
    if !faults.is_empty() {
        bail!("not tidy:\n  {}", faults.join("\n  "));
    }
    println!("tidy: {seen} files in order");
    Ok(())
}

fn name_faults(name: &str) -> Vec<String> {
    let path = Path::new(name);
    let mut faults = Vec::new();
    if path.file_name().is_some_and(|file| file == "mod.rs") {
        faults.push(format!("{name}: `foo.rs` + `foo/` instead of mod.rs"));
    }
    for part in path
        .with_extension("")
        .iter()
        .map(|part| part.to_string_lossy())
    {
        if DRAWERS.contains(&part.as_ref()) {
            faults.push(format!(
                "{name}: a drawer called {part}; name it for the idea"
            ));
        }
    }
    faults
}

fn text_faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let ending = Path::new(name)
        .extension()
        .unwrap_or_default()
        .to_string_lossy();
    let in_tests = name.contains("/tests/") || name.contains("/test/");
    if matches!(ending.as_ref(), "rs" | "js" | "css" | "html") && !in_tests {
        let lines = text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        if lines > LINES {
            faults.push(format!("{name}: {lines} lines, {LINES} are the most"));
        }
    }
    for (at, line) in text.lines().enumerate() {
        let mut fault = |why: &str| faults.push(format!("{name}:{}: {why}", at + 1));
        if ending == "rs" {
            for (word, why) in RUST_WORDS.iter().filter(|(word, _)| line.contains(word)) {
                fault(&format!("{word} ({why})"));
            }
        }
        for place in PLACES.iter().filter(|place| stands_alone(line, place)) {
            fault(&format!("{place} is true on one machine only"));
        }
        if ending == "html" && name.contains("templates/") {
            for markup in INLINE.iter().filter(|markup| line.contains(*markup)) {
                fault(&format!(
                    "{markup} is refused by the content security policy"
                ));
            }
        }
    }
    faults
}

/// Whether `place` stands in the line other than as the tail of a longer path or word.
fn stands_alone(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line
            .as_bytes()
            .get(at.wrapping_sub(1))
            .copied()
            .unwrap_or(b' ');
        !before.is_ascii_alphanumeric() && !matches!(before, b'_' | b'-' | b'}' | b'.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawers_and_mod_files_are_found_by_name() {
        assert_eq!(name_faults("hub/src/utils.rs").len(), 1);
        assert_eq!(name_faults("hub/src/common/time.rs").len(), 1);
        assert_eq!(name_faults("hub/src/mod.rs").len(), 1);
        assert!(name_faults("hub/src/ports/catalogue.rs").is_empty());
    }

    #[test]
    fn a_file_may_be_long_only_in_its_tests() {
        let long = "let x = 1;\n".repeat(LINES + 1);
        assert_eq!(text_faults("hub/src/flow.rs", &long).len(), 1);
        assert!(text_faults("hub/tests/it/flow.rs", &long).is_empty());
        assert!(
            text_faults(
                "hub/src/flow.rs",
                &format!("fn f() {{}}\n#[cfg(test)]\n{long}")
            )
            .is_empty()
        );
    }

    #[test]
    fn unfinished_code_and_tests_that_do_not_run_are_found() {
        for (word, _) in RUST_WORDS {
            assert_eq!(
                text_faults("hub/src/flow.rs", &format!("    {word}\n")).len(),
                1,
                "{word}"
            );
        }
    }

    #[test]
    fn a_path_of_one_machine_is_found_but_not_a_part_of_an_address() {
        let place = PLACES[0];
        assert_eq!(
            text_faults("README.md", &format!("see {place}main")).len(),
            1
        );
        assert!(text_faults("README.md", &format!("see docs{place}main")).is_empty());
    }

    #[test]
    fn inline_styles_and_scripts_are_found_in_templates() {
        assert_eq!(
            text_faults("web/templates/start.html", "<p style=\"color:red\">").len(),
            1
        );
        assert!(text_faults("web/templates/start.html", "<p class=\"hw-leise\">").is_empty());
    }
}
