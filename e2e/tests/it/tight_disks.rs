//! A disk that is full and a disk that cannot be written to: clear words, nothing lost, what is there stays readable.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server};
use std::process::Command;

/// Size of the disk; a file of this many bytes never fits beside the reserve.
const DISK_MIB: usize = 48;

/// A file system of its own over the data directory; it goes with the value.
struct Disk<'a>(&'a Home);

impl<'a> Disk<'a> {
    /// None, said loudly, where this user may not mount.
    fn over(home: &'a Home, test: &str) -> Result<Option<Self>> {
        std::fs::create_dir(home.data())?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={DISK_MIB}m"), "tmpfs"])
            .arg(home.data())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            skipped(test);
            return Ok(None);
        }
        home.done(["init"])?;
        Ok(Some(Self(home)))
    }

    fn make_read_only(&self) -> Result<()> {
        let status = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(self.0.data())
            .status()
            .context("mount")?;
        ensure!(status.success(), "the disk does not become read-only");
        Ok(())
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // Lazily: a server of a failed test may still have files open.
        let _unmounted = Command::new("umount").arg("-l").arg(self.0.data()).status();
    }
}

#[expect(clippy::print_stdout, reason = "a skipped test must be seen")]
fn skipped(test: &str) {
    println!("SKIPPED {test}: only root may mount a file system of its own");
}

/// Text that does not compress, of this many bytes.
fn noise(bytes: usize) -> String {
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut text = String::from("nr;wert\n");
    let mut row = 0;
    while text.len() < bytes {
        for part in 0..6 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let end = if part == 5 { "\n" } else { "" };
            let start = if part == 0 {
                format!("{row};")
            } else {
                String::new()
            };
            text.push_str(&format!("{start}{random:016x}{end}"));
        }
        row += 1;
    }
    text
}

#[test]
fn a_full_disk_refuses_the_next_file_and_keeps_the_others() -> Result<()> {
    let home = Home::empty()?;
    let Some(_disk) = Disk::over(
        &home,
        "a_full_disk_refuses_the_next_file_and_keeps_the_others",
    )?
    else {
        return Ok(());
    };
    let small = home.write("klein.csv", "a;b\n1;2\n3;4\n")?;
    let large = home.write("gross.csv", noise(DISK_MIB << 20))?;
    let take_in = |file: &std::path::Path| {
        home.run([
            "take-in",
            "--organisation",
            "umwelt",
            "--visibility",
            "public",
            file.to_str().unwrap(),
        ])
    };
    assert_eq!(take_in(&small)?.code, Some(0));
    let refused = take_in(&large)?;
    assert_eq!(refused.code, Some(1), "{}", refused.text());
    let said = refused.text() + &refused.stderr;
    ensure!(said.contains("Speicherplatz reicht nicht"), "{said}");
    assert_eq!(home.done(["doctor", "--deep"])?.code, Some(0));
    let server = Server::with(
        &home,
        hebewerk_e2e::ServerOptions {
            expected_warnings: vec!["room", "space"],
            ..Default::default()
        },
    )?;
    let page = server.visitor()?.page("/daten/umwelt/klein/tabelle")?;
    ensure!(page.contains("<td"), "the table is shown");
    server.stop()?;
    // With room again the same file goes in.
    let next = home.write("danach.csv", "a;b\n5;6\n")?;
    assert_eq!(take_in(&next)?.code, Some(0));
    Ok(())
}

#[test]
fn a_disk_that_cannot_be_written_to_is_named_and_stays_readable() -> Result<()> {
    let home = Home::empty()?;
    let Some(disk) = Disk::over(
        &home,
        "a_disk_that_cannot_be_written_to_is_named_and_stays_readable",
    )?
    else {
        return Ok(());
    };
    let file = home.write("klein.csv", "a;b\n1;2\n")?;
    let arguments = ["take-in", "--organisation", "umwelt"].map(str::to_owned);
    let take_in = || {
        let mut arguments = arguments.to_vec();
        arguments.push(file.to_string_lossy().into_owned());
        home.run(arguments)
    };
    assert_eq!(take_in()?.code, Some(0));
    disk.make_read_only()?;
    for refused in [take_in()?, home.run(["serve", "--listen", "127.0.0.1:0"])?] {
        assert_eq!(refused.code, Some(1), "{}", refused.stderr);
        ensure!(
            refused.stderr.contains("lässt sich nichts schreiben"),
            "{}",
            refused.stderr
        );
    }
    let listed = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(listed[0]["dataset"], "klein");
    Ok(())
}
