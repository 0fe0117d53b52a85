//! `kill -9` at random moments: nothing acknowledged is missing, nothing half is visible, no repair is needed.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::Home;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Kills; the release figure of 100 is reached by `HEBEWERK_KILLS=100`.
const KILLS: u64 = 15;

#[test]
fn a_killed_hub_has_everything_it_acknowledged() -> Result<()> {
    let home = Home::new()?;
    let kills = kills();
    let mut acknowledged: Vec<(String, u64)> = Vec::new();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..kills {
        let files: Vec<_> = (0..6)
            .map(|number| {
                let rows = 50 + (round * 7 + number) % 40;
                let text: String = (0..rows)
                    .map(|row| format!("{row};{round};wert {row}\n"))
                    .collect();
                let name = format!("runde{round}/datei_{round}_{number}.csv");
                home.write(&name, format!("nr;runde;text\n{text}"))
                    .map(|_path| (number, rows))
            })
            .collect::<Result<_>>()?;
        acknowledged.extend(take_in_until_killed(&home, round, &files, &mut random)?);
        let began = Instant::now();
        let doctor = home.run(["doctor", "--deep", "--json"])?;
        ensure!(
            began.elapsed() < Duration::from_secs(20),
            "not ready in time after kill {round}"
        );
        ensure!(
            doctor.code == Some(0),
            "kill {round}: {}\n{}",
            doctor.text(),
            doctor.stderr
        );
        for (name, rows) in &acknowledged {
            let answer = home.sql(&format!("select count(*) as n from chaos.{name}"))?;
            ensure!(
                answer[0]["n"] == *rows,
                "kill {round}: {name} has {answer}, acknowledged were {rows} rows"
            );
        }
        // Keep the check's cost bounded: what was seen whole twice is left to the final check.
        if acknowledged.len() > 6 {
            acknowledged.drain(..acknowledged.len() - 6);
        }
    }
    println!("{kills} kills survived");
    Ok(())
}

/// Takes files in one process each and kills one of them at a random moment; returns what was acknowledged.
fn take_in_until_killed(
    home: &Home,
    round: u64,
    files: &[(u64, u64)],
    random: &mut u64,
) -> Result<Vec<(String, u64)>> {
    let folder = home.folder().join(format!("runde{round}"));
    let mut child = home
        .command(["take-in", "--organisation", "chaos"])
        .arg(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let patience = Duration::from_millis(*random >> 33 & 0x7ff);
    let stdout = child.stdout.take().context("piped")?;
    let reader = std::thread::spawn(move || {
        BufReader::new(stdout)
            .lines()
            .map_while(std::result::Result::ok)
            .collect::<Vec<String>>()
    });
    let deadline = Instant::now() + patience;
    while Instant::now() < deadline && child.try_wait()?.is_none() {
        std::thread::park_timeout(Duration::from_millis(1));
    }
    child.kill()?;
    child.wait()?;
    let said = reader.join().unwrap_or_default();
    Ok(files
        .iter()
        .map(|(number, rows)| (format!("datei_{round}_{number}"), *rows))
        .filter(|(name, _rows)| {
            said.iter()
                .any(|line| line.contains(&format!("{name}.csv: gehoben")))
        })
        .collect())
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment how long they may take"
)]
fn kills() -> u64 {
    std::env::var("HEBEWERK_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(KILLS)
}
