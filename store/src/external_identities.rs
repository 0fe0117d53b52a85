//! Memory of who somebody is at a provider.

use crate::database::{Session, query};
use crate::store::Store;
use crate::{accounts, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    AccountError, EndedThere, Event, ExternalIdentities, ExternalIdentity, StoreError,
};
use hebewerk_model::{Account, AccountId};
use std::collections::BTreeSet;

#[async_trait]
impl ExternalIdentities for Store {
    async fn account_of(&self, who: &ExternalIdentity) -> Result<Option<AccountId>, StoreError> {
        let mut session = self.reading("reading an identity").await?;
        let row = query(
            "select account_id
             from hw_external_identity
             where issuer = $1
               and subject = $2",
        )
        .bind(who.issuer.as_str())
        .bind(who.subject.as_str())
        .first(&mut session)
        .await?;
        row.map(|row| Ok(AccountId::from_uuid(row.uuid("account_id")?)))
            .transpose()
    }

    async fn of_account(&self, account: AccountId) -> Result<Vec<ExternalIdentity>, StoreError> {
        let mut session = self.reading("listing identities").await?;
        of(account, &mut session).await
    }

    async fn add(
        &self,
        account: &Account,
        who: &ExternalIdentity,
        event: &Event,
    ) -> Result<(), AccountError> {
        let mut session = self.writing("adding an account").await?;
        accounts::lock(&mut session).await?;
        accounts::insert_account(account, None, &mut session).await?;
        keep(account.id, who, event, &mut session).await?;
        journal::write(event, &mut session).await?;
        Ok(session.commit().await?)
    }

    async fn link(
        &self,
        account: AccountId,
        who: &ExternalIdentity,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("linking an account").await?;
        accounts::lock(&mut session).await?;
        keep(account, who, event, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn unlink(
        &self,
        account: AccountId,
        issuer: &str,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("taking a link back").await?;
        let removed =
            query("delete from hw_external_identity where account_id = $1 and issuer = $2")
                .bind(account)
                .bind(issuer)
                .run(&mut session)
                .await?;
        if removed == 0 {
            return Ok(false);
        }
        query("delete from hw_session where account_id = $1 and issuer = $2")
            .bind(account)
            .bind(issuer)
            .run(&mut session)
            .await?;
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn end_sessions(&self, ended: EndedThere<'_>, event: &Event) -> Result<u64, StoreError> {
        let mut session = self.writing("ending sessions of a provider").await?;
        let rows = query(
            "select account_id
             from hw_session
             where issuer = $1
               and (cast($2 as text) is null or subject = $3)
               and (cast($4 as text) is null or external_id = $5
                    or (external_id is null and cast($2 as text) is not null))
               and opened_at <= $6",
        )
        .bind(ended.issuer)
        .bind(ended.subject)
        .bind(ended.subject)
        .bind(ended.session)
        .bind(ended.session)
        .bind(ended.until)
        .all(&mut session)
        .await?;
        let mut whose = BTreeSet::new();
        for row in &rows {
            whose.insert(row.uuid("account_id")?);
        }
        let removed = query(
            "delete from hw_session
             where issuer = $1
               and (cast($2 as text) is null or subject = $3)
               and (cast($4 as text) is null or external_id = $5
                    or (external_id is null and cast($2 as text) is not null))
               and opened_at <= $6",
        )
        .bind(ended.issuer)
        .bind(ended.subject)
        .bind(ended.subject)
        .bind(ended.session)
        .bind(ended.session)
        .bind(ended.until)
        .run(&mut session)
        .await?;
        for account in whose {
            let event = Event {
                subject: Some(AccountId::from_uuid(account)),
                ..event.clone()
            };
            journal::write(&event, &mut session).await?;
        }
        session.commit().await?;
        Ok(removed)
    }
}

/// Who an account is at providers.
pub(crate) async fn of(
    account: AccountId,
    session: &mut Session,
) -> Result<Vec<ExternalIdentity>, StoreError> {
    let rows = query(
        "select issuer, subject
         from hw_external_identity
         where account_id = $1
         order by issuer",
    )
    .bind(account)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(ExternalIdentity {
                issuer: row.get("issuer")?,
                subject: row.get("subject")?,
            })
        })
        .collect()
}

/// One identity has one account, and an account one identity at each provider.
async fn keep(
    account: AccountId,
    who: &ExternalIdentity,
    event: &Event,
    session: &mut Session,
) -> Result<(), StoreError> {
    let taken = query(
        "select account_id
         from hw_external_identity
         where issuer = $1
           and (subject = $2 or account_id = $3)",
    )
    .bind(who.issuer.as_str())
    .bind(who.subject.as_str())
    .bind(account)
    .first(session)
    .await?;
    if taken.is_some() {
        return Err(StoreError::Conflict {
            what: "an identity at a provider",
        });
    }
    query(
        "insert into hw_external_identity (issuer, subject, account_id, linked_at)
         values ($1, $2, $3, $4)",
    )
    .bind(who.issuer.as_str())
    .bind(who.subject.as_str())
    .bind(account)
    .bind(event.at)
    .run(session)
    .await?;
    Ok(())
}
