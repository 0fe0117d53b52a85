//! Answering SQL.

use crate::bridges::BehindView;
use crate::ports::{Answer, AskError, GuardedTable, Limits, Question, View};
use crate::{Hub, HubError, PurposeWish};
use hebewerk_guard::Action;
use hebewerk_model::{
    BridgeId, Column, DatasetId, OrganisationId, Principal, StatedPurpose, TableName,
};

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
}

/// A table may be named by the question and stand behind a view of it too.
fn add(tables: &mut Vec<GuardedTable>, table: GuardedTable) {
    if !tables.iter().any(|known| known.name == table.name) {
        tables.push(table);
    }
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
        let (asked, used) = self.answer(principal, sql, purpose, limits).await?;
        let ids = used.datasets.iter().map(|(dataset, _house)| *dataset);
        let ids: Vec<DatasetId> = ids.collect();
        self.count_uses(principal, &ids).await;
        self.count_answer(principal, &used.datasets).await;
        self.count_walks(principal, &used.bridges).await;
        Ok(asked)
    }

    /// Puts on record what a statement joins data of several houses for, without answering it.
    pub async fn state_purpose(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: &PurposeWish,
    ) -> Result<(), HubError> {
        let question = Question {
            sql: sql.to_owned(),
            limits: self.parts.question_limits,
            place: self.questions.take(principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let (_behind, joined) = self.joined(principal, statement.tables()).await?;
        self.purpose_of(principal, &joined, Some(purpose)).await?;
        Ok(())
    }

    /// What stands behind the views a statement names, and all tables it joins: whoever looks through a view joins what
    /// is behind it.
    async fn joined(
        &self,
        principal: &Principal,
        names: &[TableName],
    ) -> Result<(Vec<BehindView>, Vec<TableName>), HubError> {
        let mut behind: Vec<BehindView> = Vec::new();
        for name in names {
            behind.extend(self.behind_view(principal, name).await?);
        }
        let of_views = behind.iter().flat_map(|view| &view.tables);
        let joined = names.iter().chain(of_views).cloned().collect();
        Ok((behind, joined))
    }

    /// An answer that no statistics count, with what it was computed from.
    pub(crate) async fn answer(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: Option<&PurposeWish>,
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
        let (behind, joined) = self.joined(principal, &names).await?;
        // Before anything is on record as read.
        let purpose = self.purpose_of(principal, &joined, purpose).await?;
        let mut tables: Vec<GuardedTable> = Vec::with_capacity(names.len());
        let mut views: Vec<View> = Vec::new();
        let mut used = Used::default();
        for name in &names {
            match self
                .guarded_table(principal, (Action::Count, "ask"), name)
                .await
            {
                Err(HubError::NotFound { .. }) => {
                    let mut behind = behind.iter();
                    let Some(behind) = behind.find(|behind| behind.view.name == *name) else {
                        return Err(self.unknown_table(principal, name).await?.into());
                    };
                    self.look_through(principal, behind, (&mut used, &mut tables))
                        .await?;
                    views.push(behind.view.clone());
                }
                resolved => {
                    let resolved = resolved?;
                    used.dataset((resolved.dataset.id, resolved.dataset.organisation));
                    add(&mut tables, resolved.guarded);
                }
            }
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
            purpose,
        };
        Ok((asked, used))
    }

    /// Adds what stands behind a view as the guard shows it to the reader; each reading is on record.
    async fn look_through(
        &self,
        principal: &Principal,
        behind: &BehindView,
        (used, tables): (&mut Used, &mut Vec<GuardedTable>),
    ) -> Result<(), HubError> {
        used.bridges.push(behind.bridge);
        for name in &behind.tables {
            let resolved = self
                .guarded_table(principal, (Action::ReadRows, "ask"), name)
                .await?;
            used.dataset((resolved.dataset.id, resolved.dataset.organisation));
            add(tables, resolved.guarded);
        }
        Ok(())
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
