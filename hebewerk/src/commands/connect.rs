//! `hebewerk connect`.

use crate::cli::ConnectArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use anyhow::{Context as _, bail};
use hebewerk_hub::ports::Secrets;
use hebewerk_hub::{ConnectionWords, NewConnection};
use hebewerk_model::{Language, Principal};
use hebewerk_words::{Value, t_with};
use serde_json::json;
use std::collections::BTreeMap;

/// Makes a connection.
pub(crate) async fn run(context: &Context, args: &ConnectArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let settings = pairs(context.language, &args.set)?;
    let secrets = secrets(context.language, &args.secret_file)?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let owner = wired
        .hub
        .organisation_for(&Principal::Operator, &args.organisation)
        .await?;
    let new = NewConnection {
        organisation: owner.slug.to_string(),
        connector: args.connector.clone(),
        words: ConnectionWords {
            name: args.name.clone(),
            settings,
            secrets: Secrets::new(secrets),
            visibility: args.visibility,
            every_minutes: args.every,
            promised_minutes: args.promised,
        },
    };
    let id = wired.hub.connect(&Principal::Operator, new).await?;
    if args.output.json {
        output::json(&json!({ "id": id }))?;
    } else {
        let id = id.to_string();
        let values = [("id", Value::from(id.as_str()))];
        output::line(&t_with(context.language, "cli-connect-made", &values))?;
    }
    wired.close().await;
    Ok(Done::Whole)
}

/// Secrets of `FIELD=FILE` texts.
pub(super) fn secrets(
    language: Language,
    texts: &[String],
) -> anyhow::Result<BTreeMap<String, String>> {
    let mut secrets = pairs(language, texts)?;
    for place in secrets.values_mut() {
        let text = std::fs::read_to_string(&*place).with_context(|| place.clone())?;
        text.trim_end_matches(['\r', '\n']).clone_into(place);
    }
    Ok(secrets)
}

/// `FIELD=VALUE` texts.
fn pairs(language: Language, texts: &[String]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut pairs = BTreeMap::new();
    for text in texts {
        let Some((field, value)) = text.split_once('=') else {
            let values = [("text", Value::from(text.as_str()))];
            bail!(t_with(language, "cli-connect-no-pair", &values).into_owned());
        };
        pairs.insert(field.to_owned(), value.to_owned());
    }
    Ok(pairs)
}
