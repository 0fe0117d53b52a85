//! Exceptions a server reports (OWS Common, OGC 06-121r9, 8).

use super::xml::{Step, attribute, walk};
use crate::http::host;
use crate::pages::Course;
use hebewerk_hub::ports::FetchError;
use reqwest::Url;

/// Bytes of a report that are read.
const MOST_BYTES: usize = 64 << 10;

/// Names of elements that are exceptions, of all versions.
const REPORTS: [&str; 2] = ["ExceptionReport", "ServiceExceptionReport"];

/// Whether an element reports exceptions.
pub(super) fn is_report(local_name: &str) -> bool {
    REPORTS.contains(&local_name)
}

/// What a server means that reports an exception with this code.
pub(super) fn refused(code: Option<&str>, url: &Url) -> FetchError {
    // Codes are words of the standard; anything longer could be a message with values in it.
    let is_word =
        |code: &&str| code.len() <= 60 && code.chars().all(|sign| sign.is_ascii_alphanumeric());
    let detail = match code.filter(is_word) {
        Some(code) if !code.is_empty() => code.to_owned(),
        _ => host(url),
    };
    FetchError::lasting("fetch_request_refused", detail)
}

/// An error if a short answer is a report.
pub(super) fn none_in(bytes: &[u8], url: &Url) -> Result<(), FetchError> {
    let mut report = false;
    let mut code = None;
    walk(bytes, |open, step| {
        let Step::Begin(start) = step else {
            return;
        };
        report |= open.len() == 1 && open.iter().any(|name| is_report(name));
        if report && code.is_none() {
            code = ["exceptionCode", "code"]
                .iter()
                .find_map(|name| attribute(start, name));
        }
    });
    if report {
        return Err(refused(code.as_deref(), url));
    }
    Ok(())
}

/// A refusal with the code in its body, for which it is asked once more; the refusal as it was if there is none.
pub(super) async fn told(course: &Course<'_>, url: &Url, refusal: FetchError) -> FetchError {
    let ask = course.ask(url.clone());
    let read = course.http().whatever_it_says(&ask, MOST_BYTES);
    match tokio::time::timeout(course.left(), read).await {
        Ok(Ok(bytes)) => none_in(&bytes, url).err().unwrap_or(refusal),
        _nothing => refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_all_versions_are_recognised_by_their_code() {
        let url = Url::parse("http://wfs.example/").unwrap();
        let detail = |text: &str| none_in(text.as_bytes(), &url).map_err(|error| error.detail);
        let new = "<o:ExceptionReport xmlns:o='o'><o:Exception exceptionCode='NoSuchType' \
                   locator='x'><o:ExceptionText>Max Muster</o:ExceptionText></o:Exception>\
                   </o:ExceptionReport>";
        assert_eq!(detail(new), Err("NoSuchType".to_owned()));
        let old = "<ServiceExceptionReport><ServiceException code='Bad'/></ServiceExceptionReport>";
        assert_eq!(detail(old), Err("Bad".to_owned()));
        let chatty = "<ExceptionReport><Exception exceptionCode='no Max Muster'/>";
        assert_eq!(detail(chatty), Err("wfs.example".to_owned()));
        assert_eq!(detail("<FeatureCollection/>"), Ok(()));
    }
}
