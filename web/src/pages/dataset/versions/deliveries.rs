//! The deliveries of a dataset, a page at a time.

use crate::pages::dataset::DatasetPath;
use crate::query::Query;
use crate::{Refusal, Visitor, Words};
use hebewerk_hub::DatasetView;
use hebewerk_model::{Delivery, Kind};

/// Deliveries of a page.
const DELIVERIES: usize = 50;

/// A delivery.
pub(super) struct DeliveryLine {
    pub(super) when: String,
    pub(super) file_name: String,
    pub(super) href: String,
    pub(super) size: String,
    pub(super) outcome: String,
}

/// Some deliveries, and where the others are.
pub(super) struct DeliveryPage {
    pub(super) lines: Vec<DeliveryLine>,
    pub(super) caption: String,
    pub(super) older_href: Option<String>,
    pub(super) newest_href: Option<String>,
}

impl DeliveryPage {
    /// The newest deliveries, or those before the one that `?lieferung=` names.
    pub(super) async fn of(
        visitor: &Visitor,
        path: &DatasetPath,
        view: &DatasetView,
        query: &Query,
    ) -> Result<Self, Refusal> {
        let w = visitor.words;
        let before = query.get("lieferung");
        let mut deliveries = match before {
            None => view.deliveries.clone(),
            Some(before) => earlier(visitor, path, before).await?,
        };
        let has_older = deliveries.len() > DELIVERIES;
        deliveries.truncate(DELIVERIES);
        let is_all = before.is_none() && !has_older;
        let key = if is_all {
            "deliveries-caption"
        } else {
            "deliveries-caption-some"
        };
        let action = format!("{}/fassungen", path.href());
        let older = deliveries.last().filter(|_last| has_older);
        Ok(Self {
            caption: w.t1(key, "count", deliveries.len()).into_owned(),
            older_href: older.map(|last| {
                let query = Query::default().with("lieferung", last.id);
                format!("{}#lieferungen", query.href(&action))
            }),
            newest_href: before.map(|_before| format!("{action}#lieferungen")),
            lines: deliveries
                .iter()
                .map(|delivery| line(w, path, delivery))
                .collect(),
        })
    }
}

async fn earlier(
    visitor: &Visitor,
    path: &DatasetPath,
    before: &str,
) -> Result<Vec<Delivery>, Refusal> {
    let before = before
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_delivery"))?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let limit = DELIVERIES as u32 + 1;
    Ok(visitor
        .hub()
        .earlier_deliveries(&visitor.principal, organisation, dataset, before, limit)
        .await?)
}

fn line(w: Words, path: &DatasetPath, delivery: &Delivery) -> DeliveryLine {
    DeliveryLine {
        when: w.moment(delivery.received_at),
        file_name: delivery.file_name.clone(),
        href: format!("{}/original/{}", path.href(), delivery.id),
        size: w.bytes(delivery.size_bytes),
        outcome: w.code("outcome", delivery.outcome.code()).into_owned(),
    }
}
