//! The versions of a dataset, what each changed, and the deliveries they came from.

use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::fragments::version_line::VersionLine;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;

/// A delivery.
struct DeliveryLine {
    when: String,
    file_name: String,
    href: String,
    size: String,
    outcome: String,
}

#[derive(Template)]
#[template(path = "dataset/versions.html")]
struct VersionsPage {
    shell: Shell,
    w: Words,
    head: Head,
    versions: Vec<VersionLine>,
    deliveries: Vec<DeliveryLine>,
}

/// `GET /daten/{organisation}/{dataset}/fassungen`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let w = visitor.words;
    let view = load(&visitor, &path, &query).await?;
    let head = Head::of(&visitor, &path, &view, View::Versions);
    let versions = view.versions.iter();
    let deliveries = view.deliveries.iter();
    page(&VersionsPage {
        shell: head.shell(&visitor, View::Versions),
        w,
        versions: versions
            .map(|version| VersionLine::of(w, &path.href(), version, head.version))
            .collect(),
        deliveries: deliveries
            .map(|delivery| DeliveryLine {
                when: w.moment(delivery.received_at),
                file_name: delivery.file_name.clone(),
                href: format!("{}/original/{}", path.href(), delivery.id),
                size: w.bytes(delivery.size_bytes),
                outcome: w.code("outcome", delivery.outcome.code()).into_owned(),
            })
            .collect(),
        head,
    })
}
