//! Memory of notices, and of links to feeds of them.

use crate::database::{Row, Session, Value, query};
use crate::journal;
use crate::store::Store;
use crate::stored::from_code;
use crate::subscriptions::watched;
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, MOST_NOTICES, NoticeFeeds, Notices, StoreError, TokenHash};
use hebewerk_model::{AccountId, DatasetId, Notice, NoticeFeed, NoticeId, Posting, Slug};
use jiff::Timestamp;

#[async_trait]
impl Notices for Store {
    async fn of(&self, account: AccountId) -> Result<Vec<Notice>, StoreError> {
        let mut session = self.reading("listing notices").await?;
        let rows = query(
            "select id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value, version, at, is_read,
                    posting, attempts
             from hw_notice
             where account_id = $1
             order by at desc, id desc",
        )
        .bind(account)
        .all(&mut session)
        .await?;
        rows.iter().map(notice).collect()
    }

    async fn read_until(&self, account: AccountId, until: Timestamp) -> Result<(), StoreError> {
        let mut session = self.writing("marking notices as read").await?;
        query(
            "update hw_notice
             set is_read = $3
             where account_id = $1
               and at <= $2",
        )
        .bind(account)
        .bind(until)
        .bind(true)
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn to_send(&self, now: Timestamp, limit: u32) -> Result<Vec<Notice>, StoreError> {
        let mut session = self.reading("listing notices to send").await?;
        let rows = query(
            "select id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value, version, at, is_read,
                    posting, attempts
             from hw_notice
             where posting = 'waiting'
               and next_at <= $1
             order by account_id, at, id
             limit $2",
        )
        .bind(now)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(notice).collect()
    }

    async fn sent(
        &self,
        ids: &[NoticeId],
        posting: Posting,
        again: Option<(u32, Timestamp)>,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("writing down what became of letters").await?;
        for id in ids {
            let done = match again {
                Some((attempts, at)) => query(
                    "update hw_notice
                     set posting = $2, attempts = $3, next_at = $4
                     where id = $1",
                )
                .bind(id.as_uuid())
                .bind(posting.code())
                .bind(attempts)
                .bind(at),
                None => query("update hw_notice set posting = $2 where id = $1")
                    .bind(id.as_uuid())
                    .bind(posting.code()),
            };
            done.run(&mut session).await?;
        }
        session.commit().await
    }

    async fn forget_before(&self, before: Timestamp) -> Result<u64, StoreError> {
        let mut session = self.writing("forgetting old notices").await?;
        let forgotten = query("delete from hw_notice where at < $1")
            .bind(before)
            .run(&mut session)
            .await?;
        session.commit().await?;
        Ok(forgotten)
    }
}

#[async_trait]
impl NoticeFeeds for Store {
    async fn of_reader(&self, account: AccountId) -> Result<Option<NoticeFeed>, StoreError> {
        let mut session = self.reading("reading the link to a feed").await?;
        let row = query("select account_id, id, made_at from hw_notice_feed where account_id = $1")
            .bind(account)
            .first(&mut session)
            .await?;
        row.as_ref().map(feed).transpose()
    }

    async fn by_link(&self, secret: &TokenHash) -> Result<Option<NoticeFeed>, StoreError> {
        let mut session = self.reading("reading the link to a feed").await?;
        let row = query("select account_id, id, made_at from hw_notice_feed where secret = $1")
            .bind(secret)
            .first(&mut session)
            .await?;
        row.as_ref().map(feed).transpose()
    }

    async fn renew(
        &self,
        feed: &NoticeFeed,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("keeping the link to a feed").await?;
        query(
            "insert into hw_notice_feed (account_id, id, secret, made_at)
             values ($1, $2, $3, $4)
             on conflict (account_id) do update
             set secret = excluded.secret,
                 made_at = excluded.made_at",
        )
        .bind(feed.account)
        .bind(feed.id)
        .bind(secret)
        .bind(feed.made_at)
        .run(&mut session)
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn end_link(&self, account: AccountId, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("ending the link to a feed").await?;
        let ended = query("delete from hw_notice_feed where account_id = $1")
            .bind(account)
            .run(&mut session)
            .await?;
        if ended == 0 {
            return Ok(false);
        }
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }
}

/// Adds a notice, and forgets the oldest of its reader beyond what is kept.
pub(crate) async fn put(notice: &Notice, session: &mut Session) -> Result<(), StoreError> {
    let line = notice.watched.line();
    let next_at = (notice.posting == Posting::Waiting).then_some(notice.at);
    query(
        "insert into hw_notice (id, account_id, kind, dataset_id, view_name, line_column, line_side, line_value, version,
                                at, is_read, posting, attempts, next_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(notice.id.as_uuid())
    .bind(notice.account)
    .bind(notice.watched.kind())
    .bind(notice.watched.dataset().map(DatasetId::as_uuid))
    .bind(notice.watched.view().map(Slug::as_str))
    .bind(line.map(|line| line.column.as_str()))
    .bind(line.map(|line| line.side.code()))
    .bind(line.map(|line| line.value.to_string()).as_deref())
    .bind(Value::Integer(notice.version.map(i64::from)))
    .bind(notice.at)
    .bind(notice.is_read)
    .bind(notice.posting.code())
    .bind(notice.attempts)
    .bind(next_at)
    .run(session)
    .await?;
    query(
        "delete from hw_notice
         where account_id = $1
           and id not in (select id
                          from hw_notice
                          where account_id = $2
                          order by at desc, id desc
                          limit $3)",
    )
    .bind(notice.account)
    .bind(notice.account)
    .bind(MOST_NOTICES)
    .run(session)
    .await?;
    Ok(())
}

fn notice(row: &Row) -> Result<Notice, StoreError> {
    let version: Option<i64> = row.get("version")?;
    Ok(Notice {
        id: NoticeId::from_uuid(row.uuid("id")?),
        account: AccountId::from_uuid(row.uuid("account_id")?),
        watched: watched(row)?,
        version: version.and_then(|number| u32::try_from(number).ok()),
        at: row.time("at")?,
        is_read: row.get("is_read")?,
        posting: from_code(row, "posting", Posting::from_code)?,
        attempts: row.small_count("attempts")?,
    })
}

fn feed(row: &Row) -> Result<NoticeFeed, StoreError> {
    Ok(NoticeFeed {
        account: AccountId::from_uuid(row.uuid("account_id")?),
        id: row.uuid("id")?,
        made_at: row.time("made_at")?,
    })
}
