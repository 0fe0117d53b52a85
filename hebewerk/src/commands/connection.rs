//! `hebewerk connection`.

use super::{connect, fetch};
use crate::cli::ConnectionArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use anyhow::bail;
use hebewerk_hub::ports::Secrets;
use hebewerk_hub::{ConnectionView, ConnectionWords};
use hebewerk_model::{PauseReason, Principal};
use hebewerk_words::{Value, t_with};
use serde_json::json;

/// Changes a connection.
pub(crate) async fn run(context: &Context, args: &ConnectionArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let secrets = connect::secrets(context.language, &args.secret_file)?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let hub = &wired.hub;
    let id = fetch::find(hub, &args.connection).await?;
    let view = hub.connection(&Principal::Operator, id).await?;
    let mut forgotten = args.forget_secret.iter();
    if let Some(field) = forgotten.find(|field| !view.sealed.contains(field)) {
        let values = [("field", Value::from(field.as_str()))];
        bail!(t_with(context.language, "cli-connection-no-secret", &values).into_owned());
    }
    if !secrets.is_empty() || !args.forget_secret.is_empty() {
        let secrets = Secrets::new(secrets).forgetting(args.forget_secret.iter().cloned());
        let words = words(&view, secrets);
        hub.change_connection(&Principal::Operator, id, words)
            .await?;
    }
    if args.take_over {
        hub.take_over_connection(&Principal::Operator, id).await?;
    }
    let view = hub.connection(&Principal::Operator, id).await?;
    let connection = &view.card.connection;
    if args.output.json {
        output::json(&json!({
            "id": id,
            "paused": connection.paused,
            "pause_reason": connection.pause_reason.map(PauseReason::code),
            "sealed_secrets": view.sealed,
        }))?;
    } else {
        let values = [("name", Value::from(connection.name.as_str()))];
        output::line(&t_with(context.language, "cli-connection-changed", &values))?;
    }
    wired.close().await;
    Ok(Done::Whole)
}

/// Everything as it is but the secrets.
fn words(view: &ConnectionView, secrets: Secrets) -> ConnectionWords {
    let connection = &view.card.connection;
    ConnectionWords {
        name: connection.name.clone(),
        settings: connection.settings.clone(),
        secrets,
        visibility: connection.visibility,
        every_minutes: connection.rhythm.minutes(),
        promised_minutes: connection.promised_minutes.unwrap_or_default(),
    }
}
