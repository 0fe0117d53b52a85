//! The functions people may call.

mod capped;
mod normal_form;
mod spatial;

use datafusion::execution::SessionStateDefaults;
use datafusion::logical_expr::ScalarUDF;
use std::sync::Arc;

/// Functions about files and the program instead of about data: paths and row numbers of files would tell of rows
/// the asker may not see.
const NOT_OFFERED: [&str; 6] = [
    "input_file_name",
    "file_row_index",
    "version",
    "arrow_metadata",
    "arrow_field",
    "with_metadata",
];

/// Scalar functions: DataFusion's, without [`NOT_OFFERED`], and with caps on those that allocate what they are told; the normal
/// forms of bridges, and those about geometries.
pub(crate) fn scalar() -> Vec<Arc<ScalarUDF>> {
    SessionStateDefaults::default_scalar_functions()
        .into_iter()
        .filter(|function| !NOT_OFFERED.contains(&function.name()))
        .map(capped::capped)
        .chain(normal_form::all())
        .chain(spatial::all())
        .collect()
}
