//! What a scanner of web applications finds that anybody can install (`wapiti`, from Debian): nothing.
//!
//! It looks at a running hub of the demo city, once as anybody and once as somebody who may change datasets, tries to
//! inject into what it finds, and its findings are compared with those that are explained here by name.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, Visitor};
use reqwest::Method;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What it tries. Left out are those that look for files by name in long lists, and those that need a server of theirs
/// to which a vulnerable hub would have to speak.
const MODULES: &str = "blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,sql,xss";

/// Findings that are explained. Two are right: this hub speaks HTTP on the loopback address; where `base_url` is https or
/// the hub speaks TLS itself, both are set (`web/src/middleware/headers.rs`, `web/src/cookies.rs`). The third is out of
/// date: the scanner wants the filter of old browsers on, which rewrote pages and so opened holes; ours switches it off. The
/// fourth is about the one form of somebody who is nobody yet: there is no session a token could belong to, and forms of
/// other sites are refused by where they come from (`web/src/middleware/origin.rs`).
const EXPLAINED: [(&str, &str); 4] = [
    (
        "HTTP Secure Headers",
        "Strict-Transport-Security is not set",
    ),
    ("HTTP Secure Headers", "X-XSS-Protection is not set"),
    (
        "Cross Site Request Forgery",
        "Lack of anti CSRF token (POST /anmelden,",
    ),
    ("Secure Flag cookie", "Secure flag is not set in the cookie"),
];

/// How a finding begins that is tried before it counts.
const UNPROVEN: &str = "Lack of anti CSRF token (POST ";

/// How one scan goes.
struct Scan<'a> {
    /// A name for its files.
    name: &'static str,
    /// Where it begins; with `folder` also what it stays in.
    begin: &'a str,
    /// `folder` or `page`.
    scope: &'static str,
    /// Cookie of whoever it is.
    cookie: Option<&'a str>,
    /// Seconds for finding pages, and for each module.
    seconds: (u32, u32),
}

/// What came of it.
struct Found {
    /// Category and sentence of each finding.
    findings: Vec<(String, String)>,
    /// Addresses that were attacked.
    pages: Vec<String>,
}

fn scan(folder: &Path, base: &str, scan: &Scan<'_>) -> Result<Found> {
    let place = |kind: &str| -> PathBuf { folder.join(format!("{}-{kind}", scan.name)) };
    let mut command = Command::new("wapiti");
    command
        .args(["-u", &format!("{base}{}", scan.begin)])
        .args(["--scope", scan.scope, "-m", MODULES, "-d", "4", "-t", "20"])
        .args(["--max-files-per-dir", "8", "--max-links-per-page", "12"])
        .args(["--max-scan-time", &scan.seconds.0.to_string()])
        .args(["--max-attack-time", &scan.seconds.1.to_string()])
        // It does not read what is packed.
        .args(["-H", "Accept-Encoding: identity"])
        .args(["--flush-session", "--no-bugreport", "-v", "1", "-f", "json"])
        .arg("--store-session")
        .arg(place("session"))
        .arg("--store-config")
        .arg(place("config"))
        .arg("-o")
        .arg(place("report.json"));
    if scan.scope == "folder" {
        command.args(["-s", &format!("{base}{}", scan.begin.trim_end_matches('/'))]);
    }
    if let Some(cookie) = scan.cookie {
        command.args(["-H", &format!("Cookie: {cookie}")]);
    }
    let output = command
        .output()
        .context("wapiti (Debian: apt-get install wapiti) scans the hub")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "{}: {said}\n{errors}", scan.name);
    let report = std::fs::read(place("report.json"))
        .with_context(|| format!("no report\n{said}\n{errors}"))?;
    let report: Value = serde_json::from_slice(&report)?;
    let mut findings = Vec::new();
    for group in ["vulnerabilities", "anomalies"] {
        let categories = report[group].as_object().context("a report")?;
        for (category, entries) in categories {
            for entry in entries.as_array().context("entries")? {
                let sentence = format!(
                    "{} ({} {}, {})",
                    entry["info"].as_str().unwrap_or_default(),
                    entry["method"].as_str().unwrap_or_default(),
                    entry["path"].as_str().unwrap_or_default(),
                    entry["parameter"].as_str().unwrap_or_default(),
                );
                findings.push((category.clone(), sentence));
            }
        }
    }
    let pages = said.lines().filter_map(|line| line.strip_prefix("[+] "));
    Ok(Found {
        findings,
        pages: pages.map(str::to_owned).collect(),
    })
}

fn unexplained(found: &Found) -> Vec<&(String, String)> {
    let is_explained = |finding: &&(String, String)| {
        EXPLAINED
            .iter()
            .any(|(category, begin)| finding.0 == *category && finding.1.starts_with(begin))
    };
    let findings = found.findings.iter();
    findings.filter(|finding| !is_explained(finding)).collect()
}

