//! Views people save: their statements stand in the place of their names, with values bound and never spliced.

use crate::city::{City, LIMITS, lines, question};
use hebewerk_guard::Access;
use hebewerk_hub::ports::{AskError, BoundValue, Engine as _, GuardedTable, View, ViewProblem};
use hebewerk_model::{Mask, ParameterKind};
use std::collections::BTreeMap;

fn view(name: &str, sql: &str) -> View {
    View {
        name: format!("sichten.{name}").parse().unwrap(),
        sql: sql.to_owned(),
        is_ours: false,
        is_shown: true,
        values: Vec::new(),
    }
}

fn value(name: &str, kind: ParameterKind, text: &str) -> BoundValue {
    BoundValue::read(name, kind, text).unwrap()
}

async fn ask(
    city: &City,
    sql: &str,
    tables: &[GuardedTable],
    views: &[View],
) -> Result<Vec<String>, AskError> {
    let statement = city.engine.read(question(sql, LIMITS)).await?;
    let answer = statement.answer_through(tables.to_vec(), views.to_vec());
    lines(answer.await?).await
}

#[tokio::test]
async fn a_view_may_name_views_that_stand_before_it() {
    for city in [City::new(), City::with_workers()] {
        let trees = [city.trees(900).await];
        let views = [
            view(
                "linden",
                "select nummer, bezirk from umwelt.baum where baumart = 'Linde'",
            ),
            view(
                "je_bezirk",
                "select bezirk, count(*) as linden from sichten.linden group by bezirk",
            ),
        ];
        let through = ask(
            &city,
            "select bezirk, linden from sichten.je_bezirk order by bezirk nulls last",
            &trees,
            &views,
        );
        let plain = ask(
            &city,
            "select bezirk, count(*) from umwelt.baum where baumart = 'Linde' group by bezirk order by bezirk nulls last",
            &trees,
            &[],
        );
        assert_eq!(through.await.unwrap(), plain.await.unwrap());
    }
}

#[tokio::test]
async fn values_are_bound_and_never_become_part_of_the_text() {
    let city = City::new();
    let trees = [city.trees(900).await];
    let mut one = view(
        "auswahl",
        "select count(*) as n from umwelt.baum where baumart = $art and nummer <= $bis and hoehe >= $hoehe",
    );
    one.values = vec![
        value("art", ParameterKind::Text, "Linde"),
        value("bis", ParameterKind::Integer, "300"),
        value("hoehe", ParameterKind::Decimal, "2.5"),
    ];
    let bound = ask(
        &city,
        "select n from sichten.auswahl",
        &trees,
        &[one.clone()],
    )
    .await;
    let plain = "select count(*) from umwelt.baum where baumart = 'Linde' and nummer <= 300 and hoehe >= 2.5";
    let plain = ask(&city, plain, &trees, &[]).await.unwrap();
    assert_ne!(plain, ["0"]);
    assert_eq!(bound.unwrap(), plain);
    // What would end the text is a text like any other.
    one.values[0] = value("art", ParameterKind::Text, "x' or '1' = '1");
    let bound = ask(&city, "select n from sichten.auswahl", &trees, &[one]).await;
    assert_eq!(bound.unwrap(), ["0"]);
}

#[tokio::test]
async fn days_truths_and_nothing_at_all_are_values_too() {
    let city = City::new();
    let trees = [city.trees(900).await];
    let mut one = view(
        "auswahl",
        "select count(*) as n from umwelt.baum where ($ab is null or gepflanzt >= $ab) and gefaellt = $weg",
    );
    one.values = vec![
        value("ab", ParameterKind::Date, "1990-01-01"),
        value("weg", ParameterKind::Boolean, "true"),
    ];
    let bound = ask(
        &city,
        "select n from sichten.auswahl",
        &trees,
        &[one.clone()],
    )
    .await;
    let plain =
        "select count(*) from umwelt.baum where gepflanzt >= date '1990-01-01' and gefaellt";
    let some = ask(&city, plain, &trees, &[]).await.unwrap();
    assert_eq!(bound.unwrap(), some);
    one.values[0] = value("ab", ParameterKind::Date, "");
    let bound = ask(&city, "select n from sichten.auswahl", &trees, &[one]).await;
    let all = ask(
        &city,
        "select count(*) from umwelt.baum where gefaellt",
        &trees,
        &[],
    )
    .await;
    let all = all.unwrap();
    assert_ne!(all, some);
    assert_eq!(bound.unwrap(), all);
}

#[tokio::test]
async fn a_value_nobody_gave_is_named() {
    let city = City::new();
    let trees = [city.trees(9).await];
    let one = view(
        "auswahl",
        "select nummer from umwelt.baum where baumart = $art",
    );
    for (sql, views) in [
        ("select * from sichten.auswahl", vec![one]),
        (
            "select nummer from umwelt.baum where baumart = $art",
            Vec::new(),
        ),
    ] {
        let error = ask(&city, sql, &trees, &views).await.unwrap_err();
        let AskError::Unknown { what, name, .. } = error else {
            panic!("{error}");
        };
        assert_eq!((what.as_str(), name.as_str()), ("parameter", "$art"));
    }
}

