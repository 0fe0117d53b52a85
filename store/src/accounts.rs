//! Memory of accounts.

use crate::database::{Row, Session, insert, query};
use crate::reading_order::reading_order;
use crate::store::Store;
use crate::stored::from_code;
use async_trait::async_trait;
use hebewerk_hub::ports::{Accounts, Credentials, StoreError};
use hebewerk_model::{Account, AccountId, Email, Language, Membership, OrganisationId, Role};
use std::collections::HashMap;

#[async_trait]
impl Accounts for Store {
    async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let mut session = self.reading("reading an account").await?;
        let row =
            query("select id, email, name, administrator, language from hw_account where id = $1")
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
            "select id, email, name, administrator, language, password_hash
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

    async fn save(&self, account: &Account, password_hash: Option<&str>) -> Result<(), StoreError> {
        let mut session = self.writing("saving an account").await?;
        refuse_taken_email(account, &mut session).await?;
        query(
            "insert into hw_account (id, email, name, administrator, language, password_hash)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (id) do update
             set email = excluded.email,
                 name = excluded.name,
                 administrator = excluded.administrator,
                 language = excluded.language,
                 password_hash = coalesce(excluded.password_hash, hw_account.password_hash)",
        )
        .bind(account.id)
        .bind(account.email.as_str())
        .bind(account.name.as_str())
        .bind(account.administrator)
        .bind(account.language.tag())
        .bind(password_hash)
        .run(&mut session)
        .await?;
        replace_memberships(account, &mut session).await?;
        session.commit().await
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
        let rows = query("select id, email, name, administrator, language from hw_account")
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
        let row = query("select id from hw_account where administrator = $1 limit 1")
            .bind(true)
            .first(&mut session)
            .await?;
        Ok(row.is_some())
    }
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
        memberships,
        language: Language::from_preferences(&row.get::<String>("language")?),
    })
}

fn membership(row: &Row) -> Result<Membership, StoreError> {
    Ok(Membership {
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        role: from_code(row, "role", Role::from_code)?,
    })
}

async fn refuse_taken_email(account: &Account, session: &mut Session) -> Result<(), StoreError> {
    let taken = query("select id from hw_account where email = $1 and id <> $2")
        .bind(account.email.as_str())
        .bind(account.id)
        .first(session)
        .await?;
    match taken {
        Some(_) => Err(StoreError::Conflict {
            what: "the e-mail address of the account",
        }),
        None => Ok(()),
    }
}

async fn replace_memberships(account: &Account, session: &mut Session) -> Result<(), StoreError> {
    query("delete from hw_membership where account_id = $1")
        .bind(account.id)
        .run(session)
        .await?;
    let rows = account
        .memberships
        .iter()
        .enumerate()
        .map(|(position, membership)| {
            vec![
                account.id.into(),
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
