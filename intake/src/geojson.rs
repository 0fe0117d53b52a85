//! What is special in GeoJSON (RFC 7946): features and their reference system. Reading itself is [`crate::json`]'s.

pub mod findings;

use crate::geometry::GeometryColumn;
use crate::reference_system::{Declared, from_name};
use findings::GEOJSON_REFERENCE_SYSTEM;
use hebewerk_model::{Finding, Severity};

/// The only system RFC 7946 knows.
const WGS84: Declared = Declared::Epsg(4326);

/// Whether a raw object is a feature.
pub(crate) fn is_feature(raw: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Typed<'a> {
        #[serde(rename = "type", borrow)]
        kind: std::borrow::Cow<'a, str>,
        geometry: Option<serde::de::IgnoredAny>,
        properties: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_slice::<Typed<'_>>(raw).is_ok_and(|typed| {
        typed.kind == "Feature" && (typed.geometry.is_some() || typed.properties.is_some())
    })
}

/// The system of the geometries seen, and the finding about a `crs` member, given raw.
///
/// Without the member it is WGS 84, unless the coordinates cannot be: then nothing is declared.
pub(crate) fn reference_system(
    member: Option<&[u8]>,
    seen: &GeometryColumn,
) -> (Option<Declared>, Option<Finding>) {
    match member.and_then(name) {
        Some(name) => {
            let declared = from_name(&name).map(|(declared, _)| declared);
            let finding = (declared != Some(WGS84)).then(|| {
                Finding::new(GEOJSON_REFERENCE_SYSTEM, Severity::Warning).with("crs", name)
            });
            (declared, finding)
        }
        None => (seen.extent().is_of(&WGS84).then_some(WGS84), None),
    }
}

/// The name in a `crs` member; none for `null`.
fn name(raw: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(raw).ok()?;
    match &value {
        serde_json::Value::Null => None,
        serde_json::Value::String(name) => Some(name.clone()),
        other => match other
            .pointer("/properties/name")
            .and_then(|name| name.as_str())
        {
            Some(name) => Some(name.to_owned()),
            None => Some(other.to_string()),
        },
    }
}
