//! The REST interface below `/api/v1`: its table of contents. Router and OpenAPI document are made of the same entries.
//!
//! *Architecture invariant:* what is not listed here does not exist. A test pins the list, another the document.

mod access;
mod audit;
mod bridges;
mod caller;
mod connections;
mod cursor;
mod datasets;
mod deliveries;
mod document;
mod downloads;
mod entry;
mod erasures;
mod findings;
mod grants;
mod held;
mod invitations;
mod keys;
mod list;
mod negotiate;
mod organisations;
mod parameters;
mod protection;
mod releases;
mod rows;
mod search;
mod sessions;
mod sql;
mod tables;
mod take_in;
mod tiles;
mod versions;
mod views;

use crate::WebState;
use crate::middleware::time;
use crate::router::{ANSWER, FILE, Right};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use utoipa::openapi::path::PathItem;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

/// Where the interface begins.
pub(crate) const ROOT: &str = "/api/v1";

/// Whether a path belongs to the interface: its refusals are problem documents, its callers may carry a token.
pub(crate) fn is_below(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// One operation of the REST interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Path with its parameters in braces.
    pub path: String,
    /// Right it asks for.
    pub right: Right,
}

/// Every operation of the REST interface, in the order of the table of contents.
pub fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for entry in entries() {
        let (_schemas, paths, _router) = entry.routes;
        for (path, item) in paths.paths {
            operations.extend(methods(&item).into_iter().map(|method| Operation {
                method,
                path: format!("{ROOT}{}", path.trim_end_matches('/')),
                right: entry.right,
            }));
        }
    }
    operations
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    let known = [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("DELETE", item.delete.is_some()),
    ];
    let named = known.into_iter().filter(|(_method, is_there)| *is_there);
    named.map(|(method, _is_there)| method).collect()
}

/// One resource of the table of contents.
struct Entry {
    right: Right,
    is_patient: bool,
    routes: UtoipaMethodRouter<WebState>,
}

fn entries() -> Vec<Entry> {
    use Right::{Everybody, SignedIn};
    vec![
        entry(Everybody, routes!(entry::show)),
        entry(Everybody, routes!(entry::document)),
        entry(Everybody, routes!(sessions::open)),
        entry(SignedIn, routes!(sessions::list)),
        entry(SignedIn, routes!(sessions::end_others)),
        entry(SignedIn, routes!(sessions::show, sessions::close)),
        entry(SignedIn, routes!(sessions::end)),
        entry(SignedIn, routes!(keys::list, keys::make)),
        entry(SignedIn, routes!(keys::revoke)),
        entry(SignedIn, routes!(keys::list_of_house, keys::make_for_house)),
        entry(SignedIn, routes!(keys::revoke_of_house)),
        entry(SignedIn, routes!(invitations::list, invitations::invite)),
        entry(SignedIn, routes!(invitations::revoke)),
        entry(Everybody, routes!(organisations::list)),
        entry(Everybody, routes!(organisations::show)),
        entry(SignedIn, routes!(take_in::take_in)).patient(),
        entry(Everybody, routes!(datasets::list)),
        entry(Everybody, routes!(search::search)),
        entry(Everybody, routes!(datasets::show)),
        entry(Everybody, routes!(tables::list)),
        entry(Everybody, routes!(tables::show)),
        entry(Everybody, routes!(rows::page)),
        entry(Everybody, routes!(tiles::show)),
        entry(Everybody, routes!(tiles::tile)),
        entry(Everybody, routes!(downloads::table)),
        entry(Everybody, routes!(versions::list)),
        entry(Everybody, routes!(versions::show)),
        entry(Everybody, routes!(findings::list)),
        entry(SignedIn, routes!(deliveries::list)),
        entry(SignedIn, routes!(deliveries::raw)),
        entry(SignedIn, routes!(held::list)),
        entry(SignedIn, routes!(held::show, held::change)),
        entry(SignedIn, routes!(held::accept)).patient(),
        entry(SignedIn, routes!(held::refuse)),
        entry(SignedIn, routes!(erasures::list, erasures::erase)).patient(),
        entry(SignedIn, routes!(erasures::preview)).patient(),
        entry(SignedIn, routes!(grants::list, grants::give)),
        entry(SignedIn, routes!(grants::revoke)),
        entry(SignedIn, routes!(protection::show, protection::lay_down)),
        entry(SignedIn, routes!(releases::list)),
        entry(SignedIn, routes!(releases::show, releases::apply)),
        entry(SignedIn, routes!(releases::withdraw)),
        entry(SignedIn, routes!(releases::agree)),
        entry(SignedIn, routes!(releases::refuse)),
        entry(Everybody, routes!(bridges::list)),
        entry(Everybody, routes!(bridges::groups)),
        entry(Everybody, routes!(bridges::show)),
        entry(Everybody, routes!(bridges::measures)),
        entry(Everybody, routes!(bridges::rounds)),
        entry(SignedIn, routes!(bridges::decide)),
        entry(Everybody, routes!(bridges::map)),
        entry(Everybody, routes!(sql::get, sql::post)),
        entry(Everybody, routes!(views::list)),
        entry(SignedIn, routes!(views::save)),
        entry(Everybody, routes!(views::show)),
        entry(SignedIn, routes!(views::change, views::remove)),
        entry(Everybody, routes!(views::editions)),
        entry(Everybody, routes!(views::columns)),
        entry(Everybody, routes!(views::rows)),
        entry(SignedIn, routes!(connections::connectors::list)),
        entry(SignedIn, routes!(connections::list, connections::make)),
        entry(
            SignedIn,
            routes!(connections::show, connections::change, connections::remove),
        ),
        entry(SignedIn, routes!(connections::runs, connections::fetch)),
        entry(SignedIn, routes!(connections::take_over)),
        entry(SignedIn, routes!(audit::list)),
        entry(SignedIn, routes!(audit::export)).patient(),
        entry(SignedIn, routes!(audit::check)),
        entry(SignedIn, routes!(audit::processing::list)),
    ]
}

fn entry(right: Right, routes: UtoipaMethodRouter<WebState>) -> Entry {
    Entry {
        right,
        is_patient: false,
        routes,
    }
}

impl Entry {
    /// Time and room for what takes as long as a file is large. The handler counts the bytes itself.
    fn patient(mut self) -> Self {
        self.is_patient = true;
        self
    }

    /// The routes behind their right and their time.
    fn guarded(self) -> UtoipaMethodRouter<WebState> {
        let Self {
            right,
            is_patient,
            routes,
        } = self;
        let limit = if is_patient { FILE } else { ANSWER };
        routes.map(|route| {
            let route = route
                .route_layer(from_fn_with_state(limit, time::limit))
                .route_layer(from_fn_with_state(right, access::check));
            if is_patient {
                route.layer(DefaultBodyLimit::disable())
            } else {
                route
            }
        })
    }
}

/// Router and document.
fn contents() -> OpenApiRouter<WebState> {
    let mut contents = OpenApiRouter::default();
    for entry in entries() {
        contents = contents.routes(entry.guarded());
    }
    OpenApiRouter::with_openapi(document::frame()).nest(ROOT, contents)
}

/// All routes below `/api/v1`.
pub(crate) fn router() -> Router<WebState> {
    let (router, _document) = contents().split_for_parts();
    // The entry with a slash at its end, as people type it.
    let entry = get(entry::show).route_layer(from_fn(access::open));
    router.route("/api/v1/", entry)
}
