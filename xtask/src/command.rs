//! Cargo's command line, with the environment that a nested cargo should not see taken out.

use std::path::Path;
use std::process::{Command, Stdio};

/// Starts to build a cargo command that runs in the workspace.
pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root).stdin(Stdio::null());
    // `cargo run` describes xtask in these; build scripts that watch them would run again for nothing.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PRIMARY_PACKAGE", "CARGO_BIN_NAME"] {
        command.env_remove(name);
    }
    command
}
