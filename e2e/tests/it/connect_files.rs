//! Files of real servers become datasets, and their next states versions: OpenSSH, rclone's WebDAV, moto's S3,
//! Mosquitto, a folder of this machine, a timetable.

use crate::office;
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, ServerOptions};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that serves; it ends with this.
struct Serving {
    child: Child,
    place: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Serving {
    /// Starts what `command` makes for a free port, and waits until it answers there.
    fn start(command: impl Fn(u16) -> Result<Command>) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = command(port)?;
        let child = command.stdin(Stdio::null()).stdout(Stdio::null());
        let serving = Self {
            child: child.stderr(Stdio::null()).spawn()?,
            place: format!("127.0.0.1:{port}"),
        };
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(&serving.place).is_err() {
            ensure!(Instant::now() < deadline, "the server does not answer");
            std::thread::park_timeout(Duration::from_millis(20));
        }
        Ok(serving)
    }
}

#[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
fn skipped(what: &str) {
    eprintln!("SKIPPED: {what}");
}

/// A program of this machine; none, and said so, where it is not installed. `cargo xtask test` installs it.
fn installed(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];
    let found = folders.iter().map(|folder| Path::new(folder).join(name));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        skipped(&format!("{name} is not installed"));
    }
    found
}

fn allow(home: &Home, key: &str, value: &str) -> Result<()> {
    let config = home.data().join("config.toml");
    let text = fs::read_to_string(&config)?;
    let allowed = text.replace(&format!("{key} = []"), &format!("{key} = [\"{value}\"]"));
    ensure!(allowed != text, "the settings name {key}");
    Ok(fs::write(config, allowed)?)
}

/// Makes the connection `Baeume`.
fn connect(home: &Home, kind: &str, sets: &[(&str, &str)], secrets: &[(&str, &str)]) -> Result<()> {
    let mut arguments: Vec<String> = [
        "connect",
        kind,
        "--organisation",
        "Umwelt",
        "--name",
        "Baeume",
    ]
    .map(str::to_owned)
    .to_vec();
    for (name, value) in sets {
        arguments.extend(["--set".to_owned(), format!("{name}={value}")]);
    }
    for (name, secret) in secrets {
        let file = home.write(&format!("geheim-{name}"), secret)?;
        let secret = format!("{name}={}", file.display());
        arguments.extend(["--secret-file".to_owned(), secret]);
    }
    home.done(arguments)?;
    Ok(())
}

fn fetched(home: &Home) -> Result<String> {
    let run = home.done(["fetch", "Baeume", "--json"])?.json()?;
    Ok(run["outcome"].as_str().context("an outcome")?.to_owned())
}

/// What somebody is told whose fetch fails.
fn told(home: &Home) -> Result<String> {
    let refused = home.run(["fetch", "Baeume"])?;
    ensure!(refused.code == Some(1), "it should have failed");
    Ok(refused.text())
}

const TREES: &str = "baumart;höhe\nLinde;12,5\nEiche;20,0\n";
const MORE_TREES: &str = "baumart;höhe\nLinde;12,5\nEiche;20,0\nUlme;1,5\n";

/// Taken in once, found unchanged, and taken in again after a change.
fn expect_versions(home: &Home, change: impl FnOnce() -> Result<()>) -> Result<()> {
    assert_eq!(fetched(home)?, "delivered");
    let sql = "select count(*) as n, cast(sum(hoehe) * 10 as int) as summe from umwelt.baeume";
    assert_eq!(home.sql(sql)?, json!([{"n": 2, "summe": 325}]));
    assert_eq!(fetched(home)?, "unchanged");
    change()?;
    assert_eq!(fetched(home)?, "delivered");
    assert_eq!(home.sql(sql)?, json!([{"n": 3, "summe": 340}]));
    let datasets = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(datasets[0]["version"], 2);
    Ok(())
}

fn run(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {errors}");
    Ok(String::from_utf8(output.stdout)?)
}

