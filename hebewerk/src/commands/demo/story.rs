//! The questions the demo city answers: why it is worth pooling what four offices know.

use crate::wiring::Wired;
use hebewerk_demo::City;

/// A question and the statement that answers it.
pub(super) struct Question {
    pub(super) title: &'static str,
    pub(super) sql: &'static str,
}

/// Where the rounds of bulky waste can be merged: orders × streets × containers × inhabitants. Orders name
/// addresses, so only the administration may ask.
const MERGE: Question = Question {
    title: "Wo lassen sich Sperrmüllrunden zusammenlegen?",
    sql: include_str!("zusammenlegen.sql"),
};

/// The same city from what is public.
const PER_HEAD: Question = Question {
    title: "Wie viel Sperrmüll fällt je Kopf an, und wie weit ist der nächste Container?",
    sql: include_str!("je_kopf.sql"),
};

const PLANNED: Question = Question {
    title: "Was steht auf den nächsten Sperrmülltouren?",
    sql: include_str!("touren.sql"),
};

/// Questions everybody finds on the SQL page who may read their tables.
pub(super) const OFFERED: [Question; 2] = [MERGE, PER_HEAD];

/// Keeps the questions for every account that may ask them; the second time nothing happens.
pub(super) async fn keep(wired: &Wired, city: &City) -> anyhow::Result<()> {
    for account in hebewerk_demo::accounts(city) {
        let principal = wired.hub.principal_named(&account.email).await?;
        let kept = wired.hub.saved_queries(&principal).await?;
        let readable = wired.hub.schema(&principal).await?;
        // The newest stands first in the list.
        for question in [&PLANNED, &PER_HEAD, &MERGE] {
            let is_new = kept.iter().all(|query| query.title != question.title);
            // Not every neighbour has every table, and not everybody may read them.
            if is_new && wired.hub.reads_only(question.sql, &readable).await {
                wired
                    .hub
                    .save_query(&principal, question.title, question.sql)
                    .await?;
            }
        }
    }
    Ok(())
}
