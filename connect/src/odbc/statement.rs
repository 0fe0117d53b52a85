//! Whether a text is one SELECT. Drivers speak too many languages to be asked, so this looks at the words alone and
//! refuses when in doubt; besides, nothing is ever committed, and the account should only be allowed to read.

/// Words that change something, or that lead out of a SELECT.
const REFUSED: &[&str] = &[
    "alter",
    "attach",
    "begin",
    "call",
    "commit",
    "copy",
    "create",
    "declare",
    "delete",
    "deny",
    "detach",
    "drop",
    "exec",
    "execute",
    "grant",
    "handler",
    "insert",
    "into",
    "load",
    "lock",
    "merge",
    "openquery",
    "openrowset",
    "pragma",
    "reconfigure",
    "rename",
    "replace",
    "revoke",
    "set",
    "shutdown",
    "truncate",
    "update",
    "use",
    "vacuum",
    "waitfor",
];

/// Whether nothing but one SELECT stands there.
pub(super) fn is_one_select(sql: &str) -> bool {
    words(sql).is_some_and(|words| {
        let first = words.first().map(String::as_str);
        matches!(first, Some("select" | "with"))
            && !words.iter().any(|word| REFUSED.contains(&word.as_str()))
    })
}

/// The words outside of quotes and comments in lower case; none where a statement ends before the text does, and where
/// the languages differ in what a sign means.
fn words(sql: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut depth = 0_usize;
    let mut rest = sql;
    while let Some(sign) = rest.chars().next() {
        let after = rest.get(sign.len_utf8()..).unwrap_or_default();
        rest = match sign {
            '\'' | '"' | '`' => after_quoted(after, sign)?,
            '-' if after.starts_with('-') => after_line(after)?,
            '/' if after.starts_with('*') => after_comment(after)?,
            // Statements end, parameters and escapes begin; `#` begins a comment in one language, a name in another.
            ';' | '?' | '#' | '{' | '}' | '\\' => return None,
            '(' => {
                depth += 1;
                after
            }
            ')' => {
                depth = depth.checked_sub(1)?;
                after
            }
            sign if is_of_word(sign) => {
                let end = rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end)?;
                words.push(word.to_lowercase());
                after
            }
            _ => after,
        };
    }
    (depth == 0).then_some(words)
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '$' | '@')
}

/// What follows a quoted text. Some languages know a backslash before a quotation mark, others do not.
fn after_quoted(text: &str, quote: char) -> Option<&str> {
    let (inside, after) = text.split_once(quote)?;
    (!inside.ends_with('\\')).then_some(after)
}

/// What follows a comment to the end of the line. Without a space some read two minus signs.
fn after_line(text: &str) -> Option<&str> {
    let text = text.strip_prefix('-')?;
    if !text.is_empty() && !text.starts_with(char::is_whitespace) {
        return None;
    }
    Some(text.split_once('\n').map_or("", |(_comment, after)| after))
}

/// What follows a comment in signs. One that begins with `!` is none everywhere, and not everywhere may they be nested.
fn after_comment(text: &str) -> Option<&str> {
    let (comment, after) = text.strip_prefix('*')?.split_once("*/")?;
    (!comment.starts_with(['!', '+']) && !comment.contains("/*")).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_select_is_taken() {
        for sql in [
            "select 1",
            "SELECT a, \"update\" FROM t WHERE b = 'drop; it''s' ORDER BY a",
            "with x as (select 1 as n) select n from x -- alle\n",
            "select /* alle */ [Straße] from dbo.t",
            "select updated_at, deleted from t",
        ] {
            assert!(is_one_select(sql), "{sql}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for sql in [
            "",
            "delete from t",
            "select 1; delete from t",
            "select 1 delete from t",
            "select * into u from t",
            "with x as (delete from t returning 1) select * from x",
            "exec sp_who",
            "{call tut()}",
            "select 1) q; drop table t; --",
            "select 1) from (select 1",
            "select ?",
            "select 'a\\' ; delete from t --'",
            "select 1 --'\n; delete from t --'",
            "select /*! delete from t */ 1",
            "select 1 # '\n; delete from t --'",
            "select 'offen",
            "select * from t for update",
        ] {
            assert!(!is_one_select(sql), "{sql}");
        }
    }
}
