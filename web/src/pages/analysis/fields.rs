//! What a form adds to a question: read from its fields, so that the page can lead on to the address with everything in it.

use super::address::Address;
use crate::Words;
use crate::pages::dataset::filter;
use crate::query::Query;
use hebewerk_hub::inquiry::Setting;
use hebewerk_model::{
    AggregateKind, ColumnRef, Comparator, Condition, Grouping, KeptGroups, Measured, Ordered, Shape,
};

/// What came of a form.
pub(super) enum Added {
    /// Nothing was sent.
    Nothing,
    /// The question with what was added.
    Question(Box<Address>),
    /// What was typed is no value of this column.
    Misfit { typed: String, column: String },
}

/// The question with what a form adds to it.
pub(super) fn added(w: Words, address: &Address, setting: &Setting, query: &Query) -> Added {
    let column = |name: &str| {
        query
            .get(name)
            .and_then(|text| text.parse::<ColumnRef>().ok())
    };
    if let Some(column) = column("neu_nur") {
        return condition(w, address, setting, query, &column);
    }
    let grouping = query
        .get("neu_je")
        .and_then(|text| text.parse::<Grouping>().ok());
    let value = query.get("neu_wert").and_then(|text| measured(text, query));
    if grouping.is_some() || value.is_some() {
        return changed(address, |inquiry| {
            let is_new = |grouping: &Grouping| !inquiry.groups.contains(grouping);
            if let Some(grouping) = grouping.filter(is_new) {
                inquiry.groups.push(grouping);
            }
            let is_new = |value: &Measured| !inquiry.values.contains(value);
            if let Some(value) = value.filter(is_new) {
                inquiry.values.push(value);
            }
        });
    }
    if let Some(value) = query
        .get("neu_ab")
        .and_then(|text| text.parse::<usize>().ok())
    {
        return kept(w, address, query, value);
    }
    if query.get("neu_nach").is_some() || query.untrimmed("neu_erste").is_some() {
        let order = query
            .get("neu_nach")
            .and_then(|text| text.parse::<Ordered>().ok());
        let first = query
            .get("neu_erste")
            .and_then(|text| text.parse::<u32>().ok());
        return changed(address, |inquiry| {
            inquiry.order = order;
            inquiry.first = first.filter(|first| *first > 0);
        });
    }
    Added::Nothing
}

fn changed(address: &Address, change: impl FnOnce(&mut hebewerk_model::Inquiry)) -> Added {
    Added::Question(Box::new(address.changed(change)))
}

fn measured(text: &str, query: &Query) -> Option<Measured> {
    match query.get("neu_als") {
        Some(shape) => format!("{text}~{shape}").parse().ok(),
        None => text.parse().ok(),
    }
}

fn condition(
    w: Words,
    address: &Address,
    setting: &Setting,
    query: &Query,
    column: &ColumnRef,
) -> Added {
    let comparator = query.get("neu_wie").and_then(Comparator::from_code);
    let comparator = comparator.unwrap_or(Comparator::Eq);
    let Some(known) = setting.column(column) else {
        return Added::Nothing;
    };
    let typed = query.get("neu_was").unwrap_or_default();
    let value = if comparator.is_of_presence() {
        Some(String::new())
    } else {
        filter::standard(w, known, typed).ok()
    };
    let fits = |value: &String| {
        let is_text = comparator.is_of_presence() || comparator == Comparator::Contains;
        is_text || hebewerk_hub::inquiry::literal(known.column_type, value).is_some()
    };
    let Some(value) = value.filter(fits) else {
        return Added::Misfit {
            typed: typed.to_owned(),
            column: crate::fragments::column_card::label(known),
        };
    };
    let condition = Condition {
        column: column.clone(),
        comparator,
        value,
    };
    changed(address, |inquiry| {
        if !inquiry.conditions.contains(&condition) {
            inquiry.conditions.push(condition);
        }
    })
}

fn kept(w: Words, address: &Address, query: &Query, value: usize) -> Added {
    let comparator = query.get("neu_ab_wie").and_then(Comparator::from_code);
    let typed = query.get("neu_zahl").unwrap_or_default();
    let Ok(number) = filter::number(w, typed) else {
        return Added::Misfit {
            typed: typed.to_owned(),
            column: w.t("analysis-kept").into_owned(),
        };
    };
    let kept = KeptGroups {
        value,
        comparator: comparator.unwrap_or(Comparator::Gt),
        number,
    };
    changed(address, |inquiry| {
        // What was counted without being named has to be named now.
        inquiry.values = inquiry.values();
        inquiry.kept.push(kept);
    })
}

/// An offer in a list: value and label.
pub(super) struct Offer {
    pub(super) value: String,
    pub(super) label: String,
}

/// Offers under a heading.
pub(super) struct OfferGroup {
    pub(super) label: String,
    pub(super) offers: Vec<Offer>,
}

/// Columns by table.
pub(super) fn columns(
    setting: &Setting,
    fits: impl Fn(&hebewerk_model::Column) -> bool,
) -> Vec<OfferGroup> {
    let tables = setting.tables.iter().enumerate();
    tables
        .map(|(place, table)| OfferGroup {
            label: title(setting, place),
            offers: table
                .columns
                .iter()
                .filter(|column| fits(column))
                .map(|column| Offer {
                    value: format!("{place}.{}", column.name),
                    label: crate::fragments::column_card::label(column),
                })
                .collect(),
        })
        .filter(|group| !group.offers.is_empty())
        .collect()
}

