//! `config.toml`: what an operator sets. A wrong entry is shown with a caret under it.

use miette::{Diagnostic, NamedSource, SourceSpan};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Written by `init`; every setting stands in it with its default.
pub(crate) const TEMPLATE: &str = include_str!("config.toml");

/// The settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    pub(crate) city: City,
    pub(crate) open_data: OpenDataConfig,
    pub(crate) map: MapConfig,
    pub(crate) server: Server,
    pub(crate) accounts: AccountsConfig,
    pub(crate) providers: Vec<ProviderConfig>,
    pub(crate) catalogue: Catalogue,
    pub(crate) limits: LimitsConfig,
    pub(crate) watch: Watch,
    pub(crate) connections: ConnectionsConfig,
    pub(crate) audit: AuditConfig,
    pub(crate) release: ReleaseConfig,
    pub(crate) mail: Option<MailConfig>,
    pub(crate) questions: Vec<Question>,
}

/// A question the SQL page offers to everybody who may read its tables.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) title: String,
    pub(crate) sql: String,
}

/// How pages name the hub.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct City {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) contact: Option<String>,
    pub(crate) security_contact: Option<String>,
    pub(crate) operator: String,
    pub(crate) imprint: String,
    pub(crate) privacy: String,
    pub(crate) accessibility: String,
}

/// How other portals hear of what is public.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OpenDataConfig {
    pub(crate) place: Option<hebewerk_model::PlaceKey>,
    /// West, south, east, north in degrees.
    pub(crate) extent: Option<[f64; 4]>,
    pub(crate) contributor: Option<String>,
    pub(crate) legacy: bool,
    pub(crate) sparql: bool,
}

/// The map below maps of tables.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MapConfig {
    pub(crate) tiles_url: Option<String>,
    pub(crate) attribution: String,
}

/// Where and how the server listens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Server {
    pub(crate) listen: SocketAddr,
    pub(crate) base_url: Option<String>,
    pub(crate) upload_limit_mb: u64,
    pub(crate) trusted_proxies: u8,
    pub(crate) connections_per_address: usize,
    pub(crate) metrics_token: Option<String>,
    pub(crate) metrics_token_file: Option<PathBuf>,
    pub(crate) metrics_open: bool,
    pub(crate) hsts_subdomains: bool,
    pub(crate) embed_in: Vec<String>,
    pub(crate) tls: Option<TlsConfig>,
}

/// TLS without another server in front.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsConfig {
    pub(crate) certificate_file: PathBuf,
    pub(crate) key_file: PathBuf,
    pub(crate) redirect_from: Option<SocketAddr>,
}

/// How people sign in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AccountsConfig {
    pub(crate) privileged_need_second_factor: bool,
    pub(crate) everybody_needs_second_factor: bool,
    pub(crate) staff_need_provider: bool,
}

/// A provider that vouches for people (OpenID Connect).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderConfig {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) client_secret_file: Option<PathBuf>,
    #[serde(default = "usual_scopes")]
    pub(crate) scopes: Vec<String>,
    #[serde(default = "usual_groups_claim")]
    pub(crate) groups_claim: String,
    #[serde(default)]
    pub(crate) unverified_email: bool,
    #[serde(default)]
    pub(crate) admits_everybody: bool,
    #[serde(default)]
    pub(crate) has_second_factor: bool,
    #[serde(default)]
    pub(crate) second_factor_values: Vec<String>,
    #[serde(default = "usual_session_hours")]
    pub(crate) session_hours: u32,
    #[serde(default)]
    pub(crate) groups: Vec<GroupConfig>,
}

/// What a group of a provider gives: a role in an organisation, or a right of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupConfig {
    pub(crate) group: String,
    pub(crate) organisation: Option<String>,
    pub(crate) role: Option<hebewerk_model::Role>,
    pub(crate) right: Option<RightConfig>,
}

/// A right beside those in organisations.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RightConfig {
    Administrator,
    Officer,
}

fn usual_scopes() -> Vec<String> {
    ["profile", "email"].map(str::to_owned).to_vec()
}

fn usual_groups_claim() -> String {
    "groups".to_owned()
}

const fn usual_session_hours() -> u32 {
    12
}

/// Where the catalogue lies.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Catalogue {
    pub(crate) url: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
}

