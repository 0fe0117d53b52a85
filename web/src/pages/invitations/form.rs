//! The form with which somebody is invited.

use crate::Visitor;
use crate::form::Fields;
use hebewerk_hub::{HouseInvitations, HubError, NewInvitation};
use hebewerk_words::date;
use jiff::ToSpan;

/// A dataset that may be named.
pub(super) struct DatasetChoice {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) is_chosen: bool,
}

/// The form as it stands.
pub(super) struct Form {
    pub(super) action: String,
    pub(super) email: String,
    pub(super) datasets: Vec<DatasetChoice>,
    pub(super) as_reader: bool,
    pub(super) purpose: String,
    pub(super) basis: String,
    pub(super) reference: String,
    /// The last day, as `2027-11-20`.
    pub(super) until: String,
    pub(super) today: String,
    pub(super) latest: String,
    pub(super) error: Option<String>,
}

impl Form {
    /// A form nobody has filled in: for three months.
    pub(super) fn fresh(visitor: &Visitor, known: &HouseInvitations) -> Self {
        let today = date::local(visitor.words.now).date();
        let mut form = Self::sent(visitor, known, &Fields::default());
        form.until = today.checked_add(3.months()).unwrap_or(today).to_string();
        form
    }

    /// What was sent.
    pub(super) fn sent(visitor: &Visitor, known: &HouseInvitations, fields: &Fields) -> Self {
        let today = date::local(visitor.words.now).date();
        let chosen: Vec<&str> = fields.all("datensatz").collect();
        let datasets = known.datasets.iter().map(|(slug, title)| DatasetChoice {
            slug: slug.clone(),
            title: title.clone(),
            is_chosen: chosen.contains(&slug.as_str()),
        });
        Self {
            action: super::href(known.organisation.slug.as_str()),
            email: fields.text("email").to_owned(),
            datasets: datasets.collect(),
            as_reader: fields.is_ticked("haus"),
            purpose: fields.text("zweck").to_owned(),
            basis: fields.text("grundlage").to_owned(),
            reference: fields.text("aktenzeichen").to_owned(),
            until: fields.text("bis").to_owned(),
            today: today.to_string(),
            latest: today.checked_add(1.year()).unwrap_or(today).to_string(),
            error: None,
        }
    }

    /// Who is to be invited to what.
    pub(super) fn wish(&self) -> Result<NewInvitation, HubError> {
        let until = self.until.parse().map_err(|_error| HubError::Invalid {
            field: "until",
            code: "invited_too_long",
        })?;
        let chosen = self.datasets.iter().filter(|dataset| dataset.is_chosen);
        Ok(NewInvitation {
            email: self.email.clone(),
            datasets: chosen.map(|dataset| dataset.slug.clone()).collect(),
            as_reader: self.as_reader,
            purpose: self.purpose.clone(),
            legal_basis: self.basis.clone(),
            reference: self.reference.clone(),
            until,
        })
    }
}
