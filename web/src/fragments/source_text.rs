//! Something to copy.

/// A text with an id under which the copy button finds it.
pub(crate) struct SourceText {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) text: String,
    /// Whether long lines are broken.
    pub(crate) wraps: bool,
}
