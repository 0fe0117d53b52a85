//! Every sentence a page asks for exists, in both languages.

use hebewerk_model::Language;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// All files below a folder of this crate.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Keys that stand as the first argument of `t(`, `t1(`, `t2(`, `t_with(`, with the file that asks for them.
fn keys_asked_for() -> BTreeMap<String, PathBuf> {
    let mut keys = BTreeMap::new();
    for path in files("templates", "html")
        .into_iter()
        .chain(files("src", "rs"))
    {
        let text = fs::read_to_string(&path).unwrap();
        for call in ["t(", "t1(", "t2(", "t_with("] {
            for (at, _) in text.match_indices(call) {
                let before = text[..at].chars().next_back();
                if before != Some('.') {
                    continue;
                }
                let rest = text[at + call.len()..].trim_start();
                if let Some(key) = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                    && !key.contains('{')
                {
                    keys.insert(key.to_owned(), path.clone());
                }
            }
        }
    }
    keys
}

#[test]
fn every_sentence_exists_in_both_languages() {
    let keys = keys_asked_for();
    assert!(
        keys.len() > 300,
        "the search for keys found only {}",
        keys.len()
    );
    let missing: Vec<_> = keys
        .iter()
        .flat_map(|(key, path)| [Language::De, Language::En].map(|language| (language, key, path)))
        .filter(|(language, key, _path)| !hebewerk_words::has(*language, key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn keys_made_of_codes_exist_too() {
    let mut keys: Vec<String> = Vec::new();
    for form in hebewerk_exchange::tabular::TabularForm::ALL {
        let code = form.extension().replace('.', "-");
        keys.push(format!("form-{code}"));
        keys.push(format!("form-{code}-what-for"));
    }
    for visibility in hebewerk_model::Visibility::ALL {
        keys.push(format!("visibility-{}-explained", visibility.code()));
    }
    for kind in hebewerk_model::AggregateKind::ALL {
        keys.push(format!("analysis-kind-{}", kind.code()));
        keys.push(format!("analysis-value-{}", kind.code()));
    }
    for problem in hebewerk_hub::inquiry::Problem::ALL {
        let code = problem.code().replace('_', "-");
        keys.push(format!("analysis-problem-{code}"));
    }
    for look in [
        "balken", "linie", "flaeche", "punkte", "raster", "karte", "tabelle",
    ] {
        keys.push(format!("analysis-look-{look}"));
    }
    for step in ["choose", "check", "describe", "done"] {
        keys.push(format!("upload-step-{step}"));
    }
    for code in [
        "no-such-dataset",
        "no-such-organisation",
        "no-such-version",
        "no-such-table",
        "no-such-upload",
        "not-found",
        "throttled",
        "conflict",
        "catalogue-unavailable",
        "file-changed",
        "raw-missing",
        "reading-stopped",
        "unreadable",
        "sql-syntax",
        "sql-not-offered",
        "sql-only-counts",
        "sql-unknown",
        "sql-too-large",
        "sql-computation",
        "sql-timeout",
        "sql-memory",
        "internal",
        "index-unavailable",
        "invalid-title",
        "invalid-text",
        "invalid-theme",
        "invalid-name",
        "invalid-email",
        "email-taken",
        "last-administrator",
        "body-too-slow",
        "password-too-short",
        "password-guessable",
        "own-password",
        "invalid-visibility",
        "foreign-form",
        "busy",
        "timeout",
        "body-too-large",
        "method-not-allowed",
        "invalid-request",
        "no-file",
        "unauthenticated",
        "forbidden",
        "too-many",
        "slug",
        "link-expired",
        "table-not-writable",
        "temporary-file-failed",
        "no-such-delivery",
        "no-table-yet",
        "filter-not-understood",
        "too-many-columns",
        "no-places",
        "places-not-on-earth",
        "no-map",
        "map-too-large",
        "no-such-tile",
        "file-too-large",
        "upload-broken",
    ] {
        keys.push(format!("refusal-{code}"));
    }
    for key in keys {
        for language in [Language::De, Language::En] {
            assert!(
                hebewerk_words::has(language, &key),
                "{key} is missing in {}",
                language.tag()
            );
        }
    }
}
