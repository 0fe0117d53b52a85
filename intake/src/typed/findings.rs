//! Codes of what is noticed in Parquet files; the sentences are in `words`, `findings_office.ftl`.

/// Numbers that are none (NaN, infinite); they are read as empty.
pub const NOT_A_NUMBER: &str = "not_a_number";
/// Points in time and times of day finer than a millionth of a second, which is all that is kept.
pub const FINER_TIMES: &str = "finer_times";
/// Values that do not fit the column's type and are read as empty.
pub const VALUE_OUT_OF_RANGE: &str = "value_out_of_range";
