//! The command line. Its words come from `words` in the reader's language; see [`crate::help`].

mod audit;
mod bridge;
mod bridges;
mod erase;
mod link;
mod release;
mod view;

pub(crate) use audit::{
    AuditArgs, AuditCommand, AuditDiscloseArgs, AuditExportArgs, AuditForm, AuditListArgs,
    AuditOfficerArgs, AuditSearch, AuditVerifyArgs,
};
pub(crate) use release::{
    ReleaseAgreeArgs, ReleaseApplyArgs, ReleaseArgs, ReleaseCheckArgs, ReleaseChoiceArgs,
    ReleaseCommand, ReleaseRefuseArgs, ReleaseWithdrawArgs,
};

pub(crate) use bridge::{BridgeArgs, BridgeCommand, BridgeListArgs, BridgeOneArgs};
pub(crate) use bridges::BridgesArgs;
pub(crate) use erase::{
    EraseArgs, EraseCommand, EraseListArgs, ErasePreviewArgs, EraseRunArgs, EraseWishArgs,
};
pub(crate) use link::LinkArgs;
pub(crate) use view::{
    ViewArgs, ViewCommand, ViewDeleteArgs, ViewListArgs, ViewOneArgs, ViewSaveArgs,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `hebewerk`.
#[derive(Parser)]
#[command(name = "hebewerk", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// Data directory.
    #[arg(
        long,
        global = true,
        env = "HEBEWERK_DATA",
        default_value = "hebewerk-daten",
        value_name = "DIR"
    )]
    pub(crate) data: PathBuf,
    /// Language of messages.
    #[arg(
        long,
        global = true,
        env = "HEBEWERK_LANGUAGE",
        value_enum,
        value_name = "LANGUAGE"
    )]
    pub(crate) language: Option<LanguageChoice>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Languages by their tags.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LanguageChoice {
    /// German.
    De,
    /// English.
    En,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Makes a data directory.
    Init(InitArgs),
    /// Serves pages and interfaces.
    Serve(ServeArgs),
    /// Takes files in.
    TakeIn(TakeInArgs),
    /// Watches a folder without serving.
    Watch(WatchArgs),
    /// Looks at a file without taking it in.
    Inspect(InspectArgs),
    /// Finds which tables of a folder fit together.
    Bridges(BridgesArgs),
    /// Tells which rows of two files are the same address or facility.
    Link(LinkArgs),
    /// Answers SQL.
    Sql(SqlArgs),
    /// Lists datasets.
    Datasets(DatasetsArgs),
    /// Lists what waits to be accepted, or decides about it.
    Held(HeldArgs),
    /// Lists, grants and takes back rights to read.
    #[command(disable_help_subcommand = true)]
    Grant(GrantArgs),
    /// Checks, applies for, decides on and takes back publications.
    #[command(disable_help_subcommand = true)]
    Release(ReleaseArgs),
    /// Lists and decides on bridges of the hub.
    #[command(disable_help_subcommand = true)]
    Bridge(BridgeArgs),
    /// Lists, saves and deletes views.
    #[command(disable_help_subcommand = true)]
    View(ViewArgs),
    /// Shows or lays down what is held back of a dataset.
    #[command(disable_help_subcommand = true)]
    Protection(ProtectionArgs),
    /// Lists, previews or carries out erasures.
    #[command(disable_help_subcommand = true)]
    Erase(EraseArgs),
    /// Lists, exports and checks the audit.
    #[command(disable_help_subcommand = true)]
    Audit(AuditArgs),
    /// Shows how an account stands, and helps whoever cannot sign in.
    Account(AccountArgs),
    /// Lists what can be connected, and what is asked for it.
    Connectors(ConnectorsArgs),
    /// Lists connections to other systems.
    Connections(JsonArgs),
    /// Makes a connection.
    Connect(ConnectArgs),
    /// Changes a connection: its secrets, and on whose behalf it is fetched.
    Connection(ConnectionArgs),
    /// Fetches a connection now.
    Fetch(FetchArgs),
    /// Says how the hub is.
    Status(JsonArgs),
    /// Copies everything to a folder.
    Backup(BackupArgs),
    /// Brings a backup back.
    Restore(RestoreArgs),
    /// Builds the search index anew.
    Reindex(JsonArgs),
    /// Seals all secrets with a new key.
    Reseal(JsonArgs),
    /// Looks for damage and wrong settings.
    Doctor(DoctorArgs),
    /// Invents a city and serves it.
    Demo(DemoArgs),
    /// Prints completions for a shell.
    Completions(CompletionsArgs),
    /// Prints the manual page.
    Man,
}

