//! What is looked for, as its address says.

use super::answer::{only, wrong};
use crate::Refusal;
use crate::query::Query;
use hebewerk_exchange::records::{Terms, Wish};
use hebewerk_model::{DatasetId, Kind};
use std::str::FromStr;

/// The conditions of a search; a page of what is found has them too.
pub(super) const CONDITIONS: [&str; 6] = ["q", "bbox", "datetime", "type", "ids", "externalIds"];

/// Records of a page, if nobody says how many.
pub(super) const USUAL: usize = 50;
/// Most records of a page. Asked for more, a page has so many (OGC API Features, `/req/core/fc-limit-response-1`).
pub(super) const MOST: usize = 500;

/// A page of what is looked for.
pub(super) struct Wanted {
    pub(super) wish: Wish,
    pub(super) limit: usize,
    /// Behind which record the page begins.
    pub(super) after: Option<DatasetId>,
    /// How many records to pass over, for programs that count pages themselves.
    pub(super) offset: usize,
}

impl Wanted {
    pub(super) fn of(query: &Query) -> Result<Self, Refusal> {
        let paging = ["limit", "after", "offset"];
        let known: Vec<&str> = CONDITIONS.into_iter().chain(paging).collect();
        only(query, &known)?;
        let limit: Option<usize> = parsed(query, "limit")?;
        if limit == Some(0) {
            return Err(wrong("limit", "0"));
        }
        let after = query.get("after").map(DatasetId::from_str).transpose();
        Ok(Self {
            wish: Wish {
                terms: query.get("q").map(Terms::of),
                extent: parsed(query, "bbox")?,
                interval: parsed(query, "datetime")?,
                kinds: list(query, "type"),
                ids: list(query, "ids"),
                external_ids: list(query, "externalIds"),
            },
            limit: limit.map_or(USUAL, |limit| limit.min(MOST)),
            after: after.map_err(|_unknown| Refusal::new(Kind::Invalid, "invalid_cursor"))?,
            offset: parsed(query, "offset")?.unwrap_or(0),
        })
    }
}

fn parsed<T: FromStr>(query: &Query, name: &str) -> Result<Option<T>, Refusal> {
    let Some(text) = query.get(name) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_error| wrong(name, text))
}

/// What is parted by commas.
fn list(query: &Query, name: &str) -> Option<Vec<String>> {
    let list = query.get(name)?.split(',').map(str::trim);
    Some(list.map(str::to_owned).collect())
}
