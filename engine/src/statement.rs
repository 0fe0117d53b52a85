//! Statements typed by people: read, measured and judged before anything is planned.
//!
//! Nothing is authorised on text: what a statement names is taken from the parsed tree, and what it may do is
//! checked once more on the resolved plan ([`plan`]).

pub(crate) mod glance;
mod measure;
pub(crate) mod plan;
pub(crate) mod trace;

use crate::ask_error::syntax;
use datafusion::common::TableReference;
use datafusion::sql::parser::Statement as Planned;
use datafusion::sql::resolve::resolve_table_references;
use datafusion::sql::sqlparser::ast::Statement;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};
use hebewerk_hub::ports::{AskError, Measured, Misfit, SyntaxProblem, Unoffered};
use hebewerk_model::{Slug, TableName};
use std::collections::BTreeMap;

/// Most tokens besides constants, commas and brackets: a chain of operators becomes a tree as deep as it is long.
const MAX_WORDS: usize = 4_000;

/// Deepest nesting of brackets and subqueries.
pub(crate) const MAX_NESTING: usize = 50;

/// A statement that has been read and measured.
#[derive(Debug)]
pub(crate) struct Read {
    /// For the planner.
    pub(crate) planned: Planned,
    /// The tables it names, without its own common table expressions, each once.
    pub(crate) tables: Vec<TableName>,
}

/// Reads one statement and refuses what is too large or is no plain question.
///
/// Call it on a large stack, and where it may be ended from outside: the parser tries some forms again and again,
/// twice as often with every level of nesting.
pub(crate) fn read(sql: &str) -> Result<Read, AskError> {
    let planned = parse(sql)?;
    let tables = tables_of(&planned)?;
    Ok(Read { planned, tables })
}

fn parse(sql: &str) -> Result<Planned, AskError> {
    glance::check(sql)?;
    let dialect = GenericDialect {};
    let tokens = Tokenizer::new(&dialect, sql)
        .tokenize_with_location()
        .map_err(|error| syntax(&error.into()))?;
    if tokens.iter().filter(|token| is_word(token)).count() > MAX_WORDS {
        return Err(too_large(Measured::Words, MAX_WORDS));
    }
    let mut statements = Parser::new(&dialect)
        .with_recursion_limit(MAX_NESTING)
        .with_tokens_with_locations(tokens)
        .parse_statements()
        .map_err(|error| syntax(&error))?;
    let statement = match (statements.pop(), statements.is_empty()) {
        (Some(statement), true) => statement,
        (Some(_), false) => return Err(AskError::NotOffered(Unoffered::SeveralStatements)),
        (None, _) => {
            return Err(AskError::Syntax {
                problem: SyntaxProblem::Empty,
                line: None,
                column: None,
            });
        }
    };
    measure::check(&statement)?;
    Ok(Planned::Statement(Box::new(statement)))
}

fn tables_of(statement: &Planned) -> Result<Vec<TableName>, AskError> {
    let (references, _own) = resolve_table_references(statement, true)
        .map_err(|_unusual| AskError::Unfit(Misfit::TableName))?;
    let names: Result<BTreeMap<String, TableName>, AskError> = references
        .iter()
        .map(|reference| table_name(reference).map(|name| (name.to_string(), name)))
        .collect();
    Ok(names?.into_values().collect())
}

fn table_name(reference: &TableReference) -> Result<TableName, AskError> {
    let unknown = |similar: Vec<String>| AskError::Unknown {
        what: "table".to_owned(),
        name: reference.to_string().chars().take(160).collect(),
        similar,
    };
    match reference {
        // Which organisation is meant cannot be guessed here; the form that is needed can be shown.
        TableReference::Bare { table } => {
            let form = table
                .parse::<Slug>()
                .map(|slug| format!("organisation.{slug}"));
            Err(unknown(form.into_iter().collect()))
        }
        TableReference::Partial { schema, table } => {
            TableName::from_parts(schema, table).map_err(|_no_name| unknown(Vec::new()))
        }
        TableReference::Full { .. } => Err(unknown(Vec::new())),
    }
}

const fn is_word(token: &TokenWithSpan) -> bool {
    !matches!(
        token.token,
        Token::Whitespace(_)
            | Token::Comma
            | Token::LParen
            | Token::RParen
            | Token::Number(..)
            | Token::SingleQuotedString(_)
            | Token::SemiColon
            | Token::EOF
    )
}

fn too_large(what: Measured, limit: usize) -> AskError {
    AskError::TooLarge {
        what,
        limit: limit as u64,
    }
}

/// Words of SQL that are not offered.
fn not_offered(words: &str) -> AskError {
    AskError::NotOffered(Unoffered::Keyword(words.to_owned()))
}

