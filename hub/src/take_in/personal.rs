//! Which columns of a version hold personal data.

use super::naming::is_aside;
use crate::ports::NewTable;
use hebewerk_model::{ColumnName, InspectedTable, PersonalColumn, Version};

/// Columns in which personal data were found, and those in which they were found before: that this delivery shows none
/// may be its chance, and a column is held back until somebody has looked.
pub(super) fn found(
    inspected: &[InspectedTable],
    tables: &[NewTable],
    before: Option<&Version>,
) -> Vec<PersonalColumn> {
    let mut found = Vec::new();
    for new in tables.iter().map(|new| &new.table) {
        if is_aside(new.table.sql_name.as_str()) {
            continue;
        }
        let sights = inspected
            .iter()
            .filter(|sight| sight.name == new.table.name);
        for column in &new.columns {
            let name = ColumnName {
                table: new.table.sql_name.to_string(),
                column: column.name.clone(),
            };
            let sights = sights.clone().flat_map(|sight| &sight.columns);
            let mut sights = sights.filter(|sight| sight.name == column.name);
            let now = sights.find_map(|sight| sight.personal.as_ref());
            let mut earlier = before.iter().flat_map(|before| &before.personal);
            let earlier = earlier.find(|earlier| is_same(&earlier.column, &name, tables));
            let kind = now
                .map(|now| now.kind)
                .or(earlier.map(|earlier| earlier.kind));
            found.extend(kind.map(|kind| PersonalColumn { column: name, kind }));
        }
    }
    found
}

/// Whether a column of the version before is this one: of a table that is gone any of that name may be.
fn is_same(earlier: &ColumnName, now: &ColumnName, tables: &[NewTable]) -> bool {
    let is_there = |table: &str| {
        let mut names = tables.iter().map(|new| new.table.table.sql_name.as_str());
        names.any(|name| name == table)
    };
    earlier.column == now.column && (earlier.table == now.table || !is_there(&earlier.table))
}
