//! `kill -9` at a hundred random moments while taking in and while serving: nothing acknowledged is missing, nothing
//! half is visible, no repair is needed.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions, Visitor};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Kills of a command that takes a folder in, counted only while it is at work.
const KILLS_OF_TAKE_IN: u64 = 60;
/// Most runs for them: on a machine whose speed changes, some are over before they are killed.
const MOST_RUNS: u64 = 240;
/// Kills of a server that watches a folder and answers readers.
const KILLS_OF_SERVE: u64 = 40;
/// How long a hub may take to answer after a kill.
const READY: Duration = Duration::from_secs(5);
/// Files of each round.
const FILES: u64 = 4;
/// Until when after its first answer a server is killed in every other round, in ms: files are taken in once they
/// have stopped growing for two seconds.
const LIFE_OF_SERVER_MS: u64 = 3_500;
/// Until when it is killed in the other rounds, in ms, after the first file of the round was seen.
const LIFE_AFTER_SIGHT_MS: u64 = 300;
/// How long to wait for that sight.
const SIGHT: Duration = Duration::from_secs(30);

/// What was written and what had been seen or said to be there.
struct Chaos {
    home: Home,
    /// Rows of every file ever written, by the name of its dataset.
    written: BTreeMap<String, u64>,
    acknowledged: BTreeMap<String, u64>,
    random: u64,
}

#[test]
fn a_hub_killed_while_taking_in_has_everything_it_acknowledged() -> Result<()> {
    let mut chaos = Chaos::new(7)?;
    let whole = chaos.time_of_an_undisturbed_run()?;
    let (mut kills, mut runs) = (0, 0);
    while kills < KILLS_OF_TAKE_IN {
        ensure!(runs < MOST_RUNS, "{runs} runs gave only {kills} kills");
        let folder = chaos.write_files(&format!("t{runs}"), "runden")?;
        let life = whole.mul_f64(chaos.random(0, 1_000) as f64 / 1_000.0);
        kills += u64::from(chaos.take_in_until_killed(&folder, life)?);
        chaos.check_ready(runs)?;
        runs += 1;
    }
    chaos.check_everything()?;
    println!("{kills} kills while taking in survived, in {runs} runs");
    Ok(())
}

#[test]
fn a_hub_killed_while_serving_has_everything_people_saw() -> Result<()> {
    let mut chaos = Chaos::new(11)?;
    let watched = chaos.home.folder().join("ablage");
    std::fs::create_dir_all(&watched)?;
    for round in 0..KILLS_OF_SERVE {
        let began = Instant::now();
        let mut server = Server::with(
            &chaos.home,
            ServerOptions {
                watch: Some(&watched),
                ..ServerOptions::default()
            },
        )?;
        let visitor = server.visitor()?;
        let health = visitor.get("/health")?;
        ensure!(health.status().is_success(), "round {round}: not healthy");
        ensure!(
            began.elapsed() < READY,
            "round {round}: ready after {:?}",
            began.elapsed()
        );
        chaos.write_files(&format!("s{round}"), "ablage/chaos")?;
        let after_sight = (round % 2 == 0).then(|| format!("s{round}_"));
        let longest = match after_sight {
            Some(_) => LIFE_AFTER_SIGHT_MS,
            None => LIFE_OF_SERVER_MS,
        };
        let life = Duration::from_millis(chaos.random(0, longest));
        let seen = chaos.watch_until_killed(&mut server, &visitor, (life, after_sight))?;
        chaos.acknowledged.extend(seen);
    }
    let acknowledged = chaos.acknowledged.len();
    ensure!(
        acknowledged as u64 >= KILLS_OF_SERVE / 2,
        "only {acknowledged} datasets were seen"
    );
    chaos.check_everything()?;
    println!(
        "{KILLS_OF_SERVE} kills while serving survived, {acknowledged} datasets had been seen"
    );
    Ok(())
}

impl Chaos {
    fn new(seed: u64) -> Result<Self> {
        Ok(Self {
            home: Home::new()?,
            written: BTreeMap::new(),
            acknowledged: BTreeMap::new(),
            random: seed,
        })
    }

    fn random(&mut self, from: u64, to: u64) -> u64 {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        from + (self.random >> 33) % (to - from)
    }

    /// Lists, one workbook of two sheets and one list with cells that do not fit their column.
    fn write_files(&mut self, round: &str, folder: &str) -> Result<std::path::PathBuf> {
        let path = self.home.folder().join(folder).join(round);
        for number in 0..FILES {
            let rows = self.random(50, 90);
            let name = format!("{round}_{number}");
            let (ending, bytes) = match number {
                0 => ("xlsx", workbook(rows)?),
                1 => ("csv", list(rows, "kaputt;x\n")),
                _ => ("csv", list(rows, "")),
            };
            let all = match number {
                0 => rows * 2,
                1 => rows + 1,
                _ => rows,
            };
            self.home
                .write(&format!("{folder}/{round}/{name}.{ending}"), bytes)?;
            self.written.insert(name, all);
        }
        Ok(path)
    }

    fn time_of_an_undisturbed_run(&mut self) -> Result<Duration> {
        let folder = self.write_files("ruhe", "runden")?;
        let began = Instant::now();
        self.home.done([
            "take-in",
            "--organisation",
            "chaos",
            folder.to_str().context("a path")?,
        ])?;
        Ok(began.elapsed())
    }

