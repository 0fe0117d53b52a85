//! Counts what the test runners say while passing every line on.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::checkout::shown;

/// Tests of all runners together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Runs a test runner; its failure is an error after all its lines have been shown.
    pub(super) fn run(&mut self, command: &mut Command) -> Result<()> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", shown(command)))?;
        let output = child.stdout.take().context("the output was asked for")?;
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            self.hear(&line);
        }
        let status = child.wait()?;
        if !status.success() {
            bail!("{} ended with {status}", shown(command));
        }
        Ok(())
    }

    /// Takes one line of cargo's or node's runner into account.
    fn hear(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            for part in counts.split([';', '.']) {
                let mut words = part.split_whitespace();
                let (Some(count), Some(word)) = (words.next(), words.next()) else {
                    continue;
                };
                self.add(count, word);
            }
        } else if let Some((word, count)) = line
            .strip_prefix("ℹ ")
            .and_then(|rest| rest.split_once(' '))
        {
            self.add(count, word);
        }
    }

    fn add(&mut self, count: &str, word: &str) {
        let Ok(count) = count.parse::<u64>() else {
            return;
        };
        match word {
            "passed" | "pass" => self.passed += count,
            "failed" | "fail" => self.failed += count,
            "ignored" | "skipped" => self.skipped += count,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "tests: {} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.hear(line);
        }
        tally
    }

    #[test]
    fn cargo_and_node_are_counted_together() {
        let tally = heard(&[
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "ℹ tests 11",
            "ℹ pass 10",
            "ℹ fail 1",
        ]);
        assert_eq!(
            tally,
            Tally {
                passed: 24,
                failed: 6,
                skipped: 1
            }
        );
    }

    #[test]
    fn lines_that_only_talk_about_results_do_not_count() {
        assert_eq!(
            heard(&["3 passed", "the test result: ok. 3 passed"]),
            Tally::default()
        );
    }

    #[test]
    fn a_runner_that_fails_is_an_error_and_its_lines_count() {
        let mut tally = Tally::default();
        let mut runner = Command::new("sh");
        runner.args([
            "-c",
            "echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101",
        ]);
        assert!(tally.run(&mut runner).is_err());
        assert_eq!(
            tally,
            Tally {
                passed: 1,
                failed: 1,
                skipped: 0
            }
        );
    }
}
