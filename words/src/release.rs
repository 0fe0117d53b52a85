//! Items of the checklist of a release as sentences.

use crate::speech::{code, t, t_with};
use crate::value::Value;
use hebewerk_model::{Check, CheckKind, CheckOutcome, Language};

/// What an item rests on: its figures in a sentence.
pub fn evidence(language: Language, check: &Check) -> String {
    if let Some(reason) = &check.reason {
        let reason = [("reason", Value::from(reason.as_str()))];
        return t_with(language, "release-reason", &reason).into_owned();
    }
    let figure = |name: &str| check.figures.get(name).copied().unwrap_or(0);
    let values: Vec<(&str, Value<'_>)> = check
        .figures
        .iter()
        .map(|(name, figure)| (name.as_str(), Value::from(*figure)))
        .collect();
    let mut sentence = t_with(language, &key(check), &values).into_owned();
    if check.kind == CheckKind::SmallCells && check.figures.contains_key("with_them") {
        let more = [("more", Value::from(figure("with_them")))];
        sentence.push(' ');
        sentence.push_str(&t_with(language, "release-small-cells-with-them", &more));
    }
    sentence
}

/// What an item is called.
pub fn item(language: Language, kind: CheckKind) -> String {
    code(language, "release-check", kind.code()).into_owned()
}

/// What came of it, in a word.
pub fn outcome(language: Language, outcome: CheckOutcome) -> String {
    t(
        language,
        &format!("release-outcome-{}", outcome.code().replace('_', "-")),
    )
    .into_owned()
}

fn key(check: &Check) -> String {
    let says = |name: &str| check.figures.get(name).is_some_and(|figure| *figure > 0);
    for (figure, key) in [
        ("unchosen", "release-unchosen"),
        ("too_many", "release-too-many"),
        ("counts", "release-counts"),
        ("first", "release-differences-first"),
    ] {
        if says(figure) {
            return key.to_owned();
        }
    }
    let kind = check.kind.code().replace('_', "-");
    match (check.kind, check.outcome) {
        // Elsewhere it is a figure: how many.
        (CheckKind::SmallCells | CheckKind::Differences, CheckOutcome::DoesNotApply) => {
            "release-rows".to_owned()
        }
        (CheckKind::PersonalData, _) if says("closed") => "release-personal-data-closed".to_owned(),
        (CheckKind::PersonalData, _) if says("waiting") => {
            "release-personal-data-waiting".to_owned()
        }
        (CheckKind::PersonalData, _) if says("found") => "release-personal-data-decided".to_owned(),
        (CheckKind::PersonalData, _) => "release-personal-data-none".to_owned(),
        (_, outcome) => format!("release-{kind}-{}", outcome.code().replace('_', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: CheckKind, outcome: CheckOutcome, figures: &[(&str, u64)]) -> String {
        let check = Check {
            kind,
            outcome,
            figures: figures
                .iter()
                .map(|(name, figure)| ((*name).to_owned(), *figure))
                .collect(),
            reason: None,
        };
        evidence(Language::De, &check)
    }

    #[test]
    fn figures_are_said_in_sentences() {
        let figures = [("k", 1), ("least", 10), ("small", 3), ("rows", 1_208)];
        assert_eq!(
            says(CheckKind::Anonymity, CheckOutcome::NotMet, &figures),
            concat!(
                "3 von 1.208 Zeilen gehören zu einer Gruppe mit weniger als 10 gleichen Zeilen. ",
                "Die kleinste Gruppe hat eine Zeile."
            )
        );
        let figures = [("small", 1), ("least", 5), ("cells", 40), ("with_them", 3)];
        assert_eq!(
            says(CheckKind::SmallCells, CheckOutcome::NotMet, &figures),
            concat!(
                "Eine von 40 Zahlen ist kleiner als 5. Wer sie durch einen Punkt ersetzt, muss auch 3 andere ersetzen, ",
                "damit niemand sie aus den Summen errechnet."
            )
        );
    }

    #[test]
    fn every_item_has_a_sentence_for_all_that_comes_of_it() {
        for kind in CheckKind::ALL {
            for outcome in [CheckOutcome::Met, CheckOutcome::NotMet] {
                let sentence = says(kind, outcome, &[("waiting", 1)]);
                assert!(
                    !sentence.starts_with('⟨') && !sentence.starts_with('<'),
                    "{sentence}"
                );
            }
        }
    }
}
