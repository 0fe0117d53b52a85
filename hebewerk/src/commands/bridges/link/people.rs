//! What was linked, for people: how much, and the list to look at.

use super::Found;
use super::records::Side;
use crate::output;
use hebewerk_bridge::linkage::{Agreement, Field, Linked, Verdict};
use hebewerk_model::Language;
use hebewerk_words::{Value, code, number, t, t_with};

/// Pairs of the list that are printed; all are in the JSON.
const MOST_PRINTED: usize = 50;

/// Prints what was found.
pub(super) fn print(language: Language, found: &Found, with_values: bool) -> anyhow::Result<()> {
    for side in [&found.left, &found.right] {
        output::line(&compared(language, side))?;
    }
    let of = |verdict: Verdict| {
        found
            .pairs
            .iter()
            .filter(move |pair| pair.verdict == verdict)
    };
    let met: std::collections::BTreeSet<usize> = found.pairs.iter().map(|pair| pair.left).collect();
    let values = [
        ("rows", Value::from(found.left.records.len() as u64)),
        ("same", Value::from(of(Verdict::Same).count() as u64)),
        ("review", Value::from(of(Verdict::Review).count() as u64)),
        (
            "alone",
            Value::from((found.left.records.len() - met.len()) as u64),
        ),
    ];
    output::line(&t_with(language, "cli-link-counts", &values))?;
    let review: Vec<&Linked> = of(Verdict::Review).collect();
    if review.is_empty() {
        return Ok(());
    }
    output::line("")?;
    output::line(&t(language, "cli-link-review"))?;
    let header = ["probability", "left", "right", "why"]
        .map(|key| t(language, &format!("cli-link-{key}")).into_owned());
    let shown = review.iter().take(MOST_PRINTED);
    let rows: Vec<Vec<String>> = shown
        .map(|pair| row(language, found, pair, with_values))
        .collect();
    output::table(&header, &rows)?;
    let more = review.len().saturating_sub(MOST_PRINTED) as u64;
    if more > 0 {
        let values = [("more", Value::from(more))];
        output::line(&t_with(language, "cli-link-more", &values))?;
    }
    Ok(())
}

fn compared(language: Language, side: &Side) -> String {
    let columns: Vec<&str> = side
        .columns
        .iter()
        .map(|(_, label)| label.as_str())
        .collect();
    let values = [
        ("file", Value::from(side.file.as_str())),
        ("columns", Value::from(columns.join(", "))),
        ("persons", Value::from(side.left_out.join(", "))),
    ];
    let key = if side.left_out.is_empty() {
        "cli-link-compared"
    } else {
        "cli-link-compared-without"
    };
    t_with(language, key, &values).into_owned()
}

fn row(language: Language, found: &Found, pair: &Linked, with_values: bool) -> Vec<String> {
    let cell = |side: &Side, row: usize| {
        if !with_values {
            // People count rows from one.
            return (row + 1).to_string();
        }
        let cells = side.cells.get(row).cloned().unwrap_or_default();
        let filled: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        format!("{}: {}", row + 1, filled.join(" "))
    };
    vec![
        number::share(language, pair.probability),
        cell(&found.left, pair.left),
        cell(&found.right, pair.right),
        why(language, pair),
    ]
}

/// What keeps a pair from being sure.
fn why(language: Language, pair: &Linked) -> String {
    let mut reasons = Vec::new();
    if pair.is_one_of_several {
        reasons.push(t(language, "cli-link-several").into_owned());
    }
    for (field, agreement) in Field::ALL.iter().zip(&pair.fields) {
        if !matches!(agreement, Agreement::Equal | Agreement::Missing) {
            let field = code(language, "link-field", field.code());
            let agreement = code(language, "link-agreement", agreement.code());
            reasons.push(format!("{field} {agreement}"));
        }
    }
    if reasons.is_empty() {
        reasons.push(t(language, "cli-link-too-little").into_owned());
    }
    reasons.join(", ")
}
