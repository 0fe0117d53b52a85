//! From a template to a response.

use crate::Refusal;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// What a page's handler returns.
pub(crate) type PageResult = Result<Response, Refusal>;

/// A page.
pub(crate) fn page(template: &impl Template) -> PageResult {
    Ok(Html(template.render()?).into_response())
}

/// A page with another status than 200.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> PageResult {
    let mut response = page(template)?;
    *response.status_mut() = status;
    Ok(response)
}
