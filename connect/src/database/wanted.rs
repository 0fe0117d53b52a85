//! What is read: one table, or the answer to one query.

use hebewerk_hub::ports::{Fetch, FetchError};

/// A table or a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A table or view, by the parts of its name.
    Table(Vec<String>),
    /// SQL as a person wrote it, without the semicolon at its end.
    Query(String),
}

impl Wanted {
    /// What the form says: either the one or the other.
    pub(crate) fn of(fetch: &Fetch) -> Result<Self, FetchError> {
        match (fetch.setting("table"), fetch.setting("query")) {
            (Some(_), Some(_)) => Err(FetchError::setting("query", "fetch_table_or_query")),
            (None, None) => Err(FetchError::setting("table", "fetch_table_or_query")),
            (Some(table), None) => parts(table)
                .map(Self::Table)
                .ok_or_else(|| FetchError::setting("table", "fetch_not_allowed")),
            (None, Some(query)) => {
                let query = query.trim_end_matches(|end: char| end == ';' || end.is_whitespace());
                Ok(Self::Query(query.to_owned()))
            }
        }
    }

    /// The SELECT of it; `quote` is the sign that quotes names.
    pub(crate) fn sql(&self, quote: char) -> String {
        match self {
            Self::Table(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| quoted(part, quote)).collect();
                format!("select * from {}", parts.join("."))
            }
            Self::Query(query) => query.clone(),
        }
    }

    /// The same as something to select from, without its alias. The line break ends a comment at the end of a query.
    pub(crate) fn nested(&self, quote: char) -> String {
        format!("(\n{}\n)", self.sql(quote))
    }

    /// The same with only those rows for which a condition holds. Not every database wants `as` before a name.
    pub(crate) fn narrowed(&self, quote: char, condition: Option<&str>) -> String {
        match condition {
            Some(condition) => {
                let all = self.nested(quote);
                format!("(\nselect * from {all} n where {condition}\n)")
            }
            None => self.nested(quote),
        }
    }

    /// How the file is called.
    pub(crate) fn file_name(&self, database: &str) -> String {
        let name = match self {
            Self::Table(parts) => parts.last().map_or(database, String::as_str),
            Self::Query(_) => database,
        };
        let plain = |sign: char| match sign {
            sign if sign.is_alphanumeric() || "-_. ".contains(sign) => sign,
            _ => '_',
        };
        let name: String = name.chars().map(plain).take(100).collect();
        format!("{name}.parquet")
    }
}

/// A name as SQL reads it, whatever it contains.
pub(crate) fn quoted(name: &str, quote: char) -> String {
    let doubled = format!("{quote}{quote}");
    format!("{quote}{}{quote}", name.replace(quote, &doubled))
}

/// A table's name as [`Wanted::of`] reads it again: parts with points and quotes are quoted.
pub(crate) fn shown(parts: &[&str]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            part if part.contains(['.', '"', '`']) || *part != part.trim() => quoted(part, '"'),
            part => (*part).to_owned(),
        })
        .collect();
    parts.join(".")
}

/// `table`, `schema.table`; a part with points in it stands in quotes.
fn parts(name: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut signs = name.chars().peekable();
    loop {
        let mut part = String::new();
        match signs.next_if(|sign| matches!(sign, '"' | '`')) {
            Some(quote) => loop {
                let sign = signs.next()?;
                if sign != quote {
                    part.push(sign);
                } else if signs.next_if_eq(&quote).is_some() {
                    part.push(quote);
                } else {
                    break;
                }
            },
            None => {
                while let Some(sign) = signs.next_if(|sign| *sign != '.') {
                    part.push(sign);
                }
            }
        }
        if part.is_empty() || parts.len() == 2 {
            return None;
        }
        parts.push(part);
        match signs.next() {
            None => return Some(parts),
            Some('.') => {}
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_whatever_they_contain() {
        assert_eq!(quoted("Bäume", '"'), "\"Bäume\"");
        assert_eq!(
            quoted("x\"; drop table y; --", '"'),
            "\"x\"\"; drop table y; --\""
        );
        assert_eq!(quoted("a`b", '`'), "`a``b`");
    }

    #[test]
    fn a_table_is_named_by_one_or_two_parts() {
        let check = |text, expect: Option<&[&str]>| {
            let expect = expect.map(|parts| parts.iter().map(|&it| it.to_owned()).collect());
            assert_eq!(parts(text), expect, "{text}");
        };
        check("bäume", Some(&["bäume"]));
        check("Amt 66.Bäume", Some(&["Amt 66", "Bäume"]));
        check("\"a.b\".\"c\"\"d\"", Some(&["a.b", "c\"d"]));
        check("`a.b`.c", Some(&["a.b", "c"]));
        check("", None);
        check("a.", None);
        check("a.b.c", None);
        check("\"a", None);
        check("\"a\"b", None);
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_table() {
        for names in [["amt", "bäume"], ["a.b", "c\"d"], ["x ", "`"]] {
            let read = parts(&shown(&names)).unwrap();
            assert_eq!(read, names);
        }
    }

    #[test]
    fn files_get_harmless_names() {
        let table = Wanted::Table(vec!["../x".to_owned(), "a/b:ü".to_owned()]);
        assert_eq!(table.file_name("db"), "a_b_ü.parquet");
        let query = Wanted::Query("select 1".to_owned());
        assert_eq!(query.file_name("stadt"), "stadt.parquet");
    }
}
