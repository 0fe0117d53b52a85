//! Hashing of passwords: few at once, because each takes 19 MiB and a whole core.

mod guessable;

use crate::{Hub, HubError};
use argon2::Argon2;
use argon2::password_hash::{
    PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng,
};
use guessable::is_guessable;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// Passwords in work or waiting; whoever comes then is told to come back. About a second's work.
const PLACES: usize = 32;
/// Seconds after which somebody may come back.
const COME_BACK_SECONDS: u64 = 2;
/// Shortest password in characters (BSI: length before composition rules).
const SHORTEST: usize = 10;
/// Longest password in bytes: a longer one is no password but an attempt to keep us busy.
const LONGEST_BYTES: usize = 1024;

/// The turns in which passwords are hashed.
pub(crate) struct Passwords {
    at_work: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            at_work: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(PLACES)),
        }
    }
}

/// A place in the queue, for one password.
pub(crate) struct Turn {
    place: OwnedSemaphorePermit,
    at_work: Arc<Semaphore>,
}

impl Passwords {
    /// A place in the queue, if one is free.
    pub(crate) fn turn(&self) -> Result<Turn, HubError> {
        match self.places.clone().try_acquire_owned() {
            Ok(place) => Ok(Turn {
                place,
                at_work: self.at_work.clone(),
            }),
            Err(_full) => Err(HubError::Busy {
                seconds: COME_BACK_SECONDS,
            }),
        }
    }
}

/// Whose password it is to be.
#[derive(Clone, Copy)]
pub(crate) struct Owner<'a> {
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
}

impl Hub {
    /// Refuses a new password that is too short, or one of those that are tried first.
    pub(crate) async fn check_new_password(
        &self,
        password: &str,
        owner: Owner<'_>,
    ) -> Result<(), HubError> {
        check_length(password)?;
        let houses = self.parts.organisations.list().await?;
        let mut about = vec![owner.name, owner.email];
        about.extend(houses.iter().map(|house| house.name.as_str()));
        if is_guessable(password, &about) {
            return Err(HubError::Invalid {
                field: "password",
                code: "password_guessable",
            });
        }
        Ok(())
    }
}

/// Refuses a password that is too short or absurdly long, before anything is computed.
fn check_length(password: &str) -> Result<(), HubError> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST_BYTES {
        return Err(unfit());
    }
    Ok(())
}

fn unfit() -> HubError {
    HubError::Invalid {
        field: "password",
        code: "password_too_short",
    }
}

impl Turn {
    /// Hashes a password with Argon2id (RFC 9106, the crate's parameters: 19 MiB, 2 passes).
    pub(crate) async fn hash(self, password: String) -> Result<String, HubError> {
        check_length(&password)?;
        self.work(move || {
            let salt = SaltString::generate(&mut OsRng);
            Argon2::default()
                .hash_password(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|_error| unfit())
        })
        .await?
    }

    /// Compares a password with a stored hash; without one it works just as long and says no.
    pub(crate) async fn verify(
        self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, HubError> {
        if password.len() > LONGEST_BYTES {
            return Ok(false);
        }
        self.work(move || {
            let Some(stored) = stored else {
                let salt = SaltString::generate(&mut OsRng);
                drop(Argon2::default().hash_password(password.as_bytes(), &salt));
                return false;
            };
            PasswordHash::new(&stored).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            })
        })
        .await
    }

    /// On a thread of its own, when it is its turn. The turn ends with the work, not with who waits for it: a client
    /// who hangs up must not make room for more work while theirs goes on.
    async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HubError> {
        let Self { place, at_work } = self;
        let Ok(turn) = at_work.acquire_owned().await else {
            return Err(HubError::Busy {
                seconds: COME_BACK_SECONDS,
            });
        };
        Ok(tokio::task::spawn_blocking(move || {
            let done = work();
            drop((turn, place));
            done
        })
        .await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_queue_is_bounded_and_moves_on() {
        let passwords = Passwords::default();
        let mut turns: Vec<Turn> = (0..PLACES).map(|_| passwords.turn().unwrap()).collect();
        assert!(matches!(
            passwords.turn(),
            Err(HubError::Busy { seconds: 2 })
        ));
        let hash = turns
            .pop()
            .unwrap()
            .hash("ein langer Satz".to_owned())
            .await
            .unwrap();
        let turn = passwords.turn().unwrap();
        assert!(
            turn.verify("ein langer Satz".to_owned(), Some(hash))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn no_more_than_two_are_computed_at_once() {
        let passwords = Passwords::default();
        let _both = passwords.at_work.acquire_many(2).await.unwrap();
        let turn = passwords.turn().unwrap();
        let mut work = Box::pin(turn.verify("ein langer Satz".to_owned(), None));
        assert!(
            futures::poll!(work.as_mut()).is_pending(),
            "a third one waits"
        );
    }

    #[tokio::test]
    async fn an_absurdly_long_password_is_wrong_without_work() {
        let passwords = Passwords::default();
        let _both = passwords.at_work.acquire_many(2).await.unwrap();
        let long = "x".repeat(LONGEST_BYTES + 1);
        let turn = passwords.turn().unwrap();
        assert!(!turn.verify(long, None).await.unwrap());
    }
}
