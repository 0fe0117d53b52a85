//! `hebewerk account`: what is left when nobody can help on the pages, because the last administrator cannot sign in.

use crate::cli::AccountArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::Hub;
use hebewerk_model::{Account, Language, Principal};
use hebewerk_words::{Value, t_with};
use serde_json::json;

/// Ends sign-ins, resets the second factor, takes access keys back; says how the account stands then.
pub(crate) async fn run(context: &Context, args: &AccountArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    let changes = args.sign_out || args.reset_second_factor || args.revoke_keys;
    if !changes {
        let wired = wiring::open_reading(&home, &config).await?;
        let said = say(language, &wired.hub, args).await;
        wired.close().await;
        return said.map(|()| Done::Whole);
    }
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let done = match change(&wired.hub, args).await {
        Ok(()) => say(language, &wired.hub, args).await,
        Err(error) => Err(error),
    };
    wired.close().await;
    done.map(|()| Done::Whole)
}

async fn change(hub: &Hub, args: &AccountArgs) -> anyhow::Result<()> {
    let operator = &Principal::Operator;
    let account = hub.account_named(operator, &args.email).await?;
    if args.reset_second_factor {
        hub.reset_second_factor(operator, account.id, None).await?;
    }
    if args.revoke_keys {
        hub.revoke_keys_of(operator, account.id).await?;
    }
    if args.sign_out {
        hub.end_sessions_of(operator, account.id).await?;
    }
    Ok(())
}

async fn say(language: Language, hub: &Hub, args: &AccountArgs) -> anyhow::Result<()> {
    let operator = &Principal::Operator;
    let account: Account = hub.account_named(operator, &args.email).await?;
    let standing = hub.account_standing(operator, account.id).await?;
    if args.output.json {
        return output::json(&json!({
            "e_mail": account.email.as_str(),
            "name": account.name,
            "administrator": account.administrator,
            "closed_at": account.closed_at.map(|at| at.to_string()),
            "sessions": standing.sessions,
            "keys": standing.keys,
            "second_factor": standing.has_second_factor,
        }));
    }
    let factor = if standing.has_second_factor {
        "on"
    } else {
        "off"
    };
    let values = [
        ("name", Value::from(account.name.as_str())),
        ("sessions", Value::from(standing.sessions)),
        ("keys", Value::from(standing.keys)),
        ("factor", Value::from(factor)),
    ];
    output::line(&t_with(language, "cli-account-standing", &values))
}
