//! A bridge from the fine to the coarse in words: address → street → district, over the directory of streets.

use super::words::labels;
use crate::Words;
use hebewerk_hub::BridgeCard;
use hebewerk_model::BridgeClimb;

/// What lies between both banks.
pub(crate) struct Over {
    pub(crate) sentence: String,
    /// What becomes of values that belong to several.
    pub(crate) note: Option<String>,
    /// Title and address of the dataset of the table between, with its version.
    pub(crate) middle: Option<(String, String, String)>,
}

/// The headers of all steps, one behind the other; none where there are no steps.
pub(crate) fn way(w: Words, card: &BridgeCard) -> Option<String> {
    let climb = card.bridge.climb.as_ref()?;
    let (left, right) = (labels(&card.left), labels(&card.right));
    let mut steps = vec![left];
    match climb {
        BridgeClimb::Over { .. } => {
            let columns = card.middle.iter().flat_map(|bank| &bank.columns);
            steps.extend(columns.map(|column| column.label.clone()));
        }
        BridgeClimb::Calendar(level) => steps.push(level_of(w, level)),
    }
    steps.push(right);
    steps.dedup();
    Some(steps.join(" → "))
}

/// The same as a sentence, with the table between.
pub(super) fn over(w: Words, card: &BridgeCard) -> Option<Over> {
    let steps = way(w, card)?;
    let Some(bank) = &card.middle else {
        return Some(Over {
            sentence: w.t1("bridge-over-calendar", "steps", steps).into_owned(),
            note: None,
            middle: None,
        });
    };
    let title = bank.dataset.description.title.clone();
    let house = bank.organisation.name.clone();
    let sentence = w.t_with(
        "bridge-over",
        &[("steps", &steps), ("title", &title), ("house", &house)],
    );
    let version = {
        let number = bank.version.number.0;
        let day = w.day(bank.version.created_at);
        w.t2("bridge-freshness-line", "version", number, "day", day)
    };
    let href = format!("/daten/{}/{}", bank.organisation.slug, bank.dataset.slug);
    Some(Over {
        sentence: sentence.into_owned(),
        note: Some(w.t("bridge-over-note").into_owned()),
        middle: Some((title, href, version.into_owned())),
    })
}

fn level_of(w: Words, level: &str) -> String {
    let name = level.split('.').next().unwrap_or_default();
    w.code("bridge-level", name).into_owned()
}
