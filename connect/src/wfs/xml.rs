//! Short XML answers, walked through element by element.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What happens on a walk.
pub(super) enum Step<'a> {
    /// An element begins; it is the last of the open ones.
    Begin(&'a BytesStart<'a>),
    /// An element that held this text ends; it is the last of the open ones.
    End(&'a str),
}

/// Walks through a text as far as it is well-formed; hands on local names of the open elements. Whether it came to the
/// end.
pub(super) fn walk(bytes: &[u8], mut visit: impl FnMut(&[String], Step<'_>)) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<String> = Vec::new();
    let mut held = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                open.push(start.local_name().as_ref().to_owned());
                held.clear();
                visit(&open, Step::Begin(&start));
            }
            Ok(Event::End(_)) => {
                visit(&open, Step::End(held.trim()));
                held.clear();
                open.pop();
            }
            Ok(Event::Text(piece)) => held.push_str(&piece),
            Ok(Event::CData(piece)) => held.push_str(&piece),
            Ok(Event::GeneralRef(name)) => held.push_str(entity(&name)),
            Ok(Event::Eof) => return open.is_empty(),
            Ok(_) => {}
            Err(_broken) => return false,
        }
    }
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => " ",
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten();
    let mut found = found.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let value = found.next()?;
    Some(
        value
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// `numberMatched` (2.0) or `numberOfFeatures` (1.1) of a collection; none if the server does not know.
pub(super) fn matched(bytes: &[u8]) -> Option<u64> {
    let mut matched = None;
    walk(bytes, |open, step| {
        if let (Step::Begin(start), 1) = (step, open.len()) {
            let names = ["numberMatched", "numberOfFeatures"];
            let told = names.iter().find_map(|name| attribute(start, name));
            matched = told.and_then(|told| told.parse().ok());
        }
    });
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_says_how_many_there_are_or_does_not_know() {
        let old = "<?xml version='1.0'?><w:FeatureCollection xmlns:w='w' numberOfFeatures='7'/>";
        assert_eq!(matched(old.as_bytes()), Some(7));
        let new = "<w:FeatureCollection xmlns:w='w' numberReturned='0' numberMatched='12'/>";
        assert_eq!(matched(new.as_bytes()), Some(12));
        let unknown = "<w:FeatureCollection xmlns:w='w' numberMatched='unknown'/>";
        assert_eq!(matched(unknown.as_bytes()), None);
    }
}
