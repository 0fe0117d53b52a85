//! Which columns of two versions belong together.

use super::ColumnChanges;
use crate::drift::{Seen, renamed, title};
use crate::key::{is_unique, key_column};
use hebewerk_model::{Column, ColumnStatistics};

/// A column of both versions whose values can be compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) before: Column,
    pub(super) after: Column,
}

type Side<'a> = (&'a [Column], &'a [ColumnStatistics]);

/// What changed in the columns. Whether one is renamed is judged as for deliveries that wait, and only for who may read
/// the rows (`reads_all`): their values have a say in it.
pub(super) fn changes(old: Side<'_>, new: Side<'_>, reads_all: bool) -> ColumnChanges {
    let (before, after) = (without(old, new.0), without(new, old.0));
    let renamed = if reads_all {
        renamed::pairs(
            &before.iter().collect::<Vec<_>>(),
            &after.iter().collect::<Vec<_>>(),
            |_before| false,
        )
    } else {
        Vec::new()
    };
    let left = |columns: &[Seen<'_>], known: &[&str]| -> Vec<String> {
        let others = columns
            .iter()
            .filter(|column| !known.contains(&column.name));
        others.map(|column| column.title().to_owned()).collect()
    };
    let names: (Vec<&str>, Vec<&str>) = renamed
        .iter()
        .map(|(before, after)| (before.name, after.name))
        .unzip();
    let mut changes = ColumnChanges {
        removed: left(&before, &names.0),
        added: left(&after, &names.1),
        renamed: renamed
            .iter()
            .map(|(before, after)| (before.title().to_owned(), after.title().to_owned()))
            .collect(),
        ..ColumnChanges::default()
    };
    changes.retyped = new
        .0
        .iter()
        .filter_map(|after| Some((named(old.0, &after.name)?, after)))
        .filter(|(before, after)| before.column_type.name() != after.column_type.name())
        .map(|(before, after)| {
            (
                title(after).to_owned(),
                before.column_type,
                after.column_type,
            )
        })
        .collect();
    changes
}

/// Columns of both versions; of different types only where both are numbers.
pub(super) fn pairs(old: &[Column], new: &[Column]) -> Vec<Pair> {
    new.iter()
        .filter_map(|after| Some((named(old, &after.name)?, after)))
        .filter(|(before, after)| {
            before.column_type == after.column_type
                || before.column_type.is_number() && after.column_type.is_number()
        })
        .map(|(before, after)| Pair {
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}

/// The key of the newer version, if it is one in the older version too and of the same type.
pub(super) fn key_of_both(old: Side<'_>, new: Side<'_>) -> Option<Column> {
    let key = key_column(new.0, new.1)?;
    let place = old.0.iter().position(|column| column.name == key.name)?;
    let is_key =
        old.0[place].column_type == key.column_type && old.1.get(place).is_some_and(is_unique);
    is_key.then(|| key.clone())
}

/// The same pairs with the key in front.
pub(super) fn with_key_first(pairs: &[Pair], key: &Column) -> Vec<Pair> {
    let mut pairs = pairs.to_vec();
    pairs.sort_by_key(|pair| pair.after.name != key.name);
    pairs
}

fn named<'a>(columns: &'a [Column], name: &str) -> Option<&'a Column> {
    columns.iter().find(|column| column.name == name)
}

/// The columns whose names the others do not have.
fn without<'a>((columns, statistics): Side<'a>, others: &[Column]) -> Vec<Seen<'a>> {
    let seen = columns
        .iter()
        .enumerate()
        .map(|(place, column)| Seen::of(place, column, statistics.get(place)));
    seen.filter(|column| named(others, column.name).is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{ColumnId, ColumnType};

    fn column(name: &str, column_type: ColumnType) -> Column {
        Column {
            id: ColumnId(1),
            name: name.to_owned(),
            label: name.to_uppercase(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        }
    }

    fn statistics(max: &str) -> ColumnStatistics {
        ColumnStatistics {
            rows: 5,
            distinct: 5,
            max: Some(max.to_owned()),
            ..ColumnStatistics::default()
        }
    }

    #[test]
    fn a_column_with_the_same_values_in_the_same_place_is_renamed() {
        use ColumnType::{Integer, Text};
        let old = [
            column("nr", Text),
            column("strasse", Text),
            column("alt", Integer),
        ];
        let new = [
            column("nr", Integer),
            column("straße", Text),
            column("neu", Integer),
        ];
        let before = [statistics("9"), statistics("Z"), statistics("3")];
        let after = [statistics("9"), statistics("Z"), statistics("8")];
        let told = changes((&old, &before), (&new, &after), true);
        assert_eq!(told.renamed, [("STRASSE".to_owned(), "STRASSE".to_owned())]);
        assert_eq!(told.removed, ["ALT"]);
        assert_eq!(told.added, ["NEU"]);
        assert_eq!(told.retyped, [("NR".to_owned(), Text, Integer)]);
        let told = changes((&old, &before), (&new, &after), false);
        assert!(told.renamed.is_empty());
        assert_eq!(told.removed, ["STRASSE", "ALT"]);
    }

    #[test]
    fn values_are_compared_where_their_types_allow_it() {
        use ColumnType::{Float, Integer, Text};
        let old = [column("a", Text), column("b", Integer), column("c", Text)];
        let new = [column("a", Text), column("b", Float), column("c", Integer)];
        let pairs = pairs(&old, &new);
        let names: Vec<&str> = pairs.iter().map(|pair| pair.after.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(with_key_first(&pairs, &new[1])[0].after.name, "b");
    }

    #[test]
    fn a_key_names_the_rows_of_both_versions() {
        let columns = [column("nr", ColumnType::Text)];
        let unique = [statistics("9")];
        let doubled = [ColumnStatistics {
            distinct: 4,
            ..statistics("9")
        }];
        assert!(key_of_both((&columns, &unique), (&columns, &unique)).is_some());
        assert!(key_of_both((&columns, &doubled), (&columns, &unique)).is_none());
    }
}
