//! What the address of a table asks for: columns, conditions, order, page.

use super::ROWS;
use crate::Words;
use crate::pages::dataset::filter::{NoFilter, parse};
use crate::pages::dataset::way;
use crate::query::Query;
use hebewerk_hub::TableView;
use hebewerk_hub::ports::{Cursor, Filter, PageRequest, Sort};
use hebewerk_model::Column;

/// Columns shown when nobody has chosen: more make a page nobody reads.
const COLUMNS: usize = 20;
/// Parameter that chooses a column.
pub(in crate::pages::dataset) const COLUMN: &str = "spalte";

/// What an address asks for.
pub(super) struct Wish<'a> {
    pub(super) columns: Vec<&'a Column>,
    pub(super) filters: Vec<Filter>,
    pub(super) wrong: Vec<String>,
    pub(super) sort: Option<Sort>,
    pub(super) after: Option<Cursor>,
    /// Number of the first row on this page, counted among those that fit.
    pub(super) position: u64,
    /// Where the pages before this one began, oldest first; see [`way`].
    pub(super) way: Vec<String>,
}

/// How the parameter of a column's filter begins.
pub(super) const FIELD: &str = "f.";

pub(super) fn wish<'a>(w: Words, table: &'a TableView, query: &Query) -> Wish<'a> {
    let (filters, wrong) = filters(w, &table.seen, query);
    let after = query.untrimmed("nach").and_then(read);
    let position = query
        .get("ab")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    Wish {
        columns: shown(table, query),
        filters,
        wrong,
        sort: sort(&table.seen, query),
        position: if after.is_some() { position } else { 0 },
        way: if after.is_some() {
            way::of(query)
        } else {
            Vec::new()
        },
        after,
    }
}

pub(super) fn request(wish: &Wish<'_>) -> PageRequest {
    PageRequest {
        fields: wish
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        filters: wish.filters.clone(),
        sort: wish.sort.clone(),
        after: wish.after.clone(),
        limit: ROWS,
        with_total: true,
    }
}

/// Chosen columns in the order of the table; the first ones if none are chosen.
pub(super) fn shown<'a>(table: &'a TableView, query: &Query) -> Vec<&'a Column> {
    let chosen: Vec<&Column> = table
        .seen
        .iter()
        .filter(|column| query.all(COLUMN).any(|name| name == column.name))
        .collect();
    if chosen.is_empty() {
        table.seen.iter().take(COLUMNS).collect()
    } else {
        chosen
    }
}

/// The conditions of an address, and the columns whose field holds none. Also used by downloads, so that the file
/// holds what the page shows.
pub(in crate::pages::dataset) fn filters(
    w: Words,
    columns: &[Column],
    query: &Query,
) -> (Vec<Filter>, Vec<String>) {
    let mut filters = Vec::new();
    let mut wrong = Vec::new();
    for column in columns {
        let Some(text) = query.get(&field(&column.name)) else {
            continue;
        };
        match parse(w, column, text) {
            Ok(parsed) => filters.extend(parsed),
            Err(NoFilter) => wrong.push(column.name.clone()),
        }
    }
    (filters, wrong)
}

/// The order of an address, if its column exists.
pub(in crate::pages::dataset) fn sort(columns: &[Column], query: &Query) -> Option<Sort> {
    let name = query.get("sortieren")?;
    columns
        .iter()
        .any(|column| column.name == name)
        .then(|| Sort {
            column: name.to_owned(),
            descending: query.get("richtung") == Some("ab"),
        })
}

pub(super) fn field(column: &str) -> String {
    format!("{FIELD}{column}")
}

/// The same wish from its first page.
pub(super) fn first(query: &Query) -> Query {
    query.without("nach").without("ab").without(way::WAY)
}

pub(super) fn unfiltered(query: &Query) -> Query {
    let mut bare = first(query);
    for (name, _value) in query
        .pairs()
        .filter(|(name, _value)| name.starts_with(FIELD))
    {
        bare = bare.without(name);
    }
    bare
}

pub(super) fn for_download(query: &Query) -> Query {
    first(query).without("tabelle")
}

/// Parameters that the form sends along unseen; filters of columns that have no field among them.
pub(super) fn kept(query: &Query, wish: &Wish<'_>) -> Vec<(String, String)> {
    query
        .pairs()
        .filter(|(name, value)| {
            let is_kept = matches!(*name, "fassung" | "tabelle" | "sortieren" | "richtung");
            !value.is_empty() && (is_kept || is_hidden_filter(name, wish))
        })
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

pub(super) fn is_hidden_filter(parameter: &str, wish: &Wish<'_>) -> bool {
    parameter
        .strip_prefix(FIELD)
        .is_some_and(|name| !wish.columns.iter().any(|column| column.name == name))
}

/// A cursor as a parameter: `7` in file order, `7=wert` or `7-` (no value) when sorted.
pub(super) fn written(cursor: &Cursor) -> String {
    match &cursor.sort_value {
        Some(value) => format!("{}={value}", cursor.row),
        None => format!("{}-", cursor.row),
    }
}

fn read(text: &str) -> Option<Cursor> {
    if let Some((row, value)) = text.split_once('=') {
        return Some(Cursor {
            sort_value: Some(value.to_owned()),
            row: row.parse().ok()?,
        });
    }
    Some(Cursor {
        sort_value: None,
        row: text.trim_end_matches('-').parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address_whatever_the_value() {
        for value in [None, Some(""), Some("a=b-&c"), Some("-5.5")] {
            let cursor = Cursor {
                sort_value: value.map(str::to_owned),
                row: 42,
            };
            assert_eq!(read(&written(&cursor)), Some(cursor));
        }
        assert_eq!(read("x"), None);
    }
}
