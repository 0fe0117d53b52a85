//! Facets: what is chosen, what could be.

use super::Chosen;
use crate::Words;
use crate::query::Query;
use hebewerk_hub::OrganisationSummary;
use hebewerk_hub::ports::{FacetCount, Facets};
use std::collections::HashMap;

/// Values a facet shows at once, besides the chosen ones.
const FIRST_VALUES: usize = 12;
/// Key words that can be ticked; rarer ones are typed, and completed from a list.
const TICKED_TAGS: usize = 50;

/// Facets of the index with the parameter that carries them, in the order of the page.
const FACETS: [(&str, &str); 5] = [
    ("visibility", "zugang"),
    ("organisation", "haus"),
    ("theme", "thema"),
    ("format", "format"),
    ("tag", "schlagwort"),
];

/// A value that can be chosen.
pub(crate) struct FacetValue {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) count: String,
    pub(crate) is_chosen: bool,
}

/// A facet with its values.
pub(crate) struct FacetGroup {
    pub(crate) parameter: &'static str,
    pub(crate) label: String,
    pub(crate) is_open: bool,
    pub(crate) values: Vec<FacetValue>,
    /// Values that stand behind "others": all of them can be chosen.
    pub(crate) others: Vec<FacetValue>,
    /// Values that are typed.
    pub(crate) typed: Vec<String>,
}

/// What people call the values of facets.
pub(crate) struct Labels {
    w: Words,
    houses: HashMap<String, String>,
}

impl Labels {
    pub(crate) fn new(w: Words, organisations: &[OrganisationSummary]) -> Self {
        let houses = organisations
            .iter()
            .map(|house| {
                (
                    house.organisation.slug.to_string(),
                    house.organisation.name.clone(),
                )
            })
            .collect();
        Self { w, houses }
    }

    fn of(&self, facet: &str, value: &str) -> String {
        match facet {
            "organisation" => self
                .houses
                .get(value)
                .cloned()
                .unwrap_or_else(|| value.to_owned()),
            "tag" => value.to_owned(),
            _ => self.w.code(facet, value).into_owned(),
        }
    }
}

/// The facets an address chooses.
pub(crate) fn chosen(query: &Query) -> Facets {
    let all = |parameter| query.all(parameter).map(str::to_owned).collect();
    Facets {
        organisations: all("haus"),
        themes: all("thema"),
        formats: all("format"),
        visibilities: all("zugang"),
        tags: all("schlagwort"),
    }
}

/// The address without one chosen value.
fn without(query: &Query, parameter: &str, value: &str) -> Query {
    query.without_value(parameter, value).without("ab")
}

/// Every chosen value with the address that takes it back.
pub(crate) fn chosen_values(labels: &Labels, query: &Query) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    for (facet, parameter) in FACETS {
        for value in query.all(parameter) {
            chosen.push(Chosen {
                label: labels.of(facet, value),
                href: without(query, parameter, value).href("/daten"),
            });
        }
    }
    chosen
}

/// Every chosen value with the parameters that are left without it.
pub(crate) fn without_each(labels: &Labels, query: &Query) -> Vec<(Chosen, Query)> {
    let chosen = chosen_values(labels, query).into_iter();
    chosen
        .map(|one| {
            let wider = Query::of_address(&one.href);
            (one, wider)
        })
        .collect()
}

/// The facets with their counts; a chosen value without hits is still there to be taken back.
pub(crate) fn groups(labels: &Labels, counts: &[FacetCount], query: &Query) -> Vec<FacetGroup> {
    FACETS
        .into_iter()
        .filter_map(|(facet, parameter)| {
            let mut values: Vec<FacetValue> = counts
                .iter()
                .filter(|count| count.facet == facet)
                .map(|count| FacetValue {
                    label: labels.of(facet, &count.value),
                    count: labels.w.count(count.count),
                    is_chosen: query.all(parameter).any(|chosen| chosen == count.value),
                    value: count.value.clone(),
                })
                .collect();
            for missing in query.all(parameter) {
                if !values.iter().any(|known| known.value == missing) {
                    values.push(FacetValue {
                        label: labels.of(facet, missing),
                        count: labels.w.count(0),
                        is_chosen: true,
                        value: missing.to_owned(),
                    });
                }
            }
            let mut others = values.split_off(values.len().min(FIRST_VALUES));
            values.extend(others.extract_if(.., |value| value.is_chosen));
            let ticked = if facet == "tag" {
                TICKED_TAGS - FIRST_VALUES
            } else {
                others.len()
            };
            let typed = others.split_off(others.len().min(ticked));
            let is_open =
                facet != "tag" && facet != "format" || values.iter().any(|value| value.is_chosen);
            (!values.is_empty()).then(|| FacetGroup {
                parameter,
                label: labels.w.code("facet", facet).into_owned(),
                is_open,
                typed: typed.into_iter().map(|value| value.label).collect(),
                others,
                values,
            })
        })
        .collect()
}
