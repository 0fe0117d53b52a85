//! Lengths in pictures drawn on the server.

/// A length with one decimal, as SVG attributes hold it.
pub(crate) fn px(length: f64) -> String {
    format!("{length:.1}")
}
