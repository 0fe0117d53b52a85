//! What a file is called at its source.

use reqwest::Url;
use reqwest::header::{self, HeaderMap};

/// The name in `Content-Disposition` (RFC 6266), else the last part of the address, else one that says nothing.
pub(super) fn of(headers: &HeaderMap, url: &Url) -> String {
    let disposition = headers
        .get(header::CONTENT_DISPOSITION)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let told = disposition.as_deref().and_then(told);
    let in_address = || {
        let part = url.path_segments()?.rfind(|part| !part.is_empty())?;
        Some(decoded(part))
    };
    told.or_else(in_address)
        .map(|name| plain(&name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "daten".to_owned())
}

fn told(disposition: &str) -> Option<String> {
    let parameter = |name: &str| {
        disposition.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim()
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    // RFC 8187: charset'language'percent-encoded; the charset is UTF-8 for all senders of today.
    let extended = parameter("filename*").and_then(|value| {
        let mut parts = value.splitn(3, '\'');
        let charset = parts.next()?.to_ascii_lowercase();
        let text = parts.nth(1)?;
        (charset == "utf-8").then(|| decoded(text))
    });
    extended.or_else(|| parameter("filename"))
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

/// The last part of a path, without signs that are none.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|sign| !sign.is_control()).collect();
    let kept = kept.trim().trim_matches('.').trim();
    kept.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(disposition: Option<&str>, url: &str) -> String {
        let mut headers = HeaderMap::new();
        if let Some(disposition) = disposition {
            let value = header::HeaderValue::from_bytes(disposition.as_bytes()).unwrap();
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        of(&headers, &Url::parse(url).unwrap())
    }

    #[test]
    fn the_server_names_the_file_before_the_address_does() {
        let url = "https://stadt.example/export/B%C3%A4ume.csv?x=1";
        assert_eq!(name(None, url), "Bäume.csv");
        assert_eq!(
            name(Some("attachment; filename=\"a b.csv\""), url),
            "a b.csv"
        );
        let both = "attachment; filename=x.csv; filename*=UTF-8''M%C3%BCll.csv";
        assert_eq!(name(Some(both), url), "Müll.csv");
        assert_eq!(name(Some("inline"), url), "Bäume.csv");
        assert_eq!(name(None, "https://stadt.example/"), "daten");
    }

    #[test]
    fn a_name_is_never_a_path() {
        let url = "https://stadt.example/x";
        assert_eq!(
            name(Some("attachment; filename=../../etc/passwd"), url),
            "passwd"
        );
        assert_eq!(name(Some("attachment; filename=..\\a.csv"), url), "a.csv");
        assert_eq!(name(Some("attachment; filename=\"..\""), url), "daten");
    }
}
