//! The REST interface as a program uses it: sign in, bring a file, read every row, ask, be refused.

use anyhow::{Context, Result};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use reqwest::Method;
use reqwest::blocking::{RequestBuilder, Response};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpStream;

const PASSWORD: &str = "ein langes Kennwort";
const ROWS: usize = 2_345;
const DATASET: &str = "/api/v1/datasets/umwelt/baeume";

struct Hub {
    _home: Home,
    server: Server,
}

/// A hub with an organisation, its steward Kai and the administrator Jana.
fn hub() -> Result<Hub> {
    let home = Home::new()?;
    // What a release takes is tested by itself; here a steward opens what they bring.
    let config = home.data().join("config.toml");
    let settings = std::fs::read_to_string(&config)?;
    std::fs::write(&config, settings.replace("needed = true", "needed = false"))?;
    let file = home.write("geheim.csv", "wert;zahl\nKanarienvogel4711;1\nx;2\n")?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        "--visibility",
        "office",
        file.to_str().unwrap(),
    ])?;
    let server = Server::start(&home)?;
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link is offered")?;
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
        ("rolle_umwelt", "steward"),
    ];
    let answer = administrator.submit(path, path, &fields)?;
    assert!(answer.status().is_success(), "{}", answer.status());
    server.visitor()?.arrive("kai@stadt.example", PASSWORD)?;
    Ok(Hub {
        _home: home,
        server,
    })
}

/// A program with its token.
struct Program<'a> {
    hub: &'a Hub,
    visitor: Visitor,
    token: Option<String>,
}

impl<'a> Program<'a> {
    fn anonymous(hub: &'a Hub) -> Result<Self> {
        Ok(Self {
            hub,
            visitor: hub.server.visitor()?,
            token: None,
        })
    }

    fn signed_in(hub: &'a Hub, email: &str) -> Result<Self> {
        let mut program = Self::anonymous(hub)?;
        let wish = json!({ "e_mail": email, "password": PASSWORD });
        let answer = program
            .request(Method::POST, "/api/v1/sessions")
            .json(&wish)
            .send()?;
        assert_eq!(answer.status().as_u16(), 201);
        let session: Value = answer.json()?;
        program.token = session["token"].as_str().map(str::to_owned);
        Ok(program)
    }

