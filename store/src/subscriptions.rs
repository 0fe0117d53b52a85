//! Memory of subscriptions.

use crate::database::{Row, Session, Value, corrupt, insert, query};
use crate::notices;
use crate::store::Store;
use crate::stored::from_code;
use async_trait::async_trait;
use hebewerk_hub::ports::{DueSubscription, LookedAt, StoreError, Subscriptions, WatchedSources};
use hebewerk_model::{
    AccountId, DatasetId, Line, LineSide, Subscription, SubscriptionId, ViewId, Watched,
};
use jiff::Timestamp;
use uuid::Uuid;

#[async_trait]
impl Subscriptions for Store {
    async fn of_account(&self, account: AccountId) -> Result<Vec<Subscription>, StoreError> {
        let mut session = self.reading("listing subscriptions").await?;
        let rows = query(
            "select id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value, by_mail, begun_at,
                    ended_at, stand, is_failing
             from hw_subscription
             where account_id = $1
             order by begun_at desc, id desc",
        )
        .bind(account)
        .all(&mut session)
        .await?;
        rows.iter().map(subscription).collect()
    }

    async fn keep(&self, kept: &Subscription, sources: &WatchedSources) -> Result<(), StoreError> {
        let mut session = self.writing("keeping a subscription").await?;
        let line = kept.watched.line();
        query(
            "insert into hw_subscription (id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value,
                                          by_mail, begun_at, ended_at, stand, is_failing, due)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             on conflict (id) do update
             set by_mail = excluded.by_mail,
                 begun_at = excluded.begun_at,
                 ended_at = excluded.ended_at,
                 stand = excluded.stand,
                 is_failing = excluded.is_failing,
                 due = excluded.due",
        )
        .bind(kept.id.as_uuid())
        .bind(kept.account)
        .bind(kept.watched.kind())
        .bind(kept.watched.dataset().map(DatasetId::as_uuid))
        .bind(kept.watched.view().map(hebewerk_model::Slug::as_str))
        .bind(line.map(|line| line.column.as_str()))
        .bind(line.map(|line| line.side.code()))
        .bind(line.map(|line| line.value.to_string()).as_deref())
        .bind(kept.by_mail)
        .bind(kept.begun_at)
        .bind(kept.ended_at)
        .bind(kept.stand.as_deref())
        .bind(kept.is_failing)
        // Due at once: what changed between the look and this moment is found then.
        .bind(1_u32)
        .run(&mut session)
        .await?;
        put_sources(kept.id, sources, &mut session).await?;
        session.commit().await
    }

    async fn end(
        &self,
        account: AccountId,
        id: SubscriptionId,
        at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("ending a subscription").await?;
        // What changed while it was ended is looked at when it is taken up again.
        let due = u32::from(at.is_none());
        let found = query(
            "update hw_subscription
             set ended_at = $3, due = $4
             where account_id = $1
               and id = $2",
        )
        .bind(account)
        .bind(id.as_uuid())
        .bind(at)
        .bind(due)
        .run(&mut session)
        .await?;
        session.commit().await?;
        Ok(found > 0)
    }

    async fn fall_due(&self, limit: u32) -> Result<u32, StoreError> {
        // Most times nothing has changed, and nobody has to wait for the one who writes.
        if self.changed_for_subscriptions(limit).await?.is_none() {
            return Ok(0);
        }
        let mut session = self.writing("making subscriptions due").await?;
        let Some((until, changed)) = changed(limit, &mut session).await? else {
            return Ok(0);
        };
        for dataset in &changed {
            query(
                "update hw_subscription
                 set due = due + 1
                 where ended_at is null
                   and id in (select subscription_id from hw_subscription_source where dataset_id = $1)",
            )
            .bind(*dataset)
            .run(&mut session)
            .await?;
        }
        query("update hw_subscription_mark set changed = $1 where place = 1")
            .bind(until)
            .run(&mut session)
            .await?;
        session.commit().await?;
        Ok(u32::try_from(changed.len()).unwrap_or(u32::MAX))
    }

    async fn due(&self, limit: u32) -> Result<Vec<DueSubscription>, StoreError> {
        let mut session = self.reading("listing subscriptions that are due").await?;
        let rows = query(
            "select id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value, by_mail, begun_at,
                    ended_at, stand, is_failing, due
             from hw_subscription
             where due > 0
               and ended_at is null
             order by begun_at, id
             limit $1",
        )
        .bind(limit)
        .all(&mut session)
        .await?;
        let due = rows.iter().map(|row| {
            Ok(DueSubscription {
                subscription: subscription(row)?,
                due: row.small_count("due")?,
            })
        });
        due.collect()
    }

    async fn looked_at(&self, look: &LookedAt) -> Result<(), StoreError> {
        let mut session = self
            .writing("writing down what came of a subscription")
            .await?;
        let known = &look.subscription;
        let found = query(
            "update hw_subscription
             set stand = $2,
                 is_failing = $3,
                 due = case when due = $4 then 0 else due end
             where id = $1
               and ended_at is null",
        )
        .bind(known.id.as_uuid())
        .bind(known.stand.as_deref())
        .bind(known.is_failing)
        .bind(look.due)
        .run(&mut session)
        .await?;
        // Ended meanwhile: nobody wants to be told any more.
        if found == 0 {
            return Ok(());
        }
        if let Some(sources) = &look.sources {
            put_sources(known.id, sources, &mut session).await?;
        }
        if let Some(notice) = &look.notice {
            notices::put(notice, &mut session).await?;
        }
        session.commit().await
    }

    async fn forget_ended(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut session = self.writing("forgetting ended subscriptions").await?;
        let forgotten = query("delete from hw_subscription where ended_at < $1")
            .bind(before)
            .run(&mut session)
            .await?;
        session.commit().await?;
        Ok(forgotten)
    }
}

