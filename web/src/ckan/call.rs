//! A call of an action: who calls, and with which parameters.

use crate::dcat::Addresses;
use crate::query::Query;
use crate::{Refusal, Visitor};
use axum::http::{HeaderMap, Method, Uri, header};
use hebewerk_hub::{Hub, Receiving};
use hebewerk_model::Principal;
use serde_json::{Map, Value};
use std::sync::{Mutex, PoisonError};

/// A call.
pub(super) struct Call {
    pub(super) visitor: Visitor,
    pub(super) addresses: Addresses,
    /// Whether it was sent as CKAN demands it of what changes something.
    pub(super) is_post: bool,
    parameters: Map<String, Value>,
    /// A file that came with it, until somebody takes it; dropped, it is removed.
    upload: Mutex<Option<Upload>>,
}

/// A file that came with a call.
pub(super) struct Upload {
    pub(super) file: Receiving,
    pub(super) name: String,
    /// Who sends it, asked anew when it was there.
    pub(super) sender: Principal,
}

impl Call {
    /// Reads parameters as CKAN does: a form, else the address, else a JSON object.
    pub(super) fn read(
        visitor: Visitor,
        (method, uri, headers): (&Method, &Uri, &HeaderMap),
        body: &[u8],
    ) -> Result<Self, Refusal> {
        let addresses = Addresses::below(visitor.base_url(headers));
        let parameters = if *method == Method::GET || *method == Method::HEAD {
            pairs(&Query::parse(uri.query().unwrap_or_default()))
        } else {
            sent(headers, uri, body)?
        };
        Ok(Self {
            visitor,
            addresses,
            is_post: *method == Method::POST,
            parameters,
            upload: Mutex::new(None),
        })
    }

    /// A call by a form with parts.
    pub(super) fn of_parts(
        visitor: Visitor,
        headers: &HeaderMap,
        fields: Vec<(String, String)>,
        upload: Option<Upload>,
    ) -> Self {
        Self {
            addresses: Addresses::below(visitor.base_url(headers)),
            visitor,
            is_post: true,
            parameters: pairs(&Query(fields)),
            upload: Mutex::new(upload),
        }
    }

    /// The file that came with it.
    pub(super) fn take_upload(&self) -> Option<Upload> {
        let mut upload = self.upload.lock().unwrap_or_else(PoisonError::into_inner);
        upload.take()
    }

    pub(super) fn site(&self) -> &str {
        self.addresses.base()
    }

    pub(super) fn hub(&self) -> &Hub {
        self.visitor.hub()
    }

    pub(super) fn principal(&self) -> &Principal {
        &self.visitor.principal
    }

    /// A parameter as it was sent.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).filter(|value| !value.is_null())
    }

    /// Whether a parameter was sent, be it empty or null.
    pub(super) fn says(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    /// A parameter as text; none if it is missing or empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = match self.value(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Array(values) => return values.first()?.as_str().map(str::to_owned),
            Value::Null | Value::Object(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// A parameter that has to be there.
    pub(super) fn needed(&self, name: &'static str) -> Result<String, Refusal> {
        self.text(name)
            .ok_or_else(|| Refusal::invalid("ckan_missing_value").with("field", name))
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self, name: &'static str, usual: u64) -> Result<u64, Refusal> {
        match self.text(name) {
            None => Ok(usual),
            Some(text) => text
                .parse()
                .map_err(|_error| Refusal::invalid("ckan_no_number").with("field", name)),
        }
    }

    /// Everything that was sent.
    pub(super) fn all(&self) -> &Map<String, Value> {
        &self.parameters
    }

    /// Yes or no, in the spellings CKAN takes.
    pub(super) fn truth(&self, name: &str, usual: bool) -> bool {
        match self.text(name) {
            None => usual,
            Some(text) => matches!(
                text.to_ascii_lowercase().as_str(),
                "true" | "1" | "yes" | "on" | "t" | "y"
            ),
        }
    }

    /// A list: as one, as JSON in a text, or parted by commas.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let texts = |values: &[Value]| {
            let values = values.iter();
            values
                .filter_map(|value| match value {
                    Value::String(text) => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                })
                .collect::<Vec<String>>()
        };
        match value {
            Value::Array(values) => texts(values),
            Value::String(text) => match serde_json::from_str::<Value>(text) {
                Ok(Value::Array(values)) => texts(&values),
                _ => text
                    .split(',')
                    .map(|part| part.trim().to_owned())
                    .filter(|part| !part.is_empty())
                    .collect(),
            },
            _ => Vec::new(),
        }
    }

    /// An object: as one, or as JSON in a text.
    pub(super) fn object(&self, name: &'static str) -> Result<Map<String, Value>, Refusal> {
        let wrong = || Refusal::invalid("ckan_no_object").with("field", name);
        match self.value(name) {
            None => Ok(Map::new()),
            Some(Value::Object(object)) => Ok(object.clone()),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(Map::new()),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(Value::Object(object)) => Ok(object),
                _ => Err(wrong()),
            },
            Some(_other) => Err(wrong()),
        }
    }
}

/// What a body holds: a form, or a JSON object. An empty body holds nothing; then the address is asked.
fn sent(headers: &HeaderMap, uri: &Uri, body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase();
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(pairs(&Query::parse(uri.query().unwrap_or_default())));
    }
    if media_type.starts_with("application/x-www-form-urlencoded") {
        let text = String::from_utf8_lossy(body);
        let form = Query::parse(&text);
        // `curl -d '{"id": "x"}'` sends an object as the name of a field without a value.
        let mut fields = form.pairs();
        if let (Some((name, "" | "1")), None) = (fields.next(), fields.next())
            && let Ok(Value::Object(object)) = serde_json::from_str(name)
        {
            return Ok(object);
        }
        if let Ok(Value::Object(object)) = serde_json::from_slice(body) {
            return Ok(object);
        }
        return Ok(pairs(&form));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(Refusal::invalid("ckan_no_json")),
    }
}

/// Parameters of an address; one that is named again is a list.
fn pairs(query: &Query) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, value) in query.pairs() {
        let value = Value::String(value.to_owned());
        match map.get_mut(name) {
            None => {
                map.insert(name.to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    map
}
