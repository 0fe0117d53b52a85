//! One fetch of many answers, with what is left of its time and room.

use crate::http::{Ask, Http, Known, Outcome, disk, download, host};
use hebewerk_hub::ports::{Fetch, FetchError, FetchTick};
use reqwest::Url;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Tries of one page whose transfer breaks off.
const TRIES: u32 = 4;

/// Pause before the next one.
const PAUSE: Duration = Duration::from_secs(1);

/// Most bytes of an answer that says what there is.
const MOST_SMALL_BYTES: u64 = 32 << 20;

/// One fetch of many answers.
pub(crate) struct Course<'a> {
    http: &'a Http,
    ask: Ask,
    fetch: &'a Fetch,
    tick: FetchTick<'a>,
    deadline: Instant,
    scratch: PathBuf,
    /// Bytes of the pages that came whole.
    bytes: u64,
}

impl<'a> Course<'a> {
    /// Pages go through a file in the folder that is given; [`Self::end`] removes it.
    pub(crate) fn new(
        http: &'a Http,
        ask: Ask,
        (fetch, into): (&'a Fetch, &Path),
        tick: FetchTick<'a>,
    ) -> Self {
        Self {
            http,
            ask,
            fetch,
            tick,
            deadline: Instant::now() + fetch.time,
            scratch: into.join("page.part"),
            bytes: 0,
        }
    }

    /// The same server, asked for something else.
    pub(crate) fn ask(&self, url: Url) -> Ask {
        self.ask.at(url)
    }

    /// What is left of the time.
    pub(crate) fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// The client.
    pub(crate) const fn http(&self) -> &'a Http {
        self.http
    }

    /// The answer from an address of the same server, in a file that is good until the next page.
    pub(crate) async fn page(&mut self, url: &Url) -> Result<&Path, FetchError> {
        let ask = self.ask.at(url.clone());
        self.answer(&ask).await
    }

    /// The same to a request that says more than its address.
    pub(crate) async fn answer(&mut self, ask: &Ask) -> Result<&Path, FetchError> {
        let mut tries = 1;
        loop {
            remove(&self.scratch).await?;
            let Err(error) = self.try_page(ask).await else {
                return Ok(&self.scratch);
            };
            // Without a file not even the head of the answer came, and the client has tried that often enough.
            let broke_off = error.code == "fetch_cut_off" && self.scratch.exists();
            let pause = PAUSE * tries;
            if !broke_off || tries == TRIES || pause >= self.left() {
                return Err(error);
            }
            tries += 1;
            sleep(pause).await;
        }
    }

    async fn try_page(&mut self, ask: &Ask) -> Result<(), FetchError> {
        let rest = Fetch {
            most_bytes: self.fetch.most_bytes.saturating_sub(self.bytes),
            time: self.left(),
            ..self.fetch.clone()
        };
        let before = self.bytes;
        let tick = |bytes, _of| (self.tick)(before + bytes, None);
        let known = Known::default();
        let outcome = download(self.http, ask, &known, (&self.scratch, &rest), &tick).await;
        match outcome {
            Ok(Outcome::File { .. }) => {}
            Ok(Outcome::Same) => {
                return Err(FetchError::passing("fetch_answer_invalid", host(&ask.url)));
            }
            Err(error) if error.code == "fetch_too_large" => {
                let megabytes = self.fetch.most_bytes >> 20;
                return Err(FetchError::lasting(error.code, megabytes.to_string()));
            }
            Err(error) => return Err(error),
        }
        let written = tokio::fs::metadata(&self.scratch).await;
        self.bytes += written.map_err(|error| disk(&error))?.len();
        Ok(())
    }

    /// Leaves nothing behind but what was made of the pages.
    pub(crate) async fn end(self) -> Result<(), FetchError> {
        remove(&self.scratch).await
    }
}

async fn remove(file: &Path) -> Result<(), FetchError> {
    match tokio::fs::remove_file(file).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(disk(&error)),
        _gone => Ok(()),
    }
}