fn key(path: &Path) -> Result<()> {
    let path = path.display().to_string();
    run(
        "ssh-keygen",
        &["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", &path],
    )?;
    Ok(())
}

/// OpenSSH over the folder `export` beside the data directory.
struct OpenSsh {
    serving: Serving,
    folder: String,
    user: String,
    key: String,
    fingerprint: String,
}

impl OpenSsh {
    fn start(home: &Home) -> Result<Option<Self>> {
        let Some(sshd) = installed("sshd") else {
            return Ok(None);
        };
        let at = |name: &str| home.folder().join(name);
        key(&at("rechner"))?;
        key(&at("schluessel"))?;
        home.write("export/baeume.csv", TREES)?;
        let config = format!(
            "HostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\nPidFile none\n\
             PermitRootLogin yes\nSubsystem sftp internal-sftp\n",
            at("rechner").display(),
            at("schluessel.pub").display(),
        );
        let config = home.write("sshd_config", config)?;
        // The server wants to change its root there before it lets somebody in.
        let _there_already = fs::create_dir("/run/sshd");
        let serving = Serving::start(|port| {
            let mut command = Command::new(&sshd);
            command.arg("-D").arg("-f").arg(&config);
            command.args(["-o", &format!("ListenAddress=127.0.0.1:{port}")]);
            Ok(command)
        })?;
        allow(home, "allowed_hosts", &serving.place)?;
        let public = at("rechner.pub").display().to_string();
        let shown = run("ssh-keygen", &["-lf", &public])?;
        let fingerprint = shown.split(' ').nth(1).context("a fingerprint")?;
        Ok(Some(Self {
            serving,
            folder: at("export").display().to_string(),
            user: run("id", &["-un"])?.trim().to_owned(),
            key: fs::read_to_string(at("schluessel"))?,
            fingerprint: fingerprint.to_owned(),
        }))
    }

    fn sets<'a>(&'a self, fingerprint: &'a str) -> [(&'static str, &'a str); 5] {
        [
            ("host", &self.serving.place),
            ("user", &self.user),
            ("folder", &self.folder),
            ("pattern", "baeume.csv"),
            ("fingerprint", fingerprint),
        ]
    }
}

#[test]
fn files_on_an_sftp_server_become_versions() -> Result<()> {
    let home = Home::new()?;
    let Some(server) = OpenSsh::start(&home)? else {
        return Ok(());
    };
    let file = home.folder().join("export/baeume.csv");
    let sets = server.sets(&server.fingerprint);
    connect(&home, "sftp", &sets, &[("key", &server.key)])?;
    expect_versions(&home, || Ok(fs::write(&file, MORE_TREES)?))
}

#[test]
fn an_sftp_server_with_another_fingerprint_is_told_nothing() -> Result<()> {
    let home = Home::new()?;
    let Some(server) = OpenSsh::start(&home)? else {
        return Ok(());
    };
    let sets = server.sets("SHA256:falsch");
    connect(&home, "sftp", &sets, &[("key", &server.key)])?;
    let text = told(&home)?;
    assert!(text.contains(&server.fingerprint), "{text}");
    Ok(())
}

#[test]
fn a_clerk_sees_the_fingerprint_confirms_it_and_sees_the_files() -> Result<()> {
    let home = Home::new()?;
    let Some(ssh) = OpenSsh::start(&home)? else {
        return Ok(());
    };
    let (server, clerk) = office::open(&home, ServerOptions::default())?;
    let page = "/anbindungen/neu/sftp";
    let tried = |fingerprint: &str| -> Result<String> {
        let fields = [
            ("haus", "umwelt"),
            ("name", "Baeume"),
            ("takt", "0"),
            ("zusage", "0"),
            ("zugang", "office"),
            ("f_host", ssh.serving.place.as_str()),
            ("f_user", ssh.user.as_str()),
            // As a browser sends what is pasted into a field of one line.
            ("f_key", &ssh.key.replace('\n', "")),
            ("f_folder", ssh.folder.as_str()),
            ("f_fingerprint", fingerprint),
            ("tun", "pruefen"),
        ];
        Ok(clerk.submit(page, page, &fields)?.text()?)
    };
    let text = tried("")?;
    // The page writes + and / of a fingerprint as they are, or as references.
    let shown = |text: &str| {
        text.replace("&#43;", "+")
            .replace("&#x2B;", "+")
            .replace("&#x2F;", "/")
    };
    assert!(shown(&text).contains(&ssh.fingerprint), "{text}");
    assert!(!text.contains("baeume.csv"));
    let text = tried(&ssh.fingerprint)?;
    assert!(text.contains("baeume.csv"), "{text}");
    assert!(!text.contains("PRIVATE KEY"));
    server.stop()
}

