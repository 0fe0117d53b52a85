//! What a dataset is about: its *Musterdatensatz* and its theme, from title, description, key words and columns.
//!
//! Two linear models over hashed features ([`features`]), trained by `cargo xtask train topics` ([`train`]) and shipped as
//! `topics.bin` ([`model`]). A suggestion is a sparse product; nothing is learned while the program runs, and the same
//! text has the same answer everywhere (decision 0041).

mod features;
mod model;
mod train;

pub use features::Features;
pub use model::{Linear, Model, ModelError};
pub use train::{Example, Learner, train};

use features::Counts;
use hebewerk_hub::ports::{TopicReader, TopicText, Topics};
use hebewerk_model::{ReferenceDataset, Theme};
use std::sync::LazyLock;

/// Suggestions of a kind.
const SUGGESTIONS: usize = 3;
/// Scores below which nothing is suggested: of a hundred datasets of cities not seen, fewer than two have a best entry (a best
/// theme) below, and hardly one of those is right.
const LEAST_REFERENCE: f32 = -0.7;
const LEAST_THEME: f32 = -0.5;

static SHIPPED: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::read(include_bytes!("../lists/topics.bin")).ok());

/// The models of this program.
#[derive(Debug, Clone, Copy, Default)]
pub struct TopicModel;

impl TopicReader for TopicModel {
    fn topics(&self, of: &TopicText<'_>) -> Topics {
        let Some(model) = SHIPPED.as_ref() else {
            return Topics::default();
        };
        let mut counts = Counts::default();
        counts.title(of.title);
        for tag in of.tags {
            counts.title(tag);
        }
        counts.text(of.text);
        for column in of.columns {
            counts.text(column);
        }
        let features = counts.features();
        if features.is_empty() {
            return Topics::default();
        }
        let best = |linear: &Linear, least: f32| {
            let scores = linear.best(&features, SUGGESTIONS);
            let likely = scores.into_iter().filter(|(_, score)| *score > least);
            likely.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
        };
        Topics {
            reference_datasets: best(&model.reference_datasets, LEAST_REFERENCE)
                .into_iter()
                .map(ReferenceDataset)
                .collect(),
            themes: best(&model.themes, LEAST_THEME)
                .into_iter()
                .map(Theme)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
