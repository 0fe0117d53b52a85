//! Answering SQL.

use crate::ports::{Answer, AskError, GuardedTable, Limits, Question, ViewProblem};
use crate::views::{Behind, Bound};
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

/// All tables a statement joins: whoever looks through a view joins what is behind it.
fn joined(names: &[TableName], behind: &Behind) -> Vec<TableName> {
    let leaves = behind.leaves.iter().map(|leaf| &leaf.name);
    names.iter().chain(leaves).cloned().collect()
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
        let answered = self.answer(principal, sql, purpose, limits).await?;
        Ok(self.counted_in(principal, answered).await)
    }

    /// An answer somebody gets, counted as a use of what it was computed from.
    pub(crate) async fn counted_in(&self, principal: &Principal, answered: (Asked, Used)) -> Asked {
        let (asked, used) = answered;
        let ids = used.datasets.iter().map(|(dataset, _house)| *dataset);
        let ids: Vec<DatasetId> = ids.collect();
        self.count_uses(principal, &ids).await;
        self.count_answer(principal, &used.datasets).await;
        self.count_walks(principal, &used.bridges).await;
        asked
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
        let names = statement.tables();
        let behind = self.behind(principal, names, &Bound::default()).await?;
        let joined = joined(names, &behind);
        self.purpose_of(principal, &joined, Some(purpose)).await?;
        Ok(())
    }

    /// An answer that no statistics count, with what it was computed from.
    pub(crate) async fn answer(
        &self,
        principal: &Principal,
        sql: &str,
        purpose: Option<&PurposeWish>,
        limits: Limits,
    ) -> Result<(Asked, Used), HubError> {
        self.answer_with(principal, sql, &Bound::default(), (purpose, limits))
            .await
    }

    /// The same with values for the parameters of a view it names.
    pub(crate) async fn answer_with(
        &self,
        principal: &Principal,
        sql: &str,
        bound: &Bound,
        (purpose, limits): (Option<&PurposeWish>, Limits),
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
        let behind = self.behind(principal, &names, bound).await?;
        // Before anything is on record as read.
        let purpose = self
            .purpose_of(principal, &joined(&names, &behind), purpose)
            .await?;
        let (tables, used) = self.guarded_for(principal, &names, &behind).await?;
        let columns = tables
            .iter()
            .flat_map(|table| table.access.columns(&table.columns))
            .collect();
        let answer = statement.answer_through(tables, behind.views).await?;
        let asked = Asked {
            answer,
            row_limit: limits.rows,
            tables: names,
            columns,
            purpose,
        };
        Ok((asked, used))
    }

    /// The tables a statement names, and those behind its views, as the guard shows them to the reader; each reading is
    /// on record.
    async fn guarded_for(
        &self,
        principal: &Principal,
        names: &[TableName],
        behind: &Behind,
    ) -> Result<(Vec<GuardedTable>, Used), HubError> {
        let mut tables: Vec<GuardedTable> = Vec::with_capacity(names.len());
        let mut used = Used {
            bridges: behind.bridges.clone(),
            ..Used::default()
        };
        for name in names {
            let counted = (Action::Count, "ask");
            match self.guarded_table(principal, counted, name).await {
                Err(HubError::NotFound { .. }) if behind.has(name) => {}
                Err(HubError::NotFound { .. }) => {
                    return Err(self.unknown_table(principal, name).await?.into());
                }
                resolved => {
                    let resolved = resolved?;
                    used.dataset((resolved.dataset.id, resolved.dataset.organisation));
                    add(&mut tables, resolved.guarded);
                }
            }
        }
        for leaf in &behind.leaves {
            let acted = (leaf.act, "ask");
            let resolved = match self.guarded_table(principal, acted, &leaf.name).await {
                Err(HubError::NotFound { .. }) => {
                    let gone = ViewProblem::SourceGone(leaf.name.to_string());
                    let name = leaf.view.to_string();
                    return Err(AskError::View {
                        name,
                        problem: gone,
                    }
                    .into());
                }
                resolved => resolved?,
            };
            used.dataset((resolved.dataset.id, resolved.dataset.organisation));
            add(&mut tables, resolved.guarded);
        }
        Ok((tables, used))
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
