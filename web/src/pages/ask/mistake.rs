//! What is wrong about a statement: in plain words, with the place marked.

use crate::pages::refused;
use crate::{Refusal, Words};
use hebewerk_hub::HubError;
use hebewerk_hub::ports::AskError;
use hebewerk_model::Failure;

/// What is wrong.
pub(super) struct Mistake {
    pub(super) sentence: String,
    pub(super) advice: Option<String>,
    /// The line with a mark below the place.
    pub(super) excerpt: Option<String>,
    pub(super) place: Option<String>,
    /// Whether the statement is right but not allowed.
    pub(super) is_refused: bool,
}

impl Mistake {
    /// What is wrong about the statement; none if the error is not about the statement.
    pub(super) fn of(w: Words, sql: &str, error: &HubError) -> Option<Self> {
        let ask = match error {
            HubError::Ask(ask) => ask,
            HubError::Refused(rule) => return Some(Self::refused(w, *rule)),
            _ => return None,
        };
        let (line, column) = match ask {
            AskError::Internal => return None,
            AskError::Syntax { line, column, .. } => (*line, *column),
            _ => (None, None),
        };
        let mut bare = Refusal::new(error.kind(), error.code());
        bare.parameters = error.parameters();
        bare.hint = error.hint();
        let advice = match ask {
            AskError::Unknown { similar, .. } if !similar.is_empty() => Some(
                w.t1("ask-similar", "names", similar.join(", "))
                    .into_owned(),
            ),
            _ => refused::hint(&w, &bare),
        };
        Some(Self {
            sentence: refused::sentence(&w, &bare),
            advice,
            excerpt: line.and_then(|line| excerpt(sql, line, column)),
            place: match (line, column) {
                (Some(line), Some(column)) => Some(
                    w.t2("ask-place", "line", line, "column", column)
                        .into_owned(),
                ),
                (Some(line), None) => Some(w.t1("ask-place-line", "line", line).into_owned()),
                _ => None,
            },
            is_refused: false,
        })
    }

    /// A table whose rows the asker may not read. Which one is not looked up: the statement names it.
    fn refused(w: Words, rule: hebewerk_guard::Rule) -> Self {
        Self {
            sentence: w.code("rule", rule.code()).into_owned(),
            advice: Some(w.t("ask-refused-advice").into_owned()),
            excerpt: None,
            place: None,
            is_refused: true,
        }
    }
}

/// The line (1-based) with a caret under the column (1-based).
fn excerpt(sql: &str, line: u64, column: Option<u64>) -> Option<String> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let text = sql.lines().nth(index)?.replace('\t', " ");
    let Some(column) = column else {
        return Some(text);
    };
    let indent = usize::try_from(column)
        .ok()?
        .saturating_sub(1)
        .min(text.chars().count());
    Some(format!("{text}\n{}^", " ".repeat(indent)))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn the_place_is_marked_below_its_line() {
        let sql = "select *\nform umwelt.baum";
        assert_eq!(
            excerpt(sql, 2, Some(1)).as_deref(),
            Some("form umwelt.baum\n^")
        );
        assert_eq!(
            excerpt(sql, 1, Some(8)).as_deref(),
            Some("select *\n       ^")
        );
        assert_eq!(
            excerpt(sql, 1, Some(999)).as_deref(),
            Some("select *\n        ^")
        );
        assert_eq!(excerpt(sql, 9, Some(1)), None);
    }
}