/// Whether a statement is a question at all, with the word people would use for what it is instead.
fn is_question(statement: &Statement) -> Result<(), AskError> {
    match statement {
        Statement::Query(_) => Ok(()),
        other => {
            let text = other.to_string();
            let word = text.split_whitespace().next().unwrap_or_default();
            Err(not_offered(&word.to_uppercase()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::large_stack::on_large_stack;

    fn tables_of(sql: &str) -> Result<Vec<TableName>, AskError> {
        on_large_stack(AskError::Internal, || read(sql)).map(|read| read.tables)
    }

    #[track_caller]
    fn names(sql: &str, expected: &[&str]) {
        let names: Vec<String> = tables_of(sql)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(names, expected, "{sql}");
    }

    #[test]
    fn tables_are_found_wherever_they_stand() {
        names("select 1", &[]);
        names("select * from umwelt.baum", &["umwelt.baum"]);
        names(
            "SELECT * FROM Umwelt.Baum b JOIN umwelt.\"baum@3\" USING (id)",
            &["umwelt.\"baum@3\"", "umwelt.baum"],
        );
        names(
            "select (select count(*) from a.b) from c.d where exists (select 1 from e.f)",
            &["a.b", "c.d", "e.f"],
        );
        names(
            "with b as (select * from a.b) select * from b union all select * from \"c\".\"d@2026-11-20\"",
            &["a.b", "c.\"d@2026-11-20\""],
        );
    }

    #[test]
    fn a_name_without_organisation_is_unknown_and_the_form_is_shown() {
        let error = tables_of("select * from baum").unwrap_err();
        let AskError::Unknown { name, similar, .. } = error else {
            panic!("{error}");
        };
        assert_eq!(
            (name.as_str(), similar),
            ("baum", vec!["organisation.baum".to_owned()])
        );
        for sql in [
            "select * from a.b.c",
            "select * from '/etc/passwd'",
            "select * from a.\"b@0\"",
        ] {
            assert!(tables_of(sql).is_err(), "{sql}");
        }
    }

    #[test]
    fn an_error_of_syntax_says_where() {
        let error = tables_of("select *\nfrm umwelt.baum where").unwrap_err();
        assert_eq!(
            error,
            AskError::Syntax {
                problem: SyntaxProblem::Unexpected("frm".to_owned()),
                line: Some(2),
                column: Some(1),
            }
        );
        for (sql, expected) in [
            ("select * from", SyntaxProblem::EndsEarly),
            ("select 'offen", SyntaxProblem::NotClosed),
            ("select \"offen", SyntaxProblem::NotClosed),
            ("select 1 /* offen", SyntaxProblem::NotClosed),
            ("", SyntaxProblem::Empty),
        ] {
            let error = tables_of(sql).unwrap_err();
            assert!(
                matches!(&error, AskError::Syntax { problem, .. } if *problem == expected),
                "{sql}: {error:?}"
            );
        }
    }

    #[test]
    fn everything_but_one_question_is_refused() {
        for sql in [
            "",
            ";",
            "select 1; select 2",
            "explain select 1",
            "explain analyze select 1",
            "show all",
            "show tables",
            "describe umwelt.baum",
            "set x = 1",
            "insert into a.b values (1)",
            "update a.b set x = 1",
            "delete from a.b",
            "create table a.b (x int)",
            "create view v as select 1",
            "create external table t stored as parquet location '/etc'",
            "drop table a.b",
            "copy (select 1) to '/x.csv'",
            "copy a.b from '/x.csv'",
            "prepare p as select 1",
            "execute p",
            "truncate a.b",
            "select 1 into a.b",
            "select * from a.b for update",
            "with recursive r as (select 1 union all select 1 from r) select * from r",
            "with x as (insert into a.b values (1) returning *) select * from x",
            "select * from generate_series(1, 10)",
            "select * from range(10)",
            "select * from table(f(1))",
            "table a.b",
            "begin",
            "kill 5",
            "call f()",
            "merge into a.b using c.d on true when matched then delete",
        ] {
            assert!(parse(sql).is_err(), "{sql} was accepted");
        }
    }

    #[test]
    fn statements_that_are_too_large_are_refused_and_the_usual_ones_are_not() {
        let sum = |terms: usize| format!("select {}", vec!["1"; terms].join("+"));
        let unions = |arms: usize| vec!["select 1"; arms].join(" union all ");
        let list = |values: usize| format!("select 1 where 1 in ({})", vec!["1"; values].join(","));
        let nested = |depth: usize| format!("select {}1{}", "(".repeat(depth), ")".repeat(depth));
        for sql in [sum(200), unions(64), list(2_000), nested(20)] {
            tables_of(&sql).unwrap();
        }
        for sql in [
            sum(600),
            sum(20_000),
            unions(65),
            unions(4_000),
            list(20_000),
            nested(400),
            nested(20_000),
            format!("select '{}'", "x".repeat(70_000)),
            format!("select {}", "- ".repeat(20_000)),
            format!("select {}1", "not ".repeat(10_000)),
        ] {
            let error = tables_of(&sql).unwrap_err();
            let start: String = sql.chars().take(40).collect();
            assert!(
                matches!(error, AskError::TooLarge { .. } | AskError::Syntax { .. }),
                "{start}: {error}"
            );
        }
    }
}
