//! Arguments of `hebewerk audit`.

use super::JsonArgs;
use clap::{Args, Subcommand, ValueEnum};

#[derive(Args)]
pub(crate) struct AuditArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub(crate) what: AuditCommand,
}

/// What is done with the audit.
#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// Lists entries.
    List(AuditListArgs),
    /// Prints entries as a file.
    Export(AuditExportArgs),
    /// Checks the chain.
    Verify(AuditVerifyArgs),
    /// Prints the head of the chain.
    Head(JsonArgs),
    /// Prints what is held of a person.
    Disclose(AuditDiscloseArgs),
    /// Appoints the data protection officer.
    Officer(AuditOfficerArgs),
}

/// What is looked for.
#[derive(Args)]
pub(crate) struct AuditSearch {
    /// First day.
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Last day.
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// By or about this person.
    #[arg(long, value_name = "E-MAIL")]
    pub(crate) account: Option<String>,
    /// About this dataset.
    #[arg(long, value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: Option<String>,
    /// What was done.
    #[arg(long, value_name = "ACTION")]
    pub(crate) action: Option<String>,
    /// Through which door.
    #[arg(long, value_name = "DOOR")]
    pub(crate) door: Option<String>,
    /// What was allowed.
    #[arg(long, conflicts_with = "refused")]
    pub(crate) allowed: bool,
    /// What was refused.
    #[arg(long)]
    pub(crate) refused: bool,
}

#[derive(Args)]
pub(crate) struct AuditListArgs {
    #[command(flatten)]
    pub(crate) search: AuditSearch,
    /// Entries at most.
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

/// Forms in which the audit is exported.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditForm {
    /// CSV for a German Excel, in words.
    Excel,
    /// JSON lines, in codes.
    Ndjson,
}

#[derive(Args)]
pub(crate) struct AuditExportArgs {
    #[command(flatten)]
    pub(crate) search: AuditSearch,
    /// In which form.
    #[arg(long, value_enum, default_value = "ndjson", value_name = "FORM")]
    pub(crate) form: AuditForm,
}

#[derive(Args)]
pub(crate) struct AuditVerifyArgs {
    /// Heads that were kept elsewhere.
    #[arg(long, value_name = "ENTRY:HASH")]
    pub(crate) head: Vec<hebewerk_hub::ports::Head>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct AuditDiscloseArgs {
    /// Of whom.
    #[arg(value_name = "E-MAIL")]
    pub(crate) account: String,
}

#[derive(Args)]
pub(crate) struct AuditOfficerArgs {
    /// Who.
    #[arg(value_name = "E-MAIL")]
    pub(crate) account: String,
    /// End the appointment.
    #[arg(long)]
    pub(crate) remove: bool,
}
