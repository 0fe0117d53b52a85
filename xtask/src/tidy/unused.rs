//! A dependency that no source of the package names only costs time.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::packages::{self, Package};

/// Named in a manifest for another reason than code: (package, dependency).
const ON_PURPOSE: &[(&str, &str)] = &[];

/// Dependencies without a use.
pub(super) fn faults(checkout: &Checkout) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for package in packages::all(checkout)? {
        let folder = package.manifest_path.parent().unwrap_or(Path::new(""));
        let mut sources = String::new();
        for part in ["src", "tests", "examples", "benches", "build.rs"] {
            gather(&folder.join(part), &mut sources)?;
        }
        faults.extend(without_use(&package, &sources));
    }
    Ok(faults)
}

fn without_use(package: &Package, sources: &str) -> Vec<String> {
    let on_purpose = |name: &str| ON_PURPOSE.contains(&(package.name.as_str(), name));
    package
        .dependencies
        .iter()
        .filter(|named| !on_purpose(&named.name) && !names(sources, &named.in_code()))
        .map(|named| {
            format!(
                "{}: no source uses the dependency {}",
                package.name, named.name
            )
        })
        .collect()
}

/// Whether the word stands in the sources by itself.
fn names(sources: &str, word: &str) -> bool {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    sources.match_indices(word).any(|(at, _)| {
        let (before, from) = sources.split_at(at);
        !part_of_word(before.chars().next_back()) && !part_of_word(from.chars().nth(word.len()))
    })
}

fn gather(path: &Path, sources: &mut String) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            gather(&entry?.path(), sources)?;
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") && path.exists() {
        sources.push_str(&fs::read_to_string(path)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(dependencies: &str) -> Package {
        let text = format!(
            r#"{{"name":"p","manifest_path":"p/Cargo.toml","dependencies":[{dependencies}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_dependency_that_nothing_names_is_found() {
        let package = package(r#"{"name":"serde_json"},{"name":"tower-http"}"#);
        let faults = without_use(&package, "use serde_json::Value;");
        assert_eq!(faults, ["p: no source uses the dependency tower-http"]);
    }

    #[test]
    fn a_part_of_a_longer_name_is_no_use() {
        assert!(!names("use serde_json::Value;", "serde"));
        assert!(names("serde::Serialize", "serde"));
    }

    #[test]
    fn a_renamed_dependency_is_looked_for_under_its_name_in_the_code() {
        let package = package(r#"{"name":"sha2","rename":"sha-two"}"#);
        assert!(without_use(&package, "sha_two::Sha256").is_empty());
    }
}
