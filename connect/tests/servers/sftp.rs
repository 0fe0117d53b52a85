//! SFTP with OpenSSH's server, and passwords with rclone's.

use crate::line::Line;
use crate::program::{Program, installed};
use crate::source::Source;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const TREES: &str = "baum;jahr\nLinde;1990\nEiche;2001\n";

/// OpenSSH with keys of its own; whoever has `key` gets in as the user who runs the test.
struct OpenSsh {
    program: Program,
    folder: TempDir,
    user: String,
}

impl OpenSsh {
    fn start() -> Option<Self> {
        let sshd = installed(&["sshd"])?;
        let folder = TempDir::new().unwrap();
        make_key(&folder.path().join("host"), "ed25519");
        make_key(&folder.path().join("key"), "ed25519");
        make_key(&folder.path().join("rsa"), "rsa");
        make_key(&folder.path().join("other"), "ed25519");
        fs::create_dir(folder.path().join("files")).unwrap();
        let public = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let allowed = folder.path().join("allowed");
        fs::write(&allowed, public("key.pub") + &public("rsa.pub")).unwrap();
        // The server wants to change its root there before it lets somebody in.
        let _there_already = fs::create_dir("/run/sshd");
        let config = format!(
            "HostKey {host}\nAuthorizedKeysFile {allowed}\nStrictModes no\nUsePAM no\nPidFile none\n\
             PermitRootLogin yes\nSubsystem sftp internal-sftp\n",
            host = folder.path().join("host").display(),
            allowed = allowed.display(),
        );
        let config_file = folder.path().join("config");
        fs::write(&config_file, config).unwrap();
        let program = Program::start(&folder.path().join("log"), |port| {
            let mut command = Command::new(&sshd);
            command.args(["-D", "-e", "-f"]).arg(&config_file);
            command.args(["-o", &format!("ListenAddress=127.0.0.1:{port}")]);
            command
        });
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap().trim().to_owned();
        Some(Self {
            program,
            folder,
            user,
        })
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.files().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// As `ssh-keygen -l` says it.
    fn fingerprint(&self) -> String {
        fingerprint(&self.folder.path().join("host.pub"))
    }

    /// All of its form but the fingerprint, through `place`.
    fn through(&self, place: &str) -> Source {
        Source::new("sftp", &[place])
            .with("host", place)
            .with("user", &self.user)
            .with("folder", &self.files().display().to_string())
            .secret("key", &self.text("key"))
    }

    fn source(&self) -> Source {
        self.through(&self.program.place())
            .with("fingerprint", &self.fingerprint())
    }
}

fn make_key(path: &Path, kind: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", kind, "-N", "", "-C", "test", "-f"])
        .arg(path)
        .status();
    assert!(made.unwrap().success());
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn fingerprint(public: &Path) -> String {
    let output = Command::new("ssh-keygen").arg("-lf").arg(public).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    text.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn files_come_once_and_again_when_they_change() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("Bäume.csv", TREES);
    server.put("alt/pegel.csv", "ort;stand\nNord;1\n");
    server.put("liesmich.txt", "x");
    server.put("halb.csv.filepart", "x");
    let source = server.source().with("pattern", "*.csv");
    assert_eq!(source.offers().await, ["Bäume.csv"]);
    let source = source.with("depth", "below");
    assert_eq!(source.offers().await, ["Bäume.csv", "alt/pegel.csv"]);
    let came = source.came().await;
    let pegel = ("alt/pegel.csv", "ort;stand\nNord;1\n");
    assert_eq!(came.texts(), [("Bäume.csv", TREES), pegel]);
    assert_eq!(came.files[1].1, "pegel.csv");
    let source = source.memory(came.memory);
    assert_eq!(source.run().await.unwrap(), None);
    server.put("alt/pegel.csv", "ort;stand\nNord;12\n");
    let came = source.came().await;
    assert_eq!(came.texts(), [("alt/pegel.csv", "ort;stand\nNord;12\n")]);
}

#[tokio::test]
async fn nobody_is_told_a_secret_before_the_fingerprint_is_right() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("a.csv", TREES);
    let unknown = server.through(&server.program.place());
    let error = unknown.look().await.unwrap_err();
    assert_eq!(
        (error.code, error.field, error.detail.as_str()),
        (
            "fetch_host_key_unconfirmed",
            Some("fingerprint"),
            server.fingerprint().as_str()
        )
    );
    let other = fingerprint(&server.folder.path().join("other.pub"));
    let error = unknown.with("fingerprint", &other).run().await.unwrap_err();
    assert_eq!(
        (error.code, error.detail.as_str(), error.passing),
        ("fetch_host_key_other", server.fingerprint().as_str(), false)
    );
    let log = server.text("log");
    assert!(
        !log.contains("Accepted") && !log.contains("Failed"),
        "{log}"
    );
    let right = unknown.with("fingerprint", &format!("{other} {}", server.fingerprint()));
    assert_eq!(right.offers().await, ["a.csv"]);
}

#[tokio::test]
async fn only_the_right_key_gets_in() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("a.csv", TREES);
    let rsa = server.source().secret("key", &server.text("rsa"));
    assert_eq!(rsa.came().await.texts(), [("a.csv", TREES)]);
    let pasted = server.text("key").replace('\n', " ");
    let in_one_line = server.source().secret("key", &pasted);
    assert_eq!(in_one_line.offers().await, ["a.csv"]);
    let place = server.program.place();
    let other = server.source().secret("key", &server.text("other"));
    assert_eq!(other.refusal().await, ("fetch_login_failed", place));
    let none = server.source().secret("key", "");
    assert_eq!(none.refusal().await.0, "fetch_password_or_key");
}

