//! `hebewerk watch`: takes in what arrives in a folder, without serving.

use crate::cli::WatchArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{folder, wiring};

/// Follows a folder until a signal ends it.
pub(crate) async fn run(context: &Context, args: &WatchArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    tokio::select! {
        () = folder::follow(wired.hub.clone(), args.folder.clone(), config.watch.clone()) => {}
        () = crate::commands::serve::stop_signal() => {}
    }
    wired.close().await;
    Ok(Done::Whole)
}
