//! `hebewerk`: lifts a city's scattered data into one hub that people use.
//!
//! This binary is wiring: it reads the command line and the settings, opens the rooms, hands them to the hub and
//! the doors, and ends with a code that scripts can rely on ([`exit`]).

mod belonging;
mod checkup;
mod cli;
mod commands;
mod config;
mod context;
mod copying;
mod dataset_name;
mod exit;
mod folder;
mod help;
mod home;
mod letters;
mod logging;
mod lone_reader;
mod memory;
mod no_index;
mod output;
mod progress;
mod providers;
mod recipe;
mod secret_file;
mod sources;
mod tls;
mod trouble;
mod unfinished;
mod wiring;

use clap::FromArgMatches;
use cli::{Cli, Command, LanguageChoice};
use context::Context;
use exit::Done;
use hebewerk_model::Language;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Our own processes are no command of people's, and many are started: they need no command line read for them.
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|command| command == "worker") {
        return commands::worker::run(arguments);
    }
    // Help is printed while the command line is read, so its language must be known before.
    let language = asked_language(std::env::args_os()).unwrap_or_else(environment_language);
    let matches = match help::command(language).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => error.exit(),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let context = Context {
        data: cli.data,
        language: cli.language.map_or(language, |choice| match choice {
            LanguageChoice::De => Language::De,
            LanguageChoice::En => Language::En,
        }),
    };
    let serves = matches!(
        cli.command,
        Command::Serve(_) | Command::Watch(_) | Command::Demo(_)
    );
    logging::begin(if serves { "info" } else { "warn" });
    match run(&context, cli.command) {
        Ok(done) => done.into(),
        Err(error) => exit::failed(&error, context.language),
    }
}

fn run(context: &Context, command: Command) -> anyhow::Result<Done> {
    match command {
        Command::Inspect(args) => return commands::inspect::run(context, &args),
        Command::Bridges(args) => return commands::bridges::run(context, &args),
        Command::Link(args) => return commands::bridges::link::run(context, &args),
        Command::Man => return commands::man::manual(context),
        Command::Completions(args) => return commands::man::completions(context, &args),
        _ => {}
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Init(args) => commands::init::run(context, &args).await,
            Command::Serve(args) => commands::serve::run(context, &args).await,
            Command::TakeIn(args) => commands::take_in::run(context, &args).await,
            Command::Watch(args) => commands::watch::run(context, &args).await,
            Command::Sql(args) => commands::sql::run(context, &args).await,
            Command::Datasets(args) => commands::datasets::run(context, &args).await,
            Command::Bridge(args) => commands::bridge::run(context, &args).await,
            Command::View(args) => commands::view::run(context, &args).await,
            Command::Release(args) => commands::release::run(context, &args).await,
            Command::Grant(args) => commands::grant::run(context, &args).await,
            Command::Protection(args) => commands::protection::run(context, &args).await,
            Command::Erase(args) => commands::erase::run(context, &args).await,
            Command::Audit(args) => commands::audit::run(context, &args).await,
            Command::Account(args) => commands::account::run(context, &args).await,
            Command::Held(args) => Box::pin(commands::held::run(context, &args)).await,
            Command::Connectors(args) => commands::connectors::run(context, &args),
            Command::Connections(args) => commands::connections::run(context, args).await,
            Command::Connect(args) => commands::connect::run(context, &args).await,
            Command::Connection(args) => commands::connection::run(context, &args).await,
            Command::Fetch(args) => commands::fetch::run(context, &args).await,
            Command::Status(args) => commands::status::run(context, args).await,
            Command::Backup(args) => commands::backup::run(context, &args).await,
            Command::Restore(args) => commands::restore::run(context, &args).await,
            Command::Reindex(args) => commands::reindex::run(context, args).await,
            Command::Reseal(args) => commands::reseal::run(context, args).await,
            Command::Doctor(args) => commands::doctor::run(context, &args).await,
            Command::Demo(args) => commands::demo::run(context, &args).await,
            Command::Inspect(_)
            | Command::Bridges(_)
            | Command::Link(_)
            | Command::Man
            | Command::Completions(_) => Ok(Done::Whole),
        }
    })
}

/// The language named by `--language`, wherever it stands.
fn asked_language(arguments: impl Iterator<Item = OsString>) -> Option<Language> {
    let mut arguments = arguments.take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let value = if argument == "--language" {
            arguments.next()
        } else {
            let text = argument.to_str().unwrap_or_default();
            text.strip_prefix("--language=").map(OsString::from)
        };
        match value.as_deref().and_then(std::ffi::OsStr::to_str) {
            Some("de") => return Some(Language::De),
            Some("en") => return Some(Language::En),
            _ => {}
        }
    }
    None
}

/// The language of the environment: `HEBEWERK_LANGUAGE`, then the usual locale variables; German else.
#[expect(
    clippy::disallowed_methods,
    reason = "the binary is the one that reads the environment"
)]
fn environment_language() -> Language {
    ["HEBEWERK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .map(|value| Language::from_preferences(&value))
        .unwrap_or_default()
}