#[tokio::test]
async fn a_line_that_breaks_is_made_anew_and_the_file_goes_on() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    let long: String = (0..200_000).map(|row| format!("{row};Linde\n")).collect();
    server.put("lang.csv", &long);
    let line = Line::breaking(&server.program.place(), &[900_000, 1_200_000]).await;
    let source = server
        .through(&line.place)
        .with("fingerprint", &server.fingerprint());
    let came = source.came().await;
    assert!(came.texts() == [("lang.csv", long.as_str())]);
    assert_eq!(line.count(), 3);
    // Too little to get anywhere: an error, and nothing of the file.
    let line = Line::breaking(&server.program.place(), &[20_000; 50]).await;
    let source = server
        .through(&line.place)
        .with("fingerprint", &server.fingerprint());
    let error = source.run().await.unwrap_err();
    assert!(error.passing, "{error:?}");
}

#[tokio::test]
async fn what_is_not_there_or_not_allowed_is_said() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("a.csv", TREES);
    let missing = server.source().with("folder", "/nirgendwo");
    let refusal = ("fetch_not_found", "/nirgendwo".to_owned());
    assert_eq!(missing.refusal().await, refusal);
    let none = server.source().with("pattern", "*.xlsx");
    let refusal = ("fetch_no_file_fits", "*.xlsx".to_owned());
    assert_eq!(none.refusal().await, refusal);
    let place = server.program.place();
    let closed = Source::new("sftp", &["elsewhere.example"])
        .with("host", &place)
        .with("user", "x")
        .secret("password", "x");
    assert_eq!(closed.refusal().await, ("fetch_address_refused", place));
}

#[tokio::test]
async fn a_link_does_not_lead_out_of_the_folder() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("a.csv", TREES);
    let secret = server.folder.path().join("key");
    std::os::unix::fs::symlink(secret, server.files().join("b.csv")).unwrap();
    assert_eq!(server.source().offers().await, ["a.csv"]);
}

#[tokio::test]
async fn the_newest_file_is_one_dataset() {
    let Some(server) = OpenSsh::start() else {
        return;
    };
    server.put("2024.csv", "alt");
    server.put("2023.csv", TREES);
    let old = fs::File::options()
        .write(true)
        .open(server.files().join("2024.csv"))
        .unwrap();
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_hours(400_000);
    old.set_modified(long_ago).unwrap();
    let source = server.source().with("which", "newest");
    let came = source.came().await;
    assert_eq!(came.texts(), [("-", TREES)]);
    assert_eq!(came.files[0].1, "2023.csv");
}

#[tokio::test]
async fn a_password_opens_too() {
    let Some(rclone) = installed(&["rclone"]) else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let files = folder.path().join("files");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("a.csv"), TREES).unwrap();
    make_key(&folder.path().join("host"), "ed25519");
    let program = Program::start(&folder.path().join("log"), |port| {
        let mut command = Command::new(&rclone);
        command.args(["serve", "sftp"]).arg(&files);
        command.args(["--addr", &format!("127.0.0.1:{port}")]);
        command.args(["--user", "hub", "--pass", "geheim", "--config", "/dev/null"]);
        command.arg("--key").arg(folder.path().join("host"));
        command
    });
    let source = Source::new("sftp", &[&program.place()])
        .with("host", &program.place())
        .with("fingerprint", &fingerprint(&folder.path().join("host.pub")))
        .with("user", "hub");
    let right = source.secret("password", "geheim");
    assert_eq!(right.came().await.texts(), [("a.csv", TREES)]);
    let wrong = source.secret("password", "geraten");
    let refusal = ("fetch_login_failed", program.place());
    assert_eq!(wrong.refusal().await, refusal);
}
