//! Codes of what is noticed in JSON texts; the sentences are in `words`, `findings_office.ftl`.

/// The records lie inside the text. `path`.
pub const JSON_RECORDS_AT: &str = "json_records_at";
/// Other arrays of records in the same text were not read. `paths`.
pub const JSON_OTHER_RECORDS: &str = "json_other_records";
/// The text has no list of records; the whole is one row.
pub const JSON_SINGLE_RECORD: &str = "json_single_record";
/// The text has no record at all.
pub const JSON_NO_RECORDS: &str = "json_no_records";
/// The text ends or goes wrong before its last bracket; what stands before is read.
pub const JSON_TRUNCATED: &str = "json_truncated";
/// Elements that are no JSON, too long, or of another kind than the others; they are set aside.
pub const JSON_ELEMENT_UNREADABLE: &str = "json_element_unreadable";
/// Bytes that are no UTF-8 were read as Windows-1252.
pub const JSON_NOT_UTF8: &str = "json_not_utf8";
/// More fields than columns are possible; the rest is kept together as JSON. `column`.
pub const JSON_MANY_FIELDS: &str = "json_many_fields";
