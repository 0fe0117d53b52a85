//! Where people go on, as an address or a form says it.

/// A path of this hub: never another host, however it is written.
pub(crate) fn inside(path: &str) -> String {
    let is_inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if is_inside {
        path.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn the_way_onward_never_leaves_the_hub() {
        assert_eq!(inside("/daten?q=a&b=c"), "/daten?q=a&b=c");
        for path in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\n/x",
            "daten",
        ] {
            assert_eq!(inside(path), "/", "{path:?}");
        }
    }
}
