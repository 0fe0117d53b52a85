//! Exit codes a script can rely on.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done |
//! | 1 | failed, or not all of it was done |
//! | 2 | the command line is wrong |
//! | 3 | there is no data directory, or its settings are wrong |
//! | 4 | another process uses the data directory |
//! | 5 | not allowed |
//! | 6 | there is no such thing |
//! | 7 | done, but something could not be read, is damaged or was cut; the output says what |
//!
//! The manual page says the same in the reader's language (`cli-exit-<code>`).

use crate::config::ConfigError;
use crate::output;
use crate::trouble::Trouble;
use hebewerk_hub::HubError;
use hebewerk_lake::LakeError;
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
    /// As far as a limit allowed.
    Cut,
    /// Not all of it: something that was handed in was not kept.
    NotAll,
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Whole => Self::SUCCESS,
            Done::WithDamage | Done::Cut => Self::from(7),
            Done::NotAll => Self::FAILURE,
        }
    }
}

/// Prints why a command failed and says with which code to end.
pub(crate) fn failed(error: &anyhow::Error, language: Language) -> ExitCode {
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        say(&trouble.sentence(language));
        return ExitCode::from(trouble.exit_code());
    }
    if let Some(wrong) = error.downcast_ref::<ConfigError>() {
        say(&t(language, "cli-wrong-config"));
        say(&pointed_at(wrong));
        return ExitCode::from(3);
    }
    let Some(failure) = failure_of(error) else {
        say(&format!("{error:#}"));
        return ExitCode::FAILURE;
    };
    say(&sentence(failure, language));
    if let Some(hint) = hint(failure, language) {
        say(&hint);
    }
    if matches!(failure.kind(), Kind::Internal | Kind::Unavailable) {
        // Whoever types commands is the operator: the technical reason helps, and errors hold no cell values.
        say(&format!("({error:#})"));
    }
    ExitCode::from(code_of(failure.kind()))
}

fn failure_of(error: &anyhow::Error) -> Option<&dyn Failure> {
    if let Some(failure) = error.downcast_ref::<HubError>() {
        return Some(failure);
    }
    error
        .downcast_ref::<LakeError>()
        .map(|failure| failure as &dyn Failure)
}

/// What happened, for people. Some rooms are called otherwise on the command line than on pages.
pub(crate) fn sentence(failure: &dyn Failure, language: Language) -> String {
    let parameters = failure.parameters();
    let values: Vec<(&str, Value<'_>)> = parameters
        .iter()
        .map(|(name, value)| (*name, Value::from(value.as_str())))
        .collect();
    let code = failure.code().replace('_', "-");
    [format!("cli-error-{code}"), format!("error-{code}")]
        .iter()
        .find(|key| has(language, key))
        .map_or_else(
            || failure.to_string(),
            |key| t_with(language, key, &values).into_owned(),
        )
}

/// What to do next, for people.
pub(crate) fn hint(failure: &dyn Failure, language: Language) -> Option<String> {
    failure.hint().map(|key| t(language, key).into_owned())
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

fn say(text: &str) {
    output::note(text);
}
