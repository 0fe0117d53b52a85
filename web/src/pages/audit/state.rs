//! Whether the record is as it was written, in words.

use crate::Words;
use hebewerk_hub::{ChainCheck, Fault, FaultKind};

/// What the last check found.
pub(super) struct ChainState {
    /// Until which entry it was found whole, and when; none while nobody has looked.
    pub(super) sentence: String,
    pub(super) is_checked: bool,
    pub(super) is_whole: bool,
    pub(super) faults: Vec<String>,
    /// The head, for whoever keeps it elsewhere.
    pub(super) head: Option<String>,
    /// What is not there any more, because it has had its time.
    pub(super) since: Option<String>,
}

impl ChainState {
    pub(super) fn of(w: Words, check: Option<&ChainCheck>) -> Self {
        let Some(check) = check else {
            return Self {
                sentence: w.t("chain-unchecked").into_owned(),
                is_checked: false,
                is_whole: false,
                faults: Vec::new(),
                head: None,
                since: None,
            };
        };
        let at = w.moment(check.at);
        let entry = w.count(check.head.entry);
        let sentence = if check.is_whole() {
            w.t2("chain-whole", "entry", entry, "when", at)
        } else {
            w.t1("chain-broken", "when", at)
        };
        Self {
            sentence: sentence.into_owned(),
            is_checked: true,
            is_whole: check.is_whole(),
            faults: check.faults.iter().map(|fault| said(w, *fault)).collect(),
            head: Some(check.head.to_string()),
            since: (check.since > 0).then(|| {
                w.t1("chain-since", "entry", w.count(check.since))
                    .into_owned()
            }),
        }
    }
}

fn said(w: Words, fault: Fault) -> String {
    let other = fault.other.unwrap_or(fault.entry);
    let is_one =
        matches!(fault.kind, FaultKind::Removed | FaultKind::CutOff) && other == fault.entry;
    let key = format!(
        "chain-fault-{}{}",
        fault.kind.code().replace('_', "-"),
        if is_one { "-one" } else { "" }
    );
    let (entry, other) = (fault.entry.to_string(), other.to_string());
    w.t2(&key, "entry", entry, "other", other).into_owned()
}
