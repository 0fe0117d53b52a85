//! The table of contents of the web door: every address, how it is reached, and the right it asks for.
//!
//! *Architecture invariant:* what is not listed here does not exist. A test pins the routes open to everybody.

use crate::middleware::{
    access_log, faces, headers, origin, pace, panics, request_id, right, room, time, visitor,
};
use crate::pages::{
    account, administer, analysis, ask, audit, bridges, connections, dataset, find, foreign,
    health, houses, invitations, invited, keys, legal, metrics, overviews, releases, security_txt,
    set_up, sign_in, silo_map, start, subscriptions, upload, views,
};
use crate::{Refusal, WebState, api, assets, ckan, dcat, feeds, form, ogc, sparql};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// How long an answer may take to begin.
pub(crate) const ANSWER: Duration = Duration::from_mins(1);
/// How long a file may take to arrive, and to be taken in.
pub(crate) const FILE: Duration = Duration::from_hours(2);
/// Longest form without files in bytes.
const LARGEST_FORM: usize = 2 << 20;

/// The right a route asks for. Finer rights (whose data, which rows) are decided by the flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Nobody has to be signed in.
    Everybody,
    /// Somebody has to be signed in.
    SignedIn,
    /// Somebody who runs the hub has to be signed in.
    Administrator,
}

/// One route.
pub struct Entry {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path with its parameters in braces.
    pub path: &'static str,
    /// Right it asks for.
    pub right: Right,
    route: MethodRouter<WebState>,
    is_form: bool,
    takes_files: bool,
    is_patient: bool,
}

impl Entry {
    fn new(
        method: &'static str,
        path: &'static str,
        right: Right,
        route: MethodRouter<WebState>,
    ) -> Self {
        Self {
            method,
            path,
            right,
            route,
            is_form: false,
            takes_files: false,
            is_patient: false,
        }
    }

    /// Time for what takes as long as a file is large.
    fn patient(mut self) -> Self {
        self.is_patient = true;
        self
    }

    /// The route behind its right, its time and its size.
    fn guarded(self, state: &WebState) -> MethodRouter<WebState> {
        let limit = if self.is_patient { FILE } else { ANSWER };
        let size = if self.takes_files {
            usize::try_from(state.settings.upload_limit_bytes).unwrap_or(usize::MAX)
        } else {
            LARGEST_FORM
        };
        let route = if self.is_form {
            self.route
                .route_layer(from_fn_with_state(state.clone(), form::check))
        } else {
            self.route
        };
        route
            .route_layer(from_fn_with_state(limit, time::limit))
            .route_layer(from_fn_with_state(self.right, right::ask))
            .layer(DefaultBodyLimit::max(size))
    }
}

