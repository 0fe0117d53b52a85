//! WebDAV as rclone serves it.

use crate::line::Line;
use crate::program::{Program, installed};
use crate::source::Source;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A share with a name and a password.
struct Share {
    program: Program,
    folder: TempDir,
}

impl Share {
    fn start() -> Option<Self> {
        let rclone = installed(&["rclone"])?;
        let folder = TempDir::new().unwrap();
        let files = folder.path().join("files");
        fs::create_dir(&files).unwrap();
        let program = Program::start(&folder.path().join("log"), |port| {
            let mut command = Command::new(&rclone);
            command.args(["serve", "webdav"]).arg(&files);
            command.args(["--addr", &format!("127.0.0.1:{port}")]);
            command.args(["--user", "hub", "--pass", "geheim", "--config", "/dev/null"]);
            // What the test writes beside it must be seen at once.
            command.args(["--dir-cache-time", "0s", "--poll-interval", "0"]);
            command
        });
        Some(Self { program, folder })
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.folder.path().join("files").join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, text).unwrap();
    }

    fn through(place: &str) -> Source {
        Source::new("webdav", &[place])
            .with("url", &format!("http://{place}/"))
            .with("user", "hub")
            .secret("password", "geheim")
    }

    fn source(&self) -> Source {
        Self::through(&self.program.place())
    }
}

#[tokio::test]
async fn files_come_once_and_again_when_they_change() {
    let Some(share) = Share::start() else {
        return;
    };
    share.put("Ämter & Co/Bäume 100%.csv", "baum;jahr\nLinde;1990\n");
    share.put("Ämter & Co/alt/tief/pegel.csv", "ort\nNord\n");
    share.put("Ämter & Co/liesmich.txt", "x");
    share.put("sonst.csv", "x");
    let source = share
        .source()
        .with("folder", "Ämter & Co")
        .with("pattern", "*.csv");
    assert_eq!(source.offers().await, ["Bäume 100%.csv"]);
    let source = source.with("depth", "below");
    let came = source.came().await;
    let trees = ("Bäume 100%.csv", "baum;jahr\nLinde;1990\n");
    assert_eq!(came.texts(), [trees, ("alt/tief/pegel.csv", "ort\nNord\n")]);
    let source = source.memory(came.memory);
    assert_eq!(source.run().await.unwrap(), None);
    share.put(
        "Ämter & Co/Bäume 100%.csv",
        "baum;jahr\nEiche;2001\nUlme;1\n",
    );
    let came = source.came().await;
    let trees = ("Bäume 100%.csv", "baum;jahr\nEiche;2001\nUlme;1\n");
    assert_eq!(came.texts(), [trees]);
}

#[tokio::test]
async fn the_whole_share_is_a_folder_too() {
    let Some(share) = Share::start() else {
        return;
    };
    share.put("a.csv", "a\n1\n");
    share.put("b/c.csv", "c\n1\n");
    assert_eq!(share.source().offers().await, ["a.csv"]);
    let below = share.source().with("depth", "below");
    assert_eq!(below.offers().await, ["a.csv", "b/c.csv"]);
}

#[tokio::test]
async fn only_the_right_password_opens_a_share() {
    let Some(share) = Share::start() else {
        return;
    };
    share.put("a.csv", "a\n1\n");
    let wrong = share.source().secret("password", "geraten");
    let refusal = ("fetch_denied", format!("{} 401", share.program.place()));
    assert_eq!(wrong.refusal().await, refusal);
    let missing = share.source().with("folder", "nirgendwo");
    let refusal = ("fetch_not_found", format!("{} 404", share.program.place()));
    assert_eq!(missing.refusal().await, refusal);
    let place = share.program.place();
    let closed =
        Source::new("webdav", &["elsewhere.example"]).with("url", &format!("http://{place}/"));
    assert_eq!(closed.refusal().await, ("fetch_address_refused", place));
}

#[tokio::test]
async fn a_file_that_breaks_off_goes_on_where_it_ended() {
    let Some(share) = Share::start() else {
        return;
    };
    let long: String = (0..200_000).map(|row| format!("{row};Linde\n")).collect();
    share.put("lang.csv", &long);
    // The list comes on a line of its own or on the same; either way the file breaks in its midst.
    let line = Line::breaking(&share.program.place(), &[900_000, 900_000]).await;
    let came = Share::through(&line.place).came().await;
    assert!(came.texts() == [("lang.csv", long.as_str())]);
    assert!(line.count() >= 3, "{}", line.count());
}
