//! What stands around every answer.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The class of a failure; its name is what clients decide by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedKind {
    /// Nobody may do that, or not without saying who they are.
    Authorisation,
    /// There is none, or the caller may not know of it.
    NotFound,
    /// A value is wrong.
    Validation,
    /// A search cannot be understood.
    SearchQuery,
    /// Our fault, or too much at once.
    Internal,
}

impl FailedKind {
    /// `__type`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorisation => "Authorization Error",
            Self::NotFound => "Not Found Error",
            Self::Validation => "Validation Error",
            Self::SearchQuery => "Search Query Error",
            Self::Internal => "Internal Server Error",
        }
    }

    /// What CKAN writes before the message; clients cut it off again.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Authorisation => "Access denied: ",
            Self::NotFound => "Not found: ",
            Self::SearchQuery => "Search Query is invalid: ",
            Self::Validation | Self::Internal => "",
        }
    }
}

/// A failure with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Class.
    pub kind: FailedKind,
    /// In a sentence.
    pub message: String,
    /// The fields that are wrong, of a [`FailedKind::Validation`].
    pub fields: Vec<String>,
}

impl Failed {
    /// The answer to `action`.
    pub fn envelope(&self, site: &str, action: &str) -> Value {
        let mut error = Map::new();
        error.insert("__type".to_owned(), self.kind.name().into());
        if self.kind == FailedKind::Validation {
            let fields = self.fields.iter().map(String::as_str);
            let none = self.fields.is_empty().then_some("message");
            for field in fields.chain(none) {
                error.insert(field.to_owned(), json!([self.message]));
            }
        } else {
            let message = format!("{}{}", self.kind.prefix(), self.message);
            error.insert("message".to_owned(), message.into());
        }
        json!({ "help": help(site, action), "success": false, "error": error })
    }
}

/// The answer to `action` with its result, as text. A result may have many rows: it is written once, as it is.
pub fn succeeded(
    site: &str,
    action: &str,
    result: &impl Serialize,
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Succeeded {
        help: help(site, action),
        success: true,
        result,
    })
}

#[derive(Serialize)]
struct Succeeded<'a, R> {
    help: String,
    success: bool,
    result: &'a R,
}

fn help(site: &str, action: &str) -> String {
    let name: String = action
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    format!("{site}/api/3/action/help_show?name={name}")
}
