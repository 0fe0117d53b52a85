//! One bridge, explained.

use super::freshness::{cautions, speaks_of};
use super::quality::Quality;
use super::steps::{Over, over};
use super::why::{LearnedLine, WhyLine, learned, why};
use super::words::{labels, on, rules, title, what_it_does};
use crate::drawing::px;
use crate::form::Fields;
use crate::fragments::source_text::SourceText;
use crate::pages::purpose::PurposeForm;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{BridgeBank, BridgeCard, BridgeDecision, BridgeRows, HubError};
use hebewerk_model::{BridgeId, BridgeKind, Kind};

/// Width of the bar of a share.
const BAR: f64 = 300.0;

/// A bank.
struct Bank {
    house: String,
    title: String,
    href: String,
    table: String,
    columns: Vec<String>,
    /// What the part of the column is.
    part: Option<String>,
    share: String,
    bar: String,
    fits: String,
    version: String,
    /// The days and the borders it speaks of, as far as it says so.
    speaks_of: Vec<String>,
}

/// Examples of values.
struct Example {
    title: String,
    values: Vec<String>,
}

/// The first rows.
struct Preview {
    caption: String,
    heads: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
}

/// What somebody may decide.
struct Act {
    code: &'static str,
    label: String,
    is_primary: bool,
}

#[derive(Template)]
#[template(path = "bridges/one.html")]
struct OnePage {
    shell: Shell,
    w: Words,
    above: String,
    headline: String,
    lead: String,
    done: Option<String>,
    decay: Option<(String, Option<String>)>,
    left: Bank,
    right: Bank,
    /// What lies between both, of a hierarchy.
    over: Option<Over>,
    on: String,
    rules: String,
    effect: Option<(String, bool)>,
    is_join: bool,
    /// What counts for and against it.
    why: Vec<WhyLine>,
    /// What decisions on others say.
    learned: Option<LearnedLine>,
    /// What is to be minded about time and borders.
    cautions: Vec<String>,
    examples: Vec<Example>,
    preview: Option<Preview>,
    failed: Option<String>,
    /// Asks what the data are joined for, before rows are shown.
    purpose: Option<PurposeForm>,
    /// Where examples and rows are, if they are not here.
    rows_href: Option<String>,
    sql: Option<(SourceText, String)>,
    /// Where values are put together by hand.
    mend_href: Option<String>,
    quality: Option<Quality>,
    /// Where rounds are laid together.
    rounds_href: Option<String>,
    /// Name of the view, and how it is used.
    view: Option<(String, String)>,
    measured: String,
    action: String,
    acts: Vec<Act>,
    decided: Option<String>,
    may_decide: bool,
}

