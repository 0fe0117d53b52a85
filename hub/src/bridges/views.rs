//! A bridge that was taken over is a view: one name, `bruecken.<name>`, for both banks together (decision 0032).

use super::map::SINCE;
use super::view::{BridgeBank, BridgeCard, BridgeFilter};
use crate::ports::View;
use crate::schema::SchemaTable;
use crate::{Hub, HubError};
use hebewerk_model::{Bridge, BridgeId, BridgeState, Principal, Slug, TableName, VersionSelector};

/// Schema of all views of bridges.
const SCHEMA: &str = "bruecken";
/// Characters of a name of a table that go into the name of a view: two of them fit.
const PART: usize = 28;

/// What stands behind the name of a view for one reader.
pub(crate) struct BehindView {
    /// The bridge that is walked.
    pub(crate) bridge: BridgeId,
    /// The name and its statement.
    pub(crate) view: View,
    /// The tables that statement names: both banks, what lies between, and what was put together by hand.
    pub(crate) tables: Vec<TableName>,
}

impl BridgeCard {
    /// The name of the view in SQL; none for a bridge nobody took over.
    pub fn view_name(&self) -> Option<TableName> {
        let is_one = matches!(
            self.bridge.state,
            BridgeState::Accepted | BridgeState::Decayed
        );
        let table = self.view.clone().filter(|_| is_one)?;
        Some(TableName {
            schema: SCHEMA.parse().ok()?,
            table,
            version: VersionSelector::Current,
        })
    }

    /// The tables that are joined: both banks, what lies between them, and what was put together by hand.
    fn tables(&self) -> Option<Vec<TableName>> {
        let banks = self.banks();
        let banks = banks.map(|bank| (bank.organisation.slug.as_str(), bank.table.as_str()));
        let by_hand = self.mended.iter();
        let by_hand = by_hand.map(|it| (it.organisation.as_str(), it.table.as_str()));
        let tables = banks.chain(by_hand);
        let tables = tables.map(|(house, table)| TableName::from_parts(house, table).ok());
        tables.collect()
    }

    /// Both banks, and the table between them.
    pub fn banks(&self) -> impl Iterator<Item = &BridgeBank> {
        let banks = [&self.left, &self.right].into_iter();
        banks.chain(&self.middle)
    }

    /// Whether both banks, and the table between them, have the columns of the bridge.
    pub fn is_whole(&self) -> bool {
        self.banks().all(|bank| {
            let mut columns = bank.columns.iter();
            columns.all(|column| bank.all_columns.contains(&column.name))
        })
    }
}

impl Hub {
    /// What stands behind a name, if it is that of a view the reader may look through: nobody who may not read both banks
    /// sees it. Nothing is read by that: whoever goes on has each table guarded, and asks what they are joined for.
    pub(crate) async fn behind_view(
        &self,
        principal: &Principal,
        name: &TableName,
    ) -> Result<Option<BehindView>, HubError> {
        if name.schema.as_str() != SCHEMA || name.version != VersionSelector::Current {
            return Ok(None);
        }
        let Some(bridge) = self.parts.bridge_trail.viewed(&name.table).await? else {
            return Ok(None);
        };
        let card = match self.bridge(principal, bridge).await {
            Err(HubError::NotFound { .. }) => return Ok(None),
            card => card?,
        };
        let is_open = card.view_name().as_ref() == Some(name) && card.is_whole();
        let behind = (card.view_sql(), card.tables());
        let (Some(sql), Some(tables)) = behind else {
            return Ok(None);
        };
        let name = name.clone();
        let view = View::ours(name, sql);
        let behind = BehindView {
            bridge,
            view,
            tables,
        };
        Ok(Some(behind).filter(|_| is_open))
    }

    /// Views the reader may look through, as tables.
    pub(crate) async fn view_tables(
        &self,
        principal: &Principal,
    ) -> Result<Vec<SchemaTable>, HubError> {
        if self.parts.bridge_trail.views().await?.is_empty() {
            return Ok(Vec::new());
        }
        let mut tables = Vec::new();
        for state in [BridgeState::Accepted, BridgeState::Decayed] {
            let filter = BridgeFilter {
                state: Some(state),
                ..BridgeFilter::default()
            };
            for card in self.bridges(principal, &filter).await? {
                let Some(name) = card.view_name().filter(|_| card.is_whole()) else {
                    continue;
                };
                let titles = [&card.left, &card.right].map(|bank| &bank.dataset.description.title);
                tables.push(SchemaTable {
                    name,
                    title: format!("{} – {}", titles[0], titles[1]),
                    columns: card.view_columns(),
                    is_view: true,
                });
            }
        }
        tables.sort_by(|one, two| one.name.table.cmp(&two.name.table));
        Ok(tables)
    }

    /// Answers over the view of a bridge in half a year, by whomever.
    pub async fn bridge_walks(&self, bridge: BridgeId) -> Result<u64, HubError> {
        let since = self.parts.clock.now() - SINCE;
        let walks = self.parts.bridge_trail.walks(since).await?;
        let mut walks = walks.into_iter();
        let found = walks.find(|(id, _uses)| *id == bridge);
        Ok(found.map_or(0, |(_id, uses)| uses))
    }

    /// Gives the view of a bridge its name, made of those of both tables. It has one already when it was taken over
    /// before: statements that hold it go on.
    pub(super) async fn name_view(&self, bridge: &Bridge) -> Result<(), HubError> {
        let part = |table: &str| table.chars().take(PART).collect::<String>();
        let both = format!("{}_{}", part(&bridge.left.table), part(&bridge.right.table));
        let wanted = Slug::from_text(&both, "bruecke");
        let mut name = wanted.clone();
        let mut number = 1;
        while !self.parts.bridge_trail.name_view(bridge.id, &name).await? {
            number += 1;
            name = wanted.numbered(number);
        }
        Ok(())
    }

    /// Names the views of bridges that were taken over before there were views.
    pub(super) async fn name_views(&self) -> Result<(), HubError> {
        let named = self.parts.bridge_trail.views().await?;
        for state in [BridgeState::Accepted, BridgeState::Decayed] {
            for bridge in self.parts.bridges.all(Some(state)).await? {
                if !named.iter().any(|(id, _name)| *id == bridge.id) {
                    self.name_view(&bridge).await?;
                }
            }
        }
        Ok(())
    }
}
