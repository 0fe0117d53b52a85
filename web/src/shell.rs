//! What stands around every page.

use crate::{Visitor, Words, assets, query::Query};
use hebewerk_model::Principal;

/// The five places of the main menu; only those that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Start,
    Find,
    Analysis,
    Ask,
    Bridges,
    Houses,
    Connections,
    Administer,
    Audit,
    Account,
    Upload,
    Elsewhere,
}

/// An entry of the main menu.
pub(crate) struct NavEntry {
    pub(crate) href: &'static str,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// A step of the path to this page; the last one has no address.
pub(crate) struct Crumb {
    pub(crate) href: Option<String>,
    pub(crate) label: String,
}

/// Addresses of what every page loads.
pub(crate) struct Loads {
    pub(crate) style: String,
    pub(crate) script: String,
    pub(crate) icon: String,
    pub(crate) regular: String,
    pub(crate) semibold: String,
    pub(crate) licences: String,
}

/// Everything around a page's own content.
pub(crate) struct Shell {
    pub(crate) w: Words,
    pub(crate) title: String,
    pub(crate) hub_title: String,
    pub(crate) city_name: String,
    pub(crate) contact: Option<String>,
    pub(crate) operator: Option<String>,
    pub(crate) nav: Vec<NavEntry>,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) account_name: Option<String>,
    pub(crate) account_role: String,
    /// Whether there is a session to end.
    pub(crate) is_signed_in: bool,
    pub(crate) sign_in_href: String,
    pub(crate) other_language_href: String,
    pub(crate) other_language_tag: &'static str,
    pub(crate) other_language: &'static str,
    pub(crate) form_token: String,
    pub(crate) loads: Loads,
    /// Feeds that tell what changes here: title and address.
    pub(crate) feeds: Vec<(String, String)>,
}

impl Shell {
    /// The shell of a page with this title, without a path.
    pub(crate) fn new(visitor: &Visitor, place: Place, title: impl Into<String>) -> Self {
        let w = visitor.words;
        let settings = &visitor.state.settings;
        let (path, query) = visitor.here.split_once('?').unwrap_or((&visitor.here, ""));
        let (other_language_tag, other_language) = if w.is_german() {
            ("en", "English")
        } else {
            ("de", "Deutsch")
        };
        Self {
            w,
            title: title.into(),
            hub_title: settings.hub_title.clone(),
            city_name: settings.city_name.clone(),
            contact: settings.contact.clone(),
            operator: settings.operator.clone(),
            nav: nav(visitor, place),
            crumbs: Vec::new(),
            account_name: visitor.account.as_ref().map(|account| account.name.clone()),
            account_role: role(visitor),
            is_signed_in: visitor.session.is_some(),
            sign_in_href: sign_in_href(&visitor.here),
            other_language_href: Query::parse(query)
                .with("sprache", other_language_tag)
                .href(path),
            other_language_tag,
            other_language,
            form_token: visitor.form_token.clone(),
            loads: Loads {
                style: assets::href("index.css"),
                script: assets::href("app.js"),
                icon: assets::href("favicon.svg"),
                regular: assets::href("FiraSans-Regular.woff2"),
                semibold: assets::href("FiraSans-SemiBold.woff2"),
                licences: assets::href("licences.txt"),
            },
            feeds: Vec::new(),
        }
    }

    /// The same with the feed of the catalogue, for whoever follows pages by a reader of feeds.
    #[must_use]
    pub(crate) fn with_catalogue_feed(mut self) -> Self {
        let title = self.w.t1("feed-catalogue", "hub", &self.hub_title);
        self.feeds
            .push((title.into_owned(), "/atom.xml".to_owned()));
        self
    }

    /// The same below the start page and the steps given (address and label).
    #[must_use]
    pub(crate) fn below(mut self, steps: &[(&str, &str)]) -> Self {
        self.crumbs.push(Crumb {
            href: Some("/".to_owned()),
            label: self.w.t("nav-start").into_owned(),
        });
        for (href, label) in steps {
            self.crumbs.push(Crumb {
                href: Some((*href).to_owned()),
                label: (*label).to_owned(),
            });
        }
        self.crumbs.push(Crumb {
            href: None,
            label: self.title.clone(),
        });
        self
    }
}

fn nav(visitor: &Visitor, place: Place) -> Vec<NavEntry> {
    let w = visitor.words;
    let mut places = vec![
        (Place::Find, "/daten", "nav-find"),
        (Place::Analysis, "/auswertung", "nav-analysis"),
        (Place::Ask, "/sql", "nav-ask"),
        (Place::Bridges, "/bruecken", "nav-bridges"),
        (Place::Houses, "/haeuser", "nav-houses"),
    ];
    if visitor.belongs_here() {
        places.push((Place::Connections, "/anbindungen", "nav-connections"));
    }
    if visitor.is_administrator() {
        places.push((Place::Administer, "/verwaltung", "nav-administer"));
    }
    if visitor.is_officer() {
        places.push((Place::Audit, "/protokoll", "nav-audit"));
    }
    places
        .into_iter()
        .map(|(known, href, key)| NavEntry {
            href,
            label: w.t(key).into_owned(),
            current: known == place,
        })
        .collect()
}

/// What is said under the name: the widest role.
fn role(visitor: &Visitor) -> String {
    let w = visitor.words;
    let Some(account) = &visitor.account else {
        return String::new();
    };
    if visitor.needs_second_factor() {
        return w.t("account-second-factor-missing").into_owned();
    }
    if matches!(visitor.principal, Principal::Guest(_)) {
        return w.t("account-guest").into_owned();
    }
    if account.administrator {
        return w.code("role", "administrator").into_owned();
    }
    if account.officer {
        return w.code("role", "officer").into_owned();
    }
    let widest = account
        .memberships
        .iter()
        .map(|membership| membership.role)
        .max();
    widest.map_or_else(
        || w.t("account-no-role").into_owned(),
        |role| w.code("role", role.code()).into_owned(),
    )
}

/// The form to sign in, which leads back here afterwards.
pub(crate) fn sign_in_href(here: &str) -> String {
    if here == "/" || here.starts_with("/anmelden") {
        "/anmelden".to_owned()
    } else {
        Query::default().with("weiter", here).href("/anmelden")
    }
}