/// Every route for people, in the order of the pages.
pub fn contents() -> Vec<Entry> {
    use Right::{Administrator, Everybody, SignedIn};
    vec![
        read("/", Everybody, start::show),
        read("/daten", Everybody, find::show),
        read("/anderswo", Everybody, foreign::list),
        read("/anderswo/{id}", Everybody, foreign::show),
        read(
            "/daten/{organisation}/{dataset}",
            Everybody,
            dataset::overview::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/tabelle",
            Everybody,
            dataset::table::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/karte",
            Everybody,
            dataset::map::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/guete",
            Everybody,
            dataset::quality::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/fassungen",
            Everybody,
            dataset::versions::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/schnittstelle",
            Everybody,
            dataset::interface::show,
        ),
        read(
            "/daten/{organisation}/{dataset}/herunterladen/{file}",
            Everybody,
            dataset::download::table,
        ),
        read(
            "/daten/{organisation}/{dataset}/original/{delivery}",
            Everybody,
            dataset::download::raw,
        ),
        read(
            "/daten/{organisation}/{dataset}/bearbeiten",
            SignedIn,
            dataset::edit::show,
        ),
        write(
            "/daten/{organisation}/{dataset}/bearbeiten",
            SignedIn,
            dataset::edit::save,
        ),
        write(
            "/daten/{organisation}/{dataset}/zurueckziehen",
            SignedIn,
            dataset::edit::withdraw,
        ),
        read(
            "/daten/{organisation}/{dataset}/freigabe",
            SignedIn,
            dataset::held::show,
        ),
        // A column that keeps its name is read once more.
        write(
            "/daten/{organisation}/{dataset}/freigabe",
            SignedIn,
            dataset::held::decide,
        )
        .patient(),
        write(
            "/daten/{organisation}/{dataset}/immer-annehmen",
            SignedIn,
            dataset::held::take_all,
        ),
        read(
            "/daten/{organisation}/{dataset}/berechtigungen",
            SignedIn,
            dataset::grants::show,
        ),
        write(
            "/daten/{organisation}/{dataset}/berechtigungen",
            SignedIn,
            dataset::grants::give,
        ),
        read(
            "/daten/{organisation}/{dataset}/berechtigungen/{grant}/zuruecknehmen",
            SignedIn,
            dataset::grants::ask_revoke,
        ),
        write(
            "/daten/{organisation}/{dataset}/berechtigungen/{grant}/zuruecknehmen",
            SignedIn,
            dataset::grants::revoke,
        ),
        read(
            "/daten/{organisation}/{dataset}/schutz",
            SignedIn,
            dataset::protection::show,
        ),
        write(
            "/daten/{organisation}/{dataset}/schutz",
            SignedIn,
            dataset::protection::change,
        ),
        write(
            "/daten/{organisation}/{dataset}/schutz/blick",
            SignedIn,
            dataset::protection::look,
        ),
        read(
            "/daten/{organisation}/{dataset}/loeschung",
            SignedIn,
            dataset::erasure::show,
        ),
        // Every version is read, and what is left of it written anew.
        write(
            "/daten/{organisation}/{dataset}/loeschung",
            SignedIn,
            dataset::erasure::erase,
        )
        .patient(),
        read(
            "/daten/{organisation}/{dataset}/veroeffentlichung",
            SignedIn,
            dataset::release::show,
        ),
        write(
            "/daten/{organisation}/{dataset}/veroeffentlichung",
            SignedIn,
            dataset::release::change,
        ),
        read(
            "/daten/{organisation}/{dataset}/atom.xml",
            Everybody,
            feeds::atom::dataset,
        ),
        read("/atom.xml", Everybody, feeds::atom::catalogue),
        read("/sitemap.xml", Everybody, feeds::sitemap::show),
        read("/robots.txt", Everybody, feeds::robots::show),
        read("/catalog", Everybody, dcat::catalogue::negotiate),
        read("/catalog.ttl", Everybody, dcat::catalogue::show),
        read("/catalog.rdf", Everybody, dcat::catalogue::show),
        read("/catalog.xml", Everybody, dcat::catalogue::show),
        read("/catalog.jsonld", Everybody, dcat::catalogue::show),
        read("/catalog.nt", Everybody, dcat::catalogue::show),
        read("/catalog.n3", Everybody, dcat::catalogue::show),
        read("/dataset/{id}", Everybody, dcat::dataset::show),
        read(
            "/dataset/{id}/resource/{resource}",
            Everybody,
            dcat::dataset::resource,
        ),
        read("/organization/{id}", Everybody, dcat::dataset::organisation),
        read(sparql::PATH, Everybody, sparql::endpoint::show),
        notice(sparql::PATH, Everybody, sparql::endpoint::receive),
        read("/ogc", Everybody, ogc::landing::show),
        // As programs write it that take it for a folder.
        read("/ogc/", Everybody, ogc::landing::show),
        read("/ogc/conformance", Everybody, ogc::landing::conformance),
        read("/ogc/api", Everybody, ogc::landing::api),
        read("/ogc/collections", Everybody, ogc::collections::list),
        read(
            "/ogc/collections/katalog",
            Everybody,
            ogc::collections::show,
        ),
        read(
            "/ogc/collections/katalog/items",
            Everybody,
            ogc::items::list,
        ),
        read(
            "/ogc/collections/katalog/items/{record}",
            Everybody,
            ogc::items::show,
        ),
        read("/api/3", Everybody, ckan::version),
        read("/api/action/{action}", Everybody, ckan::act),
        receive("/api/action/{action}", Everybody, ckan::act),
        read("/api/3/action/{action}", Everybody, ckan::act),
        receive("/api/3/action/{action}", Everybody, ckan::act),
        read("/datastore/dump/{resource}", Everybody, ckan::dump::dump),
        read("/veroeffentlichungen", SignedIn, releases::list),
        read("/bruecken", Everybody, bridges::list),
        write(
            "/bruecken/haus/{organisation}",
            SignedIn,
            bridges::take_part,
        ),
        read("/bruecken/{bridge}", Everybody, bridges::show),
        write("/bruecken/{bridge}", SignedIn, bridges::decide),
        read(
            "/bruecken/{bridge}/tabelle",
            Everybody,
            bridges::joined::show,
        ),
        read(
            "/bruecken/{bridge}/nachbessern",
            SignedIn,
            bridges::mend::show,
        ),
        write(
            "/bruecken/{bridge}/nachbessern",
            SignedIn,
            bridges::mend::keep,
        ),
        read(
            "/bruecken/{bridge}/touren",
            Everybody,
            bridges::rounds::show,
        ),
        read(
            "/bruecken/{bridge}/herunterladen/{form}",
            Everybody,
            bridges::joined::download,
        ),
        read("/silokarte", Everybody, silo_map::show),
        read("/silokarte/rat", Everybody, silo_map::council::show),
        read("/haeuser", Everybody, houses::list),
        read("/haeuser/{organisation}", Everybody, houses::show),
        read(
            "/haeuser/{organisation}/schluessel",
            SignedIn,
            keys::show_house,
        ),
        write(
            "/haeuser/{organisation}/schluessel",
            SignedIn,
            keys::make_house,
        ),
        read(
            "/haeuser/{organisation}/schluessel/{key}/zuruecknehmen",
            SignedIn,
            keys::ask_revoke_house,
        ),
        write(
            "/haeuser/{organisation}/schluessel/{key}/zuruecknehmen",
            SignedIn,
            keys::revoke_house,
        ),
        read(
            "/haeuser/{organisation}/einladungen",
            SignedIn,
            invitations::show,
        ),
        write(
            "/haeuser/{organisation}/einladungen",
            SignedIn,
            invitations::invite,
        ),
        read(
            "/haeuser/{organisation}/einladungen/{invitation}/zuruecknehmen",
            SignedIn,
            invitations::ask_revoke,
        ),
        write(
            "/haeuser/{organisation}/einladungen/{invitation}/zuruecknehmen",
            SignedIn,
            invitations::revoke,
        ),
        read("/auswertung", Everybody, analysis::show),
        read("/auswertung/bild.svg", Everybody, analysis::file),
        read(
            "/auswertung/herunterladen/{form}",
            Everybody,
            analysis::download,
        ),
        read("/sichten", Everybody, views::list),
        read("/sichten/{name}", Everybody, views::show),
        read(
            "/sichten/{name}/herunterladen/{form}",
            Everybody,
            views::download,
        ),
        read("/sichten/{name}/bearbeiten", SignedIn, views::change_form),
        write("/sichten/{name}/bearbeiten", SignedIn, views::change),
        read("/sichten/{name}/entfernen", SignedIn, views::ask_remove),
        write("/sichten/{name}/entfernen", SignedIn, views::remove),
        read("/neue-sicht", SignedIn, views::new_form),
        write("/neue-sicht", SignedIn, views::save),
        read("/uebersichten", Everybody, overviews::list),
        read("/uebersichten/{name}", Everybody, overviews::show),
        read(
            "/uebersichten/{name}/bearbeiten",
            SignedIn,
            overviews::change_form,
        ),
        write(
            "/uebersichten/{name}/bearbeiten",
            SignedIn,
            overviews::change,
        ),
        read(
            "/uebersichten/{name}/entfernen",
            SignedIn,
            overviews::ask_remove,
        ),
        write(
            "/uebersichten/{name}/entfernen",
            SignedIn,
            overviews::remove,
        ),
        read("/neue-uebersicht", SignedIn, overviews::new_form),
        write("/neue-uebersicht", SignedIn, overviews::save),
        read("/einbetten/{name}", Everybody, overviews::embed),
        read("/sql", Everybody, ask::form),
        write("/sql", Everybody, ask::run),
        read("/sql/schema.json", Everybody, ask::schema),
        write("/sql/herunterladen/{form}", Everybody, ask::download),
        write("/sql/merken", SignedIn, ask::keep),
        write("/sql/vergessen", SignedIn, ask::forget),
        read("/hochladen", SignedIn, upload::choose),
        receive("/hochladen", SignedIn, upload::receive),
        read("/hochladen/{id}", SignedIn, upload::check),
        write("/hochladen/{id}", SignedIn, upload::correct),
        read("/hochladen/{id}/beschreiben", SignedIn, upload::describe),
        write("/hochladen/{id}/uebernehmen", SignedIn, upload::take_in),
        read("/hochladen/{id}/fortschritt", SignedIn, upload::progress),
        read("/hochladen/{id}/fertig", SignedIn, upload::done),
        read("/hochladen/{id}/verwerfen", SignedIn, upload::ask_discard),
        write("/hochladen/{id}/verwerfen", SignedIn, upload::discard),
        read("/anbindungen", SignedIn, connections::list),
        read("/anbindungen/neu", SignedIn, connections::kinds),
        read("/anbindungen/neu/{kind}", SignedIn, connections::new_form),
        write("/anbindungen/neu/{kind}", SignedIn, connections::connect),
        read("/anbindungen/{id}", SignedIn, connections::show),
        read(
            "/anbindungen/{id}/aendern",
            SignedIn,
            connections::change_form,
        ),
        write("/anbindungen/{id}/aendern", SignedIn, connections::change),
        write("/anbindungen/{id}/holen", SignedIn, connections::fetch),
        write("/anbindungen/{id}/anhalten", SignedIn, connections::stop),
        write("/anbindungen/{id}/pausieren", SignedIn, connections::pause),
        write(
            "/anbindungen/{id}/uebernehmen",
            SignedIn,
            connections::take_over,
        ),
        read(
            "/anbindungen/{id}/entfernen",
            SignedIn,
            connections::ask_remove,
        ),
        write("/anbindungen/{id}/entfernen", SignedIn, connections::remove),
        read("/anmelden", Everybody, sign_in::form),
        write("/anmelden", Everybody, sign_in::sign_in),
        write("/anmelden/code", Everybody, sign_in::code::finish),
        write(
            "/anmelden/code/passkey",
            Everybody,
            sign_in::passkey::finish,
        ),
        write("/anmelden/passkey", Everybody, sign_in::passkey::sign_in),
        read(
            "/anmelden/anbieter/{provider}",
            Everybody,
            sign_in::provider::go,
        ),
        read(
            "/anmelden/anbieter/{provider}/zurueck",
            Everybody,
            sign_in::provider::come_back,
        ),
        notice(
            "/anmelden/anbieter/{provider}/abmelden",
            Everybody,
            sign_in::provider::ended,
        ),
        // Also for whoever has not come further than a given password.
        write("/abmelden", Everybody, sign_in::sign_out),
        read("/einrichten/{token}", Everybody, set_up::form),
        write("/einrichten/{token}", Everybody, set_up::set_up),
        read("/einladung/{token}", Everybody, invited::form),
        write("/einladung/{token}", Everybody, invited::accept),
        read(
            "/konto/neues-kennwort",
            Everybody,
            account::new_password::form,
        ),
        write(
            "/konto/neues-kennwort",
            Everybody,
            account::new_password::choose,
        ),
        read("/konto", SignedIn, account::show),
        write("/konto", SignedIn, account::save),
        read("/konto/auskunft", SignedIn, account::disclosure),
        // Who may read it is decided behind the door, so that a refusal is on record too.
        read("/protokoll", SignedIn, audit::show),
        write("/protokoll/pruefen", SignedIn, audit::check),
        read("/protokoll/herunterladen/{file}", SignedIn, audit::export).patient(),
        read("/protokoll/auskunft/{account}", SignedIn, audit::disclosure),
        read(
            "/protokoll/verarbeitungen",
            SignedIn,
            audit::processing::show,
        ),
        read(
            "/protokoll/verarbeitungen/herunterladen",
            SignedIn,
            audit::processing::export,
        ),
        read("/konto/anmeldungen", SignedIn, account::sessions::show),
        write(
            "/konto/anmeldungen/andere-beenden",
            SignedIn,
            account::sessions::end_others,
        ),
        write(
            "/konto/anmeldungen/{id}/beenden",
            SignedIn,
            account::sessions::end,
        ),
        read(
            "/konto/zweiter-faktor",
            SignedIn,
            account::second_factor::show,
        ),
        write(
            "/konto/zweiter-faktor/einrichten",
            SignedIn,
            account::second_factor::start,
        ),
        write(
            "/konto/zweiter-faktor/bestaetigen",
            SignedIn,
            account::second_factor::confirm,
        ),
        write(
            "/konto/zweiter-faktor/abschalten",
            SignedIn,
            account::second_factor::remove,
        ),
        read("/konto/passkeys", SignedIn, account::passkeys::show),
        write(
            "/konto/passkeys/beginnen",
            SignedIn,
            account::passkeys::begin,
        ),
        write("/konto/passkeys/anlegen", SignedIn, account::passkeys::add),
        write(
            "/konto/passkeys/{id}/entfernen",
            SignedIn,
            account::passkeys::remove,
        ),
        read("/konto/anbieter", SignedIn, account::providers::show),
        write(
            "/konto/anbieter/{provider}/verknuepfen",
            SignedIn,
            account::providers::link,
        ),
        write(
            "/konto/anbieter/{provider}/loesen",
            SignedIn,
            account::providers::unlink,
        ),
        read("/konto/schluessel", SignedIn, keys::show),
        write("/konto/schluessel", SignedIn, keys::make),
        read(
            "/konto/schluessel/{key}/zuruecknehmen",
            SignedIn,
            keys::ask_revoke,
        ),
        write(
            "/konto/schluessel/{key}/zuruecknehmen",
            SignedIn,
            keys::revoke,
        ),
        read("/konto/abonnements", SignedIn, subscriptions::show),
        write("/konto/abonnements", SignedIn, subscriptions::begin),
        read("/konto/abonnements/neu", SignedIn, subscriptions::new_form),
        write("/konto/abonnements/gelesen", SignedIn, subscriptions::read),
        write(
            "/konto/abonnements/verweis",
            SignedIn,
            subscriptions::renew_feed,
        ),
        write(
            "/konto/abonnements/verweis/beenden",
            SignedIn,
            subscriptions::end_feed,
        ),
        write(
            "/konto/abonnements/{id}/beenden",
            SignedIn,
            subscriptions::end,
        ),
        write(
            "/konto/abonnements/{id}/fortsetzen",
            SignedIn,
            subscriptions::resume,
        ),
        // The link is the proof.
        read(
            "/benachrichtigungen/{token}",
            Everybody,
            subscriptions::feed,
        ),
        read("/verwaltung", Administrator, administer::show),
        read(
            "/verwaltung/konten",
            Administrator,
            administer::accounts::list,
        ),
        read(
            "/verwaltung/konten/{id}",
            Administrator,
            administer::accounts::form,
        ),
        write(
            "/verwaltung/konten/{id}",
            Administrator,
            administer::accounts::save,
        ),
        read(
            "/verwaltung/konten/{id}/schliessen",
            Administrator,
            administer::closing::form,
        ),
        write(
            "/verwaltung/konten/{id}/schliessen",
            Administrator,
            administer::closing::close,
        ),
        write(
            "/verwaltung/konten/{id}/oeffnen",
            Administrator,
            administer::closing::reopen,
        ),
        write(
            "/verwaltung/konten/{id}/abmelden",
            Administrator,
            administer::sign_ins::end,
        ),
        write(
            "/verwaltung/konten/{id}/zweiter-faktor-zuruecksetzen",
            Administrator,
            administer::sign_ins::reset_second_factor,
        ),
        read(
            "/verwaltung/haeuser",
            Administrator,
            administer::houses::list,
        ),
        read(
            "/verwaltung/haeuser/{slug}",
            Administrator,
            administer::houses::form,
        ),
        write(
            "/verwaltung/haeuser/{slug}",
            Administrator,
            administer::houses::save,
        ),
        read("/impressum", Everybody, legal::imprint),
        read("/datenschutz", Everybody, legal::privacy),
        read("/barrierefreiheit", Everybody, legal::accessibility),
    ]
}