#[test]
fn files_on_a_webdav_server_become_versions() -> Result<()> {
    let Some(rclone) = installed("rclone") else {
        return Ok(());
    };
    let home = Home::new()?;
    let file = home.write("export/Ämter/baeume.csv", TREES)?;
    let server = Serving::start(|port| {
        let mut command = Command::new(&rclone);
        command
            .args(["serve", "webdav"])
            .arg(home.folder().join("export"));
        command.args(["--addr", &format!("127.0.0.1:{port}")]);
        command.args(["--user", "hub", "--pass", "geheim", "--config", "/dev/null"]);
        command.args(["--dir-cache-time", "0s", "--poll-interval", "0"]);
        Ok(command)
    })?;
    let url = format!("http://{}", server.place);
    let sets = [
        ("url", url.as_str()),
        ("user", "hub"),
        ("folder", "Ämter"),
        ("pattern", "baeume.csv"),
    ];
    connect(&home, "webdav", &sets, &[("password", "geheim")])?;
    let text = told(&home)?;
    assert!(text.contains("eigenen Netz"), "{text}");
    allow(&home, "allowed_hosts", &server.place)?;
    expect_versions(&home, || Ok(fs::write(&file, MORE_TREES)?))
}

#[test]
fn objects_in_a_bucket_become_versions() -> Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the tests are told of their surroundings so"
    )]
    let Some(python) = std::env::var_os("HEBEWERK_TEST_SERVERS_PYTHON") else {
        skipped("HEBEWERK_TEST_SERVERS_PYTHON is not set");
        return Ok(());
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../connect/tests/servers/s3.py");
    let mut child = Command::new(python)
        .arg(script)
        .arg("own")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut asks = child.stdin.take().context("it listens")?;
    let mut answers = BufReader::new(child.stdout.take().context("it speaks")?);
    let mut line = String::new();
    answers.read_line(&mut line)?;
    let said: Value = serde_json::from_str(&line)?;
    let server = Serving {
        child,
        place: format!("127.0.0.1:{}", said["port"]),
    };
    let mut put = |text: &str| -> Result<()> {
        let ask = json!({"put": "export/baeume.csv", "text": text});
        writeln!(asks, "{ask}")?;
        line.clear();
        answers.read_line(&mut line)?;
        Ok(())
    };
    put(TREES)?;
    let home = Home::new()?;
    allow(&home, "allowed_hosts", &server.place)?;
    let url = format!("http://{}", server.place);
    let sets = [
        ("url", url.as_str()),
        ("bucket", "stadt"),
        ("folder", "export"),
        ("access_key", said["key"].as_str().context("a key")?),
        ("which", "newest"),
    ];
    let secret = said["secret"].as_str().context("a secret")?;
    connect(&home, "s3", &sets, &[("secret_key", secret)])?;
    expect_versions(&home, || put(MORE_TREES))
}

#[test]
fn files_of_a_folder_come_only_where_it_is_allowed() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("ablage/baeume.csv", TREES)?;
    let folder = home.folder().join("ablage");
    let folder = folder.display().to_string();
    let sets = [("folder", folder.as_str()), ("pattern", "baeume.csv")];
    connect(&home, "folder", &sets, &[])?;
    let text = told(&home)?;
    assert!(text.contains("allowed_folders"), "{text}");
    allow(&home, "allowed_folders", &folder)?;
    expect_versions(&home, || Ok(fs::write(&file, MORE_TREES)?))
}

