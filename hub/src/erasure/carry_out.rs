//! Carrying an erasure out: new files first, then one transaction, then the old ones go.

use super::ErasureWish;
use super::look::{Found, Looked};
use crate::grants::{invalid, said};
use crate::ports::{ErasedTable, ErasureStep, Remaining, StoreError};
use crate::{Hub, HubError};
use hebewerk_model::{
    ContentHash, Dataset, Delivery, DeliveryId, ErasedRows, Erasure, ErasureId, ErasureScope,
    Finding, OrganisationId, Principal, TableId, VersionId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Longest reason in characters.
const LONGEST_REASON: usize = 500;
/// Shorter texts stand everywhere: a finding that says them tells nothing of anybody.
const TELLING_CHARS: usize = 3;

/// What was rewritten.
#[derive(Default)]
struct Rewritten {
    tables: Vec<ErasedTable>,
    set_aside: Vec<(VersionId, TableId, u64)>,
    version_rows: BTreeMap<VersionId, u64>,
    texts: BTreeSet<String>,
}

impl Hub {
    /// Erases what a wish finds, if it is still as many rows as somebody has seen and confirmed.
    ///
    /// When this returns, nobody reads it any more and no byte of it is left in the data directory. A conflict if a
    /// delivery came in meanwhile, or if another number of rows was confirmed.
    pub async fn erase(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        wish: &ErasureWish,
        (confirmed_rows, reason): (u64, &str),
    ) -> Result<Erasure, HubError> {
        let (organisation, dataset, decision) =
            self.erasable(principal, organisation, dataset).await?;
        let reason = said(reason, LONGEST_REASON)
            .ok_or_else(|| invalid("reason", "invalid_erasure_reason"))?;
        let _turn = self.intake_turns.wait(dataset.id.to_string()).await;
        let looked = self.look_for(&dataset, wish).await?;
        let rows: u64 = looked.versions.iter().filter_map(|it| it.rows).sum();
        if rows != confirmed_rows {
            return Err(HubError::Store(StoreError::Conflict {
                what: "the number of rows to erase",
            }));
        }
        if looked.found.is_empty() && looked.deliveries.is_empty() && !looked.ends_waiting {
            return Err(invalid("value", "nothing_to_erase"));
        }
        let rewritten = self.rewritten(organisation.id, &looked).await?;
        let now = self.parts.clock.now();
        let erasure = Erasure {
            id: ErasureId::from_uuid(self.parts.identifiers.fresh()),
            dataset: dataset.id,
            scope: scope(wish),
            reason,
            by: principal.account(),
            at: now,
            versions: erased_rows(&looked),
            raw_files: looked.deliveries.len() as u64,
            finished_at: None,
        };
        let mut event = self.event(principal, "erase", Some(dataset.id), &decision);
        event.rows = Some(rows);
        if let ErasureWish::Version(number) = wish {
            event.version = Some(number.0.into());
        }
        let findings = self.findings_left(&looked, wish, &rewritten.texts).await?;
        let step = ErasureStep {
            newest: looked.newest,
            waiting: looked.waiting,
            ends_waiting: looked.ends_waiting,
            tables: rewritten.tables,
            set_aside: rewritten.set_aside,
            version_rows: rewritten.version_rows.into_iter().collect(),
            deliveries: looked.deliveries,
            findings,
            literal: literal(wish),
            constant: constant(wish).map(str::to_owned),
            table_names: looked.table_names,
            erasure,
        };
        let of_tables = looked.found.iter().flat_map(|found| &found.table.files);
        let mut folders: Vec<String> = of_tables
            .filter_map(|file| Some(file.path.rsplit_once('/')?.0.to_owned()))
            .collect();
        folders.sort_unstable();
        folders.dedup();
        let written: Vec<String> = step
            .tables
            .iter()
            .flat_map(|table| table.files.iter().map(|file| file.path.clone()))
            .collect();
        if let Err(error) = self.parts.erasures.erase(&step, &event).await {
            // What nobody names need not wait for the sweep.
            self.parts.rows.remove(&written).await?;
            return Err(error.into());
        }
        self.finish_erasures_in(&folders).await?;
        Ok(Erasure {
            finished_at: Some(self.parts.clock.now()),
            ..step.erasure
        })
    }

    async fn rewritten(
        &self,
        organisation: OrganisationId,
        looked: &Looked,
    ) -> Result<Rewritten, HubError> {
        let mut rewritten = Rewritten::default();
        for found in &looked.found {
            let table = &found.table;
            let files = table.files.iter().map(|file| file.path.clone());
            let remaining = Remaining {
                folder: format!("o{organisation}/t{}", table.table.id),
                columns: table.columns.clone(),
                files: files.collect(),
                condemned: found.condemned.clone(),
            };
            let (written, texts) = self.parts.rows.write_remaining(remaining).await?;
            rewritten.texts.extend(texts);
            let statistics = if found.is_aside() {
                self.set_aside_of(found, written.rows, &mut rewritten)
                    .await?;
                Vec::new()
            } else {
                let rows = rewritten.version_rows.entry(found.version.id);
                *rows.or_insert_with(|| found.version.rows.unwrap_or(0)) -= found.rows;
                written.statistics
            };
            rewritten.tables.push(ErasedTable {
                version: found.version.id,
                table: table.table.id,
                files: written.files,
                rows: written.rows,
                statistics,
            });
        }
        Ok(rewritten)
    }

    /// The table from which something was set aside says how much.
    async fn set_aside_of(
        &self,
        found: &Found,
        left: u64,
        rewritten: &mut Rewritten,
    ) -> Result<(), HubError> {
        let tables = self.parts.versions.tables(found.version.id).await?;
        let of = tables.iter().find(|table| {
            table.table.name == found.table.table.name && table.table.id != found.table.table.id
        });
        if let Some(of) = of {
            let change = (found.version.id, of.table.id, left);
            rewritten.set_aside.push(change);
        }
        Ok(())
    }

    /// Findings that are left: not those of what went as a whole, and none that quotes what went.
    async fn findings_left(
        &self,
        looked: &Looked,
        wish: &ErasureWish,
        texts: &BTreeSet<String>,
    ) -> Result<Vec<(DeliveryId, Vec<Finding>)>, HubError> {
        let mut touched: Vec<DeliveryId> = looked.deliveries.clone();
        touched.extend(looked.found.iter().map(|found| found.version.delivery));
        touched.sort_unstable();
        touched.dedup();
        let mut left = Vec::new();
        for delivery in touched {
            let mut findings = self.parts.versions.findings(delivery).await?;
            match wish {
                ErasureWish::Person { value, .. } => {
                    findings.retain(|finding| !quotes(finding, value.trim(), texts));
                }
                ErasureWish::Version(_) | ErasureWish::Dataset => findings.clear(),
            }
            left.push((delivery, findings));
        }
        Ok(left)
    }

    /// Refuses bytes that were erased: whoever has to deliver the dataset takes the person out of it first. What was
    /// written of them goes at once.
    pub(crate) async fn refuse_erased(
        &self,
        dataset: &Dataset,
        delivery: &Delivery,
        files: &[String],
    ) -> Result<(), HubError> {
        let content = delivery.content;
        if !self.parts.erasures.was_erased(dataset.id, content).await? {
            return Ok(());
        }
        self.parts.rows.remove(files).await?;
        self.remove_unnamed(content).await?;
        Err(invalid("file", "erased_file"))
    }

    /// Removes a raw file that no delivery has any more.
    pub(super) async fn remove_unnamed(&self, content: ContentHash) -> Result<(), HubError> {
        if !self.parts.erasures.is_named(content).await? {
            self.parts.raw.remove(content).await?;
        }
        Ok(())
    }
}

/// Whether a finding says what went, whole or as a part.
fn quotes(finding: &Finding, value: &str, texts: &BTreeSet<String>) -> bool {
    finding.parameters.values().any(|said| {
        said.contains(value)
            || texts.iter().any(|text| {
                let text = text.trim();
                said == text || (text.chars().count() >= TELLING_CHARS && said.contains(text))
            })
    })
}

const fn scope(wish: &ErasureWish) -> ErasureScope {
    match wish {
        ErasureWish::Person { .. } => ErasureScope::Person,
        ErasureWish::Version(_) => ErasureScope::Version,
        ErasureWish::Dataset => ErasureScope::Dataset,
    }
}

fn erased_rows(looked: &Looked) -> Vec<ErasedRows> {
    let touched = looked.versions.iter().filter_map(|version| {
        let rows = version.rows.unwrap_or(0);
        (rows > 0 || version.set_aside > 0).then_some(ErasedRows {
            version: version.number,
            rows,
            set_aside: version.set_aside,
        })
    });
    touched.collect()
}

/// The value as a constant of SQL.
fn literal(wish: &ErasureWish) -> Option<String> {
    constant(wish).map(|value| format!("'{}'", value.replace('\'', "''")))
}

/// The value of a person.
fn constant(wish: &ErasureWish) -> Option<&str> {
    match wish {
        ErasureWish::Person { value, .. } => Some(value.trim()),
        ErasureWish::Version(_) | ErasureWish::Dataset => None,
    }
}
