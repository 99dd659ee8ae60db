//! Long work on this machine tells its progress where somebody looks at a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use havenward_evidence::progress::Progress;

/// Runs `work`; where standard error is a terminal, tells every hundredth of it.
pub fn run<T>(work: impl FnOnce(&Progress<'_>) -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work(&Progress::silent());
    }
    let told = AtomicUsize::new(0);
    let tell = |units: &'static str, done: usize, of: usize| {
        // Stages follow each other, and each begins at nought again.
        let hundredth = done * 100 / of.max(1);
        if told.swap(hundredth, Ordering::Relaxed) != hundredth {
            // A terminal that went away is no reason to stop.
            let _ = write!(std::io::stderr(), "\r\x1b[2K{done} of {of} {units}");
        }
    };
    let answer = work(&Progress::silent().telling(&tell));
    let _ = write!(std::io::stderr(), "\r\x1b[2K");
    answer
}
