//! Entries of the audit and what a check found, as programs read them.

use super::super::caller::{Caller, Links};
use hebewerk_hub::{AuditEntry, ChainCheck, Fault};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody an entry names.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct NamedAccount {
    /// Identity.
    id: String,
    /// Name; missing if the account is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// An access key an entry names.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct NamedKey {
    /// Identity.
    id: String,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// An entry of the audit.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct AuditEntryView {
    /// Its number.
    entry: u64,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Where it came in; missing in old entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    door: Option<String>,
    /// Who; missing for the public and the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<NamedAccount>,
    /// With which access key, or which one was made or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<NamedKey>,
    /// Code of what was done.
    action: String,
    /// Whose account was changed or disclosed.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<NamedAccount>,
    /// `organisation/dataset`, as it is called today.
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset: Option<String>,
    /// Version that was read or made.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    /// Rows of the table that was opened, of the version that was made, or entries exported or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// Whether it was allowed.
    allowed: bool,
    /// Code of the rule that determined it.
    rule: String,
    /// Identity of the grant that allowed it, or that was given or taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    grant: Option<String>,
    /// What that grant is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    /// Organisation whose right was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    /// Addresses: `dataset`.
    links: Links,
}

impl AuditEntryView {
    pub(super) fn of(caller: &Caller, entry: &AuditEntry) -> Self {
        let recorded = &entry.recorded;
        let dataset = entry.place.as_ref();
        let dataset = dataset.map(|(organisation, dataset)| format!("{organisation}/{dataset}"));
        let link = dataset.as_ref().map(|name| format!("/datasets/{name}"));
        let named = |id: Option<hebewerk_model::AccountId>, name: &Option<String>| {
            let id = id?.to_string();
            let name = name.clone();
            Some(NamedAccount { id, name })
        };
        Self {
            entry: recorded.entry,
            at: recorded.at.to_string(),
            door: recorded.door.clone(),
            account: named(recorded.account, &entry.who),
            key: recorded.key.map(|id| NamedKey {
                id: id.to_string(),
                name: entry.key_name.clone(),
            }),
            action: recorded.action.clone(),
            subject: named(recorded.subject, &entry.whose),
            version: recorded.version,
            rows: recorded.rows,
            allowed: recorded.allowed,
            rule: recorded.rule.clone(),
            grant: recorded.grant.map(|grant| grant.to_string()),
            purpose: entry.purpose.clone(),
            office: entry.office.clone(),
            links: link
                .map(|path| ("dataset", caller.address(&path)))
                .into_iter()
                .collect(),
            dataset,
        }
    }
}

/// A fault of the chain.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct FaultView {
    /// `changed`, `removed`, `inserted`, `reordered`, `cut_off` or `rewritten`.
    kind: &'static str,
    /// At which entry.
    entry: u64,
    /// The other entry where two have changed places; the last one where several are missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<u64>,
}

impl From<&Fault> for FaultView {
    fn from(fault: &Fault) -> Self {
        Self {
            kind: fault.kind.code(),
            entry: fault.entry,
            other: fault.other,
        }
    }
}

/// What a check of the chain found.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ChainView {
    /// Whether everything is as it was written.
    whole: bool,
    /// When it was looked at.
    #[schema(format = DateTime)]
    checked_at: String,
    /// How many entries there are.
    entries: u64,
    /// The last entry that was removed after its time; 0 if none was.
    removed_until: u64,
    /// The newest entry and its hash, as `entry:hash`: keep it elsewhere.
    head: String,
    /// Heads it was compared with.
    heads_compared: u64,
    /// What is wrong, oldest first.
    faults: Vec<FaultView>,
    /// Faults beyond those.
    more_faults: u64,
}

impl ChainView {
    pub(super) fn of(check: &ChainCheck) -> Self {
        Self {
            whole: check.is_whole(),
            checked_at: check.at.to_string(),
            entries: check.entries,
            removed_until: check.since,
            head: check.head.to_string(),
            heads_compared: check.anchors,
            faults: check.faults.iter().map(FaultView::from).collect(),
            more_faults: check.more_faults,
        }
    }
}
