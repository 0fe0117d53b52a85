//! The log: lines on stderr, JSON when asked for.

use tracing_subscriber::EnvFilter;

/// Begins logging. `HEBEWERK_LOG` sets what is logged (as in `RUST_LOG`), `HEBEWERK_LOG_FORMAT=json` the form.
pub(crate) fn begin(default: &str) {
    let filter =
        EnvFilter::try_from_env("HEBEWERK_LOG").unwrap_or_else(|_unset| EnvFilter::new(default));
    let builder = tracing_subscriber::fmt()
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
}
