//! Recipes in files.

use crate::trouble::Trouble;
use anyhow::Context;
use hebewerk_model::Recipe;
use std::path::Path;

/// The recipe in a JSON file; the empty one without a file.
///
/// What is stored may hold fields of another version; a file somebody wrote may not hold any that mean nothing, since
/// a misspelt one would be passed over without a word.
pub(crate) fn read(path: Option<&Path>) -> anyhow::Result<Recipe> {
    let Some(path) = path else {
        return Ok(Recipe::default());
    };
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut unknown = None;
    let mut fields = serde_json::Deserializer::from_str(&text);
    let recipe = serde_ignored::deserialize(&mut fields, |field| {
        unknown.get_or_insert_with(|| field.to_string());
    })
    .and_then(|recipe| fields.end().map(|()| recipe))
    .map_err(|error| Trouble::WrongRecipe {
        path: path.to_owned(),
        why: error.to_string(),
    })?;
    match unknown {
        Some(field) => Err(Trouble::UnknownInRecipe {
            path: path.to_owned(),
            field,
        }
        .into()),
        None => Ok(recipe),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::Language;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let said = read(Some(file.path())).err().map(|error| {
            let trouble = error.downcast_ref::<Trouble>().unwrap();
            trouble.sentence(Language::De)
        });
        match (said, expected) {
            (None, None) => {}
            (Some(said), Some(part)) => assert!(said.contains(part), "{said}"),
            (said, _) => panic!("{said:?}"),
        }
    }

    #[test]
    fn what_means_nothing_is_named_with_its_place() {
        check(r#"{"tables": [{"delimiter": ";"}]}"#, None);
        check(
            r#"{"tables": [{}, {"delimitar": ";"}]}"#,
            Some("tables.1.delimitar"),
        );
        check(r#"{"tables": [{"header_line": "x"}]}"#, Some("line 1"));
        check("{} {}", Some("line 1"));
    }
}
