//! Questions the house offers to those who may ask them.

use crate::ports::{Place, Question};
use crate::{Hub, SchemaTable};
use hebewerk_model::TableName;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Statements kept at most: those of the house are few.
const MOST_KEPT: usize = 200;

/// What statements of the house name, read once: reading takes a process of its own.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<BTreeMap<String, Option<Vec<TableName>>>>);

impl Hub {
    /// Whether a statement of the house reads nothing but these tables: those [`Hub::schema`] says the reader may read.
    pub async fn reads_only(&self, sql: &str, tables: &[SchemaTable]) -> bool {
        let Some(names) = self.named_by(sql).await else {
            return false;
        };
        names
            .iter()
            .all(|name| tables.iter().any(|table| table.name == *name))
    }

    /// The tables a statement of the house names; none if it is no statement.
    async fn named_by(&self, sql: &str) -> Option<Vec<TableName>> {
        let known = || self.offers.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = known().get(sql) {
            return names.clone();
        }
        let question = Question {
            sql: sql.to_owned(),
            limits: self.parts.question_limits,
            place: Place::default(),
        };
        let read = self.parts.engine.read(question).await.ok();
        let names = read.map(|statement| statement.tables().to_vec());
        let mut known = known();
        if known.len() < MOST_KEPT {
            known.insert(sql.to_owned(), names.clone());
        }
        names
    }
}
