//! The way back through a table that is paged by key: a page knows where the next one begins, but not where the
//! one before began. The address remembers it.

use super::table::ROWS;
use crate::query::Query;

/// Parameter that holds where an earlier page began; once for each page.
pub(super) const WAY: &str = "davor";
/// What stands for the first page, which begins nowhere.
const FIRST: &str = "anfang";
/// Longest way in characters: an address has its limits, and "back to the start" is always there.
const LONGEST: usize = 1_200;

/// The way of an address, oldest page first.
pub(super) fn of(query: &Query) -> Vec<String> {
    let pairs = query.pairs().filter(|(name, _value)| *name == WAY);
    pairs.map(|(_name, value)| value.to_owned()).collect()
}

/// The address of the next page, which begins at `cursor`.
pub(super) fn onward(query: &Query, way: &[String], cursor: &str, position: u64) -> Query {
    let here = query.untrimmed("nach").unwrap_or(FIRST).to_owned();
    let mut way: Vec<String> = way.iter().cloned().chain([here]).collect();
    while way.iter().map(String::len).sum::<usize>() > LONGEST {
        way.remove(0);
    }
    remembering(query, &way)
        .with("nach", cursor)
        .with("ab", position)
}

/// The address of the page before; none where the way does not reach.
pub(super) fn back(query: &Query, way: &[String], position: u64) -> Option<Query> {
    let (last, rest) = way.split_last()?;
    let query = remembering(query, rest);
    Some(if last == FIRST {
        query.without("nach").without("ab")
    } else {
        let before = position.saturating_sub(u64::from(ROWS));
        query.with("nach", last).with("ab", before)
    })
}

fn remembering(query: &Query, way: &[String]) -> Query {
    way.iter()
        .fold(query.without(WAY), |query, step| query.and(WAY, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the address a link leads to.
    fn followed(query: &Query) -> Query {
        Query::of_address(&query.href("/tabelle"))
    }

    #[test]
    fn the_way_back_is_the_way_there() {
        let start = Query::parse("sortieren=art");
        let second = followed(&onward(&start, &of(&start), "50=Eiche ", 50));
        let third = followed(&onward(&second, &of(&second), "100=Linde", 100));
        let before = followed(&back(&third, &of(&third), 100).unwrap());
        assert_eq!(before.untrimmed("nach"), Some("50=Eiche "));
        assert_eq!(before.get("ab"), Some("50"));
        let first = back(&before, &of(&before), 50).unwrap();
        assert_eq!(first, start);
        assert_eq!(back(&first, &of(&first), 0), None);
    }

    #[test]
    fn a_long_way_forgets_its_beginning() {
        let mut query = Query::default();
        for page in 1..40 {
            let cursor = format!("{page}={}", "x".repeat(100));
            query = onward(&query, &of(&query), &cursor, page * 50);
        }
        assert!(query.href("/").len() < 3 * LONGEST);
        assert!(back(&query, &of(&query), 2_000).is_some());
    }
}
