//! Codes of what is noticed in files with layers; the sentences are in `words`, `findings_geo.ftl`.

/// A Shapefile without its table of attributes: only geometries were read.
pub const SHAPEFILE_ALONE: &str = "shapefile_alone";
/// Geometries and attributes are not equally many. `shapes`, `rows`.
pub const SHAPEFILE_UNEVEN: &str = "shapefile_uneven";
/// The geometries break off or are damaged from here on; the attributes are read.
pub const SHAPEFILE_TRUNCATED: &str = "shapefile_truncated";
/// Rows marked as deleted were passed over.
pub const DBF_DELETED: &str = "dbf_deleted";
/// The table breaks off. `expected`, `found`.
pub const DBF_TRUNCATED: &str = "dbf_truncated";
/// Numbers in whose place asterisks stand are empty: no value, or one too long for its field.
pub const DBF_ASTERISKS: &str = "dbf_asterisks";
/// Columns of a kind that lies in other files (memo, picture) are empty.
pub const DBF_MEMO: &str = "dbf_memo";
/// The encoding is not named and was recognised. `encoding`.
pub const DBF_ENCODING_GUESSED: &str = "dbf_encoding_guessed";
/// A layer that could not be read; the others were. `layer`.
pub const LAYER_UNREADABLE: &str = "layer_unreadable";
/// The file holds no feature at all.
pub const FEATURES_NONE: &str = "features_none";
/// The records of the XML are these elements. `path`.
pub const XML_RECORDS_AT: &str = "xml_records_at";
/// Other repeating elements were not read. `paths`.
pub const XML_OTHER_RECORDS: &str = "xml_other_records";
/// No repeating element was found.
pub const XML_NO_RECORDS: &str = "xml_no_records";
/// The text breaks off or is damaged; what stands before was read.
pub const XML_TRUNCATED: &str = "xml_truncated";
/// Records have more fields than a table can have columns; the rest was left out. `fields`.
pub const XML_MANY_FIELDS: &str = "xml_many_fields";
/// References to what a document type explains; they are not followed and stay as they are written. `count`.
pub const XML_ENTITIES: &str = "xml_entities";
