//! What the operator decides about the web door.

use url::Url;

/// Settings of the web door, from the configuration file.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// City as in "Stadt Musterstadt an der Emscher".
    pub city_name: String,
    /// Name of this hub: "Datenhub Musterstadt".
    pub hub_title: String,
    /// Function mailbox for questions; shown in the foot.
    pub contact: Option<String>,
    /// Who runs the hub, for the foot: office and address.
    pub operator: Option<String>,
    /// Text of the imprint page (§ 5 DDG); paragraphs are parted by empty lines.
    pub imprint: String,
    /// Text of the privacy page (Art. 13 DSGVO).
    pub privacy: String,
    /// Text of the accessibility statement (§ 12a BGG and the states' laws).
    pub accessibility: String,
    /// Address under which the hub is reached from outside; the `Host` of a request if none.
    pub base_url: Option<Url>,
    /// Whether cookies are sent over TLS only. Must be set wherever the hub is reached over HTTPS.
    pub secure_cookies: bool,
    /// Largest file that may be brought, in bytes.
    pub upload_limit_bytes: u64,
    /// Requests handled at once; more are turned away with 503.
    pub most_requests: usize,
    /// Secret with which `/metrics` may be read from elsewhere than this machine.
    pub metrics_token: Option<String>,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            city_name: "Musterstadt".to_owned(),
            hub_title: "Datenhub".to_owned(),
            contact: None,
            operator: None,
            imprint: String::new(),
            privacy: String::new(),
            accessibility: String::new(),
            base_url: None,
            secure_cookies: false,
            upload_limit_bytes: 10 << 30,
            most_requests: 512,
            metrics_token: None,
        }
    }
}
