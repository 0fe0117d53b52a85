//! Looking for datasets: parameters, and where the next page begins.

use super::super::caller::Caller;
use super::super::cursor;
use super::super::parameters::{limit, only};
use crate::Refusal;
use hebewerk_hub::ports::Facets;
use hebewerk_hub::{FindRequest, Found};
use hebewerk_model::DatasetId;
use serde::{Deserialize, Serialize};

/// Datasets of a page if the address does not say.
const DEFAULT: u32 = 20;
/// Datasets of a page at most.
const MOST: u32 = 100;

/// No list is longer; a cursor that points behind it was made by somebody else.
const FURTHEST: usize = 1_000_000;

/// A page of hits, and the place of the first of them.
pub(in crate::api) struct FoundPage {
    pub(in crate::api) found: Found,
    offset: usize,
    limit: usize,
}

/// Behind which dataset a page begins, and where that stood.
#[derive(Serialize, Deserialize)]
struct Place {
    offset: usize,
    last: Option<DatasetId>,
}

/// The datasets an address asks for.
pub(in crate::api) async fn find(caller: &Caller) -> Result<FoundPage, Refusal> {
    let query = &caller.query;
    let known = [
        "q",
        "organisation",
        "theme",
        "tag",
        "format",
        "visibility",
        "limit",
        "after",
    ];
    only(query, &known)?;
    let all = |name| query.all(name).map(str::to_owned).collect();
    let mut request = FindRequest {
        text: query.get("q").unwrap_or_default().to_owned(),
        facets: Facets {
            organisations: all("organisation"),
            themes: all("theme"),
            formats: all("format"),
            visibilities: all("visibility"),
            tags: all("tag"),
        },
        offset: 0,
        limit: limit(query, DEFAULT, MOST)? as usize,
    };
    let principal = &caller.visitor.principal;
    if let Some(after) = query.get("after") {
        let place: Place = cursor::read(after)?;
        if place.offset > FURTHEST {
            return Err(cursor::foreign());
        }
        request.offset = place.offset;
        if let Some(last) = place.last {
            request.offset = caller
                .hub()
                .offset_behind(principal, &request, last)
                .await?;
        }
    }
    let found = caller.hub().find(principal, &request).await?;
    Ok(FoundPage {
        found,
        offset: request.offset,
        limit: request.limit,
    })
}

/// Cursor and address of the next page.
pub(in crate::api) fn next(
    caller: &Caller,
    page: &FoundPage,
) -> Result<Option<(String, String)>, Refusal> {
    let offset = page.offset + page.limit;
    if offset as u64 >= page.found.total {
        return Ok(None);
    }
    let last = page.found.hits.last().map(|hit| hit.card.dataset.id);
    let after = cursor::written(&Place { offset, last })?;
    let address = caller.here_with(&caller.query.with("after", &after));
    Ok(Some((after, address)))
}
