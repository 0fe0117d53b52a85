//! Layers of real geographic servers become datasets: pygeoapi behind OGC API – Features, MapServer behind WFS.

use anyhow::{Context, Result, bail};
use hebewerk_e2e::{Home, Server};
use reqwest::Method;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// More than a page of either server, and no multiple of one.
const TREES: usize = 1_203;

/// A server written in Python; ends with the test.
pub(crate) struct Service {
    child: Child,
    pub(crate) place: String,
    folder: TempDir,
}

impl Drop for Service {
    fn drop(&mut self) {
        // Nothing of it is kept, and one that is gone already is fine.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Service {
    /// Where its files lie.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// None where the machine has no environment for servers; `cargo xtask test` makes one.
    pub(crate) fn start(script: &str, files: &[(&str, &str)]) -> Result<Option<Self>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the tests are told of their surroundings so"
        )]
        let Some(python) = std::env::var_os("HEBEWERK_TEST_SERVERS_PYTHON") else {
            #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
            {
                eprintln!("SKIPPED: {script}: HEBEWERK_TEST_SERVERS_PYTHON is not set");
            }
            return Ok(None);
        };
        let folder = tempfile::tempdir()?;
        for (name, text) in files {
            let file = folder.path().join(name);
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(file, text)?;
        }
        let mut child = Command::new(PathBuf::from(python))
            .arg(
                Path::new(env!("CARGO_MANIFEST_DIR"))
                    .join("servers")
                    .join(script),
            )
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the server does not start")?;
        let output = child.stdout.take().context("the output is piped")?;
        let mut port = String::new();
        BufReader::new(output).read_line(&mut port)?;
        let service = Self {
            child,
            place: format!("127.0.0.1:{}", port.trim()),
            folder,
        };
        if port.trim().is_empty() {
            bail!("{script} said no port");
        }
        Ok(Some(service))
    }
}

/// Trees in a row, in degrees or in metres.
fn trees(from: (f64, f64), step: (f64, f64), members: &Value) -> String {
    let features: Vec<Value> = (1..=TREES)
        .map(|number| {
            let along = number as f64;
            json!({
                "type": "Feature",
                "id": number,
                "geometry": {
                    "type": "Point",
                    "coordinates": [from.0 + along * step.0, from.1 + along * step.1],
                },
                "properties": {
                    "nr": number,
                    "art": if number % 2 == 0 { "Linde" } else { "Säulen-Eiche" },
                    "schluessel": format!("{number:05}"),
                },
            })
        })
        .collect();
    let mut collection = members.clone();
    collection["type"] = json!("FeatureCollection");
    collection["features"] = json!(features);
    collection.to_string()
}

fn connect(home: &Home, service: &Service, arguments: &[&str]) -> Result<()> {
    let config = home.data().join("config.toml");
    let text = std::fs::read_to_string(&config)?;
    let allowed = format!("allowed_hosts = [\"{}\"]", service.place);
    std::fs::write(&config, text.replace("allowed_hosts = []", &allowed))?;
    let mut all = vec!["connect"];
    all.extend(arguments);
    all.extend(["--organisation", "Umwelt", "--name", "Baeume"]);
    all.extend(["--visibility", "public"]);
    home.done(all)?;
    Ok(())
}

/// The right number of rows, keys with their zeros, points where they are, and in which reference system.
fn expect_trees(home: &Home, system: &str, point: &str) -> Result<()> {
    let run = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(run["outcome"], "delivered", "{run:#}");
    assert_eq!(run["deliveries"][0]["rows"], TREES, "{run:#}");
    assert_eq!(
        home.sql("select count(*) as n, count(distinct nr) as numbers, min(schluessel) as erster from umwelt.baeume")?,
        json!([{"n": TREES, "numbers": TREES, "erster": "00001"}])
    );
    let server = Server::start(home)?;
    let visitor = server.visitor()?;
    let get = |path: &str| -> Result<Value> {
        Ok(visitor.send(visitor.request(Method::GET, path))?.json()?)
    };
    let table = get("/api/v1/datasets/umwelt/baeume/tables/baeume")?;
    let columns = table["columns"].as_array().context("columns")?;
    let geometry = columns
        .iter()
        .find(|column| column["semantic_type"] == "geometry");
    let geometry = geometry.with_context(|| format!("{table:#}"))?;
    assert_eq!(geometry["unit"], system, "{geometry:#}");
    let name = geometry["name"].as_str().context("a name")?;
    server.stop()?;
    let ask = format!("select {name} as wo from umwelt.baeume where nr = 2");
    let text = home.done(["sql", &ask, "--csv"])?.text();
    assert!(text.contains(point), "{text}");
    Ok(())
}

#[test]
fn a_collection_of_pygeoapi_becomes_a_dataset_with_its_reference_system() -> Result<()> {
    let data = trees((7.2, 51.5), (0.0001, 0.0001), &json!({}));
    let Some(service) = Service::start("ogc_features.py", &[("baeume.geojson", &data)])? else {
        return Ok(());
    };
    let home = Home::new()?;
    let url = format!("url=http://{}", service.place);
    let set = ["ogc_features", "--set", &url, "--set", "collection=baeume"];
    connect(&home, &service, &set)?;
    expect_trees(&home, "EPSG:4326", "POINT (7.2002")?;
    let utm = Home::new()?;
    let url = format!(
        "url=http://{}/collections/baeume?crs=http://www.opengis.net/def/crs/EPSG/0/25832",
        service.place
    );
    connect(&utm, &service, &["ogc_features", "--set", &url])?;
    expect_trees(&utm, "EPSG:25832", "POINT (37507")
}

#[test]
fn a_layer_of_mapserver_becomes_a_dataset_with_its_reference_system() -> Result<()> {
    let members = json!({
        "name": "baeume",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
    });
    let data = trees((369_000.0, 5_711_000.0), (0.5, 0.25), &members);
    let map = include_str!("../../servers/stadt.map");
    let files = [("baeume.geojson", data.as_str()), ("stadt.map", map)];
    let Some(service) = Service::start("wfs.py", &files)? else {
        return Ok(());
    };
    let home = Home::new()?;
    let url = format!("url=http://{}/wfs", service.place);
    let set = ["wfs", "--set", &url, "--set", "layer=ms:baeume"];
    connect(&home, &service, &set)?;
    expect_trees(&home, "EPSG:25832", "POINT (369001 5711000.5)")
}
