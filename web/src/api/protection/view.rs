//! Rules of protection, as programs read and write them.

use hebewerk_hub::ProtectionView;
use hebewerk_model::{ColumnName, ColumnRule, PersonalColumn, PersonalReview, Protection, RowRule};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be held back from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ProtectionWish {
    /// Number of the rules these were made from; 0 if there were none.
    after: u32,
    /// Rules on rows; all that bind a reader must hold: `table`, `column`, `condition` (`{"kind": "one_of", "values": […]}`,
    /// `{"kind": "between", "from": …, "to": …}` or `{"kind": "own_office"}`, values in standard notation), `binds`
    /// (`public`, `outside`, `readers`), `reason`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    rows: Vec<RowRule>,
    /// Rules on columns: `table`, `column`, `mask` (`{"kind": "hide"}`, `null`, `pseudonym`, `beginning` with `characters`,
    /// `round` with `digits`, `group` with `width`, `period` with `of` (`year`, `quarter`, `month`), `street`, `grid` with
    /// `metres`), `binds`, `reason`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    columns: Vec<ColumnRule>,
    /// Decisions on personal data: `table`, `column`, `kind`, `verdict` (`personal`, `not_personal`), `reason`.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    reviews: Vec<PersonalReview>,
}

impl ProtectionWish {
    /// What it follows, and what is to be held back.
    pub(super) fn understood(self) -> (u32, Protection) {
        let protection = Protection {
            rows: self.rows,
            columns: self.columns,
            reviews: self.reviews,
        };
        (self.after, protection)
    }
}

/// What is held back.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ProtectionSummary {
    /// Number of the rules that hold; 0 if none were ever laid down.
    number: u32,
    /// Whether you may lay down others.
    may_protect: bool,
    /// Rules on rows, as they are written.
    #[schema(value_type = Vec<Object>)]
    rows: Vec<RowRule>,
    /// Rules on columns, as they are written.
    #[schema(value_type = Vec<Object>)]
    columns: Vec<ColumnRule>,
    /// Decisions on personal data, as they are written.
    #[schema(value_type = Vec<Object>)]
    reviews: Vec<PersonalReview>,
    /// Columns of the newest version in which personal data were found and that nobody has looked at: `table`, `column`,
    /// `kind`. They are seen in the own office only.
    #[schema(value_type = Vec<Object>)]
    unreviewed: Vec<PersonalColumn>,
    /// Columns that rules name and the newest version does not have: whom they bind reads nothing of it.
    #[schema(value_type = Vec<Object>)]
    misfits: Vec<ColumnName>,
}

impl ProtectionSummary {
    pub(super) fn of(view: &ProtectionView) -> Self {
        let protection = view.dataset.protection.clone();
        let columns = view.tables.iter().flat_map(|table| &table.columns);
        let waiting = columns.filter(|column| column.waits());
        Self {
            number: view.number(),
            may_protect: view.may_protect,
            rows: protection.rows,
            columns: protection.columns,
            reviews: protection.reviews,
            unreviewed: waiting.filter_map(|column| column.found.clone()).collect(),
            misfits: view.misfits.clone(),
        }
    }
}
