//! How much is said of a dataset, and what to say next.

use crate::Words;
use hebewerk_hub::{Completeness, Missing, Proposals};

/// For the margin of the form.
pub(super) struct CompletenessView {
    pub(super) percent: u8,
    pub(super) sentence: String,
    /// Field and why to fill it.
    pub(super) next: Vec<(&'static str, String)>,
}

impl CompletenessView {
    pub(super) fn of(w: Words, completeness: &Completeness) -> Self {
        let percent = completeness.percent;
        let next = completeness.next.iter().map(|missing| {
            let key = format!("catalogue-next-{}", missing.code().replace('_', "-"));
            (field(*missing), w.t(&key).into_owned())
        });
        Self {
            percent,
            sentence: w
                .t1("catalogue-complete", "percent", u64::from(percent))
                .into_owned(),
            next: next.collect(),
        }
    }
}

/// The fields for which something is proposed, by their labels.
pub(super) fn proposed(w: Words, proposals: &Proposals) -> String {
    let fields = [
        ("tags", !proposals.tags.is_empty()),
        ("field-theme", proposals.theme.is_some()),
        ("reference-dataset", proposals.reference_dataset.is_some()),
        ("licence", proposals.licence.is_some()),
        ("catalogue-frequency", proposals.frequency.is_some()),
        ("catalogue-span", !proposals.span.is_empty()),
    ];
    let labels = fields.into_iter().filter(|(_label, is_filled)| *is_filled);
    let labels: Vec<_> = labels.map(|(label, _is_filled)| w.t(label)).collect();
    labels.join(" · ")
}

/// The field in which it is said.
const fn field(missing: Missing) -> &'static str {
    match missing {
        Missing::Text => "beschreibung",
        Missing::Licence => "lizenz",
        Missing::Theme => "thema",
        Missing::Tags => "schlagworte",
        Missing::Contact => "kontakt",
        Missing::Frequency => "takt",
        Missing::Span => "von",
        Missing::ReferenceDataset => "musterdatensatz",
        Missing::LegalBasis => "rechtsgrundlage",
    }
}
