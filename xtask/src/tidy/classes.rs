//! Every class a template names is one that KERN or our own components define: a slip of the pen looks like
//! nothing at all in a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::checkout::Checkout;

/// Classes without a rule, with the template that names them first.
pub(super) fn faults(checkout: &Checkout, files: &[&str]) -> Result<Vec<String>> {
    let read = |name: &str| std::fs::read_to_string(checkout.root.join(name)).unwrap_or_default();
    let mut defined = BTreeSet::new();
    for name in files
        .iter()
        .filter(|name| name.starts_with("web/assets/css/"))
    {
        defined.extend(defined_in(&read(name)));
    }
    let kern = Path::new("web/node_modules/@kern-ux/native/dist/kern.min.css");
    let kern = checkout.root.join(kern);
    // Known only after `cargo xtask assets`, which the checks run first.
    let with_kern = kern.exists();
    if with_kern {
        defined.extend(defined_in(&std::fs::read_to_string(kern)?));
    }
    let mut unknown: BTreeMap<String, &str> = BTreeMap::new();
    for name in files
        .iter()
        .filter(|name| name.starts_with("web/templates/"))
    {
        for class in used_in(&read(name)) {
            // KERN's markup has elements without a rule; a variant (`kern-icon--home`) without one is a slip.
            let variant = class.starts_with("kern-") && class.contains("--");
            let checked = class.starts_with("hw-") || (with_kern && variant);
            if checked && !defined.contains(&class) {
                unknown.entry(class).or_insert(name);
            }
        }
    }
    Ok(unknown
        .into_iter()
        .map(|(class, name)| format!("{name}: no rule for the class {class}"))
        .collect())
}

fn defined_in(css: &str) -> BTreeSet<String> {
    css.split('.')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect()
        })
        .collect()
}

/// Classes written out in a template; parts that are computed (`{{ … }}`) are left to the pages' own tests.
fn used_in(html: &str) -> BTreeSet<String> {
    let mut classes = BTreeSet::new();
    for attribute in html.split("class=\"").skip(1) {
        let value = attribute.split('"').next().unwrap_or_default();
        let value = value.replace("{%", " {% ").replace("%}", " %} ");
        for class in value.split_whitespace() {
            if !class.contains(['{', '}']) {
                classes.insert(class.to_owned());
            }
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_from_rules() {
        let css = ".hw-a:hover,.hw-b--x>li{margin:.5rem}@media print{.hw-c__d{color:red}}";
        let defined = defined_in(css);
        for class in ["hw-a", "hw-b--x", "hw-c__d"] {
            assert!(defined.contains(class), "{class}");
        }
    }

    #[test]
    fn classes_are_read_from_templates_and_computed_ones_are_left() {
        let used = used_in(
            r#"<p class="hw-a{% if x %} hw-b{% endif %} hw-c--{{ kind }}"><i class="hw-d">"#,
        );
        assert_eq!(
            used.iter().filter(|class| class.starts_with("hw-")).count(),
            3
        );
        assert!(used.contains("hw-b") && used.contains("hw-d"));
    }
}
