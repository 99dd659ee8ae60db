//! How long work tells where it is, and how it is stopped.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The work was stopped by whoever asked for it; there is no partial answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// What a caller lends to long work: a function that hears `(done, of)`, and a flag that stops it.
///
/// Neither changes a figure: work that was watched gives the same bytes as work that was not.
#[derive(Default)]
pub struct Progress<'a> {
    tell: Option<&'a (dyn Fn(usize, usize) + Sync)>,
    cancel: Option<&'a AtomicBool>,
    done: AtomicUsize,
}

impl<'a> Progress<'a> {
    /// Nobody listens and nobody stops it.
    pub fn silent() -> Self {
        Self::default()
    }

    /// Calls `tell` with the units done and the units in all, from whichever thread finished one.
    #[must_use]
    pub fn telling(mut self, tell: &'a (dyn Fn(usize, usize) + Sync)) -> Self {
        self.tell = Some(tell);
        self
    }

    /// Stops between two units of work when the flag is set.
    #[must_use]
    pub fn until(mut self, cancel: &'a AtomicBool) -> Self {
        self.cancel = Some(cancel);
        self
    }

    /// Refuses to go on once the flag is set.
    pub fn check(&self) -> Result<(), Cancelled> {
        match self.cancel {
            Some(flag) if flag.load(Ordering::Relaxed) => Err(Cancelled),
            _ => Ok(()),
        }
    }

    /// Counts one unit as done, of so many in all.
    pub(crate) fn step(&self, of: usize) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(tell) = self.tell {
            tell(done, of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_flag_stops_the_work() {
        let flag = AtomicBool::new(false);
        let progress = Progress::silent().until(&flag);
        assert_eq!(progress.check(), Ok(()));
        flag.store(true, Ordering::Relaxed);
        assert_eq!(progress.check(), Err(Cancelled));
    }
}