/// `GET /bruecken/{bridge}`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let card = visitor
        .hub()
        .bridge(&visitor.principal, understood(&id)?)
        .await?;
    // What is gone cannot be looked at. Rows cost more than all the rest: the page does not wait for them.
    let may_look = card.bridge.decay.is_none() || card.bridge.accepted.is_none();
    let may_look = may_look || card.is_whole();
    let wants_rows = query.get("zeilen") == Some("ja");
    let looked = if may_look && wants_rows {
        Some(visitor.hub().bridge_rows(&visitor.principal, &card).await)
    } else {
        None
    };
    let here = format!("/bruecken/{}", card.bridge.id);
    let mut purpose = None;
    let (rows, failed) = match looked {
        None => (BridgeRows::default(), None),
        Some(Ok(rows)) => (rows, None),
        Some(Err(error @ HubError::PurposeNeeded { .. })) => {
            let sql = card.sql().unwrap_or_default();
            purpose = PurposeForm::asked(&error, sql, format!("{here}#zeilen"));
            (BridgeRows::default(), None)
        }
        Some(Err(error)) => {
            let refusal = Refusal::from(error);
            let sentence = refused::sentence(&w, &refusal);
            let failed = w.t1("bridge-preview-failed", "error", sentence);
            (BridgeRows::default(), Some(failed.into_owned()))
        }
    };
    let hub = visitor.hub();
    let points = hub.bridge_measures(&visitor.principal, &card).await?;
    let view = match card.view_name().filter(|_| card.is_whole()) {
        Some(name) => {
            let walks = visitor.hub().bridge_walks(card.bridge.id).await?;
            let walks = w.t1("joined-walks", "count", walks).into_owned();
            Some((name.to_string(), walks))
        }
        None => None,
    };
    let measure = &card.bridge.measure;
    let found = w.day(card.bridge.found_at);
    let state = card.bridge.state.code();
    let names = (labels(&card.left), labels(&card.right));
    let bridges = w.t("nav-bridges");
    let kind = card.bridge.kind.code();
    page(&OnePage {
        shell: Shell::new(
            &visitor,
            Place::Bridges,
            w.t(&format!("bridge-headline-{kind}")),
        )
        .below(&[("/bruecken", &bridges)]),
        above: w
            .t2("bridge-above", "state", state, "day", found)
            .into_owned(),
        headline: w.t(&format!("bridge-headline-{kind}")).into_owned(),
        lead: w
            .t2(
                &format!("bridge-lead-{kind}"),
                "left",
                &names.0,
                "right",
                &names.1,
            )
            .into_owned(),
        done: query
            .get("getan")
            .and_then(BridgeDecision::from_code)
            .map(|said| w.t(&format!("bridge-done-{}", said.code())).into_owned()),
        decay: decay(w, &card),
        left: bank(
            w,
            &card,
            &card.left,
            (measure.left_share, measure.left_values),
        ),
        right: bank(
            w,
            &card,
            &card.right,
            (measure.right_share, measure.right_values),
        ),
        over: over(w, &card),
        on: on(w, &card),
        rules: rules(w, &card),
        effect: what_it_does(w, &card),
        is_join: card.bridge.kind.is_joined(),
        why: why(w, &card),
        learned: learned(w, &card),
        cautions: cautions(w, &card),
        examples: examples(w, &card, &rows),
        preview: (!rows.joined.columns.is_empty()).then(|| Preview {
            caption: w
                .t1("bridge-preview-caption", "count", rows.joined.rows.len())
                .into_owned(),
            heads: rows.joined.columns.clone(),
            rows: rows.joined.rows.clone(),
        }),
        failed,
        purpose,
        rows_href: (may_look && !wants_rows).then(|| {
            let rows = query.without("zeilen").with("zeilen", "ja");
            rows.href(&here)
        }),
        sql: card.sql().map(|sql| {
            let href = Query::default().with("sql", &sql).href("/sql");
            let source = SourceText {
                id: "abfrage",
                title: w.t("bridge-sql").into_owned(),
                text: sql,
                wraps: true,
            };
            (source, href)
        }),
        mend_href: (card.may_decide && card.can_be_mended())
            .then(|| format!("/bruecken/{}/nachbessern", card.bridge.id)),
        quality: Quality::of(w, &points),
        rounds_href: card
            .leads_to_rounds()
            .then(|| format!("/bruecken/{}/touren", card.bridge.id)),
        view,
        measured: {
            let day = w.day(card.bridge.measured_at);
            w.t1("bridge-freshness-measured", "day", day).into_owned()
        },
        action: here,
        acts: acts(w, &card),
        decided: decided(w, &card),
        may_decide: card.may_decide,
        w,
    })
}

/// `POST /bruecken/{bridge}`
pub(crate) async fn decide(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let said = BridgeDecision::from_code(fields.text("tun"));
    let said = said.ok_or_else(|| Refusal::invalid("invalid_request"))?;
    let id = understood(&id)?;
    visitor
        .hub()
        .decide_bridge(&visitor.principal, id, said)
        .await?;
    let done = Query::default().with("getan", said.code());
    Ok(Redirect::to(&done.href(&format!("/bruecken/{id}"))).into_response())
}

pub(super) fn understood(id: &str) -> Result<BridgeId, Refusal> {
    let id = id.parse();
    id.map_err(|_error| Refusal::new(Kind::NotFound, "not_found"))
}

