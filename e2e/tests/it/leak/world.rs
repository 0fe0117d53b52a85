//! A hub whose hidden data depend on its number.

use super::asks::{Ask, BRIDGES, Body};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use reqwest::blocking::RequestBuilder;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::fmt::Write as _;

const PASSWORD: &str = "ein langes Kennwort";
/// With which this test alone reads figures.
const FIGURES: &str = "leak-figures";
const ROWS: usize = 240;
const DISTRICTS: [&str; 6] = [
    "Mitte",
    "Eickel",
    "Sodingen",
    "Wanne",
    "Crange",
    "Horsthausen",
];

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Nobody in particular.
    Public,
    /// Of another office, with a browser.
    Neighbour,
    /// The same, with a program.
    Program,
    /// From outside the city, invited to one dataset.
    Guest,
    /// Maintains the data: sees everything.
    Steward,
}

/// An answer as it came.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

pub(super) struct World {
    // Dropped before the folder it works in.
    server: Server,
    public: Visitor,
    neighbour: Visitor,
    steward: Visitor,
    /// Only in worlds made for guests.
    guest: Option<(Visitor, String)>,
    token: String,
    marks: [String; 3],
    /// Identities of a bridge the neighbour may see, of one to hidden data, of one over a directory the neighbour may see,
    /// of one between open data over a hidden directory, and of none.
    bridges: [String; BRIDGES],
    /// Identities of the tables of `umwelt/city` and `umwelt/public`.
    tables: [String; 2],
    /// Identities of the two datasets themselves.
    datasets: [String; 2],
    _home: Home,
}

/// A file of the office. Rows of *Wanne* are the same in all worlds except for what masks take away; all others, also
/// their number, are this world's own.
fn file(world: u64, version: u64) -> String {
    let mut visible = StdRng::seed_from_u64(100 + version);
    let mut hidden = StdRng::seed_from_u64(world * 1_000 + version);
    let mut text =
        "nr;stadtbezirk;nachname;geburtsdatum;betrag;anschrift;art;menge;laengengrad;breitengrad\n"
            .to_owned();
    let names = [
        "Müller",
        "Schmidt",
        "Schneider",
        "Fischer",
        "Weber",
        "Becker",
        "Hoffmann",
    ];
    let streets = ["Bahnhofstraße", "Hauptstraße", "Am Alten Hof"];
    let kinds = ["Sperrmüll", "Grünschnitt", "Papier"];
    let mut nr = 0;
    let mut left = ROWS / 3;
    while left > 0 {
        // Where visible rows stand, and so how many others are between them, is each world's own.
        let is_visible = hidden.random_range(0..3) == 0;
        left -= usize::from(is_visible);
        nr += 1;
        let number = if is_visible {
            format!("W{left:04}")
        } else {
            format!("H{nr:04}")
        };
        let random = if is_visible {
            &mut visible
        } else {
            &mut hidden
        };
        let year = random.random_range(1950..2005);
        let hundreds = random.random_range(1..40);
        let street = streets[random.random_range(0..streets.len())];
        let kind = kinds[random.random_range(0..kinds.len())];
        let amount = random.random_range(0..90);
        // Some lie so close together that maps show them as one.
        let (east, north) = (random.random_range(0..60), random.random_range(0..90));
        let district = if is_visible {
            "Wanne"
        } else {
            ["Mitte", "Eickel", "Sodingen"][hidden.random_range(0..3)]
        };
        // What a mask takes away differs in every row.
        let _written = writeln!(
            text,
            "{number};{district};{};{:02}.{:02}.{year};{};{street} {};{kind};{amount};7,2{east:02};51,5{north:02}",
            names[hidden.random_range(0..names.len())],
            hidden.random_range(1..29),
            hidden.random_range(1..13),
            hundreds * 100 + hidden.random_range(-49..50),
            hidden.random_range(1..99),
        );
    }
    text
}

/// Streets of the traffic office, and who is there: of some of them, or of some others, as the world will have it.
fn streets(from: usize, to: usize) -> String {
    let mut text = "strassenname;schild\n".to_owned();
    for number in from..to {
        let letter = |place: usize| char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
        let (one, two) = (letter(number), letter(number / 26));
        let _written = writeln!(text, "K{one}r{two}n{one}straße;S-{one}{two}");
    }
    text
}

/// Rows along streets that begin with a letter, three of each street.
fn along(first: char) -> String {
    let mut text = "strasse;anzahl\n".to_owned();
    for row in 0..150 {
        let letter = char::from(b'a' + u8::try_from(row % 50 / 2).unwrap_or(0));
        let end = if row % 2 == 0 { "straße" } else { "weg" };
        let _written = writeln!(text, "{first}{letter}ren{letter}{end};{}", row * 7 % 40);
    }
    text
}

