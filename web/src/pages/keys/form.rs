//! The form with which a key is made.

use crate::Visitor;
use crate::form::Fields;
use hebewerk_hub::{HubError, NewKey};
use hebewerk_model::KeyRight;
use hebewerk_words::date;
use jiff::ToSpan;

/// A right that may be chosen.
pub(super) struct RightChoice {
    pub(super) code: &'static str,
    pub(super) label: String,
    pub(super) explained: String,
    pub(super) is_chosen: bool,
}

/// The form as it stands.
pub(super) struct Form {
    pub(super) action: String,
    pub(super) name: String,
    pub(super) rights: Vec<RightChoice>,
    /// Datasets as `haus/datensatz`, one a line.
    pub(super) datasets: String,
    /// The last day, as `2027-11-20`.
    pub(super) until: String,
    pub(super) today: String,
    pub(super) latest: String,
    pub(super) error: Option<String>,
}

impl Form {
    /// A form nobody has filled in: reading, for 90 days.
    pub(super) fn fresh(visitor: &Visitor, action: &str) -> Self {
        let today = date::local(visitor.words.now).date();
        let mut form = Self::sent(visitor, action, &Fields::default());
        form.until = today.checked_add(90.days()).unwrap_or(today).to_string();
        for right in &mut form.rights {
            right.is_chosen = right.code == KeyRight::Rows.code();
        }
        form
    }

    /// What was sent.
    pub(super) fn sent(visitor: &Visitor, action: &str, fields: &Fields) -> Self {
        let w = visitor.words;
        let today = date::local(w.now).date();
        let rights = KeyRight::ALL.into_iter().map(|right| RightChoice {
            code: right.code(),
            label: w.code("key-right", right.code()).into_owned(),
            explained: w.code("key-right-text", right.code()).into_owned(),
            is_chosen: fields.is_ticked(&format!("recht_{}", right.code())),
        });
        Self {
            action: action.to_owned(),
            name: fields.text("name").to_owned(),
            rights: rights.collect(),
            datasets: fields.text("datensaetze").replace("\r\n", "\n"),
            until: fields.text("bis").to_owned(),
            today: today.to_string(),
            latest: today.checked_add(1.year()).unwrap_or(today).to_string(),
            error: None,
        }
    }

    /// What is to be made.
    pub(super) fn wish(&self) -> Result<NewKey, HubError> {
        let until = self.until.parse().map_err(|_error| HubError::Invalid {
            field: "until",
            code: "invalid_key_until",
        })?;
        let chosen = self.rights.iter().filter(|right| right.is_chosen);
        Ok(NewKey {
            name: self.name.clone(),
            rights: chosen
                .filter_map(|right| KeyRight::from_code(right.code))
                .collect(),
            datasets: self.chosen_datasets(),
            until: Some(until),
        })
    }

    /// A line without a slash names no dataset: it is handed on, so that it is refused rather than passed over.
    fn chosen_datasets(&self) -> Vec<(String, String)> {
        let lines = self.datasets.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .map(|line| {
                let line = line.rsplit("/daten/").next().unwrap_or(line);
                let (house, dataset) = line.split_once('/').unwrap_or((line, ""));
                (house.to_owned(), dataset.to_owned())
            })
            .collect()
    }
}
