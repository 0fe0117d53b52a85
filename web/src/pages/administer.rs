//! Running the hub: its state, accounts, houses, the audit.

pub(crate) mod accounts;
pub(crate) mod closing;
pub(crate) mod houses;

use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::AuditEntry;
use hebewerk_model::{Account, AccountId};

/// Audit entries shown.
const ENTRIES: u32 = 50;

struct AuditLine {
    when: String,
    action: String,
    who: String,
    /// Whose account was changed.
    whose: Option<String>,
    /// Which dataset it concerns, as its address names it.
    dataset: Option<String>,
    is_allowed: bool,
    rule: String,
}

#[derive(Template)]
#[template(path = "administer/overview.html")]
struct OverviewPage {
    shell: Shell,
    w: Words,
    facts: Vec<(String, String)>,
    entries: Vec<AuditLine>,
}

/// `GET /verwaltung`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let accounts = hub.accounts(&visitor.principal).await?;
    let houses = hub.organisations(&visitor.principal).await?;
    let entries = hub.audit(&visitor.principal, ENTRIES).await?;
    let status = hub.status(&visitor.principal).await?;
    let sum = |count: fn(&hebewerk_hub::OrganisationSummary) -> u64| {
        houses.iter().map(count).sum::<u64>()
    };
    let index = if status.index_behind == 0 {
        w.t("state-index-current").into_owned()
    } else {
        w.t1("state-index-behind", "count", status.index_behind)
            .into_owned()
    };
    let facts = [
        ("state-datasets", w.count(sum(|house| house.known))),
        ("state-lifted-count", w.count(sum(|house| house.lifted))),
        ("nav-houses", w.count(houses.len() as u64)),
        ("accounts-title", w.count(accounts.len() as u64)),
        ("state-index", index),
        ("state-program", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    page(&OverviewPage {
        shell: Shell::new(&visitor, Place::Administer, w.t("nav-administer")).below(&[]),
        w,
        facts: facts
            .into_iter()
            .map(|(key, value)| (w.t(key).into_owned(), value))
            .collect(),
        entries: entries
            .iter()
            .map(|entry| line(w, entry, &accounts))
            .collect(),
    })
}

fn line(
    w: Words,
    AuditEntry {
        recorded: entry,
        place,
    }: &AuditEntry,
    accounts: &[Account],
) -> AuditLine {
    let name = |id: AccountId| {
        accounts
            .iter()
            .find(|known| known.id == id)
            .map_or_else(|| id.to_string(), |known| known.name.clone())
    };
    let who = match entry.account {
        Some(account) => name(account),
        None => w.t("audit-nobody").into_owned(),
    };
    let kind = if entry.action == "sign_in" {
        "sign-in-rule"
    } else {
        "rule"
    };
    let rule = w.code(kind, &entry.rule);
    AuditLine {
        when: w.moment(entry.at),
        action: w.code("action", &entry.action).into_owned(),
        who,
        whose: entry.subject.map(name),
        dataset: place
            .as_ref()
            .map(|(house, dataset)| format!("{house}/{dataset}")),
        is_allowed: entry.allowed,
        rule: rule.into_owned(),
    }
}
