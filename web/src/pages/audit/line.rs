//! An entry of the audit in words.

use crate::Words;
use hebewerk_guard::Rule;
use hebewerk_hub::AuditEntry;
use hebewerk_model::AccountId;

/// A line of the list.
pub(super) struct AuditLine {
    pub(super) entry: u64,
    pub(super) when: String,
    pub(super) who: String,
    /// By the right of which house.
    pub(super) office: Option<String>,
    pub(super) action: String,
    /// Whose account was changed or disclosed.
    pub(super) whose: Option<String>,
    /// Which dataset it concerns, as its address names it.
    pub(super) dataset: Option<String>,
    /// Version and rows, as far as they are known.
    pub(super) extent: Option<String>,
    pub(super) door: String,
    pub(super) is_allowed: bool,
    pub(super) rule: String,
    /// What the grant is for.
    pub(super) purpose: Option<String>,
}

impl AuditLine {
    pub(super) fn of(w: Words, entry: &AuditEntry) -> Self {
        let recorded = &entry.recorded;
        let named = |name: &Option<String>, id: AccountId| {
            name.clone().unwrap_or_else(|| {
                w.t1("audit-account-gone", "id", id.to_string())
                    .into_owned()
            })
        };
        let who = match recorded.account {
            Some(id) => named(&entry.who, id),
            None if recorded.rule == Rule::OperatorHoldsTheDirectory.code() => {
                w.t("audit-operator").into_owned()
            }
            None if entry.key_name.is_some() => String::new(),
            None => w.t("audit-nobody").into_owned(),
        };
        let who = match &entry.key_name {
            Some(key) => w
                .t2("audit-key", "key", key.as_str(), "name", who)
                .into_owned(),
            None => who,
        };
        Self {
            entry: recorded.entry,
            when: w.moment(recorded.at),
            who,
            office: entry.office.clone(),
            action: w.code("action", &recorded.action).into_owned(),
            whose: recorded.subject.map(|id| named(&entry.whose, id)),
            dataset: entry
                .place
                .as_ref()
                .map(|(house, dataset)| format!("{house}/{dataset}")),
            extent: extent(w, entry),
            door: recorded
                .door
                .as_deref()
                .map_or_else(String::new, |door| w.code("door", door).into_owned()),
            is_allowed: recorded.allowed,
            rule: w
                .code(rule_kind(&recorded.action), &recorded.rule)
                .into_owned(),
            purpose: entry.purpose.clone(),
        }
    }
}

/// Rules of signing in have sentences of their own.
pub(crate) fn rule_kind(action: &str) -> &'static str {
    if action == "sign_in" {
        "sign-in-rule"
    } else {
        "rule"
    }
}

fn extent(w: Words, entry: &AuditEntry) -> Option<String> {
    let recorded = &entry.recorded;
    let version = recorded.version.map(|number| {
        w.t1("audit-version", "number", number.to_string())
            .into_owned()
    });
    let key = if recorded.dataset.is_some() {
        "audit-rows"
    } else {
        "audit-entries"
    };
    let rows = recorded
        .rows
        .map(|rows| w.t1(key, "count", rows).into_owned());
    let parts: Vec<String> = version.into_iter().chain(rows).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
