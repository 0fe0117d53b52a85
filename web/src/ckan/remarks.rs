//! `extras` of a package: what the hub has a field for goes there, what it says itself is passed over, everything else is
//! kept as a remark.

use super::call::Call;
use crate::Refusal;
use hebewerk_exchange::dcat::high_value;
use hebewerk_model::{Details, Frequency, HighValue, PlaceKey, ReferenceDataset, Remark, Span};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the hub says of every package by itself.
const MADE: [&str; 15] = [
    "uri",
    "identifier",
    "guid",
    "issued",
    "modified",
    "publisher_name",
    "publisher_uri",
    "publisher_email",
    "contact_name",
    "contact_email",
    "language",
    "theme",
    "politicalGeocodingURI",
    "politicalGeocodingLevelURI",
    "contributorID",
];

/// The details with the extras a call says; links, themes and attribution stay.
pub(super) fn read(call: &Call, kept: Details) -> Result<Details, Refusal> {
    let mut said = pairs(call)?;
    for made in MADE {
        said.remove(made);
    }
    // What is in no list here is kept as it was said.
    let reference = said.get("references");
    let reference = reference.and_then(|text| ReferenceDataset::from_iri(&first(text)));
    if reference.is_some() {
        said.remove("references");
    }
    let mut take = |key: &str| said.remove(key).filter(|value| !value.trim().is_empty());
    let last = |address: String| address.rsplit('/').next().unwrap_or_default().to_owned();
    let day = |text: Option<String>| -> Result<Option<Date>, Refusal> {
        // A moment says its day first.
        let text = text.map(|text| text.chars().take(10).collect::<String>());
        let day = text.map(|text| text.parse::<Date>()).transpose();
        day.map_err(|_error| Refusal::invalid("invalid_day").with("field", "extras"))
    };
    let place = take("spatial_uri").map(|address| last(address).parse::<PlaceKey>());
    let place = place.transpose();
    let place =
        place.map_err(|_error| Refusal::invalid("invalid_place").with("field", "extras"))?;
    // What every dataset of this hub is about is not said of a single one.
    let usual = call.visitor.state.settings.open_data.place.clone();
    let place = place.filter(|place| kept.place.is_some() || Some(place) != usual.as_ref());
    let details = Details {
        place,
        span: Span {
            from: day(take("temporal_start"))?,
            until: day(take("temporal_end"))?,
        },
        frequency: take("frequency").map(|address| Frequency(last(address).to_uppercase())),
        legal_basis: take("legalBasis").map(|text| first(&text)),
        high_value: take("hvd_category")
            .map(|text| categories(&text))
            .unwrap_or_default(),
        reference_dataset: reference,
        ..kept
    };
    let remarks = said.into_iter();
    Ok(Details {
        remarks: remarks.map(|(key, value)| Remark { key, value }).collect(),
        ..details
    })
}

/// Each key once, in order.
fn pairs(call: &Call) -> Result<BTreeMap<String, String>, Refusal> {
    let wrong = || Refusal::invalid("ckan_bad_extras").with("field", "extras");
    let list = match call.value("extras") {
        None => return Ok(BTreeMap::new()),
        Some(Value::Array(list)) => list,
        Some(_other) => return Err(wrong()),
    };
    let mut pairs = BTreeMap::new();
    for one in list {
        let key = one.get("key").and_then(Value::as_str).ok_or_else(wrong)?;
        let value = match one.get("value") {
            Some(Value::String(text)) => text.clone(),
            None | Some(Value::Null) => continue,
            // CKAN wants text; what a program says otherwise is kept as it said it.
            Some(other) => other.to_string(),
        };
        if pairs.insert(key.to_owned(), value).is_some() {
            return Err(wrong());
        }
    }
    Ok(pairs)
}

/// The first of a list in a text, or the text.
fn first(text: &str) -> String {
    match serde_json::from_str::<Vec<String>>(text) {
        Ok(list) => list.into_iter().next().unwrap_or_default(),
        Err(_plain) => text.to_owned(),
    }
}

fn categories(text: &str) -> Vec<HighValue> {
    let list: Vec<String> =
        serde_json::from_str(text).unwrap_or_else(|_plain| vec![text.to_owned()]);
    let known = HighValue::ALL.into_iter();
    known
        .filter(|category| list.iter().any(|it| it == high_value(*category)))
        .collect()
}
