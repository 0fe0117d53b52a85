//! How opendal's requests go out: through the guarded client, and no other way.

use crate::http::{Ask, Http, Login, host};
use futures::TryStreamExt;
use hebewerk_hub::ports::FetchError;
use http::{Method, Request, Response, StatusCode, header};
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport};
use std::time::Duration;

/// Longest wait for the head of an answer, tries of a busy server included.
const TIME: Duration = Duration::from_mins(2);

/// The guarded client, as opendal wants it. What a status means is said by us: opendal only sees answers that are
/// successes.
pub(super) struct Guarded(pub(super) Http);

impl HttpTransport for Guarded {
    async fn fetch(&self, request: Request<Buffer>) -> opendal::Result<Response<HttpBody>> {
        let (parts, body) = request.into_parts();
        let is_rest = parts
            .headers
            .get(header::RANGE)
            .is_some_and(|range| range != "bytes=0-");
        let has_no_body = parts.method == Method::HEAD;
        let ask = Ask::new("url", &parts.uri.to_string(), Login::None).map_err(carried)?;
        let ask = Ask {
            method: parts.method,
            headers: parts.headers,
            body: body.to_bytes(),
            ..ask
        };
        let answer = self.0.get(&ask, TIME).await.map_err(carried)?;
        let place = host(&ask.url);
        // Who sends all when asked for the rest would give us the beginning twice.
        if is_rest && answer.status() == StatusCode::OK {
            return Err(carried(FetchError::lasting("fetch_range_refused", place)));
        }
        let length = answer.content_length().filter(|_length| !has_no_body);
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        response.headers_mut().clone_from(answer.headers());
        let pieces = answer
            .bytes_stream()
            .map_ok(Buffer::from)
            .map_err(move |_broken| carried(FetchError::passing("fetch_cut_off", place.as_str())));
        Ok(response.map(|()| HttpBody::new(pieces, length)))
    }
}

/// Our error on its way through opendal.
pub(super) fn carried(error: FetchError) -> Error {
    let carrier = Error::new(ErrorKind::Unexpected, error.code);
    carrier.with_temporary(error.passing).set_source(error)
}
