//! Random wishes for each door.

use super::world::Reader;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// What is sent along.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Form(Vec<(String, String)>),
    Json(Value),
}

/// A request that can be sent to both worlds.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub(super) path: String,
    pub(super) accept: &'static str,
    pub(super) body: Option<Body>,
}

impl Ask {
    /// A page as a browser asks for it.
    pub(super) fn page(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            accept: HTML,
            body: None,
        }
    }
}

const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";
const JSON: &str = "application/json";

const COLUMNS: [&str; 8] = [
    "nr",
    "stadtbezirk",
    "nachname",
    "geburtsdatum",
    "betrag",
    "anschrift",
    "art",
    "menge",
];
/// Questions to the catalogue: how many of what there are, and what is said, in an order that identities do not decide.
const SPARQL: [&str; 6] = [
    "select (count(*) as ?n) { ?s ?p ?o }",
    "select ?p (count(*) as ?n) { ?s ?p ?o } group by ?p order by ?p",
    "select distinct ?o { ?s ?p ?o filter(isLiteral(?o)) } order by str(?o) lang(?o)",
    "prefix dcat: <http://www.w3.org/ns/dcat#> prefix dct: <http://purl.org/dc/terms/>
     select ?t ?f { ?d a dcat:Dataset ; dct:title ?t ; dcat:distribution/dct:title ?f } order by ?t ?f",
    "ask { ?s ?p ?o filter(contains(lcase(str(?o)), \"umwelt/city\")) }",
    "construct { <urn:x> <urn:y> ?o } where { ?s ?p ?o filter(regex(str(?o), \"Titel|geheim|intern\")) }",
];

/// Words of visible rows, of hidden ones, and of none.
const WORDS: [&str; 12] = [
    "Wanne",
    "Mitte",
    "Eickel",
    "Müller",
    "Schmidt",
    "Bahnhofstraße",
    "Hauptstraße 12",
    "Sperrmüll",
    "1983",
    "2100",
    "12.05.1983",
    "Kanarienvogel",
];
/// Bridges asked for; the last one is none.
pub(super) const BRIDGES: usize = 5;
/// Views people saved; the last one is none.
const VIEWS: [&str; 13] = [
    "offen",
    "alles",
    "wahl",
    "tief",
    "namen",
    "mittelbar",
    "geheim",
    "bruecke",
    "verborgen",
    "stufen",
    "verborgene_stufen",
    "intern",
    "nirgends",
];
const FORMS: [&str; 12] = [
    "csv", "xlsx", "json", "ndjson", "parquet", "arrow", "ods", "geojson", "gpkg", "fgb",
    "shp.zip", "kml",
];

/// Makes wishes.
pub(super) struct Maker {
    random: StdRng,
}

