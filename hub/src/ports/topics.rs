//! What a text speaks of.

use hebewerk_model::{ReferenceDataset, Theme};

/// What is known of a dataset whose topic is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct TopicText<'a> {
    /// Title.
    pub title: &'a str,
    /// Description.
    pub text: &'a str,
    /// Key words.
    pub tags: &'a [String],
    /// Labels of columns.
    pub columns: &'a [&'a str],
}

/// What a text may speak of, most likely first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topics {
    /// Of the *Musterdatenkatalog*, at most three.
    pub reference_datasets: Vec<ReferenceDataset>,
    /// At most three.
    pub themes: Vec<Theme>,
}

/// Knows what a dataset is about from what is said of it. A person decides; nothing of it is ever written by itself.
pub trait TopicReader: Send + Sync {
    /// What it may be about; empty where the text gives no hint.
    fn topics(&self, of: &TopicText<'_>) -> Topics;
}
