//! The behaviour of the store: one suite, run on SQLite and, where `HEBEWERK_TEST_POSTGRES_URL` names a server, on
//! PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::assigning_clones,
    reason = "tests may be blunt: a broken premise ends them where it stands"
)]

/// Runs behaviours (functions that take a [`place::Place`]) as tests on both databases.
macro_rules! on_both_databases {
    ($($behaviour:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $behaviour() {
                let place = crate::place::Place::sqlite().await;
                super::$behaviour(&place).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $behaviour() {
                let Some(place) = crate::place::Place::postgres().await else { return };
                super::$behaviour(&place).await;
                place.remove().await;
            })*
        }
    };
}

mod access_keys;
mod accounts;
mod audit_chain;
mod beside;
mod bridges;
mod changes;
mod city;
mod commit;
mod connections;
mod datasets;
mod duckdb;
mod erasures;
mod external_identities;
mod foreigns;

mod grants;
mod guarded;
mod held;
mod history;
mod invitations;
mod journal;
mod least_rights;
mod maintenance;
mod manifest;
mod on_record;
mod open_changes;
mod opening;
mod organisations;
mod passkeys;
mod place;
mod protection;
mod recipes;
mod refusals;
mod releases;
mod remembered;
mod second_factors;
mod subscriptions;
mod views;
mod writers;
