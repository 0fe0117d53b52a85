//! Changing a connection. Its kind and its office stay.

use super::answers::Answers;
use super::form::{Draft, FormPage};
use super::mistake::Mistake;
use super::new::{wanted, wrong};
use super::{connector, href, id, own};
use crate::Visitor;
use crate::form::Fields;
use crate::render::{PageResult, page, page_with};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ConnectionWords;
use hebewerk_hub::ports::Secrets;
use hebewerk_model::Connection;

/// `GET /anbindungen/{id}/aendern`
pub(crate) async fn form(visitor: Visitor, Path(text): Path<String>) -> PageResult {
    let view = own(&visitor, id(&text)?).await?;
    let connection = &view.card.connection;
    let draft = Draft {
        form: connector(&visitor, &connection.connector)?,
        house: view.card.organisation.slug.to_string(),
        words: words(connection),
        existing: Some(&view),
        mistake: None,
        offers: None,
        is_unconfirmed: false,
    };
    page(&FormPage::of(&visitor, &draft).await?)
}

/// `POST /anbindungen/{id}/aendern`: tries what is written, or keeps it.
pub(crate) async fn save(visitor: Visitor, Path(text): Path<String>, fields: Fields) -> PageResult {
    let id = id(&text)?;
    let view = own(&visitor, id).await?;
    let form = connector(&visitor, &view.card.connection.connector)?;
    let mut answers = Answers::read(form, &fields)?;
    answers.house = view.card.organisation.slug.to_string();
    let hub = visitor.hub();
    let is_try = answers.is_try;
    if !is_try && answers.is_unconfirmed(view.card.connection.visibility) {
        let mut draft = Draft::sent(form, answers, Some(&view));
        draft.is_unconfirmed = true;
        let template = FormPage::of(&visitor, &draft).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let new = wanted(form, &answers);
    let done = if is_try {
        let tried = hub.try_connection(&visitor.principal, &new, Some(id));
        tried.await.map(Some)
    } else {
        let changed = hub.change_connection(&visitor.principal, id, new.words);
        changed.await.map(|()| None)
    };
    let mut draft = Draft::sent(form, answers, Some(&view));
    match done {
        Ok(None) => Ok(Redirect::to(&format!("{}?getan=gespeichert", href(id))).into_response()),
        Ok(offers) => {
            draft.offers = offers;
            page(&FormPage::of(&visitor, &draft).await?)
        }
        Err(error) => {
            draft.mistake = Some(Mistake::of(visitor.words, form.kind, error)?);
            wrong(&visitor, &draft).await
        }
    }
}

fn words(connection: &Connection) -> ConnectionWords {
    ConnectionWords {
        name: connection.name.clone(),
        settings: connection.settings.clone(),
        secrets: Secrets::default(),
        visibility: connection.visibility,
        every_minutes: connection.rhythm.minutes(),
        promised_minutes: connection.promised_minutes.unwrap_or_default(),
    }
}
