//! What no file says about itself: who owns it, what it is, who may see it.

use std::path::{Path, PathBuf};

use hebewerk_model::{OrganisationKind, Visibility};

use crate::city::City;
use crate::dataset::{Dataset, Office, Theme};
use crate::deliver::datasets;
use crate::office::offices;
use crate::plan;

/// Everything to be entered into a catalogue beside the files.
#[derive(Clone, Debug)]
pub struct CityCatalogue {
    /// Full name of the city.
    pub city: &'static str,
    /// Offices and companies, in the order of the organisation chart.
    pub organisations: Vec<CatalogueOrganisation>,
    /// One entry for each file of the first state.
    pub datasets: Vec<CatalogueDataset>,
}

/// An office or company; some have no file and appear because people belong to them.
#[derive(Clone, Debug)]
pub struct CatalogueOrganisation {
    /// Folder name and schema in SQL.
    pub slug: &'static str,
    /// German name: *Entsorgung Musterstadt AöR*.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// The same as the organisation chart says it: *Amt*, *Anstalt öffentlichen Rechts*, *Gesellschaft*.
    pub form: &'static str,
    /// One or two German sentences.
    pub description: String,
    /// Function mailbox.
    pub contact: String,
}

/// What is known about a file beside its bytes.
#[derive(Clone, Debug)]
pub struct CatalogueDataset {
    /// Slug of the organisation.
    pub organisation: &'static str,
    /// File name as the office has it.
    pub file: &'static str,
    /// German title.
    pub title: String,
    /// One or two plain German sentences.
    pub description: String,
    /// German words people search for.
    pub tags: &'static [&'static str],
    /// Subject.
    pub theme: Theme,
    /// Code of the DCAT-AP.de licence list; none for what is not open.
    pub licence: Option<&'static str>,
    /// The widest circle that may read the rows.
    pub visibility: Visibility,
    /// Function mailbox of those who answer questions.
    pub contact: String,
    /// Whether it names (invented) people.
    pub personal_data: bool,
}

impl CatalogueDataset {
    /// Path below the folder of the city.
    pub fn path(&self) -> PathBuf {
        Path::new(self.organisation).join(self.file)
    }
}

/// The catalogue of a city.
pub fn catalogue(city: &City) -> CityCatalogue {
    let describe = |(office, dataset): (&'static Office, &'static Dataset)| CatalogueDataset {
        organisation: office.slug,
        file: dataset.file,
        title: local(city, dataset.title),
        description: local(city, dataset.description),
        tags: dataset.tags,
        theme: dataset.theme,
        licence: dataset.licence,
        visibility: dataset.visibility,
        contact: mailbox(city, office.mailbox),
        personal_data: dataset.personal,
    };
    let datasets: Vec<CatalogueDataset> = datasets(city).map(describe).collect();
    let organisations = offices()
        .iter()
        .filter(|office| {
            city.is_musterstadt()
                || datasets
                    .iter()
                    .any(|dataset| dataset.organisation == office.slug)
        })
        .map(|office| CatalogueOrganisation {
            slug: office.slug,
            name: local(city, office.name),
            kind: office.kind,
            form: office.form,
            description: local(city, office.description),
            contact: mailbox(city, office.mailbox),
        })
        .collect();
    CityCatalogue {
        city: city.name,
        organisations,
        datasets,
    }
}

fn local(city: &City, text: &str) -> String {
    text.replace("{stadt}", city.short_name())
        .replace("{fluss}", plan::of(city.slug).river)
}

fn mailbox(city: &City, name: &str) -> String {
    format!("{name}@{}.example", city.slug)
}
