//! Exit codes a script can rely on.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | failed |
//! | 2 | the command line is wrong |
//! | 3 | there is no data directory, or its settings are wrong |
//! | 4 | another process uses the data directory |
//! | 5 | not allowed |
//! | 6 | there is no such thing |
//! | 7 | done, but something could not be read or is damaged; the output says what |

use crate::config::ConfigError;
use crate::home::{InUse, NoHome};
use hebewerk_hub::HubError;
use hebewerk_model::{Failure, Kind, Language};
use hebewerk_words::{Value, has, t, t_with};
use std::process::ExitCode;

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// All of it.
    Whole,
    /// With something that could not be read or is damaged.
    WithDamage,
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Whole => Self::SUCCESS,
            Done::WithDamage => Self::from(7),
        }
    }
}

/// Prints why a command failed and says with which code to end.
pub(crate) fn failed(error: &anyhow::Error, language: Language) -> ExitCode {
    if let Some(wrong) = error.downcast_ref::<HubError>() {
        let parameters = wrong.parameters();
        let values: Vec<(&str, Value<'_>)> = parameters
            .iter()
            .map(|(name, value)| (*name, Value::from(value.as_str())))
            .collect();
        let key = format!("error-{}", wrong.code().replace('_', "-"));
        if has(language, &key) {
            say(&t_with(language, &key, &values));
        } else {
            say(&format!("{error:#}"));
        }
        if let Some(hint) = wrong.hint() {
            say(&t(language, hint));
        }
        return ExitCode::from(code_of(wrong.kind()));
    }
    if error.downcast_ref::<NoHome>().is_some() {
        say(&t(language, "cli-no-home"));
        return ExitCode::from(3);
    }
    if error.downcast_ref::<InUse>().is_some() {
        say(&t(language, "cli-in-use"));
        return ExitCode::from(4);
    }
    if let Some(wrong) = error.downcast_ref::<ConfigError>() {
        say(&t(language, "cli-wrong-config"));
        say(&pointed_at(wrong));
        return ExitCode::from(3);
    }
    say(&format!("{error:#}"));
    ExitCode::FAILURE
}

/// The wrong line of the settings with a caret under the wrong place.
fn pointed_at(wrong: &ConfigError) -> String {
    let mut report = String::new();
    let handler =
        miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
    match handler.render_report(&mut report, wrong) {
        Ok(()) => report,
        Err(_unwritable) => wrong.to_string(),
    }
}

fn code_of(kind: Kind) -> u8 {
    match kind {
        Kind::Unauthenticated | Kind::Forbidden => 5,
        Kind::NotFound => 6,
        _ => 1,
    }
}

#[expect(clippy::print_stderr, reason = "a command line speaks on stderr")]
fn say(text: &str) {
    eprintln!("{text}");
}
