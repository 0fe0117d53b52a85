//! `hebewerk link`.

use super::JsonArgs;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct LinkArgs {
    /// The one file.
    #[arg(value_name = "LEFT")]
    pub(crate) left: PathBuf,
    /// The other.
    #[arg(value_name = "RIGHT")]
    pub(crate) right: PathBuf,
    /// Table of the one.
    #[arg(long, value_name = "NAME")]
    pub(crate) left_table: Option<String>,
    /// Table of the other.
    #[arg(long, value_name = "NAME")]
    pub(crate) right_table: Option<String>,
    /// Also the values that were compared.
    #[arg(long)]
    pub(crate) values: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}
