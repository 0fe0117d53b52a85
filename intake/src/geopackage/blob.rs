//! Geometries in a GeoPackage: a head before WKB (OGC 12-128r19, clause 2.1.3).

use crate::geometry::from_wkb;

const MAGIC: &[u8] = b"GP";

/// The bytes behind the head; bytes without such a head are WKB already.
pub(super) fn wkb(blob: &[u8]) -> Option<&[u8]> {
    let Some(rest) = blob.strip_prefix(MAGIC) else {
        return from_wkb(blob).map(|_| blob);
    };
    let flags = rest.get(1)?;
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    rest.get(6 + envelope..)
}
