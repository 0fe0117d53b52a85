//! Arguments of `hebewerk bridge`.

use super::JsonArgs;
use clap::{Args, Subcommand};
use hebewerk_model::BridgeId;

#[derive(Args)]
pub(crate) struct BridgeArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub(crate) what: BridgeCommand,
}

/// What is done with bridges of a hub.
#[derive(Subcommand)]
pub(crate) enum BridgeCommand {
    /// Lists them.
    List(BridgeListArgs),
    /// Shows one.
    Show(BridgeOneArgs),
    /// Takes one over.
    Accept(BridgeOneArgs),
    /// Says that it is none.
    Reject(BridgeOneArgs),
    /// Takes a decision back.
    Reopen(BridgeOneArgs),
    /// Looks at what changed.
    Find(JsonArgs),
    /// Makes all sketches anew.
    Rebuild(JsonArgs),
}

#[derive(Args)]
pub(crate) struct BridgeListArgs {
    /// Of this organisation only.
    #[arg(long, value_name = "ORGANISATION")]
    pub(crate) organisation: Option<String>,
    /// In this state only.
    #[arg(long, value_name = "STATE", value_parser = ["suggested", "accepted", "decayed", "rejected"])]
    pub(crate) state: Option<String>,
    /// Each by itself, and not by what they speak of.
    #[arg(long)]
    pub(crate) every: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct BridgeOneArgs {
    /// Which.
    #[arg(value_name = "ID")]
    pub(crate) id: BridgeId,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}
