//! The resources a program says of a package: files the hub makes itself, and links.
//!
//! What the hub makes of its tables cannot be left out or said otherwise. Everything else with an address is a link, kept
//! as it was said. A link with the name and the form of a file the hub makes stands aside for it: so a package from
//! another hub that comes with its resources, and whose rows come afterwards, has each file once.

use super::call::Call;
use super::describe::resource;
use super::packages::written;
use crate::Refusal;
use crate::dcat::forms;
use hebewerk_exchange::ckan::Resource;
use hebewerk_hub::CatalogueEntry;
use hebewerk_model::Link;
use serde_json::{Map, Value};
use uuid::Uuid;

/// The resources the hub makes of a dataset's tables.
pub(super) fn made(call: &Call, entry: &CatalogueEntry) -> Vec<Resource> {
    let mut made = Vec::new();
    for table in &entry.tables {
        for form in forms(table) {
            made.push(resource(call, entry, table, form, made.len()));
        }
    }
    made
}

/// Whether a file of the hub's stands for this link.
pub(super) fn is_made(made: &[Resource], link: &Link) -> bool {
    made.iter().any(|it| {
        it.id == link.id.to_string()
            || (it.name == link.name && it.format.eq_ignore_ascii_case(&link.format))
    })
}

/// The links of `resources` as a whole list says them; refused if it leaves out what the hub has made.
pub(super) fn said(call: &Call, made: &[Resource]) -> Result<Vec<Link>, Refusal> {
    let wrong = || Refusal::invalid("ckan_no_names").with("field", "resources");
    let resources = match call.value("resources") {
        None => Vec::new(),
        Some(Value::Array(resources)) => resources.clone(),
        Some(_other) => return Err(wrong()),
    };
    let mut links = Vec::new();
    let mut there = vec![false; made.len()];
    for one in &resources {
        let one = one.as_object().ok_or_else(wrong)?;
        let Some(place) = place_of(one, made) else {
            links.push(link(one, None)?);
            continue;
        };
        if let (Some(there), Some(made)) = (there.get_mut(place), made.get(place)) {
            *there = true;
            unchanged(one, &written(made)?, "resources")?;
        }
    }
    if there.iter().all(|it| *it) {
        Ok(links)
    } else {
        Err(Refusal::invalid("ckan_not_left_out").with("field", "resources"))
    }
}

fn place_of(one: &Map<String, Value>, made: &[Resource]) -> Option<usize> {
    let (id, name, format) = (text(one, "id"), text(one, "name"), text(one, "format"));
    made.iter()
        .position(|it| it.id == id || (it.name == name && it.format.eq_ignore_ascii_case(&format)))
}

/// What is said of a file the hub makes is what is shown of it. Of a file of the same name elsewhere only its name counts.
pub(super) fn unchanged(
    one: &Map<String, Value>,
    shown: &Value,
    field: &'static str,
) -> Result<(), Refusal> {
    if one.get("id").is_some_and(|id| Some(id) != shown.get("id")) {
        return Ok(());
    }
    for name in ["name", "description", "url", "format"] {
        let is_other = one
            .get(name)
            .is_some_and(|said| Some(said) != shown.get(name));
        if is_other {
            let field = if field == "resources" { field } else { name };
            return Err(Refusal::invalid("ckan_made_here").with("field", field));
        }
    }
    Ok(())
}

/// One link, or what a change makes of the one there was: what is not said stays as `kept` has it.
pub(super) fn link(one: &Map<String, Value>, kept: Option<&Link>) -> Result<Link, Refusal> {
    let said = |field: &str, kept: Option<&str>| match one.get(field) {
        None => kept.unwrap_or_default().to_owned(),
        Some(_said) => text(one, field),
    };
    let url = said("url", kept.map(|kept| kept.url.as_str()));
    if url.is_empty() {
        return Err(Refusal::invalid("ckan_needs_address").with("field", "url"));
    }
    let id = match (kept, text(one, "id")) {
        (Some(kept), _) => kept.id,
        (None, id) if id.is_empty() => Uuid::new_v4(),
        (None, id) => id
            .parse()
            .map_err(|_error| Refusal::invalid("ckan_bad_id").with("field", "id"))?,
    };
    let media_type = said("mimetype", kept.and_then(|kept| kept.media_type.as_deref()));
    let name = said("name", kept.map(|kept| kept.name.as_str()));
    Ok(Link {
        id,
        // Something people can read and press.
        name: if name.is_empty() { url.clone() } else { name },
        description: said("description", kept.map(|kept| kept.description.as_str())),
        format: said("format", kept.map(|kept| kept.format.as_str())),
        media_type: (!media_type.is_empty()).then_some(media_type),
        url,
    })
}

fn text(one: &Map<String, Value>, field: &str) -> String {
    let text = one.get(field).and_then(Value::as_str);
    text.unwrap_or_default().trim().to_owned()
}
