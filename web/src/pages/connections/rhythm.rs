//! How often, in words and as choices.

use crate::Words;
use crate::pages::dataset::edit::Choice;

/// Minutes between two fetches that are offered; 0 is by hand.
const RHYTHMS: [u32; 6] = [0, 15, 60, 1_440, 10_080, 43_200];
/// Minutes between two news a source may promise; 0 is nothing.
const PROMISES: [u32; 7] = [0, 60, 1_440, 10_080, 43_200, 131_040, 525_600];

/// What is proposed for a new connection: once a day.
pub(super) const PROPOSED: u32 = 1_440;

/// How often it is fetched.
pub(super) fn rhythm(w: Words, minutes: u32) -> String {
    said(w, "connection-rhythm", minutes, &RHYTHMS)
}

/// How often the source promises something new.
pub(super) fn promise(w: Words, minutes: u32) -> String {
    said(w, "connection-promise", minutes, &PROMISES)
}

/// The rhythms to choose from; another one that is set stays a choice.
pub(super) fn rhythms(w: Words, chosen: u32) -> Vec<Choice> {
    choices(&RHYTHMS, chosen, |minutes| rhythm(w, minutes))
}

/// The promises to choose from.
pub(super) fn promises(w: Words, chosen: u32) -> Vec<Choice> {
    choices(&PROMISES, chosen, |minutes| promise(w, minutes))
}

fn said(w: Words, key: &str, minutes: u32, known: &[u32]) -> String {
    if known.contains(&minutes) {
        return w.t(&format!("{key}-{minutes}")).into_owned();
    }
    w.t1(&format!("{key}-other"), "count", minutes).into_owned()
}

fn choices(known: &[u32], chosen: u32, label: impl Fn(u32) -> String) -> Vec<Choice> {
    let mut minutes = known.to_vec();
    if !known.contains(&chosen) {
        minutes.push(chosen);
        minutes.sort_unstable();
    }
    minutes
        .into_iter()
        .map(|minutes| Choice {
            value: minutes.to_string(),
            label: label(minutes),
            is_chosen: minutes == chosen,
            explained: String::new(),
        })
        .collect()
}
