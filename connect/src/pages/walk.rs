//! From page to page by the links the server gives, to the end.

use super::beside;
use super::course::{Course, on_same_server};
use super::item_file::{ItemFile, Page};
use super::sequence::{Repeated, incomplete};
use crate::http::host;
use hebewerk_hub::ports::FetchError;
use reqwest::Url;
use std::collections::HashSet;

/// What a page says besides its elements.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The link to the next page; none on the last one.
    pub(crate) next: Option<String>,
    /// How many elements all pages have, if it says so.
    pub(crate) all: Option<u64>,
}

/// Takes all pages into the file. `read` judges a page; `no_list` is the error for an answer that has no list.
///
/// A server that sends the same page twice or leads in a circle is an error, and so is one that counted other many
/// elements than came.
pub(crate) async fn walk(
    course: &mut Course<'_>,
    mut file: ItemFile,
    first: Url,
    read: impl Fn(&Page, &Url) -> Result<Told, FetchError>,
    no_list: fn(&str) -> FetchError,
) -> Result<ItemFile, FetchError> {
    let mut visited = HashSet::new();
    let mut url = first;
    let mut all = None;
    loop {
        let told = host(&url);
        if !visited.insert(url.clone()) {
            return Err(FetchError::lasting("fetch_answer_invalid", told));
        }
        let scratch = course.page(&url).await?.to_owned();
        let (back, page) = beside(move || {
            let page = file.take(&scratch, &told)?;
            let page = page.ok_or_else(|| no_list(&told))?;
            Ok((file, page))
        })
        .await?;
        file = back;
        let said = read(&page, &url)?;
        if page.repeated == Repeated::Page {
            return Err(FetchError::lasting("fetch_answer_invalid", host(&url)));
        }
        all = said.all.or(all);
        let Some(next) = said.next else {
            return match all {
                Some(all) if all != file.count() => Err(incomplete(file.count(), all)),
                _ => Ok(file),
            };
        };
        url = on_same_server(&url, &next)?;
    }
}
