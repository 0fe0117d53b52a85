//! `hebewerk man` and `hebewerk completions`: generated from the command line itself.

use crate::cli::CompletionsArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{help, output};

/// Prints the manual page (roff).
pub(crate) fn manual(context: &Context) -> anyhow::Result<Done> {
    let mut page = Vec::new();
    clap_mangen::Man::new(help::command(context.language)).render(&mut page)?;
    output::quiet_when_closed(std::io::Write::write_all(
        &mut std::io::stdout().lock(),
        &page,
    ))?;
    Ok(Done::Whole)
}

/// Prints completions for a shell.
pub(crate) fn completions(context: &Context, args: &CompletionsArgs) -> anyhow::Result<Done> {
    let mut script = Vec::new();
    let mut command = help::command(context.language);
    clap_complete::generate(args.shell, &mut command, "hebewerk", &mut script);
    output::quiet_when_closed(std::io::Write::write_all(
        &mut std::io::stdout().lock(),
        &script,
    ))?;
    Ok(Done::Whole)
}
