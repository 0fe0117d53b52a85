//! The first lines of a text: a line cut in the middle would be a finding of ours, not of the file.

use memchr::{memchr_iter, memrchr};

/// Line ends gone back over in search of one that stands in no quoted cell.
const MOST_STEPS: usize = 1000;

/// The text up to its last whole line; none where there is none.
pub(super) fn cut(text: &[u8]) -> Option<Vec<u8>> {
    let mark = if memrchr(b'\n', text).is_some() {
        b'\n'
    } else {
        b'\r'
    };
    let last = memrchr(mark, text)? + 1;
    let mut end = last;
    for _ in 0..MOST_STEPS {
        let before = text.get(..end)?;
        if memchr_iter(b'"', before).count().is_multiple_of(2) {
            return Some(before.to_vec());
        }
        // Quotes that only stand for inches have no partner anywhere.
        match memrchr(mark, before.get(..end - 1)?) {
            Some(at) if at >= last / 2 => end = at + 1,
            _ => break,
        }
    }
    text.get(..last).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, whole: Option<&str>) {
        assert_eq!(cut(text.as_bytes()).as_deref(), whole.map(str::as_bytes));
    }

    #[test]
    fn a_text_is_cut_at_a_line_end_that_stands_in_no_quoted_cell() {
        check("a;b\n1;2\n3", Some("a;b\n1;2\n"));
        check("a;b\r1;2\r3", Some("a;b\r1;2\r"));
        check("a;b\n1;2\n3;\"x\ny", Some("a;b\n1;2\n"));
        check("a;b\n1;2\"\n3;4\n5;6\n7", Some("a;b\n1;2\"\n3;4\n5;6\n"));
        check("nur eine Zeile", None);
        check("", None);
    }
}