#[derive(Args)]
pub(crate) struct InitArgs {
    /// Name of the city, as pages say it.
    #[arg(long, value_name = "NAME")]
    pub(crate) city: Option<String>,
}

#[derive(Args)]
pub(crate) struct ServeArgs {
    /// Folder to watch: first-level folders are organisations, files are datasets.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) watch: Option<PathBuf>,
    /// Address to listen on instead of the configured one.
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<std::net::SocketAddr>,
}

#[derive(Args)]
pub(crate) struct TakeInArgs {
    /// Files or folders.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Organisation that owns them.
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: String,
    /// Circle of readers of new datasets: office, city or public.
    #[arg(long, default_value = "office", value_name = "CIRCLE")]
    pub(crate) visibility: hebewerk_model::Visibility,
    /// Recipe (JSON) with corrections.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    /// Make them current also where they break what was built on the version before.
    #[arg(long)]
    pub(crate) accept: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct WatchArgs {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

#[derive(Args)]
pub(crate) struct InspectArgs {
    /// The file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Print a table in this form instead of what was recognised.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub(crate) form: Option<InspectForm>,
    /// Which table; the first one if not said.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    /// Recipe (JSON) with corrections.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

/// Forms in which `inspect` prints a table.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum InspectForm {
    /// Standard CSV.
    Csv,
}

#[derive(Args)]
pub(crate) struct SqlArgs {
    /// One SELECT statement.
    #[arg(value_name = "SQL")]
    pub(crate) sql: String,
    /// Ask with the rights of this account.
    #[arg(long = "as", value_name = "E-MAIL")]
    pub(crate) account: Option<String>,
    /// Print CSV.
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// Print at most this many rows.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    /// What data of several houses are joined for.
    #[arg(long, value_name = "TEXT", requires = "legal_basis")]
    pub(crate) purpose: Option<String>,
    /// On which legal basis.
    #[arg(long, value_name = "TEXT", requires = "purpose")]
    pub(crate) legal_basis: Option<String>,
    /// File reference.
    #[arg(long, value_name = "TEXT", requires = "purpose")]
    pub(crate) reference: Option<String>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct DatasetsArgs {
    /// Only those of this organisation.
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Option<String>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct HeldArgs {
    /// Only this one.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: Option<String>,
    /// Make what waits current.
    #[arg(long, requires = "dataset", conflicts_with = "refuse")]
    pub(crate) accept: bool,
    /// Refuse what waits.
    #[arg(long, requires = "dataset")]
    pub(crate) refuse: bool,
    /// Name a renamed column keeps; may be repeated.
    #[arg(long, requires = "accept", value_name = "NAME")]
    pub(crate) keep: Vec<String>,
    /// Whether deliveries become current whatever they do otherwise.
    #[arg(long, requires = "dataset", value_enum, value_name = "SWITCH")]
    pub(crate) always: Option<Switch>,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct GrantArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub(crate) what: GrantCommand,
}

/// What is done with rights to read.
#[derive(Subcommand)]
pub(crate) enum GrantCommand {
    /// Lists them.
    List(GrantListArgs),
    /// Grants one.
    Give(GrantGiveArgs),
    /// Takes one back.
    Revoke(GrantRevokeArgs),
}

#[derive(Args)]
pub(crate) struct GrantListArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct GrantGiveArgs {
    /// What may be read.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    /// Organisation that may read.
    #[arg(long, value_name = "NAME", required_unless_present = "person")]
    pub(crate) organisation: Option<String>,
    /// Person who may read.
    #[arg(long, value_name = "E-MAIL", conflicts_with = "organisation")]
    pub(crate) person: Option<String>,
    /// What for.
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: String,
    /// On which legal basis.
    #[arg(long, value_name = "TEXT")]
    pub(crate) legal_basis: String,
    /// File reference of the decision.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reference: Option<String>,
    /// Also what is held back from others.
    #[arg(long)]
    pub(crate) covers_protected: bool,
    /// Counts only, no row.
    #[arg(long)]
    pub(crate) statistics_only: bool,
    /// The last day.
    #[arg(long, value_name = "DAY", required_unless_present = "until_revoked")]
    pub(crate) until: Option<jiff::civil::Date>,
    /// It holds until it is taken back.
    #[arg(long, conflicts_with = "until")]
    pub(crate) until_revoked: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct GrantRevokeArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    /// Its identifier.
    #[arg(value_name = "GRANT")]
    pub(crate) grant: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ProtectionArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub(crate) what: ProtectionCommand,
}

/// What is done with rules of protection.
#[derive(Subcommand)]
pub(crate) enum ProtectionCommand {
    /// Shows them.
    Show(ProtectionShowArgs),
    /// Lays others down.
    Set(ProtectionSetArgs),
}

#[derive(Args)]
pub(crate) struct ProtectionShowArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ProtectionSetArgs {
    /// Whose.
    #[arg(value_name = "ORGANISATION/DATASET")]
    pub(crate) dataset: String,
    /// The rules, as `show --json` prints them; `-` reads them from the standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: std::path::PathBuf,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct AccountArgs {
    /// Whose: the address they sign in with.
    #[arg(value_name = "E-MAIL")]
    pub(crate) email: String,
    /// Ends all its sign-ins.
    #[arg(long)]
    pub(crate) sign_out: bool,
    /// Takes its second factor from it.
    #[arg(long)]
    pub(crate) reset_second_factor: bool,
    /// Takes all its access keys back.
    #[arg(long)]
    pub(crate) revoke_keys: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

/// On or off.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

#[derive(Args)]
pub(crate) struct ConnectorsArgs {
    /// Only this kind.
    #[arg(value_name = "CONNECTOR")]
    pub(crate) connector: Option<String>,
    /// Print a page for a handbook.
    #[arg(long, conflicts_with = "json")]
    pub(crate) markdown: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ConnectArgs {
    /// Which connector: http, postgresql …
    #[arg(value_name = "CONNECTOR")]
    pub(crate) connector: String,
    /// Organisation whose it is.
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: String,
    /// What it is called.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Answers to the connector's form.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// Secrets, each in a file: on a command line everybody on the machine could read them.
    #[arg(long, value_name = "FIELD=FILE")]
    pub(crate) secret_file: Vec<String>,
    /// Circle of readers of a new dataset: office, city or public.
    #[arg(long, default_value = "office", value_name = "CIRCLE")]
    pub(crate) visibility: hebewerk_model::Visibility,
    /// Minutes between two fetches; 0 by hand.
    #[arg(long, default_value_t = 0, value_name = "MINUTES")]
    pub(crate) every: u32,
    /// How often the source promises something new, in minutes.
    #[arg(long, default_value_t = 0, value_name = "MINUTES")]
    pub(crate) promised: u32,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct ConnectionArgs {
    /// The connection, by its identifier or its name.
    #[arg(value_name = "CONNECTION")]
    pub(crate) connection: String,
    /// Secrets to replace, each in a file.
    #[arg(long, value_name = "FIELD=FILE", required_unless_present_any = ["forget_secret", "take_over"])]
    pub(crate) secret_file: Vec<String>,
    /// Secrets to remove.
    #[arg(long, value_name = "FIELD")]
    pub(crate) forget_secret: Vec<String>,
    /// Fetch it on the operator's behalf from now on; ends a pause.
    #[arg(long)]
    pub(crate) take_over: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct FetchArgs {
    /// The connection, by its identifier or its name.
    #[arg(value_name = "CONNECTION")]
    pub(crate) connection: String,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct BackupArgs {
    /// Folder that does not exist yet.
    #[arg(value_name = "FOLDER")]
    pub(crate) target: PathBuf,
    /// Also read every copy and compare its hash.
    #[arg(long)]
    pub(crate) verify: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct RestoreArgs {
    /// Folder with a backup.
    #[arg(value_name = "FOLDER")]
    pub(crate) source: PathBuf,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct DoctorArgs {
    /// Also read every data file and compare its hash.
    #[arg(long)]
    pub(crate) deep: bool,
    #[command(flatten)]
    pub(crate) output: JsonArgs,
}

#[derive(Args)]
pub(crate) struct DemoArgs {
    /// Cut large tables to a few thousand rows.
    #[arg(long)]
    pub(crate) small: bool,
    /// Port on the loopback address.
    #[arg(long, default_value_t = 8321, value_name = "N")]
    pub(crate) port: u16,
    /// Which city: 0 is Musterstadt, 1 and 2 are its neighbours.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2), value_name = "N")]
    pub(crate) city: u8,
    /// Take everything in and stop instead of serving.
    #[arg(long)]
    pub(crate) no_serve: bool,
}

#[derive(Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Clone, Copy)]
pub(crate) struct JsonArgs {
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
}
