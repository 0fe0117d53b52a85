//! Erasing rows for good (DSGVO Art. 17): first a look at how much, then the deed, and what was erased before.

mod line;

use self::line::{ErasureLine, Previewed};
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::form::Fields;
use crate::pages::dataset::edit::Choice;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ErasureWish;
use hebewerk_model::{Kind, VersionNumber};

#[derive(Template)]
#[template(path = "dataset/erasure.html")]
struct ErasurePage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    done: Option<String>,
    /// What is wrong with what was sent.
    error: Option<String>,
    form: Form,
    previewed: Option<Previewed>,
    erasures: Vec<ErasureLine>,
}

/// What somebody filled in.
struct Form {
    /// `person`, `fassung` or `alles`.
    what: String,
    columns: Vec<Choice>,
    value: String,
    versions: Vec<Choice>,
    reason: String,
}

/// `GET /daten/{organisation}/{dataset}/loeschung`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let mut template = template(&visitor, &path, &Fields::default()).await?;
    if query.get("getan").is_some() {
        template.done = Some(visitor.words.t("erasure-was-done").into_owned());
    }
    page(&template)
}

/// `POST /daten/{organisation}/{dataset}/loeschung`: shows how much goes, or erases it.
pub(crate) async fn erase(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    let principal = &visitor.principal;
    let wish = wish(&fields);
    let (organisation, dataset) = (path.organisation.as_str(), path.dataset.as_str());
    if fields.text("schritt") == "loeschen" && fields.is_ticked("bestaetigt") {
        let rows = fields.text("zeilen").parse().unwrap_or(u64::MAX);
        let confirmed = (rows, fields.text("grund"));
        let erased = hub.erase(principal, (organisation, dataset), &wish, confirmed);
        match erased.await {
            Ok(_erasure) => {
                let done = Query::default().with("getan", "geloescht");
                return Ok(Redirect::to(&done.href(&href(&path))).into_response());
            }
            Err(error) => {
                return again(&visitor, &path, &fields, Refusal::from(error)).await;
            }
        }
    }
    let found = hub
        .preview_erasure(principal, organisation, dataset, &wish)
        .await;
    match found {
        Ok(found) => {
            let mut template = template(&visitor, &path, &fields).await?;
            template.previewed = Some(Previewed::of(visitor.words, &found));
            page(&template)
        }
        Err(error) => again(&visitor, &path, &fields, Refusal::from(error)).await,
    }
}

/// The page again, with what is wrong; what nobody can put right on it stays a refusal.
async fn again(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
    refusal: Refusal,
) -> PageResult {
    if !matches!(refusal.kind, Kind::Invalid | Kind::Conflict) {
        return Err(refusal);
    }
    let mut template = template(visitor, path, fields).await?;
    template.error = Some(if refusal.kind == Kind::Conflict {
        visitor.words.t("erasure-changed").into_owned()
    } else {
        refused::sentence(&visitor.words, &refusal)
    });
    let status = if refusal.kind == Kind::Conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::BAD_REQUEST
    };
    page_with(status, &template)
}

fn wish(fields: &Fields) -> ErasureWish {
    match fields.text("was") {
        "fassung" => {
            ErasureWish::Version(VersionNumber(fields.text("fassung").parse().unwrap_or(0)))
        }
        "alles" => ErasureWish::Dataset,
        _ => ErasureWish::Person {
            column: fields.text("spalte").to_owned(),
            value: fields.text("wert").to_owned(),
        },
    }
}

async fn template(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
) -> Result<ErasurePage, Refusal> {
    let w = visitor.words;
    let hub = visitor.hub();
    let known = hub
        .erasures(&visitor.principal, &path.organisation, &path.dataset)
        .await?;
    let view = load(visitor, path, &Query::default()).await?;
    let head = Head::of(visitor, path, &view, View::Erasure);
    let columns = known.columns.iter().map(|(name, label)| Choice {
        value: name.clone(),
        label: if label.is_empty() { name } else { label }.clone(),
        is_chosen: fields.text("spalte") == name,
        explained: String::new(),
    });
    let versions = known.versions.iter().map(|version| Choice {
        value: version.number.to_string(),
        label: w
            .t2(
                "erasure-version",
                "number",
                version.number.0,
                "when",
                w.moment(version.created_at),
            )
            .into_owned(),
        is_chosen: fields.text("fassung") == version.number.to_string(),
        explained: String::new(),
    });
    let what = match fields.text("was") {
        "" => "person",
        chosen => chosen,
    };
    Ok(ErasurePage {
        shell: head.shell(visitor, View::Erasure),
        w,
        action: href(path),
        done: None,
        error: None,
        form: Form {
            what: what.to_owned(),
            columns: columns.collect(),
            value: fields.text("wert").to_owned(),
            versions: versions.collect(),
            reason: fields.text("grund").to_owned(),
        },
        previewed: None,
        erasures: known
            .erasures
            .iter()
            .map(|view| ErasureLine::of(w, view))
            .collect(),
        head,
    })
}

fn href(path: &DatasetPath) -> String {
    format!("{}/loeschung", path.href())
}
