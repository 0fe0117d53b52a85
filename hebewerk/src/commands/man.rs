//! `hebewerk man` and `hebewerk completions`: generated from the command line itself.

use crate::cli::CompletionsArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{help, output};
use hebewerk_model::Language;
use hebewerk_words::t;

/// Prints the manual page (roff): every command with its arguments, and the exit codes.
pub(crate) fn manual(context: &Context) -> anyhow::Result<Done> {
    output::line(&page(context.language))?;
    Ok(Done::Whole)
}

/// Exit codes there are; see [`crate::exit`].
const EXIT_CODES: u8 = 7;

fn page(language: Language) -> String {
    let mut command = help::command(language);
    command.build();
    let heading = |key: &str| format!(".SH {}", escaped(&t(language, key)));
    let version = env!("CARGO_PKG_VERSION");
    let mut lines = vec![
        format!(".TH hebewerk 1 \"\" \"hebewerk {version}\""),
        heading("cli-man-name"),
        format!("hebewerk \\- {}", escaped(&t(language, "cli-about"))),
        heading("cli-man-synopsis"),
        escaped(&usage(&mut command)),
        heading("cli-man-description"),
        escaped(&t(language, "cli-after")),
        heading("cli-man-options"),
    ];
    lines.extend(arguments(&command, |_argument| true));
    lines.push(heading("cli-man-commands"));
    let subcommands = command.get_subcommands_mut();
    for sub in subcommands.filter(|sub| !sub.is_hide_set()) {
        if sub.has_subcommands() {
            lines.extend(sub.get_subcommands_mut().flat_map(section));
        } else {
            lines.extend(section(sub));
        }
    }
    lines.push(heading("cli-exit"));
    for code in 0..=EXIT_CODES {
        let words = t(language, &format!("cli-exit-{code}"));
        lines.push(format!(".TP\n{code}\n{}", escaped(&words)));
    }
    lines.push(heading("cli-man-environment"));
    for (name, key) in ENVIRONMENT {
        lines.push(format!(".TP\n{name}\n{}", escaped(&t(language, key))));
    }
    lines.join("\n")
}

/// A command with its arguments.
fn section(command: &mut clap::Command) -> Vec<String> {
    let about = command.get_about().map(ToString::to_string);
    let mut lines = vec![
        format!(".SS {}", escaped(&usage(command))),
        escaped(&about.unwrap_or_default()),
    ];
    lines.extend(arguments(command, |argument| !argument.is_global_set()));
    lines
}

/// Variables that are read, and the sentences that say so.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("HEBEWERK_DATA", "cli-arg-data"),
    ("HEBEWERK_LANGUAGE", "cli-arg-language"),
    ("HEBEWERK_LOG", "cli-man-env-log"),
    ("HEBEWERK_LOG_FORMAT", "cli-man-env-log-format"),
];

/// `hebewerk take-in [OPTIONS] …`, without the word before it.
fn usage(command: &mut clap::Command) -> String {
    let usage = command.render_usage().to_string();
    usage
        .split_once(": ")
        .map_or(usage.clone(), |(_word, usage)| usage.to_owned())
}

fn arguments(command: &clap::Command, wanted: fn(&clap::Arg) -> bool) -> Vec<String> {
    command
        .get_arguments()
        .filter(|argument| wanted(argument))
        .map(|argument| {
            let words = argument.get_help().map(ToString::to_string);
            format!(
                ".TP\n\\fB{}\\fR\n{}",
                escaped(&argument.to_string()),
                escaped(&words.unwrap_or_default())
            )
        })
        .collect()
}

/// Text in which nothing is a request of roff.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

/// Prints completions for a shell.
pub(crate) fn completions(context: &Context, args: &CompletionsArgs) -> anyhow::Result<Done> {
    let mut script = Vec::new();
    let mut command = help::command(context.language);
    clap_complete::generate(args.shell, &mut command, "hebewerk", &mut script);
    output::quiet_when_closed(std::io::Write::write_all(
        &mut std::io::stdout().lock(),
        &script,
    ))?;
    Ok(Done::Whole)
}