impl Store {
    async fn changed_for_subscriptions(
        &self,
        limit: u32,
    ) -> Result<Option<(i64, Vec<DatasetId>)>, StoreError> {
        let mut session = self.reading("looking for changes to tell of").await?;
        changed(limit, &mut session).await
    }
}

/// Datasets that changed since subscriptions were made due last, and up to which change that is.
async fn changed(
    limit: u32,
    session: &mut Session,
) -> Result<Option<(i64, Vec<DatasetId>)>, StoreError> {
    let rows = query(
        "select changed, id
         from hw_dataset
         where changed > (select changed from hw_subscription_mark where place = 1)
         order by changed
         limit $1",
    )
    .bind(limit)
    .all(session)
    .await?;
    let Some(last) = rows.last() else {
        return Ok(None);
    };
    let until = last.get("changed")?;
    let ids = rows
        .iter()
        .map(|row| Ok(DatasetId::from_uuid(row.uuid("id")?)));
    Ok(Some((until, ids.collect::<Result<_, StoreError>>()?)))
}

/// Makes due what stands on a view that was changed.
pub(crate) async fn view_changed(id: ViewId, session: &mut Session) -> Result<(), StoreError> {
    query(
        "update hw_subscription
         set due = due + 1
         where ended_at is null
           and id in (select s.subscription_id
                      from hw_subscription_source s
                      join hw_view v on v.name = s.view_name
                      where v.id = $1)",
    )
    .bind(id.as_uuid())
    .run(session)
    .await?;
    Ok(())
}

async fn put_sources(
    id: SubscriptionId,
    sources: &WatchedSources,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("delete from hw_subscription_source where subscription_id = $1")
        .bind(id.as_uuid())
        .run(session)
        .await?;
    let row = |dataset: Option<Uuid>, view: Option<&str>| -> Vec<Value> {
        vec![id.as_uuid().into(), dataset.into(), view.into()]
    };
    let datasets = sources.datasets.iter();
    let datasets = datasets.map(|dataset| row(Some(dataset.as_uuid()), None));
    let views = sources.views.iter();
    let views = views.map(|view| row(None, Some(view.as_str())));
    insert(
        "hw_subscription_source (subscription_id, dataset_id, view_name)",
        datasets.chain(views).collect(),
        session,
    )
    .await
}

fn subscription(row: &Row) -> Result<Subscription, StoreError> {
    Ok(Subscription {
        id: SubscriptionId::from_uuid(row.uuid("id")?),
        account: AccountId::from_uuid(row.uuid("account_id")?),
        watched: watched(row)?,
        by_mail: row.get("by_mail")?,
        begun_at: row.time("begun_at")?,
        ended_at: row.optional_time("ended_at")?,
        stand: row.get("stand")?,
        is_failing: row.get("is_failing")?,
    })
}

/// What a row of a subscription or a notice is about.
pub(crate) fn watched(row: &Row) -> Result<Watched, StoreError> {
    let kind: String = row.get("kind")?;
    Ok(match kind.as_str() {
        "dataset" => Watched::Dataset(DatasetId::from_uuid(row.uuid("dataset_id")?)),
        "view" => Watched::View(row.parsed("view_name")?),
        "figure" => Watched::Figure(
            row.parsed("view_name")?,
            Line {
                column: row.get("line_column")?,
                side: from_code(row, "line_side", LineSide::from_code)?,
                value: row.parsed("line_value")?,
            },
        ),
        other => return Err(corrupt("kind", format!("unknown code {other:?}"))),
    })
}
