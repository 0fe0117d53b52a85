//! The fields of the form that most datasets can do without.

use super::Choice;
use crate::form::Fields;
use crate::{Refusal, Words};
use hebewerk_model::{Details, Frequency, HighValue, ReferenceDataset, Span};
use jiff::civil::Date;

/// What the form shows of the details.
pub(super) struct DetailFields {
    pub(super) place: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) frequencies: Vec<Choice>,
    pub(super) legal_basis: String,
    pub(super) attribution: String,
    pub(super) high_value: Vec<Choice>,
    /// Whether the group stands open: something is said in it already.
    pub(super) is_open: bool,
}

impl DetailFields {
    pub(super) fn of(w: Words, details: &Details) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let place = details.place.as_ref();
        let frequency = details.frequency.as_ref().map(|code| code.0.as_str());
        Self {
            place: place.map(ToString::to_string).unwrap_or_default(),
            from: day(details.span.from),
            until: day(details.span.until),
            frequencies: frequencies(w, frequency),
            legal_basis: details.legal_basis.clone().unwrap_or_default(),
            attribution: details.attribution.clone().unwrap_or_default(),
            high_value: categories(w, |category| details.high_value.contains(category)),
            // The Musterdatensatz has its field outside.
            is_open: Details {
                reference_dataset: None,
                ..details.clone()
            } != Details::default(),
        }
    }

    /// Whether anything stands in a field of the group.
    pub(super) fn says_something(&self) -> bool {
        let texts = [
            &self.place,
            &self.from,
            &self.until,
            &self.legal_basis,
            &self.attribution,
        ];
        let mut choices = self.frequencies.iter().chain(&self.high_value);
        texts.iter().any(|text| !text.is_empty()) || choices.any(|choice| choice.is_chosen)
    }

    /// What was typed, to be mended: the group stands open.
    pub(super) fn typed(w: Words, fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            place: text("ort"),
            from: text("von"),
            until: text("bis"),
            frequencies: frequencies(w, fields.get("takt")),
            legal_basis: text("rechtsgrundlage"),
            attribution: text("quellenvermerk"),
            high_value: categories(w, |category| is_ticked(fields, *category)),
            is_open: true,
        }
    }
}

fn frequencies(w: Words, chosen: Option<&str>) -> Vec<Choice> {
    let codes = Frequency::CODES.into_iter();
    codes
        .map(|code| choice(w, "frequency", code, chosen == Some(code)))
        .collect()
}

fn categories(w: Words, is_chosen: impl Fn(&HighValue) -> bool) -> Vec<Choice> {
    let all = HighValue::ALL.iter();
    all.map(|category| choice(w, "high-value", category.code(), is_chosen(category)))
        .collect()
}

fn is_ticked(fields: &Fields, category: HighValue) -> bool {
    fields.is_ticked(&format!("hochwertig-{}", category.code()))
}

fn choice(w: Words, kind: &str, code: &str, is_chosen: bool) -> Choice {
    Choice {
        value: code.to_owned(),
        label: w.code(kind, code).into_owned(),
        is_chosen,
        explained: String::new(),
    }
}

/// What was chosen as Musterdatensatz; a path that is none is refused by the hub.
pub(super) fn reference_dataset(fields: &Fields) -> Option<ReferenceDataset> {
    let path = fields.get("musterdatensatz");
    path.map(|path| ReferenceDataset(path.to_owned()))
}

/// The details of a form; what it has no field for stays as it is.
pub(super) fn read(fields: &Fields, kept: &Details) -> Result<Details, Refusal> {
    let some = |name: &str| fields.get(name).map(str::to_owned);
    let place = fields.get("ort").map(str::parse).transpose();
    let place = place.map_err(|_error| Refusal::invalid("invalid_place"))?;
    let day = |name: &str| {
        let day = fields.get(name).map(str::parse).transpose();
        day.map_err(|_error| Refusal::invalid("invalid_day"))
    };
    Ok(Details {
        place,
        span: Span {
            from: day("von")?,
            until: day("bis")?,
        },
        frequency: some("takt").map(Frequency),
        legal_basis: some("rechtsgrundlage"),
        attribution: some("quellenvermerk"),
        high_value: HighValue::ALL
            .into_iter()
            .filter(|category| is_ticked(fields, *category))
            .collect(),
        reference_dataset: reference_dataset(fields),
        further_themes: kept.further_themes.clone(),
        links: kept.links.clone(),
        remarks: kept.remarks.clone(),
        written_rows: kept.written_rows.clone(),
    })
}
