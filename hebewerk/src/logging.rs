//! The log: lines on stderr, JSON when asked for.

use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Libraries that see cells speak English sentences about them (`Cannot cast string 'Geheim'`); errors that matter come
/// back as values and are logged without the text.
const SILENT: &str = "datafusion=off,parquet=off,arrow=off,sqlparser=off";

/// Begins logging. A panic is logged with its place and without its text, which may hold a cell. `HEBEWERK_LOG` sets what is logged (as in `RUST_LOG`), `HEBEWERK_LOG_FORMAT=json` the form.
pub(crate) fn begin(default: &str) {
    let filter = EnvFilter::try_from_env("HEBEWERK_LOG")
        .unwrap_or_else(|_unset| EnvFilter::new(format!("{default},{SILENT}")));
    // Colours are for people at a terminal: in a file they are noise between the fields.
    let is_watched = std::io::stderr().is_terminal();
    let builder = tracing_subscriber::fmt()
        .with_ansi(is_watched)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false);
    #[expect(
        clippy::disallowed_methods,
        reason = "the binary is the one that reads the environment"
    )]
    let format = std::env::var("HEBEWERK_LOG_FORMAT");
    if format.as_deref() == Ok("json") {
        builder.json().init();
    } else {
        builder.init();
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(place).unwrap_or_default();
        tracing::error!(place, "a thread panicked");
    }));
}

/// Where a panic began.
fn place(location: &std::panic::Location<'_>) -> String {
    format!("{}:{}", location.file(), location.line())
}

#[cfg(test)]
mod tests {
    use std::panic::Location;

    #[test]
    fn a_panic_is_told_by_its_place() {
        let place = super::place(Location::caller());
        let (file, line) = place.rsplit_once(':').unwrap();
        assert!(file.ends_with("logging.rs"), "{place}");
        assert!(line.parse::<u32>().is_ok(), "{place}");
    }
}