    fn request(&self, method: Method, address: &str) -> RequestBuilder {
        let path = address.trim_start_matches(&self.hub.server.base);
        let request = self.visitor.request(method, path);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    fn get(&self, address: &str) -> Result<Response> {
        Ok(self.request(Method::GET, address).send()?)
    }

    fn json(&self, address: &str) -> Result<Value> {
        let answer = self.get(address)?;
        let status = answer.status();
        let text = answer.text()?;
        assert!(status.is_success(), "{address}: {status}\n{text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// Brings a file as the body of the request.
    fn deliver(&self, query: &str, bytes: &str) -> Result<Response> {
        let path = format!("/api/v1/organisations/umwelt/deliveries?{query}");
        let request = self.request(Method::POST, &path);
        Ok(request
            .header("content-type", "text/csv")
            .body(bytes.to_owned())
            .send()?)
    }

    #[track_caller]
    fn refused(&self, path: &str, status: u16, code: &str) -> Result<()> {
        let answer = self.get(path)?;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        let media = answer.headers()["content-type"].to_str()?.to_owned();
        assert_eq!(media, "application/problem+json");
        let id = answer.headers()["x-request-id"].to_str()?.to_owned();
        let problem: Value = answer.json()?;
        assert_eq!(
            (&problem["code"], &problem["request_id"]),
            (&json!(code), &json!(id))
        );
        assert!(!problem.to_string().contains("Kanarienvogel"), "{problem}");
        Ok(())
    }
}

/// German CSV with leading zeros, decimal commas and gaps.
fn trees() -> String {
    let mut text = String::from("Nr;Art;Umfang;Gepflanzt am\n");
    for number in 1..=ROWS {
        let kind = ["Eiche", "Buche", "Linde"][number % 3];
        let girth = if number % 7 == 0 {
            String::new()
        } else {
            format!("{},5", number % 100)
        };
        let day = number % 28 + 1;
        let _written = writeln!(text, "{number:06};{kind};{girth};{day:02}.03.2020");
    }
    text
}

/// Reads every page by `Link` and returns the numbers of the rows in the order they came.
fn numbers(program: &Program<'_>, address: &str) -> Result<Vec<String>> {
    let mut numbers = Vec::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let answer = program.get(&address)?;
        assert!(
            answer.status().is_success(),
            "{address}: {}",
            answer.status()
        );
        let link = answer
            .headers()
            .get("link")
            .map(|link| link.to_str().unwrap().to_owned());
        let page: Value = answer.json()?;
        next = link.map(|link| {
            let address = link.strip_prefix('<').unwrap();
            address.strip_suffix(">; rel=\"next\"").unwrap().to_owned()
        });
        assert_eq!(page["next"].as_str(), next.as_deref());
        let rows = page["rows"].as_array().context("rows")?;
        numbers.extend(
            rows.iter()
                .map(|row| row["nr"].as_str().unwrap().to_owned()),
        );
    }
    Ok(numbers)
}

#[test]
fn a_program_brings_a_file_and_reads_every_row_once() -> Result<()> {
    let hub = hub()?;
    let kai = Program::signed_in(&hub, "kai@stadt.example")?;
    let query = "file_name=baeume.csv&title=Stadtb%C3%A4ume&visibility=public";
    let answer = kai.deliver(query, &trees())?;
    let status = answer.status();
    let place = answer.headers().get("location").cloned();
    let taken: Value = answer.json()?;
    assert_eq!(status.as_u16(), 201, "{taken}");
    let place = place.context("location")?.to_str()?.to_owned();
    assert!(place.ends_with(&format!("{DATASET}/versions/1")), "{place}");
    assert_eq!(kai.json(&place)?["rows"], ROWS);
    assert_eq!(
        taken["tables"],
        json!([{ "name": "baeume", "rows": ROWS, "links": taken["tables"][0]["links"] }])
    );
    let again = kai.deliver(query, &trees())?;
    assert_eq!(again.status().as_u16(), 200);
    assert_eq!(again.json::<Value>()?["outcome"], "unchanged");

    let public = Program::anonymous(&hub)?;
    let rows = format!("{DATASET}/tables/baeume/rows");
    let expected: Vec<String> = (1..=ROWS).map(|number| format!("{number:06}")).collect();
    assert_eq!(numbers(&public, &format!("{rows}?limit=500"))?, expected);
    for sort in ["umfang", "-umfang", "art", "-gepflanzt_am"] {
        let mut found = numbers(&public, &format!("{rows}?limit=333&sort={sort}&fields=nr"))?;
        found.sort();
        assert_eq!(found, expected, "sorted by {sort}");
    }
    let filter = "art=Eiche&umfang.gte=50&gepflanzt_am.lt=2020-03-15";
    let filtered = numbers(&public, &format!("{rows}?limit=50&{filter}"))?.len();
    let sql = "select count(*) as n from umwelt.baeume where art = 'Eiche' and umfang >= 50 and gepflanzt_am < date '2020-03-15'";
    let question = public
        .request(Method::POST, "/api/v1/sql")
        .json(&json!({ "sql": sql }));
    let counted: Value = question.send()?.json()?;
    assert_eq!(counted["rows"][0]["n"], filtered, "{counted}");
    assert!(filtered > 0);
    let nothing = json!({ "sql": "select art from umwelt.baeume where art = 'Palme'" });
    for (form, expected) in [("text/csv", "art\r\n"), ("application/x-ndjson", "")] {
        let question = public.request(Method::POST, "/api/v1/sql").json(&nothing);
        let answer = question.header("accept", form).send()?;
        assert_eq!(answer.text()?, expected, "no row is an answer, too");
    }
    let first = public.json(&format!("{rows}?{filter}&limit=1"))?;
    assert_eq!(first["total"], filtered);
    let nulls = public.json(&format!("{rows}?umfang.null=true&limit=1"))?;
    assert_eq!(nulls["total"], ROWS / 7);
    hub.server.stop()
}

#[test]
fn reading_goes_on_in_its_version_when_a_new_one_arrives() -> Result<()> {
    let hub = hub()?;
    let kai = Program::signed_in(&hub, "kai@stadt.example")?;
    let query = "file_name=baeume.csv&visibility=public";
    assert_eq!(kai.deliver(query, &trees())?.status().as_u16(), 201);
    let public = Program::anonymous(&hub)?;
    let rows = format!("{DATASET}/tables/baeume/rows");
    let first = public.json(&format!("{rows}?limit=2000"))?;
    let etag = public.get(&rows)?.headers()["etag"].to_str()?.to_owned();
    let known = public
        .request(Method::GET, &rows)
        .header("if-none-match", &etag)
        .send()?;
    assert_eq!((known.status().as_u16(), known.text()?.len()), (304, 0));

    let shorter =
        "Nr;Art;Umfang;Gepflanzt am\n000001;Eiche;1,5;01.03.2020\n000002;Buche;2,5;02.03.2020\n";
    let meant = format!("{query}&on_drift=accept");
    assert_eq!(kai.deliver(&meant, shorter)?.status().as_u16(), 201);
    let next = first["next"].as_str().context("there are more rows")?;
    let second = public.json(next)?;
    assert_eq!(
        (&second["version"], second["rows"].as_array().unwrap().len()),
        (&json!(1), ROWS - 2000)
    );
    let changed = public
        .request(Method::GET, &rows)
        .header("if-none-match", &etag)
        .send()?;
    assert_eq!(changed.status().as_u16(), 200);
    assert_ne!(changed.headers()["etag"].to_str()?, etag);
    assert_eq!(
        public.json(&format!("{rows}?version=1&limit=1"))?["total"],
        ROWS
    );
    let versions = public.json(&format!("{DATASET}/versions?limit=1"))?;
    assert_eq!(versions["items"][0]["change"]["rows_before"], ROWS);
    assert_eq!(
        public.json(versions["next"].as_str().unwrap())?["items"][0]["number"],
        1
    );

    let file = format!("{DATASET}/tables/baeume/download.csv?version=1&fields=art,nr&art=Buche");
    let file = public.get(&file)?.text()?;
    assert_eq!(file.lines().next(), Some("art,nr"));
    assert_eq!(
        file.lines().count() - 1,
        (1..=ROWS).filter(|number| number % 3 == 1).count()
    );
    let deliveries = kai.json(&format!("{DATASET}/deliveries"))?;
    let oldest = deliveries["items"].as_array().unwrap().last().unwrap();
    let raw = kai.get(oldest["links"]["raw"].as_str().unwrap())?;
    assert_eq!(raw.bytes()?, trees().as_bytes(), "byte for byte");
    hub.server.stop()
}

#[test]
fn refusals_are_problems_that_tell_nothing() -> Result<()> {
    let hub = hub()?;
    let public = Program::anonymous(&hub)?;
    let jana = Program::signed_in(&hub, "jana@stadt.example")?;
    let secret = "/api/v1/datasets/umwelt/geheim";
    let rows = format!("{secret}/tables/geheim/rows");
    for path in [
        secret.to_owned(),
        format!("{secret}/findings"),
        format!("{secret}/versions"),
    ] {
        public.refused(&path, 404, "no_such_dataset")?;
    }
    public.refused(&rows, 404, "no_such_table")?;
    jana.refused(&rows, 403, "not_a_member")?;
    jana.refused(&format!("{secret}/findings"), 403, "not_a_member")?;
    jana.refused(&format!("{secret}/deliveries"), 403, "not_a_steward")?;
    public.refused(&format!("{secret}/deliveries"), 401, "unauthenticated")?;
    public.refused("/api/v1/datasets?seite=2", 400, "unknown_parameter")?;
    let kai = Program::signed_in(&hub, "kai@stadt.example")?;
    kai.refused(&format!("{rows}?wort=x"), 400, "unknown_column")?;
    kai.refused(&format!("{rows}?zahl.ueber=1"), 400, "unknown_operator")?;
    assert_eq!(kai.json(&rows)?["total"], 2);
    for program in [&public, &jana] {
        let text = program
            .json("/api/v1/search?q=Kanarienvogel4711")?
            .to_string();
        assert!(!text.contains("\"values\""), "{text}");
        let question = json!({ "sql": "select * from umwelt.geheim" });
        let answer = program
            .request(Method::POST, "/api/v1/sql")
            .json(&question)
            .send()?;
        let status = answer.status().as_u16();
        assert!(status == 400 || status == 403, "{status}");
        assert!(!answer.text()?.contains("Kanarienvogel"));
    }
    let mut lost = Program::anonymous(&hub)?;
    lost.token = Some("0".repeat(64));
    lost.refused("/api/v1/datasets", 401, "invalid_token")?;
    public.refused("/api/v1/gibt/es/nicht", 404, "not_found")?;
    hub.server.stop()
}

#[test]
fn answers_are_compressed_for_those_who_ask() -> Result<()> {
    let hub = hub()?;
    let address = hub.server.base.trim_start_matches("http://");
    for encoding in ["gzip", "zstd"] {
        // Not through the HTTP client: it unpacks and hides what was sent.
        let mut stream = TcpStream::connect(address)?;
        write!(
            stream,
            "GET /api/v1/openapi.json HTTP/1.1\r\nhost: {address}\r\naccept-encoding: {encoding}\r\nconnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let text = String::from_utf8_lossy(&answer);
        let (head, _) = text.split_once("\r\n\r\n").context("a head")?;
        assert!(
            head.to_lowercase()
                .contains(&format!("content-encoding: {encoding}")),
            "{head}"
        );
    }
    hub.server.stop()
}
