//! Arguments of `hebewerk erase`.

use super::JsonArgs;
use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct EraseArgs {
    /// What to do.
    #[command(subcommand)]
    pub(crate) what: EraseCommand,
}

/// What is done about erasures.
#[derive(Subcommand)]
pub(crate) enum EraseCommand {
    /// Lists what was erased.
    List(EraseListArgs),
    /// Shows how much would be erased.
    Preview(ErasePreviewArgs),
    /// Erases.
    Run(EraseRunArgs),
}

#[derive(Args)]
pub(crate) struct EraseListArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

/// What goes: the rows of one person, one version, or everything.
#[derive(Args)]
pub(crate) struct EraseWishArgs {
    /// The column by which the person is found; the value is read from the standard input.
    #[arg(long, value_name = "COLUMN", required_unless_present_any = ["of_version", "everything"])]
    pub(crate) column: Option<String>,
    /// The version.
    #[arg(long, value_name = "N", conflicts_with = "column")]
    pub(crate) of_version: Option<u32>,
    /// All versions and deliveries.
    #[arg(long, conflicts_with_all = ["column", "of_version"])]
    pub(crate) everything: bool,
}

#[derive(Args)]
pub(crate) struct ErasePreviewArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) wish: EraseWishArgs,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct EraseRunArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) wish: EraseWishArgs,
    /// How many rows the preview counted.
    #[arg(long, value_name = "N")]
    pub(crate) rows: u64,
    /// File reference.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}
