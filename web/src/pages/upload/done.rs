//! What became of the delivery: of this one, not of the dataset.

use super::{Steps, staged};
use crate::fragments::finding_list::FindingView;
use crate::pages::dataset::DatasetPath;
use crate::pages::dataset::versions::compared::in_short;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HandedOver, Standing};
use hebewerk_model::{DeliveryOutcome, VersionNumber};

#[derive(Template)]
#[template(path = "upload/done.html")]
struct DonePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    headline: String,
    lead: String,
    href: String,
    has_rows: bool,
    /// What the delivery changed in the rows.
    changes: Vec<String>,
    /// Where the version is compared with the one before.
    compare_href: Option<String>,
    /// Why nothing could be read.
    findings: Vec<FindingView>,
    more_href: String,
}

/// `GET /hochladen/{id}/fertig`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let w = visitor.words;
    let standing = visitor
        .hub()
        .upload_standing(&visitor.principal, staged(&id)?)
        .await?;
    let Standing::Done(handed) = standing else {
        return Ok(Redirect::to(&format!("/hochladen/{id}/fortschritt")).into_response());
    };
    let (headline, lead) = told(w, &handed);
    let changes = changes(&visitor, &handed).await;
    let upload = w.t("upload-title");
    let dataset = format!("{}/{}", handed.organisation, handed.dataset);
    page(&DonePage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-step-done"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 3),
        headline,
        lead,
        has_rows: handed.version.is_some(),
        changes,
        compare_href: second_or_later(&handed).map(|(number, _rows)| {
            let before = number.0 - 1;
            format!("/daten/{dataset}/fassungen?von={before}&bis={number}#vergleich")
        }),
        findings: handed
            .findings
            .iter()
            .map(|found| FindingView::of(w, found))
            .collect(),
        href: format!("/daten/{dataset}"),
        more_href: format!("/hochladen?ziel={dataset}"),
    })
}

/// The version a delivery has made, and its rows, if there was one before.
fn second_or_later(handed: &HandedOver) -> Option<(VersionNumber, u64)> {
    handed
        .version
        .filter(|(number, _rows)| handed.outcome == DeliveryOutcome::Version && number.0 > 1)
}

/// What is new, gone and changed. The delivery has arrived whether or not that can be told now.
async fn changes(visitor: &Visitor, handed: &HandedOver) -> Vec<String> {
    let Some(version) = second_or_later(handed) else {
        return Vec::new();
    };
    let path = DatasetPath {
        organisation: handed.organisation.clone(),
        dataset: handed.dataset.clone(),
    };
    match in_short(visitor, &path, version).await {
        Ok(changes) => changes,
        Err(refusal) => {
            tracing::debug!(code = refusal.code, "a new version was not compared");
            Vec::new()
        }
    }
}

/// The finding as a heading, and what it means.
fn told(w: Words, handed: &HandedOver) -> (String, String) {
    let title = &handed.title;
    let unreadable = || w.t1("upload-unreadable-headline", "title", title);
    let (headline, lead) = match (handed.outcome, handed.version) {
        (DeliveryOutcome::Version, Some((number, rows))) => (
            w.t1("upload-done-headline", "title", title),
            w.t2("upload-done-lead", "rows", rows, "version", number.0),
        ),
        (DeliveryOutcome::Unchanged, Some((number, _rows))) => (
            w.t1("upload-unchanged-headline", "title", title),
            w.t1("upload-unchanged-lead", "version", number.0),
        ),
        (_, Some((number, _rows))) => (
            unreadable(),
            w.t1("upload-unreadable-lead-version", "version", number.0),
        ),
        (_, None) => (unreadable(), w.t("upload-unreadable-lead")),
    };
    (headline.into_owned(), lead.into_owned())
}
