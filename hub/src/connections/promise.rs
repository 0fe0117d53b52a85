//! What a source promised, and what came.

use hebewerk_model::{Connection, ConnectionRun, RunOutcome};
use jiff::{SignedDuration, Timestamp};

/// Half as long again as promised is late.
const GRACE: (i64, i64) = (3, 2);

/// Whether a source keeps its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Punctuality {
    /// When something new came last.
    pub last_news: Option<Timestamp>,
    /// Median of the minutes between two deliveries, from at least three.
    pub measured_minutes: Option<u32>,
    /// Whether it is late: nothing new for half as long again as promised.
    pub is_late: bool,
}

impl Punctuality {
    /// Judges by the newest fetches, newest first.
    pub(super) fn of(connection: &Connection, runs: &[ConnectionRun], now: Timestamp) -> Self {
        let news: Vec<Timestamp> = runs
            .iter()
            .filter(|run| run.outcome == RunOutcome::Delivered)
            .map(|run| run.started_at)
            .collect();
        let last_news = news.first().copied();
        Self {
            last_news,
            measured_minutes: measured(&news),
            is_late: late_since(connection, runs, now).is_some(),
        }
    }
}

/// Since when a source is late, if it is.
pub(super) fn late_since(
    connection: &Connection,
    runs: &[ConnectionRun],
    now: Timestamp,
) -> Option<Timestamp> {
    let promised = i64::from(connection.promised_minutes?);
    let mut news = runs
        .iter()
        .filter(|run| run.outcome == RunOutcome::Delivered);
    let last = news
        .next()
        .map_or(connection.created_at, |run| run.started_at);
    let patience = promised * GRACE.0 / GRACE.1;
    let is_late = !connection.paused && now.duration_since(last).as_mins() > patience;
    let since = last.checked_add(SignedDuration::from_mins(patience)).ok()?;
    is_late.then_some(since)
}

fn measured(news: &[Timestamp]) -> Option<u32> {
    if news.len() < 3 {
        return None;
    }
    let mut gaps: Vec<i64> = news
        .windows(2)
        .filter_map(|pair| match pair {
            [newer, older] => Some(newer.duration_since(*older).as_mins()),
            _ => None,
        })
        .collect();
    gaps.sort_unstable();
    u32::try_from(*gaps.get(gaps.len() / 2)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{
        ConnectionId, ConnectionRunId, Maker, OrganisationId, Rhythm, Visibility,
    };
    use std::collections::BTreeMap;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + minutes * 60).unwrap()
    }

    fn connection(promised_minutes: Option<u32>) -> Connection {
        Connection {
            id: ConnectionId::from_uuid(uuid::Uuid::nil()),
            organisation: OrganisationId::from_uuid(uuid::Uuid::nil()),
            name: "Pegel".to_owned(),
            connector: "http".to_owned(),
            settings: BTreeMap::new(),
            visibility: Visibility::Office,
            rhythm: Rhythm::Every(60),
            promised_minutes,
            paused: false,
            pause_reason: None,
            maker: Maker::Unknown,
            created_at: at(0),
            updated_at: at(0),
        }
    }

    fn run(minutes: i64, outcome: RunOutcome) -> ConnectionRun {
        ConnectionRun {
            id: ConnectionRunId::from_uuid(uuid::Uuid::nil()),
            connection: ConnectionId::from_uuid(uuid::Uuid::nil()),
            started_at: at(minutes),
            ended_at: None,
            outcome,
            problem: None,
            details: BTreeMap::new(),
            bytes: 0,
            deliveries: Vec::new(),
        }
    }

    #[test]
    fn a_source_is_late_when_nothing_new_came_for_half_as_long_again_as_promised() {
        let daily = connection(Some(1_440));
        let runs = [
            run(3_000, RunOutcome::Unchanged),
            run(1_000, RunOutcome::Delivered),
        ];
        let late = |now| Punctuality::of(&daily, &runs, at(now)).is_late;
        assert!(!late(3_160));
        assert!(late(3_161));
        assert!(!Punctuality::of(&connection(None), &runs, at(99_999)).is_late);
        // One that never brought anything is measured from its beginning.
        assert!(Punctuality::of(&daily, &[], at(2_161)).is_late);
        let paused = Connection {
            paused: true,
            ..daily
        };
        assert!(!Punctuality::of(&paused, &runs, at(99_999)).is_late);
    }

    #[test]
    fn the_measured_rhythm_is_that_of_news_not_of_fetches() {
        let delivered = |minutes| run(minutes, RunOutcome::Delivered);
        let mut runs = vec![
            delivered(310),
            run(300, RunOutcome::Unchanged),
            delivered(200),
        ];
        let daily = connection(None);
        assert_eq!(
            Punctuality::of(&daily, &runs, at(400)).measured_minutes,
            None
        );
        runs.push(delivered(100));
        let measured = Punctuality::of(&daily, &runs, at(400));
        assert_eq!(measured.measured_minutes, Some(110));
        assert_eq!(measured.last_news, Some(at(310)));
    }
}
