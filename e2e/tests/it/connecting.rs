//! Connections from the command line: a file on the web becomes a dataset, and its next state the next version.

use anyhow::Result;
use hebewerk_e2e::Home;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// No word that stands in a file of settings.
const SECRET: &str = "winkelzug-4711";

/// A web server with one file; answers 304 when it is known already.
pub(crate) struct Website {
    pub(crate) address: SocketAddr,
    file: Arc<Mutex<(String, String)>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Website {
    pub(crate) fn open(tag: &str, text: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let website = Self {
            address: listener.local_addr()?,
            file: Arc::new(Mutex::new((tag.to_owned(), text.to_owned()))),
            asked: Arc::default(),
        };
        let (file, asked) = (website.file.clone(), website.asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away in the middle is its own affair.
                let _answered = answer(stream, &file, &asked);
            }
        });
        Ok(website)
    }

    fn url(&self) -> String {
        format!("http://{}/export/pegel.csv", self.address)
    }

    pub(crate) fn put(&self, tag: &str, text: &str) {
        *self.file.lock().unwrap() = (tag.to_owned(), text.to_owned());
    }
}

fn answer(
    mut stream: TcpStream,
    file: &Mutex<(String, String)>,
    asked: &Mutex<Vec<String>>,
) -> Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    let (tag, text) = file.lock().unwrap().clone();
    let is_known = head
        .to_lowercase()
        .contains(&format!("if-none-match: \"{tag}\""));
    asked.lock().unwrap().push(head);
    if is_known {
        write!(
            stream,
            "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
        )?;
        return Ok(());
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nETag: \"{tag}\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )?;
    Ok(())
}

pub(crate) fn allow(home: &Home, address: SocketAddr) -> Result<()> {
    let config = home.data().join("config.toml");
    let text = std::fs::read_to_string(&config)?;
    let allowed = text.replace(
        "allowed_hosts = []",
        &format!("allowed_hosts = [\"{address}\"]"),
    );
    assert_ne!(allowed, text, "the settings name allowed hosts");
    Ok(std::fs::write(config, allowed)?)
}

fn connect(home: &Home, url: &str) -> Result<()> {
    let secret = home.write("kennwort.txt", SECRET)?;
    let set = format!("url={url}");
    let secret = format!("password={}", secret.display());
    home.done([
        "connect",
        "http",
        "--organisation",
        "Tiefbau",
        "--name",
        "Pegel der Emscher",
        "--set",
        &set,
        "--set",
        "user=hub",
        "--secret-file",
        &secret,
    ])?;
    Ok(())
}

#[test]
fn a_file_on_the_web_becomes_a_dataset_and_its_next_state_a_version() -> Result<()> {
    let website = Website::open("1", "ort;stand\nNord;1,5\nSüd;2,5\n")?;
    let home = Home::new()?;
    allow(&home, website.address)?;
    connect(&home, &website.url())?;
    let first = home
        .done(["fetch", "Pegel der Emscher", "--json"])?
        .json()?;
    assert_eq!(first["outcome"], "delivered");
    let rows = home.sql(
        "select ort, cast(stand * 10 as int) as stand from tiefbau.pegel_der_emscher order by stand",
    )?;
    assert_eq!(
        rows,
        json!([{"ort": "Nord", "stand": 15}, {"ort": "Süd", "stand": 25}])
    );
    let again = home.done(["fetch", "Pegel der Emscher"])?;
    assert!(again.text().contains("nichts Neues"), "{}", again.text());
    website.put("2", "ort;stand\nNord;1,5\nSüd;2,5\nWest;9,0\n");
    home.done(["fetch", "Pegel der Emscher"])?;
    let datasets = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(
        (&datasets[0]["version"], &datasets[0]["rows"]),
        (&json!(2), &json!(3))
    );
    let asked = website.asked.lock().unwrap();
    assert!(
        asked
            .iter()
            .all(|head| head.contains("Basic aHViOndpbmtlbHp1Zy00NzEx"))
    );
    Ok(())
}

#[test]
fn a_page_in_place_of_the_table_is_a_failure_and_a_table_that_differs_waits() -> Result<()> {
    let website = Website::open("1", "ort;stand\nNord;1,5\nSüd;2,5\n")?;
    let home = Home::new()?;
    allow(&home, website.address)?;
    connect(&home, &website.url())?;
    home.done(["fetch", "Pegel der Emscher"])?;
    website.put(
        "2",
        "<!doctype html><html><body>Bitte anmelden</body></html>",
    );
    let page = home.run(["fetch", "Pegel der Emscher"])?;
    assert_eq!(page.code, Some(1));
    assert!(page.text().contains("keine Tabelle"), "{}", page.text());
    let listed = home.done(["connections"])?.text();
    assert!(listed.contains("ausgefallen"), "{listed}");
    website.put("3", "platz;stand\nNord;1,5\nSüd;2,5\n");
    let differs = home.done(["fetch", "Pegel der Emscher"])?.text();
    assert!(differs.contains("wartet auf Freigabe"), "{differs}");
    Ok(())
}

#[test]
fn what_nobody_asks_and_a_name_that_is_taken_are_refused() -> Result<()> {
    let website = Website::open("1", "a;b\n1;2\n")?;
    let home = Home::new()?;
    connect(&home, &website.url())?;
    let url = format!("url={}", website.url());
    let refused = |name: &str, more: &str| -> Result<String> {
        let usual = [
            "connect",
            "http",
            "--organisation",
            "Tiefbau",
            "--name",
            name,
        ];
        let run = home.run(usual.into_iter().chain(["--set", &url, "--set", more]))?;
        assert_ne!(run.code, Some(0), "{}", run.text());
        Ok(run.stderr)
    };
    let misspelt = refused("Anderer Pegel", "usre=hub")?;
    assert!(
        misspelt.contains("usre") && misspelt.contains("user"),
        "{misspelt}"
    );
    let taken = refused("Pegel der Emscher", "user=hub")?;
    assert!(taken.contains("anderen Namen"), "{taken}");
    Ok(())
}

#[test]
fn addresses_inside_are_refused_and_secrets_are_nowhere_in_the_clear() -> Result<()> {
    let website = Website::open("1", "a;b\n1;2\n")?;
    let home = Home::new()?;
    connect(&home, &website.url())?;
    let refused = home.run(["fetch", "Pegel der Emscher"])?;
    assert_eq!(refused.code, Some(1));
    let text = refused.text();
    assert!(
        text.contains("eigenen Netz") && text.contains("allowed_hosts"),
        "{text}"
    );
    assert!(website.asked.lock().unwrap().is_empty());
    let listed = home.done(["connections", "--json"])?.text();
    assert!(listed.contains("Pegel der Emscher") && !listed.contains(SECRET));
    for entry in std::fs::read_dir(home.data())? {
        let path = entry?.path();
        if path.is_file() {
            let bytes = std::fs::read(&path)?;
            let found = bytes
                .windows(SECRET.len())
                .any(|piece| piece == SECRET.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
    let backup = home.folder().join("sicherung");
    home.done(["backup".as_ref(), backup.as_os_str()])?;
    assert!(!backup.join("secrets.key").exists());
    Ok(())
}
