//! MQTT with Mosquitto.

use crate::line::Line;
use crate::program::{Program, installed};
use crate::source::{Came, Source};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A broker with a name and a password.
struct Broker {
    program: Program,
    publish: PathBuf,
    _folder: TempDir,
}

impl Broker {
    fn start() -> Option<Self> {
        let mosquitto = installed(&["mosquitto"])?;
        let publish = installed(&["mosquitto_pub"])?;
        let folder = TempDir::new().unwrap();
        let passwords = folder.path().join("passwords");
        let made = Command::new(installed(&["mosquitto_passwd"])?)
            .args(["-b", "-c"])
            .arg(&passwords)
            .args(["hub", "geheim"])
            .status();
        assert!(made.unwrap().success());
        let program = Program::start(&folder.path().join("log"), |port| {
            let config = folder.path().join("config");
            let text = format!(
                "listener {port} 127.0.0.1\npassword_file {}\nallow_anonymous false\npersistence false\n\
                 user {}\nmax_queued_messages 100000\n",
                passwords.display(),
                user(),
            );
            fs::write(&config, text).unwrap();
            let mut command = Command::new(&mosquitto);
            command.arg("-c").arg(config);
            command
        });
        Some(Self {
            program,
            publish,
            _folder: folder,
        })
    }

    fn publish(&self, topic: &str, message: &str, more: &[&str]) {
        let sent = Command::new(&self.publish)
            .args(["-h", "127.0.0.1", "-p", &self.program.port.to_string()])
            .args(["-u", "hub", "-P", "geheim", "-t", topic, "-m", message])
            .args(more)
            .status();
        assert!(sent.unwrap().success());
    }

    fn through(place: &str) -> Source {
        Source::new("mqtt", &[place])
            .with("host", place)
            .with("tls", "off")
            .with("user", "hub")
            .with("topics", "stadt/#")
            .with("seconds", "1")
            .secret("password", "geheim")
    }

    fn source(&self) -> Source {
        Self::through(&self.program.place())
    }
}

/// Mosquitto would give up the rights of root, and with them its files.
fn user() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Topic and payload of each message.
fn said(came: &Came) -> Vec<(String, Value)> {
    let [(None, name, bytes)] = came.files.as_slice() else {
        panic!("one file without a part");
    };
    assert_eq!(name, "meldungen.ndjson");
    let text = std::str::from_utf8(bytes).unwrap();
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .map(|line| {
            let topic = line["topic"].as_str().unwrap().to_owned();
            (topic, line["payload"].clone())
        })
        .collect()
}

#[tokio::test]
async fn what_is_said_between_two_fetches_is_not_lost() {
    let Some(broker) = Broker::start() else {
        return;
    };
    let source = broker.source();
    assert_eq!(source.run().await.unwrap(), None);
    broker.publish("stadt/pegel", "{\"cm\": 1.50}", &["-q", "1"]);
    broker.publish("stadt/ampel", "rot", &["-q", "2"]);
    broker.publish("land/pegel", "{\"cm\": 9}", &["-q", "1"]);
    let came = source.with("messages", "2").came().await;
    let text = String::from_utf8(came.files[0].2.clone()).unwrap();
    assert!(text.contains("\"payload\":{\"cm\":1.50}"), "{text}");
    let both = [
        ("stadt/pegel".to_owned(), serde_json::json!({"cm": 1.5})),
        ("stadt/ampel".to_owned(), Value::from("rot")),
    ];
    assert_eq!(said(&came), both);
    let source = source.memory(came.memory);
    assert_eq!(source.run().await.unwrap(), None);
    broker.publish("stadt/pegel", "2", &["-q", "1"]);
    let came = source.with("messages", "1").came().await;
    assert_eq!(said(&came), [("stadt/pegel".to_owned(), Value::from(2))]);
}

