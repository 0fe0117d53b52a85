//! `hebewerk worker`: child processes that read files, answer SQL and SPARQL and speak with drivers of databases, under limits.

use rlimit::Resource;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// What a process that answers SPARQL has before it reads a graph: stacks and the standard library's own.
const SPARQL_BASE_BYTES: u64 = 96 << 20;

/// Does what the parent asks; speaks only with the parent. The first argument says which work it is.
pub(crate) fn run(mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let work = arguments.next().unwrap_or_default();
    match work.to_str().unwrap_or_default() {
        "read" => hebewerk_intake::worker::run(arguments),
        "ask" => hebewerk_engine::worker::run(
            std::io::stdin().lock(),
            std::io::stdout(),
            std::io::stderr(),
        ),
        "sparql" => {
            // The parent only needs to know that there was a panic.
            std::panic::set_hook(Box::new(|_| {}));
            hebewerk_exchange::sparql::serve(io::stdin(), io::stdout(), limit_sparql)
        }
        "odbc" => hebewerk_connect::run_driver(),
        _ => ExitCode::from(2),
    }
}

/// No file, no core image, and memory as it is written to: the program itself lies in files.
fn limit_sparql(memory_bytes: u64) -> io::Result<()> {
    Resource::CORE.set(0, 0)?;
    Resource::FSIZE.set(0, 0)?;
    let data = memory_bytes.saturating_add(SPARQL_BASE_BYTES);
    Resource::DATA.set(data, data)
}
