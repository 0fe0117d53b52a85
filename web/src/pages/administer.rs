//! Running the hub: its state, accounts, houses.

pub(crate) mod accounts;
pub(crate) mod closing;
pub(crate) mod houses;
pub(crate) mod sign_ins;

use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;

#[derive(Template)]
#[template(path = "administer/overview.html")]
struct OverviewPage {
    shell: Shell,
    w: Words,
    facts: Vec<(String, String)>,
    /// Where the reader can take a role, having none.
    role_href: Option<String>,
    /// Whether somebody watches over the record.
    has_officer: bool,
    /// Whether it is the reader.
    is_officer: bool,
}

/// `GET /verwaltung`
pub(crate) async fn show(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let accounts = hub.accounts(&visitor.principal).await?;
    let houses = hub.organisations(&visitor.principal).await?;
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
        has_officer: hub.has_officer(&visitor.principal).await?,
        is_officer: visitor.is_officer(),
    })
}

/// Where somebody who runs the hub and has no role yet can take one: without it they read no rows and bring no files.
pub(crate) fn own_role_href(visitor: &Visitor) -> Option<String> {
    let account = visitor.account.as_ref()?;
    (account.administrator && account.memberships.is_empty())
        .then(|| format!("/verwaltung/konten/{}", account.id))
}
