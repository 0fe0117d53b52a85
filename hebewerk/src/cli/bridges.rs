//! `hebewerk bridges`.

use super::JsonArgs;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct BridgesArgs {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Columns asked about (CSV: file, column).
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    /// At most so many suggestions; with questions, for each of them.
    #[arg(long, value_name = "K")]
    pub(crate) top: Option<usize>,
    /// Also examples of values.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) examples: usize,
    /// Also which rows belong together.
    #[arg(long, conflicts_with = "queries", requires = "json")]
    pub(crate) rows: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}