#[test]
fn the_hubs_own_directory_is_never_a_source() -> Result<()> {
    let home = Home::new()?;
    let all = home.folder().display().to_string();
    allow(&home, "allowed_folders", &all)?;
    let own = home.data().display().to_string();
    let sets = [("folder", own.as_str()), ("pattern", "secrets.key")];
    connect(&home, "folder", &sets, &[])?;
    let text = told(&home)?;
    assert!(text.contains("nicht freigegeben"), "{text}");
    Ok(())
}

#[test]
fn messages_of_a_broker_become_rows() -> Result<()> {
    let (Some(mosquitto), Some(publish)) = (installed("mosquitto"), installed("mosquitto_pub"))
    else {
        return Ok(());
    };
    let home = Home::new()?;
    let server = Serving::start(|port| {
        let user = run("id", &["-un"])?;
        let config = format!(
            "listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser {user}\n"
        );
        let mut command = Command::new(&mosquitto);
        command.arg("-c").arg(home.write("mosquitto.conf", config)?);
        Ok(command)
    })?;
    allow(&home, "allowed_hosts", &server.place)?;
    let sets = [
        ("host", server.place.as_str()),
        ("tls", "off"),
        ("topics", "stadt/+/pegel"),
        ("seconds", "1"),
    ];
    connect(&home, "mqtt", &sets, &[])?;
    assert_eq!(fetched(&home)?, "unchanged");
    let port = server.place.rsplit(':').next().unwrap_or_default();
    for (place, level) in [("nord", "1.50"), ("süd", "2.25")] {
        let topic = format!("stadt/{place}/pegel");
        let message = format!("{{\"meter\": {level}, \"ort\": \"{place}\"}}");
        let sent = Command::new(&publish)
            .args([
                "-h",
                "127.0.0.1",
                "-p",
                port,
                "-q",
                "1",
                "-t",
                &topic,
                "-m",
                &message,
            ])
            .status()?;
        ensure!(sent.success(), "it could not be published");
    }
    assert_eq!(fetched(&home)?, "delivered");
    let rows = home.sql("select count(*) as n from umwelt.baeume")?;
    assert_eq!(rows, json!([{"n": 2}]));
    let columns = home.sql("select * from umwelt.baeume order by topic limit 1")?;
    let row = columns[0].as_object().context("a row")?;
    assert_eq!(row["topic"], "stadt/nord/pegel");
    let levels: Vec<&Value> = row
        .iter()
        .filter(|(name, _value)| name.contains("meter"))
        .map(|(_name, value)| value)
        .collect();
    assert_eq!(levels, [&json!(1.5)], "{row:?}");
    assert_eq!(fetched(&home)?, "unchanged");
    Ok(())
}

/// An authority `ca.pem` of the city's own, and `broker.pem` with `broker.key` for the loopback address.
fn certificates(home: &Home) -> Result<()> {
    let at = |name: &str| home.folder().join(name).display().to_string();
    let usual = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    let make = |more: &[&str]| run("openssl", &[usual.as_slice(), more].concat());
    let (authority, authority_key) = (at("ca.pem"), at("ca.key"));
    make(&[
        "-subj",
        "/CN=Stadt",
        "-keyout",
        &authority_key,
        "-out",
        &authority,
    ])?;
    make(&[
        "-CA",
        &authority,
        "-CAkey",
        &authority_key,
        "-subj",
        "/CN=broker",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        &at("broker.key"),
        "-out",
        &at("broker.pem"),
    ])?;
    Ok(())
}