/// The text of a view may name columns that do not exist for its reader: what is wrong with it then says so itself.
#[tokio::test]
async fn what_is_wrong_with_a_view_is_told_to_those_who_may_read_it() {
    let city = City::new();
    let mut trees = city.trees(9).await;
    trees.access = Access {
        masks: BTreeMap::from([("geometrie".to_owned(), Mask::Hide)]),
        ..Access::full()
    };
    let trees = [trees];
    let mut one = view("orte", "select geometrie from umwelt.baum");
    let error = ask(&city, "select * from sichten.orte", &trees, &[one.clone()]).await;
    assert!(matches!(error, Err(AskError::Unknown { .. })), "{error:?}");
    one.is_shown = false;
    let error = ask(&city, "select * from sichten.orte", &trees, &[one]).await;
    let hidden = AskError::View {
        name: "sichten.orte".to_owned(),
        problem: ViewProblem::Hidden,
    };
    assert_eq!(error, Err(hidden));
}

/// Eight views that each name the one before eight times would be a plan of millions of nodes.
#[tokio::test]
async fn views_that_multiply_are_refused_before_they_are_planned() {
    let city = City::new();
    let trees = [city.trees(9).await];
    let mut views = vec![view("v0", "select nummer from umwelt.baum")];
    for level in 1..8 {
        let before = format!("select nummer from sichten.v{}", level - 1);
        let arms = vec![before; 16].join(" union all ");
        views.push(view(&format!("v{level}"), &arms));
    }
    let few = ask(
        &city,
        "select count(*) from sichten.v1",
        &trees,
        &views[..2],
    )
    .await;
    assert_eq!(few.unwrap(), ["144"]);
    let error = ask(&city, "select count(*) from sichten.v7", &trees, &views).await;
    let Err(AskError::View { problem, .. }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(problem, ViewProblem::TooDeep);
}

async fn trace(city: &City, sql: &str, tables: &[GuardedTable], views: &[View]) -> Vec<String> {
    let statement = city.engine.read(question(sql, LIMITS)).await.unwrap();
    let traced = statement.trace(tables.to_vec(), views.to_vec()).await;
    let lines = traced.unwrap().into_iter().map(|column| {
        let from = column.from.iter();
        let from: Vec<String> = from
            .map(|(table, name)| format!("{table}.{name}"))
            .collect();
        format!("{}: {}", column.name, from.join(", "))
    });
    lines.collect()
}

#[tokio::test]
async fn columns_are_followed_to_the_tables_they_come_from() {
    for city in [City::new(), City::with_workers()] {
        let trees = [city.trees(9).await];
        let views = [view(
            "hoehen",
            "select bezirk as wo, max(hoehe) as hoechste, count(*) as wie_viele from umwelt.baum where gefaellt group by bezirk",
        )];
        for (sql, expected) in [
            (
                "select v.wo, v.hoechste - 1 as fast, v.wie_viele, 7 as sieben from sichten.hoehen v join umwelt.baum b on b.bezirk = v.wo",
                vec![
                    "wo: umwelt.baum.bezirk",
                    "fast: umwelt.baum.hoehe",
                    "wie_viele: ",
                    "sieben: ",
                ],
            ),
            (
                "select baumart || bezirk as beides, row_number() over (partition by bezirk order by nummer) as platz from umwelt.baum",
                vec![
                    "beides: umwelt.baum.baumart, umwelt.baum.bezirk",
                    "platz: umwelt.baum.bezirk, umwelt.baum.nummer",
                ],
            ),
            (
                "with a as (select baumart as x from umwelt.baum) select x from a union all select bezirk from umwelt.baum",
                vec!["x: umwelt.baum.baumart, umwelt.baum.bezirk"],
            ),
            (
                "select (select max(hoehe) from umwelt.baum) as m, nummer from umwelt.baum where exists (select 1 from umwelt.baum c where c.umfang > 1)",
                vec!["m: umwelt.baum.hoehe", "nummer: umwelt.baum.nummer"],
            ),
        ] {
            assert_eq!(trace(&city, sql, &trees, &views).await, expected, "{sql}");
        }
    }
}

#[tokio::test]
async fn no_column_that_is_hidden_from_the_reader_is_traced() {
    let city = City::new();
    let mut trees = city.trees(9).await;
    trees.access = Access {
        masks: BTreeMap::from([("geometrie".to_owned(), Mask::Hide)]),
        ..Access::full()
    };
    let traced = trace(&city, "select * from umwelt.baum", &[trees], &[]).await;
    assert_eq!(traced.len(), 11);
    assert!(
        traced.iter().all(|line| !line.contains("geometrie")),
        "{traced:?}"
    );
}
