//! Help in the reader's language: every command and argument has a sentence in `words`
//! (`cli-<command>`, `cli-<command>-<argument>`, `cli-arg-<argument>` for those all commands share).

use clap::CommandFactory;
use hebewerk_model::Language;
use hebewerk_words::{has, t};

/// The command line with its words.
pub(crate) fn command(language: Language) -> clap::Command {
    let command = crate::cli::Cli::command()
        .about(t(language, "cli-about").into_owned())
        .after_help(t(language, "cli-after").into_owned());
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let command = with_arguments(command, "hebewerk", language);
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |sub| {
            let about = t(language, &format!("cli-{name}")).into_owned();
            with_arguments(sub.about(about), &name, language)
        })
    })
}

fn with_arguments(command: clap::Command, name: &str, language: Language) -> clap::Command {
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    arguments.into_iter().fold(command, |command, id| {
        let own = format!("cli-{name}-{}", id.replace('_', "-"));
        let shared = format!("cli-arg-{}", id.replace('_', "-"));
        let key = if has(language, &own) { own } else { shared };
        command.mut_arg(&id, |argument| {
            // Long help of the derive macro is the doc comment: English, so it is replaced too.
            let words = t(language, &key).into_owned();
            argument.help(words.clone()).long_help(words)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_a_sentence_in_both_languages() {
        for language in [Language::De, Language::En] {
            let command = command(language);
            for sub in command.get_subcommands().chain([&command]) {
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