/// Which of these streets lies in which district, as this world will have it. How many rows a table has the city may know.
fn directory(first: char, world: usize) -> String {
    let mut text = "strassenname;bezirk\n".to_owned();
    for street in 0..50 {
        let letter = char::from(b'a' + u8::try_from(street / 2).unwrap_or(0));
        let end = if street % 2 == 0 { "straße" } else { "weg" };
        let district = DISTRICTS[(street + street / 6 * world) % DISTRICTS.len()];
        let _written = writeln!(text, "{first}{letter}ren{letter}{end};{district}");
    }
    text
}

/// Who lives in which district.
fn districts() -> String {
    let lines = DISTRICTS.iter().zip(1..);
    let lines = lines.map(|(name, number)| format!("{name};{}\n", number * 1_111));
    format!("bezirk;einwohner\n{}", lines.collect::<String>())
}

/// Finds bridges between the streets of both offices, one of which only one office may know, and says their identities.
fn bridges(home: &Home, world: u64) -> Result<[String; BRIDGES]> {
    let overlap = usize::try_from(world)? * 10;
    let files = [
        ("verkehr", "strassen", "city", streets(0, 80)),
        ("umwelt", "baeume", "city", streets(20, 70)),
        ("umwelt", "geheim", "office", streets(overlap, overlap + 50)),
        ("umwelt", "bezirke", "city", districts()),
        ("verkehr", "zaehlungen", "city", along('L')),
        ("umwelt", "register", "city", directory('L', 0)),
        ("verkehr", "meldungen", "city", along('V')),
        (
            "umwelt",
            "verzeichnis",
            "office",
            directory('V', usize::try_from(world)?),
        ),
    ];
    for (house, name, circle, text) in files {
        let path = home.write(&format!("{name}.csv"), text)?;
        let path = path.display().to_string();
        let to = ["take-in", "--organisation", house, "--visibility", circle];
        home.done(to.into_iter().chain([path.as_str()]))?;
    }
    home.done(["bridge", "find"])?;
    let list: Value = home.done(["bridge", "list", "--json"])?.json()?;
    let list = list.as_array().context("a list")?;
    let between = |other: &str| {
        let touches = |bridge: &&Value| {
            let text = bridge.to_string();
            bridge["kind"] == "join" && text.contains("verkehr/strassen") && text.contains(other)
        };
        let found = list.iter().find(touches);
        let id = found.and_then(|bridge| bridge["id"].as_str());
        id.map(str::to_owned)
            .context(format!("a bridge to {other}"))
    };
    let none = "00000000-0000-7000-8000-000000000000".to_owned();
    let over = |directory: &str, end: &str| {
        let leads = |bridge: &&Value| {
            let middle = bridge["middle"]["dataset"] == directory;
            let ends =
                bridge["left"]["dataset"] == end && bridge["right"]["dataset"] == "umwelt/bezirke";
            bridge["kind"] == "hierarchy" && middle && ends
        };
        let found = list.iter().find(leads);
        let id = found.and_then(|bridge| bridge["id"].as_str());
        id.map(str::to_owned)
            .context(format!("a bridge over {directory}"))
    };
    let all = [
        between("umwelt/baeume")?,
        between("umwelt/geheim")?,
        over("umwelt/register", "verkehr/zaehlungen")?,
        over("umwelt/verzeichnis", "verkehr/meldungen")?,
    ];
    // Taken over they are views: one the neighbour may look through, and one that is not there for them.
    for id in &all {
        home.done(["bridge", "accept", id])?;
    }
    let [known, hidden, steps, hidden_steps] = all;
    Ok([known, hidden, steps, hidden_steps, none])
}

