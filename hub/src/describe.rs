//! Describing a dataset and setting its circle of readers.

use crate::authorise::authorise;
use crate::ports::DatasetChange;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Dataset, Description, Details, Frequency, Link, Principal, Remark, Theme, Visibility,
};

/// Links and remarks of a dataset at most.
const MOST_LINKS: usize = 200;
const MOST_REMARKS: usize = 100;
/// Longest name of a remark and longest remark, in characters.
const MOST_KEY: usize = 100;
const MOST_REMARK: usize = 4_000;

/// What to change.
pub struct Edit {
    /// New words.
    pub description: Description,
    /// New circle.
    pub visibility: Visibility,
}

impl Hub {
    /// Changes words and circle of a dataset.
    pub async fn describe(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        edit: Edit,
    ) -> Result<Dataset, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Maintain, &Resource::of(&dataset))?;
        let description = checked(edit.description)?;
        if dataset.sealed && edit.visibility == Visibility::City {
            return Err(HubError::Invalid {
                field: "visibility",
                code: "sealed_from_city",
            });
        }
        if edit.visibility == Visibility::Public
            && dataset.visibility != Visibility::Public
            && self.must_release(principal)
        {
            return Err(HubError::Invalid {
                field: "visibility",
                code: "release_needed",
            });
        }
        let mut updated_at = dataset.updated_at;
        if description != dataset.description {
            let event = self.event(principal, "describe", Some(dataset.id), &decision);
            let change = DatasetChange::Description(Box::new(description.clone()));
            self.parts
                .datasets
                .change(dataset.id, change, &event)
                .await?;
            updated_at = event.at;
        }
        if edit.visibility != dataset.visibility {
            let event = self.event(principal, "set_visibility", Some(dataset.id), &decision);
            let change = DatasetChange::Visibility(edit.visibility);
            self.parts
                .datasets
                .change(dataset.id, change, &event)
                .await?;
            updated_at = event.at;
        }
        self.refresh_index_quietly().await;
        Ok(Dataset {
            description,
            visibility: edit.visibility,
            updated_at,
            ..dataset
        })
    }
}

/// Words within bounds: a title, a known theme, at most 30 key words.
pub(crate) fn checked(description: Description) -> Result<Description, HubError> {
    let title = description.title.trim().to_owned();
    if title.is_empty() || title.chars().count() > 300 {
        return Err(HubError::Invalid {
            field: "title",
            code: "invalid_title",
        });
    }
    if description.text.chars().count() > 20_000 {
        return Err(HubError::Invalid {
            field: "text",
            code: "invalid_text",
        });
    }
    if let Some(Theme(code)) = &description.theme
        && !Theme::CODES.contains(&code.as_str())
    {
        return Err(HubError::Invalid {
            field: "theme",
            code: "invalid_theme",
        });
    }
    let details = checked_details(description.details)?;
    let mut tags: Vec<String> = Vec::new();
    for tag in &description.tags {
        let tag: String = tag.trim().chars().take(60).collect();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.truncate(30);
    Ok(Description {
        title,
        tags,
        details,
        ..description
    })
}

/// Known codes, a span that does not end before it begins, texts of a line.
fn checked_details(details: Details) -> Result<Details, HubError> {
    let invalid = |field, code| Err(HubError::Invalid { field, code });
    let is_theme = |theme: &Theme| Theme::CODES.contains(&theme.0.as_str());
    if !details.further_themes.iter().all(is_theme) {
        return invalid("theme", "invalid_theme");
    }
    if let Some(Frequency(code)) = &details.frequency
        && !Frequency::CODES.contains(&code.as_str())
    {
        return invalid("frequency", "invalid_frequency");
    }
    if details
        .reference_dataset
        .as_ref()
        .is_some_and(|it| it.term().is_none())
    {
        return invalid("reference_dataset", "invalid_reference_dataset");
    }
    if !details.span.is_in_order() {
        return invalid("span", "invalid_span");
    }
    let line = |text: Option<String>| {
        let text = text.map(|text| text.trim().chars().take(500).collect::<String>());
        text.filter(|text| !text.is_empty())
    };
    if details.links.len() > MOST_LINKS || !details.links.iter().all(is_valid) {
        return invalid("links", "invalid_link");
    }
    let remarks = &details.remarks;
    let fits = |remark: &Remark| {
        let (key, value) = (remark.key.chars().count(), remark.value.chars().count());
        (1..=MOST_KEY).contains(&key) && value <= MOST_REMARK
    };
    if remarks.len() > MOST_REMARKS || !remarks.iter().all(fits) {
        return invalid("remarks", "invalid_remark");
    }
    Ok(Details {
        legal_basis: line(details.legal_basis),
        attribution: line(details.attribution),
        ..details
    })
}

/// A title of a line, and an address that a browser may be sent to.
fn is_valid(link: &Link) -> bool {
    let is_plain = |text: &str| !text.chars().any(char::is_control);
    let media_type = link.media_type.as_deref().unwrap_or_default();
    Link::is_address(&link.url)
        && link.url.len() <= 2_000
        && is_plain(&link.name)
        && link.name.chars().count() <= 300
        && link.description.chars().count() <= 4_000
        && link.format.chars().count() <= 60
        && media_type.len() <= 200
}
