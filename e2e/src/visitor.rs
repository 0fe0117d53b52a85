//! Somebody with a browser's habits: keeps cookies, follows redirects, sends forms with their token.

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::redirect::Policy;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The password that administrators of tests give to others, who then choose their own.
pub const GIVEN: &str = "vom Hause vergeben";

/// Redirects followed at most.
const MOST_REDIRECTS: usize = 5;

/// Somebody who visits the hub. Cookies are kept here and not by the HTTP client: its cookie store switches on
/// features of crates below DataFusion, which would then be built twice.
pub struct Visitor {
    client: Client,
    base: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Visitor {
    pub(crate) fn new(base: &str) -> Result<Self> {
        // The program's connectors build the client with TLS of their choice; so a process has to name one, also for
        // addresses without it. It may be named already.
        let _named = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(std::time::Duration::from_mins(2))
            .build()?;
        Ok(Self {
            client,
            base: base.to_owned(),
            cookies: Mutex::default(),
        })
    }

    /// The whole address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A request with the cookies kept so far, not yet sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = self
            .client
            .request(method, self.url(path))
            .header("accept-language", "de");
        if cookies.is_empty() {
            request
        } else {
            request.header("cookie", cookies.join("; "))
        }
    }

    /// Sends a request, keeps its cookies and follows redirects within the hub.
    pub fn send(&self, request: RequestBuilder) -> Result<Response> {
        let mut response = request.send()?;
        for _ in 0..MOST_REDIRECTS {
            self.keep_cookies(&response);
            if !response.status().is_redirection() {
                return Ok(response);
            }
            let Some(place) = response.headers().get("location") else {
                return Ok(response);
            };
            let place = place.to_str()?.trim_start_matches(&self.base).to_owned();
            ensure!(place.starts_with('/'), "redirected out of the hub: {place}");
            response = self
                .request(Method::GET, &place)
                .header("accept", "text/html")
                .send()?;
        }
        anyhow::bail!("too many redirects")
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_cookies(&self, response: &Response) {
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().ok().and_then(|text| text.split(';').next());
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.jar().insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Asks for a page as a browser does.
    pub fn get(&self, path: &str) -> Result<Response> {
        let accept = "text/html,application/xhtml+xml,*/*;q=0.8";
        self.send(self.request(Method::GET, path).header("accept", accept))
    }

    /// The text of a page that must be there.
    pub fn page(&self, path: &str) -> Result<String> {
        let response = self.get(path)?;
        let status = response.status();
        let text = response.text()?;
        ensure!(status.is_success(), "{path}: {status}\n{text}");
        Ok(text)
    }

    /// Sends the form of a page: fields given here, hidden fields as they stand in the page.
    pub fn submit(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Result<Response> {
        let text = self.page(page)?;
        let form =
            form(&text, action).with_context(|| format!("{page} has no form for {action}"))?;
        let mut sent: Vec<(String, String)> = hidden_fields(form);
        sent.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        sent.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let request = self
            .request(Method::POST, action)
            .header("origin", &self.base)
            .header("accept", "text/html")
            .form(&sent);
        self.send(request)
    }

    /// A cookie as a browser sends it back, `name=value`.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let jar = self.jar();
        jar.get(name).map(|value| format!("{name}={value}"))
    }

    /// Signs in for the first time with [`GIVEN`], as the administration gave it, and chooses a password.
    pub fn arrive(&self, email: &str, password: &str) -> Result<()> {
        self.sign_in(email, GIVEN)?;
        let place = "/konto/neues-kennwort";
        let fields = [("kennwort_bisher", GIVEN), ("kennwort", password)];
        let response = self.submit(place, place, &fields)?;
        let (status, text) = (response.status(), response.text()?);
        ensure!(
            status.is_success() && !text.contains("name=\"kennwort_bisher\""),
            "choosing a password answered {status}"
        );
        Ok(())
    }

    /// Signs in; fails if the hub refuses.
    pub fn sign_in(&self, email: &str, password: &str) -> Result<()> {
        let response = self.submit(
            "/anmelden",
            "/anmelden",
            &[("email", email), ("kennwort", password)],
        )?;
        let status = response.status();
        ensure!(status.is_success(), "signing in answered {status}");
        Ok(())
    }
}

/// The markup of the form that posts to `action`.
fn form<'a>(page: &'a str, action: &str) -> Option<&'a str> {
    let mark = format!("action=\"{action}\"");
    page.split("<form").skip(1).find_map(|form| {
        let whole = form.split("</form>").next()?;
        whole.split('>').next()?.contains(&mark).then_some(whole)
    })
}

fn hidden_fields(form: &str) -> Vec<(String, String)> {
    form.split("<input")
        .skip(1)
        .filter_map(|input| input.split('>').next())
        .filter(|input| input.contains("type=\"hidden\""))
        .filter_map(|input| {
            Some((
                attribute(input, "name")?,
                attribute(input, "value").unwrap_or_default(),
            ))
        })
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}
