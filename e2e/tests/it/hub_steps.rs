//! Bridges of a hub from the fine to the coarse: orders at addresses lead over the directory of streets to districts, and
//! days lead to months. Sums over them are compared with ones computed here.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use serde_json::Value;
use std::collections::BTreeMap;

const PASSWORD: &str = "ein langes Kennwort";
const DISTRICTS: [&str; 5] = ["Mitte", "Sodingen", "Eickel", "Wanne", "Crange"];
const STREETS: usize = 60;
const ORDERS: usize = 240;

fn street(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    let (one, two) = (letter(number), letter(number / 26 + 3));
    format!("K{one}r{two}n{one}straße")
}

/// Where an order is, when, and how much.
fn order(at: usize) -> (usize, String, usize) {
    let day = format!("2025-{:02}-{:02}", at % 12 + 1, at % 28 + 1);
    (at % STREETS, day, at * 7 % 50 + 1)
}

/// The last street lies in two districts, half and half.
fn lies_in(number: usize) -> Option<&'static str> {
    (number + 1 < STREETS).then(|| DISTRICTS[number % DISTRICTS.len()])
}

/// Four offices: orders, the directory with three rows for each street, inhabitants of districts, rain of months.
fn city(home: &Home) -> Result<()> {
    let orders = (0..ORDERS).map(|at| {
        let (number, day, amount) = order(at);
        let street = street(number).replace("straße", "str.");
        format!("{street} {};{day};{amount}\n", at % 9 + 1)
    });
    let directory = (0..STREETS * 3).map(|row| {
        let (number, piece) = (row / 3, row % 3);
        let district = lies_in(number).unwrap_or(DISTRICTS[piece % 2]);
        format!("{};{district};{piece}\n", street(number))
    });
    let inhabitants = DISTRICTS.iter().zip(1..);
    let inhabitants = inhabitants.map(|(name, number)| format!("{name};{}\n", number * 1_000));
    let rain = (1..=12).map(|month| format!("{month:02}/2025;{}\n", month * 3));
    for (house, file, head, rows) in [
        (
            "entsorgung",
            "Auftraege.csv",
            "anschrift;termin;menge",
            orders.collect::<String>(),
        ),
        (
            "vermessung",
            "Strassenverzeichnis.csv",
            "strassenname;stadtbezirk;abschnitt",
            directory.collect(),
        ),
        (
            "statistik",
            "Bezirke.csv",
            "bezirk;einwohner",
            inhabitants.collect(),
        ),
        ("klima", "Regen.csv", "monat;niederschlag", rain.collect()),
    ] {
        let path = home.write(file, format!("{head}\n{rows}"))?;
        let path = path.display().to_string();
        let to = ["take-in", "--organisation", house, "--visibility", "city"];
        home.done(to.into_iter().chain([path.as_str()]))?;
    }
    home.done(["bridge", "find"])?;
    Ok(())
}

/// The bridge from the orders to another table.
fn steps_to(home: &Home, right: &str) -> Result<Value> {
    let list = home.done(["bridge", "list", "--json"])?.json()?;
    let bridges = list.as_array().context("a list")?;
    let mut bridges = bridges.iter().filter(|it| it["kind"] == "hierarchy");
    let found = bridges.find(|it| it["right"]["dataset"] == right);
    found
        .cloned()
        .with_context(|| format!("steps to {right} in {list}"))
}

const WHY: [&str; 4] = [
    "--purpose",
    "Wege der Abfuhr planen",
    "--legal-basis",
    "Art. 6 Abs. 1 e DSGVO",
];

/// Sums by a name, as a statement answers them.
fn sums(rows: &Value) -> Result<BTreeMap<String, i64>> {
    let rows = rows.as_array().context("rows")?;
    let sums = rows.iter().map(|row| {
        let name = row["name"].as_str().context("a name")?;
        Ok((name.to_owned(), row["menge"].as_i64().context("a sum")?))
    });
    sums.collect()
}

/// What the orders of each district amount to.
fn amounts() -> BTreeMap<String, i64> {
    let mut amounts = BTreeMap::new();
    for at in 0..ORDERS {
        let (number, _day, amount) = order(at);
        if let Some(district) = lies_in(number) {
            *amounts.entry(district.to_owned()).or_default() += amount as i64;
        }
    }
    amounts
}

#[test]
fn addresses_lead_over_their_street_to_the_district_and_nothing_is_counted_twice() -> Result<()> {
    let home = Home::new()?;
    city(&home)?;
    let bridge = steps_to(&home, "statistik/bezirke")?;
    ensure!(
        bridge["left"]["dataset"] == "entsorgung/auftraege",
        "{bridge}"
    );
    ensure!(
        bridge["middle"]["dataset"] == "vermessung/strassenverzeichnis",
        "{bridge}"
    );
    ensure!(bridge["measure"]["cardinality"] == "n:1", "{bridge}");
    let id = bridge["id"].as_str().context("an identity")?;
    let sql = bridge["sql"].as_str().context("a statement")?;
    let by_district = |from: &str| {
        format!("select bezirk as name, sum(menge) as menge from {from} group by 1 order by 1")
    };
    let nested = by_district(&format!("({sql})"));
    let unsaid = home.run(["sql", nested.as_str(), "--json"])?;
    ensure!(
        unsaid.code != Some(0),
        "three houses were joined for nothing"
    );
    let answer = |sql: &str| {
        home.done(["sql", sql, "--json"].into_iter().chain(WHY))?
            .json()
    };
    ensure!(sums(&answer(&nested)?)? == amounts(), "{sql}");
    home.done(["bridge", "accept", id])?;
    let taken = steps_to(&home, "statistik/bezirke")?;
    let view = taken["view"].as_str().context("a view")?;
    ensure!(sums(&answer(&by_district(view))?)? == amounts(), "{view}");
    let shown = home.done(["bridge", "show", id])?.text();
    ensure!(shown.contains("Dazwischen: vermessung"), "{shown}");
    Ok(())
}

