//! Random questions to a table of invoices, many of them made to fail on some rows.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const NUMBERS: [&str; 5] = ["nr", "betrag", "menge", "length(name)", "nr % 7"];

/// One question; `seed` decides which.
pub(crate) fn question(random: &mut StdRng) -> String {
    let condition = condition(random, 2);
    let from = "stadt.rechnung";
    match random.random_range(0..14) {
        0 => format!("select nr, name, betrag from {from} where {condition} order by nr"),
        1 => format!("select count(*), min(betrag), max(name) from {from} where {condition}"),
        2 => format!(
            "select name, sum(menge) from {from} group by name having {} order by name",
            having(random)
        ),
        3 => format!(
            "select nr from {from} where {condition} order by {}, nr limit {}",
            value(random),
            random.random_range(1..6)
        ),
        4 => format!(
            "select a.nr, b.nr from {from} a join {from} b on a.menge = b.menge and {} order by 1, 2 limit 20",
            qualified(random)
        ),
        5 => format!("select nr, {} from {from} order by nr", value(random)),
        6 => format!(
            "select count(*) from {from} a where exists (select 1 from {from} b where b.nr = a.nr + 1 and {})",
            qualified(random)
        ),
        7 => format!(
            "select nr, row_number() over (partition by menge order by betrag, nr) from {from} where {condition} order by nr"
        ),
        8 => format!(
            "with x as (select *, {} as w from {from}) select count(*), max(w) from x where {condition}",
            value(random)
        ),
        9 => format!("select distinct menge from {from} where {condition} order by 1"),
        10 => format!("select count(*) filter (where {condition}), count(geheim) from {from}"),
        11 => format!(
            "select nr from {from} where menge = (select max(menge) from {from} where {condition}) order by nr"
        ),
        12 => format!(
            "select nr from {from} where {condition} union select menge from {from} where {} order by 1",
            self::condition(random, 1)
        ),
        _ => format!(
            "select case when {condition} then 'ja' else 'nein' end as w, count(*) from {from} group by 1 order by 1"
        ),
    }
}

fn number(random: &mut StdRng) -> &'static str {
    NUMBERS.choose(random).unwrap()
}

fn value(random: &mut StdRng) -> String {
    let (a, b) = (number(random), number(random));
    let constant = random.random_range(0..60);
    match random.random_range(0..9) {
        0 => format!("100 / ({a} - {constant})"),
        1 => "cast(name as bigint)".to_owned(),
        2 => "cast(substr(name, 5) as int)".to_owned(),
        3 => format!("{a} * 4611686018427387904"),
        4 => format!("{a} + {b}"),
        5 => "upper(name)".to_owned(),
        6 => format!("-({a} % ({b} - {constant}))"),
        7 => "cast(geheim as tinyint)".to_owned(),
        _ => format!("cast({a} * {constant} as smallint)"),
    }
}

/// Half of the conditions can fail, most of those on hidden rows only.
fn condition(random: &mut StdRng, depth: u32) -> String {
    let constant = random.random_range(0..60);
    if random.random_bool(0.2) {
        return "cast(name as bigint) >= 0".to_owned();
    }
    match random.random_range(0..if depth > 0 { 15 } else { 12 }) {
        0 => format!("{} > {constant}", number(random)),
        1 | 2 => format!("{} > {constant}", value_of_number(random)),
        3 => "cast(name as bigint) >= 0".to_owned(),
        4 => format!("geheim = {constant}"),
        5 => format!("1 / (betrag - {constant}) >= 0"),
        6 => "name like 'Fall%' and cast(substr(name, 5) as int) > 20".to_owned(),
        7 => format!("{} in ({constant}, 5, 7)", number(random)),
        8 => "name is not null".to_owned(),
        9 => format!("coalesce(geheim, {constant}) / (menge - 3) > 1"),
        10 => format!("nr between {constant} and 90"),
        11 => format!("abteilung <> 'b{constant}'"),
        12 => format!(
            "({} and {})",
            condition(random, depth - 1),
            condition(random, depth - 1)
        ),
        13 => format!(
            "({} or {})",
            condition(random, depth - 1),
            condition(random, depth - 1)
        ),
        _ => format!("not ({})", condition(random, depth - 1)),
    }
}

fn value_of_number(random: &mut StdRng) -> String {
    let constant = random.random_range(0..60);
    match random.random_range(0..4) {
        0 => format!("100 / ({} - {constant})", number(random)),
        1 => format!("{} * 4611686018427387904", number(random)),
        2 => format!("cast({} * 300 as tinyint)", number(random)),
        _ => format!("{} - {constant}", number(random)),
    }
}

fn having(random: &mut StdRng) -> String {
    let constant = random.random_range(0..60);
    match random.random_range(0..3) {
        0 => format!("sum(menge) / (min(betrag) - {constant}) > 0"),
        1 => "max(cast(name as bigint)) > 0".to_owned(),
        _ => format!("count(*) > {}", constant % 3),
    }
}

/// A condition on `b`, for joins and subqueries.
fn qualified(random: &mut StdRng) -> String {
    let constant = random.random_range(0..60);
    match random.random_range(0..4) {
        0 => format!("100 / (b.betrag - {constant}) > 1"),
        1 => "cast(b.name as bigint) > 0".to_owned(),
        2 => format!("b.betrag > {constant}"),
        _ => format!("b.geheim = {constant}"),
    }
}
