//! Steps of a long chore: each says that it begins and how long it took; a table closes.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What became of the steps so far.
pub(crate) struct Steps {
    began: Instant,
    done: Vec<Done>,
}

struct Done {
    name: String,
    took: Duration,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Failed(String),
    NotRun(String),
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs one step; a failure is told at once and remembered, so that later steps still show what they find.
    pub(crate) fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n=== {name} (after {}) ===", clock(self.began.elapsed()));
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let (outcome, value) = match result {
            Ok(value) => (Outcome::Passed, Some(value)),
            Err(error) => {
                println!("FAILED {name}: {error:#}");
                (Outcome::Failed(first_line(&format!("{error:#}"))), None)
            }
        };
        self.done.push(Done {
            name: name.to_owned(),
            took,
            outcome,
        });
        value
    }

    /// Notes a step that could not run because another failed.
    pub(crate) fn leave_out(&mut self, name: &str, because: &str) {
        println!("\n=== {name}: not run, {because} ===");
        let outcome = Outcome::NotRun(because.to_owned());
        self.done.push(Done {
            name: name.to_owned(),
            took: Duration::ZERO,
            outcome,
        });
    }

    /// Prints the table.
    pub(crate) fn table(&self) {
        println!("\n{:<44} {:>8}  result", "step", "time");
        for Done {
            name,
            took,
            outcome,
        } in &self.done
        {
            let word = match outcome {
                Outcome::Passed => "passed".to_owned(),
                Outcome::Failed(why) => format!("FAILED: {why}"),
                Outcome::NotRun(why) => format!("not run: {why}"),
            };
            println!("{name:<44} {:>8}  {word}", clock(*took));
        }
        println!("{:<44} {:>8}", "all", clock(self.began.elapsed()));
    }

    /// An error unless every step passed.
    pub(crate) fn verdict(&self) -> Result<()> {
        let open = self
            .done
            .iter()
            .filter(|done| !matches!(done.outcome, Outcome::Passed))
            .count();
        if open > 0 {
            bail!("{open} of {} steps did not pass", self.done.len());
        }
        Ok(())
    }
}

/// `3:07` for three minutes and seven seconds.
pub(crate) fn clock(took: Duration) -> String {
    let seconds = took.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(90)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_does_not_stop_the_next_but_spoils_the_verdict() {
        let mut steps = Steps::begin();
        assert!(
            steps
                .run("breaks", || -> Result<()> { bail!("no") })
                .is_none()
        );
        assert_eq!(steps.run("works", || Ok(7)), Some(7));
        assert!(steps.verdict().is_err());
    }

    #[test]
    fn a_step_that_was_left_out_spoils_the_verdict() {
        let mut steps = Steps::begin();
        steps.leave_out("needs the binary", "the build failed");
        assert!(steps.verdict().is_err());
    }

    #[test]
    fn time_is_shown_as_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(187)), "3:07");
    }
}
