//! Files of datasets on a portal that runs CKAN (its action API, version 3).

mod package;
mod portal;

use crate::form::{TOKEN, URL};
use crate::http::{Ask, Http, Known, Login, Outcome, download, host};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind,
    Offered,
};
use package::{Package, Resource};
use portal::Portal;
pub(crate) use portal::start_page;
use serde_json::{Map, Value};
use std::path::Path;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "ckan",
    brings: Brings::Files,
    fields: &[
        URL,
        Field {
            name: "dataset",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        Field {
            name: "resource",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        TOKEN,
    ],
};

/// The files of a dataset, or the datasets in which its name is found.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let portal = Portal::of(http, fetch)?;
    let dataset = fetch.setting("dataset").or(portal.dataset.as_deref());
    let Some(dataset) = dataset else {
        return portal.search("").await;
    };
    match portal.package(dataset).await {
        Ok(package) => Ok(package.resources.iter().map(Resource::offered).collect()),
        Err(error) if error.code == "fetch_not_found" => portal.search(dataset).await,
        Err(error) => Err(error),
    }
}

/// Fetches a file, unless portal or server say that it is the same as last time.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let portal = Portal::of(http, fetch)?;
    let dataset = fetch.setting("dataset").or(portal.dataset.as_deref());
    let dataset = dataset.ok_or_else(|| FetchError::setting("dataset", "fetch_missing"))?;
    let package: Package = portal.package(dataset).await?;
    let resource = package
        .choose(fetch.setting("resource"))
        .ok_or_else(|| FetchError::setting("resource", "fetch_not_allowed"))?;
    if resource.is_unchanged(fetch.memory.as_deref()) {
        return Ok(Fetched::Unchanged);
    }
    let ask = portal.ask_for(&resource.url)?;
    let known = Known::read(fetch.memory.as_deref(), &resource.url);
    let path = into.join("file");
    match download(http, &ask, &known, (&path, fetch), tick).await? {
        Outcome::Same => Ok(Fetched::Unchanged),
        Outcome::File { name, known } => Ok(Fetched::Files {
            files: vec![FetchedFile {
                path,
                name: resource.file_name(name),
                part: None,
            }],
            memory: Some(resource.memory(&known)),
            beyond: Vec::new(),
        }),
    }
}

/// A successful answer of the action API: what is in `result`.
pub(crate) fn result(bytes: &[u8], ask: &Ask) -> Result<Map<String, Value>, FetchError> {
    let invalid = || FetchError::lasting("fetch_answer_invalid", host(&ask.url));
    let answer: Value = serde_json::from_slice(bytes).map_err(|_no_json| invalid())?;
    if answer["success"] != true {
        // `Not Found Error`, `Authorization Error`: a word of CKAN's own.
        let kind = answer["error"]["__type"].as_str();
        let kind = kind.filter(|kind| kind.len() <= 60).ok_or_else(invalid)?;
        return Err(FetchError::lasting("fetch_request_refused", kind));
    }
    match answer {
        Value::Object(mut answer) => match answer.remove("result") {
            Some(Value::Object(result)) => Ok(result),
            _ => Err(invalid()),
        },
        _ => Err(invalid()),
    }
}

/// How the portal knows us.
pub(crate) fn login(fetch: &Fetch) -> Login {
    let token = fetch.secrets.get("token").filter(|token| !token.is_empty());
    token.map_or(Login::None, |token| Login::Bare(token.to_owned()))
}
