//! `hebewerk watch`: takes in what arrives in a folder, without serving.

use crate::cli::WatchArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::folder::{self, Following};
use crate::trouble::Trouble;
use crate::wiring;

/// Follows a folder until a signal ends it.
pub(crate) async fn run(context: &Context, args: &WatchArgs) -> anyhow::Result<Done> {
    if !args.folder.is_dir() {
        anyhow::bail!(Trouble::NoSuchPath(args.folder.clone()));
    }
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let following = Following {
        hub: wired.hub.clone(),
        folder: args.folder.clone(),
        home,
        config: config.watch,
    };
    tokio::select! {
        () = folder::follow(following) => {}
        () = crate::commands::serve::stop_signal() => {}
    }
    wired.close().await;
    Ok(Done::Whole)
}
