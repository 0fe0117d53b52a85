//! Real files that may not be part of the project.

use std::path::{Path, PathBuf};

/// The folder of shared test data, if it is there: `HEBEWERK_SHARED`, else `../shared` beside the checkout.
/// Says loudly when a test is skipped for want of it.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where data lies"
)]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn shared(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("HEBEWERK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    if folder.join("data/real/truth.csv").is_file() {
        Some(folder)
    } else {
        eprintln!("SKIPPED: {test}: no shared test data at HEBEWERK_SHARED or ../shared");
        None
    }
}
