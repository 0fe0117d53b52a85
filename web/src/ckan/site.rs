//! What clients ask of the site itself.

use super::Acted;
use super::call::Call;
use serde_json::{Value, json};

/// The version of CKAN whose shapes these are; clients look at it before they ask for anything newer.
const VERSION: &str = "2.11.5";

pub(super) fn status(call: &Call) -> Value {
    let settings = &call.visitor.state.settings;
    let w = call.visitor.words;
    json!({
        "ckan_version": VERSION,
        "site_url": call.site(),
        "site_description": w.t1("catalogue-description", "city", &settings.city_name),
        "site_title": settings.hub_title,
        "error_emails_to": null,
        "locale_default": "de",
        "extensions": ["datastore", "dcat", "dcatde"],
    })
}

/// CKAN answers with the documentation of a function of its own; here with where it is.
pub(super) fn help(call: &Call) -> Acted {
    let name = call.needed("name")?;
    Ok(format!("https://docs.ckan.org/en/2.11/api/#{name}").into())
}