impl Maker {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
        }
    }

    /// Who asks at a door: with a browser at pages, with a program at the interface.
    pub(super) fn reader(&mut self, door: &str) -> Reader {
        if door.contains(" /api/") {
            self.one(&[Reader::Public, Reader::Program])
        } else {
            self.one(&[Reader::Public, Reader::Neighbour])
        }
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.random)
            .expect("something to choose from")
    }

    fn circle(&mut self) -> &'static str {
        self.one(&["city", "public"])
    }

    fn dataset(&mut self) -> String {
        format!("umwelt/{}", self.circle())
    }

    /// A query for a view of a dataset: version, order, filters.
    fn view(&mut self) -> String {
        let mut parts = Vec::new();
        if self.random.random_bool(0.3) {
            parts.push(format!("fassung={}", self.random.random_range(1..4)));
        }
        for _ in 0..self.random.random_range(0..3) {
            let (column, word) = (self.one(&COLUMNS), self.one(&WORDS));
            let sign = self.one(&["", "=", ">", "<", "≥", "!="]);
            parts.push(format!("f.{column}={sign}{word}"));
        }
        if self.random.random_bool(0.5) {
            parts.push(format!("sortieren={}", self.one(&COLUMNS)));
            if self.random.random_bool(0.5) {
                parts.push("richtung=ab".to_owned());
            }
        }
        if self.random.random_bool(0.3) {
            parts.push(format!("spalte={}", self.one(&COLUMNS)));
        }
        parts.join("&")
    }

    /// A query of the interface.
    fn selection(&mut self) -> String {
        let mut parts = Vec::new();
        if self.random.random_bool(0.3) {
            parts.push(format!("version={}", self.random.random_range(1..4)));
        }
        for _ in 0..self.random.random_range(0..3) {
            let (column, word) = (self.one(&COLUMNS), self.one(&WORDS));
            let sign = self.one(&["", ".ne", ".lt", ".gte", ".contains"]);
            parts.push(format!("{column}{sign}={word}"));
        }
        if self.random.random_bool(0.5) {
            let down = self.one(&["", "-"]);
            parts.push(format!("sort={down}{}", self.one(&COLUMNS)));
        }
        if self.random.random_bool(0.3) {
            parts.push(format!("fields={}", self.one(&COLUMNS)));
        }
        if self.random.random_bool(0.4) {
            parts.push(format!("limit={}", self.random.random_range(1..40)));
        }
        parts.join("&")
    }

    /// A question by steps, as an address holds it; over a bridge at times, and at times one that fits nothing.
    fn inquiry(&mut self) -> String {
        let mut parts = vec![format!("von=umwelt.{}", self.circle())];
        if self.random.random_bool(0.3) {
            let bank = self.one(&[
                "verkehr.strassen",
                "umwelt.baeume",
                "umwelt.geheim",
                "verkehr.meldungen",
                "verkehr.zaehlungen",
                "umwelt.bezirke",
            ]);
            let more = self.one(&["", "~alle"]);
            let shape = self.one(&["", "&wert=anzahl~1.", "&je=0.strasse&wert=anzahl~1.~anteil"]);
            let bridge = self.bridge();
            return format!("von={bank}&bruecke={bridge}{more}{shape}");
        }
        for _ in 0..self.random.random_range(0..3) {
            let (column, word) = (self.one(&COLUMNS), self.one(&WORDS));
            let way = self.one(&["eq", "ne", "gt", "le", "contains"]);
            parts.push(format!("nur=0.{column}~{way}~{word}"));
        }
        for _ in 0..self.random.random_range(0..3) {
            let table = self.one(&["0", "0", "1"]);
            let level = self.one(&["", "", "~jahr", "~monat"]);
            parts.push(format!("je={table}.{}{level}", self.one(&COLUMNS)));
        }
        for _ in 0..self.random.random_range(0..3) {
            let kind = self.one(&["summe", "mittel", "median", "groesster", "verschiedene"]);
            let shape = self.one(&["", "", "~anteil", "~je~100~0.menge", "~vorjahr"]);
            let value = format!("{kind}~0.{}{shape}", self.one(&COLUMNS));
            let count = format!("anzahl~0.{shape}");
            parts.push(format!(
                "wert={}",
                self.one(&[value.as_str(), count.as_str()])
            ));
        }
        if self.random.random_bool(0.3) {
            parts.push("ab=0~gt~3".to_owned());
        }
        if self.random.random_bool(0.3) {
            parts.push("nach=wert~0~ab&erste=5".to_owned());
        }
        let look = self.one(&[
            "",
            "&bild=balken",
            "&bild=linie",
            "&bild=raster",
            "&bild=tabelle",
        ]);
        format!("{}{look}", parts.join("&"))
    }

    /// A statement, many of which fail on rows that the asker does not see.
    fn statement(&mut self) -> String {
        let (a, b) = (self.one(&COLUMNS), self.one(&COLUMNS));
        let word = self.one(&WORDS);
        let number = self.random.random_range(0..4_000);
        let table = match self.random.random_range(0..5) {
            0 => format!("umwelt.{}@1", self.circle()),
            1 => format!("umwelt.{}__aussortiert", self.circle()),
            _ => format!("umwelt.{}", self.circle()),
        };
        let view = self.one(&[
            "strassen_baeume",
            "strassen_geheim",
            "strassen",
            "zaehlungen_bezirke",
            "meldungen_bezirke",
        ]);
        let saved = self.one(&VIEWS);
        match self.random.random_range(0..19) {
            16 => format!("select * from sichten.{saved} order by 1 limit 20"),
            17 => format!("select count(*), min({a}) from sichten.{saved} where {b} <> '{word}'"),
            18 => format!(
                "select v.{a}, count(*) from sichten.{saved} v join umwelt.public p on p.{a} = v.{a} group by 1 order by 1 limit 20"
            ),
            // Rows of a join that agree in what they are ordered by come in any order, from one time to the next.
            13 => format!("select * from bruecken.{view} order by 1, 2, 3 limit 20"),
            14 => format!(
                "select count(*), min(strassenname), max(schild) from bruecken.{view} where schild <> '{word}'"
            ),
            0 => format!("select * from {table} order by {a} limit 20"),
            1 => format!("select count(*), min({a}), max({b}) from {table}"),
            2 => format!(
                "select {a}, count(*) from {table} group by {a} order by 2 desc, 1 limit 30"
            ),
            3 => format!("select {a} from {table} where cast({b} as bigint) > {number} order by 1"),
            4 => format!(
                "select {a} from {table} where {number} / (betrag - {number}) > 0 order by 1"
            ),
            5 => format!("select nr from {table} where {a} = '{word}' order by nr"),
            6 => format!(
                "select nr from {table} where {a} like '%{word}%' and menge > {} order by nr",
                number / 50
            ),
            7 => format!("select distinct {a} from {table} order by {a} nulls last limit 50"),
            8 => format!("explain select * from {table} where {a} = '{word}'"),
            9 => format!(
                "select sum(menge), avg(betrag), stddev(menge) from {table} where stadtbezirk <> 'Wanne'"
            ),
            10 => format!(
                "select x.nr from {table} x join umwelt.public y on x.{a} = y.{a} where x.nr < 'W0030' and y.nr < 'W0030' order by 1"
            ),
            11 => format!(
                "select nr from {table} where exists (select 1 from umwelt.public p where p.{a} = '{word}') order by nr limit 5"
            ),
            12 => format!("select regexp_replace({a}, '({word}', 'x') from {table}"),
            _ => format!(
                "select {a}, rank() over (partition by {b} order by nr) from {table} order by nr limit 40"
            ),
        }
    }

    /// A wish for a door; nothing if there is none for it.
    pub(super) fn ask(&mut self, door: &str) -> Option<Ask> {
        let (method, pattern) = door.split_once(' ')?;
        if pattern.starts_with("/api/") {
            return self.program(method, pattern);
        }
        let dataset = self.dataset();
        let circle = dataset.split('/').nth(1)?.to_owned();
        let (path, body) = match (method, pattern) {
            (
                "GET",
                "/" | "/haeuser" | "/silokarte" | "/silokarte/rat" | "/sql/schema.json" | "/health"
                | "/atom.xml" | "/sitemap.xml",
            ) => (pattern.to_owned(), None),
            ("GET", "/bruecken") => {
                let house = self.one(&["", "haus=umwelt", "haus=verkehr"]);
                let state = self.one(&["", "&zustand=suggested", "&zustand=rejected"]);
                let group = format!("&gruppe={}", self.bridge());
                let group = self.one(&["", group.as_str()]).to_owned();
                (format!("/bruecken?{house}{state}{group}"), None)
            }
            ("GET", "/bruecken/{bridge}") => {
                let rows = self.one(&["", "?zeilen=ja"]);
                (format!("/bruecken/{}{rows}", self.bridge()), None)
            }
            ("GET", "/datastore/dump/{resource}") => {
                let table = self.one(&["TABLE0", "TABLE1"]);
                let form = self.one(&["csv", "json", "xlsx", "parquet"]);
                let sort = self.one(&["", "&sort=betrag desc", "&limit=7"]);
                (format!("/datastore/dump/{table}?format={form}{sort}"), None)
            }
            ("GET", "/dataset/{id}") => {
                let form = self.one(&["", ".ttl", ".rdf", ".jsonld", ".nt"]);
                (format!("/dataset/umwelt-{circle}{form}"), None)
            }
            ("GET", pattern) if pattern.starts_with("/catalog") => {
                let legacy = self.one(&["", "?legacy=1", "?modified_since=2020-01-01"]);
                (format!("{pattern}{legacy}"), None)
            }
            ("GET", "/sparql") => {
                let query = self.one(&SPARQL);
                let format = self.one(&["", "&format=csv", "&format=nt"]);
                (format!("/sparql?query={}{format}", encoded(query)), None)
            }
            ("POST", "/sparql") => {
                let query = ("query".to_owned(), self.one(&SPARQL).to_owned());
                let format = ("format".to_owned(), self.one(&["json", "ttl"]).to_owned());
                (pattern.to_owned(), Some(Body::Form(vec![query, format])))
            }
            ("GET", "/ogc/collections/katalog/items") => {
                let word = self.one(&WORDS);
                let condition = format!("?q={}", encoded(word));
                let when =
                    self.one(&["", "?limit=1", "?datetime=2024-01-01/..", "?bbox=7,51,8,52"]);
                let asked = self.one(&[when, condition.as_str()]).to_owned();
                (format!("{pattern}{asked}"), None)
            }
            ("GET", "/ogc/collections/katalog/items/{record}") => {
                let record = self.one(&["DATASET0", "DATASET1"]);
                (format!("/ogc/collections/katalog/items/{record}"), None)
            }
            ("GET", "/bruecken/{bridge}/touren" | "/bruecken/{bridge}/nachbessern") => {
                let page = pattern.rsplit('/').next()?;
                (format!("/bruecken/{}/{page}", self.bridge()), None)
            }
            ("GET", "/bruecken/{bridge}/tabelle") => {
                (format!("/bruecken/{}/tabelle", self.bridge()), None)
            }
            ("GET", "/bruecken/{bridge}/herunterladen/{form}") => {
                let form = self.one(&FORMS);
                let path = format!("/bruecken/{}/herunterladen/{form}", self.bridge());
                (path, None)
            }
            ("GET", "/haeuser/{organisation}") => ("/haeuser/umwelt".to_owned(), None),
            ("GET", "/daten") => (format!("/daten?q={}", self.one(&WORDS)), None),
            ("GET", "/daten/{organisation}/{dataset}") => {
                (format!("/daten/{dataset}?{}", self.view()), None)
            }
            ("GET", "/daten/{organisation}/{dataset}/fassungen") => {
                let pair = self.one(&["", "von=1&bis=2"]);
                (format!("/daten/{dataset}/fassungen?{pair}"), None)
            }
            ("GET", "/daten/{organisation}/{dataset}/herunterladen/{file}") => {
                let form = self.one(&FORMS);
                let file = self.one(&[circle.as_str(), "city__aussortiert"]).to_owned();
                let view = self.view();
                (
                    format!("/daten/{dataset}/herunterladen/{file}.{form}?{view}"),
                    None,
                )
            }
            ("GET", "/daten/{organisation}/{dataset}/original/{delivery}") => {
                let delivery = "00000000-0000-7000-8000-000000000000";
                (format!("/daten/{dataset}/original/{delivery}"), None)
            }
            ("GET", pattern) if pattern.starts_with("/daten/{organisation}/{dataset}/") => {
                let view = pattern.rsplit('/').next()?;
                (format!("/daten/{dataset}/{view}?{}", self.view()), None)
            }
            ("POST", "/daten/{organisation}/{dataset}/schutz/blick") => {
                let fields = vec![("wer".to_owned(), "oeffentlichkeit".to_owned())];
                (
                    format!("/daten/{dataset}/schutz/blick"),
                    Some(Body::Form(fields)),
                )
            }
            ("GET", "/auswertung" | "/auswertung/bild.svg") => {
                (format!("{pattern}?{}", self.inquiry()), None)
            }
            ("GET", "/auswertung/herunterladen/{form}") => {
                let form = self.one(&FORMS);
                let inquiry = self.inquiry();
                (format!("/auswertung/herunterladen/{form}?{inquiry}"), None)
            }
            ("GET", "/sichten") => {
                let words = self.one(&["", "?q=Titel", "?q=Sicht", "?q=umwelt"]);
                (format!("/sichten{words}"), None)
            }
            ("GET", "/sichten/{name}") => (
                format!("/sichten/{}{}", self.one(&VIEWS), self.values()),
                None,
            ),
            ("GET", "/sichten/{name}/herunterladen/{form}") => {
                let (view, form) = (self.one(&VIEWS), self.one(&FORMS));
                let values = self.values();
                (
                    format!("/sichten/{view}/herunterladen/{form}{values}"),
                    None,
                )
            }
            ("GET", "/uebersichten") => (pattern.to_owned(), None),
            ("GET", "/uebersichten/{name}" | "/einbetten/{name}") => {
                let name = self.one(&["offen", "wahl", "geheim", "intern", "nirgends"]);
                (pattern.replace("{name}", name), None)
            }
            ("GET", "/neue-uebersicht") => {
                let view = self.one(&VIEWS);
                (format!("/neue-uebersicht?sicht={view}"), None)
            }
            ("GET", "/neue-sicht") => {
                let question = encoded(&self.inquiry());
                let statement = encoded(&self.statement());
                let whole = self.one(&["sql", "frage"]);
                let text = if whole == "sql" { statement } else { question };
                (format!("/neue-sicht?{whole}={text}"), None)
            }
            ("GET", "/sql") => {
                let statement = self.statement();
                (format!("/sql?sql={}", encoded(&statement)), None)
            }
            ("POST", "/sql") => (pattern.to_owned(), Some(self.question())),
            ("POST", "/sql/herunterladen/{form}") => {
                let form = self.one(&FORMS);
                (format!("/sql/herunterladen/{form}"), Some(self.question()))
            }
            _ => return None,
        };
        let accept = if pattern == "/catalog" || pattern == "/dataset/{id}" {
            self.one(&[HTML, "text/turtle"])
        } else {
            HTML
        };
        Some(Ask { path, accept, body })
    }

    /// Values for the parameters of a view, at times none of their kind.
    fn values(&mut self) -> String {
        let (district, from) = (self.one(&WORDS), self.one(&["0", "50", "viel", ""]));
        let given = format!("?p.bezirk={district}&p.ab={from}");
        self.one(&["", given.as_str()]).to_owned()
    }

    /// A bridge by its place: each world has its own identities for them.
    fn bridge(&mut self) -> String {
        format!("BRIDGE{}", self.random.random_range(0..BRIDGES))
    }

    fn question(&mut self) -> Body {
        Body::Form(vec![("sql".to_owned(), self.statement())])
    }

    /// A call of CKAN's programs.
    fn ckan(&mut self, method: &str, root: &str) -> Ask {
        let table = self.one(&["TABLE0", "TABLE1"]);
        let (column, word) = (self.one(&COLUMNS), self.one(&WORDS));
        let number = self.random.random_range(0..120);
        let (action, parameters) = match self.random.random_range(0..15) {
            0 => (
                "package_show",
                json!({ "id": format!("umwelt-{}", self.circle()) }),
            ),
            1 => ("package_list", json!({ "include_private": true })),
            2 => (
                "package_search",
                json!({ "q": word, "include_private": true, "facet.field": ["tags", "organization", "res_format"] }),
            ),
            3 => (
                "package_search",
                json!({ "fq": format!("organization:umwelt -name:{word}"), "sort": "id asc" }),
            ),
            4 => (
                "current_package_list_with_resources",
                json!({ "include_private": true }),
            ),
            5 => (
                "organization_show",
                json!({ "id": "umwelt", "include_private": true }),
            ),
            6 => ("datastore_info", json!({ "id": table })),
            7 => (
                "datastore_search",
                json!({ "resource_id": table, "limit": number, "offset": number / 2 }),
            ),
            8 => (
                "datastore_search",
                json!({ "resource_id": table, "filters": { column: word }, "sort": "nr desc" }),
            ),
            9 => (
                "datastore_search",
                json!({ "resource_id": table, "filters": { column: { "gte": word } }, "offset": 3 }),
            ),
            10 => (
                "datastore_search",
                json!({ "resource_id": table, "q": word, "fields": ["nr", column], "limit": 20 }),
            ),
            11 => (
                "datastore_search",
                json!({ "resource_id": table, "filters": { column: [word, "Wanne"] }, "distinct": true }),
            ),
            // Without `force` nothing is written; what is refused must not tell either.
            12 => (
                "datastore_upsert",
                json!({ "resource_id": table, "records": [{ column: word }], "dry_run": true }),
            ),
            13 => (
                "datastore_records_delete",
                json!({ "resource_id": table, "filters": { column: word } }),
            ),
            _ => {
                let sql = format!(
                    "select {column}, count(*) from \"{table}\" where {column} >= '{word}' group by 1 order by 1"
                );
                ("datastore_search_sql", json!({ "sql": sql }))
            }
        };
        let path = format!("{root}/{action}");
        if method == "POST" {
            return Ask {
                path,
                accept: JSON,
                body: Some(Body::Json(parameters)),
            };
        }
        let pairs = parameters
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                format!("{name}={}", encoded(&value))
            });
        let pairs: Vec<String> = pairs.collect();
        Ask {
            path: format!("{path}?{}", pairs.join("&")),
            accept: JSON,
            body: None,
        }
    }

    fn program(&mut self, method: &str, pattern: &str) -> Option<Ask> {
        if let Some(root) = pattern.strip_suffix("/{action}") {
            return Some(self.ckan(method, root));
        }
        let dataset = self.dataset();
        let circle = dataset.split('/').nth(1)?.to_owned();
        let whole = pattern
            .replace("{organisation}/{dataset}", &dataset)
            .replace("{organisation}", "umwelt")
            .replace("{table}", &circle)
            .replace("{bridge}", &self.bridge())
            .replace("{view}", self.one(&VIEWS))
            .replace("{number}", self.one(&["1", "2", "3"]))
            .replace("{delivery}", "00000000-0000-7000-8000-000000000000");
        let (path, body) = match (method, pattern) {
            ("GET", "/api/v1/search") => (format!("{whole}?q={}", self.one(&WORDS)), None),
            ("GET", "/api/v1/sql") => {
                let statement = encoded(&self.statement());
                (format!("{whole}?q={statement}"), None)
            }
            ("POST", "/api/v1/sql") => {
                let statement = self.statement();
                (whole, Some(Body::Json(json!({ "sql": statement }))))
            }
            ("GET", "/api/v1/views/{view}/rows") => {
                let values = self.values().replace("p.", "");
                (format!("{whole}{values}"), None)
            }
            ("GET", pattern) if pattern.ends_with("/rows") => {
                (format!("{whole}?{}", self.selection()), None)
            }
            ("GET", pattern) if pattern.ends_with("/tiles") => {
                let version = self.one(&["", "?version=1", "?version=3"]);
                (format!("{whole}{version}"), None)
            }
            ("GET", pattern) if pattern.ends_with("/tiles/{z}/{x}/{y}") => {
                // Those in which the city lies, and one where it does not.
                let tile = self.one(&["0/0/0", "6/33/21", "9/266/170", "11/1065/681", "4/3/3"]);
                let whole = whole.replace("{z}/{x}/{y}", tile);
                let version = self.one(&["", "?version=2"]);
                (format!("{whole}.mvt{version}"), None)
            }
            ("GET", pattern) if pattern.ends_with("/{download}") => {
                let form = self.one(&FORMS);
                let whole = whole.replace("{download}", &format!("download.{form}"));
                (format!("{whole}?{}", self.selection()), None)
            }
            ("GET", _) if !whole.contains('{') => (whole, None),
            _ => return None,
        };
        Some(Ask {
            path,
            accept: self.one(&[JSON, "*/*", "text/csv"]),
            body,
        })
    }
}

/// A text in an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
