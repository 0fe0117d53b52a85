//! Signing in at a provider of OpenID Connect: a real one, in a browser, honest and spoilt.

use crate::office::{PASSWORD, STEWARD, open};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// The secret of the registration, as the provider knows it: with signs that have to be written otherwise in a form.
const SECRET: &str = "geheim & nicht: erraten+\n";

/// Words that stand in warnings because the tests provoke them.
const WARNINGS: [&str; 3] = [
    "nobody is sent there",
    "a sign-in at a provider failed",
    "request refused",
];

/// A provider on a free port; ends with its input.
struct Provider {
    child: Child,
    input: Option<ChildStdin>,
    issuer: String,
}

impl Provider {
    fn start(algorithm: &str) -> Result<Self> {
        let mut child = Command::new("node")
            .arg(root().join("e2e/provider/provider.mjs"))
            .arg(algorithm)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("node does not start")?;
        let output = child.stdout.take().context("the output is piped")?;
        let mut lines = BufReader::new(output).lines();
        let issuer = lines.next().context("the provider says its issuer")??;
        // Whatever else it prints must not fill the pipe.
        std::thread::spawn(move || lines.count());
        Ok(Self {
            input: child.stdin.take(),
            child,
            issuer,
        })
    }

    fn steer(&self, wish: &Value) -> Result<Value> {
        let client = reqwest::blocking::Client::new();
        let address = format!("{}/steuern", self.issuer);
        let answer = client.post(address).body(wish.to_string()).send()?;
        Ok(answer.error_for_status()?.json()?)
    }

    /// Tells it where a hub lies, and as what it knows the provider.
    fn registers(&self, server: &Server, id: &str) -> Result<()> {
        self.steer(&json!({ "hub": { "base": server.base, "id": id } }))?;
        Ok(())
    }

