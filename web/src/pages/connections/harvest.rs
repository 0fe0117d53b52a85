//! What a connection to another catalogue has brought.

use crate::query::Query;
use crate::{Refusal, Visitor};
use hebewerk_hub::ConnectionCard;
use hebewerk_hub::ports::Brings;

/// What a catalogue has brought.
pub(super) struct Harvest {
    pub(super) records: String,
    /// Where its descriptions are found, if there are any.
    pub(super) href: Option<String>,
    /// What the newest harvest did not take over, with its reason.
    pub(super) rejected: Vec<(String, String)>,
}

impl Harvest {
    /// Of a connection; none of one that brings files.
    pub(super) async fn of(
        visitor: &Visitor,
        card: &ConnectionCard,
    ) -> Result<Option<Self>, Refusal> {
        let forms = visitor.hub().connectors();
        let mut forms = forms.iter();
        let form = forms.find(|form| form.kind == card.connection.connector);
        if form.is_none_or(|form| form.brings == Brings::Files) {
            return Ok(None);
        }
        let (w, id) = (visitor.words, card.connection.id);
        let harvested = visitor.hub().harvested(&visitor.principal, id).await?;
        let rejected = harvested.rejected.into_iter().map(|rejected| {
            let name = if rejected.name.is_empty() {
                w.t("harvest-nameless").into_owned()
            } else {
                rejected.name
            };
            (name, w.code("reject", rejected.reason.code()).into_owned())
        });
        Ok(Some(Self {
            records: w
                .t1("harvest-brings", "count", harvested.records)
                .into_owned(),
            href: (harvested.records > 0).then(|| {
                let query = Query::default().with("quelle", id);
                query.href(crate::pages::foreign::ROOT)
            }),
            rejected: rejected.collect(),
        }))
    }
}
