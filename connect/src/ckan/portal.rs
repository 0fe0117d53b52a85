//! A portal and what it is asked.

use super::package::Package;
use super::{login, result};
use crate::http::{Ask, Http, Login};
use crate::pages::small;
use hebewerk_hub::ports::{Fetch, FetchError, Offered};
use reqwest::Url;
use serde_json::Value;
use std::time::Duration;

/// Datasets a search answers with. Portals refuse more than a thousand, and their descriptions are long.
const MOST_FOUND: &str = "100";

/// A portal.
pub(super) struct Portal<'a> {
    http: &'a Http,
    /// Its start page.
    ask: Ask,
    time: Duration,
    /// The dataset whose page was entered.
    pub(super) dataset: Option<String>,
}

impl<'a> Portal<'a> {
    pub(super) fn of(http: &'a Http, fetch: &Fetch) -> Result<Self, FetchError> {
        let entered = fetch.setting("url").unwrap_or_default();
        let ask = Ask::new("url", entered, login(fetch))?;
        let (start, dataset) = start_page(&ask.url);
        Ok(Self {
            http,
            ask: ask.at(start),
            time: fetch.time,
            dataset,
        })
    }

    /// A dataset by name or identifier.
    pub(super) async fn package(&self, dataset: &str) -> Result<Package, FetchError> {
        let ask = self.action("package_show", &[("id", dataset)]);
        let bytes = small(self.http, &ask, self.time).await?;
        Ok(Package::read(&result(&bytes, &ask)?))
    }

    /// Datasets in which words are found.
    pub(super) async fn search(&self, words: &str) -> Result<Vec<Offered>, FetchError> {
        let ask = self.action("package_search", &[("q", words), ("rows", MOST_FOUND)]);
        let bytes = small(self.http, &ask, self.time).await?;
        let found = result(&bytes, &ask)?;
        let packages = found.get("results").and_then(Value::as_array);
        let offered = packages.into_iter().flatten().filter_map(|package| {
            Some(Offered {
                field: "dataset",
                value: package["name"].as_str()?.to_owned(),
                title: package["title"].as_str().map(str::to_owned),
                size: None,
            })
        });
        Ok(offered.collect())
    }

    /// A request for a file. Files often lie on other servers, which have no business with our token.
    pub(super) fn ask_for(&self, url: &str) -> Result<Ask, FetchError> {
        let ask = Ask::new("resource", url, Login::None)?;
        if ask.url.origin() == self.ask.url.origin() {
            return Ok(self.ask.at(ask.url));
        }
        Ok(ask)
    }

    fn action(&self, action: &str, parameters: &[(&str, &str)]) -> Ask {
        let mut url = self.ask.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(["api", "3", "action", action]);
        }
        url.query_pairs_mut().clear().extend_pairs(parameters);
        self.ask.at(url)
    }
}

/// The start page, and the dataset if what was entered is its page or one below.
pub(crate) fn start_page(url: &Url) -> (Url, Option<String>) {
    let segments: Vec<&str> = url.path_segments().into_iter().flatten().collect();
    let at = |names: &[&str]| segments.iter().position(|part| names.contains(part));
    let dataset = at(&["dataset"]);
    let end = dataset.or_else(|| at(&["api"])).unwrap_or(segments.len());
    let before = segments.get(..end).unwrap_or_default();
    let name = dataset.and_then(|at| segments.get(at + 1));
    let name = name.filter(|name| !name.is_empty()).map(|name| {
        let name = percent_encoding::percent_decode_str(name);
        name.decode_utf8_lossy().into_owned()
    });
    let mut start = url.clone();
    start.set_path(&format!("/{}", before.join("/")));
    start.set_query(None);
    start.set_fragment(None);
    (start, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_a_portal_leads_to_its_start() {
        let check = |url: &str, start: &str, dataset: Option<&str>| {
            let (found, name) = start_page(&Url::parse(url).unwrap());
            assert_eq!((found.as_str(), name.as_deref()), (start, dataset), "{url}");
        };
        check("https://open.example", "https://open.example/", None);
        check("https://open.example/?q=1#x", "https://open.example/", None);
        check(
            "https://o.example/api/3/action/",
            "https://o.example/",
            None,
        );
        check(
            "https://o.example/ckan/dataset/baeume",
            "https://o.example/ckan",
            Some("baeume"),
        );
        check(
            "https://o.example/dataset/b/resource/1",
            "https://o.example/",
            Some("b"),
        );
        check("https://o.example/dataset/", "https://o.example/", None);
    }
}
