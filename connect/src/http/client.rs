//! The one client for HTTP: guarded addresses, own redirects, patience with those who are busy.

use super::tls::client_config;
use crate::reach::{Reach, refused};
use bytes::Bytes;
use hebewerk_hub::ports::{Fetch, FetchError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::{Client, Method, Response, StatusCode, Url};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;
use tokio::time::{Instant, sleep, timeout_at};

/// Redirects followed.
const HOPS: usize = 8;

/// Tries of one request to a server that is busy or breaks off.
pub(super) const TRIES: u32 = 4;

/// How long to wait before the next try if the server does not say.
const PAUSE: Duration = Duration::from_secs(1);

/// Longest wait for a busy server within one fetch; beyond that the next fetch tries again.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// How long a server may stay silent.
const SILENCE: Duration = Duration::from_mins(1);

/// Ports of the web; others only on hosts an administrator allows.
const WEB_PORTS: [u16; 2] = [80, 443];

/// How a server knows us.
#[derive(Clone, Default)]
pub(crate) enum Login {
    /// Not at all.
    #[default]
    None,
    /// Name and password.
    Basic(String, String),
    /// A token.
    Bearer(String),
    /// A token without a word before it, as CKAN wants it.
    Bare(String),
}

impl Login {
    /// What the usual fields say.
    pub(crate) fn of(fetch: &Fetch) -> Self {
        if let Some(token) = fetch.secrets.get("token").filter(|token| !token.is_empty()) {
            return Self::Bearer(token.to_owned());
        }
        match fetch.setting("user") {
            Some(user) => Self::Basic(
                user.to_owned(),
                fetch.secrets.get("password").unwrap_or_default().to_owned(),
            ),
            None => Self::None,
        }
    }
}

/// One request.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) login: Login,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Ask {
    /// A request to the address in `field` of a form.
    pub(crate) fn new(field: &'static str, url: &str, login: Login) -> Result<Self, FetchError> {
        let url = Url::parse(url.trim())
            .map_err(|_no_address| FetchError::setting(field, "fetch_address_invalid"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(FetchError::setting(field, "fetch_address_invalid"));
        }
        // In an address they would be shown and logged.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::setting(field, "fetch_address_with_login"));
        }
        Ok(Self {
            method: Method::GET,
            url,
            login,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        })
    }

    /// The same with another address of the same server.
    pub(crate) fn at(&self, url: Url) -> Self {
        Self {
            url,
            ..self.clone()
        }
    }
}

/// The client. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Http {
    /// Made for the first request: the certificates of a machine take a tenth of a second and six megabytes, and most
    /// commands ask nobody.
    client: Arc<OnceCell<Client>>,
    reach: Reach,
}

impl Http {
    pub(crate) fn new(reach: Reach) -> Self {
        Self {
            client: Arc::default(),
            reach,
        }
    }

    async fn client(&self) -> Result<&Client, FetchError> {
        let making = async || {
            let reach = self.reach.clone();
            tokio::task::spawn_blocking(move || Self::make_client(reach))
                .await
                .map_err(|_ended| FetchError::lasting("fetch_tls", "client"))?
        };
        self.client.get_or_try_init(making).await
    }

