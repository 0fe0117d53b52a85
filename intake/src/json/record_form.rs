//! What one record of a JSON text looks like, and how it becomes leaves.

use super::elements::Element;
use super::scan::ScanError;
use super::walk::{Leaf, Visit, elements, leaf, members, walk};
use std::borrow::Cow;

/// Label of the column that holds the key, where records are members of an object.
const KEY_LABEL: &str = "schluessel";
/// Path of the key; no path of a member begins like this.
const KEY_PATH: &str = "\u{0}key";
/// Label of the only column of plain values.
const VALUE_LABEL: &str = "wert";
/// Label of a feature's geometry.
const GEOMETRY_LABEL: &str = "geometrie";
const GEOMETRY_PATH: &str = "\u{0}geometry";
const FEATURE_ID_PATH: &str = "\u{0}id";
/// Members of a feature that say nothing about the thing itself.
const FEATURE_SILENT: [&str; 3] = ["type", "bbox", "geometry_name"];

/// The kind of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordForm {
    /// Objects: paths are columns.
    Object,
    /// Arrays: positions are columns, and the first rows may be a header.
    Row,
    /// Plain values: one column.
    Scalar,
    /// GeoJSON features: properties are columns, and the geometry.
    Feature,
}

impl RecordForm {
    /// Gives the leaves of an element; false when it is no JSON or of another kind.
    ///
    /// Leaves seen before a damage in the same element have been given already.
    pub(super) fn leaves(self, element: &Element, visit: Visit<'_>) -> bool {
        if !element.whole {
            return false;
        }
        let raw = element.raw.as_slice();
        let first = raw.first().copied();
        match (self, first) {
            (Self::Object, Some(b'{')) => {
                if let Some(key) = &element.key {
                    visit(KEY_PATH, Leaf::Text(Cow::Borrowed(key)));
                }
                walk(raw, &mut String::new(), visit).is_ok()
            }
            (Self::Feature, Some(b'{')) => feature(raw, visit).is_ok(),
            (Self::Row, Some(b'[')) => row(raw, visit).is_ok(),
            (Self::Scalar, Some(first)) if first != b'{' && first != b'[' => match leaf(raw) {
                Some(leaf) => {
                    visit(VALUE_LABEL, leaf);
                    true
                }
                None => false,
            },
            _ => false,
        }
    }
}

/// Puts paths in the order of columns: keys first, the geometry last.
pub(super) fn arrange(paths: &mut [String]) {
    paths.sort_by_key(|path| match path.as_str() {
        KEY_PATH | FEATURE_ID_PATH => 0,
        GEOMETRY_PATH => 2,
        _ => 1,
    });
}

/// The labels of the columns with these paths.
pub(super) fn labels(paths: &[String]) -> Vec<String> {
    let free = |wanted: &str, otherwise: &str| {
        let taken = paths.iter().any(|path| path.eq_ignore_ascii_case(wanted));
        (if taken { otherwise } else { wanted }).to_owned()
    };
    paths
        .iter()
        .map(|path| match path.as_str() {
            KEY_PATH => free(KEY_LABEL, "json_schluessel"),
            FEATURE_ID_PATH => free("id", "feature_id"),
            GEOMETRY_PATH => free(GEOMETRY_LABEL, "feature_geometrie"),
            "" => "feld".to_owned(),
            path => path.to_owned(),
        })
        .collect()
}

/// Number of the geometry column among these paths.
pub(super) fn geometry(paths: &[String]) -> Option<usize> {
    paths.iter().position(|path| path == GEOMETRY_PATH)
}

fn row(raw: &[u8], visit: Visit<'_>) -> Result<(), ScanError> {
    elements(raw, &mut |index, value| {
        visit(
            &index.to_string(),
            leaf(value).ok_or(ScanError::Unexpected)?,
        );
        Ok(())
    })
}

fn feature(raw: &[u8], visit: Visit<'_>) -> Result<(), ScanError> {
    members(raw, &mut |key, value| match key {
        "properties" => match value.first() {
            Some(b'{') => walk(value, &mut String::new(), visit),
            _ => Ok(()),
        },
        "geometry" => {
            visit(GEOMETRY_PATH, leaf(value).ok_or(ScanError::Unexpected)?);
            Ok(())
        }
        "id" => {
            visit(FEATURE_ID_PATH, leaf(value).ok_or(ScanError::Unexpected)?);
            Ok(())
        }
        silent if FEATURE_SILENT.contains(&silent) => Ok(()),
        other => walk(value, &mut other.to_owned(), visit),
    })
}
