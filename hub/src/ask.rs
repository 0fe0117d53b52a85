//! Answering SQL.

use crate::bridges::BehindView;
use crate::ports::{Answer, AskError, GuardedTable, Limits, Question, View};
use crate::{Hub, HubError};
use hebewerk_guard::Action;
use hebewerk_model::{BridgeId, Column, DatasetId, OrganisationId, Principal, TableName};

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
}

/// What an answer was computed from.
#[derive(Debug, Default)]
pub(crate) struct Used {
    /// Datasets and whose they are, each once.
    datasets: Vec<(DatasetId, OrganisationId)>,
    /// Bridges whose views it looked through.
    bridges: Vec<BridgeId>,
}

impl Used {
    fn dataset(&mut self, used: (DatasetId, OrganisationId)) {
        if !self.datasets.contains(&used) {
            self.datasets.push(used);
        }
    }

    fn note(&mut self, behind: &BehindView) {
        self.bridges.push(behind.bridge);
        for used in &behind.datasets {
            self.dataset(*used);
        }
    }
}

/// A table may be named by the question and stand behind a view of it too.
fn add(tables: &mut Vec<GuardedTable>, table: GuardedTable) {
    if !tables.iter().any(|known| known.name == table.name) {
        tables.push(table);
    }
}

impl Hub {
    /// Answers one SELECT over tables the principal may read, within the limits of a question.
    pub async fn ask(&self, principal: &Principal, sql: &str) -> Result<Asked, HubError> {
        self.ask_within(principal, sql, self.parts.question_limits)
            .await
    }

    /// The same within other limits: for the operator's own command line, where nobody else waits.
    pub async fn ask_within(
        &self,
        principal: &Principal,
        sql: &str,
        limits: Limits,
    ) -> Result<Asked, HubError> {
        let (asked, used) = self.answer(principal, sql, limits).await?;
        let ids = used.datasets.iter().map(|(dataset, _house)| *dataset);
        let ids: Vec<DatasetId> = ids.collect();
        self.count_uses(principal, &ids).await;
        self.count_answer(principal, &used.datasets).await;
        self.count_walks(principal, &used.bridges).await;
        Ok(asked)
    }

    /// An answer that no statistics count, with what it was computed from.
    pub(crate) async fn answer(
        &self,
        principal: &Principal,
        sql: &str,
        limits: Limits,
    ) -> Result<(Asked, Used), HubError> {
        let mut cut = limits;
        cut.rows = limits.rows.saturating_add(1);
        let question = Question {
            sql: sql.to_owned(),
            limits: cut,
            place: self.questions.take(principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let names = statement.tables().to_vec();
        let mut tables: Vec<GuardedTable> = Vec::with_capacity(names.len());
        let mut views: Vec<View> = Vec::new();
        let mut used = Used::default();
        for name in &names {
            let resolved = match self
                .guarded_table(principal, (Action::Count, "ask"), name)
                .await
            {
                Err(HubError::NotFound { .. }) => {
                    let Some(behind) = self.behind_view(principal, name, "ask").await? else {
                        return Err(self.unknown_table(principal, name).await?.into());
                    };
                    used.note(&behind);
                    views.push(behind.view);
                    for table in behind.tables {
                        add(&mut tables, table);
                    }
                    continue;
                }
                resolved => resolved?,
            };
            used.dataset((resolved.dataset.id, resolved.dataset.organisation));
            add(&mut tables, resolved.guarded);
        }
        let columns = tables
            .iter()
            .flat_map(|table| table.access.columns(&table.columns))
            .collect();
        let answer = statement.answer_through(tables, views).await?;
        let asked = Asked {
            answer,
            row_limit: limits.rows,
            tables: names,
            columns,
        };
        Ok((asked, used))
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
