//! From a record in ISO 19139 to ours.

use super::constraints::licence;
use super::element::Element;
use super::extent::{area, places, span};
use super::online::{files, page};
use super::party::{contact, publisher};
use super::topics::themes;
use crate::harvest::dates::date;
use crate::harvest::record::distinct;
use crate::harvest::words;
use hebewerk_model::ForeignRecord;

/// The way to what a record describes: data or a service.
pub(super) const DATA: [&str; 2] = ["identificationInfo", "*"];

pub(super) fn record(root: &Element) -> ForeignRecord {
    let data = root.all(&DATA).into_iter().next();
    let nothing = Element::default();
    let data = data.unwrap_or(&nothing);
    let identifiers = identifiers(root, data);
    ForeignRecord {
        key: identifiers.first().cloned().unwrap_or_default(),
        identifiers,
        title: words::title(data.first(&["citation", "*", "title"]).unwrap_or_default()),
        text: words::text(data.first(&["abstract"]).unwrap_or_default()),
        tags: tags(data),
        themes: themes(data),
        licence: licence(data),
        publisher: publisher(root, data),
        contact: contact(root, data),
        page: page(root),
        issued: dated(data, &["publication", "creation"]),
        modified: dated(data, &["revision"]).or_else(|| date(root.first(&["dateStamp"])?)),
        places: places(data),
        area: area(data),
        span: span(data),
        files: files(root, data),
        hops: Vec::new(),
    }
}

/// The identifier of the record, then those of what it describes: with the space of its code before it, where it has one,
/// because that is what other catalogues know (GDI-DE, *Ressourcenidentifikator*).
fn identifiers(root: &Element, data: &Element) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(root.first(&["fileIdentifier"]).map(str::to_owned));
    for identifier in data.all(&["citation", "*", "identifier", "*"]) {
        let Some(code) = identifier.first(&["code"]) else {
            continue;
        };
        let space = identifier.first(&["codeSpace"]);
        // By itself such a code may be any number, which others have too.
        let space = space.filter(|_space| !code.contains("://"));
        found.push(space.map_or_else(
            || code.to_owned(),
            |space| {
                let between = if space.ends_with(['/', '#', ':']) {
                    ""
                } else {
                    "/"
                };
                format!("{space}{between}{code}")
            },
        ));
    }
    distinct(found.iter().map(|identifier| words::line(identifier)))
}

fn tags(data: &Element) -> Vec<String> {
    let keywords = data.all(&["descriptiveKeywords", "MD_Keywords", "keyword"]);
    let said = keywords.into_iter().filter_map(Element::said);
    distinct(said.map(words::line))
}

/// The first date of a kind, the kinds in this order.
fn dated(data: &Element, kinds: &[&str]) -> Option<String> {
    let dates = data.all(&["citation", "*", "date", "CI_Date"]);
    kinds.iter().find_map(|kind| {
        let mut of_kind = dates.iter().filter(|one| {
            let said = one.first(&["dateType"]).unwrap_or_default();
            said == *kind
        });
        of_kind.find_map(|one| date(one.first(&["date"])?))
    })
}