/// Saves views: some that readers may open, and some whose name or text is each world's own and not for them.
fn views(home: &Home, world: u64) -> Result<()> {
    let hidden = format!("select nachname from umwelt.city where nachname <> 'Geheim{world}'");
    let through = format!("select nachname from sichten.alles where nachname <> 'Geheim{world}'");
    let own = format!("select nr as n{world} from umwelt.city");
    let secret = format!("select strassenname from umwelt.geheim where strassenname <> 'x{world}'");
    let chosen = "select * from umwelt.city where stadtbezirk = $bezirk and menge > $ab";
    let deep = "select v.nr, v.menge from sichten.wahl v join umwelt.public p on p.nr = v.nr";
    for (name, circle, sql) in [
        (
            "offen",
            "public",
            "select art, count(*) as anzahl, sum(menge) as menge, max(betrag) as betrag from umwelt.public group by art",
        ),
        ("alles", "city", "select * from umwelt.city"),
        ("wahl", "city", chosen),
        ("tief", "public", deep),
        ("namen", "city", hidden.as_str()),
        ("mittelbar", "city", through.as_str()),
        ("geheim", "city", secret.as_str()),
        (
            "bruecke",
            "city",
            "select strassenname, schild from bruecken.strassen_baeume",
        ),
        (
            "verborgen",
            "city",
            "select count(*) as n from bruecken.strassen_geheim",
        ),
        (
            "stufen",
            "city",
            "select einwohner, count(*) as n from bruecken.zaehlungen_bezirke group by 1",
        ),
        (
            "verborgene_stufen",
            "city",
            "select einwohner, count(*) as n from bruecken.meldungen_bezirke group by 1",
        ),
        ("intern", "office", own.as_str()),
    ] {
        let title = match name {
            "intern" | "verborgen" | "verborgene_stufen" => format!("Titel {world}"),
            _ => format!("Sicht {name}"),
        };
        let mut arguments = vec![
            "view",
            "save",
            name,
            "--organisation",
            "umwelt",
            "--title",
            &title,
            "--visibility",
            circle,
            "--sql",
            sql,
        ];
        if name == "wahl" {
            arguments.extend([
                "--parameter",
                "bezirk:text=Wanne",
                "--parameter",
                "ab:integer=10",
            ]);
        }
        home.done(arguments)?;
    }
    Ok(())
}

/// Pages of views: some that readers may open, and one for its own office, whose words are each world's own.
fn overviews(steward: &Visitor, world: u64) -> Result<()> {
    let own = format!("Nur im Haus {world}");
    for (title, circle, view, text) in [
        ("Offen", "public", "offen", "Für alle."),
        ("Wahl", "city", "wahl", "Für die Verwaltung."),
        ("Geheim", "city", "geheim", "Über Straßen."),
        ("Intern", "office", "offen", own.as_str()),
    ] {
        let fields = [
            ("titel", title),
            ("haus", "umwelt"),
            ("zugang", circle),
            ("teil_stelle", "1"),
            ("teil_art", "text"),
            ("teil_sicht", ""),
            ("teil_titel", text),
            ("teil_text", text),
            ("teil_spalte", ""),
            ("teil_zeilen", ""),
            ("teil_stelle", "2"),
            ("teil_art", "table"),
            ("teil_sicht", view),
            ("teil_titel", ""),
            ("teil_text", ""),
            ("teil_spalte", ""),
            ("teil_zeilen", "5"),
            ("teil_stelle", "3"),
            ("teil_art", "figure"),
            ("teil_sicht", view),
            ("teil_titel", "Menge"),
            ("teil_text", ""),
            ("teil_spalte", "menge"),
            ("teil_zeilen", ""),
        ];
        let page = "/neue-uebersicht";
        let answer = steward.submit(page, page, &fields)?;
        ensure!(answer.status().is_success(), "{}", answer.text()?);
    }
    Ok(())
}

/// What is held back of a dataset with this name.
fn rules(dataset: &str) -> Value {
    let column = |name: &str, mask: Value| json!({ "table": dataset, "column": name, "mask": mask, "binds": "outside", "reason": "Schutz" });
    let review = |name: &str, kind: &str| json!({ "table": dataset, "column": name, "kind": kind, "verdict": "personal", "reason": "Personen" });
    json!({
        "number": 0,
        "rows": [{
            "table": dataset,
            "column": "stadtbezirk",
            "condition": { "kind": "one_of", "values": ["Wanne"] },
            "binds": "outside",
            "reason": "nur der eigene Bezirk",
        }],
        "columns": [
            column("geburtsdatum", json!({ "kind": "period", "of": "year" })),
            column("betrag", json!({ "kind": "round", "digits": -2 })),
            column("anschrift", json!({ "kind": "street" })),
        ],
        "reviews": [
            review("nachname", "last_name"),
            review("geburtsdatum", "birth_date"),
            review("anschrift", "address"),
        ],
    })
}

impl World {
    pub(super) fn new(number: u64) -> Result<Self> {
        let home = Home::new()?;
        let guests = |_: &Server, _: &Visitor| Ok(None);
        Self::built(number, home, guests)
    }

