//! Codes of what is noticed about coordinate reference systems; the sentences are in `words`, `findings_geo.ftl`.

/// The file names no system; this one was guessed from the coordinates. `crs`.
pub const CRS_GUESSED: &str = "crs_guessed";
/// The file names no system, and the coordinates fit none that is known.
pub const CRS_UNKNOWN: &str = "crs_unknown";
/// The file names or defines a system that is not one of the usual ones. `crs`.
pub const CRS_OTHER: &str = "crs_other";
/// The coordinates cannot be of the system the file names; they look like another. `crs`, `found` (`none` if none).
pub const CRS_CONTRADICTED: &str = "crs_contradicted";
/// The coordinates cannot be of the system somebody said; they look like another. `crs`, `found`.
pub const CRS_SAID_CONTRADICTED: &str = "crs_said_contradicted";
/// A property has geometries of several systems; those of `crs` stand in `column`. `count`.
pub const CRS_SEVERAL: &str = "crs_several";
/// The coordinates lie in Germany only if north stands before east; they were left as they are. `crs`.
pub const CRS_AXES_SUSPECT: &str = "crs_axes_suspect";
/// North stood before east, against what was declared; both were exchanged. `crs`.
pub const CRS_AXES_EXCHANGED: &str = "crs_axes_exchanged";

pub use hebewerk_profile::findings::CRS_INACCURATE;