#[tokio::test]
async fn what_did_not_become_a_delivery_comes_again() {
    let Some(broker) = Broker::start() else {
        return;
    };
    let source = broker.source();
    assert_eq!(source.run().await.unwrap(), None);
    broker.publish("stadt/a", "1", &["-q", "1"]);
    let one = source.with("messages", "1");
    assert_eq!(said(&one.came().await).len(), 1);
    // Its memory was lost with the hub: the message is handed on again, together with the next.
    broker.publish("stadt/a", "2", &["-q", "1"]);
    let values: Vec<Value> = said(&one.came().await)
        .into_iter()
        .map(|(_topic, value)| value)
        .collect();
    assert_eq!(values, [1, 2]);
}

#[tokio::test]
async fn what_a_broker_retains_comes_once() {
    let Some(broker) = Broker::start() else {
        return;
    };
    broker.publish("stadt/stand", "alt", &["-q", "1", "-r"]);
    let source = broker.source().with("messages", "1");
    assert_eq!(source.offers().await, ["stadt/stand"]);
    let came = source.came().await;
    assert_eq!(
        said(&came),
        [("stadt/stand".to_owned(), Value::from("alt"))]
    );
    assert_eq!(source.memory(came.memory).run().await.unwrap(), None);
}

#[tokio::test]
async fn other_topics_are_asked_for_when_somebody_changes_them() {
    let Some(broker) = Broker::start() else {
        return;
    };
    let source = broker.source();
    assert_eq!(source.run().await.unwrap(), None);
    let other = source.with("topics", "land/+, fluss/#");
    assert_eq!(other.run().await.unwrap(), None);
    broker.publish("stadt/a", "1", &["-q", "1"]);
    broker.publish("land/a", "2", &["-q", "1"]);
    let came = other.came().await;
    assert_eq!(said(&came), [("land/a".to_owned(), Value::from(2))]);
}

#[tokio::test]
async fn a_line_that_breaks_loses_nothing() {
    let Some(broker) = Broker::start() else {
        return;
    };
    let place = broker.program.place();
    assert_eq!(broker.source().run().await.unwrap(), None);
    let numbers: String = (0..500).map(|number| format!("{number}\n")).collect();
    let lines = tempfile::NamedTempFile::new().unwrap();
    fs::write(lines.path(), numbers).unwrap();
    let sent = Command::new(&broker.publish)
        .args(["-h", "127.0.0.1", "-p", &broker.program.port.to_string()])
        .args([
            "-u", "hub", "-P", "geheim", "-t", "stadt/a", "-q", "1", "-l",
        ])
        .stdin(fs::File::open(lines.path()).unwrap())
        .status();
    assert!(sent.unwrap().success());
    let line = Line::breaking(&place, &[2_000]).await;
    // The same inbox, another way to the broker.
    let cut_off = broker
        .source()
        .allowing(&line.place)
        .with("host", &line.place);
    let came = cut_off.came().await;
    let before = said(&came).len();
    assert!((1..500).contains(&before), "{before}");
    let came = cut_off.came().await;
    let mut values: Vec<u64> = said(&came)
        .into_iter()
        .map(|(_topic, value)| value.as_u64().unwrap())
        .collect();
    values.dedup();
    values.sort_unstable();
    values.dedup();
    let all: Vec<u64> = (0..500).collect();
    assert_eq!(values, all);
}

#[tokio::test]
async fn a_broker_that_does_not_let_us_in_is_named() {
    let Some(broker) = Broker::start() else {
        return;
    };
    let place = broker.program.place();
    let wrong = broker.source().secret("password", "geraten");
    assert_eq!(wrong.refusal().await, ("fetch_login_failed", place.clone()));
    let encrypted = broker.source().with("tls", "required");
    assert_eq!(encrypted.refusal().await, ("fetch_tls", place.clone()));
    let wild = broker.source().with("topics", "stadt/#/pegel");
    assert_eq!(wild.refusal().await.0, "fetch_not_allowed");
    let closed = Source::new("mqtt", &["elsewhere.example"])
        .with("host", &place)
        .with("tls", "off")
        .with("topics", "#");
    assert_eq!(closed.refusal().await, ("fetch_address_refused", place));
}