    fn authority(&self) -> &str {
        self.issuer.trim_start_matches("http://")
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Settings with two providers: one whose groups give rights, and one of a neighbour that only vouches for people.
fn set_up(home: &Home, stadt: &Provider, nachbar: &Provider) -> Result<()> {
    let secret = home.write("geheimnis", SECRET)?;
    let path = home.data().join("config.toml");
    let text = std::fs::read_to_string(&path)?;
    let hosts = format!(
        "allowed_hosts = [{:?}, {:?}]",
        stadt.authority(),
        nachbar.authority()
    );
    let mut text = text.replace("allowed_hosts = []", &hosts);
    let provider = |id: &str, name: &str, issuer: &str| {
        format!(
            "\n[[providers]]\nid = {id:?}\nname = {name:?}\nissuer = {issuer:?}\nclient_id = \"hub\"\nclient_secret_file = {:?}\n",
            secret.display().to_string()
        )
    };
    text.push_str(&provider("stadt", "Stadtkonto", &stadt.issuer));
    text.push_str(
        "[[providers.groups]]\ngroup = \"/umwelt/pflege\"\norganisation = \"umwelt\"\nrole = \"steward\"\n\
         [[providers.groups]]\ngroup = \"/it/hub\"\nright = \"administrator\"\n",
    );
    text.push_str(&provider("nachbar", "Nachbarstadt", &nachbar.issuer));
    std::fs::write(path, text)?;
    Ok(())
}

/// A hub with an office, an administrator and a steward with passwords, and two providers.
struct Hub {
    home: Home,
    server: Server,
    stadt: Provider,
    nachbar: Provider,
}

fn hub() -> Result<Hub> {
    let home = Home::new()?;
    let (stadt, nachbar) = (Provider::start("RS256")?, Provider::start("ES256")?);
    set_up(&home, &stadt, &nachbar)?;
    let options = ServerOptions {
        expected_warnings: WARNINGS.to_vec(),
        ..ServerOptions::default()
    };
    let (server, _steward) = open(&home, options)?;
    stadt.registers(&server, "stadt")?;
    nachbar.registers(&server, "nachbar")?;
    Ok(Hub {
        home,
        server,
        stadt,
        nachbar,
    })
}

/// Lets somebody do the steps in a browser.
fn walk(hub: &Hub, issuer: &str, steps: &Value) -> Result<()> {
    let plan = json!({
        "base": hub.server.base, "issuer": issuer, "steps": steps,
        "folder": root().join("target/screenshots"),
    });
    let plan = hub.home.write("plan.json", plan.to_string())?;
    let output = Command::new("node")
        .arg(root().join("e2e/browser/provider.mjs"))
        .arg(plan)
        .env("HEBEWERK_NODE_MODULES", root().join("web"))
        .output()
        .context("node does not start")?;
    ensure!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

#[test]
fn people_sign_in_at_a_provider_and_get_what_their_groups_give() -> Result<()> {
    let hub = hub()?;
    let steps = json!([
        { "as": "ada", "button": "Stadtkonto", "onward": "/hochladen", "says": "Umwelt" },
        { "at": "/konto", "says": "ada@stadt.example" },
        { "look": "konto-anbieter", "path": "/konto/anbieter" },
        { "out": true },
        { "look": "anmelden-anbieter", "path": "/anmelden" },
        { "as": "chef", "button": "Stadtkonto", "onward": "/verwaltung", "says": "Konten" },
        { "as": "bo", "button": "Stadtkonto", "says": "in keiner Gruppe" },
        { "look": "anmelden-anbieter-nicht", "path": "/anmelden/anbieter/stadt/zurueck?error=access_denied" },
        { "as": "offen", "button": "Stadtkonto", "says": "nicht bestätigt" },
        { "as": "ada", "button": "Stadtkonto", "says": "" },
        { "at": "/konto", "says": "Ada Lovelace" },
    ]);
    walk(&hub, &hub.stadt.issuer, &steps)?;
    let record = hub.home.done(["audit", "list", "--json"])?.text();
    for said in [
        "\"provider\"",
        "provider_no_role",
        "provider_logout",
        "add_account",
    ] {
        ensure!(record.contains(said), "{said} is not on record\n{record}");
    }
    let names = hub.home.done(["account", "ada@stadt.example", "--json"])?;
    ensure!(names.json()?["sessions"] == 1, "{}", names.text());
    hub.server.stop()
}

#[test]
fn a_second_factor_there_counts_when_the_token_says_so() -> Result<()> {
    let hub = hub()?;
    hub.server.stop()?;
    let path = hub.home.data().join("config.toml");
    let text = std::fs::read_to_string(&path)?;
    let issuer = format!("issuer = {:?}", hub.stadt.issuer);
    let precise =
        format!("{issuer}\nhas_second_factor = true\nsecond_factor_values = [\"mfa\", \"otp\"]");
    let text = text
        .replace(
            "privileged_need_second_factor = false",
            "privileged_need_second_factor = true",
        )
        .replace(&issuer, &precise);
    std::fs::write(path, text)?;
    let server = Server::start(&hub.home)?;
    hub.stadt.registers(&server, "stadt")?;
    let hub = Hub { server, ..hub };
    let steps = json!([
        { "as": "chef", "button": "Stadtkonto", "onward": "/verwaltung", "says": "Sie brauchen hier einen zweiten Faktor" },
        { "steer": { "spoil": "strong" } },
        { "as": "chef", "button": "Stadtkonto", "onward": "/verwaltung", "says": "Konten" },
    ]);
    walk(&hub, &hub.stadt.issuer, &steps)?;
    hub.server.stop()
}

#[test]
fn a_spoilt_token_opens_nothing() -> Result<()> {
    let hub = hub()?;
    let mut steps = Vec::new();
    for spoilt in [
        "audience",
        "nonce",
        "issuer",
        "expired",
        "signature",
        "shared",
        "none",
        "notice",
    ] {
        steps.push(json!({ "steer": { "spoil": spoilt } }));
        steps.push(json!({ "as": "ada", "button": "Stadtkonto", "says": "wird nicht angenommen" }));
    }
    steps.push(json!({ "steer": { "spoil": null } }));
    steps.push(json!({ "as": "ada", "button": "Stadtkonto", "says": "" }));
    steps.push(json!({ "at": "/konto", "says": "Ada Lovelace" }));
    walk(&hub, &hub.stadt.issuer, &json!(steps))?;
    hub.server.stop()
}

#[test]
fn an_account_with_a_password_is_linked_by_its_owner_and_by_nobody_else() -> Result<()> {
    let hub = hub()?;
    let steps = json!([
        { "steer": { "down": true } },
        { "as": null, "button": "Nachbarstadt", "says": "nicht zu erreichen" },
        { "steer": { "down": false } },
        // Somebody there has the address that Kai has here.
        { "as": "dieb", "button": "Nachbarstadt", "says": "schon ein Konto" },
        { "link": { "email": STEWARD, "password": PASSWORD, "at": "nachbar", "as": "chef" }, "says": "ist verknüpft" },
        { "look": "konto-anbieter-verknuepft", "path": "/konto/anbieter" },
        { "as": "chef", "button": "Nachbarstadt", "onward": "/konto", "says": STEWARD },
        { "at": "/hochladen", "says": "Umwelt" },
    ]);
    walk(&hub, &hub.nachbar.issuer, &steps)?;
    hub.server.stop()
}

#[test]
fn only_the_provider_ends_sessions_from_outside() -> Result<()> {
    let hub = hub()?;
    let steps = json!([
        { "as": "ada", "button": "Stadtkonto", "says": "" },
    ]);
    walk(&hub, &hub.stadt.issuer, &steps)?;
    let sessions = || -> Result<Value> {
        let standing = hub.home.done(["account", "ada@stadt.example", "--json"])?;
        Ok(standing.json()?["sessions"].clone())
    };
    let send = |token: &str, id: &str| -> Result<u16> {
        let visitor = hub.server.visitor()?;
        let path = format!("/anmelden/anbieter/{id}/abmelden");
        let request = visitor.request(reqwest::Method::POST, &path);
        let answer = request.form(&[("logout_token", token)]).send()?;
        Ok(answer.status().as_u16())
    };
    let notice = |changed: Value| -> Result<String> {
        let told = hub.stadt.steer(&json!({ "notice": changed }))?;
        Ok(told["notice"].as_str().context("a notice")?.to_owned())
    };
    for spoilt in [
        json!({ "sub": "ada", "foreign": true }),
        json!({ "sub": "ada", "aud": "other" }),
        json!({ "sub": "ada", "iss": "https://elsewhere.example" }),
        json!({ "sub": "ada", "nonce": "n" }),
        json!({ "sub": "ada", "events": {} }),
        json!({ "sub": "ada", "exp": 1 }),
        json!({}),
    ] {
        ensure!(send(&notice(spoilt.clone())?, "stadt")? == 400, "{spoilt}");
    }
    let honest = notice(json!({ "sub": "ada" }))?;
    ensure!(send("made up", "stadt")? == 400, "made up");
    ensure!(send(&honest, "nachbar")? == 400, "another provider's");
    ensure!(send(&honest, "niemand")? == 404, "nobody's");
    let elsewhere = notice(json!({ "sub": "ada", "sid": "another session" }))?;
    ensure!(send(&elsewhere, "stadt")? == 200, "another session");
    ensure!(sessions()? == 1, "{}", sessions()?);
    ensure!(send(&honest, "stadt")? == 200, "an honest notice");
    ensure!(sessions()? == 0, "{}", sessions()?);
    hub.server.stop()
}

#[test]
fn where_it_is_required_a_password_opens_nothing_to_staff() -> Result<()> {
    let hub = hub()?;
    hub.server.stop()?;
    let path = hub.home.data().join("config.toml");
    let text = std::fs::read_to_string(&path)?;
    let text = text.replace("staff_need_provider = false", "staff_need_provider = true");
    std::fs::write(path, text)?;
    let server = Server::with(
        &hub.home,
        ServerOptions {
            expected_warnings: WARNINGS.to_vec(),
            ..ServerOptions::default()
        },
    )?;
    let visitor = server.visitor()?;
    let fields = [("email", STEWARD), ("kennwort", PASSWORD)];
    let answer = visitor.submit("/anmelden", "/anmelden", &fields)?;
    let text = answer.text()?;
    ensure!(text.contains("nicht mit dem Kennwort"), "{text}");
    // For the day on which the provider is down.
    visitor.sign_in("jana@stadt.example", PASSWORD)?;
    let own = visitor.page("/verwaltung")?;
    ensure!(own.contains("Konten"), "{own}");
    server.stop()
}
