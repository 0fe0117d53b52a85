//! Arguments of `hebewerk view`.

use super::JsonArgs;
use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct ViewArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub(crate) what: ViewCommand,
}

/// What is done with views of a hub.
#[derive(Subcommand)]
pub(crate) enum ViewCommand {
    /// Lists them.
    List(ViewListArgs),
    /// Shows one.
    Show(ViewOneArgs),
    /// Saves one, or changes it.
    Save(ViewSaveArgs),
    /// Deletes one.
    Delete(ViewDeleteArgs),
}

#[derive(Args)]
pub(crate) struct ViewListArgs {
    /// Of this organisation only.
    #[arg(long, value_name = "ORGANISATION")]
    pub(crate) organisation: Option<String>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ViewOneArgs {
    /// Which.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ViewSaveArgs {
    /// Its name behind `sichten.`.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// One SELECT statement.
    #[arg(long, value_name = "SQL")]
    pub(crate) sql: String,
    /// What it is called.
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: String,
    /// What is said of it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) description: String,
    /// The organisation that looks after it; needed for a new one.
    #[arg(long, value_name = "ORGANISATION")]
    pub(crate) organisation: Option<String>,
    /// The widest circle that may know of it.
    #[arg(long, value_name = "CIRCLE", default_value = "city", value_parser = ["office", "city", "public"])]
    pub(crate) visibility: String,
    /// A value it asks for, as `name:kind=default`.
    #[arg(long = "parameter", value_name = "NAME:KIND=DEFAULT")]
    pub(crate) parameters: Vec<String>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ViewDeleteArgs {
    /// Which.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// That it is meant.
    #[arg(long)]
    pub(crate) yes: bool,
}
