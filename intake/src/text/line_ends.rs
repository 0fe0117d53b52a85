//! Carriage returns that end lines in a file where others end with a line feed.

/// Makes line feeds of the carriage returns without one, from byte `from` on.
pub(super) fn part(text: &mut String, from: usize) {
    let returns: Vec<usize> =
        memchr::memchr_iter(b'\r', text.as_bytes().get(from..).unwrap_or(&[]))
            .map(|at| from + at)
            .filter(|at| text.as_bytes().get(at + 1) != Some(&b'\n'))
            .collect();
    for at in returns {
        text.replace_range(at..=at, "\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_returns_without_a_feed_become_one() {
        let mut text = "a\rb\r\nc\nd\r".to_owned();
        part(&mut text, 0);
        assert_eq!(text, "a\nb\r\nc\nd\n");
    }
}
