//! Answering SQL.

use crate::ports::{Answer, AskError, GuardedTable, Limits, Question};
use crate::{Hub, HubError, PurposeWish};
use hebewerk_guard::Action;
use hebewerk_model::{Column, DatasetId, OrganisationId, Principal, StatedPurpose, TableName};

/// An answer and what it was computed from.
pub struct Asked {
    /// The rows as they come. At most one more than the row limit allows to show.
    pub answer: Answer,
    /// Rows that may be shown; one more means: cut.
    pub row_limit: u64,
    /// Tables read, as named.
    pub tables: Vec<TableName>,
    /// Columns of those tables: what is known of a column of the answer that bears one of their names.
    pub columns: Vec<Column>,
    /// What data of several houses were joined for.
    pub purpose: Option<StatedPurpose>,
}

impl Hub {
    /// Answers one SELECT over tables the principal may read, within the limits of a question.
    ///
    /// What is joined for goes on record where it has to ([`HubError::PurposeNeeded`]).
    pub async fn ask(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: Option<&PurposeWish>,
    ) -> Result<Asked, HubError> {
        self.ask_within(principal, sql, purpose, self.parts.question_limits)
            .await
    }

    /// The same within other limits: for the operator's own command line, where nobody else waits.
    pub async fn ask_within(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: Option<&PurposeWish>,
        limits: Limits,
    ) -> Result<Asked, HubError> {
        let (asked, datasets) = self.answer(principal, sql, purpose, limits).await?;
        let ids: Vec<DatasetId> = datasets.iter().map(|(dataset, _house)| *dataset).collect();
        self.count_uses(principal, &ids).await;
        self.count_answer(principal, &datasets).await;
        Ok(asked)
    }

    /// An answer that no statistics count, with the datasets it was computed from and whose they are.
    pub(crate) async fn answer(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: Option<&PurposeWish>,
        limits: Limits,
    ) -> Result<(Asked, Vec<(DatasetId, OrganisationId)>), HubError> {
        let mut cut = limits;
        cut.rows = limits.rows.saturating_add(1);
        let question = Question {
            sql: sql.to_owned(),
            limits: cut,
            place: self.questions.take(principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let names = statement.tables().to_vec();
        // Before anything is on record as read.
        let purpose = self.purpose_of(principal, &names, purpose).await?;
        let mut tables: Vec<GuardedTable> = Vec::with_capacity(names.len());
        let mut datasets: Vec<(DatasetId, OrganisationId)> = Vec::new();
        for name in &names {
            let resolved = match self
                .guarded_table(principal, (Action::Count, "ask"), name)
                .await
            {
                Err(HubError::NotFound { .. }) => {
                    return Err(self.unknown_table(principal, name).await?.into());
                }
                resolved => resolved?,
            };
            tables.push(resolved.guarded);
            let used = (resolved.dataset.id, resolved.dataset.organisation);
            if !datasets.contains(&used) {
                datasets.push(used);
            }
        }
        let columns = tables
            .iter()
            .flat_map(|table| table.access.columns(&table.columns))
            .collect();
        let answer = statement.answer(tables).await?;
        let asked = Asked {
            answer,
            row_limit: limits.rows,
            tables: names,
            columns,
            purpose,
        };
        Ok((asked, datasets))
    }

    /// "There is no such table" with names that are close, among those the principal may know of.
    async fn unknown_table(
        &self,
        principal: &Principal,
        name: &TableName,
    ) -> Result<AskError, HubError> {
        let wanted = name.to_string();
        let mut close: Vec<(f64, String)> = self
            .schema(principal)
            .await?
            .into_iter()
            .map(|table| {
                let known = table.name.to_string();
                (strsim::jaro_winkler(&wanted, &known), known)
            })
            .filter(|(likeness, _known)| *likeness > 0.8)
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0));
        Ok(AskError::Unknown {
            what: "table".to_owned(),
            name: wanted,
            similar: close
                .into_iter()
                .take(3)
                .map(|(_likeness, known)| known)
                .collect(),
        })
    }
}
