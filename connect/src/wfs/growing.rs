//! The file in which the pages of a layer come together, in either format.

use super::exception;
use super::gml_file::GmlFile;
use super::request::Format;
use crate::http::{disk, host};
use crate::pages::{ItemFile, Repeated, Shape};
use hebewerk_hub::ports::FetchError;
use reqwest::Url;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of an answer in which it is recognised as a report.
const HEAD_BYTES: u64 = 64 << 10;

/// A file that grows page by page.
pub(super) enum Growing {
    Json(ItemFile),
    Gml(GmlFile),
}

impl Growing {
    /// Begins a file; one that is there is begun anew.
    pub(super) fn create(path: &Path, format: Format) -> Result<Self, FetchError> {
        Ok(match format {
            Format::Json => Self::Json(ItemFile::create(path, Shape::Features)?),
            Format::Gml => Self::Gml(GmlFile::create(path)?),
        })
    }

    /// Features so far.
    pub(super) const fn count(&self) -> u64 {
        match self {
            Self::Json(file) => file.count(),
            Self::Gml(file) => file.count(),
        }
    }

    /// Appends a page; tells what of it was there before.
    pub(super) fn take(&mut self, page: &Path, url: &Url) -> Result<Repeated, FetchError> {
        match self {
            Self::Gml(file) => file.take(page, url),
            Self::Json(file) => {
                // Whatever format was asked for, exceptions mostly come in XML.
                let mut head = Vec::new();
                let opened = File::open(page).map_err(|error| disk(&error))?;
                let read = opened.take(HEAD_BYTES).read_to_end(&mut head);
                read.map_err(|error| disk(&error))?;
                if head.trim_ascii_start().starts_with(b"<") {
                    exception::none_in(&head, url)?;
                    return Err(FetchError::lasting("fetch_answer_invalid", host(url)));
                }
                let page = file.take(page, &host(url))?;
                let page =
                    page.ok_or_else(|| FetchError::lasting("fetch_answer_invalid", host(url)))?;
                Ok(page.repeated)
            }
        }
    }

    /// Ends the file.
    pub(super) fn close(self) -> Result<(), FetchError> {
        match self {
            Self::Json(file) => file.close(),
            Self::Gml(file) => file.close(),
        }
    }
}
