//! Sealing every secret of the catalogue anew, in one transaction: all of them or none.

use crate::connections::stored_secrets;
use crate::database::query;
use crate::journal;
use crate::store::Store;
use crate::stored::to_json;
use hebewerk_hub::ports::{Event, StoreError};
use hebewerk_hub::sealed_for;
use hebewerk_model::{AccountId, ConnectionId};

/// What became of the secrets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Sealed anew.
    pub secrets: u64,
    /// Left as they were, because nobody can open them: they have to be entered again anyway.
    pub unopened: u64,
}

/// Seals anew what is sealed (second) for something (first); none if nobody can open it.
pub type Anew<'a> = dyn Fn(&str, &str) -> Result<Option<String>, StoreError> + Sync + 'a;

impl Store {
    /// Hands every sealed secret to `anew` with what it is sealed for, and keeps what comes back; none leaves it as it is.
    pub async fn reseal(&self, anew: &Anew<'_>, event: &Event) -> Result<Resealed, StoreError> {
        let mut session = self.writing("sealing secrets anew").await?;
        let mut done = Resealed::default();
        let factors = query("select account_id, sealed from hw_second_factor order by account_id")
            .all(&mut session)
            .await?;
        for row in &factors {
            let account = AccountId::from_uuid(row.uuid("account_id")?);
            let sealed: String = row.get("sealed")?;
            let Some(sealed) = anew(&sealed_for::second_factor(account), &sealed)? else {
                done.unopened += 1;
                continue;
            };
            done.secrets += 1;
            query("update hw_second_factor set sealed = $1 where account_id = $2")
                .bind(sealed)
                .bind(account)
                .run(&mut session)
                .await?;
        }
        let connections = query("select id from hw_connection order by id")
            .all(&mut session)
            .await?;
        for row in &connections {
            let id = ConnectionId::from_uuid(row.uuid("id")?);
            let mut secrets = stored_secrets(id, &mut session).await?;
            for (field, sealed) in &mut secrets {
                match anew(&sealed_for::connection(id, field), sealed)? {
                    Some(new) => {
                        *sealed = new;
                        done.secrets += 1;
                    }
                    None => done.unopened += 1,
                }
            }
            query("update hw_connection set secrets = $1 where id = $2")
                .bind(to_json("secrets", &secrets)?)
                .bind(id)
                .run(&mut session)
                .await?;
        }
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(done)
    }
}
