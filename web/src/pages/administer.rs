//! Running the hub: its state, accounts, houses, the audit.

pub(crate) mod accounts;
pub(crate) mod closing;
pub(crate) mod houses;
pub(crate) mod sign_ins;

use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_guard::Rule;
use hebewerk_hub::AuditEntry;
use hebewerk_model::{Account, AccountId};

/// Audit entries shown, and those shown to whoever wants more.
const ENTRIES: (u32, u32) = (50, 500);

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
    /// What the grant is for by which it was allowed, or that was given or taken back.
    purpose: Option<String>,
}

#[derive(Template)]
#[template(path = "administer/overview.html")]
struct OverviewPage {
    shell: Shell,
    w: Words,
    facts: Vec<(String, String)>,
    entries: Vec<AuditLine>,
    /// Where the reader can take a role, having none.
    role_href: Option<String>,
    /// How many more could be shown.
    more: Option<u32>,
}

/// `GET /verwaltung`; `?protokoll=mehr` shows more of the audit.
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let wants_more = query.get("protokoll") == Some("mehr");
    let limit = if wants_more { ENTRIES.1 } else { ENTRIES.0 };
    let accounts = hub.accounts(&visitor.principal).await?;
    let houses = hub.organisations(&visitor.principal).await?;
    let entries = hub.audit(&visitor.principal, limit).await?;
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
        role_href: own_role_href(&visitor),
        more: (!wants_more && entries.len() >= ENTRIES.0 as usize).then_some(ENTRIES.1),
        entries: entries
            .iter()
            .map(|entry| line(w, entry, &accounts))
            .collect(),
    })
}

/// Where somebody who runs the hub and has no role yet can take one: without it they read no rows and bring no files.
pub(crate) fn own_role_href(visitor: &Visitor) -> Option<String> {
    let account = visitor.account.as_ref()?;
    (account.administrator && account.memberships.is_empty())
        .then(|| format!("/verwaltung/konten/{}", account.id))
}

fn line(
    w: Words,
    AuditEntry {
        recorded: entry,
        place,
        purpose,
        key_name,
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
        None if entry.rule == Rule::OperatorHoldsTheDirectory.code() => {
            w.t("audit-operator").into_owned()
        }
        None if key_name.is_some() => String::new(),
        None => w.t("audit-nobody").into_owned(),
    };
    let who = match key_name {
        Some(key) => w.t2("audit-key", "key", key, "name", who).into_owned(),
        None => who,
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
        purpose: purpose.clone(),
    }
}
