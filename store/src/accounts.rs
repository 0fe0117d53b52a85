//! Memory of accounts.

use crate::database::{Row, Session, Value, insert, query};
use crate::journal;
use crate::reading_order::reading_order;
use crate::store::Store;
use crate::stored::from_code;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    AccountChange, AccountError, Accounts, Credentials, Event, StoreError, TokenHash,
};
use hebewerk_model::{
    Account, AccountId, Email, Language, Membership, OrganisationId, Role, SessionId,
};
use jiff::Timestamp;
use std::collections::HashMap;

#[async_trait]
impl Accounts for Store {
    async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let mut session = self.reading("reading an account").await?;
        let row =
            query("select id, email, name, administrator, officer, language, closed_at from hw_account where id = $1")
                .bind(id)
                .first(&mut session)
                .await?;
        match row {
            Some(row) => Ok(Some(with_memberships(&row, &mut session).await?)),
            None => Ok(None),
        }
    }

    async fn by_email(&self, email: &Email) -> Result<Option<Credentials>, StoreError> {
        let mut session = self.reading("reading an account").await?;
        let row = query(
            "select id, email, name, administrator, officer, language, closed_at, password_hash
             from hw_account
             where email = $1",
        )
        .bind(email.as_str())
        .first(&mut session)
        .await?;
        match row {
            Some(row) => Ok(Some(Credentials {
                account: with_memberships(&row, &mut session).await?,
                password_hash: row.get("password_hash")?,
            })),
            None => Ok(None),
        }
    }

    async fn add(
        &self,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError> {
        let mut session = self.writing("adding an account").await?;
        insert_account(account, Some(password_hash), &mut session).await?;
        let sql = "update hw_account set password_given_at = $1 where id = $2";
        set(sql, event.at, account.id, &mut session).await?;
        journal::write(event, &mut session).await?;
        Ok(session.commit().await?)
    }

    async fn password_given_at(&self, id: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let mut session = self.reading("reading an account").await?;
        let row = query("select password_given_at from hw_account where id = $1")
            .bind(id)
            .first(&mut session)
            .await?;
        match row {
            Some(row) => row.optional_time("password_given_at"),
            None => Ok(None),
        }
    }

    async fn let_password_last(&self, id: AccountId) -> Result<(), StoreError> {
        let mut session = self.writing("letting a password last").await?;
        query("update hw_account set password_given_at = null where id = $1")
            .bind(id)
            .run(&mut session)
            .await?;
        session.commit().await
    }

    async fn change(
        &self,
        id: AccountId,
        change: &AccountChange,
        events: &[Event],
    ) -> Result<(), AccountError> {
        let mut session = self.writing("changing an account").await?;
        lock(&mut session).await?;
        let is_administrator = open_account(id, &mut session).await?;
        if is_administrator && change.administrator == Some(false) {
            refuse_last_administrator(id, &mut session).await?;
        }
        write_change(id, change, &mut session).await?;
        for event in events {
            journal::write(event, &mut session).await?;
        }
        Ok(session.commit().await?)
    }

    async fn close(&self, id: AccountId, event: &Event) -> Result<(), AccountError> {
        let mut session = self.writing("closing an account").await?;
        lock(&mut session).await?;
        if open_account(id, &mut session).await? {
            refuse_last_administrator(id, &mut session).await?;
        }
        query("update hw_account set closed_at = $1, password_hash = null where id = $2")
            .bind(event.at)
            .bind(id)
            .run(&mut session)
            .await?;
        end_sessions(id, None, &mut session).await?;
        journal::write(event, &mut session).await?;
        Ok(session.commit().await?)
    }

    async fn reopen(
        &self,
        id: AccountId,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError> {
        let mut session = self.writing("opening an account again").await?;
        let reopened = query(
            "update hw_account
             set closed_at = null,
                 password_hash = $1,
                 password_given_at = $2
             where id = $3
               and closed_at is not null",
        )
        .bind(password_hash)
        .bind(event.at)
        .bind(id)
        .run(&mut session)
        .await?;
        if reopened == 0 {
            return Err(AccountError::Missing);
        }
        journal::write(event, &mut session).await?;
        Ok(session.commit().await?)
    }

    async fn list(&self) -> Result<Vec<Account>, StoreError> {
        let mut session = self.reading("listing accounts").await?;
        let rows = query("select account_id, organisation_id, role from hw_membership order by account_id, position")
            .all(&mut session)
            .await?;
        let mut memberships: HashMap<_, Vec<Membership>> = HashMap::new();
        for row in &rows {
            memberships
                .entry(row.uuid("account_id")?)
                .or_default()
                .push(membership(row)?);
        }
        let rows = query(
            "select id, email, name, administrator, officer, language, closed_at from hw_account",
        )
        .all(&mut session)
        .await?;
        let mut accounts = Vec::with_capacity(rows.len());
        for row in &rows {
            let memberships = memberships.remove(&row.uuid("id")?).unwrap_or_default();
            accounts.push(account(row, memberships)?);
        }
        accounts.sort_by_cached_key(|account| (reading_order(&account.name), account.id));
        Ok(accounts)
    }

    async fn has_administrator(&self) -> Result<bool, StoreError> {
        let mut session = self.reading("looking for an administrator").await?;
        is_run_by_anybody(&mut session).await
    }
}

/// Whether an open account runs the hub.
pub(crate) async fn is_run_by_anybody(session: &mut Session) -> Result<bool, StoreError> {
    let row =
        query("select id from hw_account where administrator = $1 and closed_at is null limit 1")
            .bind(true)
            .first(session)
            .await?;
    Ok(row.is_some())
}

/// Adds an account with its memberships; without a password it is entered in other ways only.
pub(crate) async fn insert_account(
    account: &Account,
    password_hash: Option<&str>,
    session: &mut Session,
) -> Result<(), AccountError> {
    refuse_taken_email(account.id, &account.email, session).await?;
    query(
        "insert into hw_account (id, email, name, administrator, officer, language, password_hash)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(account.id)
    .bind(account.email.as_str())
    .bind(account.name.as_str())
    .bind(account.administrator)
    .bind(account.officer)
    .bind(account.language.tag())
    .bind(password_hash)
    .run(session)
    .await?;
    Ok(replace_memberships(account.id, &account.memberships, session).await?)
}

/// One writer at a time, so that two administrators cannot take each other's right at once. SQLite's transaction has
/// the lock already.
pub(crate) async fn lock(session: &mut Session) -> Result<(), StoreError> {
    if session.is_postgres() {
        session
            .script("lock table hw.hw_account in share row exclusive mode")
            .await?;
    }
    Ok(())
}

/// Whether this open account runs the hub.
async fn open_account(id: AccountId, session: &mut Session) -> Result<bool, AccountError> {
    let row = query("select administrator from hw_account where id = $1 and closed_at is null")
        .bind(id)
        .first(session)
        .await?
        .ok_or(AccountError::Missing)?;
    Ok(row.get("administrator")?)
}

async fn refuse_last_administrator(
    id: AccountId,
    session: &mut Session,
) -> Result<(), AccountError> {
    let other = query(
        "select id
         from hw_account
         where administrator = $1
           and closed_at is null
           and id <> $2
         limit 1",
    )
    .bind(true)
    .bind(id)
    .first(session)
    .await?;
    other
        .map(|_other| ())
        .ok_or(AccountError::LastAdministrator)
}

/// Writes what the change names, and only that.
async fn write_change(
    id: AccountId,
    change: &AccountChange,
    session: &mut Session,
) -> Result<(), AccountError> {
    if let Some(email) = &change.email {
        refuse_taken_email(id, email, session).await?;
        set(
            "update hw_account set email = $1 where id = $2",
            email.as_str(),
            id,
            session,
        )
        .await?;
    }
    if let Some(name) = &change.name {
        set(
            "update hw_account set name = $1 where id = $2",
            name.as_str(),
            id,
            session,
        )
        .await?;
    }
    if let Some(administrator) = change.administrator {
        let sql = "update hw_account set administrator = $1 where id = $2";
        set(sql, administrator, id, session).await?;
    }
    if let Some(officer) = change.officer {
        let sql = "update hw_account set officer = $1 where id = $2";
        set(sql, officer, id, session).await?;
    }
    if let Some(language) = change.language {
        set(
            "update hw_account set language = $1 where id = $2",
            language.tag(),
            id,
            session,
        )
        .await?;
    }
    if let Some(hash) = &change.password_hash {
        query("update hw_account set password_hash = $1, password_given_at = $2 where id = $3")
            .bind(hash.as_str())
            .bind(change.password_given_at)
            .bind(id)
            .run(session)
            .await?;
        end_sessions(id, change.surviving.as_ref(), session).await?;
    }
    if let Some(memberships) = &change.memberships {
        replace_memberships(id, memberships, session).await?;
    }
    Ok(())
}

async fn set(
    sql: &'static str,
    value: impl Into<Value>,
    id: AccountId,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(sql).bind(value).bind(id).run(session).await?;
    Ok(())
}

/// Whoever knows the old password, or was signed in with it, is out.
async fn end_sessions(
    id: AccountId,
    surviving: Option<&TokenHash>,
    session: &mut Session,
) -> Result<(), StoreError> {
    // No token is all zeroes: it is a hash.
    let surviving = surviving.unwrap_or(&[0; 32]);
    query("delete from hw_session where account_id = $1 and token <> $2")
        .bind(id)
        .bind(surviving)
        .run(session)
        .await?;
    Ok(())
}

/// Ends all sessions of an account but one; the number of them.
pub(crate) async fn end_sessions_but(
    id: AccountId,
    surviving: Option<SessionId>,
    session: &mut Session,
) -> Result<u64, StoreError> {
    query("delete from hw_session where account_id = $1 and ($2 is null or id <> $3)")
        .bind(id)
        .bind(surviving.map(SessionId::as_uuid))
        .bind(surviving.map(SessionId::as_uuid))
        .run(session)
        .await
}

async fn with_memberships(row: &Row, session: &mut Session) -> Result<Account, StoreError> {
    let rows = query(
        "select organisation_id, role from hw_membership where account_id = $1 order by position",
    )
    .bind(row.uuid("id")?)
    .all(session)
    .await?;
    account(row, rows.iter().map(membership).collect::<Result<_, _>>()?)
}

fn account(row: &Row, memberships: Vec<Membership>) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId::from_uuid(row.uuid("id")?),
        // The error must not repeat the address.
        email: from_code(row, "email", |email| email.parse().ok())?,
        name: row.get("name")?,
        administrator: row.get("administrator")?,
        officer: row.get("officer")?,
        memberships,
        language: Language::from_preferences(&row.get::<String>("language")?),
        closed_at: row.optional_time("closed_at")?,
    })
}

fn membership(row: &Row) -> Result<Membership, StoreError> {
    Ok(Membership {
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        role: from_code(row, "role", Role::from_code)?,
    })
}

async fn refuse_taken_email(
    id: AccountId,
    email: &Email,
    session: &mut Session,
) -> Result<(), AccountError> {
    let taken = query("select id from hw_account where email = $1 and id <> $2")
        .bind(email.as_str())
        .bind(id)
        .first(session)
        .await?;
    match taken {
        Some(_) => Err(AccountError::EmailTaken),
        None => Ok(()),
    }
}

async fn replace_memberships(
    id: AccountId,
    memberships: &[Membership],
    session: &mut Session,
) -> Result<(), StoreError> {
    query("delete from hw_membership where account_id = $1")
        .bind(id)
        .run(session)
        .await?;
    let rows = memberships
        .iter()
        .enumerate()
        .map(|(position, membership)| {
            vec![
                id.into(),
                position.into(),
                membership.organisation.into(),
                membership.role.code().into(),
            ]
        })
        .collect();
    insert(
        "hw_membership (account_id, position, organisation_id, role)",
        rows,
        session,
    )
    .await
}
