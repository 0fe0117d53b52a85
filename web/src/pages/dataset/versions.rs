//! The versions of a dataset, what each changed, and the deliveries they came from.

pub(crate) mod compared;
mod deliveries;

use self::compared::{ComparedView, VersionChoice};
use self::deliveries::DeliveryPage;
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::fragments::version_line::VersionLine;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_model::{Version, VersionNumber};

/// Versions of a page.
const VERSIONS: usize = 50;

#[derive(Template)]
#[template(path = "dataset/versions.html")]
struct VersionsPage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    total: u32,
    versions: Vec<VersionLine>,
    older_href: Option<String>,
    newest_href: Option<String>,
    before: Vec<VersionChoice>,
    after: Vec<VersionChoice>,
    compared: Option<ComparedView>,
    deliveries: DeliveryPage,
    /// Whether the reader may know how many findings a version has.
    knows_findings: bool,
}

/// `GET /daten/{organisation}/{dataset}/fassungen`; `?vor=` pages the versions, `?lieferung=` the deliveries,
/// `?von=&bis=` compares.
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let w = visitor.words;
    let view = load(&visitor, &path, &query).await?;
    let head = Head::of(&visitor, &path, &view, View::Versions);
    let action = format!("{}/fassungen", path.href());
    let before = query.get("vor").and_then(|number| number.parse().ok());
    let (versions, older) = listed(&visitor, &path, before).await?;
    let pair = compared::pair(&query, &view)?;
    let compared = match (pair, query.get("von")) {
        (Some(pair), Some(_)) => Some(compared::of(&visitor, &path, pair).await?),
        _ => None,
    };
    let choices = |chosen| compared::choices(w, &view, &versions, chosen);
    page(&VersionsPage {
        shell: head.shell(&visitor, View::Versions),
        w,
        total: view.versions.first().map_or(0, |newest| newest.number.0),
        before: pair.map_or_else(Vec::new, |(before, _after)| choices(before)),
        after: pair.map_or_else(Vec::new, |(_before, after)| choices(after)),
        compared,
        older_href: older.map(|number| Query::default().with("vor", number).href(&action)),
        newest_href: before.is_some().then(|| action.clone()),
        versions: versions
            .iter()
            .map(|version| VersionLine::of(w, &path.href(), version, head.version))
            .collect(),
        deliveries: DeliveryPage::of(&visitor, &path, &view, &query).await?,
        knows_findings: view.read.allowed,
        action,
        head,
    })
}

/// The versions of a page, and where the next one begins.
async fn listed(
    visitor: &Visitor,
    path: &DatasetPath,
    before: Option<u32>,
) -> Result<(Vec<Version>, Option<VersionNumber>), Refusal> {
    let (_dataset, mut versions) = visitor
        .hub()
        .versions(
            &visitor.principal,
            &path.organisation,
            &path.dataset,
            before.map(VersionNumber),
            VERSIONS as u32 + 1,
        )
        .await?;
    let has_more = versions.len() > VERSIONS;
    versions.truncate(VERSIONS);
    let next = versions.last().map(|last| last.number);
    Ok((versions, next.filter(|_| has_more)))
}
