//! `hebewerk worker`: child processes that read files and answer SQL under limits.

use crate::cli::WorkerArgs;
use std::process::ExitCode;

/// Does what the parent asks; speaks only with the parent.
pub(crate) fn run(args: WorkerArgs) -> ExitCode {
    match args.work.as_str() {
        "read" => hebewerk_intake::worker::run(args.arguments),
        "ask" => hebewerk_engine::worker::run(
            std::io::stdin().lock(),
            std::io::stdout(),
            std::io::stderr(),
        ),
        _ => ExitCode::from(2),
    }
}
