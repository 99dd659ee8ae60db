//! How long work tells where it is, and how it is stopped.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The work was stopped by whoever asked for it; there is no partial answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled; nothing was kept")]
pub struct Cancelled;

/// Hears `(units, done, of)`: what is being counted, how many are done, how many there are.
pub type Tell<'a> = &'a (dyn Fn(&'static str, usize, usize) + Sync);

/// What a caller lends to long work: a function that hears how far it is, and a flag that stops it.
///
/// Neither changes a figure: work that was watched gives the same bytes as work that was not.
#[derive(Default)]
pub struct Progress<'a> {
    tell: Option<Tell<'a>>,
    cancel: Option<&'a AtomicBool>,
}

impl<'a> Progress<'a> {
    /// Nobody listens and nobody stops it.
    pub fn silent() -> Self {
        Self::default()
    }

    /// Calls `tell` from whichever thread finished a unit; the order of calls is not promised.
    #[must_use]
    pub fn telling(mut self, tell: Tell<'a>) -> Self {
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

    /// Begins a stage of the work, of so many units.
    pub(crate) fn stage(&self, units: &'static str, of: usize) -> Stage<'_> {
        Stage { progress: self, units, of, done: AtomicUsize::new(0) }
    }
}

/// One stage of long work.
pub(crate) struct Stage<'a> {
    progress: &'a Progress<'a>,
    units: &'static str,
    of: usize,
    done: AtomicUsize,
}

impl Stage<'_> {
    /// Refuses to go on once the flag is set.
    pub(crate) fn check(&self) -> Result<(), Cancelled> {
        self.progress.check()
    }

    /// Counts one unit as done.
    pub(crate) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(tell) = self.progress.tell {
            tell(self.units, done, self.of);
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

    #[test]
    fn each_stage_counts_its_own_units() {
        let last = AtomicUsize::new(0);
        let tell = |_: &'static str, done: usize, of: usize| last.store(done * 100 + of, Ordering::Relaxed);
        let progress = Progress::silent().telling(&tell);
        progress.stage("models", 2).step();
        let second = progress.stage("chains", 3);
        second.step();
        second.step();
        assert_eq!(last.load(Ordering::Relaxed), 203);
    }
}
