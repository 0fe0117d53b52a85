//! Memory of people from outside who were invited.

use crate::accounts;
use crate::database::{Row, Session, insert, query};
use crate::store::Store;
use crate::stored::from_code;
use crate::{grants, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{Acceptance, AccountError, Event, Invitations, StoreError, TokenHash};
use hebewerk_model::{AccountId, DatasetId, Invitation, InvitationId, OrganisationId};
use jiff::Timestamp;

#[async_trait]
impl Invitations for Store {
    async fn add(
        &self,
        invitation: &Invitation,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("inviting somebody").await?;
        query(
            "insert into hw_invitation (id, secret, organisation_id, email, as_reader, purpose, legal_basis, reference,
                                        invited_by, invited_at, link_expires_at, ends_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(invitation.id)
        .bind(secret)
        .bind(invitation.organisation)
        .bind(invitation.email.as_str())
        .bind(invitation.as_reader)
        .bind(invitation.purpose.as_str())
        .bind(invitation.legal_basis.as_str())
        .bind(invitation.reference.as_deref())
        .bind(invitation.invited_by.map(AccountId::as_uuid))
        .bind(invitation.invited_at)
        .bind(invitation.link_expires_at)
        .bind(invitation.ends_at)
        .run(&mut session)
        .await?;
        let rows = invitation.datasets.iter();
        let rows = rows.map(|dataset| vec![invitation.id.into(), (*dataset).into()]);
        insert(
            "hw_invitation_dataset (invitation_id, dataset_id)",
            rows.collect(),
            &mut session,
        )
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn by_secret(&self, secret: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        let mut session = self.reading("reading an invitation").await?;
        let row = query(
            "select id, organisation_id, email, as_reader, purpose, legal_basis, reference, invited_by, invited_at,
                    link_expires_at, ends_at, account_id, accepted_at, revoked_at
             from hw_invitation
             where secret = $1",
        )
        .bind(secret)
        .first(&mut session)
        .await?;
        match row {
            Some(row) => Ok(Some(invitation(&row, &mut session).await?)),
            None => Ok(None),
        }
    }

    async fn of_organisation(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<Invitation>, StoreError> {
        let mut session = self.reading("listing invitations").await?;
        let rows = query(
            "select id, organisation_id, email, as_reader, purpose, legal_basis, reference, invited_by, invited_at,
                    link_expires_at, ends_at, account_id, accepted_at, revoked_at
             from hw_invitation
             where organisation_id = $1
             order by invited_at desc, id desc",
        )
        .bind(organisation)
        .all(&mut session)
        .await?;
        let mut invitations = Vec::with_capacity(rows.len());
        for row in &rows {
            invitations.push(invitation(row, &mut session).await?);
        }
        Ok(invitations)
    }

    async fn accept(&self, acceptance: &Acceptance) -> Result<bool, AccountError> {
        let mut session = self.writing("accepting an invitation").await?;
        accounts::lock(&mut session).await?;
        accounts::insert_account(
            &acceptance.account,
            Some(&acceptance.password_hash),
            &mut session,
        )
        .await?;
        let used = query(
            "update hw_invitation
             set account_id = $1,
                 accepted_at = $2
             where id = $3
               and accepted_at is null
               and revoked_at is null",
        )
        .bind(acceptance.account.id)
        .bind(acceptance.event.at)
        .bind(acceptance.invitation)
        .run(&mut session)
        .await?;
        if used == 0 {
            return Ok(false);
        }
        query("insert into hw_guest (account_id, ends_at) values ($1, $2)")
            .bind(acceptance.account.id)
            .bind(acceptance.ends_at)
            .run(&mut session)
            .await?;
        journal::write(&acceptance.event, &mut session).await?;
        for (grant, event) in &acceptance.grants {
            grants::insert_grant(grant, &mut session).await?;
            query(
                "update hw_invitation_dataset
                 set grant_id = $1
                 where invitation_id = $2
                   and dataset_id = $3",
            )
            .bind(grant.id)
            .bind(acceptance.invitation)
            .bind(grant.dataset)
            .run(&mut session)
            .await?;
            journal::write(event, &mut session).await?;
        }
        session.commit().await?;
        Ok(true)
    }

    async fn revoke(&self, id: InvitationId, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("taking an invitation back").await?;
        accounts::lock(&mut session).await?;
        let revoked = query(
            "update hw_invitation
             set revoked_at = $1
             where id = $2
               and revoked_at is null",
        )
        .bind(event.at)
        .bind(id)
        .run(&mut session)
        .await?;
        if revoked == 0 {
            return Ok(false);
        }
        query(
            "update hw_grant
             set revoked_at = $1
             where revoked_at is null
               and id in (select grant_id from hw_invitation_dataset where invitation_id = $2)",
        )
        .bind(event.at)
        .bind(id)
        .run(&mut session)
        .await?;
        take_roles(id, &mut session).await?;
        end_if_nothing_is_left(id, event, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn ends_at(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let mut session = self.reading("reading when an account ends").await?;
        let row = query("select ends_at from hw_guest where account_id = $1")
            .bind(account)
            .first(&mut session)
            .await?;
        row.map(|row| row.time("ends_at")).transpose()
    }

    async fn ended(&self, now: Timestamp) -> Result<Vec<AccountId>, StoreError> {
        let mut session = self.reading("looking for accounts that have ended").await?;
        let rows = query(
            "select g.account_id
             from hw_guest g
             join hw_account a on a.id = g.account_id
             where g.ends_at <= $1
               and a.closed_at is null
             order by g.ends_at, g.account_id",
        )
        .bind(now)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok(AccountId::from_uuid(row.uuid("account_id")?)))
            .collect()
    }
}

/// Those by which somebody came, or that they made.
pub(crate) async fn naming(
    account: AccountId,
    session: &mut Session,
) -> Result<Vec<Invitation>, StoreError> {
    let rows = query(
        "select id, organisation_id, email, as_reader, purpose, legal_basis, reference, invited_by, invited_at,
                link_expires_at, ends_at, account_id, accepted_at, revoked_at
         from hw_invitation
         where account_id = $1
            or invited_by = $2
         order by invited_at, id",
    )
    .bind(account)
    .bind(account)
    .all(session)
    .await?;
    let mut invitations = Vec::with_capacity(rows.len());
    for row in &rows {
        invitations.push(invitation(row, session).await?);
    }
    Ok(invitations)
}

/// The role that came of an invitation to an organisation.
async fn take_roles(id: InvitationId, session: &mut Session) -> Result<(), StoreError> {
    query(
        "delete from hw_membership
         where account_id in (select account_id from hw_invitation where id = $1 and account_id is not null)
           and organisation_id in (select organisation_id from hw_invitation where id = $2 and as_reader)",
    )
    .bind(id)
    .bind(id)
    .run(session)
    .await?;
    Ok(())
}

/// An account that may read nothing any more is closed; another office may have granted it something meanwhile.
async fn end_if_nothing_is_left(
    id: InvitationId,
    event: &Event,
    session: &mut Session,
) -> Result<(), StoreError> {
    let row = query(
        "select i.account_id
         from hw_invitation i
         where i.id = $1
           and i.account_id is not null
           and not exists (select 1 from hw_membership m where m.account_id = i.account_id)
           and not exists (
               select 1
               from hw_grant g
               where g.account_id = i.account_id
                 and g.revoked_at is null
                 and (g.expires_at is null or g.expires_at > $2)
           )",
    )
    .bind(id)
    .bind(event.at)
    .first(session)
    .await?;
    let Some(row) = row else { return Ok(()) };
    let account = AccountId::from_uuid(row.uuid("account_id")?);
    query(
        "update hw_account
         set closed_at = $1,
             password_hash = null
         where id = $2
           and closed_at is null",
    )
    .bind(event.at)
    .bind(account)
    .run(session)
    .await?;
    accounts::end_sessions_but(account, None, session).await?;
    Ok(())
}

async fn invitation(row: &Row, session: &mut Session) -> Result<Invitation, StoreError> {
    let id = InvitationId::from_uuid(row.uuid("id")?);
    let rows = query(
        "select dataset_id
         from hw_invitation_dataset
         where invitation_id = $1
         order by dataset_id",
    )
    .bind(id)
    .all(session)
    .await?;
    let datasets = rows
        .iter()
        .map(|row| Ok(DatasetId::from_uuid(row.uuid("dataset_id")?)));
    Ok(Invitation {
        id,
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        // The error must not repeat the address.
        email: from_code(row, "email", |email| email.parse().ok())?,
        datasets: datasets.collect::<Result<_, StoreError>>()?,
        as_reader: row.get("as_reader")?,
        purpose: row.get("purpose")?,
        legal_basis: row.get("legal_basis")?,
        reference: row.get("reference")?,
        invited_by: row.optional_uuid("invited_by")?.map(AccountId::from_uuid),
        invited_at: row.time("invited_at")?,
        link_expires_at: row.time("link_expires_at")?,
        ends_at: row.time("ends_at")?,
        account: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        accepted_at: row.optional_time("accepted_at")?,
        revoked_at: row.optional_time("revoked_at")?,
    })
}