#[test]
fn days_lead_to_the_months_of_a_series() -> Result<()> {
    let home = Home::new()?;
    city(&home)?;
    let bridge = steps_to(&home, "klima/regen")?;
    ensure!(bridge["climb"]["calendar"] == "monat.1", "{bridge}");
    ensure!(bridge["middle"].is_null(), "{bridge}");
    let sql = bridge["sql"].as_str().context("a statement")?;
    let nested =
        format!("select monat as name, sum(menge) as menge from ({sql}) group by 1 order by 1");
    let rows = home.done(["sql", &nested, "--json"].into_iter().chain(WHY))?;
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for at in 0..ORDERS {
        let (_number, day, amount) = order(at);
        let month = day.get(5..7).context("a month")?;
        *expected.entry(format!("{month}/2025")).or_default() += amount as i64;
    }
    let found = sums(&rows.json()?)?;
    ensure!(found.len() == 12, "{found:?}");
    let values = |sums: BTreeMap<String, i64>| sums.into_values().collect::<Vec<_>>();
    ensure!(values(found) == values(expected));
    Ok(())
}

#[test]
fn a_question_by_steps_walks_up_and_down_and_its_page_says_over_what() -> Result<()> {
    let home = Home::new()?;
    city(&home)?;
    let bridge = steps_to(&home, "statistik/bezirke")?;
    let id = bridge["id"].as_str().context("an identity")?;
    home.done(["bridge", "accept", id])?;
    let server = Server::start(&home)?;
    let reader = somebody(&server)?;
    let page = reader.page(&format!("/bruecken/{id}?zeilen=ja"))?;
    for words in [
        "anschrift → strassenname → stadtbezirk → bezirk, über „Strassenverzeichnis“",
        "(n:1)",
        "menge",
    ] {
        ensure!(page.contains(words), "{words} is not on {page}");
    }
    let list = reader.page("/bruecken?zustand=accepted")?;
    ensure!(
        list.contains("anschrift → strassenname → stadtbezirk"),
        "{list}"
    );
    let shape = "je=B.bezirk&wert=summe~A.menge&wert=summe~B.einwohner";
    for (from, orders, districts) in [
        ("entsorgung.auftraege", "0", "1"),
        ("statistik.bezirke", "1", "0"),
    ] {
        for more in ["", "~alle"] {
            let shape = shape.replace("A.", &format!("{orders}."));
            let shape = shape.replace("B.", &format!("{districts}."));
            let path =
                format!("/auswertung/herunterladen/json?von={from}&bruecke={id}{more}&{shape}");
            let answer = reader.get(&path)?;
            let status = answer.status();
            let text = answer.text()?;
            ensure!(status.is_success(), "{path}: {text}");
            let rows: Value = serde_json::from_str(&text)?;
            let rows = rows.as_array().with_context(|| text.clone())?;
            let mut found = BTreeMap::new();
            for row in rows {
                let Some(district) = row["bezirk"].as_str() else {
                    // The street in two districts: it stays where all rows stay.
                    ensure!(more == "~alle" && orders == "0", "{path}: {text}");
                    continue;
                };
                let place = DISTRICTS.iter().position(|it| *it == district);
                let people = (place.context("a district")? as f64 + 1.0) * 1_000.0;
                ensure!(
                    row["summe_einwohner"].as_f64() == Some(people),
                    "{path}: {text}"
                );
                let sum = row["summe_menge"].as_i64().context("a sum")?;
                found.insert(district.to_owned(), sum);
            }
            ensure!(found == amounts(), "{path}: {text}");
        }
    }
    server.stop()
}

/// Somebody who reads all houses, and has said what they are joined for.
fn somebody(server: &Server) -> Result<Visitor> {
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let path = "/verwaltung/konten/neu";
    let fields = [
        ("name", "Kai"),
        ("email", "kai@stadt.example"),
        ("kennwort", GIVEN),
        ("rolle_entsorgung", "steward"),
    ];
    let answer = administrator.submit(path, path, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let reader = server.visitor()?;
    reader.arrive("kai@stadt.example", PASSWORD)?;
    let sql = "select count(*) from entsorgung.auftraege, vermessung.strassenverzeichnis, statistik.bezirke";
    let fields = [
        ("sql", sql),
        ("zweck", "Wege der Abfuhr planen"),
        ("grundlage", "Art. 6 Abs. 1 e DSGVO"),
    ];
    let answer = reader.submit("/sql", "/sql#ergebnis", &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    Ok(reader)
}
