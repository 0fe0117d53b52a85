//! All connections of one's offices, the most urgent first.

use super::harvest::Harvest;
use super::line::ConnectionLine;
use super::standing::Standing;
use crate::pages::administer::own_role_href;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;

#[derive(Template)]
#[template(path = "connections/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    headline: String,
    lines: Vec<ConnectionLine>,
    may_connect: bool,
    /// Where somebody who runs the hub can take a role, having none.
    role_href: Option<String>,
    is_removed: bool,
    /// Whether reminders also come by mail.
    is_mailed: bool,
}

/// `GET /anbindungen`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let cards = visitor.hub().connections(&visitor.principal).await?;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    let waiting = visitor.hub().waiting(&visitor.principal).await?;
    let mut lines = Vec::with_capacity(cards.len());
    for card in &cards {
        let harvest = Harvest::of(&visitor, card).await?;
        lines.push(ConnectionLine::of(w, card, &waiting, harvest));
    }
    // The cards come by name; the sort keeps that among equals.
    lines.sort_by_key(|line| line.standing);
    page(&ListPage {
        shell: Shell::new(&visitor, Place::Connections, w.t("connections-title")).below(&[]),
        w,
        headline: headline(w, &lines),
        lines,
        may_connect: !houses.is_empty(),
        role_href: own_role_href(&visitor),
        is_removed: query.get("getan") == Some("entfernt"),
        is_mailed: visitor.hub().reminds_by_mail(),
    })
}

/// What matters first: what has failed, what is late, what waits for a decision, what nobody answers for, or that all is well.
fn headline(w: Words, lines: &[ConnectionLine]) -> String {
    let count = |wanted| lines.iter().filter(|line| line.standing == wanted).count();
    let (failed, late) = (count(Standing::Failed), count(Standing::Late));
    let orphaned = count(Standing::Orphaned);
    let waiting: usize = lines.iter().map(|line| line.waits.len()).sum();
    let headline = match (lines.len(), failed, late) {
        (0, _, _) => w.t("connections-headline-none"),
        (_, 1.., late) => w.t2(
            "connections-headline-failed",
            "failed",
            failed,
            "late",
            late,
        ),
        (_, 0, 1..) => w.t1("connections-headline-late", "late", late),
        (_, 0, 0) if waiting > 0 => w.t1("connections-headline-waiting", "count", waiting),
        (_, 0, 0) if orphaned > 0 => w.t1("connections-headline-orphaned", "count", orphaned),
        (_, 0, 0) => w.t("connections-headline-well"),
    };
    headline.into_owned()
}
