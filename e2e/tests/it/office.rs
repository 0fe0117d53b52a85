//! An office with somebody who looks after its data.

use anyhow::{Context, Result};
use hebewerk_e2e::{GIVEN, Home, Server, ServerOptions, Visitor};

/// Sign-in name of who looks after the data of `umwelt`.
pub(crate) const STEWARD: &str = "kai@stadt.example";
pub(crate) const PASSWORD: &str = "ein langes Kennwort";

/// A server over the office `umwelt`, and its steward, signed in.
pub(crate) fn open(home: &Home, options: ServerOptions<'_>) -> Result<(Server, Visitor)> {
    let trees = home.write("beete.csv", "a;b\n1;2\n")?;
    let trees = trees.display().to_string();
    home.done(["take-in", "--organisation", "Umwelt", &trees])?;
    let server = Server::with(home, options)?;
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link is offered")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let path = "/verwaltung/konten/neu";
    let fields = [
        ("name", "Kai"),
        ("email", STEWARD),
        ("kennwort", GIVEN),
        ("rolle_umwelt", "steward"),
    ];
    administrator.submit(path, path, &fields)?;
    let steward = server.visitor()?;
    steward.arrive(STEWARD, PASSWORD)?;
    Ok((server, steward))
}
