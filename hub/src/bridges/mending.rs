//! *Nachbessern*: values of a bridge that found no partner get one from a person, or are said to have none.
//!
//! What was decided is a dataset of its own, versioned like every other: value of the left, value of the right, which
//! office decided and when. The bridge joins through it (decision 0032).

mod candidates;
mod keep;
mod measure;

pub use candidates::OpenValue;

use super::decide::may_decide;
use super::joining::Mended;
use super::view::BridgeCard;
use crate::{Hub, HubError};
use hebewerk_model::{BridgeId, BridgeKind, Principal};
use jiff::civil::Date;

/// How the source of a dataset begins that keeps what was put together by hand. It takes no part in looking for bridges:
/// it would meet both banks.
pub(super) const SOURCE: &str = "bridge-mapping:";

/// What is decided of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MendChoice {
    /// This value of the other bank is its partner.
    Partner(String),
    /// It has none, and is not asked again.
    HasNone,
    /// As if nobody had decided.
    Reopen,
}

/// A value somebody decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedValue {
    /// The value.
    pub value: String,
    /// Its partner; none if it has none.
    pub partner: Option<String>,
    /// Name of the office that decided.
    pub office: String,
    /// When.
    pub day: Option<Date>,
}

/// What there is to mend.
#[derive(Debug, Clone, Default)]
pub struct Mending {
    /// Whether values of the left look for partners on the right; else the other way round.
    pub of_left: bool,
    /// Values without a partner that stand in most rows, with the nearest candidates.
    pub open: Vec<OpenValue>,
    /// How many have none, shown or not.
    pub all_open: u64,
    /// Values that were decided on.
    pub mended: Vec<MendedValue>,
    /// Where the decisions are kept, as organisation and slug of the dataset.
    pub kept_in: Option<(String, String)>,
}

impl BridgeCard {
    /// Whether values can get partners by hand: where single columns are joined.
    pub fn can_be_mended(&self) -> bool {
        self.bridge.kind == BridgeKind::Join
            && self.view_name().is_some()
            && self.is_whole()
            && self.left.columns.len() == 1
            && self.right.columns.len() == 1
    }

    /// The side that looks: rows that repeat look for the one they belong to.
    fn looks_left(&self) -> bool {
        let measure = &self.bridge.measure;
        !measure.repeats_left() || measure.repeats_right()
    }
}

impl Hub {
    /// What there is to mend on a bridge: for whoever may decide on it, and so may read the values of both banks.
    pub async fn mending(
        &self,
        principal: &Principal,
        id: BridgeId,
    ) -> Result<(BridgeCard, Mending), HubError> {
        let card = self.bridge(principal, id).await?;
        may_decide(principal, &card)?;
        if !card.can_be_mended() {
            return Err(HubError::not_found("mending", id));
        }
        let of_left = card
            .mended
            .as_ref()
            .map_or(card.looks_left(), |it| it.of_left);
        let (open, all_open) = self.open_values(principal, &card, of_left).await?;
        let mended = match &card.mended {
            Some(mended) => self.mended_values(principal, mended).await?,
            None => Vec::new(),
        };
        let kept_in = card.mended.as_ref().map(|mended| {
            let (house, slug) = (mended.organisation.clone(), mended.slug.clone());
            (house, slug)
        });
        let mending = Mending {
            of_left,
            open,
            all_open,
            mended,
            kept_in,
        };
        Ok((card, mending))
    }

    /// What was decided so far.
    async fn mended_values(
        &self,
        principal: &Principal,
        mended: &Mended,
    ) -> Result<Vec<MendedValue>, HubError> {
        let sql = format!(
            "select wert_links, wert_rechts, entschieden_von, entschieden_am\nfrom {}\norder by 1, 2",
            mended.name()
        );
        let found = self.rows_as_text(principal, &sql).await?;
        let values = found.rows.into_iter().filter_map(|row| {
            let mut cells = row.into_iter();
            let (left, right) = (cells.next()?, cells.next()?);
            let (value, partner) = if mended.of_left {
                (left, right)
            } else {
                (right, left)
            };
            Some(MendedValue {
                value: value?,
                partner,
                office: cells.next()?.unwrap_or_default(),
                day: cells.next()?.and_then(|day| day.get(..10)?.parse().ok()),
            })
        });
        Ok(values.collect())
    }
}
