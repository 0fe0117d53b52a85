//! What could be said of a dataset, worked out from what is known: nobody has to begin with an empty form.

use crate::ports::{TopicText, Topics};
use crate::{DatasetView, Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    ColumnType, Dataset, Description, Frequency, Licence, Principal, ReferenceDataset,
    SemanticType, Span, Theme,
};
use jiff::civil::Date;
use std::collections::HashMap;
use std::hash::Hash;

/// Datasets of the house that are looked at.
const NEIGHBOURS: u32 = 200;
/// Key words proposed at most.
const TAGS: usize = 5;
/// Deliveries from which a rhythm can be told.
const RHYTHM: usize = 3;

/// What is proposed; none where nothing is known, or something is said already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposals {
    /// What its words speak of, or else the theme most datasets of the house have.
    pub theme: Option<Theme>,
    /// What other cities call such a dataset.
    pub reference_dataset: Option<ReferenceDataset>,
    /// The licence most datasets of the house have.
    pub licence: Option<Licence>,
    /// Key words others use that stand in title, description or column names.
    pub tags: Vec<String>,
    /// From the first to the last day in its columns of dates.
    pub span: Span,
    /// From the days between its versions.
    pub frequency: Option<Frequency>,
}

impl Proposals {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A description with what is proposed in the place of what is not said.
    pub fn fill(&self, description: &mut Description) {
        let details = &mut description.details;
        if description.theme.is_none() {
            description.theme.clone_from(&self.theme);
        }
        if description.licence.is_none() {
            description.licence.clone_from(&self.licence);
        }
        if description.tags.is_empty() {
            description.tags.clone_from(&self.tags);
        }
        if details.reference_dataset.is_none() {
            details
                .reference_dataset
                .clone_from(&self.reference_dataset);
        }
        if details.span.is_empty() {
            details.span = self.span;
        }
        if details.frequency.is_none() {
            details.frequency.clone_from(&self.frequency);
        }
    }
}

impl Hub {
    /// What could be said of a dataset somebody maintains; nothing for others. Days are only proposed to those who see all
    /// rows: they are cells.
    pub async fn proposals(
        &self,
        principal: &Principal,
        view: &DatasetView,
    ) -> Result<Proposals, HubError> {
        if !view.may_maintain {
            return Ok(Proposals::default());
        }
        let said = &view.dataset.description;
        let others = self.others_of_the_house(principal, &view.dataset).await?;
        let topics = self.topics(view, said);
        let themes = others.iter().filter_map(|it| it.description.theme.clone());
        let licences = others
            .iter()
            .filter_map(|it| it.description.licence.clone());
        Ok(Proposals {
            theme: topics
                .themes
                .into_iter()
                .next()
                .or_else(|| most_frequent(themes))
                .filter(|_theme| said.theme.is_none()),
            reference_dataset: topics
                .reference_datasets
                .into_iter()
                .next()
                .filter(|_one| said.details.reference_dataset.is_none()),
            licence: most_frequent(licences).filter(|_licence| said.licence.is_none()),
            tags: if said.tags.is_empty() {
                tags(view, &others)
            } else {
                Vec::new()
            },
            span: if said.details.span.is_empty() {
                span(view)
            } else {
                Span::default()
            },
            frequency: rhythm(view).filter(|_rhythm| said.details.frequency.is_none()),
        })
    }

    /// What a dataset may be about, by what is said of it (also in a form that is not saved yet) and by the columns that
    /// whoever looks at `view` sees.
    pub fn topics(&self, view: &DatasetView, said: &Description) -> Topics {
        let columns = view.tables.iter().flat_map(|table| &table.seen);
        let columns: Vec<&str> = columns.map(|column| column.label.as_str()).collect();
        self.parts.topics.topics(&TopicText {
            title: &said.title,
            text: &said.text,
            tags: &said.tags,
            columns: &columns,
        })
    }

    async fn others_of_the_house(
        &self,
        principal: &Principal,
        dataset: &Dataset,
    ) -> Result<Vec<Dataset>, HubError> {
        let house = Some(dataset.organisation);
        let mut others = self.parts.datasets.list(house, None, NEIGHBOURS).await?;
        others.retain(|other| {
            other.id != dataset.id
                && decide(principal, Action::SeeMetadata, &Resource::of(other)).allowed
        });
        Ok(others)
    }
}

fn most_frequent<T: Eq + Hash + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    let mut order: Vec<T> = Vec::new();
    for value in values {
        let count = counts.entry(value.clone()).or_default();
        if *count == 0 {
            order.push(value);
        }
        *count += 1;
    }
    // Of those that are equally frequent the one that was there first.
    order
        .into_iter()
        .rev()
        .max_by_key(|value| counts.get(value).copied().unwrap_or_default())
}

/// Key words of the house that stand in what is known of the dataset, most frequent first.
fn tags(view: &DatasetView, others: &[Dataset]) -> Vec<String> {
    let said = &view.dataset.description;
    let columns = view.tables.iter().flat_map(|table| &table.seen);
    let labels: Vec<&str> = columns.map(|column| column.label.as_str()).collect();
    let text = format!("{} {} {}", said.title, said.text, labels.join(" ")).to_lowercase();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in others.iter().flat_map(|other| &other.description.tags) {
        if tag.chars().count() > 3 && text.contains(&tag.to_lowercase()) {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let mut found: Vec<(&str, usize)> = counts.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    found
        .into_iter()
        .take(TAGS)
        .map(|(tag, _count)| tag.to_owned())
        .collect()
}

/// The first and the last day in columns of days; years count from their first to their last day.
fn span(view: &DatasetView) -> Span {
    let mut span = Span::default();
    for table in view.tables.iter().filter(|table| !table.is_aside) {
        for (column, statistics) in table.columns.iter().zip(&table.statistics) {
            let Some(statistics) = statistics else {
                continue;
            };
            let is_year = column.semantic_type == Some(SemanticType::Year);
            let is_day = matches!(
                column.column_type,
                ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc
            );
            if !is_year && !is_day {
                continue;
            }
            let bound = |text: &Option<String>, month, day| {
                let text = text.as_deref()?;
                if is_year {
                    Date::new(text.parse().ok()?, month, day).ok()
                } else {
                    text.get(..10)?.parse().ok()
                }
            };
            let (from, until) = (bound(&statistics.min, 1, 1), bound(&statistics.max, 12, 31));
            span.from = [span.from, from].into_iter().flatten().min();
            span.until = [span.until, until].into_iter().flatten().max();
        }
    }
    span
}

/// The usual time between versions: its median, so that one long holiday changes nothing.
fn rhythm(view: &DatasetView) -> Option<Frequency> {
    if view.versions.len() < RHYTHM {
        return None;
    }
    let times = view.versions.windows(2).filter_map(|pair| match pair {
        [newer, older] => Some(newer.created_at.duration_since(older.created_at)),
        _ => None,
    });
    let mut days: Vec<f64> = times.map(|time| time.as_secs_f64() / 86_400.0).collect();
    days.sort_by(f64::total_cmp);
    days.get(days.len() / 2).copied().map(Frequency::of_days)
}

#[cfg(test)]
mod tests {
    use super::most_frequent;

    #[test]
    fn the_most_frequent_is_the_first_of_its_equals() {
        assert_eq!(most_frequent(["b", "a", "a", "b"].into_iter()), Some("b"));
        assert_eq!(most_frequent(["b", "a", "a"].into_iter()), Some("a"));
        assert_eq!(most_frequent(std::iter::empty::<u8>()), None);
    }
}
