//! What people and programs ask of a hub, over HTTP: pages of rows, pages for people, questions that count.

mod caller;
mod callers;
mod groups;
mod pages;
mod rows;

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Figure, Options, binary};
use crate::checkout::Checkout;

/// Measures one after the other, each with a server of its own.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let bench = Bench {
        binary: binary(checkout, options)?,
        folder: checkout.target.join("bench"),
        python: python.to_owned(),
        turns: options.repeat.max(1),
    };
    let mut figures = rows::measure(&bench)?;
    figures.extend(pages::measure(&bench)?);
    figures.extend(groups::measure(&bench)?);
    Ok(figures)
}

/// What all of them need.
struct Bench {
    binary: PathBuf,
    /// Where hubs are kept from one run to the next.
    folder: PathBuf,
    /// Measures the machine.
    python: PathBuf,
    turns: u32,
}
