//! Answers on standard output, the log on standard error.

use std::io::Write;

use serde::Serialize;
use tracing_subscriber::EnvFilter;

/// Prints JSON or, for a person, lines.
pub fn answer<T: Serialize>(json: bool, value: &T, lines: impl FnOnce() -> String) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        // Made first and written then: a closed pipe stays an error of the pipe, which is none.
        let text = serde_json::to_string_pretty(value)?;
        writeln!(out, "{text}")?;
    } else {
        writeln!(out, "{}", lines().trim_end())?;
    }
    Ok(())
}

/// Starts the log: structured, without a text of a panic, which could hold what a person typed.
pub fn trace() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).json().init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
