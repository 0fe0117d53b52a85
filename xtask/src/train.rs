//! `cargo xtask train NAME`: models that are shipped. The data they are learned from are not ours to ship; the file is.

use anyhow::Result;

use crate::bench::topics;
use crate::checkout::{Checkout, read};
use crate::need;

/// Where the file of topics lies, in the checkout.
const TOPICS: &str = "search/lists/topics.bin";

/// What to learn.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// What to learn
    name: Name,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Name {
    /// What datasets are about: Musterdatensatz and theme
    Topics,
}

/// Learns, and says how large the file is.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let Name::Topics = options.name;
    let python = need::python::python(checkout)?;
    let lesson = topics::Lesson::prepare(checkout, &python)?;
    let file = checkout.root.join(TOPICS);
    read(
        lesson
            .program()
            .arg("train")
            .arg(lesson.examples())
            .arg(&file),
    )?;
    println!("{TOPICS}: {} bytes", file.metadata()?.len());
    Ok(())
}
