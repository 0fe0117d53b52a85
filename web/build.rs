//! Stops a build whose pages would have no style sheet.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=dist/manifest.json");
    if !Path::new("dist/manifest.json").is_file() {
        println!(
            "cargo::error=web/dist/manifest.json is missing: run `cargo xtask assets` first, which bundles style sheet and scripts"
        );
    }
}
