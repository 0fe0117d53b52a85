use crate::city::{City, LIMITS, lines, question};
use hebewerk_guard::{Access, Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{AskError, Engine as _, GuardedTable, Limits, Misfit, Unoffered, View};
use hebewerk_model::Mask;
use std::collections::BTreeMap;
use std::time::Duration;

fn restricted(mut table: GuardedTable) -> GuardedTable {
    table.access = Access {
        row_filter: Some(RowFilter::Compare {
            column: "bezirk".to_owned(),
            comparison: Comparison::Equal,
            literal: Literal::Text("Bezirk 3".to_owned()),
        }),
        counts: None,
        masks: BTreeMap::from([
            ("baumart".to_owned(), Mask::Null),
            ("geometrie".to_owned(), Mask::Hide),
            ("bild".to_owned(), Mask::Hide),
        ]),
    };
    table
}

#[tokio::test]
async fn only_visible_rows_and_columns_can_be_asked_for() {
    let city = City::new();
    let trees = [restricted(city.trees(900).await)];
    let count = |sql: &'static str| city.ask(sql, &trees);
    assert_eq!(
        count("select count(*), count(baumart), min(bezirk), max(bezirk) from umwelt.baum")
            .await
            .unwrap(),
        ["90|0|Bezirk 3|Bezirk 3"]
    );
    assert_eq!(
        count("select count(*) from umwelt.baum where bezirk <> 'Bezirk 3'")
            .await
            .unwrap(),
        ["0"]
    );
    assert_eq!(
        count("select count(*) from umwelt.baum where baumart = 'Linde'")
            .await
            .unwrap(),
        ["0"]
    );
    for hidden in ["geometrie", "bild", "_zeile", "\"_zeile\""] {
        let error = city
            .ask(&format!("select {hidden} from umwelt.baum"), &trees)
            .await
            .unwrap_err();
        assert!(
            matches!(error, AskError::Unknown { .. }),
            "{hidden}: {error}"
        );
    }
    let all = city
        .ask("select * from umwelt.baum limit 1", &trees)
        .await
        .unwrap();
    assert_eq!(all[0].split('|').count(), 10);
}

#[tokio::test]
async fn a_policy_that_does_not_fit_the_table_shows_nothing() {
    let city = City::new();
    let mut trees = city.trees(50).await;
    for (column, literal) in [
        ("gibt_es_nicht", Literal::Integer(1)),
        ("nummer", Literal::Text("keine Zahl".to_owned())),
        ("bezirk", Literal::Boolean(true)),
        ("bild", Literal::Text("x".to_owned())),
    ] {
        trees.access.row_filter = Some(RowFilter::Compare {
            column: column.to_owned(),
            comparison: Comparison::Equal,
            literal,
        });
        let rows = city
            .ask(
                "select count(*) from umwelt.baum",
                std::slice::from_ref(&trees),
            )
            .await
            .unwrap();
        assert_eq!(rows, ["0"], "{column}");
    }
}

#[tokio::test]
async fn policies_combine() {
    let city = City::new();
    let mut trees = city.trees(100).await;
    let compare = |comparison, number| RowFilter::Compare {
        column: "nummer".to_owned(),
        comparison,
        literal: Literal::Integer(number),
    };
    for (rule, expected) in [
        (compare(Comparison::Less, 11), "10"),
        (compare(Comparison::LessOrEqual, 11), "11"),
        (compare(Comparison::Greater, 11), "89"),
        (compare(Comparison::GreaterOrEqual, 11), "90"),
        (
            RowFilter::All(vec![
                compare(Comparison::Greater, 10),
                compare(Comparison::Less, 21),
            ]),
            "10",
        ),
        (
            RowFilter::Any(vec![
                compare(Comparison::Less, 3),
                compare(Comparison::Equal, 50),
            ]),
            "3",
        ),
        (RowFilter::Any(Vec::new()), "0"),
        (
            RowFilter::OneOf {
                column: "nummer".to_owned(),
                literals: Vec::new(),
            },
            "0",
        ),
        (
            RowFilter::OneOf {
                column: "nummer".to_owned(),
                literals: vec![Literal::Integer(1), Literal::Text("2".to_owned())],
            },
            "2",
        ),
    ] {
        trees.access.row_filter = Some(rule.clone());
        let rows = city
            .ask(
                "select count(*) from umwelt.baum",
                std::slice::from_ref(&trees),
            )
            .await
            .unwrap();
        assert_eq!(rows, [expected], "{rule:?}");
    }
}

#[tokio::test]
async fn errors_say_what_can_be_done_and_nothing_about_cells() {
    let city = City::new();
    let trees = [city.trees(50).await];
    let error = |sql: &'static str| city.ask(sql, &trees);
    let unknown = error("select baumatr from umwelt.baum").await.unwrap_err();
    let AskError::Unknown { what, similar, .. } = unknown else {
        panic!("{unknown}");
    };
    assert_eq!(
        (what.as_str(), similar),
        ("column", vec!["baumart".to_owned()])
    );
    let unknown = error("select averge(nummer) from umwelt.baum")
        .await
        .unwrap_err();
    assert!(
        matches!(&unknown, AskError::Unknown { what, name, .. } if what == "function" && name == "averge"),
        "{unknown:?}"
    );
    for sql in [
        "select cast(baumart as bigint) from umwelt.baum",
        "select 1 / (nummer - 7) from umwelt.baum",
        "select regexp_replace(baumart, '(Eiche', 'x') from umwelt.baum",
        "select * from umwelt.baum where cast(baumart as date) > '2020-01-01'",
    ] {
        let error = city.ask(sql, &trees).await.unwrap_err();
        assert_eq!(error, AskError::Computation, "{sql}");
    }
    let grouping = error("select baumart, count(*) from umwelt.baum")
        .await
        .unwrap_err();
    assert!(
        matches!(grouping, AskError::Unfit(Misfit::NotGrouped)),
        "{grouping:?}"
    );
    let unfit = error("select nummer + gepflanzt + baumart from umwelt.baum")
        .await
        .unwrap_err();
    assert_eq!(unfit, AskError::Unfit(Misfit::Types));
    let twice = "select * from umwelt.baum a, umwelt.baum b where nummer = 1";
    assert_eq!(
        error(twice).await.unwrap_err(),
        AskError::Unfit(Misfit::AmbiguousColumn("nummer".to_owned()))
    );
    assert_eq!(
        error("select 1 as a, 2 as a").await.unwrap_err(),
        AskError::Unfit(Misfit::DuplicateResult)
    );
    assert_eq!(
        error("delete from umwelt.baum").await.unwrap_err(),
        AskError::NotOffered(Unoffered::Keyword("DELETE".to_owned()))
    );
}

#[tokio::test]
async fn a_table_that_was_not_handed_over_does_not_exist() {
    let city = City::new();
    let error = city
        .ask("select * from umwelt.baum", &[])
        .await
        .unwrap_err();
    assert_eq!(
        error,
        AskError::Unknown {
            what: "table".to_owned(),
            name: "umwelt.baum".to_owned(),
            similar: Vec::new(),
        }
    );
}

#[tokio::test]
async fn versions_of_a_table_stand_side_by_side() {
    let city = City::new();
    let now = city.trees(30).await;
    let mut old = city.trees(20).await;
    old.name = "umwelt.\"baum@3\"".parse().unwrap();
    let sql = "select (select count(*) from umwelt.baum) as neu, (select count(*) from umwelt.\"baum@3\") as alt";
    assert_eq!(city.ask(sql, &[now, old]).await.unwrap(), ["30|20"]);
}

#[tokio::test]
async fn rows_beyond_the_limit_are_cut() {
    let city = City::new();
    let trees = [city.trees(20_000).await];
    let limits = Limits {
        rows: 9_000,
        ..LIMITS
    };
    let rows = city
        .ask_within("select nummer from umwelt.baum", &trees, limits)
        .await
        .unwrap();
    assert_eq!(rows.len(), 9_000);
}

#[tokio::test]
async fn time_and_memory_end() {
    let city = City::new();
    let trees = [city.trees(40_000).await];
    let cross = "select count(*) from umwelt.baum a, umwelt.baum b where sin(a.umfang * b.umfang) + a.umfang > 99";
    let limits = Limits {
        time: Duration::from_secs(1),
        ..LIMITS
    };
    let error = city.ask_within(cross, &trees, limits).await.unwrap_err();
    assert_eq!(error, AskError::Timeout { seconds: 1 });
    let limits = Limits {
        memory_bytes: 100_000,
        ..LIMITS
    };
    let sorted = "select * from umwelt.baum order by baumart, geometrie";
    let error = city.ask_within(sorted, &trees, limits).await.unwrap_err();
    assert_eq!(error, AskError::Memory);
}

/// A view over both trees and hidden ones shows what the guard shows of the tables behind it, in process and in workers.
#[tokio::test]
async fn a_view_shows_what_the_tables_behind_it_show() {
    for city in [City::new(), City::with_workers()] {
        let trees = restricted(city.trees(900).await);
        let view = View::ours(
            "bruecken.baum_baum".parse().unwrap(),
            "select l.nummer, l.bezirk, r.baumart from umwelt.baum as l\njoin umwelt.baum as r on l.nummer = r.nummer"
                .to_owned(),
        );
        let ask = async |sql: &str| {
            let question = question(sql, LIMITS);
            let statement = city.engine.read(question).await?;
            let named = statement.tables().contains(&view.name);
            assert!(named, "{sql}");
            let answer = statement
                .answer_through(vec![trees.clone()], vec![view.clone()])
                .await?;
            lines(answer).await
        };
        let counted = ask(
            "select count(*), count(baumart), min(bezirk), max(bezirk) from bruecken.baum_baum",
        )
        .await;
        let alone = city
            .ask(
                "select count(*), 0, min(bezirk), max(bezirk) from umwelt.baum",
                std::slice::from_ref(&trees),
            )
            .await;
        assert_eq!(counted.unwrap(), alone.unwrap());
        for hidden in ["geometrie", "bild", "_zeile"] {
            let error = ask(&format!("select {hidden} from bruecken.baum_baum")).await;
            assert!(matches!(error, Err(AskError::Unknown { .. })), "{hidden}");
        }
        let twice = ask("select count(*) from bruecken.baum_baum x join bruecken.baum_baum y on x.nummer = y.nummer").await;
        assert_eq!(
            twice.unwrap(),
            ask("select count(*) from bruecken.baum_baum")
                .await
                .unwrap()
        );
    }
}
