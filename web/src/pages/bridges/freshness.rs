//! Of which days and borders both banks speak, in words.

use crate::Words;
use hebewerk_hub::{BridgeBank, BridgeCard, FreshnessCaution, Territory};
use hebewerk_words::date;

/// What a bank says of itself; nothing where it says nothing.
pub(super) fn speaks_of(w: Words, bank: &BridgeBank) -> Vec<String> {
    let span = bank.span();
    let day = |day| date::day(w.language, day);
    let days = match (span.from, span.until) {
        (Some(from), Some(until)) => Some(w.t2(
            "bridge-freshness-days",
            "from",
            day(from),
            "until",
            day(until),
        )),
        (Some(from), None) => Some(w.t1("bridge-freshness-from", "day", day(from))),
        (None, Some(until)) => Some(w.t1("bridge-freshness-until", "day", day(until))),
        (None, None) => None,
    };
    let borders = bank
        .territory()
        .map(|it| w.t1("bridge-freshness-territory", "when", said(w, it)));
    let all = [days, borders].into_iter().flatten();
    all.map(std::borrow::Cow::into_owned).collect()
}

/// What is to be minded.
pub(super) fn cautions(w: Words, card: &BridgeCard) -> Vec<String> {
    let cautions = card.freshness_cautions().into_iter();
    let sentences = cautions.map(|caution| match caution {
        FreshnessCaution::OtherTerritory(left, right) => {
            let (left, right) = (said(w, left), said(w, right));
            w.t2("bridge-caution-territory", "left", left, "right", right)
        }
        FreshnessCaution::OtherDays => w.t("bridge-caution-days"),
        FreshnessCaution::YearsApart(years) => {
            w.t1("bridge-caution-years", "years", i64::from(years))
        }
    });
    sentences.map(std::borrow::Cow::into_owned).collect()
}

fn said(w: Words, territory: Territory) -> String {
    match territory {
        Territory::Day(day) => date::day(w.language, day),
        Territory::Year(year) => year.to_string(),
    }
}
