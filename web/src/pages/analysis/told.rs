//! A question that is kept elsewhere, as it is told there.

use super::picture::{self, Picture};
use super::result::Outcome;
use super::{Address, sentence};
use crate::Visitor;
use crate::query::Query;
use hebewerk_hub::HubError;
use hebewerk_hub::inquiry::{check, statement};
use hebewerk_model::Inquiry;

/// What is told of a question.
pub(crate) struct Told {
    /// Its headline.
    pub(crate) title: String,
    /// All of its steps.
    pub(crate) sentence: String,
    /// The statement, as it is for this reader.
    pub(crate) sql: String,
    /// Where it can be asked.
    pub(crate) href: String,
}

/// What is told of a question; nothing to whom it does not fit.
pub(crate) async fn told(visitor: &Visitor, inquiry: &Inquiry) -> Option<Told> {
    let w = visitor.words;
    let setting = visitor
        .hub()
        .setting(&visitor.principal, inquiry)
        .await
        .ok()?;
    if !check(inquiry, &setting).is_empty() {
        return None;
    }
    let address = address(inquiry);
    let steps = sentence::steps(w, &address, &setting, None, None);
    Some(Told {
        title: sentence::headline(w, inquiry, &setting),
        sentence: sentence::whole(&steps),
        sql: statement(inquiry, &setting, None).sql,
        href: address.href(),
    })
}

/// A picture with what it was drawn from.
pub(crate) struct Pictured {
    pub(crate) picture: Picture,
    /// A line for each source.
    pub(crate) sources: Vec<String>,
}

/// The usual picture of a question's answer; none where there is nothing to draw.
pub(crate) async fn pictured(
    visitor: &Visitor,
    inquiry: &Inquiry,
) -> Result<Option<Pictured>, HubError> {
    let w = visitor.words;
    let hub = visitor.hub();
    let setting = hub.setting(&visitor.principal, inquiry).await?;
    if !check(inquiry, &setting).is_empty() {
        return Ok(None);
    }
    let inquired = hub
        .inquire(&visitor.principal, inquiry, &setting, None)
        .await?;
    let outcome = Outcome::read(w, inquired, inquiry, &setting).await?;
    let looks = picture::looks(inquiry, &setting, &outcome);
    let look = picture::usual(inquiry, &setting, &looks);
    let picture = super::drawn(visitor, look, &outcome, (inquiry, &setting)).await?;
    Ok(picture.map(|picture| Pictured {
        picture,
        sources: sentence::sources(w, &setting),
    }))
}

/// Where a question can be asked.
pub(crate) fn href_of_question(inquiry: &Inquiry) -> String {
    address(inquiry).href()
}

/// A question as a text, as addresses hold it.
pub(crate) fn question_text(inquiry: &Inquiry) -> String {
    let query = address(inquiry).query().href("");
    query.trim_start_matches('?').to_owned()
}

/// The question of such a text; none where a part of it is not understood.
pub(crate) fn question_of(text: &str) -> Option<Inquiry> {
    let address = Address::read(&Query::parse(text))?;
    (!address.is_partial).then_some(address.inquiry)
}

fn address(inquiry: &Inquiry) -> Address {
    Address {
        inquiry: inquiry.clone(),
        look: None,
        is_partial: false,
    }
}
