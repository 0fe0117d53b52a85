//! Between the names of tables in an archive and the names they have in their member.

use super::members::Member;
use hebewerk_model::{Inspection, Recipe, TableRecipe};

/// Stands between a member's title and the name of one of its tables.
const SEPARATOR: &str = " – ";

/// What a member's table is called in the archive.
pub(super) fn outer_name(member: &Member, inner: &str, only: bool) -> String {
    if only {
        member.title.clone()
    } else {
        format!("{}{SEPARATOR}{inner}", member.title)
    }
}

/// What a table of the archive is called in its member; an only table is called what its reader likes.
pub(super) fn inner_name<'a>(member: &Member, outer: &'a str) -> &'a str {
    outer
        .strip_prefix(&member.title)
        .and_then(|rest| rest.strip_prefix(SEPARATOR))
        .unwrap_or(outer)
}

/// Whether a recipe speaks of this member by its name.
pub(super) fn is_meant(member: &Member, recipe: &Recipe) -> bool {
    recipe
        .tables
        .iter()
        .any(|table| table.table == member.title)
}

/// The part of a recipe that concerns one member, in the member's own names.
pub(super) fn inner_recipe(member: &Member, recipe: &Recipe) -> Recipe {
    let inner = |table: &TableRecipe| {
        let name = if table.table == member.title || table.table.is_empty() {
            String::new()
        } else {
            table
                .table
                .strip_prefix(&member.title)?
                .strip_prefix(SEPARATOR)?
                .to_owned()
        };
        Some(TableRecipe {
            table: name,
            ..table.clone()
        })
    };
    // The member's own entry stands before the one for all tables, so that it is found first.
    let (own, general): (Vec<&TableRecipe>, Vec<&TableRecipe>) = recipe
        .tables
        .iter()
        .partition(|table| !table.table.is_empty());
    Recipe {
        tables: own.into_iter().chain(general).filter_map(inner).collect(),
    }
}

/// Renames what was seen in a member to the archive's names.
pub(super) fn to_outer(member: &Member, member_path: &str, inspection: &mut Inspection) {
    let only = inspection.tables.len() == 1;
    let first = inspection
        .tables
        .first()
        .map(|table| outer_name(member, &table.name, only));
    for finding in &mut inspection.findings {
        if let Some(inside) = finding.parameters.get_mut("member") {
            *inside = format!("{member_path}{}{inside}", super::INSIDE);
            continue;
        }
        finding.table = match &finding.table {
            Some(inner) => Some(outer_name(member, inner, only)),
            None => first.clone(),
        };
    }
    for table in &mut inspection.tables {
        table.name = outer_name(member, &table.name, only);
        table.member = Some(match table.member.take() {
            Some(inside) => format!("{member_path}{}{inside}", super::INSIDE),
            None => member_path.to_owned(),
        });
    }
}