/// A page that changes nothing.
fn read<H, T>(path: &'static str, right: Right, handler: H) -> Entry
where
    H: Handler<T, WebState>,
    T: 'static,
{
    Entry::new("GET", path, right, get(handler))
}

/// A form: its fields are read, and its origin proven, before the handler sees it.
fn write<H, T>(path: &'static str, right: Right, handler: H) -> Entry
where
    H: Handler<T, WebState>,
    T: 'static,
{
    let mut entry = Entry::new("POST", path, right, post(handler));
    entry.is_form = true;
    entry
}

/// What another system sends by itself: no page of ours has made it, and it carries its own proof, or changes nothing.
fn notice<H, T>(path: &'static str, right: Right, handler: H) -> Entry
where
    H: Handler<T, WebState>,
    T: 'static,
{
    Entry::new("POST", path, right, post(handler))
}

/// A form with a file: the handler reads it piece by piece, and checks the proof or asks for a key itself.
fn receive<H, T>(path: &'static str, right: Right, handler: H) -> Entry
where
    H: Handler<T, WebState>,
    T: 'static,
{
    let mut entry = Entry::new("POST", path, right, post(handler)).patient();
    entry.takes_files = true;
    entry
}

/// The whole door: pages, REST, assets, machine addresses, inside what every request passes. What is passed is put together
/// before the routes go into it: layers one by one would each be copied and packed anew for every request.
pub fn router(state: WebState) -> Router {
    let mut pages = Router::new();
    for entry in contents() {
        pages = pages.route(entry.path, entry.guarded(&state));
    }
    pages
        .merge(api::router())
        .fallback(|| async { Refusal::not_found().into_response() })
        .method_not_allowed_fallback(|| async {
            Refusal::from_status(StatusCode::METHOD_NOT_ALLOWED).into_response()
        })
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(state.clone(), visitor::recognise))
                .layer(from_fn(faces::give))
                .layer(CatchPanicLayer::custom(panics::answer))
                .layer(from_fn_with_state(state.clone(), room::take))
                .layer(from_fn_with_state(state.clone(), origin::check)),
        )
        .route("/assets/{file}", get(assets::show))
        .route("/favicon.ico", get(assets::favicon))
        .route("/.well-known/security.txt", get(security_txt::show))
        .route("/health", get(health::health))
        .route("/metrics", get(metrics::show))
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(request_id::give))
                .layer(from_fn(access_log::write))
                .layer(CompressionLayer::new().compress_when(worth_compressing()))
                .layer(from_fn_with_state(state.clone(), headers::add))
                .layer(from_fn_with_state(state.clone(), pace::keep)),
        )
        .with_state(state)
}

/// Not what is compressed already.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new(
            "application/vnd.openxmlformats",
        ))
        .and(NotForContentType::const_new(
            "application/vnd.apache.parquet",
        ))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/"))
}
