//! A program with nothing but the worker, as the binary offers it: `worker read FOLDER FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hebewerk_intake::worker::run(std::env::args_os().skip(3))
}
