//! A glance at a statement: what can be said of its size in one pass, without reading it as SQL.

use super::{MAX_NESTING, too_large};
use hebewerk_hub::ports::{AskError, Measured};

/// Longest statement in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Refuses what is too long or has brackets too deep. Takes time in proportion to the length, so it may be called
/// anywhere.
pub(crate) fn check(sql: &str) -> Result<(), AskError> {
    if sql.len() > MAX_BYTES {
        return Err(too_large(Measured::Bytes, MAX_BYTES));
    }
    if depth(sql) > MAX_NESTING {
        return Err(too_large(Measured::Nesting, MAX_NESTING));
    }
    Ok(())
}

/// Deepest nesting of brackets outside quotation marks and comments.
fn depth(sql: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut bytes = sql.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            // A doubled mark closes and opens again: the same.
            b'\'' | b'"' | b'`' => {
                bytes.by_ref().find(|next| *next == byte);
            }
            b'-' if bytes.peek() == Some(&b'-') => {
                bytes.by_ref().find(|next| *next == b'\n');
            }
            b'/' if bytes.peek() == Some(&b'*') => {
                let mut before = b' ';
                bytes.by_ref().skip(1).find(|next| {
                    let closed = before == b'*' && *next == b'/';
                    before = *next;
                    closed
                });
            }
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_count_where_they_are_brackets() {
        for (sql, expected) in [
            ("select 1", 0),
            ("select ((1)), [2, (3)]", 2),
            ("select '((((' || \"((\" -- (((\n, (1)", 1),
            ("select /* (( ' */ (1)", 1),
            ("select 'it''s ((' , (1)", 1),
            ("select /*/ (( */ 1", 0),
            ("select '(", 0),
            ("))))((", 2),
        ] {
            assert_eq!(depth(sql), expected, "{sql}");
        }
    }

    #[test]
    fn what_is_too_long_or_too_deep_is_refused_at_once() {
        let nested = |depth| format!("select {}1", "(".repeat(depth));
        assert_eq!(check(&nested(50)), Ok(()));
        assert!(check(&nested(51)).is_err());
        assert!(check(&"x".repeat(70_000)).is_err());
    }
}
