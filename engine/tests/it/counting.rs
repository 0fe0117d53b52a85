//! Tables that may only be counted: what is told, and what no question gets out.

use crate::city::{City, LIMITS, column};
use arrow::array::{ArrayRef, Int64Array, StringArray};
use hebewerk_guard::{Access, Comparison, Counts, Literal, RowFilter};
use hebewerk_hub::ports::{AskError, CountingKey, Engine as _, GuardedTable, PageRequest};
use hebewerk_model::{ColumnType, Mask};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A made-up person.
#[derive(Clone)]
struct Person {
    number: i64,
    district: String,
    age: i64,
    sex: &'static str,
    ill: i64,
}

/// People of three districts, and three who live in a fourth.
fn people(count: i64) -> Vec<Person> {
    let chance = |number: i64, what: i64| (number * 7_919 + what * 104_729) * 2_654_435 % 1_009;
    let person = |number: i64| Person {
        number,
        district: format!("Bezirk {}", chance(number, 1) % 3),
        age: 20 + chance(number, 2) % 60,
        sex: ["m", "w"][(chance(number, 3) % 2) as usize],
        ill: i64::from(chance(number, 4) % 3 == 0),
    };
    let mut people: Vec<Person> = (0..count).map(person).collect();
    for person in people.iter_mut().take(3) {
        "Am Rand".clone_into(&mut person.district);
    }
    people
}

async fn table(city: &City, name: &str, people: &[Person]) -> GuardedTable {
    let columns = [
        column(1, "nr", ColumnType::Integer),
        column(2, "bezirk", ColumnType::Text),
        column(3, "jahre", ColumnType::Integer),
        column(4, "geschlecht", ColumnType::Text),
        column(5, "krank", ColumnType::Integer),
    ];
    let numbers = |of: &dyn Fn(&Person) -> i64| -> ArrayRef {
        Arc::new(people.iter().map(of).collect::<Int64Array>())
    };
    let texts = |of: &dyn Fn(&Person) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(people.iter().map(of)))
    };
    let arrays = vec![
        numbers(&|person| person.number),
        texts(&|person| person.district.clone()),
        numbers(&|person| person.age),
        texts(&|person| person.sex.to_owned()),
        numbers(&|person| person.ill),
    ];
    let mut table = city.table(name, &columns, arrays).await;
    table.access.counts = Some(Counts::USUAL);
    table.counting = Some(CountingKey([7; 32]));
    table
}

async fn ask(city: &City, sql: &str, table: &GuardedTable) -> Vec<String> {
    let rows = city.ask(sql, std::slice::from_ref(table)).await;
    rows.unwrap_or_else(|error| panic!("{sql}: {error:?}"))
}

async fn number(city: &City, sql: &str, table: &GuardedTable) -> i64 {
    ask(city, sql, table).await[0].parse().unwrap_or(0)
}

#[tokio::test]
async fn counts_are_told_with_noise_and_those_of_few_are_not() {
    let city = City::new();
    let people = people(900);
    let table = table(&city, "amt.leute", &people).await;
    let mut exact = BTreeMap::<&str, i64>::new();
    for person in &people {
        *exact.entry(&person.district).or_default() += 1;
    }
    let sql = "select bezirk, count(*) from amt.leute group by bezirk order by bezirk";
    let told = ask(&city, sql, &table).await;
    assert_eq!(told.len(), 3, "{told:?}");
    let mut differ = 0;
    for line in &told {
        let (district, count) = line.split_once('|').unwrap();
        let deviation = count.parse::<i64>().unwrap() - exact[district];
        assert!(deviation.abs() <= 3, "{line}: {deviation}");
        differ += i64::from(deviation != 0);
    }
    let sql = "select jahre, count(*) from amt.leute group by jahre";
    let ages = ask(&city, sql, &table).await;
    for line in &ages {
        let (age, count) = line.split_once('|').unwrap();
        let age: i64 = age.parse().unwrap();
        let exact = people.iter().filter(|person| person.age == age).count();
        assert!(exact >= 5, "{line} counts {exact}");
        differ += i64::from(exact as i64 != count.parse::<i64>().unwrap());
    }
    assert!(differ > 10, "hardly any count has noise");
}

#[tokio::test]
async fn the_same_cell_is_the_same_count_however_it_is_asked_for() {
    let city = City::new();
    let people = people(900);
    let first = table(&city, "amt.leute", &people).await;
    let mut turned = people.clone();
    turned.reverse();
    let turned = table(&city, "amt.leute", &turned).await;
    let mut answers = Vec::new();
    for table in [&first, &turned] {
        for sql in [
            "select count(*) from amt.leute where bezirk = 'Bezirk 1'",
            "select count(bezirk) from amt.leute where not (bezirk <> 'Bezirk 1')",
            "select sum(case when bezirk = 'Bezirk 1' then 1 else 0 end) from amt.leute",
            "select n from (select bezirk, count(*) n from amt.leute group by 1) where bezirk like '%1'",
            "select count(*) from amt.leute l join (values ('Bezirk 1')) v(b) on l.bezirk = v.b",
        ] {
            answers.push(number(&city, sql, table).await);
        }
    }
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    let mut other = first.clone();
    other.counting = Some(CountingKey([8; 32]));
    let sql = "select bezirk, geschlecht, count(*) from amt.leute group by 1, 2 order by 1, 2";
    assert_ne!(ask(&city, sql, &first).await, ask(&city, sql, &other).await);
}

