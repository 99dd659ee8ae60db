//! What cargo says about the workspace and everything it pulls in.

use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use crate::command::cargo;

/// The part of `cargo metadata` that rules ask about.
#[derive(Debug, Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub workspace_members: Vec<String>,
    pub workspace_root: String,
}

/// A package of the workspace or of a registry.
#[derive(Debug, Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    /// The registry it comes from; nothing for a package of the workspace.
    pub source: Option<String>,
    pub license: Option<String>,
    pub manifest_path: String,
    pub dependencies: Vec<Dependency>,
}

/// A dependency as declared.
#[derive(Debug, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `dev` or `build`; nothing for a normal one.
    pub kind: Option<String>,
}

impl Dependency {
    /// Tells whether only tests use it.
    pub fn is_dev(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }
}

impl Metadata {
    /// Asks cargo.
    pub fn read(root: &Path) -> anyhow::Result<Metadata> {
        let output =
            cargo(root, &["metadata", "--format-version", "1"]).output().context("running cargo metadata")?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "cargo metadata failed: {}", complaint.trim());
        serde_json::from_slice(&output.stdout).context("reading cargo metadata")
    }

    /// The packages of the workspace.
    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The path of a package's manifest from the root of the workspace.
    pub fn manifest<'a>(&self, package: &'a Package) -> &'a str {
        let path = package.manifest_path.as_str();
        path.strip_prefix(&self.workspace_root).unwrap_or(path).trim_start_matches('/')
    }
}
