//! Applying, deciding and taking back.

use super::choice::chosen;
use super::{href, page_again};
use crate::form::Fields;
use crate::pages::dataset::DatasetPath;
use crate::pages::refused;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, ReleaseApplication};
use hebewerk_model::{Kind, Visibility};

/// `POST /daten/{organisation}/{dataset}/veroeffentlichung`
pub(crate) async fn change(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let act = fields.text("tun").to_owned();
    let done = match act.as_str() {
        "beantragen" => apply(&visitor, &path, &fields).await,
        "freigeben" => agree(&visitor, &path, &fields).await,
        "ablehnen" => refuse(&visitor, &path, &fields).await,
        "zuruecknehmen" => withdraw(&visitor, &path, &fields).await,
        _ => return Err(Refusal::invalid("invalid_request")),
    };
    match done {
        Ok(done) => {
            let done = Query::default().with("getan", done);
            Ok(Redirect::to(&done.href(&href(&path))).into_response())
        }
        Err(error) => {
            let refusal = Refusal::from(error);
            if !matches!(refusal.kind, Kind::Invalid | Kind::Conflict) {
                return Err(refusal);
            }
            let sentence = refused::sentence(&visitor.words, &refusal);
            page_again(&visitor, &path, &fields, (act, sentence)).await
        }
    }
}

async fn apply(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
) -> Result<&'static str, HubError> {
    let application = ReleaseApplication {
        choice: chosen(fields).unwrap_or_default(),
        delivery: fields.text("lieferung").parse().ok(),
        note: fields.text("notiz").to_owned(),
        standing: fields.is_ticked("dauer"),
    };
    let hub = visitor.hub();
    hub.apply_for_release(&visitor.principal, place(path), application)
        .await?;
    Ok("beantragt")
}

async fn agree(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
) -> Result<&'static str, HubError> {
    let id = fields.text("antrag").parse().map_err(|_error| unknown())?;
    let hub = visitor.hub();
    hub.agree_to_release(&visitor.principal, place(path), id)
        .await?;
    Ok("freigegeben")
}

async fn refuse(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
) -> Result<&'static str, HubError> {
    let id = fields.text("antrag").parse().map_err(|_error| unknown())?;
    let (hub, reason) = (visitor.hub(), fields.text("grund"));
    hub.refuse_release(&visitor.principal, place(path), id, reason)
        .await?;
    Ok("abgelehnt")
}

async fn withdraw(
    visitor: &Visitor,
    path: &DatasetPath,
    fields: &Fields,
) -> Result<&'static str, HubError> {
    if !fields.is_ticked("bestaetigt") {
        return Err(HubError::Invalid {
            field: "bestaetigt",
            code: "release_unconfirmed",
        });
    }
    let to = match fields.text("kreis") {
        "office" => Visibility::Office,
        "city" => Visibility::City,
        // Nothing that was not chosen: the flow says that it takes a choice.
        _ => Visibility::Public,
    };
    let (hub, reason) = (visitor.hub(), fields.text("grund"));
    hub.withdraw_release(&visitor.principal, place(path), to, reason)
        .await?;
    Ok("zurueckgenommen")
}

fn place(path: &DatasetPath) -> (&str, &str) {
    (path.organisation.as_str(), path.dataset.as_str())
}

fn unknown() -> HubError {
    HubError::NotFound {
        what: "release",
        name: String::new(),
    }
}
