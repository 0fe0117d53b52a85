//! What a feature is made of, as far as sorting needs it (`DescribeFeatureType`, XML Schema).

use super::xml::{Step, attribute, walk};

/// Types that every server can sort by.
const SIMPLE: [&str; 16] = [
    "string",
    "token",
    "anyURI",
    "int",
    "integer",
    "long",
    "short",
    "byte",
    "nonNegativeInteger",
    "positiveInteger",
    "unsignedInt",
    "decimal",
    "double",
    "float",
    "date",
    "dateTime",
];

#[derive(Default)]
struct Property {
    name: String,
    simple: bool,
    may_be_missing: bool,
}

/// The property that most likely tells features apart: one that is called an identifier before others, one that is
/// never missing before others, and the first of those.
pub(super) fn sort_key(bytes: &[u8], layer: &str) -> Option<String> {
    let mut kind_of_layer = None;
    let mut properties: Vec<(Option<String>, Property)> = Vec::new();
    let mut complex = None;
    let whole = walk(bytes, |open, step| {
        let name = open.last().map_or("", String::as_str);
        match step {
            Step::Begin(start) if name == "complexType" && open.len() == 2 => {
                complex = attribute(start, "name");
            }
            Step::Begin(start) if name == "element" && open.len() == 2 => {
                // A type may also stand inside of its element.
                complex = None;
                if attribute(start, "name").as_deref() == Some(layer) {
                    kind_of_layer = attribute(start, "type").map(|kind| local(&kind).to_owned());
                }
            }
            Step::Begin(start) if name == "element" => {
                let kind = attribute(start, "type").unwrap_or_default();
                let property = Property {
                    name: attribute(start, "name").unwrap_or_default(),
                    simple: SIMPLE.contains(&local(&kind)) && !kind.starts_with("gml:"),
                    may_be_missing: attribute(start, "nillable").as_deref() == Some("true")
                        || attribute(start, "minOccurs").as_deref() == Some("0"),
                };
                properties.push((complex.clone(), property));
            }
            _ => {}
        }
    });
    let of_layer = properties
        .into_iter()
        .filter(|(complex, property)| {
            *complex == kind_of_layer && property.simple && !property.name.is_empty()
        })
        .map(|(_complex, property)| property);
    let best = of_layer.min_by_key(|property| (rank(&property.name), property.may_be_missing));
    best.filter(|_best| whole).map(|property| property.name)
}

/// How much a name promises to be an identifier: the smaller, the more.
fn rank(name: &str) -> u8 {
    let name = name.to_lowercase();
    match name.as_str() {
        "id" | "fid" | "gid" | "oid" | "uuid" | "objectid" | "ogc_fid" | "objid" | "pk" => 0,
        _ if name.ends_with("_id") || name.ends_with("uuid") || name.ends_with("kennzeichen") => 1,
        _ if name.starts_with("id_") || name.ends_with("id") || name.ends_with("nr") => 2,
        _ => 3,
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(properties: &str) -> String {
        format!(
            "<xsd:schema xmlns:xsd='x'><xsd:complexType name='bType'><xsd:complexContent>\
             <xsd:extension base='gml:AbstractFeatureType'><xsd:sequence>{properties}\
             </xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>\
             <xsd:element name='b' substitutionGroup='gml:_Feature' type='a:bType'/></xsd:schema>"
        )
    }

    #[test]
    fn identifiers_come_first_then_what_is_never_missing() {
        let check = |properties: &str, expected: Option<&str>| {
            let schema = schema(properties);
            assert_eq!(sort_key(schema.as_bytes(), "b").as_deref(), expected);
            assert_eq!(sort_key(schema.as_bytes(), "c"), None);
        };
        let shape = "<xsd:element name='geom' type='gml:PointPropertyType'/>";
        let art = "<xsd:element minOccurs='0' name='art' type='xsd:string'/>";
        let jahr = "<xsd:element minOccurs='1' nillable='false' name='jahr' type='xsd:int'/>";
        let id = "<xsd:element minOccurs='0' name='baum_id' type='xsd:long'/>";
        check(&[shape, art, jahr, id].concat(), Some("baum_id"));
        check(&[shape, art, jahr].concat(), Some("jahr"));
        check(&[shape, art].concat(), Some("art"));
        check(shape, None);
    }
}
