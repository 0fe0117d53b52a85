//! `hebewerk init`.

use crate::cli::InitArgs;
use crate::config::{Config, TEMPLATE};
use crate::context::Context;
use crate::exit::Done;
use crate::home::Home;
use crate::{output, wiring};
use hebewerk_words::{Value, t_with};

/// Makes the data directory with settings, catalogue and lake.
pub(crate) async fn run(context: &Context, args: &InitArgs) -> anyhow::Result<Done> {
    let settings = args
        .city
        .as_ref()
        .map_or_else(|| TEMPLATE.to_owned(), |city| for_city(city));
    let home = Home::make(&context.data, &settings)?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &Config::read(&home.config())?).await?;
    wired.close().await;
    let path = home.root.display().to_string();
    let words = t_with(
        context.language,
        "cli-init-done",
        &[("path", Value::from(path.as_str()))],
    );
    output::line(&words)?;
    Ok(Done::Whole)
}

/// The settings with the name of a city in them.
pub(crate) fn for_city(city: &str) -> String {
    let name = toml::Value::String(city.to_owned());
    TEMPLATE.replacen("name = \"Musterstadt\"", &format!("name = {name}"), 1)
}
