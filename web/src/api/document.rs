//! The frame of the OpenAPI document: what is said about the interface as a whole.

use axum::http::StatusCode;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{OpenApi, ToSchema};

/// Every refusal (RFC 9457), as `application/problem+json`.
#[derive(Serialize, ToSchema)]
pub(super) struct Problem {
    /// `urn:hebewerk:problem:` with the code.
    r#type: String,
    /// The class of the failure, in the reader's language.
    title: String,
    /// HTTP status.
    status: u16,
    /// What exactly happened, in the reader's language.
    detail: String,
    /// Stable code in snake case; programs look at this.
    code: String,
    /// What to do next, in the reader's language.
    hint: Option<String>,
    /// Names and numbers of the sentence: the unknown column, the largest limit.
    parameters: Option<BTreeMap<String, String>>,
    /// Number under which the operator finds the request in the log.
    request_id: String,
}

const ABOUT: &str = "\
Everything people find on the pages, for programs. Whoever is not signed in reads public data.

**Signing in.** `POST /api/v1/sessions` with `e_mail` and `password` gives a token for `Authorization: Bearer …`; it \
ends with the session, after 12 hours at most. A program that is to go on without a person comes with an access key \
(`hwk_…`) in the same header: it is made on the pages of the account or of the organisation, or with `POST /api/v1/keys`, \
reaches as far as was said when it was made, never farther than its holder, and never to accounts, keys, grants and \
connections. The session cookie of the pages works too; whatever is not a GET then \
needs the header `X-CSRF-Token` with the value of `GET /api/v1/sessions/current`.

**Errors** are problem documents (RFC 9457) with a stable `code`. Their sentences follow `Accept-Language` (`de`, \
`en`).

**Paging** goes by key: `after` takes the opaque cursor of the page before; the header `Link` and the field `next` \
hold the whole address. Rows stay in the version of the first page, also when a new one arrives meanwhile.

**Versions.** `version=3` means version 3, `version=2026-11-20` the one that was current at the end of that day \
(Europe/Berlin), no `version` the newest. Versions never change: `ETag` and `If-None-Match` save the transfer.

**Filters of rows.** `column=value` means equal; `column.ne`, `.lt`, `.lte`, `.gt`, `.gte` compare; `.contains` looks \
for a part of the text, whatever the case; `column.null=true` finds rows without a value, `column.null=false` those \
with one. Values stand in standard notation: `2026-11-20`, `1208.5`, `true`. All conditions must hold. A column whose \
name is a parameter (`limit`) or holds a point is written with its operator: `limit.eq=5`. Unknown columns and \
operators are refused with 400.

**Numbers** in JSON are exact: decimals and 64-bit integers have every digit.";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "hebewerk",
        version = "1",
        description = ABOUT,
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    tags(
        (name = "start", description = "The entry and this document"),
        (name = "sessions", description = "Signing in and out"),
        (name = "keys", description = "Access keys for programs"),
        (name = "organisations", description = "Offices and companies that own data"),
        (name = "datasets", description = "Finding and describing datasets"),
        (name = "tables", description = "Columns, rows, files"),
        (name = "versions", description = "What changed, what was noticed"),
        (name = "deliveries", description = "Files as they arrive"),
        (name = "bridges", description = "What fits together across offices"),
        (name = "sql", description = "Questions over several tables"),
        (name = "connections", description = "Systems from which the hub fetches by itself"),
        (name = "audit", description = "Who did what, for the data protection officer")
    ),
    components(schemas(Problem)),
    security((), ("bearer" = []), ("session" = []))
)]
struct Frame;

/// The document without operations.
pub(super) fn frame() -> Document {
    let mut document = Frame::openapi();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("Access key, or token of `POST /api/v1/sessions`"));
    let cookie = ApiKeyValue::with_description("hw_sitzung", "Session of the pages");
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    document
}

/// A problem document.
fn refused() -> Response {
    let problem = Ref::from_schema_name("Problem");
    let content = ContentBuilder::new().schema(Some(problem)).build();
    ResponseBuilder::new()
        .content("application/problem+json", content)
        .build()
}

/// Adds what may happen to every operation: a wrong parameter, a body that is no JSON, no place. Gives every response
/// without words the name of its status: OpenAPI asks for a description.
pub(super) fn described(mut document: Document) -> Document {
    let items = document.paths.paths.values_mut();
    let operations = items.flat_map(|item| {
        [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.delete,
        ]
        .into_iter()
        .flatten()
    });
    for operation in operations {
        let takes_json = match &operation.request_body {
            Some(RefOr::T(body)) => body.content.contains_key("application/json"),
            _ => false,
        };
        let always = [StatusCode::BAD_REQUEST, StatusCode::SERVICE_UNAVAILABLE];
        let with_a_body = [
            StatusCode::PAYLOAD_TOO_LARGE,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ];
        let with_a_body = with_a_body.into_iter().filter(|_status| takes_json);
        for status in always.into_iter().chain(with_a_body) {
            let responses = &mut operation.responses.responses;
            responses
                .entry(status.as_str().to_owned())
                .or_insert_with(|| RefOr::T(refused()));
        }
        for (status, response) in &mut operation.responses.responses {
            let RefOr::T(response) = response else {
                continue;
            };
            let name = StatusCode::from_bytes(status.as_bytes()).ok();
            let name = name.and_then(|status| status.canonical_reason());
            if response.description.is_empty() {
                name.unwrap_or(status).clone_into(&mut response.description);
            }
        }
    }
    document
}
