//! What a question is put to: its tables with the columns the asker has, and how they hang together.

use crate::bridges::{BridgeCard, Climbed};
use crate::{Hub, HubError};
use hebewerk_guard::Action;
use hebewerk_model::{
    BridgeState, Column, ColumnRef, DatasetId, Inquiry, Organisation, Principal, TableName,
    Version, VersionSelector,
};

/// How a table stands on an earlier one: which columns are equal, in which forms, and what that does to rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Footing {
    /// Place of the earlier table.
    pub on: usize,
    /// Columns of the earlier table, each beside its counterpart.
    pub theirs: Vec<String>,
    /// Columns of this table.
    pub mine: Vec<String>,
    /// Code of the form that takes a part out of their column.
    pub their_part: Option<String>,
    /// Code of the form that takes a part out of mine.
    pub my_part: Option<String>,
    /// Codes of the normal forms both sides are brought to.
    pub rules: Vec<String>,
    /// Whether rows without a partner stay.
    pub keeps_all: bool,
    /// Whether a row of the earlier table may meet several of this one.
    pub repeats_theirs: bool,
    /// Whether a row of this table may meet several of the earlier one.
    pub repeats_mine: bool,
    /// What was put together by hand on the way, if the asker may read it.
    pub by_hand: Option<ByHand>,
    /// How one of both is climbed to from the other, where they are not equal.
    pub climb: Option<FootingClimb>,
}

/// Values that people put together: those of one side, each with its partner on the other, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// The table that keeps them, as written in SQL.
    pub table: String,
    /// Its column with the values as their side spells them.
    pub values: String,
    /// Its column with their partners.
    pub partners: String,
    /// Whether they are values of the earlier table.
    pub of_theirs: bool,
}

/// Steps from the fine to the coarse between two tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FootingClimb {
    /// How columns meet.
    pub how: Climbed,
    /// Whether the earlier table is the fine one.
    pub theirs_is_fine: bool,
    /// The table between both, if there is one.
    pub over: Option<TableName>,
}

/// One table of a question.
#[derive(Debug, Clone)]
pub struct SettingTable {
    /// As written in SQL.
    pub name: TableName,
    /// The columns that exist for the asker, as masks leave them.
    pub columns: Vec<Column>,
    /// How it stands on an earlier one; none for the first.
    pub footing: Option<Footing>,
}

/// A table with what is told of it.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its dataset.
    pub dataset: DatasetId,
    /// Title of its dataset.
    pub title: String,
    /// What is said of it.
    pub text: String,
    /// Whose it is.
    pub organisation: Organisation,
    /// Slug of the dataset, for its address.
    pub slug: String,
    /// The version read.
    pub version: Version,
    /// The bridge over which it was reached.
    pub bridge: Option<BridgeCard>,
}

/// What a question is put to.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Its tables, in order.
    pub tables: Vec<SettingTable>,
    /// What is told of each; empty in tests of pure parts.
    pub told: Vec<Told>,
}

impl Setting {
    /// A column; none where there is no such table or column.
    pub fn column(&self, column: &ColumnRef) -> Option<&Column> {
        let table = self.tables.get(column.table)?;
        table
            .columns
            .iter()
            .find(|known| known.name == column.column)
    }

