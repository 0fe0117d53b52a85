//! Templates hold no sentences, no scripts and no styles of their own.

use crate::words::files;
use std::fs;

/// The text of a template outside tags and askama's braces, and the values of attributes people read.
fn texts(template: &str) -> Vec<String> {
    let mut rest = String::new();
    let mut chars = template.chars().peekable();
    // askama's own parts go first: they may stand anywhere, also in tags.
    while let Some(c) = chars.next() {
        let end = match (c, chars.peek()) {
            ('{', Some('{')) => "}}",
            ('{', Some('%')) => "%}",
            ('{', Some('#')) => "#}",
            _ => {
                rest.push(c);
                continue;
            }
        };
        let mut seen = String::new();
        for c in chars.by_ref() {
            seen.push(c);
            if seen.ends_with(end) {
                break;
            }
        }
    }
    let mut found = Vec::new();
    for part in rest.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let is_code = tag.starts_with("code") || tag.starts_with("tspan");
        if !is_code {
            found.push(text.to_owned());
        }
        for attribute in ["aria-label", "title", "placeholder", "alt"] {
            if let Some((_, value)) = tag.split_once(&format!("{attribute}=\"")) {
                found.push(value.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    found
}

#[test]
fn no_template_holds_a_sentence() {
    for path in files("templates", "html") {
        let template = fs::read_to_string(&path).unwrap();
        for text in texts(&template) {
            let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
            assert!(letters.is_empty(), "{}: {text:?}", path.display());
        }
    }
}

#[test]
fn the_search_for_sentences_finds_one() {
    let found = texts("<p>{{ w.t(\"x\") }} Hallo</p><input title=\"{{ a }}Name\">");
    assert!(found.iter().any(|text| text.contains("Hallo")));
    assert!(found.iter().any(|text| text == "Name"));
}

#[test]
fn no_template_holds_script_or_style() {
    for path in files("templates", "html") {
        let template = fs::read_to_string(&path).unwrap();
        let scripts = template.matches("<script").count();
        let loaded = template.matches("<script type=\"module\" src=").count();
        // Data for search engines: no script, and escaped where it is made.
        let data = template
            .matches("<script type=\"application/ld+json\">{{ machines.block }}</script>")
            .count();
        assert_eq!(
            scripts,
            loaded + data,
            "{} has a script of its own",
            path.display()
        );
        for forbidden in [
            "<style",
            " style=\"",
            " onclick=",
            " onchange=",
            "javascript:",
        ] {
            assert!(
                !template.contains(forbidden),
                "{} has {forbidden}",
                path.display()
            );
        }
        assert!(
            !template.contains("|safe"),
            "{} writes unescaped text",
            path.display()
        );
    }
}

#[test]
fn every_form_that_changes_something_carries_the_proof() {
    for path in files("templates", "html") {
        let template = fs::read_to_string(&path).unwrap();
        for form in template.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let posts = form.split('>').next().unwrap().contains("method=\"post\"");
            assert_eq!(
                posts,
                form.contains("name=\"marke\""),
                "{}: {form}",
                path.display()
            );
        }
    }
}
