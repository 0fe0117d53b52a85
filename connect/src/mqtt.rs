//! Messages of a broker that speaks MQTT 3.1.1, gathered for a while and handed on as one file of lines.
//!
//! The broker keeps a session for the connection: what is published between two fetches waits there. A message is
//! acknowledged only once it lies in the inbox on this machine's disk, and leaves the inbox only once a fetch that
//! handed it on has become a delivery. So nothing of quality 1 and above is lost, whoever ends in between; a message
//! may come twice.

mod batch;
mod inbox;
mod message;
mod session;

use crate::database::{TLS_OFF, host_and_port};
use crate::form::{PASSWORD, USER};
use crate::reach::Reach;
use batch::{Batch, Limits};
use hebewerk_hub::ports::{
    Brings, Clock, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field,
    FieldKind, Offered,
};
use inbox::Inbox;
use session::{Broker, Session};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// The port without and with encryption.
const PORTS: (u16, u16) = (1883, 8883);

/// How long a look listens: somebody waits for it.
const LOOK: Duration = Duration::from_secs(5);

/// Topics offered for choosing.
const MOST_OFFERED: usize = 500;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "mqtt",
    brings: Brings::Files,
    fields: &[
        Field {
            name: "host",
            kind: FieldKind::Host,
            required: true,
            default: "",
        },
        Field {
            name: "tls",
            kind: FieldKind::Choice(&["required", TLS_OFF]),
            required: false,
            default: "required",
        },
        USER,
        PASSWORD,
        Field {
            name: "topics",
            kind: FieldKind::Text,
            required: true,
            default: "",
        },
        Field {
            name: "seconds",
            kind: FieldKind::Number(1, 3600),
            required: false,
            default: "30",
        },
        Field {
            name: "messages",
            kind: FieldKind::Number(1, 1_000_000),
            required: false,
            default: "100000",
        },
    ],
};

/// Where messages wait, and what tells when they came.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub(crate) inboxes: Option<PathBuf>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// Topics on which something is said just now.
pub(crate) async fn look(reach: &Reach, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let broker = broker(reach, fetch)?;
    let topics = topics(fetch)?;
    let mut session = Session::begin(&broker, None).await?;
    session.subscribe(&topics).await?;
    let end = Instant::now() + limits(fetch).time.min(LOOK);
    let mut heard: BTreeMap<String, u64> = BTreeMap::new();
    while heard.len() < MOST_OFFERED {
        let Some(messages) = session.messages(end).await? else {
            break;
        };
        for message in &messages {
            *heard.entry(message.topic.clone()).or_default() += 1;
        }
        session.acknowledge(&messages).await?;
    }
    session.end().await;
    let offered = heard.into_keys().map(|topic| Offered {
        field: "topics",
        value: topic,
        title: None,
        size: None,
    });
    Ok(offered.collect())
}

/// Listens for a while and hands on what was said.
pub(crate) async fn fetch(
    reach: &Reach,
    fetch: &Fetch,
    (into, waiting): (&Path, &Waiting),
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let broker = broker(reach, fetch)?;
    let topics = topics(fetch)?;
    let unplaced = || FetchError::lasting("fetch_disk", "");
    let inboxes = waiting.inboxes.as_deref().ok_or_else(unplaced)?;
    let connection = fetch.connection.ok_or_else(unplaced)?;
    let inbox = Inbox::open(inboxes, connection, fetch.memory.as_deref()).await?;
    let client = format!("hebewerk-{}", connection.as_uuid().simple());
    let mut batch = Batch::new(inbox, waiting, limits(fetch), tick);
    let listening = batch.listen(&broker, (&client, &topics));
    let listened = timeout(fetch.time, listening).await;
    let listened = listened
        .unwrap_or_else(|_elapsed| Err(FetchError::passing("fetch_timeout", broker.name())));
    let path = into.join("messages");
    let handed_on = batch.hand_on(&path, fetch.most_bytes).await?;
    match (handed_on, listened) {
        // What had come before the line broke is on disk and acknowledged: it must be handed on.
        (Some(memory), _) => Ok(Fetched::Files {
            files: vec![FetchedFile {
                path,
                name: "meldungen.ndjson".to_owned(),
                part: None,
            }],
            memory: Some(memory),
            beyond: Vec::new(),
        }),
        (None, Ok(())) => Ok(Fetched::Unchanged),
        (None, Err(error)) => Err(error),
    }
}

fn broker(reach: &Reach, fetch: &Fetch) -> Result<Broker, FetchError> {
    let encrypted = fetch.setting("tls") != Some(TLS_OFF);
    let usual = if encrypted { PORTS.1 } else { PORTS.0 };
    let (host, port) = host_and_port(fetch.setting("host").unwrap_or_default(), usual)
        .ok_or_else(|| FetchError::setting("host", "fetch_not_allowed"))?;
    Ok(Broker {
        reach: reach.clone(),
        host: host.to_owned(),
        port,
        encrypted,
        user: fetch.setting("user").map(str::to_owned),
        password: fetch.secrets.get("password").unwrap_or_default().to_owned(),
    })
}

/// Topics with `+` and `#`, separated by commas or spaces.
fn topics(fetch: &Fetch) -> Result<Vec<String>, FetchError> {
    let text = fetch.setting("topics").unwrap_or_default();
    let topics: Vec<String> = text
        .split([',', ' ', '\n'])
        .map(str::trim)
        .filter(|topic| !topic.is_empty())
        .map(str::to_owned)
        .collect();
    let are_topics = topics
        .iter()
        .all(|topic| rumqttc::valid_filter(topic) && topic.len() < 1_000);
    if topics.is_empty() || topics.len() > 100 || !are_topics {
        return Err(FetchError::setting("topics", "fetch_not_allowed"));
    }
    Ok(topics)
}

fn limits(fetch: &Fetch) -> Limits {
    let number = |name, usual| {
        let text = fetch.setting(name);
        text.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    Limits {
        time: Duration::from_secs(number("seconds", 30)),
        messages: number("messages", 100_000),
    }
}
