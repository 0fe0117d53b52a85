//! The form with which the officer looks for entries.

use crate::Words;
use crate::pages::dataset::edit::Choice;
use crate::query::Query;
use hebewerk_hub::AuditWish;
use hebewerk_model::{AccountId, Door};

/// What can be looked for by what was done; the others are found by person, dataset and time.
const ACTIONS: [&str; 32] = [
    "sign_in",
    "show",
    "read_rows",
    "ask",
    "state_purpose",
    "join",
    "download",
    "download_raw",
    "announce",
    "take_in",
    "accept_version",
    "refuse_version",
    "describe",
    "set_visibility",
    "withdraw",
    "return",
    "grant",
    "revoke_grant",
    "erase",
    "add_account",
    "add_officer",
    "set_roles",
    "set_password",
    "make_administrator",
    "make_officer",
    "unmake_officer",
    "close_account",
    "read_audit",
    "export_audit",
    "forget_audit",
    "disclose_account",
    "refused",
];

/// The form as it was filled in.
pub(super) struct Search {
    pub(super) wish: AuditWish,
    pub(super) accounts: Vec<Choice>,
    pub(super) actions: Vec<Choice>,
    pub(super) doors: Vec<Choice>,
    pub(super) results: Vec<Choice>,
    /// Whether anything is looked for.
    pub(super) is_narrow: bool,
}

impl Search {
    pub(super) fn of(w: Words, query: &Query, accounts: &[(AccountId, String)]) -> Self {
        let wish = for_export(query);
        let accounts = accounts.iter().map(|(id, name)| Choice {
            value: id.to_string(),
            label: name.clone(),
            is_chosen: id.to_string() == wish.account,
            explained: String::new(),
        });
        let coded = |kind: &str, code: &str, chosen: &str| Choice {
            value: code.to_owned(),
            label: w.code(kind, code).into_owned(),
            is_chosen: code == chosen,
            explained: String::new(),
        };
        let results = [
            ("erlaubt", "audit-allowed", true),
            ("verweigert", "audit-refused", false),
        ];
        Self {
            accounts: accounts.collect(),
            actions: ACTIONS
                .iter()
                .map(|code| coded("action", code, &wish.action))
                .collect(),
            doors: Door::ALL
                .iter()
                .map(|door| coded("door", door.code(), &wish.door))
                .collect(),
            results: results
                .into_iter()
                .map(|(value, key, allowed)| Choice {
                    value: value.to_owned(),
                    label: w.t(key).into_owned(),
                    is_chosen: wish.allowed == Some(allowed),
                    explained: String::new(),
                })
                .collect(),
            is_narrow: wish != AuditWish::default(),
            wish,
        }
    }
}

/// What an address looks for.
pub(super) fn for_export(query: &Query) -> AuditWish {
    let text = |name: &str| query.get(name).unwrap_or_default().to_owned();
    AuditWish {
        from: text("von"),
        until: text("bis"),
        account: text("konto"),
        dataset: text("datensatz"),
        action: text("aktion"),
        door: text("weg"),
        allowed: match query.get("ergebnis") {
            Some("erlaubt") => Some(true),
            Some("verweigert") => Some(false),
            _ => None,
        },
    }
}
