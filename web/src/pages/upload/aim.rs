//! Which dataset a file is for, as a choice people see.

use crate::pages::dataset::edit::Choice;
use crate::{Refusal, Visitor, Words};
use hebewerk_hub::{Offer, Target};

/// The value of a form that means a target: `house/dataset`, or this for a new one.
pub(super) const NEW: &str = "neu";

/// The target a form's value means.
pub(super) fn target(value: &str) -> Option<Target> {
    if value == NEW {
        return Some(Target::New);
    }
    let (organisation, dataset) = value.split_once('/')?;
    Some(Target::VersionOf {
        organisation: organisation.to_owned(),
        dataset: dataset.to_owned(),
    })
}

/// The value of a target.
pub(super) fn value(target: &Target) -> String {
    match target {
        Target::New => NEW.to_owned(),
        Target::VersionOf {
            organisation,
            dataset,
        } => format!("{organisation}/{dataset}"),
    }
}

/// Every dataset the visitor may deliver to, by house; a new one comes first.
pub(super) struct Targets {
    pub(super) new_value: &'static str,
    pub(super) is_new: bool,
    pub(super) houses: Vec<HouseTargets>,
}

/// The datasets of a house.
pub(super) struct HouseTargets {
    pub(super) name: String,
    pub(super) datasets: Vec<Choice>,
}

impl Targets {
    /// What the visitor may deliver to, with one of it chosen.
    pub(super) async fn of(visitor: &Visitor, chosen: &str) -> Result<Self, Refusal> {
        let offers = visitor.hub().deliverable(&visitor.principal).await?;
        let mut houses: Vec<HouseTargets> = Vec::new();
        for offer in &offers {
            let title = offer.dataset.description.title.clone();
            let own = choice(offered(offer), title, chosen);
            match houses.last_mut() {
                Some(house) if house.name == offer.organisation.name => house.datasets.push(own),
                _ => houses.push(HouseTargets {
                    name: offer.organisation.name.clone(),
                    datasets: vec![own],
                }),
            }
        }
        Ok(Self {
            new_value: NEW,
            is_new: chosen == NEW,
            houses,
        })
    }
}

/// Datasets of a file of this name, while the file goes somewhere else.
pub(super) async fn namesakes(
    visitor: &Visitor,
    file_name: &str,
    target: &Target,
) -> Result<Vec<Choice>, Refusal> {
    if *target != Target::New {
        return Ok(Vec::new());
    }
    let offers = visitor
        .hub()
        .deliverable_by_name(&visitor.principal, file_name)
        .await?;
    Ok(offers
        .iter()
        .map(|offer| choice(offered(offer), label(visitor.words, offer), ""))
        .collect())
}

fn offered(offer: &Offer) -> String {
    format!("{}/{}", offer.organisation.slug, offer.dataset.slug)
}

fn label(w: Words, offer: &Offer) -> String {
    w.t2(
        "upload-dataset-of",
        "title",
        &offer.dataset.description.title,
        "house",
        &offer.organisation.name,
    )
    .into_owned()
}

/// An entry of a list of choices.
pub(super) fn choice(value: String, label: String, chosen: &str) -> Choice {
    Choice {
        is_chosen: value == chosen,
        value,
        label,
        explained: String::new(),
    }
}
