//! Values a view asks its reader for: as a form, and as an address holds them (`p.bezirk=Mitte`).

use crate::Words;
use crate::fragments::options::Choice;
use crate::query::Query;
use hebewerk_model::{ParameterKind, SavedView, ViewParameter};
use std::collections::BTreeMap;

/// What stands before the name of a parameter in an address: its name may be one the page uses itself.
const PREFIX: &str = "p.";

/// A field of the form.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) input: &'static str,
    pub(super) value: String,
    /// Offers, for what is yes or no.
    pub(super) choices: Vec<Choice>,
}

/// The values an address gives to parameters that are there.
pub(super) fn given(query: &Query, parameters: &[ViewParameter]) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for parameter in parameters {
        let name = format!("{PREFIX}{}", parameter.name);
        if let Some(value) = query.untrimmed(&name) {
            values.insert(parameter.name.to_string(), value.to_owned());
        }
    }
    values
}

/// The address of a page with values.
pub(crate) fn href_with(path: &str, values: &BTreeMap<String, String>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in values {
        query.append_pair(&format!("{PREFIX}{name}"), value);
    }
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The fields of the form, filled in.
pub(super) fn fields(w: Words, view: &SavedView, values: &BTreeMap<String, String>) -> Vec<Field> {
    let parameters = view.edition.parameters.iter();
    parameters
        .map(|parameter| {
            let name = parameter.name.as_str();
            let value = values.get(name).unwrap_or(&parameter.default).clone();
            let label = if parameter.label.is_empty() {
                name
            } else {
                &parameter.label
            };
            let yes_or_no = ["true", "false"]
                .map(|code| Choice::new(code, w.code("view-truth", code), Some(value.as_str())));
            Field {
                name: format!("{PREFIX}{name}"),
                id: format!("wert-{name}"),
                label: label.to_owned(),
                hint: w.code("view-kind-hint", parameter.kind.code()).into_owned(),
                input: match parameter.kind {
                    ParameterKind::Text => "text",
                    ParameterKind::Integer => "integer",
                    ParameterKind::Decimal => "decimal",
                    ParameterKind::Date => "date",
                    ParameterKind::Boolean => "choice",
                },
                choices: if parameter.kind == ParameterKind::Boolean {
                    yes_or_no.into_iter().collect()
                } else {
                    Vec::new()
                },
                value,
            }
        })
        .collect()
}
