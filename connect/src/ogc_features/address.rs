//! What people enter: the landing page, the list of collections, a collection or its features.

use reqwest::Url;

/// An address taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The landing page, with the parameters that were entered (a key, a filter).
    base: Url,
    /// Whether it is what was entered.
    pub(super) is_landing_page: bool,
    /// The collection, if one was entered.
    pub(super) collection: Option<String>,
}

impl Address {
    pub(super) fn of(url: &Url) -> Self {
        let segments: Vec<&str> = url.path_segments().into_iter().flatten().collect();
        let at = segments.iter().position(|part| *part == "collections");
        let Some(at) = at else {
            return Self {
                base: url.clone(),
                is_landing_page: true,
                collection: None,
            };
        };
        let (before, after) = segments.split_at(at);
        let collection = after.get(1).filter(|part| !part.is_empty());
        let collection = collection.map(|part| {
            let text = percent_encoding::percent_decode_str(part);
            text.decode_utf8_lossy().into_owned()
        });
        let mut base = url.clone();
        base.set_path(&format!("/{}", before.join("/")));
        Self {
            base,
            is_landing_page: false,
            collection,
        }
    }

    /// An address below the landing page.
    pub(super) fn below(&self, parts: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(parts);
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_an_interface_leads_to_its_collections() {
        let check = |url: &str, collection: Option<&str>| {
            let address = Address::of(&Url::parse(url).unwrap());
            assert_eq!(address.collection.as_deref(), collection, "{url}");
            let below = address.below(&["collections", "a b"]);
            assert_eq!(below.path(), "/ogc/v1/collections/a%20b", "{url}");
        };
        check("https://geo.example/ogc/v1", None);
        check("https://geo.example/ogc/v1/", None);
        check("https://geo.example/ogc/v1/collections", None);
        check("https://geo.example/ogc/v1/collections/", None);
        check(
            "https://geo.example/ogc/v1/collections/b%C3%A4ume",
            Some("bäume"),
        );
        check(
            "https://geo.example/ogc/v1/collections/b/items?limit=5",
            Some("b"),
        );
        let root = Address::of(&Url::parse("https://geo.example").unwrap());
        assert_eq!(root.below(&["collections"]).path(), "/collections");
    }
}
