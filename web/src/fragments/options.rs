//! What a list offers.

/// An offer.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

impl Choice {
    /// An offer, chosen if it is `chosen`.
    pub(crate) fn new(value: &str, label: impl Into<String>, chosen: Option<&str>) -> Self {
        Self {
            value: value.to_owned(),
            label: label.into(),
            is_chosen: chosen == Some(value),
        }
    }
}
