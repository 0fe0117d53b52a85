//! Both languages have the same keys with the same parameters.

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use hebewerk_model::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Parameters = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_have_the_same_keys_with_the_same_parameters() {
    let german = parameters("de");
    let english = parameters("en");
    assert!(german.len() > 100);
    let only_german: Vec<_> = german
        .keys()
        .filter(|key| !english.contains_key(*key))
        .collect();
    let only_english: Vec<_> = english
        .keys()
        .filter(|key| !german.contains_key(*key))
        .collect();
    assert_eq!(
        (only_german, only_english),
        (vec![], vec![]),
        "keys of one language only"
    );
    for (key, names) in &german {
        assert_eq!(names, &english[key], "parameters of {key}");
    }
}

#[test]
fn every_file_is_built_in() {
    for (language, tag) in [(Language::De, "de"), (Language::En, "en")] {
        let built_in: BTreeSet<String> =
            hebewerk_words::keys(language).map(str::to_owned).collect();
        let in_files: BTreeSet<String> = parameters(tag).into_keys().collect();
        assert_eq!(built_in, in_files, "keys of {tag}");
    }
}

/// Parameters by key over all files of a language; fails on broken files and on keys defined twice.
fn parameters(tag: &str) -> Parameters {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(tag);
    let mut parameters = Parameters::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{} is broken: {errors:?}", path.display()));
        for entry in resource.body {
            assert!(
                !matches!(entry, Entry::Junk { .. }),
                "junk in {}",
                path.display()
            );
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut names = BTreeSet::new();
            if let Some(pattern) = &message.value {
                of_pattern(pattern, &mut names);
            }
            let twice = parameters.insert(message.id.name.to_owned(), names);
            assert!(
                twice.is_none(),
                "{} is defined twice ({})",
                message.id.name,
                path.display()
            );
        }
    }
    parameters
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression } => of_expression(expression, names),
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            for variant in variants {
                of_pattern(&variant.value, names);
            }
        }
        Expression::Inline(inline) => of_inline(inline, names),
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => of_arguments(arguments, names),
        _ => {}
    }
}

fn of_arguments(arguments: &CallArguments<&str>, names: &mut BTreeSet<String>) {
    for argument in &arguments.positional {
        of_inline(argument, names);
    }
    for argument in &arguments.named {
        of_inline(&argument.value, names);
    }
}
