//! What the operator decides about the web door.

use crate::serve::Certificate;
use hebewerk_exchange::records::Extent;
use hebewerk_model::PlaceKey;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
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
    /// Whom to tell about a weakness of the hub: a mailbox or an `https://` address; [`Self::contact`] if none.
    pub security_contact: Option<String>,
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
    /// The certificate with which this door speaks TLS itself; without one a server in front of it does, or nobody.
    pub certificate: Option<Arc<Certificate>>,
    /// Whether cookies are sent over TLS only. Must be set wherever the hub is reached over HTTPS.
    pub secure_cookies: bool,
    /// Whether browsers shall use TLS for the names below the hub's own, too (HSTS, RFC 6797 § 6.1.2).
    pub hsts_subdomains: bool,
    /// How other portals hear of what is public.
    pub open_data: OpenData,
    /// The map below maps of tables; a quiet ground if none.
    pub ground_map: Option<GroundMap>,
    /// How the catalogue answers SPARQL; none turns `/sparql` off.
    pub sparql: Option<SparqlSettings>,
    /// Origins of sites in whose frames public pages may stand (`https://www.musterstadt.example`); none forbids it.
    pub embed_in: Vec<String>,
    /// Questions the SQL page offers to everybody who may read their tables.
    pub questions: Vec<OfferedQuestion>,
    /// Largest file that may be brought, in bytes.
    pub upload_limit_bytes: u64,
    /// Requests handled at once; more are turned away with 503.
    pub most_requests: usize,
    /// Connections from one address at once; does not hold for trusted proxies, behind which everybody is.
    pub most_connections_per_address: usize,
    /// How many of our own proxies stand before the server; each appends to `X-Forwarded-For`. Without one the header
    /// is not believed.
    pub trusted_proxies: u8,
    /// How long the server waits for whom.
    pub patience: Patience,
    /// Secret with which `/metrics` may be read.
    pub metrics_token: Option<String>,
    /// Whether `/metrics` may be read without the secret by programs on this machine.
    pub metrics_open: bool,
}

/// A map of another server, below maps of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundMap {
    /// Address of its tiles (pictures in Web Mercator), with `{z}`, `{x}` and `{y}`.
    pub(crate) tiles_url: String,
    /// Whose it is, as its licence wants it said.
    pub(crate) attribution: String,
    /// Where its tiles come from: what browsers may ask besides the hub.
    pub(crate) origin: String,
}

impl GroundMap {
    /// None where the address is not that of tiles on a server.
    pub fn new(tiles_url: &str, attribution: &str) -> Option<Self> {
        let url = Url::parse(tiles_url).ok()?;
        let is_of_tiles = ["{z}", "{x}", "{y}"]
            .iter()
            .all(|part| tiles_url.contains(part));
        (matches!(url.scheme(), "http" | "https") && is_of_tiles).then(|| Self {
            tiles_url: tiles_url.to_owned(),
            attribution: attribution.to_owned(),
            origin: url.origin().ascii_serialization(),
        })
    }
}

/// How other portals hear of what is public.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpenData {
    /// The city by its official key: what data are about, if nothing else is said of them.
    pub place: Option<PlaceKey>,
    /// Where the city lies: what data about it are found by on maps.
    pub extent: Option<Extent>,
    /// Which portal hands the city's data on to GovData: a code of <http://dcat-ap.de/def/contributors>, `openNRW` in
    /// North Rhine-Westphalia.
    pub contributor: Option<String>,
    /// Whether what DCAT-AP.de 3.0 has given up is said beside its successors, for harvesters that still look for it.
    pub legacy: bool,
}

/// How the catalogue answers SPARQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SparqlSettings {
    /// The program that answers as `worker sparql`: this one.
    pub executable: PathBuf,
    /// Time for one query.
    pub time: Duration,
    /// Memory of a process that answers, with the graph it holds.
    pub memory_bytes: u64,
    /// Solutions or statements of an answer at most.
    pub most_solutions: u64,
}

/// A question and the statement that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedQuestion {
    /// As people would ask it.
    pub title: String,
    /// One SELECT.
    pub sql: String,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            city_name: "Musterstadt".to_owned(),
            hub_title: "Datenhub".to_owned(),
            contact: None,
            security_contact: None,
            operator: None,
            imprint: String::new(),
            privacy: String::new(),
            accessibility: String::new(),
            base_url: None,
            certificate: None,
            secure_cookies: false,
            hsts_subdomains: true,
            open_data: OpenData::default(),
            ground_map: None,
            sparql: None,
            embed_in: Vec::new(),
            questions: Vec::new(),
            upload_limit_bytes: 10 << 30,
            most_requests: 512,
            most_connections_per_address: 256,
            trusted_proxies: 0,
            patience: Patience::default(),
            metrics_token: None,
            metrics_open: false,
        }
    }
}

/// How long the server waits for a client before it hangs up.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a request, also for the next one on an open connection.
    pub head: Duration,
    /// For a whole form.
    pub form: Duration,
    /// Between two pieces of a file.
    pub silence: Duration,
    /// For a client that does not take its answer.
    pub writing: Duration,
    /// For a file that arrives more slowly than [`Patience::SLOWEST`].
    pub slowness: Duration,
}

impl Patience {
    /// Bytes of a file that must arrive each second on average.
    pub const SLOWEST: u64 = 4 << 10;
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(15),
            form: Duration::from_secs(15),
            silence: Duration::from_secs(30),
            writing: Duration::from_mins(1),
            slowness: Duration::from_mins(1),
        }
    }
}
