//! Somebody with a browser's habits: keeps cookies, follows redirects, sends forms with their token.

use anyhow::{Context, Result, ensure};
use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;

/// Somebody who visits the hub.
pub struct Visitor {
    client: Client,
    base: String,
}

impl Visitor {
    pub(crate) fn new(base: &str) -> Result<Self> {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::limited(5))
            .timeout(std::time::Duration::from_secs(120))
            .build()?;
        Ok(Self {
            client,
            base: base.to_owned(),
        })
    }

    /// The HTTP client, for requests of a special kind.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The whole address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Asks for a page as a browser does.
    pub fn get(&self, path: &str) -> Result<Response> {
        Ok(self
            .client
            .get(self.url(path))
            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("accept-language", "de")
            .send()?)
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
        Ok(self
            .client
            .post(self.url(action))
            .header("origin", &self.base)
            .header("accept", "text/html")
            .header("accept-language", "de")
            .form(&sent)
            .send()?)
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
