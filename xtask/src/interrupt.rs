//! Ctrl-C and its relatives: ends the running command, so that its owner can clean up and leave.
//!
//! The program itself is never killed by these signals; a test run must stop its database first.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Remembers whether somebody asked the program to stop, and which command is running.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    requested: bool,
    running: Option<u32>,
}

impl Interrupt {
    /// Begins to listen.
    pub fn listen() -> anyhow::Result<Interrupt> {
        let interrupt = Interrupt::default();
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        let listener = interrupt.clone();
        std::thread::spawn(move || {
            for _ in signals.forever() {
                listener.request();
            }
        });
        Ok(interrupt)
    }

    /// Tells whether somebody asked the program to stop.
    pub fn is_requested(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).requested
    }

    /// Runs a command in a process group of its own, so that it can be ended with all its children.
    ///
    /// `watch` sees the running command, for instance to read its output.
    pub fn run(
        &self,
        command: &mut Command,
        watch: impl FnOnce(&mut Child) -> anyhow::Result<()>,
    ) -> anyhow::Result<ExitStatus> {
        let mut child = {
            // Held while starting: a signal comes either before the start or finds the group.
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            anyhow::ensure!(!state.requested, "interrupted");
            let name = command.get_program().to_string_lossy().into_owned();
            let child = command.process_group(0).spawn().with_context(|| format!("starting {name}"))?;
            state.running = Some(child.id());
            child
        };
        let watched = watch(&mut child);
        if watched.is_err() {
            signal_group(child.id(), "TERM");
        }
        let status = child.wait();
        self.state.lock().unwrap_or_else(PoisonError::into_inner).running = None;
        watched?;
        Ok(status?)
    }

    fn request(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Who asks twice does not want to wait for the polite way.
        let signal = if state.requested { "KILL" } else { "TERM" };
        state.requested = true;
        if let Some(group) = state.running {
            signal_group(group, signal);
        }
    }
}

/// Sends a signal to a process group. The shell's own `kill` needs neither unsafe code nor a package.
fn signal_group(group: u32, signal: &str) {
    let asked = Command::new("sh")
        .args(["-c", "kill -s \"$1\" -- \"-$2\"", "sh", signal])
        .arg(group.to_string())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = asked {
        eprintln!("could not end process group {group}: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_ends_the_running_command_and_its_children() {
        let interrupt = Interrupt::default();
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 20 & wait; sleep 20"]);

        let status = interrupt
            .run(&mut command, |_| {
                interrupt.request();
                Ok(())
            })
            .unwrap();

        assert!(!status.success());
        assert!(interrupt.is_requested());
    }

    #[test]
    fn nothing_starts_after_a_request() {
        let interrupt = Interrupt::default();
        interrupt.request();

        let refused = interrupt.run(&mut Command::new("true"), |_| Ok(()));

        assert!(refused.is_err());
    }
}
