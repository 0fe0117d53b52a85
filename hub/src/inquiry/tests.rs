//! What statements look like; that they are right is tested against plain loops in `engine/tests/it/inquiries`.

use super::{Footing, Problem, Setting, SettingTable, check, statement};
use hebewerk_model::{
    BridgeId, Column, ColumnId, ColumnType, Comparator, Condition, Grouping, Inquiry, KeptGroups,
    Measured, Ordered, Walk,
};

fn column(id: i32, name: &str, column_type: ColumnType) -> Column {
    Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: name.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    }
}

/// Day-care centres, each in a district with inhabitants.
fn setting() -> Setting {
    Setting {
        tables: vec![
            SettingTable {
                name: "jugend.kitas".parse().unwrap(),
                columns: vec![
                    column(1, "bezirk", ColumnType::Text),
                    column(2, "plaetze", ColumnType::Integer),
                    column(3, "eroeffnet", ColumnType::Date),
                ],
                footing: None,
            },
            SettingTable {
                name: "statistik.einwohner".parse().unwrap(),
                columns: vec![
                    column(1, "name", ColumnType::Text),
                    column(2, "kinder", ColumnType::Integer),
                ],
                footing: Some(Footing {
                    on: 0,
                    theirs: vec!["bezirk".to_owned()],
                    mine: vec!["name".to_owned()],
                    their_part: None,
                    my_part: None,
                    rules: Vec::new(),
                    keeps_all: false,
                    repeats_theirs: false,
                    repeats_mine: true,
                    by_hand: None,
                    climb: None,
                }),
            },
        ],
        told: Vec::new(),
    }
}

fn inquiry(groups: &[&str], values: &[&str]) -> Inquiry {
    let mut inquiry = Inquiry::of("jugend.kitas".parse().unwrap());
    inquiry.joins.push(Walk {
        bridge: BridgeId::from_uuid("01890000-0000-7000-8000-000000000000".parse().unwrap()),
        keeps_all: false,
    });
    let groups = groups.iter().map(|text| text.parse::<Grouping>().unwrap());
    inquiry.groups = groups.collect();
    let values = values.iter().map(|text| text.parse::<Measured>().unwrap());
    inquiry.values = values.collect();
    inquiry
}

#[test]
fn what_nothing_repeats_is_one_plain_select() {
    let mut inquiry = inquiry(&["0.bezirk", "0.eroeffnet~jahr"], &["summe~0.plaetze"]);
    inquiry
        .conditions
        .push("0.bezirk~contains~O'H".parse().unwrap());
    inquiry.kept.push("0~gt~20".parse().unwrap());
    inquiry.order = Some(Ordered::Value {
        place: 0,
        descending: true,
    });
    inquiry.first = Some(3);
    assert!(check(&inquiry, &setting()).is_empty());
    assert_eq!(
        statement(&inquiry, &setting(), None).sql,
        "select t0.\"bezirk\" as \"bezirk\",\n       cast(date_part('year', t0.\"eroeffnet\") as bigint) as \
         \"eroeffnet_jahr\",\n       sum(t0.\"plaetze\") as \"summe_plaetze\"\nfrom jugend.kitas as t0\njoin \
         statistik.einwohner as t1\n  on cast(t0.\"bezirk\" as varchar) = cast(t1.\"name\" as varchar)\nwhere \
         strpos(lower(t0.\"bezirk\"), 'o''h') > 0\ngroup by 1, 2\nhaving sum(t0.\"plaetze\") > 20\norder by \
         \"summe_plaetze\" desc nulls last, \"bezirk\" nulls last, \"eroeffnet_jahr\" nulls last\nlimit 3"
    );
}

#[test]
fn a_denominator_counts_once_however_many_rows_meet_it() {
    let inquiry = inquiry(&["0.bezirk"], &["summe~0.plaetze~je~100~1.kinder"]);
    let statement = statement(&inquiry, &setting(), None);
    for part in [
        "row_number() over () as \"zeile#\" from statistik.einwohner",
        "select g0, sum(sr1) as r1\n  from (select distinct g0, z1, sr1 from zeilen)\n  group by g0",
        "cast(a.r0 as double) * 100 / nullif(cast(a.r1 as double), 0) as \"summe_plaetze_je_100_kinder\"",
    ] {
        assert!(statement.sql.contains(part), "{part}\n{}", statement.sql);
    }
    assert_eq!(statement.columns.len(), 2);
}

#[test]
fn what_does_not_fit_is_named() {
    #[track_caller]
    fn finds(change: impl FnOnce(&mut Inquiry), expected: &[Problem]) {
        let mut inquiry = inquiry(&["0.bezirk"], &["anzahl~0."]);
        change(&mut inquiry);
        assert_eq!(check(&inquiry, &setting()), expected);
    }
    let value = |text: &str| text.parse::<Measured>().unwrap();
    finds(|_| {}, &[]);
    finds(|it| it.groups[0].column.table = 2, &[Problem::NoColumn]);
    finds(
        |it| it.values[0] = value("summe~0.bezirk"),
        &[Problem::WrongType],
    );
    finds(
        |it| it.values[0] = value("mittel~0.plaetze~anteil"),
        &[Problem::NoRate],
    );
    finds(
        |it| it.values[0] = value("anzahl~0.~vorjahr"),
        &[Problem::NoYear],
    );
    finds(
        |it| it.kept.push("1~gt~1".parse::<KeptGroups>().unwrap()),
        &[Problem::NoPlace],
    );
    finds(
        |it| {
            it.conditions.push(Condition {
                column: "0.plaetze".parse().unwrap(),
                comparator: Comparator::Ge,
                value: "viele".to_owned(),
            });
        },
        &[Problem::WrongValue],
    );
    finds(
        |it| it.conditions = vec!["0.bezirk~not_null".parse().unwrap(); 13],
        &[Problem::TooMany],
    );
}
