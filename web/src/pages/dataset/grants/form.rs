//! The form with which a right to read is granted.

use super::{granted, href, page_again};
use crate::form::Fields;
use crate::pages::dataset::DatasetPath;
use crate::pages::dataset::edit::Choice;
use crate::pages::refused;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{DatasetGrants, HubError, NewGrant, NewGrantee};
use hebewerk_model::{Kind, OrganisationId};
use hebewerk_words::date;
use jiff::ToSpan;

/// The form as it stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a form has one answer a box that is ticked or not"
)]
pub(super) struct Form {
    pub(super) action: String,
    /// Houses that do not own the dataset.
    pub(super) houses: Vec<Choice>,
    pub(super) is_for_person: bool,
    pub(super) person: String,
    pub(super) purpose: String,
    pub(super) basis: String,
    pub(super) reference: String,
    /// Whether it also holds for what is held back from others.
    pub(super) covers_protected: bool,
    /// Whether it is for statistics only.
    pub(super) is_for_statistics: bool,
    /// Whether it holds until it is taken back.
    pub(super) is_revocable: bool,
    /// The last day, as `2027-11-20`.
    pub(super) until: String,
    /// The first day that may be the last.
    pub(super) today: String,
    mistake: Option<Mistake>,
}

/// What is wrong, and at which field.
struct Mistake {
    field: &'static str,
    sentence: String,
}

impl Form {
    /// A form nobody has filled in: up to a year from today.
    pub(super) async fn fresh(visitor: &Visitor, grants: &DatasetGrants) -> Result<Self, Refusal> {
        let today = date::local(visitor.words.now).date();
        let in_a_year = today.checked_add(1.year()).unwrap_or(today);
        let mut form = Self::of(visitor, grants, &Fields::default()).await?;
        form.until = in_a_year.to_string();
        form.is_for_person = form.houses.is_empty();
        Ok(form)
    }

    /// What was sent.
    async fn of(
        visitor: &Visitor,
        grants: &DatasetGrants,
        fields: &Fields,
    ) -> Result<Self, Refusal> {
        let owner = grants.organisation.id;
        let path = DatasetPath {
            organisation: grants.organisation.slug.to_string(),
            dataset: grants.dataset.slug.to_string(),
        };
        Ok(Self {
            action: href(&path),
            houses: houses(visitor, owner, fields.text("haus")).await?,
            is_for_person: fields.text("wer") == "person",
            person: fields.text("person").to_owned(),
            purpose: fields.text("zweck").replace("\r\n", "\n"),
            basis: fields.text("grundlage").to_owned(),
            reference: fields.text("aktenzeichen").to_owned(),
            covers_protected: fields.text("geschuetztes") == "ja",
            is_for_statistics: fields.text("umfang") == "statistik",
            is_revocable: fields.text("dauer") == "widerruf",
            until: fields.text("bis").to_owned(),
            today: date::local(visitor.words.now).date().to_string(),
            mistake: None,
        })
    }

    /// The sentence of what is wrong with a field.
    pub(super) fn mistake(&self, field: &str) -> Option<&str> {
        let mistake = self.mistake.as_ref()?;
        (mistake.field == field).then_some(mistake.sentence.as_str())
    }

    /// What is to be granted; an error names the field that cannot be understood.
    fn wish(&self) -> Result<NewGrant, HubError> {
        let house = self.houses.iter().find(|house| house.is_chosen);
        let until = if self.is_revocable {
            None
        } else {
            let day = self.until.parse().map_err(|_error| HubError::Invalid {
                field: "until",
                code: "invalid_until",
            })?;
            Some(day)
        };
        Ok(NewGrant {
            to: if self.is_for_person {
                NewGrantee::Person(self.person.clone())
            } else {
                NewGrantee::Organisation(
                    house.map_or_else(String::new, |house| house.value.clone()),
                )
            },
            purpose: self.purpose.clone(),
            legal_basis: self.basis.clone(),
            reference: self.reference.clone(),
            covers_protected: self.covers_protected,
            statistics_only: self.is_for_statistics,
            until,
        })
    }
}

/// `POST /daten/{organisation}/{dataset}/berechtigungen`
pub(crate) async fn give(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let grants = granted(&visitor, &path).await?;
    let mut form = Form::of(&visitor, &grants, &fields).await?;
    let given = match form.wish() {
        Ok(wish) => {
            let (organisation, dataset) = (&path.organisation, &path.dataset);
            let hub = visitor.hub();
            hub.grant(&visitor.principal, organisation, dataset, wish)
                .await
        }
        Err(error) => Err(error),
    };
    let Err(error) = given else {
        let done = Query::default().with("getan", "erteilt");
        return Ok(Redirect::to(&done.href(&href(&path))).into_response());
    };
    form.mistake = Some(mistake(&visitor, &fields, error)?);
    page_again(&visitor, &path, &grants, form).await
}

/// The mistake behind an error; what nobody can put right on the page stays a refusal.
fn mistake(visitor: &Visitor, fields: &Fields, error: HubError) -> Result<Mistake, Refusal> {
    let is_unnamed = matches!(
        error,
        HubError::Invalid { code: "unknown_organisation", .. } if fields.text("haus").is_empty()
    );
    let field = match &error {
        HubError::Invalid { field, code } => match (*field, *code) {
            ("to", "unknown_account") | ("email", _) => "person",
            (field, _) => field,
        },
        _ => "",
    };
    let refusal = Refusal::from(error);
    if refusal.kind != Kind::Invalid {
        return Err(refusal);
    }
    let w = visitor.words;
    Ok(Mistake {
        field,
        sentence: if is_unnamed {
            w.t("grant-house-missing").into_owned()
        } else {
            refused::sentence(&w, &refusal)
        },
    })
}

/// The houses that may be allowed to read: all but the one that owns the dataset.
async fn houses(
    visitor: &Visitor,
    owner: OrganisationId,
    chosen: &str,
) -> Result<Vec<Choice>, Refusal> {
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let others = houses
        .into_iter()
        .map(|house| house.organisation)
        .filter(|house| house.id != owner);
    let mut choices: Vec<Choice> = others
        .map(|house| Choice {
            is_chosen: house.slug.as_str() == chosen,
            value: house.slug.to_string(),
            label: house.name,
            explained: String::new(),
        })
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(choices)
}
