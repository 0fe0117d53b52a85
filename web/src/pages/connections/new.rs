//! Making a connection.

use super::answers::Answers;
use super::form::{Draft, FormPage};
use super::mistake::Mistake;
use super::{ROOT, connector, href, rhythm};
use crate::form::Fields;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ports::{Brings, ConnectorForm, Secrets};
use hebewerk_hub::{ConnectionWords, NewConnection};
use hebewerk_model::Visibility;
use std::collections::BTreeMap;

/// `GET /anbindungen/neu/{kind}?haus=umwelt`
pub(crate) async fn form(visitor: Visitor, Path(kind): Path<String>, query: Query) -> PageResult {
    let form = connector(&visitor, &kind)?;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    if houses.is_empty() {
        // The page of kinds says what is missing, and who can give it.
        return Ok(Redirect::to(&format!("{ROOT}/neu")).into_response());
    }
    let draft = Draft {
        form,
        house: query.get("haus").unwrap_or_default().to_owned(),
        words: ConnectionWords {
            name: String::new(),
            settings: BTreeMap::new(),
            secrets: Secrets::default(),
            visibility: match form.brings {
                Brings::Files => Visibility::Office,
                // What others publish is nothing to hide in one office.
                Brings::Catalogue => Visibility::City,
            },
            every_minutes: rhythm::PROPOSED,
            promised_minutes: 0,
        },
        existing: None,
        mistake: None,
        offers: None,
        is_unconfirmed: false,
    };
    page(&FormPage::of(&visitor, &draft).await?)
}

/// `POST /anbindungen/neu/{kind}`: tries a connection, or makes it.
pub(crate) async fn save(visitor: Visitor, Path(kind): Path<String>, fields: Fields) -> PageResult {
    let form = connector(&visitor, &kind)?;
    let answers = Answers::read(form, &fields)?;
    let new = wanted(form, &answers);
    if answers.is_try {
        return tried(&visitor, form, answers, &new).await;
    }
    if answers.is_unconfirmed(Visibility::Office) {
        let mut draft = Draft::sent(form, answers, None);
        draft.is_unconfirmed = true;
        let template = FormPage::of(&visitor, &draft).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let is_fetched_by_the_clock = new.words.every_minutes > 0;
    match visitor.hub().connect(&visitor.principal, new).await {
        Ok(id) => {
            if is_fetched_by_the_clock {
                // It is due at once; whoever has just made it wants to see what comes.
                let hub = &visitor.state.hub;
                hub.fetch_now(&visitor.principal, id).await?;
            }
            Ok(Redirect::to(&format!("{}?getan=angelegt", href(id))).into_response())
        }
        Err(error) => {
            let mut draft = Draft::sent(form, answers, None);
            draft.mistake = Some(Mistake::of(visitor.words, form.kind, error)?);
            wrong(&visitor, &draft).await
        }
    }
}

async fn tried(
    visitor: &Visitor,
    form: &'static ConnectorForm,
    answers: Answers,
    new: &NewConnection,
) -> PageResult {
    let hub = visitor.hub();
    let tried = hub.try_connection(&visitor.principal, new, None).await;
    let mut draft = Draft::sent(form, answers, None);
    match tried {
        Ok(offers) => {
            draft.offers = Some(offers);
            page(&FormPage::of(visitor, &draft).await?)
        }
        Err(error) => {
            draft.mistake = Some(Mistake::of(visitor.words, form.kind, error)?);
            wrong(visitor, &draft).await
        }
    }
}

/// The page again, with what is wrong.
pub(super) async fn wrong(
    visitor: &Visitor,
    draft: &Draft<'_>,
) -> Result<axum::response::Response, Refusal> {
    let template = FormPage::of(visitor, draft).await?;
    page_with(StatusCode::BAD_REQUEST, &template)
}

/// The connection a form describes.
pub(super) fn wanted(form: &ConnectorForm, answers: &Answers) -> NewConnection {
    NewConnection {
        organisation: answers.house.clone(),
        connector: form.kind.to_owned(),
        words: answers.words.clone(),
    }
}