/// A short answer, whole.
pub(crate) async fn small(http: &Http, ask: &Ask, time: Duration) -> Result<Vec<u8>, FetchError> {
    let deadline = Instant::now() + time;
    let mut tries = 1;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let response = http.get(ask, left).await?;
        let read = tokio::time::timeout_at(deadline, whole(response, &ask.url)).await;
        let error = match read {
            Ok(Ok(bytes)) => return Ok(bytes),
            Ok(Err(error)) => error,
            Err(_elapsed) => return Err(FetchError::passing("fetch_timeout", host(&ask.url))),
        };
        let pause = PAUSE * tries;
        if !error.passing || tries == TRIES || Instant::now() + pause >= deadline {
            return Err(error);
        }
        tries += 1;
        sleep(pause).await;
    }
}

async fn whole(mut response: reqwest::Response, url: &Url) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    loop {
        let piece = response.chunk().await;
        let piece = piece.map_err(|_broken| FetchError::passing("fetch_cut_off", host(url)))?;
        let Some(piece) = piece else {
            return Ok(bytes);
        };
        if (bytes.len() + piece.len()) as u64 > MOST_SMALL_BYTES {
            let megabytes = MOST_SMALL_BYTES >> 20;
            return Err(FetchError::lasting(
                "fetch_too_large",
                megabytes.to_string(),
            ));
        }
        bytes.extend_from_slice(&piece);
    }
}

/// Where a link of an answer leads, if that is the server that was asked: it alone gets our secrets.
///
/// A server behind a proxy often believes that it is asked without TLS; its links mean the address that is known.
pub(crate) fn on_same_server(base: &Url, link: &str) -> Result<Url, FetchError> {
    let invalid = || FetchError::passing("fetch_answer_invalid", host(base));
    let mut url = base.join(link).map_err(|_no_address| invalid())?;
    let behind_proxy = base.scheme() == "https"
        && url.scheme() == "http"
        && url.host_str() == base.host_str()
        && url.port().is_none_or(|port| Some(port) == base.port());
    if behind_proxy {
        let port = base.port();
        let moved = url.set_scheme("https").and_then(|()| url.set_port(port));
        moved.map_err(|()| invalid())?;
    }
    if url.origin() != base.origin() {
        return Err(FetchError::lasting("fetch_redirect_refused", host(&url)));
    }
    Ok(url)
}

/// The parameters of an address but those that are set anew (whatever their case), and then these.
pub(crate) fn query_of(url: &Url, dropped: &[&str], set: &[(&str, &str)]) -> Url {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _value)| {
            let is = |other: &str| other.eq_ignore_ascii_case(name);
            !dropped.iter().any(|other| is(other)) && !set.iter().any(|(other, _value)| is(other))
        })
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut url = url.clone();
    url.set_fragment(None);
    if kept.is_empty() && set.is_empty() {
        url.set_query(None);
    } else {
        let mut pairs = url.query_pairs_mut();
        pairs.clear().extend_pairs(kept).extend_pairs(set);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_server_that_was_asked_or_nowhere() {
        let check = |base: &str, link: &str| {
            let url = on_same_server(&Url::parse(base).unwrap(), link);
            url.map_or_else(|error| error.code.to_owned(), String::from)
        };
        let base = "https://geo.example/ogc/items?x=1";
        assert_eq!(check(base, "?x=2"), "https://geo.example/ogc/items?x=2");
        assert_eq!(check(base, "http://geo.example/b"), "https://geo.example/b");
        for elsewhere in [
            "https://other.example/",
            "http://geo.example:8080/",
            "https://geo.example:444/",
            "ftp://geo.example/",
        ] {
            assert_eq!(check(base, elsewhere), "fetch_redirect_refused");
        }
        let plain = "http://geo.example:8080/a";
        assert_eq!(check(plain, "/b"), "http://geo.example:8080/b");
        assert_eq!(
            check(plain, "http://geo.example/b"),
            "fetch_redirect_refused"
        );
    }

    #[test]
    fn parameters_are_set_whatever_their_case_and_others_stay() {
        let url = Url::parse("http://a.example/wfs?MAP=x%20y&Request=Any&service=WFS").unwrap();
        let set = query_of(&url, &["service"], &[("REQUEST", "GetFeature")]);
        assert_eq!(
            set.as_str(),
            "http://a.example/wfs?MAP=x+y&REQUEST=GetFeature"
        );
        let none = query_of(&url, &["map", "request", "service"], &[]);
        assert_eq!(none.as_str(), "http://a.example/wfs");
    }
}
