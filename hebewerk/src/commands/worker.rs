//! `hebewerk worker`: child processes that read files, answer SQL and speak with drivers of databases, under limits.

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
        "odbc" => hebewerk_connect::run_driver(),
        _ => ExitCode::from(2),
    }
}
