//! The packages of the workspace and what their manifests name, as `cargo metadata` tells them.
//!
//! The crate `cargo_metadata` would switch on a feature of serde_json for the whole workspace and so have DataFusion
//! built twice, once with and once without this tool.

use std::path::PathBuf;

use anyhow::Result;
use serde::Deserialize;

use crate::checkout::{Checkout, read};

/// A package with its manifest.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Named>,
}

/// A dependency as a manifest names it.
#[derive(Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    /// `dev`, `build` or nothing.
    kind: Option<String>,
    /// The name it has in the code, where that is another.
    rename: Option<String>,
}

impl Named {
    /// Whether only tests and examples may use it.
    pub(crate) fn is_for_tests(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }

    /// As the code spells it.
    pub(crate) fn in_code(&self) -> String {
        self.rename.as_ref().unwrap_or(&self.name).replace('-', "_")
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// Every package of the workspace.
pub(crate) fn all(checkout: &Checkout) -> Result<Vec<Package>> {
    let text = read(
        checkout
            .cargo()
            .args(["metadata", "--format-version", "1", "--no-deps"]),
    )?;
    Ok(serde_json::from_str::<Metadata>(&text)?.packages)
}
