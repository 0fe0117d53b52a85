//! That catalogue and data directory belong together: two directories on one PostgreSQL catalogue would each sweep
//! the other's data away.

use crate::home::Home;
use crate::trouble::Trouble;
use anyhow::{Context, bail};
use hebewerk_hub::HubError;
use hebewerk_model::CatalogueId;
use hebewerk_store::{Belonging, Store, StoreOptions, StoreUrl};

/// Refuses a catalogue that was made for another data directory. A catalogue within the directory moves with it.
pub(crate) async fn check(home: &Home, options: &StoreOptions) -> anyhow::Result<()> {
    if is_within(home, &options.url) {
        return Ok(());
    }
    let belonging = Store::belonging(options).await.map_err(HubError::from)?;
    if fits(noted(home)?, &belonging, &options.data_path) {
        return Ok(());
    }
    bail!(Trouble::OtherHub)
}

/// Notes in the directory which catalogue is its own, so that it may move.
pub(crate) async fn note(home: &Home, options: &StoreOptions) -> anyhow::Result<()> {
    if is_within(home, &options.url) || noted(home)?.is_some() {
        return Ok(());
    }
    let belonging = Store::belonging(options).await.map_err(HubError::from)?;
    if let Some(catalogue) = belonging.catalogue {
        std::fs::write(home.catalogue_note(), catalogue.to_string())
            .with_context(|| home.catalogue_note().display().to_string())?;
    }
    Ok(())
}

fn is_within(home: &Home, url: &StoreUrl) -> bool {
    matches!(url, StoreUrl::Sqlite(path) if *path == home.catalogue())
}

fn noted(home: &Home) -> anyhow::Result<Option<CatalogueId>> {
    match std::fs::read_to_string(home.catalogue_note()) {
        Ok(text) => Ok(text.trim().parse().ok()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| home.catalogue_note().display().to_string()),
    }
}

/// A directory fits when it has noted this catalogue, when the catalogue names it, or when the catalogue is new.
fn fits(noted: Option<CatalogueId>, belonging: &Belonging, data_path: &str) -> bool {
    let Some(named) = &belonging.data_path else {
        return true;
    };
    let knows_it = noted.is_some() && noted == belonging.catalogue;
    knows_it || named.trim_end_matches('/') == data_path.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_belongs_to_the_directory_that_noted_it_or_that_it_names() {
        let id = |number: u8| format!("{number:032x}").parse::<CatalogueId>().unwrap();
        let of = |number: u8, path: &str| Belonging {
            catalogue: Some(id(number)),
            data_path: Some(path.to_owned()),
        };
        let here = "/srv/a/lake/data";
        for (noted, belonging, expected) in [
            (None, Belonging::default(), true),
            (None, of(1, "/srv/a/lake/data/"), true),
            (None, of(1, "/srv/b/lake/data/"), false),
            (Some(id(1)), of(1, "/srv/before/lake/data/"), true),
            (Some(id(2)), of(1, "/srv/b/lake/data/"), false),
        ] {
            assert_eq!(fits(noted, &belonging, here), expected, "{belonging:?}");
        }
    }
}
