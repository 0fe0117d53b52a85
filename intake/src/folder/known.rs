//! What is known of one watched file.

use super::FolderTiming;
use super::change::Answer;
use super::wholeness::Wholeness;
use std::time::{Duration, SystemTime};

/// Longest wait before something that failed is tried again.
const LONGEST_BACK_OFF: Duration = Duration::from_hours(1);
/// Looks in a row that must miss a file before it is called gone.
const LOOKS_MISSED: u32 = 3;

/// Size and time: what changes when a file changes.
pub(super) type Stamp = (u64, Option<SystemTime>);

/// What is asked of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Arrival(Stamp),
    Withdrawal,
}

#[derive(Debug, Clone, Copy)]
struct Failure {
    of: Work,
    times: u32,
    again_at: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Gone {
    since: Duration,
    looks: u32,
}

/// One file: seen, handed over, missed.
#[derive(Debug, Default)]
pub(super) struct Known {
    stamp: Option<Stamp>,
    /// When the stamp was first seen.
    since: Duration,
    judged: Option<Wholeness>,
    /// What the hub took over in this run.
    taken: Option<Stamp>,
    /// Whether the hub has it, from this run or an earlier one.
    is_taken: bool,
    under_way: Option<Work>,
    failure: Option<Failure>,
    gone: Option<Gone>,
}

impl Known {
    /// A file the hub has from an earlier run.
    pub(super) fn from_earlier() -> Self {
        Self {
            is_taken: true,
            ..Self::default()
        }
    }

    pub(super) fn is_taken(&self) -> bool {
        self.is_taken
    }

    /// The file is there; returns whether it is to be announced now.
    pub(super) fn see(
        &mut self,
        stamp: Stamp,
        now: Duration,
        timing: &FolderTiming,
        judge: impl FnOnce() -> Wholeness,
    ) -> bool {
        self.gone = None;
        if self.stamp != Some(stamp) {
            self.stamp = Some(stamp);
            self.since = now;
            self.judged = None;
        }
        let work = Work::Arrival(stamp);
        let quiet = now.saturating_sub(self.since);
        if self.taken == Some(stamp) || quiet < timing.settle || !self.may_begin(work, now) {
            return false;
        }
        let wholeness = judge();
        self.judged = Some(wholeness);
        if quiet < timing.quiet(wholeness) {
            return false;
        }
        self.under_way = Some(work);
        true
    }

    /// A look that would have shown the file did not.
    pub(super) fn miss(&mut self, now: Duration) {
        let gone = self.gone.get_or_insert(Gone {
            since: now,
            looks: 0,
        });
        gone.looks += 1;
    }

    /// Whether it has been missing so long that it will not come back by itself.
    pub(super) fn is_ripe(&self, now: Duration, timing: &FolderTiming) -> bool {
        self.gone.is_some_and(|gone| {
            gone.looks >= LOOKS_MISSED && now.saturating_sub(gone.since) >= timing.grace
        })
    }

    /// Whether nothing need be remembered of it.
    pub(super) fn is_nothing(&self, now: Duration, timing: &FolderTiming) -> bool {
        !self.is_taken
            && self.under_way.is_none()
            && self
                .gone
                .is_some_and(|gone| now.saturating_sub(gone.since) >= timing.settle)
    }

    /// Begins to withdraw it; false while that is under way or has just failed.
    pub(super) fn withdraw(&mut self, now: Duration) -> bool {
        let begins = self.may_begin(Work::Withdrawal, now);
        if begins {
            self.under_way = Some(Work::Withdrawal);
        }
        begins
    }

    /// The hub has answered.
    pub(super) fn answer(&mut self, answer: Answer, now: Duration, timing: &FolderTiming) {
        let Some(work) = self.under_way.take() else {
            return;
        };
        match (answer, work) {
            (Answer::Done, Work::Arrival(stamp)) => {
                self.taken = Some(stamp);
                self.is_taken = true;
                self.failure = None;
            }
            (Answer::Done, Work::Withdrawal) => {
                self.taken = None;
                self.is_taken = false;
                self.failure = None;
            }
            (Answer::Failed, of) => {
                let before = self.failure.filter(|failure| failure.of == of);
                let times = before.map_or(0, |failure| failure.times);
                let wait = timing.rescan.saturating_mul(1 << times.min(16));
                self.failure = Some(Failure {
                    of,
                    times: times + 1,
                    again_at: now + wait.min(LONGEST_BACK_OFF),
                });
            }
        }
    }

    /// When something may be due; none when nothing is before the next ordinary look.
    pub(super) fn due(&self, now: Duration, timing: &FolderTiming) -> Option<Duration> {
        if self.under_way.is_some() {
            return None;
        }
        if self.gone.is_some() {
            let waits = self.is_taken && !self.is_ripe(now, timing);
            return waits.then(|| now + timing.grace / LOOKS_MISSED);
        }
        let stamp = self.stamp.filter(|stamp| self.taken != Some(*stamp))?;
        let settled = match self.judged {
            None => self.since + timing.settle,
            Some(wholeness) => self.since + timing.quiet(wholeness),
        };
        let again = self
            .failure
            .filter(|failure| failure.of == Work::Arrival(stamp))
            .map_or(Duration::ZERO, |failure| failure.again_at);
        Some(settled.max(again))
    }

    fn may_begin(&self, work: Work, now: Duration) -> bool {
        let waits = |failure: Failure| failure.of == work && now < failure.again_at;
        self.under_way.is_none() && !self.failure.is_some_and(waits)
    }
}
