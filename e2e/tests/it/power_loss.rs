//! A thousand simulated losses of power of the whole program: catalogue, lake, index and settings together.
//!
//! The calls of a real run (`init`, then files taken in) are recorded with `strace` and repeated on a simulated
//! disk up to a random moment; what was not synced by then is dropped, reordered or torn. On what the next boot
//! finds, the program must start without any repair and hold everything it had acknowledged.

mod disk;
mod trace;

use anyhow::{Context, Result, ensure};
use disk::{Disk, Random};
use hebewerk_e2e::{Home, Output};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use trace::{Call, What};

/// Losses of power.
const LOSSES: usize = 1_000;
/// … in a world without syncs, where the test must see damage.
const LOSSES_WITHOUT_SYNCS: usize = 40;
/// How long the first command after a boot may take.
const READY: Duration = Duration::from_secs(5);

/// A recorded run.
struct Recording {
    home: Home,
    calls: Vec<Call>,
    /// Dataset, rows of each of its versions in order.
    versions: BTreeMap<&'static str, Vec<u64>>,
}

#[test]
fn nothing_acknowledged_is_missing_after_a_thousand_losses_of_power() -> Result<()> {
    let recording = record()?;
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= LOSSES {
                        break;
                    }
                    if let Err(error) = recording.lose_power(seed, false) {
                        failures
                            .lock()
                            .unwrap()
                            .push(format!("seed {seed}: {error:#}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    ensure!(
        failures.is_empty(),
        "{} of {LOSSES} losses did damage, among them:\n{}",
        failures.len(),
        failures
            .iter()
            .take(5)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
    println!(
        "{LOSSES} losses of power survived, spread over {} calls",
        recording.calls.len()
    );
    Ok(())
}

#[test]
fn the_simulation_sees_damage_when_syncs_do_nothing() -> Result<()> {
    let recording = record()?;
    let damaged = (0..LOSSES_WITHOUT_SYNCS)
        .filter(|seed| recording.lose_power(*seed, true).is_err())
        .count();
    ensure!(
        damaged * 2 > LOSSES_WITHOUT_SYNCS,
        "only {damaged} of {LOSSES_WITHOUT_SYNCS} losses without syncs did damage"
    );
    Ok(())
}

/// Runs `init` and takes files in, among them a workbook, a file with rows that do not fit, a second version and a third
/// that waits, because most rows are gone, and is accepted.
fn record() -> Result<Recording> {
    let home = Home::empty()?;
    let lines = |rows: u64, text: &str| {
        let rows: String = (0..rows)
            .map(|row| format!("{row};{text} {row}\n"))
            .collect();
        format!("nr;text\n{rows}")
    };
    home.write("eins/baeume.csv", lines(700, "Linde"))?;
    home.write(
        "eins/schmutz.csv",
        format!("{}k. A.;x\nkaputt;y\n", lines(60, "z")),
    )?;
    let json: Vec<_> = (0..90)
        .map(|n| serde_json::json!({"nr": n, "t": "x"}))
        .collect();
    home.write("eins/liste.json", serde_json::to_vec(&json)?)?;
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["Nord", "Sued"] {
        let sheet = book.add_worksheet().set_name(name)?;
        for row in 0..40_u32 {
            sheet.write(
                row,
                0,
                if row == 0 {
                    "Kennzahl".to_owned()
                } else {
                    format!("k{row}")
                },
            )?;
            sheet.write(
                row,
                1,
                if row == 0 {
                    "Wert".to_owned()
                } else {
                    format!("w{row}")
                },
            )?;
        }
    }
    home.write("eins/mappe.xlsx", book.save_to_buffer()?)?;
    home.write("zwei/baeume.csv", lines(900, "Eiche"))?;
    home.write("drei/baeume.csv", lines(300, "Ulme"))?;
    let binary = home.command([""; 0]).get_program().to_owned();
    let trace = home.folder().join("trace");
    let status = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "67108864", "-e"])
        .arg(format!("trace={}", trace::CALLS))
        .arg("-o")
        .arg(&trace)
        .args(["sh", "-c"])
        .arg(
            "set -e; \"$0\" --data hub init; \
             \"$0\" --data hub take-in eins --organisation chaos; \
             \"$0\" --data hub take-in zwei --organisation chaos; \
             \"$0\" --data hub take-in drei --organisation chaos; \
             \"$0\" --data hub held chaos/baeume --accept",
        )
        .arg(binary)
        .current_dir(home.folder())
        .env("HEBEWERK_LANGUAGE", "de")
        .output()
        .context("strace (Debian: apt-get install strace) records the run")?;
    ensure!(
        status.status.success(),
        "the recorded run failed: {status:?}"
    );
    let calls = trace::parse(&String::from_utf8_lossy(&std::fs::read(trace)?))?;
    Ok(Recording {
        home,
        calls,
        versions: BTreeMap::from([
            ("baeume", vec![700, 900, 300]),
            ("schmutz", vec![62]),
            ("liste", vec![90]),
            ("mappe", vec![78]),
        ]),
    })
}

impl Recording {
    /// Repeats the run up to a random call and boots what is left.
    fn lose_power(&self, seed: usize, syncs_lie: bool) -> Result<()> {
        let mut random = Random(seed as u64 ^ 0x9e37_79b9_7f4a_7c15);
        for _ in 0..4 {
            random.below(2);
        }
        let last = random.below(self.calls.len() + 1);
        let mut disk = Disk::new(self.home.folder(), syncs_lie);
        let mut said = Vec::new();
        for call in &self.calls[..last] {
            disk.repeat(call);
            if let What::Write { path, bytes, .. } = &call.what
                && !path.starts_with(self.home.folder())
            {
                said.extend_from_slice(bytes);
            }
        }
        let boot = Home::empty()?;
        disk.boot(boot.folder(), &mut random)?;
        self.check(&boot, &String::from_utf8_lossy(&said))
            .with_context(|| format!("power lost after call {last} of {}", self.calls.len()))
    }

    /// The program works on, and what it had said is there.
    fn check(&self, boot: &Home, said: &str) -> Result<()> {
        let initialised = said.contains("Datenverzeichnis angelegt");
        if !initialised {
            let init = boot.run(["init"])?;
            ensure!(
                init.code == Some(0) || boot.run(["status"])?.code == Some(0),
                "init cannot be repeated: {}",
                told(&init)
            );
        }
        let next = boot.write("weiter.csv", "nr;text\n1;a\n2;b\n")?;
        let began = Instant::now();
        let taken = boot.run([
            "take-in",
            "--organisation",
            "danach",
            next.to_str().unwrap(),
        ])?;
        ensure!(taken.code == Some(0), "the next file: {}", told(&taken));
        ensure!(began.elapsed() < READY, "ready after {:?}", began.elapsed());
        let doctor = boot.run(["doctor", "--deep", "--json"])?;
        ensure!(doctor.code == Some(0), "{}", told(&doctor));
        let listed = boot.done(["datasets", "--json"])?.json()?;
        let listed = listed.as_array().context("a list")?;
        for dataset in listed {
            self.check_visible(dataset)?;
        }
        let visible: BTreeSet<&str> = listed
            .iter()
            .filter_map(|dataset| dataset["dataset"].as_str())
            .collect();
        for (name, version) in self.acknowledged(said) {
            ensure!(
                visible.contains(name),
                "{name} was acknowledged and is gone"
            );
            let entry = listed
                .iter()
                .find(|dataset| dataset["dataset"] == name)
                .context("listed")?;
            ensure!(
                entry["version"].as_u64() >= Some(version),
                "version {version} of {name} was acknowledged: {entry}"
            );
        }
        check_held(boot, said)?;
        self.check_raw(boot.folder(), said)
    }

    /// A dataset people see is whole: it has exactly the rows of one of its versions.
    fn check_visible(&self, dataset: &serde_json::Value) -> Result<()> {
        let Some(versions) = dataset["dataset"]
            .as_str()
            .and_then(|name| self.versions.get(name))
        else {
            return Ok(());
        };
        let number = dataset["version"].as_u64().context("a version")? as usize;
        ensure!(
            dataset["rows"].as_u64() == versions.get(number - 1).copied(),
            "half a version is visible: {dataset}"
        );
        Ok(())
    }

    /// Datasets and the newest version the command line had reported.
    fn acknowledged<'a>(&'a self, said: &str) -> Vec<(&'a str, u64)> {
        self.versions
            .iter()
            .filter_map(|(name, versions)| {
                (1..=versions.len() as u64)
                    .rev()
                    .find(|number| {
                        said.contains(&format!("chaos.{name}, Fassung {number}"))
                            || said
                                .contains(&format!("chaos/{name}: angenommen als Fassung {number}"))
                    })
                    .map(|number| (*name, number))
            })
            .collect()
    }

    /// The bytes of every acknowledged file are kept.
    fn check_raw(&self, boot: &Path, said: &str) -> Result<()> {
        let mut kept = BTreeSet::new();
        collect(&boot.join("hub/lake/raw"), &mut kept)?;
        for folder in ["eins", "zwei", "drei"] {
            for file in std::fs::read_dir(self.home.folder().join(folder))? {
                let path = file?.path();
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                let dataset = name.split('.').next().unwrap_or_default();
                let acknowledged = match folder {
                    "eins" => format!("chaos.{dataset}, Fassung 1"),
                    "zwei" => format!("chaos.{dataset}, Fassung 2"),
                    _ => format!("wartet auf Freigabe (chaos.{dataset})"),
                };
                if said.contains(&acknowledged) {
                    ensure!(
                        kept.contains(&std::fs::read(&path)?),
                        "the bytes of {folder}/{name} were acknowledged and are gone"
                    );
                }
            }
        }
        Ok(())
    }
}

/// What was said to wait waits, or is accepted already.
fn check_held(boot: &Home, said: &str) -> Result<()> {
    if !said.contains("wartet auf Freigabe (chaos.baeume)") {
        return Ok(());
    }
    let held = boot.done(["held", "--json"])?.json()?;
    let waits = held[0]["dataset"] == "baeume" && held[0]["rows_after"] == 300;
    let listed = boot.done(["datasets", "--json"])?.json()?;
    let is_accepted = listed
        .as_array()
        .into_iter()
        .flatten()
        .any(|dataset| dataset["dataset"] == "baeume" && dataset["version"] == 3);
    ensure!(
        waits != is_accepted,
        "what waits was acknowledged: {held}\n{listed}"
    );
    Ok(())
}

fn collect(folder: &Path, into: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.insert(std::fs::read(&path)?);
        }
    }
    Ok(())
}

fn told(output: &Output) -> String {
    format!(
        "code {:?}\n{}\n{}",
        output.code,
        output.text(),
        output.stderr
    )
}