    /// A world with a guest, and with datasets of the city and of the office that are nothing to them: they bear other names
    /// in each world.
    pub(super) fn for_guests(number: u64) -> Result<Self> {
        let home = Home::new()?;
        for circle in ["city", "office"] {
            let text = format!("spalte_{number};wert\n").repeat(number as usize + 1);
            let path = home.write(&format!("{circle} {number}.csv"), text)?;
            let path = path.display().to_string();
            home.done([
                "take-in",
                "--organisation",
                "umwelt",
                "--visibility",
                circle,
                &path,
            ])?;
        }
        Self::built(number, home, |server, administrator| {
            let owner = somebody(server, administrator, "otto", ("rolle_umwelt", "owner"))?;
            let guest = invited(server, &owner)?;
            let mark = mark(&guest)?;
            Ok(Some((guest, mark)))
        })
    }

    fn built(
        number: u64,
        home: Home,
        guests: impl FnOnce(&Server, &Visitor) -> Result<Option<(Visitor, String)>>,
    ) -> Result<Self> {
        for circle in ["city", "public"] {
            for version in [1, 2] {
                let path = home.write(&format!("{circle}.csv"), file(number, version))?;
                let path = path.display().to_string();
                home.done([
                    "take-in",
                    "--organisation",
                    "umwelt",
                    "--visibility",
                    circle,
                    &path,
                ])?;
            }
            let rules = home.write("rules.json", rules(circle).to_string())?;
            let (dataset, rules) = (format!("umwelt/{circle}"), rules.display().to_string());
            home.done(["protection", "set", &dataset, &rules])?;
        }
        let other = home.write("fremd.csv", "a;b\n1;2\n")?.display().to_string();
        home.done(["take-in", "--organisation", "verkehr", &other])?;
        let bridges = bridges(&home, number)?;
        views(&home, number)?;
        let settings = home.data().join("config.toml");
        let text = std::fs::read_to_string(&settings)?;
        let token = format!("metrics_token = \"{FIGURES}\"");
        std::fs::write(settings, text.replace("# metrics_token = \"\"", &token))?;
        let server = Server::start(&home)?;
        let administrator = administrator(&server)?;
        let neighbour = somebody(&server, &administrator, "tim", ("rolle_verkehr", "reader"))?;
        let steward = somebody(&server, &administrator, "olga", ("rolle_umwelt", "steward"))?;
        let public = server.visitor()?;
        for reader in [&neighbour, &steward] {
            state_purpose(reader)?;
        }
        overviews(&steward, number)?;
        let session = json!({ "e_mail": "tim@stadt.example", "password": PASSWORD });
        let session: Value = public
            .request(Method::POST, "/api/v1/sessions")
            .json(&session)
            .send()?
            .json()?;
        let token = session["token"].as_str().context("a token")?.to_owned();
        let (city, open) = (package(&steward, "city")?, package(&steward, "public")?);
        Ok(Self {
            guest: guests(&server, &administrator)?,
            tables: [city.table, open.table],
            datasets: [city.dataset, open.dataset],
            marks: [mark(&public)?, mark(&neighbour)?, mark(&steward)?],
            server,
            public,
            neighbour,
            steward,
            token,
            bridges,
            _home: home,
        })
    }

    /// A text with this world's identities in the place of what stands for them.
    fn own(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (place, id) in self.bridges.iter().enumerate() {
            text = text.replace(&format!("BRIDGE{place}"), id);
        }
        for (place, id) in self.tables.iter().enumerate() {
            text = text.replace(&format!("TABLE{place}"), id);
        }
        for (place, id) in self.datasets.iter().enumerate() {
            text = text.replace(&format!("DATASET{place}"), id);
        }
        text
    }

    pub(super) fn base(&self) -> &str {
        &self.server.base
    }

