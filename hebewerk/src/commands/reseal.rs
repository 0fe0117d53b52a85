//! `hebewerk reseal`: a new key for the secrets of the catalogue.
//!
//! The new key is on the disk before anything is sealed with it, the catalogue changes in one transaction, and then the
//! new key takes the place of the old one. Whatever breaks it off, the next run goes on, and until then both keys open.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_connect::KeyFile;
use hebewerk_guard::Rule;
use hebewerk_hub::HubError;
use hebewerk_hub::ports::{Clock as _, Event, StoreError, SystemClock, Vault as _, VaultError};
use hebewerk_model::Door;
use hebewerk_store::Resealed;
use hebewerk_words::{Value, t, t_with};

/// Seals all secrets anew.
pub(crate) async fn run(context: &Context, args: JsonArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let key = KeyFile::at(home.secrets_key());
    if !key.is_there() {
        return say(context, args, Resealed::default());
    }
    let wired = wiring::open(&home, &config).await?;
    let next = key.prepare_next()?;
    let anew = |purpose: &str, sealed: &str| match key.open(purpose, sealed) {
        Ok(secret) => next.seal(purpose, &secret).map(Some).map_err(broken),
        // Sealed with a key that is lost.
        Err(VaultError::Foreign) => Ok(None),
        Err(error) => Err(broken(error)),
    };
    let event = Event::new(
        SystemClock.now(),
        "reseal_secrets",
        Rule::OperatorHoldsTheDirectory.code(),
        Door::Command,
    );
    let resealed = wired.store.reseal(&anew, &event).await;
    wired.close().await;
    let resealed = resealed.map_err(HubError::from)?;
    key.take_over()?;
    say(context, args, resealed)
}

fn broken(error: VaultError) -> StoreError {
    StoreError::Database {
        doing: "sealing secrets anew",
        source: Box::new(error),
    }
}

fn say(context: &Context, args: JsonArgs, done: Resealed) -> anyhow::Result<Done> {
    if args.json {
        output::json(&serde_json::json!({
            "secrets": done.secrets,
            "unopened": done.unopened,
        }))?;
    } else {
        let count = [("secrets", Value::from(done.secrets))];
        output::line(&t_with(context.language, "cli-reseal-done", &count))?;
        if done.unopened > 0 {
            output::line(&t(context.language, "cli-reseal-unopened"))?;
        }
    }
    Ok(if done.unopened == 0 {
        Done::Whole
    } else {
        Done::WithDamage
    })
}
