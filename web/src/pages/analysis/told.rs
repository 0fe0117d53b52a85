//! A question that is kept elsewhere, as it is told there.

use super::{Address, sentence};
use crate::Visitor;
use crate::query::Query;
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