    /// Asks as somebody.
    pub(super) fn send(&self, reader: Reader, ask: &Ask) -> Result<Answer> {
        let (visitor, mark) = match reader {
            Reader::Public | Reader::Program => (&self.public, &self.marks[0]),
            Reader::Neighbour => (&self.neighbour, &self.marks[1]),
            Reader::Steward => (&self.steward, &self.marks[2]),
            Reader::Guest => {
                let guest = self.guest.as_ref().context("a world with a guest")?;
                (&guest.0, &guest.1)
            }
        };
        let method = if ask.body.is_some() {
            Method::POST
        } else {
            Method::GET
        };
        let path = self.own(&ask.path);
        let mut request: RequestBuilder = visitor
            .request(method, &path)
            .header("accept", ask.accept)
            // A connection whose request was refused unread is closed; a program that meets that tries again.
            .header("connection", "close")
            .header("origin", &self.server.base);
        if reader == Reader::Program {
            request = request.bearer_auth(&self.token);
        }
        request = match &ask.body {
            None => request,
            Some(Body::Form(fields)) => {
                let mut fields = fields.clone();
                fields.push(("marke".to_owned(), mark.clone()));
                request.form(&fields)
            }
            Some(Body::Json(json)) => request
                .header("x-csrf-token", mark)
                .header("content-type", "application/json")
                .body(self.own(&json.to_string())),
        };
        let response = request
            .send()
            .with_context(|| format!("{reader:?} {ask:?}"))?;
        let headers = response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), value)
        });
        Ok(Answer {
            status: response.status(),
            headers: headers.collect(),
            body: response.bytes()?.to_vec(),
        })
    }

    /// How many pages of rows were answered from memory so far.
    pub(super) fn pages_from_memory(&self) -> Result<u64> {
        let figures = self.public.request(Method::GET, "/metrics");
        let figures = figures.bearer_auth(FIGURES).send()?.text()?;
        let said = figures
            .lines()
            .find_map(|line| line.strip_prefix("hebewerk_prepared_pages_total "));
        Ok(said.context("no page came from memory")?.trim().parse()?)
    }

    pub(super) fn stop(self) -> Result<()> {
        self.server.stop()
    }
}

/// Identities of a dataset and its table.
struct Package {
    dataset: String,
    table: String,
}

/// A dataset of the office, as CKAN's programs know it.
fn package(steward: &Visitor, dataset: &str) -> Result<Package> {
    let path = format!("/api/3/action/package_show?id=umwelt-{dataset}");
    let answer: Value = steward.request(Method::GET, &path).send()?.json()?;
    let id = |of: &Value| {
        let id = of["id"].as_str().map(str::to_owned);
        id.with_context(|| answer.to_string())
    };
    let package = &answer["result"];
    Ok(Package {
        dataset: id(package)?,
        table: id(&package["resources"][0])?,
    })
}

fn administrator(server: &Server) -> Result<Visitor> {
    let visitor = server.visitor()?;
    let token = server.setup_token.clone().context("a link")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Frau Verwalterin"),
        ("email", "admin@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    let answer = visitor.submit(&path, &path, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.status());
    Ok(visitor)
}

fn somebody(
    server: &Server,
    administrator: &Visitor,
    name: &str,
    (field, role): (&str, &str),
) -> Result<Visitor> {
    let page = "/verwaltung/konten/neu";
    let email = format!("{name}@stadt.example");
    let fields = [
        ("name", name),
        ("email", &email),
        ("kennwort", GIVEN),
        (field, role),
    ];
    let answer = administrator.submit(page, page, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let visitor = server.visitor()?;
    visitor.arrive(&email, PASSWORD)?;
    Ok(visitor)
}

/// Says what both offices are joined for: without that no bridge shows a row, and nothing could leak.
fn state_purpose(reader: &Visitor) -> Result<()> {
    let sql = "select count(*) from verkehr.strassen l join umwelt.baeume r on l.strassenname = r.strassenname";
    let fields = [
        ("sql", sql),
        ("zweck", "Bäume an Straßen zählen"),
        ("grundlage", "Art. 6 Abs. 1 e DSGVO"),
    ];
    let answer = reader.submit("/sql", "/sql#ergebnis", &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    Ok(())
}

/// Somebody from outside who has used the link of their invitation.
fn invited(server: &Server, owner: &Visitor) -> Result<Visitor> {
    let page = "/haeuser/umwelt/einladungen";
    let form = owner.page(page)?;
    let until = between(&form, "name=\"bis\" type=\"date\" value=\"", "\"")?;
    let fields = [
        ("email", "gerda@firma.example"),
        ("datensatz", "city"),
        ("zweck", "Gutachten"),
        ("grundlage", "Vertrag"),
        ("bis", until),
    ];
    let made = owner.submit(page, page, &fields)?.text()?;
    let link = between(&made, "id=\"geheimnis\">", "<")?;
    let path = link.trim_start_matches(&server.base);
    let guest = server.visitor()?;
    let fields = [("name", "Gerda"), ("kennwort", PASSWORD)];
    let answer = guest.submit(path, path, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    Ok(guest)
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let (_, rest) = page
        .split_once(before)
        .with_context(|| format!("no {before} in {page}"))?;
    rest.split(after).next().context("it ends")
}

/// The proof that forms of this session carry.
fn mark(visitor: &Visitor) -> Result<String> {
    let page = visitor.page("/sql")?;
    let (_, rest) = page
        .split_once("name=\"marke\" value=\"")
        .context("a form with its proof")?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}
