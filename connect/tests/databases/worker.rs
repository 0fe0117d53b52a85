//! A program with nothing but the process that speaks with drivers, as the binary offers it: `worker odbc`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hebewerk_connect::run_driver()
}
