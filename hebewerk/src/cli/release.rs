//! Arguments of `hebewerk release`.

use super::JsonArgs;
use clap::{Args, Subcommand};
use hebewerk_model::Visibility;

#[derive(Args)]
pub(crate) struct ReleaseArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub(crate) what: ReleaseCommand,
}

/// What is done with releases.
#[derive(Subcommand)]
pub(crate) enum ReleaseCommand {
    /// Lists applications that wait.
    List(JsonArgs),
    /// Shows the checklist.
    Check(ReleaseCheckArgs),
    /// Applies.
    Apply(ReleaseApplyArgs),
    /// Agrees to what somebody else applied for.
    Agree(ReleaseAgreeArgs),
    /// Refuses it.
    Refuse(ReleaseRefuseArgs),
    /// Takes back what is released.
    Withdraw(ReleaseWithdrawArgs),
}

/// What the checklist looks at.
#[derive(Args)]
pub(crate) struct ReleaseChoiceArgs {
    /// Columns by which somebody could be recognised.
    #[arg(long, value_name = "TABLE.COLUMN")]
    pub(crate) quasi: Vec<String>,
    /// The column nobody should learn of a single person.
    #[arg(long, value_name = "TABLE.COLUMN")]
    pub(crate) sensitive: Option<String>,
    /// The column with counts.
    #[arg(long, value_name = "TABLE.COLUMN")]
    pub(crate) counts: Option<String>,
    /// Smallest group and count.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) least: u32,
    /// Different values in each group.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) diverse: u32,
    /// Why the data are not about persons.
    #[arg(long, value_name = "TEXT")]
    pub(crate) no_persons: Option<String>,
}

#[derive(Args)]
pub(crate) struct ReleaseCheckArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) choice: ReleaseChoiceArgs,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ReleaseApplyArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) choice: ReleaseChoiceArgs,
    /// What the gatekeeper should know.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) note: String,
    /// Later deliveries become public by themselves.
    #[arg(long)]
    pub(crate) standing: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ReleaseAgreeArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ReleaseRefuseArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ReleaseWithdrawArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who may read it then.
    #[arg(long, value_name = "CIRCLE", default_value = "city")]
    pub(crate) to: Visibility,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}
