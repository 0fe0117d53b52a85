//! What is said of a dataset beyond its title and text, for those who read its page.

use crate::Words;
use crate::pages::dataset::edit::topics;
use hebewerk_exchange::dcat::LegalBasis;
use hebewerk_model::{Details, HighValue};
use std::borrow::Cow;

/// One thing that is said.
pub(super) struct Fact {
    pub(super) label: Cow<'static, str>,
    pub(super) text: String,
    /// Where more of it stands.
    pub(super) href: Option<String>,
}

/// Everything that is said, in the order of the form.
pub(super) fn facts(w: Words, details: &Details) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |label, text: Option<String>| {
        facts.extend(text.map(|text| Fact {
            label,
            text,
            href: None,
        }));
    };
    let frequency = details.frequency.as_ref();
    add(
        w.t("catalogue-said-frequency"),
        frequency.map(|frequency| w.code("frequency", &frequency.0).into_owned()),
    );
    add(w.t("catalogue-said-span"), w.days(details.span));
    let place = details.place.as_ref().map(ToString::to_string);
    add(w.t("catalogue-said-place"), place);
    add(w.t("catalogue-attribution"), details.attribution.clone());
    add(
        w.t("catalogue-high-value"),
        high_value(w, &details.high_value),
    );
    let reference = details.reference_dataset.as_ref();
    facts.extend(reference.map(|reference| Fact {
        label: w.t("reference-dataset"),
        text: topics::name(w, reference),
        href: Some(reference.iri()),
    }));
    facts.extend(details.legal_basis.as_deref().map(|basis| law(w, basis)));
    facts.extend(details.remarks.iter().map(|remark| Fact {
        label: Cow::Owned(remark.key.clone()),
        text: remark.value.clone(),
        href: None,
    }));
    facts
}

fn high_value(w: Words, categories: &[HighValue]) -> Option<String> {
    let names = categories.iter().map(|it| w.code("high-value", it.code()));
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn law(w: Words, basis: &str) -> Fact {
    let (text, href) = match LegalBasis::of(basis) {
        LegalBasis::Law(address) => (address.clone(), Some(address)),
        LegalBasis::Words(words) => (words, None),
    };
    Fact {
        label: w.t("catalogue-legal-basis"),
        text,
        href,
    }
}
