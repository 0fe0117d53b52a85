//! A part of a page, answered as whoever reads it.

use crate::Visitor;
use crate::pages::ask::answer::{AnswerView, first_rows};
use crate::pages::{analysis, refused, subscriptions, views};
use crate::{Refusal, Words};
use hebewerk_hub::ports::AskError;
use hebewerk_hub::{HubError, SubjectPlace};
use hebewerk_model::{Failure as _, Kind, OverviewPart, Slug, ViewDefinition};
use std::collections::BTreeMap;

/// A part as a page shows it.
#[derive(Default)]
pub(super) struct PartView {
    pub(super) heading: String,
    pub(super) paragraphs: Vec<String>,
    /// One number, as people write it.
    pub(super) figure: Option<String>,
    pub(super) answer: Option<AnswerView>,
    pub(super) picture: Option<analysis::Pictured>,
    /// Why there is nothing to show.
    pub(super) failed: Option<String>,
    /// The view it is made of.
    pub(super) href: Option<String>,
    /// Where one begins to be told when its figure crosses a line.
    pub(super) subscribe_href: Option<String>,
}

/// All parts of a page, one after the other: each takes a place among questions.
pub(super) async fn parts(
    visitor: &Visitor,
    parts: &[OverviewPart],
) -> Result<Vec<PartView>, Refusal> {
    let mut shown = Vec::with_capacity(parts.len());
    for part in parts {
        shown.push(one(visitor, part).await?);
    }
    Ok(shown)
}

async fn one(visitor: &Visitor, part: &OverviewPart) -> Result<PartView, Refusal> {
    let w = visitor.words;
    let mut shown = PartView {
        heading: part.heading().to_owned(),
        href: part.view().map(|view| views::href(view.as_str())),
        ..PartView::default()
    };
    let filled = match part {
        OverviewPart::Text { text, .. } => {
            shown.paragraphs = views::paragraphs(text);
            Ok(())
        }
        OverviewPart::Figure { view, column, .. } => {
            figure(visitor, view, column).await.map(|figure| {
                let place = SubjectPlace::View(view.clone());
                let href = subscriptions::form_href(&place, Some(column));
                shown.subscribe_href = Some(href);
                shown.figure = Some(figure);
            })
        }
        OverviewPart::Table { view, rows, .. } => table(visitor, view, *rows)
            .await
            .map(|answer| shown.answer = Some(answer)),
        OverviewPart::Picture { view, .. } => picture(visitor, view)
            .await
            .map(|picture| shown.picture = Some(picture)),
    };
    if let Err(error) = filled {
        shown.failed = Some(why_not(w, error)?);
    }
    if shown.heading.is_empty()
        && let Some(view) = part.view()
        && let Ok(known) = visitor.hub().view(&visitor.principal, view.as_str()).await
    {
        shown.heading = known.card.view.edition.title;
    }
    Ok(shown)
}

async fn table(visitor: &Visitor, view: &Slug, rows: u32) -> Result<AnswerView, HubError> {
    let most = (None, Some(rows as usize));
    let hub = visitor.hub();
    let asked = hub.view_rows(&visitor.principal, view.as_str(), BTreeMap::new(), most);
    first_rows(visitor.words, asked.await?, std::time::Instant::now()).await
}

/// The value of the first row in a column, as the table would write it.
async fn figure(visitor: &Visitor, view: &Slug, column: &str) -> Result<String, HubError> {
    let answer = table(visitor, view, 1).await?;
    let mut heads = answer.heads.iter();
    let place = if column.is_empty() {
        Some(0)
    } else {
        heads.position(|(head, _)| head == column)
    };
    let unknown = || AskError::Unknown {
        what: "column".to_owned(),
        name: column.to_owned(),
        similar: Vec::new(),
    };
    let place = place.ok_or_else(unknown)?;
    let cell = answer.rows.first().and_then(|row| row.get(place));
    let text = cell.and_then(|cell| cell.text.clone());
    Ok(text.unwrap_or_else(|| "–".to_owned()))
}

async fn picture(visitor: &Visitor, view: &Slug) -> Result<analysis::Pictured, HubError> {
    let shown = visitor
        .hub()
        .view(&visitor.principal, view.as_str())
        .await?;
    let none = || HubError::Invalid {
        field: "parts",
        code: "overview_no_picture",
    };
    let ViewDefinition::Inquiry(inquiry) = &shown.card.view.edition.definition else {
        return Err(none());
    };
    analysis::pictured(visitor, inquiry).await?.ok_or_else(none)
}

/// What is said where a part has nothing to show; our own faults are those of the page.
fn why_not(w: Words, error: HubError) -> Result<String, Refusal> {
    if matches!(error.kind(), Kind::Internal | Kind::Unavailable) {
        return Err(error.into());
    }
    Ok(match &error {
        HubError::Refused(rule) => w.code("rule", rule.code()).into_owned(),
        HubError::PurposeNeeded { .. } => w.t("overview-purpose").into_owned(),
        _ => refused::sentence(&w, &Refusal::from(error)),
    })
}