/// What can be grouped by, by table.
pub(super) fn groupings(w: Words, setting: &Setting) -> Vec<OfferGroup> {
    use hebewerk_model::{ColumnType, Level};
    let mut groups = columns(setting, |column| {
        !matches!(column.column_type, ColumnType::Binary | ColumnType::Json)
    });
    for group in &mut groups {
        let plain = std::mem::take(&mut group.offers);
        for offer in plain {
            let column: Option<ColumnRef> = offer.value.parse().ok();
            let known = column.as_ref().and_then(|column| setting.column(column));
            if known.is_some_and(hebewerk_hub::inquiry::is_moment) {
                for level in [Level::Year, Level::Month] {
                    let key = format!("analysis-level-{}", level.code());
                    group.offers.push(Offer {
                        value: format!("{}~{}", offer.value, level.code()),
                        label: w.t1(&key, "column", &offer.label).into_owned(),
                    });
                }
            }
            group.offers.push(offer);
        }
    }
    groups
}

/// What can be counted: rows first, then the columns for each kind.
pub(super) fn values(w: Words, setting: &Setting) -> Vec<OfferGroup> {
    let rows = (0..setting.tables.len()).map(|place| Offer {
        value: Measured::rows_of(place).to_string(),
        label: title(setting, place),
    });
    let mut groups = vec![OfferGroup {
        label: w.t("analysis-kind-anzahl").into_owned(),
        offers: rows.collect(),
    }];
    for kind in AggregateKind::ALL {
        if kind == AggregateKind::Count {
            continue;
        }
        let fits = |column: &hebewerk_model::Column| {
            if kind == AggregateKind::Distinct {
                column.column_type != hebewerk_model::ColumnType::Binary
            } else {
                is_amount(column)
            }
        };
        let offers: Vec<Offer> = columns(setting, fits)
            .into_iter()
            .flat_map(|group| {
                let table = group.label;
                group
                    .offers
                    .into_iter()
                    .map(move |offer| (table.clone(), offer))
            })
            .map(|(table, offer)| Offer {
                value: format!("{}~{}", kind.code(), offer.value),
                label: if setting.tables.len() > 1 {
                    format!("{} ({table})", offer.label)
                } else {
                    offer.label
                },
            })
            .collect();
        if !offers.is_empty() {
            groups.push(OfferGroup {
                label: w.t(&format!("analysis-kind-{}", kind.code())).into_owned(),
                offers,
            });
        }
    }
    groups
}

/// What a value can be put in relation to.
pub(super) fn shapes(w: Words, address: &Address, setting: &Setting) -> Vec<OfferGroup> {
    let mut plain = vec![
        Offer {
            value: String::new(),
            label: w.t("analysis-shape-plain").into_owned(),
        },
        Offer {
            value: "anteil".to_owned(),
            label: w.t("analysis-shape-share").into_owned(),
        },
    ];
    let has_time = address.inquiry.groups.iter().any(|group| {
        group.level != hebewerk_model::Level::Value
            || setting.column(&group.column).is_some_and(|column| {
                column.semantic_type == Some(hebewerk_model::SemanticType::Year)
            })
    });
    if has_time {
        plain.push(Offer {
            value: "vorjahr".to_owned(),
            label: w.t("analysis-shape-year").into_owned(),
        });
    }
    let mut groups = vec![OfferGroup {
        label: w.t("analysis-shape").into_owned(),
        offers: plain,
    }];
    // What was joined last is what people count against.
    let mut amounts = columns(setting, is_amount);
    amounts.reverse();
    for of in [1_000_u32, 100, 1] {
        let offers: Vec<Offer> = amounts
            .iter()
            .flat_map(|group| group.offers.iter().map(move |offer| (group, offer)))
            .map(|(group, offer)| Offer {
                value: format!("je~{of}~{}", offer.value),
                label: if setting.tables.len() > 1 {
                    format!("{} ({})", offer.label, group.label)
                } else {
                    offer.label.clone()
                },
            })
            .collect();
        if !offers.is_empty() {
            groups.push(OfferGroup {
                label: w.t1("analysis-per", "of", of).into_owned(),
                offers,
            });
        }
    }
    groups
}

/// Whether a column holds amounts, and not digits that name something.
fn is_amount(column: &hebewerk_model::Column) -> bool {
    use crate::fragments::cell::{Style, is_named_like_a_key};
    Style::of(column) == Style::Number
        && (column.semantic_type.is_some() || !is_named_like_a_key(&column.name))
}

/// Title of a table, with its own name where its dataset has several.
pub(super) fn title(setting: &Setting, place: usize) -> String {
    let Some(told) = setting.told.get(place) else {
        return String::new();
    };
    let table = setting.tables.get(place);
    let part = table.and_then(|table| table.name.table.as_str().split_once("__"));
    match part {
        Some((_dataset, part)) => format!("{} ({part})", told.title),
        None => told.title.clone(),
    }
}

/// Whether a value is put in relation to something.
pub(super) fn is_rate(value: &Measured) -> bool {
    value.shape != Shape::Plain
}