#[test]
fn an_encrypted_broker_is_spoken_to_if_its_certificate_is_trusted() -> Result<()> {
    let (Some(mosquitto), Some(_openssl)) = (installed("mosquitto"), installed("openssl")) else {
        return Ok(());
    };
    let home = Home::new()?;
    certificates(&home)?;
    let at = |name: &str| home.folder().join(name).display().to_string();
    let server = Serving::start(|port| {
        let user = run("id", &["-un"])?;
        let config = format!(
            "listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser {user}\n\
             certfile {}\nkeyfile {}\n",
            at("broker.pem"),
            at("broker.key"),
        );
        let mut command = Command::new(&mosquitto);
        command.arg("-c").arg(home.write("mosquitto.conf", config)?);
        Ok(command)
    })?;
    allow(&home, "allowed_hosts", &server.place)?;
    let sets = [
        ("host", server.place.as_str()),
        ("topics", "stadt/#"),
        ("seconds", "1"),
    ];
    connect(&home, "mqtt", &sets, &[])?;
    let text = told(&home)?;
    assert!(text.contains("Zertifikat"), "{text}");
    let trusting = home
        .command(["fetch", "Baeume", "--json"])
        .env("SSL_CERT_FILE", at("ca.pem"))
        .output()?;
    let ended: Value = serde_json::from_slice(&trusting.stdout)?;
    assert_eq!(ended["outcome"], "unchanged", "{ended}");
    Ok(())
}

/// A web server that answers every request with what lies in a folder.
fn website(folder: &Path) -> Result<Serving> {
    let folder = folder.to_owned();
    Serving::start(move |port| {
        let mut command = Command::new("python3");
        command.args([
            "-m",
            "http.server",
            "--bind",
            "127.0.0.1",
            &port.to_string(),
        ]);
        command.arg("--directory").arg(&folder);
        Ok(command)
    })
}

fn timetable(leave_out: &str) -> Result<Vec<u8>> {
    let tables = [
        (
            "agency.txt",
            "agency_id,agency_name,agency_url,agency_timezone\n1,Stadtbahn,https://x.example,Europe/Berlin\n",
        ),
        (
            "routes.txt",
            "route_id,agency_id,route_short_name,route_type\n007,1,7,0\n",
        ),
        ("trips.txt", "route_id,service_id,trip_id\n007,w,t1\n"),
        (
            "stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon\n01,Markt,51.5,7.4\n02,Bahnhof,51.6,7.5\n",
        ),
        (
            "stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,25:10:00,25:10:00,01,1\n",
        ),
        (
            "calendar_dates.txt",
            "service_id,date,exception_type\nw,20260101,1\n",
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in tables.iter().filter(|(name, _text)| *name != leave_out) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[test]
fn a_timetable_is_taken_over_only_whole() -> Result<()> {
    let home = Home::new()?;
    let whole = timetable("")?;
    let file = home.write("web/gtfs", &whole)?;
    let server = website(&home.folder().join("web"))?;
    allow(&home, "allowed_hosts", &server.place)?;
    let url = format!("http://{}/gtfs", server.place);
    connect(&home, "gtfs", &[("url", url.as_str())], &[])?;
    assert_eq!(fetched(&home)?, "delivered");
    assert_eq!(fetched(&home)?, "unchanged");
    let stops = home.sql("select count(*) as n from umwelt.baeume__stops where stop_id = '01'")?;
    assert_eq!(stops, json!([{"n": 1}]));
    // A state without the trips, changed a second later: the one that is there stays.
    fs::write(&file, timetable("trips.txt")?)?;
    let later = fs::metadata(&file)?.modified()? + Duration::from_secs(5);
    fs::File::options()
        .write(true)
        .open(&file)?
        .set_modified(later)?;
    let text = told(&home)?;
    assert!(text.contains("trips.txt"), "{text}");
    fs::write(&file, "<html>")?;
    let later = later + Duration::from_secs(5);
    fs::File::options()
        .write(true)
        .open(&file)?
        .set_modified(later)?;
    let text = told(&home)?;
    assert!(text.contains("keine ZIP-Datei"), "{text}");
    let datasets = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(datasets[0]["version"], 1);
    Ok(())
}