    fn make_client(reach: Reach) -> Result<Client, FetchError> {
        Client::builder()
            .tls_backend_preconfigured(client_config()?)
            .dns_resolver(Guarded(reach))
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would resolve names for us.
            .no_proxy()
            // Lengths and pieces are those of the file, not of its packing.
            .no_gzip()
            .no_zstd()
            .connect_timeout(Duration::from_secs(15))
            .read_timeout(SILENCE)
            .user_agent(concat!("hebewerk/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_broken| FetchError::lasting("fetch_tls", "client"))
    }

    /// The successful answer to a request; its body has not been read yet. 304 and 206 are successes.
    ///
    /// Tries again when the server is busy or breaks off, for as long as `time` allows.
    pub(crate) async fn get(&self, ask: &Ask, time: Duration) -> Result<Response, FetchError> {
        let deadline = Instant::now() + time;
        let mut tries = 1;
        loop {
            let answer = match timeout_at(deadline, self.follow(ask)).await {
                Ok(answer) => answer.and_then(accepted),
                Err(_elapsed) => return Err(timed_out(&ask.url)),
            };
            let error = match answer {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let pause = error.retry_after.unwrap_or(PAUSE * tries);
            let worth_it = error.passing && tries < TRIES && pause <= LONGEST_PAUSE;
            if !worth_it || Instant::now() + pause >= deadline {
                return Err(error);
            }
            tries += 1;
            sleep(pause).await;
        }
    }

    /// The beginning of an answer, also of one that refuses; for what it says of its reasons.
    pub(crate) async fn whatever_it_says(
        &self,
        ask: &Ask,
        most_bytes: usize,
    ) -> Result<Vec<u8>, FetchError> {
        let response = self.follow(ask).await?;
        beginning(response, &ask.url, most_bytes).await
    }

    /// The status and the beginning of the one answer to one request: nothing is tried again, and nobody is followed
    /// elsewhere, because what is sent may work once only and be meant for nobody else.
    pub(crate) async fn once(
        &self,
        ask: &Ask,
        (time, most_bytes): (Duration, usize),
    ) -> Result<(StatusCode, Vec<u8>), FetchError> {
        let asking = async {
            self.judge(&ask.url).await?;
            let response = self.request(ask, &ask.url, true).await?;
            let status = response.status();
            Ok((status, beginning(response, &ask.url, most_bytes).await?))
        };
        let answer = tokio::time::timeout(time, asking).await;
        answer.map_err(|_elapsed| timed_out(&ask.url))?
    }

    async fn follow(&self, ask: &Ask) -> Result<Response, FetchError> {
        let mut url = ask.url.clone();
        for _hop in 0..HOPS {
            self.judge(&url).await?;
            let response = self.request(ask, &url, same_server(&url, &ask.url)).await?;
            let Some(next) = redirected(&response) else {
                return Ok(response);
            };
            let next = url
                .join(next)
                .map_err(|_no_address| FetchError::passing("fetch_answer_invalid", host(&url)))?;
            if !matches!(next.scheme(), "http" | "https")
                || (url.scheme() == "https" && next.scheme() == "http")
            {
                let place = Some(host(&next)).filter(|place| !place.is_empty());
                let place = place.unwrap_or_else(|| format!("{}:", next.scheme()));
                return Err(FetchError::lasting("fetch_redirect_refused", place));
            }
            url = next;
        }
        Err(FetchError::lasting(
            "fetch_too_many_redirects",
            host(&ask.url),
        ))
    }

    /// One request to an address that has been judged; secrets only where it is the server they are for.
    async fn request(&self, ask: &Ask, url: &Url, is_same: bool) -> Result<Response, FetchError> {
        let mut headers = ask.headers.clone();
        // Whoever we are sent on to gets no secret of ours.
        if !is_same {
            headers.remove(header::AUTHORIZATION);
        }
        let mut request = self
            .client()
            .await?
            .request(ask.method.clone(), url.clone())
            .headers(headers);
        if !ask.body.is_empty() {
            request = request.body(ask.body.clone());
        }
        if is_same {
            request = match &ask.login {
                Login::None => request,
                Login::Basic(user, password) => request.basic_auth(user, Some(password)),
                Login::Bearer(token) => request.bearer_auth(token),
                Login::Bare(token) => request.header(header::AUTHORIZATION, token),
            };
        }
        request.send().await.map_err(|error| failed(&error, url))
    }

    /// Literal addresses never reach a resolver, so every hop is judged here.
    async fn judge(&self, url: &Url) -> Result<(), FetchError> {
        let port = url.port_or_known_default().unwrap_or(0);
        let name = url.host_str().unwrap_or_default();
        if !WEB_PORTS.contains(&port) && !self.reach.is_allowed(name, port) {
            return Err(refused(name, port));
        }
        self.reach.resolve(name, port).await.map(|_addresses| ())
    }
}

async fn beginning(
    mut response: Response,
    url: &Url,
    most_bytes: usize,
) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    while bytes.len() < most_bytes {
        let piece = response.chunk().await;
        let Some(piece) = piece.map_err(|error| failed(&error, url))? else {
            break;
        };
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Resolves for the client; a name that points inside has no address.
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0.clone();
        Box::pin(async move {
            let found = reach.resolve_again(name.as_str()).await?;
            let addresses: Addrs = Box::new(found.into_iter());
            Ok(addresses)
        })
    }
}

fn redirected(response: &Response) -> Option<&str> {
    let moved = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(header::LOCATION);
    location
        .filter(|_location| moved)
        .and_then(|location| location.to_str().ok())
}

fn same_server(left: &Url, right: &Url) -> bool {
    left.origin() == right.origin()
}

/// What the status says.
fn accepted(response: Response) -> Result<Response, FetchError> {
    let status = response.status();
    let detail = || format!("{} {}", host(response.url()), status.as_u16());
    let code = match status {
        StatusCode::NOT_MODIFIED => return Ok(response),
        status if status.is_success() => return Ok(response),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "fetch_denied",
        StatusCode::NOT_FOUND | StatusCode::GONE => "fetch_not_found",
        StatusCode::RANGE_NOT_SATISFIABLE => "fetch_range_refused",
        StatusCode::PRECONDITION_FAILED => "fetch_changed_meanwhile",
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            return Err(FetchError::busy(detail(), retry_after(response.headers())));
        }
        status if status.is_server_error() => {
            return Err(FetchError::passing("fetch_server_error", detail()));
        }
        _ => "fetch_request_refused",
    };
    Err(FetchError::lasting(code, detail()))
}

/// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    // By the clock of the server, whatever ours says.
    let now = headers.get(header::DATE)?.to_str().ok()?;
    let [at, now] = [text, now].map(jiff::fmt::rfc2822::parse);
    let pause = at.ok()?.duration_since(&now.ok()?);
    Some(Duration::try_from(pause).unwrap_or_default())
}

/// What went wrong on the way, in the words of the log: the library's own text names the whole address, which may
/// hold a key.
pub(super) fn failed(error: &reqwest::Error, url: &Url) -> FetchError {
    let detail = host(url);
    if let Some(refused) = source_of::<FetchError>(error) {
        return refused.clone();
    }
    if source_of::<rustls::Error>(error).is_some() {
        return FetchError::lasting("fetch_tls", detail);
    }
    if error.is_timeout() {
        return timed_out(url);
    }
    if error.is_connect() {
        return FetchError::passing("fetch_unreachable", detail);
    }
    FetchError::passing("fetch_cut_off", detail)
}

fn source_of<T: std::error::Error + 'static>(error: &reqwest::Error) -> Option<&T> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(found) = inner.downcast_ref::<T>() {
            return Some(found);
        }
        // The client wraps TLS errors in errors of the connection.
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && let Some(found) = io.get_ref().and_then(|inner| inner.downcast_ref::<T>())
        {
            return Some(found);
        }
        source = inner.source();
    }
    None
}

pub(super) fn timed_out(url: &Url) -> FetchError {
    FetchError::passing("fetch_timeout", host(url))
}

/// Host and port of an address: all of it that is ever told.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// A header whose value comes from outside; none if it cannot be sent.
pub(super) fn value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(text).ok()
}
