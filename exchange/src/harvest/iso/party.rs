//! Who publishes, and whom to ask.

use super::element::Element;
use crate::harvest::record::filled;
use crate::harvest::words;

/// Roles of who answers for data, the first one before all others.
const PUBLISHERS: [&str; 5] = [
    "publisher",
    "owner",
    "resourceProvider",
    "custodian",
    "distributor",
];

/// Parties of the data, then those of the record.
fn parties<'a>(root: &'a Element, data: &'a Element) -> Vec<&'a Element> {
    let mut parties = data.all(&["pointOfContact", "CI_ResponsibleParty"]);
    parties.extend(root.all(&["contact", "CI_ResponsibleParty"]));
    parties
}

fn has_role(party: &Element, role: &str) -> bool {
    party.first(&["role"]).is_some_and(|said| said == role)
}

pub(super) fn publisher(root: &Element, data: &Element) -> Option<String> {
    let parties = parties(root, data);
    let name = |party: &&Element| filled(party.first(&["organisationName"])?);
    let by_role = PUBLISHERS.iter().find_map(|role| {
        let mut with_role = parties.iter().filter(|party| has_role(party, role));
        with_role.find_map(name)
    });
    by_role.or_else(|| parties.iter().find_map(name))
}

/// A mailbox, else a page.
pub(super) fn contact(root: &Element, data: &Element) -> Option<String> {
    let mut parties = parties(root, data);
    parties.sort_by_key(|party| !has_role(party, "pointOfContact"));
    let mailbox = |party: &&Element| {
        let way = ["contactInfo", "*", "address", "*", "electronicMailAddress"];
        let mail = party.first(&way)?.trim_start_matches("mailto:").trim();
        mail.contains('@').then(|| words::line(mail))
    };
    let page = |party: &&Element| {
        words::web_address(party.first(&["contactInfo", "*", "onlineResource", "*", "linkage"])?)
    };
    let found = parties.iter().find_map(mailbox);
    found.or_else(|| parties.iter().find_map(page))
}