/// Whether a form is refused that carries no token, from the right place and with a session. The scanner knows tokens by
/// a dozen English names and so misses ours, `marke`; what it cannot see is tried.
fn refuses_unproven(visitor: &Visitor, path: &str) -> Result<bool> {
    let form = visitor.request(Method::POST, path);
    let form = form.header("origin", visitor.url(""));
    let answer = form.form(&[("name", "x")]).send()?;
    Ok(answer.status().as_u16() == 403)
}

/// Address and password of somebody of the demo.
fn login(logins: &str, who: &str) -> Result<(String, String)> {
    let line = logins.lines().find(|line| line.contains(who));
    let mut words = line
        .context("the demo prints its logins")?
        .split_whitespace();
    let mut next = || words.next().map(str::to_owned).context("name and password");
    Ok((next()?, next()?))
}

#[test]
fn a_scanner_finds_nothing_as_anybody_and_as_somebody_who_answers_for_data() -> Result<()> {
    let home = Home::empty()?;
    let logins = home.done(["demo", "--small", "--no-serve"])?.text();
    let server = Server::with(&home, hebewerk_e2e::ServerOptions::default())?;
    let owner = server.visitor()?;
    let (email, password) = login(&logins, "ayse.kaya")?;
    owner.sign_in(&email, &password)?;
    let cookie = owner.cookie("hw_sitzung").context("a session")?;
    let signed_in = Some(cookie.as_str());
    let scans = [
        ("daten", "/daten/", "folder", None, (15, 5)),
        ("daten-drinnen", "/daten/", "folder", signed_in, (15, 5)),
        ("auswertung", "/auswertung", "page", None, (5, 2)),
        ("anmelden", "/anmelden", "page", None, (5, 2)),
        ("sichten", "/neue-sicht", "page", signed_in, (5, 2)),
    ];
    for (name, begin, scope, cookie, seconds) in scans {
        let one = Scan {
            name,
            begin,
            scope,
            cookie,
            seconds,
        };
        let found = scan(home.folder(), &server.base, &one)?;
        let least = if scope == "folder" { 20 } else { 1 };
        ensure!(
            found.pages.len() >= least,
            "{name}: only {:?} were looked at",
            found.pages
        );
        let unexplained = unexplained(&found);
        let is_proven = |finding: &&(String, String)| -> Result<bool> {
            match finding.1.strip_prefix(UNPROVEN) {
                Some(rest) => refuses_unproven(&owner, rest.split(',').next().unwrap_or_default()),
                None => Ok(false),
            }
        };
        let mut left = Vec::new();
        for finding in &unexplained {
            if !is_proven(finding)? {
                left.push(finding);
            }
        }
        ensure!(left.is_empty(), "{name}: {left:#?}");
        // That it looked at all: these it has to find here.
        let explained = found.findings.len() - unexplained.len();
        ensure!(explained > 0, "{name}: not even what is so is found");
    }
    // Whoever it was is signed in still: it was not turned away half way.
    ensure!(
        owner.page("/konto")?.contains(&email),
        "signed out meanwhile"
    );
    server.stop()
}

/// A page that says everything back as it came, on a port of its own.
fn careless_server() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whoever hangs up is of no interest.
            let _answered = say_back(stream);
        }
    });
    Ok(base)
}

fn say_back(mut stream: std::net::TcpStream) -> Result<()> {
    let mut bytes = [0; 16_384];
    let read = stream.read(&mut bytes)?;
    let request = String::from_utf8_lossy(bytes.get(..read).unwrap_or_default()).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/");
    let url = reqwest::Url::parse("http://localhost")?.join(path)?;
    let said: String = url
        .query_pairs()
        .map(|(_, value)| value.into_owned())
        .collect();
    let page = format!(
        "<!doctype html><html><body><form action=\"/\"><input name=\"q\"><input type=\"submit\"></form>{said}</body></html>"
    );
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    )?;
    Ok(())
}

#[test]
fn the_scanner_finds_what_a_careless_page_says_back() -> Result<()> {
    let home = Home::empty()?;
    let base = careless_server()?;
    let one = Scan {
        name: "careless",
        begin: "/?q=Baum",
        scope: "page",
        cookie: None,
        seconds: (5, 5),
    };
    let found = scan(home.folder(), &base, &one)?;
    let unexplained = unexplained(&found);
    for category in [
        "Cross Site Scripting",
        "Content Security Policy Configuration",
    ] {
        ensure!(
            unexplained.iter().any(|(found, _)| found == category),
            "{category} is not found: {:?}",
            found.findings
        );
    }
    Ok(())
}