#[tokio::test]
async fn no_statement_shows_a_row() {
    let city = City::new();
    let table = table(&city, "amt.leute", &people(300)).await;
    for sql in [
        "select * from amt.leute",
        "select nr from amt.leute limit 1",
        "select bezirk from amt.leute order by 1",
        "select row_number() over () from amt.leute",
        "select (select bezirk from amt.leute limit 1)",
        "select 1 where exists (select 1 from amt.leute where nr = 7)",
        "select bezirk from amt.leute union all select 'x'",
        "select l.nr from amt.leute l join (select count(*) from amt.leute) z on true",
    ] {
        let answer = city.ask(sql, std::slice::from_ref(&table)).await;
        assert_eq!(answer, Err(AskError::OnlyCounts), "{sql}");
    }
    // What is no cell of enough rows is not there, whatever is made of it.
    for sql in [
        "select min(nr), max(nr) from amt.leute",
        "select array_agg(nr) from amt.leute",
        "select string_agg(cast(nr as text), ',') from amt.leute",
        "select max(bezirk) from amt.leute where bezirk < 'B'",
        "select sum(jahre) from amt.leute where nr = 7",
        "select min(jahre) from amt.leute where nr < 4",
    ] {
        let answer = ask(&city, sql, &table).await;
        assert!(
            answer[0].replace(['∅', '|'], "").is_empty(),
            "{sql}: {answer:?}"
        );
    }
    assert!(
        ask(&city, "select distinct nr from amt.leute", &table)
            .await
            .is_empty()
    );
    let error = "select count(*) from amt.leute where 1 / (nr - 7) > 0 or cast(bezirk as int) > 0";
    let answer = city.ask(error, std::slice::from_ref(&table)).await;
    assert!(matches!(&answer, Ok(rows) if rows == &["0"]), "{answer:?}");
}

#[tokio::test]
async fn pages_and_downloads_of_counted_tables_fail() {
    let city = City::new();
    let table = table(&city, "amt.leute", &people(300)).await;
    for sort in [None, Some("bezirk")] {
        let request = PageRequest {
            fields: Vec::new(),
            filters: Vec::new(),
            sort: sort.map(|column| hebewerk_hub::ports::Sort {
                column: column.to_owned(),
                descending: false,
            }),
            after: None,
            limit: 10,
            with_total: false,
        };
        assert!(city.engine.page(&table, &request, LIMITS).await.is_err());
    }
    let place = hebewerk_hub::ports::Place::default();
    let selection = hebewerk_hub::ports::Selection::default();
    let scan = city.engine.scan(&table, selection, LIMITS, place).await;
    assert!(scan.is_err());
    let mut keyless = table.clone();
    keyless.counting = None;
    let counted = city.ask("select count(*) from amt.leute", &[keyless]).await;
    assert!(counted.is_err());
}

#[tokio::test]
async fn rules_on_rows_and_masks_hold_for_what_is_counted() {
    let city = City::new();
    let people = people(900);
    let mut table = table(&city, "amt.leute", &people).await;
    table.access = Access {
        row_filter: Some(RowFilter::Compare {
            column: "bezirk".to_owned(),
            comparison: Comparison::Equal,
            literal: Literal::Text("Bezirk 1".to_owned()),
        }),
        masks: BTreeMap::from([("jahre".to_owned(), Mask::Group { width: 30 })]),
        counts: Some(Counts::USUAL),
    };
    let districts = "select bezirk from amt.leute group by bezirk";
    assert_eq!(ask(&city, districts, &table).await, ["Bezirk 1"]);
    let ages = "select jahre, count(*) > 20 from amt.leute group by jahre order by jahre";
    let ages = ask(&city, ages, &table).await;
    assert_eq!(ages, ["0 bis 29|true", "30 bis 59|true", "60 bis 89|true"]);
}

/// The attack by differences: all but one are counted, and all. Whoever could tell both numbers apart would know.
#[tokio::test]
async fn nobody_is_found_out_by_taking_them_from_a_count() {
    let city = City::new();
    let people = people(900);
    let counted = table(&city, "amt.leute", &people).await;
    let mut open = counted.clone();
    open.access.counts = None;
    let (mut exact, mut right, mut targets) = (0, 0, 0);
    for person in people.iter().skip(3).step_by(29).take(24) {
        let district = format!("krank = 1 and bezirk = '{}'", person.district);
        let without = [
            format!("{district} and nr <> {}", person.number),
            format!(
                "{district} and not (jahre = {} and geschlecht = '{}')",
                person.age, person.sex
            ),
        ];
        for (way, without) in without.iter().enumerate() {
            let count =
                |condition: &str| format!("select count(*) from amt.leute where {condition}");
            let all = number(&city, &count(&district), &counted).await;
            let rest = number(&city, &count(without), &counted).await;
            // What is withheld altogether says nothing: the attacker guesses what most are.
            let says_ill = rest != 0 && all != rest && (all - rest).abs() < 8;
            right += i64::from(says_ill == (person.ill == 1));
            targets += 1;
            if way == 0 {
                let all = number(&city, &count(&district), &open).await;
                let rest = number(&city, &count(without), &open).await;
                exact += i64::from((all != rest) == (person.ill == 1));
            }
        }
    }
    assert_eq!(exact, targets / 2, "without noise the attack always works");
    let healthy = people.iter().filter(|person| person.ill == 0).count() as i64;
    let guess = healthy * targets / people.len() as i64;
    assert!(
        right <= guess + targets / 8,
        "{right} of {targets} found out, {guess} by guessing"
    );
}