/// Limits of questions and of reading files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LimitsConfig {
    pub(crate) question_seconds: u64,
    pub(crate) question_memory_mb: u64,
    pub(crate) question_rows: u64,
    pub(crate) reader_seconds: u64,
    pub(crate) reader_memory_mb: u64,
    pub(crate) prepared_memory_mb: Option<u64>,
    pub(crate) sparql_seconds: u64,
    pub(crate) sparql_memory_mb: u64,
    pub(crate) sparql_rows: u64,
}

/// How a folder is watched.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Watch {
    pub(crate) settle_seconds: u64,
    pub(crate) missing_seconds: u64,
    pub(crate) visibility: hebewerk_model::Visibility,
}

/// What the hub may fetch from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(
    clippy::struct_field_names,
    reason = "these are the names of the settings"
)]
pub(crate) struct ConnectionsConfig {
    pub(crate) allowed_hosts: Vec<String>,
    pub(crate) allowed_data_sources: Vec<String>,
    pub(crate) allowed_folders: Vec<PathBuf>,
}

/// How long the audit is kept.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AuditConfig {
    pub(crate) keep_days: u32,
}

/// What it takes to make something public.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReleaseConfig {
    pub(crate) needed: bool,
}

/// Through which server reminders are sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailConfig {
    pub(crate) host: String,
    pub(crate) port: Option<u16>,
    #[serde(default)]
    pub(crate) tls: MailTls,
    pub(crate) user: Option<String>,
    pub(crate) password_file: Option<PathBuf>,
    pub(crate) from: String,
}

/// How the line to the mail server is secured.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MailTls {
    #[default]
    StartTls,
    Tls,
    None,
}

impl Default for City {
    fn default() -> Self {
        Self {
            name: "Musterstadt".to_owned(),
            title: "Datenhub".to_owned(),
            contact: None,
            security_contact: None,
            operator: String::new(),
            imprint: String::new(),
            privacy: String::new(),
            accessibility: String::new(),
        }
    }
}

impl Default for OpenDataConfig {
    fn default() -> Self {
        Self {
            place: None,
            extent: None,
            contributor: None,
            legacy: false,
            sparql: true,
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8321)),
            base_url: None,
            upload_limit_mb: 2048,
            trusted_proxies: 0,
            connections_per_address: 256,
            metrics_token: None,
            metrics_token_file: None,
            metrics_open: false,
            hsts_subdomains: true,
            embed_in: Vec::new(),
            tls: None,
        }
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            question_seconds: 30,
            question_memory_mb: 512,
            question_rows: 100_000,
            reader_seconds: 120,
            reader_memory_mb: 1536,
            prepared_memory_mb: None,
            sparql_seconds: 2,
            sparql_memory_mb: 512,
            sparql_rows: 100_000,
        }
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            settle_seconds: 2,
            missing_seconds: 180,
            visibility: hebewerk_model::Visibility::Office,
        }
    }
}

impl Default for ReleaseConfig {
    fn default() -> Self {
        Self { needed: true }
    }
}

impl Default for AuditConfig {
    fn default() -> Self {
        Self {
            keep_days: hebewerk_hub::HubParts::AUDIT_DAYS,
        }
    }
}

/// A configuration that cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub(crate) enum ConfigError {
    /// The file is there but cannot be read.
    #[error("config.toml cannot be read")]
    Unread(#[source] std::io::Error),
    /// An entry is wrong.
    #[error("{message}")]
    Wrong {
        message: String,
        #[source_code]
        text: NamedSource<String>,
        #[label("here")]
        place: Option<SourceSpan>,
    },
}

impl Config {
    /// Reads the file; without one the defaults hold.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(ConfigError::Unread(error)),
        };
        toml::from_str(&text).map_err(|error| ConfigError::Wrong {
            message: error.message().to_owned(),
            place: error.span().map(Into::into),
            text: NamedSource::new("config.toml", text),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_template_says_the_defaults() {
        let written: Config = toml::from_str(TEMPLATE).unwrap();
        assert_eq!(format!("{written:?}"), format!("{:?}", Config::default()));
    }

    #[test]
    fn a_wrong_entry_is_pointed_at() {
        let folder = std::env::temp_dir().join(format!("hebewerk-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("config.toml");
        std::fs::write(&path, "[server]\nlisten = \"nowhere\"\n").unwrap();
        let error = Config::read(&path).unwrap_err();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(matches!(error, ConfigError::Wrong { place: Some(_), .. }));
    }
}
