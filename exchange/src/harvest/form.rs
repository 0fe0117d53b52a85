//! Which form of RDF an answer has: told by its first bytes, because what servers say of it is often wrong.

use crate::rdf::RdfForm;

/// Bytes from the beginning that are looked at.
pub(super) const LOOKED_AT: usize = 64 << 10;
/// Longest replacement text of an entity: enough for the address of a vocabulary.
const LONGEST_ENTITY: usize = 200;
/// Most entities.
const MOST_ENTITIES: usize = 100;

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Rdf(RdfForm),
    /// A page for people.
    Html,
    /// Text in a code other than UTF-8.
    Foreign,
    /// Entities that grow, or nothing that looks like RDF.
    Refused,
    Empty,
}

/// Looks at the beginning of an answer.
pub(super) fn look(beginning: &[u8]) -> Found {
    if beginning.starts_with(&[0xFE, 0xFF]) || beginning.starts_with(&[0xFF, 0xFE]) {
        return Found::Foreign;
    }
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        // A letter that is cut by the end of what is looked at is no mistake.
        Err(error) if error.error_len().is_none() => {
            let whole = beginning.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_other) => return Found::Foreign,
    };
    let text = text.trim_start();
    let lower: String = text
        .chars()
        .take(200)
        .collect::<String>()
        .to_ascii_lowercase();
    if text.is_empty() {
        return Found::Empty;
    }
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Found::Html;
    }
    if text.starts_with(['{', '[']) && !text.starts_with("[]") {
        return Found::Rdf(RdfForm::JsonLd);
    }
    let is_xml = lower.starts_with("<?xml")
        || lower.starts_with("<!")
        || lower.starts_with("<rdf:")
        // An address of Turtle holds a colon and no blank; an element of XML is a name.
        || (text.starts_with('<') && lower.contains("xmlns"));
    if !is_xml {
        return Found::Rdf(RdfForm::Turtle);
    }
    xml(text)
}

/// Walks over the prolog up to the first element.
fn xml(text: &str) -> Found {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<?") {
            let declaration = rest.split("?>").next().unwrap_or_default();
            if names_other_code(declaration) {
                return Found::Foreign;
            }
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<!") {
            let Some(end) = doctype(rest) else {
                return Found::Refused;
            };
            Some(end)
        } else if rest.to_ascii_lowercase().starts_with("<html") {
            return Found::Html;
        } else if rest.starts_with('<') {
            return Found::Rdf(RdfForm::Xml);
        } else {
            None
        };
        match end.and_then(|end| rest.get(end..)) {
            Some(behind) => rest = behind,
            None => return Found::Refused,
        }
    }
}

fn names_other_code(declaration: &str) -> bool {
    let lower = declaration.to_ascii_lowercase();
    let Some((_before, encoding)) = lower.split_once("encoding") else {
        return false;
    };
    !["utf-8", "utf8", "us-ascii"]
        .iter()
        .any(|code| encoding.contains(code))
}

/// The end of a document type. Entities may shorten addresses; one that uses another could grow without end.
fn doctype(text: &str) -> Option<usize> {
    let open = text.find(['[', '>'])?;
    if text.as_bytes().get(open) == Some(&b'>') {
        return Some(open + 1);
    }
    let close = text.find("]>").or_else(|| text.find("] >"))?;
    let subset = text.get(open..close)?;
    let mut entities = subset.split("<!ENTITY").skip(1);
    let harmless = |entity: &str| {
        let value = entity.split(['"', '\'']).nth(1).unwrap_or_default();
        !entity.trim_start().starts_with('%')
            && value.len() <= LONGEST_ENTITY
            && !value.contains(['&', '<'])
    };
    if subset.matches("<!ENTITY").count() > MOST_ENTITIES || !entities.all(harmless) {
        return None;
    }
    let behind = text.get(close..)?.find('>')?;
    Some(close + behind + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_by_how_it_begins() {
        let check = |text: &str, found: Found| assert_eq!(look(text.as_bytes()), found, "{text}");
        check("", Found::Empty);
        check("  <!DOCTYPE html><p>", Found::Html);
        check(
            "<?xml version='1.0'?><!-- x --><html xmlns='x'>",
            Found::Html,
        );
        check(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF>",
            Found::Rdf(RdfForm::Xml),
        );
        check(
            "<RDF xmlns=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
            Found::Rdf(RdfForm::Xml),
        );
        check("{\"@graph\": []}", Found::Rdf(RdfForm::JsonLd));
        check(
            "@prefix dcat: <http://www.w3.org/ns/dcat#> .",
            Found::Rdf(RdfForm::Turtle),
        );
        check(
            "<https://a.example/x> <https://b.example/y> \"z\" .",
            Found::Rdf(RdfForm::Turtle),
        );
        check(
            "<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF>",
            Found::Foreign,
        );
        assert_eq!(look(b"\xFF\xFE<\0"), Found::Foreign);
        assert_eq!(look(b"@prefix x: <y> . # M\xFCll"), Found::Foreign);
    }

    #[test]
    fn entities_may_shorten_addresses_but_not_grow() {
        let short = "<!DOCTYPE rdf:RDF [ <!ENTITY dct \"http://purl.org/dc/terms/\"> ]>\n<rdf:RDF>";
        assert_eq!(look(short.as_bytes()), Found::Rdf(RdfForm::Xml));
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rdf:RDF>";
        assert_eq!(look(bomb.as_bytes()), Found::Refused);
        let long = format!(
            "<!DOCTYPE r [<!ENTITY a \"{}\">]><rdf:RDF>",
            "a".repeat(1_000)
        );
        assert_eq!(look(long.as_bytes()), Found::Refused);
        let hidden = format!("<!-- {} --><!DOCTYPE r>", "x".repeat(100));
        assert_eq!(look(hidden.as_bytes()), Found::Refused);
    }
}