fn decay(w: Words, card: &BridgeCard) -> Option<(String, Option<String>)> {
    let decay = card.bridge.decay?;
    let was = card.bridge.accepted.as_ref().map(|was| {
        let (left, right) = (w.share(was.left_share), w.share(was.right_share));
        w.t2("bridge-was", "left", left, "right", right)
            .into_owned()
    });
    Some((w.code("bridge-decay", decay.code()).into_owned(), was))
}

fn bank(w: Words, card: &BridgeCard, bank: &BridgeBank, (share, values): (f64, u64)) -> Bank {
    let is_of_values = card.bridge.kind.is_joined() || card.bridge.kind == BridgeKind::Lookalike;
    Bank {
        house: bank.organisation.name.clone(),
        title: title(card, bank),
        href: format!("/daten/{}/{}", bank.organisation.slug, bank.dataset.slug),
        table: format!("{}.{}", bank.organisation.slug, bank.table),
        columns: bank.columns.iter().map(|it| it.label.clone()).collect(),
        part: bank.part.as_ref().map(|part| {
            let name = part.split('.').next().unwrap_or_default();
            w.code("normal-form", name).into_owned()
        }),
        share: w.share(share),
        bar: px(BAR * share.clamp(0.0, 1.0)),
        fits: if is_of_values {
            w.t1("bridge-share-of-values", "count", values).into_owned()
        } else {
            w.t("bridge-share-of-columns").into_owned()
        },
        version: {
            let number = bank.version.number.0;
            let day = w.day(bank.version.created_at);
            w.t2("bridge-freshness-line", "version", number, "day", day)
                .into_owned()
        },
        speaks_of: speaks_of(w, bank),
    }
}

fn examples(w: Words, card: &BridgeCard, rows: &BridgeRows) -> Vec<Example> {
    let name = |bank: &BridgeBank| title(card, bank);
    let matched = rows.matched.iter().map(|(left, right)| {
        if card.bridge.climb.is_some() {
            format!("{left} → {right}")
        } else if left == right {
            left.clone()
        } else {
            format!("{left} = {right}")
        }
    });
    let all = [
        (w.t("bridge-examples-matched"), matched.collect::<Vec<_>>()),
        (
            w.t1("bridge-examples-left", "name", name(&card.left)),
            rows.only_left.clone(),
        ),
        (
            w.t1("bridge-examples-right", "name", name(&card.right)),
            rows.only_right.clone(),
        ),
    ];
    if rows.matched.is_empty() {
        return Vec::new();
    }
    all.into_iter()
        .map(|(title, values)| Example {
            title: title.into_owned(),
            values,
        })
        .collect()
}

fn acts(w: Words, card: &BridgeCard) -> Vec<Act> {
    if !card.may_decide {
        return Vec::new();
    }
    let (kind, state) = (card.bridge.kind, card.bridge.state);
    let again = card.bridge.decay.is_some();
    [
        (
            BridgeDecision::Accept,
            if again {
                "bridge-accept-again"
            } else {
                "bridge-accept"
            },
        ),
        (BridgeDecision::Reject, "bridge-reject"),
        (BridgeDecision::Reopen, "bridge-reopen"),
    ]
    .into_iter()
    .filter(|(said, _key)| said.is_open_to(kind, state))
    .map(|(said, key)| Act {
        code: said.code(),
        label: w.t(key).into_owned(),
        is_primary: said == BridgeDecision::Accept,
    })
    .collect()
}

fn decided(w: Words, card: &BridgeCard) -> Option<String> {
    let day = w.day(card.bridge.decided_at?);
    if !card.may_decide || !card.bridge.state.is_decided() {
        return None;
    }
    let name = match &card.decided_by {
        Some(name) => name.clone(),
        None => w.t("bridge-decided-by-operator").into_owned(),
    };
    let state = card.bridge.state.code();
    Some(
        w.t_with(
            "bridge-decided",
            &[("state", &state), ("day", &day), ("name", &name)],
        )
        .into_owned(),
    )
}
