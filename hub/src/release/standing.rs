//! Deliveries of what is released: covered by a standing approval while schema and checks stay as they are.

use super::{Subject, holding};
use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_model::{
    Check, Drift, DriftKind, Principal, Release, ReleaseId, ReleaseState, TableVersion, Visibility,
};

/// Whether what was released covers a new version.
pub(crate) enum Cover {
    /// Nothing was released, or nothing needs to be: there is no approval that could end.
    NotNeeded,
    /// A standing approval covers it; this is the release that says so.
    By(Box<Release>),
    /// It does not, for this reason: `each`, `schema`, `unchecked` or the code of an item of the checklist.
    Not(&'static str),
}

impl Hub {
    /// Looks whether what was released covers a version of a dataset that would be public at once.
    pub(crate) async fn cover(&self, subject: &Subject) -> Result<Cover, HubError> {
        let dataset = &subject.dataset;
        if dataset.visibility != Visibility::Public || !self.parts.releases_needed {
            return Ok(Cover::NotNeeded);
        }
        let releases = self.parts.releases.of_dataset(dataset.id).await?;
        if holding(&releases).is_none() {
            return Ok(Cover::NotNeeded);
        }
        let agreed = |it: &&Release| it.state == ReleaseState::Agreed;
        let of_this = |it: &Release| it.delivery == subject.delivery();
        if releases.iter().filter(agreed).any(of_this) {
            return Ok(Cover::NotNeeded);
        }
        let versions = &self.parts.versions;
        let mut found = None;
        for release in releases.iter().filter(agreed) {
            let version = versions.get(dataset.id, Some(release.version)).await?;
            // A release that was written before its version, and then the version failed, is none.
            if let Some(version) = version.filter(|it| it.delivery == release.delivery) {
                found = Some((release, version));
                break;
            }
        }
        let Some((holds, approved)) = found else {
            return Ok(Cover::Not("each"));
        };
        if !holds.standing {
            return Ok(Cover::Not("each"));
        }
        let before = super::plain(versions.tables(approved.id).await?.into_iter());
        if schema(&before) != schema(&subject.tables) {
            return Ok(Cover::Not("schema"));
        }
        let checks = self
            .checks(&Principal::Operator, subject, &holds.choice)
            .await?;
        if let Some(open) = checks.iter().find(|check| Check::is_open(check)) {
            return Ok(Cover::Not(open.kind.code()));
        }
        let now = self.parts.clock.now();
        Ok(Cover::By(Box::new(Release {
            id: ReleaseId::from_uuid(self.parts.identifiers.fresh()),
            version: subject.version.number,
            delivery: subject.delivery(),
            state: ReleaseState::Agreed,
            checks,
            note: None,
            under: Some(holds.under.unwrap_or(holds.id)),
            applied_by: None,
            applied_at: now,
            decided_by: None,
            decided_at: Some(now),
            ..holds.clone()
        })))
    }

    /// The same; what cannot be looked at waits, for no delivery is lost because a check failed.
    pub(crate) async fn cover_or_wait(&self, subject: &Subject) -> Cover {
        match self.cover(subject).await {
            Ok(cover) => cover,
            Err(error) => {
                let dataset = subject.dataset.slug.as_str();
                tracing::warn!(%error, dataset, "a delivery could not be checked for its release");
                Cover::Not("unchecked")
            }
        }
    }

    /// Keeps the release of a version that a standing approval covers. It is written before the version: nothing is
    /// public without one.
    pub(crate) async fn keep_standing(&self, release: &Release) -> Result<(), HubError> {
        let event = Event {
            dataset: Some(release.dataset),
            version: Some(release.version.0.into()),
            ..Event::new(
                release.applied_at,
                "standing_release",
                "gatekeeper_releases",
                self.door,
            )
        };
        Ok(self.parts.releases.keep(release, &event).await?)
    }
}

/// What a delivery does otherwise that no release covers.
pub(crate) fn not_released(why: &str) -> Drift {
    Drift {
        kind: DriftKind::NotReleased,
        table: String::new(),
        column: None,
        was: None,
        is: Some(why.to_owned()),
        name_before: None,
        is_grave: true,
    }
}

/// Names and types, as the public finds them.
fn schema(tables: &[TableVersion]) -> Vec<(String, Vec<(String, String)>)> {
    let columns = |table: &TableVersion| {
        let columns = table.columns.iter();
        columns
            .map(|column| (column.name.clone(), column.column_type.to_string()))
            .collect()
    };
    let tables = tables
        .iter()
        .map(|table| (table.table.sql_name.to_string(), columns(table)));
    tables.collect()
}