    /// Every table its statement names: its own, and what lies between them.
    pub fn reads(&self) -> Vec<TableName> {
        let mut names: Vec<TableName> = Vec::new();
        for table in &self.tables {
            let footing = table.footing.as_ref();
            let climb = footing.and_then(|it| it.climb.as_ref());
            let between = climb.and_then(|it| it.over.as_ref());
            for name in [Some(&table.name), between].into_iter().flatten() {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    /// Whether rows of a table may stand several times where all tables are joined.
    pub fn repeats(&self, table: usize) -> bool {
        // From the table outwards, every step that lets one row meet several.
        let mut seen = vec![false; self.tables.len()];
        let mut open = vec![table];
        while let Some(here) = open.pop() {
            if std::mem::replace(seen.get_mut(here).unwrap_or(&mut true), true) {
                continue;
            }
            for (place, other) in self.tables.iter().enumerate() {
                let Some(footing) = &other.footing else {
                    continue;
                };
                let (next, repeats) = if footing.on == here {
                    (place, footing.repeats_theirs)
                } else if place == here {
                    (footing.on, footing.repeats_mine)
                } else {
                    continue;
                };
                let is_new = seen.get(next).is_some_and(|known| !known);
                if is_new && repeats {
                    return true;
                }
                if is_new {
                    open.push(next);
                }
            }
        }
        false
    }
}

impl Hub {
    /// The tables of a question for this asker. A bridge that is not there for them, leads nowhere from here or is
    /// refused is not found; a table whose rows they may not read is refused.
    pub async fn setting(
        &self,
        principal: &Principal,
        inquiry: &Inquiry,
    ) -> Result<Setting, HubError> {
        let mut setting = Setting {
            tables: Vec::new(),
            told: Vec::new(),
        };
        self.add_table(principal, &mut setting, &inquiry.from, None)
            .await?;
        for walk in &inquiry.joins {
            let card = self.bridge(principal, walk.bridge).await?;
            let missing = || HubError::not_found("bridge", walk.bridge);
            let (on, from_left) = landing(&setting, &card).ok_or_else(missing)?;
            let far = if from_left { &card.right } else { &card.left };
            let name = TableName {
                schema: far.organisation.slug.clone(),
                table: far.table.parse().map_err(|_no_name| missing())?,
                version: VersionSelector::Current,
            };
            let footing = footing(&card, on, from_left, walk.keeps_all);
            self.add_table(principal, &mut setting, &name, Some((footing, card)))
                .await?;
        }
        Ok(setting)
    }

    async fn add_table(
        &self,
        principal: &Principal,
        setting: &mut Setting,
        name: &TableName,
        over: Option<(Footing, BridgeCard)>,
    ) -> Result<(), HubError> {
        let resolved = self
            .guarded_table(principal, (Action::Count, "ask"), name)
            .await?;
        let organisation = self
            .parts
            .organisations
            .get(resolved.dataset.organisation)
            .await?
            .ok_or_else(|| HubError::not_found("organisation", resolved.dataset.organisation))?;
        let (footing, bridge) = match over {
            Some((mut footing, card)) => {
                distrust(&mut footing, &card, setting, &resolved.version);
                (Some(footing), Some(card))
            }
            None => (None, None),
        };
        setting.tables.push(SettingTable {
            name: name.clone(),
            columns: resolved.table.columns,
            footing,
        });
        setting.told.push(Told {
            dataset: resolved.dataset.id,
            title: resolved.dataset.description.title,
            text: resolved.dataset.description.text,
            organisation,
            slug: resolved.dataset.slug.to_string(),
            version: resolved.version,
            bridge,
        });
        Ok(())
    }
}

/// The earliest table from which a bridge can be walked, and whether it is the left bank.
pub(super) fn landing(setting: &Setting, card: &BridgeCard) -> Option<(usize, bool)> {
    let walkable = card.bridge.kind.is_joined()
        && card.bridge.state != BridgeState::Rejected
        && card.bridge.decay != Some(hebewerk_model::BridgeDecay::ColumnsGone);
    if !walkable {
        return None;
    }
    let is_bank = |place: usize, bank: &crate::BridgeBank| {
        let told = setting.told.get(place)?;
        let table = setting.tables.get(place)?;
        let is_it = told.dataset == bank.dataset.id && table.name.table.as_str() == bank.table;
        is_it.then_some(())
    };
    (0..setting.tables.len()).find_map(|place| {
        let left = is_bank(place, &card.left).map(|()| (place, true));
        left.or_else(|| is_bank(place, &card.right).map(|()| (place, false)))
    })
}

pub(super) fn footing(card: &BridgeCard, on: usize, from_left: bool, keeps_all: bool) -> Footing {
    let (near, far) = if from_left {
        (&card.left, &card.right)
    } else {
        (&card.right, &card.left)
    };
    let names = |bank: &crate::BridgeBank| {
        let columns = bank.columns.iter();
        columns.map(|column| column.name.clone()).collect()
    };
    let measure = &card.bridge.measure;
    let (repeats_theirs, repeats_mine) = if from_left {
        (measure.repeats_left(), measure.repeats_right())
    } else {
        (measure.repeats_right(), measure.repeats_left())
    };
    let by_hand = card.by_hand().map(|hand| ByHand {
        table: hand.table,
        values: hand.values.to_owned(),
        partners: hand.partners.to_owned(),
        of_theirs: hand.of_left == from_left,
    });
    // Two values may get one partner: what was counted without them says nothing of that.
    let of_theirs = by_hand.as_ref().map(|hand| hand.of_theirs);
    Footing {
        on,
        theirs: names(near),
        mine: names(far),
        their_part: near.part.clone(),
        my_part: far.part.clone(),
        rules: measure.rules.clone(),
        keeps_all,
        repeats_theirs: repeats_theirs || of_theirs == Some(false),
        repeats_mine: repeats_mine || of_theirs == Some(true),
        by_hand,
        climb: card.climbed().map(|how| FootingClimb {
            how,
            theirs_is_fine: from_left,
            over: card.middle.as_ref().and_then(|bank| {
                TableName::from_parts(bank.organisation.slug.as_str(), &bank.table).ok()
            }),
        }),
    }
}

/// What was counted for other versions than those read may be wrong: then rows may repeat on both sides.
fn distrust(footing: &mut Footing, card: &BridgeCard, setting: &Setting, far: &Version) {
    let measure = &card.bridge.measure;
    let near = setting.told.get(footing.on).map(|told| &told.version);
    let known = [measure.left_version, measure.right_version];
    let near_is_known = near.is_some_and(|near| known.contains(&near.number));
    let is_counted = measure.cardinality.is_some() && near_is_known && known.contains(&far.number);
    if !is_counted {
        footing.repeats_theirs = true;
        footing.repeats_mine = true;
    }
}
