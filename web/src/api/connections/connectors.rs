//! What can be connected, and what is asked for it.

use super::super::caller::{ApiResult, Caller, Keep};
use super::super::document::Problem;
use super::super::list::Page;
use super::super::parameters::only;
use crate::Words;
use hebewerk_hub::ports::{ConnectorForm, Field};
use serde::Serialize;
use utoipa::ToSchema;

/// A kind of system.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ConnectorView {
    /// Stable name: `http`, `postgresql` …
    connector: &'static str,
    /// What people call it, in the reader's language.
    title: String,
    /// What it is for, in the reader's language.
    about: String,
    /// What is asked, in this order.
    fields: Vec<ConnectorField>,
}

/// One question.
#[derive(Serialize, ToSchema)]
struct ConnectorField {
    /// Key in `settings`; for a secret, in `secrets`.
    name: &'static str,
    /// `text`, `address`, `host`, `query`, `number`, `choice` or `secret`.
    kind: &'static str,
    /// Whether it must be answered.
    required: bool,
    /// What holds where nothing is answered.
    #[serde(skip_serializing_if = "str::is_empty")]
    default: &'static str,
    /// Least of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    /// Most of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
    /// Codes of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'static str>,
    /// What people call it, in the reader's language.
    label: String,
}

/// Kinds of systems that can be connected
#[utoipa::path(
    get,
    path = "/connectors",
    operation_id = "list_connectors",
    tag = "connections",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<ConnectorView>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(in crate::api) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let w = caller.visitor.words;
    let forms = caller.hub().connectors().iter();
    let items = forms.map(|form| connector(w, form));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

fn connector(w: Words, form: &ConnectorForm) -> ConnectorView {
    let kind = form.kind;
    ConnectorView {
        connector: kind,
        title: w.t(&format!("connector-{kind}")).into_owned(),
        about: w.t(&format!("connector-{kind}-about")).into_owned(),
        fields: form.fields.iter().map(|one| field(w, kind, one)).collect(),
    }
}

fn field(w: Words, connector: &str, field: &Field) -> ConnectorField {
    let bounds = field.kind.bounds();
    ConnectorField {
        name: field.name,
        kind: field.kind.code(),
        required: field.required,
        default: field.default,
        minimum: bounds.map(|(least, _most)| least),
        maximum: bounds.map(|(_least, most)| most),
        choices: field.kind.choices().to_vec(),
        label: w
            .t(&format!("connector-{connector}-{}", field.name))
            .into_owned(),
    }
}
