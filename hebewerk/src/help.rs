//! Help in the reader's language: every command and argument has a sentence in `words`
//! (`cli-<command>`, `cli-<command>-<argument>`, `cli-arg-<argument>` for those all commands share).

use clap::{Arg, ArgAction, CommandFactory};
use hebewerk_model::Language;
use hebewerk_words::{Value, has, t, t_with};

/// The command line with its words.
pub(crate) fn command(language: Language) -> clap::Command {
    let command = crate::cli::Cli::command()
        .about(t(language, "cli-about").into_owned())
        .after_help(t(language, "cli-after").into_owned())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version));
    let command = with_words(command, "hebewerk", language);
    with_subcommands(command, "cli", language)
}

/// The commands below a command with their words (`cli-grant`, `cli-grant-give`).
fn with_subcommands(command: clap::Command, above: &str, language: Language) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let heading = t(language, "cli-help-commands").into_owned();
    let command = command.subcommand_help_heading(heading);
    names.into_iter().fold(command, |command, name| {
        let key = format!("{above}-{name}");
        command.mut_subcommand(&name, |sub| {
            let sub = sub.about(t(language, &key).into_owned());
            let name = key.trim_start_matches("cli-");
            with_subcommands(with_words(sub, name, language), &key, language)
        })
    })
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}

fn with_words(command: clap::Command, name: &str, language: Language) -> clap::Command {
    let usage = t(language, "cli-help-usage");
    let command = command.help_template(format!(
        "{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"
    ));
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    arguments.into_iter().fold(command, |command, id| {
        let own = format!("cli-{name}-{}", id.replace('_', "-"));
        let shared = format!("cli-arg-{}", id.replace('_', "-"));
        let key = if has(language, &own) { own } else { shared };
        command.mut_arg(&id, |argument| {
            let heading = if argument.is_positional() {
                "cli-help-arguments"
            } else {
                "cli-help-options"
            };
            let takes_values = argument.get_action().takes_values();
            let words = with_values(&t(language, &key), &argument, language);
            // Long help of the derive macro is the doc comment: English, so it is replaced too.
            argument
                .help_heading(t(language, heading).into_owned())
                .help(words.clone())
                .long_help(words)
                .hide_default_value(takes_values)
                .hide_possible_values(takes_values)
                .hide_env(true)
        })
    })
}

/// The sentence with what the argument may be, is without being named, and which variable names it: clap would say
/// so in English.
fn with_values(words: &str, argument: &Arg, language: Language) -> String {
    let mut more = Vec::new();
    if argument.get_action().takes_values() {
        let possible: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        if !possible.is_empty() {
            let values = possible.join(", ");
            let values = [("values", Value::from(values.as_str()))];
            more.push(t_with(language, "cli-man-values", &values).into_owned());
        }
        for value in argument.get_default_values() {
            let value = value.to_string_lossy();
            let value = [("value", Value::from(value.as_ref()))];
            more.push(t_with(language, "cli-man-default", &value).into_owned());
        }
    }
    if let Some(name) = argument.get_env() {
        more.push(name.to_string_lossy().into_owned());
    }
    if more.is_empty() {
        words.to_owned()
    } else {
        format!("{words} ({})", more.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_a_sentence_in_both_languages() {
        for language in [Language::De, Language::En] {
            let command = command(language);
            let below = command.get_subcommands();
            let below = below.flat_map(clap::Command::get_subcommands);
            for sub in command.get_subcommands().chain(below).chain([&command]) {
                if sub.is_hide_set() {
                    continue;
                }
                let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(
                    !about.starts_with('⟨') && !about.starts_with('<') && !about.is_empty(),
                    "{}",
                    sub.get_name()
                );
                for argument in sub.get_arguments() {
                    let help = argument
                        .get_help()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    assert!(
                        !help.contains("cli-") && !help.is_empty(),
                        "{} {} {help}",
                        sub.get_name(),
                        argument.get_id()
                    );
                }
            }
            command.debug_assert();
        }
    }
}
