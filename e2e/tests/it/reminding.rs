//! A connection that keeps failing, and a bridge that breaks, are told by mail to those who look after it, through a real SMTP server.

use crate::office;
use anyhow::{Context, Result};
use hebewerk_e2e::{Home, Server, ServerOptions};
use reqwest::Method;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// aiosmtpd; it ends with this.
struct MailServer {
    child: Child,
    letters: BufReader<ChildStdout>,
    port: String,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl MailServer {
    fn start() -> Result<Option<Self>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the tests are told of their surroundings so"
        )]
        let Some(python) = std::env::var_os("HEBEWERK_TEST_SERVERS_PYTHON") else {
            #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
            {
                eprintln!("SKIPPED: HEBEWERK_TEST_SERVERS_PYTHON is not set");
            }
            return Ok(None);
        };
        let mut child = Command::new(python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/mail.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut letters = BufReader::new(child.stdout.take().context("it speaks")?);
        let mut port = String::new();
        letters.read_line(&mut port)?;
        Ok(Some(Self {
            child,
            letters,
            port: port.trim().to_owned(),
        }))
    }

    fn letter(&mut self) -> Result<Value> {
        let mut line = String::new();
        self.letters.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

#[test]
fn the_third_failure_in_a_row_becomes_one_letter() -> Result<()> {
    let Some(mut mail) = MailServer::start()? else {
        return Ok(());
    };
    let home = Home::new()?;
    write_through(&home, &mail)?;
    home.done([
        "connect",
        "http",
        "--organisation",
        "Umwelt",
        "--name",
        "Pegel",
        "--set",
        "url=http://127.0.0.1:1/geheimer-pfad.csv",
    ])?;
    for _ in 0..4 {
        assert_eq!(home.run(["fetch", "Pegel"])?.code, Some(1));
    }
    let letter = mail.letter()?;
    assert_eq!(letter["to"], json!([office::STEWARD]));
    assert_eq!(letter["subject"], "„Pegel“ lässt sich nicht holen");
    assert_eq!(letter["signed_in"], true);
    let text = letter["text"].as_str().context("a text")?;
    assert!(text.contains("3-mal nacheinander"), "{text}");
    assert!(
        !text.contains("geheimer-pfad") && !text.contains("127.0.0.1"),
        "{text}"
    );
    Ok(())
}

/// A hub with a steward, who gets letters through this server.
fn write_through(home: &Home, mail: &MailServer) -> Result<()> {
    let (server, _steward) = office::open(home, ServerOptions::default())?;
    server.stop()?;
    let password = home.write("mail-kennwort", "geheim\n")?;
    let config = home.data().join("config.toml");
    let settings = format!(
        "{}\n[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nuser = \"datenhub\"\n\
         password_file = \"{}\"\nfrom = \"datenhub@musterstadt.example\"\n",
        std::fs::read_to_string(&config)?,
        mail.port,
        password.display(),
    );
    std::fs::write(&config, settings)?;
    Ok(())
}

/// Streets with so many letters in common that they are told from one another by the hub only.
fn streets(from: u8, to: u8) -> String {
    let letter = |place: u8| char::from(b'a' + place % 26);
    let name = |at: u8| format!("K{}r{}nstraße\n", letter(at), letter(at / 26 + 3));
    let names: String = (from..to).map(name).collect();
    format!("strassenname\n{names}")
}

#[test]
fn a_bridge_that_breaks_becomes_one_letter() -> Result<()> {
    let Some(mut mail) = MailServer::start()? else {
        return Ok(());
    };
    let home = Home::new()?;
    write_through(&home, &mail)?;
    let take_in = |house: &str, file: &str, text: String| -> Result<()> {
        let path = home.write(file, text)?.display().to_string();
        let to = ["take-in", "--organisation", house, "--visibility", "city"];
        home.done(to.into_iter().chain([path.as_str()]))?;
        Ok(())
    };
    take_in("Umwelt", "Bänke.csv", streets(0, 60))?;
    take_in("Verkehr", "Straßen.csv", streets(0, 60))?;
    home.done(["bridge", "find"])?;
    let list = home.done(["bridge", "list", "--json"])?.json()?;
    let bridges = list.as_array().context("a list")?;
    let joins = bridges.iter().find(|bridge| bridge["kind"] == "join");
    let id = joins.and_then(|bridge| bridge["id"].as_str());
    let id = id.context("a bridge")?;
    home.done(["bridge", "accept", id])?;
    take_in("Verkehr", "Straßen.csv", streets(100, 160))?;
    for _ in 0..2 {
        home.done(["bridge", "find"])?;
    }
    let letter = mail.letter()?;
    assert_eq!(letter["to"], json!([office::STEWARD]));
    let subject = letter["subject"].as_str().context("a subject")?;
    assert!(subject.contains("Brücke trägt nicht mehr"), "{subject}");
    let text = letter["text"].as_str().context("a text")?;
    assert!(text.contains("viel weniger Werte"), "{text}");
    assert!(!text.contains("nstraße"), "a value is in it: {text}");
    Ok(())
}

#[test]
fn a_new_version_and_a_crossed_line_become_one_letter_an_entry_of_the_feed_and_news() -> Result<()>
{
    let Some(mut mail) = MailServer::start()? else {
        return Ok(());
    };
    let home = Home::new()?;
    write_through(&home, &mail)?;
    let server = Server::start(&home)?;
    let kai = server.visitor()?;
    kai.sign_in(office::STEWARD, office::PASSWORD)?;
    let sicht = [
        ("titel", "Summe der Beete"),
        ("name", "summe"),
        ("haus", "umwelt"),
        ("zugang", "office"),
        ("sql", "select sum(b) as summe from umwelt.beete"),
    ];
    let saved = kai.submit("/neue-sicht?sql=select+1", "/neue-sicht", &sicht)?;
    assert!(
        saved.url().path().starts_with("/sichten/summe"),
        "{}",
        saved.text()?
    );
    let form = "/konto/abonnements/neu";
    let subscribe = |query: &str, fields: &[(&str, &str)]| -> Result<()> {
        let mut fields = fields.to_vec();
        fields.push(("post", "ja"));
        let page = kai.submit(&format!("{form}?{query}"), "/konto/abonnements", &fields)?;
        let text = page.text()?;
        assert!(text.contains("Sie werden benachrichtigt."), "{text}");
        Ok(())
    };
    subscribe("datensatz=umwelt%2Fbeete", &[])?;
    let crossing = [("wann", "ueber"), ("spalte", "summe"), ("wert", "1.000,5")];
    subscribe("sicht=summe", &crossing)?;
    let password = [("kennwort", office::PASSWORD)];
    let made = kai.submit(
        "/konto/abonnements",
        "/konto/abonnements/verweis",
        &password,
    )?;
    let made = made.text()?;
    let link = made.split("id=\"geheimnis\">").nth(1).context("a link")?;
    let link = link.split('<').next().context("a link")?;
    let path = link.trim_start_matches(&server.base);
    let reader = server.visitor()?;
    let empty = reader.page(path)?;
    assert!(
        empty.contains("http://www.w3.org/2005/Atom") && !empty.contains("<entry>"),
        "{empty}"
    );
    let session = json!({ "e_mail": office::STEWARD, "password": office::PASSWORD });
    let session = reader
        .request(Method::POST, "/api/v1/sessions")
        .json(&session);
    let session: Value = session.send()?.json()?;
    let token = session["token"].as_str().context("a token")?;
    let deliver = "/api/v1/organisations/umwelt/deliveries?file_name=beete.csv&dataset=beete";
    let delivered = reader.request(Method::POST, deliver).bearer_auth(token);
    let delivered = delivered.header("content-type", "text/csv");
    let delivered = delivered.body("a;b\n1;2\n2;4711\n").send()?;
    assert_eq!(delivered.status().as_u16(), 201);
    let letter = mail.letter()?;
    assert_eq!(letter["to"], json!([office::STEWARD]));
    assert_eq!(letter["subject"], "2 Neuigkeiten");
    let text = letter["text"].as_str().context("a text")?;
    for said in ["Neue Fassung 2", "Summe der Beete", "über 1.000,5"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("471"), "a value is in it: {text}");
    let feed = reader.page(path)?;
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    assert!(feed.contains(": Neue Fassung 2</title>"), "{feed}");
    let list = kai.page("/konto/abonnements")?;
    assert!(
        list.contains("2 Neuigkeiten haben Sie noch nicht"),
        "{list}"
    );
    assert!(!list.contains("471"), "{list}");
    server.stop()
}
