//! Imprint, privacy, accessibility: texts of the operator.

use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;

#[derive(Template)]
#[template(path = "legal.html")]
struct LegalPage {
    shell: Shell,
    w: Words,
    paragraphs: Vec<String>,
    /// Name of the setting that holds the text, for the operator.
    setting: &'static str,
    /// What is true of every hub, whoever runs it.
    facts: Vec<String>,
}

/// `GET /impressum` (§ 5 DDG)
pub(crate) async fn imprint(visitor: Visitor) -> PageResult {
    let text = visitor.state.settings.imprint.clone();
    show(&visitor, "imprint-title", &text, "imprint", &[])
}

/// `GET /datenschutz` (Art. 13 DSGVO)
pub(crate) async fn privacy(visitor: Visitor) -> PageResult {
    let text = visitor.state.settings.privacy.clone();
    let facts = ["privacy-cookies", "privacy-log", "privacy-audit"];
    show(&visitor, "privacy-title", &text, "privacy", &facts)
}

/// `GET /barrierefreiheit` (Directive (EU) 2016/2102, Art. 7)
pub(crate) async fn accessibility(visitor: Visitor) -> PageResult {
    let text = visitor.state.settings.accessibility.clone();
    let facts = ["accessibility-goal", "accessibility-report"];
    show(
        &visitor,
        "accessibility-title",
        &text,
        "accessibility",
        &facts,
    )
}

fn show(
    visitor: &Visitor,
    title: &str,
    text: &str,
    setting: &'static str,
    facts: &[&str],
) -> PageResult {
    let w = visitor.words;
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    page(&LegalPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t(title)).below(&[]),
        w,
        paragraphs: paragraphs.map(str::to_owned).collect(),
        setting,
        facts: facts.iter().map(|key| w.t(key).into_owned()).collect(),
    })
}