    /// Kills the command after `life`; whether it was still at work. What it said was taken in counts.
    fn take_in_until_killed(&mut self, folder: &Path, life: Duration) -> Result<bool> {
        let said = self.home.folder().join("gesagt");
        let mut child = self
            .home
            .command(["take-in", "--organisation", "chaos"])
            .arg(folder)
            .stdout(std::fs::File::create(&said)?)
            .stderr(Stdio::null())
            .spawn()?;
        let deadline = Instant::now() + life;
        let mut ended = false;
        while !ended && Instant::now() < deadline {
            ended = child.try_wait()?.is_some();
            std::thread::park_timeout(Duration::from_millis(1));
        }
        child.kill()?;
        child.wait()?;
        let said = std::fs::read_to_string(said)?;
        for (name, rows) in &self.written {
            if said.contains(&format!("chaos.{name}, Fassung")) {
                self.acknowledged.insert(name.clone(), *rows);
            }
        }
        Ok(!ended)
    }

    /// Readers ask pages and the catalogue until the server is killed: after a time, which begins with the sight of
    /// a dataset of that name if one is given. Returns what they saw to be there.
    fn watch_until_killed(
        &self,
        server: &mut Server,
        visitor: &Visitor,
        (life, after_sight): (Duration, Option<String>),
    ) -> Result<BTreeMap<String, u64>> {
        let over = AtomicBool::new(false);
        let sight = AtomicBool::new(after_sight.is_none());
        std::thread::scope(|scope| {
            let pages = scope.spawn(|| {
                // Answers end when the server is killed; what they say until then must not be an error.
                while !over.load(Ordering::Relaxed) {
                    for path in ["/", "/daten?suche=wert", "/haeuser"] {
                        if let Ok(answer) = visitor.get(path) {
                            assert!(!answer.status().is_server_error(), "{path}");
                        }
                    }
                }
            });
            let catalogue = scope.spawn(|| -> Result<BTreeMap<String, u64>> {
                let mut seen = BTreeMap::new();
                while !over.load(Ordering::Relaxed) {
                    for (name, rows) in self.listed()? {
                        if after_sight
                            .as_ref()
                            .is_some_and(|start| name.starts_with(start))
                        {
                            sight.store(true, Ordering::Relaxed);
                        }
                        seen.insert(name, rows);
                    }
                }
                Ok(seen)
            });
            let patience = Instant::now() + SIGHT;
            while !sight.load(Ordering::Relaxed) && Instant::now() < patience {
                std::thread::park_timeout(Duration::from_millis(5));
            }
            std::thread::park_timeout(life);
            let log = server.kill();
            over.store(true, Ordering::Relaxed);
            pages.join().expect("readers meet no error");
            let log = log?;
            ensure!(!log.contains("panicked"), "{log}");
            catalogue.join().expect("a reader does not panic")
        })
    }

    /// Datasets that are lifted, with their rows.
    fn listed(&self) -> Result<BTreeMap<String, u64>> {
        let listed = self.home.done(["datasets", "--json"])?.json()?;
        Ok(listed
            .as_array()
            .context("a list")?
            .iter()
            .filter_map(|dataset| {
                Some((
                    dataset["dataset"].as_str()?.to_owned(),
                    dataset["rows"].as_u64()?,
                ))
            })
            .collect())
    }

    /// The next command works at once, and what was acknowledged is there.
    fn check_ready(&self, round: u64) -> Result<()> {
        let began = Instant::now();
        let listed = self.listed()?;
        ensure!(
            began.elapsed() < READY,
            "kill {round}: ready after {:?}",
            began.elapsed()
        );
        for (name, rows) in &self.acknowledged {
            ensure!(
                listed.get(name) == Some(rows),
                "kill {round}: {name} has {:?} rows, acknowledged were {rows}",
                listed.get(name)
            );
        }
        Ok(())
    }

    /// Nothing is damaged, all that is visible is whole, what was acknowledged is there and found, bytes are kept.
    fn check_everything(&self) -> Result<()> {
        let doctor = self.home.run(["doctor", "--deep", "--json"])?;
        ensure!(
            doctor.code == Some(0),
            "{}\n{}",
            doctor.text(),
            doctor.stderr
        );
        let listed = self.listed()?;
        for (name, rows) in &listed {
            ensure!(
                self.written.get(name) == Some(rows),
                "{name} is visible with {rows} rows, its file has {:?}",
                self.written.get(name)
            );
        }
        for name in self.acknowledged.keys() {
            ensure!(listed.contains_key(name), "{name} is gone");
        }
        // A list, and the first of two sheets.
        for name in self.acknowledged.keys().step_by(7) {
            let table = if name.ends_with("_0") {
                format!("{name}__nord")
            } else {
                name.clone()
            };
            let counted = self
                .home
                .sql(&format!("select count(*) as n from chaos.{table}"))?;
            let whole = self.written[name] / if name.ends_with("_0") { 2 } else { 1 };
            ensure!(counted[0]["n"] == whole, "{table}: {counted}, not {whole}");
        }
        Ok(())
    }
}

fn list(rows: u64, last: &str) -> Vec<u8> {
    let text: String = (0..rows).map(|row| format!("{row};wert {row}\n")).collect();
    format!("nr;text\n{text}{last}").into_bytes()
}

fn workbook(rows: u64) -> Result<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["Nord", "Sued"] {
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, title) in [(0, "Kennung"), (1, "Text")] {
            sheet.write(0, column, title)?;
            for row in 1..=u32::try_from(rows)? {
                sheet.write(row, column, format!("wert {row}"))?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}
