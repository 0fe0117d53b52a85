//! Looking sentences up.

use crate::{Value, number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use hebewerk_model::Language;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// The files of a language, in alphabetical order; a key stands in one of them only.
macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../locales/", $language, "/analysis.ftl")),
            include_str!(concat!("../locales/", $language, "/api.ftl")),
            include_str!(concat!("../locales/", $language, "/audit.ftl")),
            include_str!(concat!("../locales/", $language, "/bridge_trail.ftl")),
            include_str!(concat!("../locales/", $language, "/bridges.ftl")),
            include_str!(concat!("../locales/", $language, "/catalogue.ftl")),
            include_str!(concat!("../locales/", $language, "/cli.ftl")),
            include_str!(concat!("../locales/", $language, "/connections.ftl")),
            include_str!(concat!(
                "../locales/",
                $language,
                "/connections_databases.ftl"
            )),
            include_str!(concat!("../locales/", $language, "/connections_files.ftl")),
            include_str!(concat!("../locales/", $language, "/domain.ftl")),
            include_str!(concat!("../locales/", $language, "/drift.ftl")),
            include_str!(concat!("../locales/", $language, "/erasure.ftl")),
            include_str!(concat!("../locales/", $language, "/errors.ftl")),
            include_str!(concat!("../locales/", $language, "/findings.ftl")),
            include_str!(concat!("../locales/", $language, "/findings_geo.ftl")),
            include_str!(concat!("../locales/", $language, "/findings_office.ftl")),
            include_str!(concat!("../locales/", $language, "/findings_personal.ftl")),
            include_str!(concat!("../locales/", $language, "/foreign.ftl")),
            include_str!(concat!("../locales/", $language, "/grants.ftl")),
            include_str!(concat!("../locales/", $language, "/houses.ftl")),
            include_str!(concat!("../locales/", $language, "/hub_bridges.ftl")),
            include_str!(concat!("../locales/", $language, "/identity.ftl")),
            include_str!(concat!("../locales/", $language, "/invitations.ftl")),
            include_str!(concat!("../locales/", $language, "/pages.ftl")),
            include_str!(concat!("../locales/", $language, "/protection.ftl")),
            include_str!(concat!("../locales/", $language, "/providers.ftl")),
            include_str!(concat!("../locales/", $language, "/purposes.ftl")),
            include_str!(concat!("../locales/", $language, "/releases.ftl")),
            include_str!(concat!("../locales/", $language, "/sparql.ftl")),
            include_str!(concat!("../locales/", $language, "/subscriptions.ftl")),
            include_str!(concat!("../locales/", $language, "/views.ftl")),
        ]
    };
}

const GERMAN: [&str; 32] = files!("de");
const ENGLISH: [&str; 32] = files!("en");

/// A language, ready to speak.
struct Speech {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

/// The sentence of a key without parameters; the key in angle brackets if there is none.
pub fn t(language: Language, key: &str) -> Cow<'static, str> {
    say(language, key, None)
}

/// The sentence of a key with parameters.
pub fn t_with(
    language: Language,
    key: &str,
    parameters: &[(&str, Value<'_>)],
) -> Cow<'static, str> {
    let mut arguments = FluentArgs::with_capacity(parameters.len());
    for (name, value) in parameters {
        arguments.set(*name, FluentValue::from(value.clone()));
    }
    say(language, key, Some(&arguments))
}

/// What people call a code of the model: `code(De, "visibility", "city")` is `In der Verwaltung`.
///
/// Kinds: `column-type`, `semantic-type`, `format`, `visibility`, `state`, `theme`, `severity`, `role`,
/// `organisation-kind`, `outcome`, `rule`, `kind`, `licence`, `facet`, `found-in`, `comparator`, `language`, `browser`,
/// `system`, `bridge-kind`, `bridge-state`, `bridge-decay`, `normal-form`, `calendar-level`, `link-field`,
/// `link-agreement`, `analysis-problem`.
/// A code nobody has a word for is returned as it is.
pub fn code(language: Language, kind: &str, code: &str) -> Cow<'static, str> {
    let key = format!("{kind}-{}", key_part(code));
    if has(language, &key) {
        t(language, &key)
    } else {
        Cow::Owned(code.to_owned())
    }
}

/// Whether a key has a sentence.
pub fn has(language: Language, key: &str) -> bool {
    speech(language).keys.contains(key)
}

/// All keys of a language, in order.
pub fn keys(language: Language) -> impl Iterator<Item = &'static str> {
    speech(language).keys.iter().map(String::as_str)
}

/// A code as a part of a key: Fluent allows letters, digits and `-`.
pub(crate) fn key_part(code: &str) -> String {
    code.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

pub(crate) fn say(
    language: Language,
    key: &str,
    arguments: Option<&FluentArgs<'_>>,
) -> Cow<'static, str> {
    let bundle = &speech(language).bundle;
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::debug!(key, language = language.tag(), "no sentence for this key");
        return Cow::Owned(format!("<{key}>"));
    };
    let mut errors = Vec::new();
    let sentence = bundle.format_pattern(pattern, arguments, &mut errors);
    if !errors.is_empty() {
        // The sentence is still said, with the name of what is missing in braces.
        tracing::debug!(
            key,
            language = language.tag(),
            ?errors,
            "a sentence is incomplete"
        );
    }
    sentence
}

fn speech(language: Language) -> &'static Speech {
    static GERMAN_SPEECH: OnceLock<Speech> = OnceLock::new();
    static ENGLISH_SPEECH: OnceLock<Speech> = OnceLock::new();
    match language {
        Language::De => GERMAN_SPEECH.get_or_init(|| learn(Language::De, &GERMAN)),
        Language::En => ENGLISH_SPEECH.get_or_init(|| learn(Language::En, &ENGLISH)),
    }
}

fn learn(language: Language, files: &[&str]) -> Speech {
    // A tag of two letters always parses; the undetermined locale would only lose plural forms.
    let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would end up in titles, file names and the clipboard.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::De => write_german,
        Language::En => write_english,
    }));
    let mut keys = BTreeSet::new();
    for file in files {
        let resource =
            FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, errors)| {
                // A test reads every file; what is left of a broken one is better than silence.
                tracing::error!(?errors, "a file of sentences is broken");
                resource
            });
        keys.extend(message_keys(&resource));
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "a sentence is defined twice");
        }
    }
    Speech { bundle, keys }
}

fn message_keys(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

fn write_german<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    write_number(Language::De, value)
}

fn write_english<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    write_number(Language::En, value)
}

fn write_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::shortest(language, number.value)),
        _ => None,
    }
}
