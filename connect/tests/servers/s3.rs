//! S3 as moto speaks it, with signatures that are checked.

use crate::line::Line;
use crate::program::python;
use crate::source::Source;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A bucket `stadt`.
struct Bucket {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
    place: String,
    key: String,
    secret: String,
}

impl Bucket {
    fn start() -> Option<Self> {
        Self::of("own")
    }

    /// Of its `own` people, or of `all`.
    fn of(whom: &str) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/s3.py");
        let mut child = Command::new(python()?)
            .args([script, whom])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let asks = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Some(Self {
            place: format!("127.0.0.1:{}", said["port"]),
            key: text("key"),
            secret: text("secret"),
            child,
            asks,
            answers,
        })
    }

    fn put(&mut self, name: &str, text: &str) {
        let ask = json!({"put": name, "text": text});
        writeln!(self.asks, "{ask}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert_eq!(line, "done\n");
    }

    fn through(&self, place: &str) -> Source {
        Source::new("s3", &[place])
            .with("url", &format!("http://{place}"))
            .with("bucket", "stadt")
            .with("access_key", &self.key)
            .secret("secret_key", &self.secret)
    }

    fn source(&self) -> Source {
        self.through(&self.place)
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

#[tokio::test]
async fn objects_come_once_and_again_when_they_change() {
    let Some(mut bucket) = Bucket::start() else {
        return;
    };
    bucket.put("export/Bäume & Co.csv", "baum;jahr\nLinde;1990\n");
    bucket.put("export/alt/pegel.csv", "ort\nNord\n");
    bucket.put("export/liesmich.txt", "x");
    bucket.put("sonst/x.csv", "x");
    let source = bucket
        .source()
        .with("folder", "/export")
        .with("pattern", "*.csv");
    assert_eq!(source.offers().await, ["Bäume & Co.csv"]);
    let source = source.with("depth", "below");
    let came = source.came().await;
    let trees = ("Bäume & Co.csv", "baum;jahr\nLinde;1990\n");
    assert_eq!(came.texts(), [trees, ("alt/pegel.csv", "ort\nNord\n")]);
    let source = source.memory(came.memory);
    assert_eq!(source.run().await.unwrap(), None);
    bucket.put("export/alt/pegel.csv", "ort\nSüd!\n");
    let came = source.came().await;
    assert_eq!(came.texts(), [("alt/pegel.csv", "ort\nSüd!\n")]);
}

#[tokio::test]
async fn only_the_right_key_opens_a_bucket() {
    let Some(mut bucket) = Bucket::start() else {
        return;
    };
    bucket.put("a.csv", "a\n1\n");
    assert_eq!(bucket.source().offers().await, ["a.csv"]);
    let wrong = bucket.source().secret("secret_key", "geraten");
    let refusal = ("fetch_denied", format!("{} 403", bucket.place));
    assert_eq!(wrong.refusal().await, refusal);
    let half = bucket.source().secret("secret_key", "");
    assert_eq!(half.refusal().await.0, "fetch_missing");
    let missing = bucket.source().with("bucket", "dorf");
    assert_eq!(missing.refusal().await.0, "fetch_not_found");
    let escaping = bucket.source().with("bucket", "../stadt");
    assert_eq!(escaping.refusal().await.0, "fetch_not_allowed");
}

#[tokio::test]
async fn a_public_bucket_needs_no_key() {
    let Some(mut bucket) = Bucket::of("all") else {
        return;
    };
    bucket.put("a.csv", "a\n1\n");
    let anonymous = bucket
        .source()
        .with("access_key", "")
        .secret("secret_key", "");
    assert_eq!(anonymous.came().await.texts(), [("a.csv", "a\n1\n")]);
}

#[tokio::test]
async fn an_object_that_breaks_off_goes_on_where_it_ended() {
    let Some(mut bucket) = Bucket::start() else {
        return;
    };
    let long: String = (0..200_000).map(|row| format!("{row};Linde\n")).collect();
    bucket.put("lang.csv", &long);
    let line = Line::breaking(&bucket.place, &[900_000, 900_000]).await;
    let came = bucket.through(&line.place).came().await;
    assert!(came.texts() == [("lang.csv", long.as_str())]);
    assert!(line.count() >= 3, "{}", line.count());
}

#[tokio::test]
async fn a_store_inside_is_not_spoken_to() {
    let Some(bucket) = Bucket::start() else {
        return;
    };
    let closed = Source::new("s3", &["elsewhere.example"])
        .with("url", &format!("http://{}", bucket.place))
        .with("bucket", "stadt");
    let refusal = ("fetch_address_refused", bucket.place.clone());
    assert_eq!(closed.refusal().await, refusal);
}
