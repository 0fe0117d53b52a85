//! Making a delivery a version.

use super::write::Writing;
use super::{Arrival, Progress, TakenIn, naming, personal};
use crate::ports::{EarlyReading, Event, NewTable, NewVersion};
use crate::release::{Cover, Subject, not_released};
use crate::{Hub, HubError, columns};
use hebewerk_model::{
    DatasetState, Drift, Severity, TableVersion, Version, VersionChange, VersionId, VersionNumber,
};

impl Hub {
    /// Writes the tables of an arrival and makes them visible in one transaction. The rows are those of `early`, if it
    /// was begun and holds.
    pub(crate) async fn make_version(
        &self,
        mut arrival: Arrival,
        early: Option<EarlyReading>,
        progress: &Progress,
    ) -> Result<TakenIn, HubError> {
        let versions = &self.parts.versions;
        let before = if arrival.is_new {
            None
        } else {
            versions.get(arrival.dataset.id, None).await?
        };
        let tables_before = match &before {
            Some(version) => versions.tables(version.id).await?,
            None => Vec::new(),
        };
        let version_id = VersionId::from_uuid(self.parts.identifiers.fresh());
        let written = match early {
            Some(early) => {
                let into = (&tables_before[..], version_id);
                self.write_early(&mut arrival, early, into, progress)
                    .await?
            }
            None => None,
        };
        let written = if let Some(written) = written {
            written
        } else {
            let writing = Writing {
                arrival: &arrival,
                before: &tables_before,
                version: version_id,
            };
            self.write_tables(&writing, progress).await?
        };
        arrival.inspection.findings.extend(written.findings);
        if !written.is_final {
            arrival.delivery.is_not_final();
        }
        let tables = written.tables;
        if tables.is_empty() {
            // The raw file is safe; tables that turn out unreadable on the way must not lose the delivery.
            return self.keep_unread(arrival).await;
        }
        progress("commit", 0, 1);
        let drifts = match &before {
            Some(before) => {
                self.drifts(&arrival, before, &tables_before, &tables)
                    .await?
            }
            None => Vec::new(),
        };
        let findings = &mut arrival.inspection.findings;
        findings.extend(drifts.iter().map(Drift::finding));
        let mut drifts = drifts;
        let mut holds = self.holds(&arrival, &drifts).await?;
        let organisation = arrival.organisation.clone();
        let change = change(before.as_ref(), &tables_before, &tables);
        let mut new = new_version(arrival, version_id, change, before.as_ref(), tables).await?;
        let files = new.tables.iter().flat_map(|new| &new.table.files);
        let files: Vec<String> = files.map(|file| file.path.clone()).collect();
        self.refuse_erased(&new.dataset, &new.delivery, &files)
            .await?;
        if before.is_some() && !holds {
            let subject = Subject::of_new(
                organisation.clone(),
                new.dataset.clone(),
                (&new.version, &new.tables),
            );
            match self.cover_or_wait(&subject).await {
                Cover::NotNeeded => {}
                Cover::By(release) => self.keep_standing(&release).await?,
                Cover::Not(why) => {
                    let drift = not_released(why);
                    new.findings.push(drift.finding());
                    drifts.insert(0, drift);
                    holds = true;
                }
            }
        }
        if holds {
            let rows_before = before.and_then(|before| before.rows).unwrap_or(0);
            return self.hold(organisation, new, drifts, rows_before).await;
        }
        let (dataset, delivery, findings) = (
            new.dataset.clone(),
            new.delivery.clone(),
            new.findings.clone(),
        );
        let tables = new
            .tables
            .iter()
            .map(|new| (new.table.table.sql_name.clone(), new.table.rows))
            .collect();
        let version = versions.commit(new).await?;
        progress("commit", 1, 1);
        Ok(TakenIn {
            organisation,
            dataset,
            delivery,
            version: Some(version),
            tables,
            findings,
        })
    }
}

/// Everything there is to record, once the raw file is safe.
async fn new_version(
    arrival: Arrival,
    id: VersionId,
    change: VersionChange,
    before: Option<&Version>,
    tables: Vec<NewTable>,
) -> Result<NewVersion, HubError> {
    let delivery = arrival.delivery.settle().await?;
    let now = arrival.visible_at;
    let recipe = arrival.recipe;
    // A finding may quote a cell: about what is left out nothing is said.
    let findings: Vec<_> = arrival
        .inspection
        .findings
        .into_iter()
        .filter(|finding| {
            let (table, column) = (finding.table.as_deref(), finding.column.as_deref());
            !column.is_some_and(|column| recipe.leaves_out_column(table.unwrap_or(""), column))
        })
        .collect();
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count() as u64
    };
    let personal = personal::found(&arrival.inspection.tables, &tables, before);
    let mut dataset = arrival.dataset;
    dataset.state = DatasetState::Lifted;
    dataset.updated_at = now;
    let version = Version {
        id,
        dataset: dataset.id,
        number: VersionNumber(before.map_or(1, |before| before.number.0 + 1)),
        snapshot: 0,
        delivery: delivery.id,
        format: arrival.inspection.format,
        created_at: now,
        rows: Some(
            tables
                .iter()
                .filter(|new| !naming::is_aside(new.table.table.sql_name.as_str()))
                .map(|new| new.table.rows)
                .sum(),
        ),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        change,
        personal,
    };
    let message = format!("version {} of {}", version.number, dataset.slug);
    let event = Event {
        version: Some(version.number.0.into()),
        rows: version.rows,
        ..arrival.event
    };
    Ok(NewVersion {
        dataset,
        delivery,
        version,
        tables,
        findings,
        recipe,
        message,
        event,
    })
}

/// What a version changes in structure against the one before.
fn change(
    before: Option<&Version>,
    tables_before: &[TableVersion],
    tables: &[NewTable],
) -> VersionChange {
    let Some(before) = before else {
        return VersionChange::default();
    };
    let mut change = VersionChange {
        rows_before: before.rows,
        ..VersionChange::default()
    };
    for new in tables {
        let name = new.table.table.sql_name.as_str();
        match tables_before
            .iter()
            .find(|known| known.table.sql_name.as_str() == name)
        {
            Some(known) => columns::compare(&mut change, name, &known.columns, &new.table.columns),
            None => change.tables_added.push(name.to_owned()),
        }
    }
    for known in tables_before {
        if !tables
            .iter()
            .any(|new| new.table.table.sql_name == known.table.sql_name)
        {
            change.tables_removed.push(known.table.sql_name.to_string());
        }
    }
    change
}
