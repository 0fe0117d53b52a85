//! What is special in GeoJSON (RFC 7946): geometries and their place on earth. Reading itself is [`crate::json`]'s.

mod place;

pub mod findings;

use crate::json::GEOMETRY_LABEL;
use findings::{
    GEOJSON_REFERENCE_SYSTEM, GEOMETRY_EMPTY, GEOMETRY_LIKELY_UTM, GEOMETRY_MISSING,
    GEOMETRY_OUT_OF_RANGE,
};
use hebewerk_model::{ColumnType, Finding, InspectedColumn, SemanticType, Severity};
use hebewerk_profile::RawCell;
use place::{Lies, lies};

/// Names of WGS 84 with longitude first.
const WGS84: [&str; 4] = ["CRS84", "EPSG:4326", "EPSG::4326", "EPSG:0:4326"];

/// What was noticed about the geometries of a text.
#[derive(Debug, Default)]
pub(crate) struct GeometryNotes {
    missing: Noted,
    empty: Noted,
    likely_utm: Noted,
    elsewhere: Noted,
}

#[derive(Debug, Default)]
struct Noted {
    count: u64,
    first: u64,
}

impl GeometryNotes {
    /// Looks at the geometry of one feature.
    pub(crate) fn see(&mut self, number: u64, geometry: RawCell<'_>) {
        let noted = match geometry {
            RawCell::Json(geometry) => match lies(geometry) {
                Lies::OnEarth => return,
                Lies::LikelyUtm => &mut self.likely_utm,
                Lies::Elsewhere => &mut self.elsewhere,
                Lies::Nowhere => &mut self.empty,
            },
            _ => &mut self.missing,
        };
        if noted.count == 0 {
            noted.first = number;
        }
        noted.count += 1;
    }

    /// Findings about what was seen.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        [
            (GEOMETRY_MISSING, Severity::Warning, &self.missing),
            (GEOMETRY_EMPTY, Severity::Warning, &self.empty),
            (GEOMETRY_LIKELY_UTM, Severity::Warning, &self.likely_utm),
            (GEOMETRY_OUT_OF_RANGE, Severity::Warning, &self.elsewhere),
        ]
        .into_iter()
        .filter(|(_, _, noted)| noted.count > 0)
        .map(|(code, severity, noted)| {
            Finding::new(code, severity)
                .times(noted.count)
                .at_row(noted.first)
                .in_column(GEOMETRY_LABEL)
        })
        .collect()
    }
}

/// Marks the column that holds the geometries.
pub(crate) fn mark(column: &mut InspectedColumn) {
    column.column_type = ColumnType::Json;
    column.semantic_type = Some(SemanticType::Geometry);
    column.confidence = 1.0;
    column.pattern = None;
}

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

/// The finding for the raw value of a `crs` member; none for `null`.
pub(crate) fn reference_system(raw: &[u8]) -> Option<Finding> {
    let value: serde_json::Value = serde_json::from_slice(raw).ok()?;
    let name = match &value {
        serde_json::Value::Null => return None,
        serde_json::Value::String(name) => name.clone(),
        other => match other
            .pointer("/properties/name")
            .and_then(|name| name.as_str())
        {
            Some(name) => name.to_owned(),
            None => other.to_string(),
        },
    };
    let is_wgs84 = WGS84.iter().any(|known| name.ends_with(known));
    let severity = if is_wgs84 {
        Severity::Note
    } else {
        Severity::Warning
    };
    Some(Finding::new(GEOJSON_REFERENCE_SYSTEM, severity).with("crs", name))
}
