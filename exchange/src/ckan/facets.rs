//! How often a field has which value among what was found.

use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A value of a field with how often it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetItem {
    /// Value.
    pub name: String,
    /// Value as shown.
    pub display_name: String,
    /// Things with it.
    pub count: u64,
}

/// Counts by field.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    fields: Vec<(String, HashMap<String, u64>)>,
}

impl Facets {
    /// Nothing counted yet.
    pub fn of(fields: &[String]) -> Self {
        let fields = fields.iter().map(|field| (field.clone(), HashMap::new()));
        Self {
            fields: fields.collect(),
        }
    }

    /// Counts a thing, by what `keys` says it has in a field.
    pub fn count(&mut self, mut keys: impl FnMut(&str) -> Vec<String>) {
        for (field, counts) in &mut self.fields {
            for key in keys(field) {
                *counts.entry(key).or_default() += 1;
            }
        }
    }

    /// `facets` and `search_facets` of an answer: values found at least `least` times, most frequent first, at most
    /// `limit` a field.
    pub fn told(
        self,
        least: u64,
        limit: usize,
        mut display: impl FnMut(&str, &str) -> String,
    ) -> (Value, Value) {
        let (mut plain, mut shown) = (Map::new(), Map::new());
        for (field, counts) in self.fields {
            let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
            counts.retain(|(_value, count)| *count >= least.max(1));
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            counts.truncate(limit);
            let values: Map<String, Value> = counts
                .iter()
                .map(|(value, count)| (value.clone(), (*count).into()))
                .collect();
            let items: Vec<FacetItem> = counts
                .into_iter()
                .map(|(value, count)| FacetItem {
                    display_name: display(&field, &value),
                    name: value,
                    count,
                })
                .collect();
            plain.insert(field.clone(), values.into());
            shown.insert(field.clone(), json!({ "title": field, "items": items }));
        }
        (plain.into(), shown.into())
    }
}
