//! A clock that moves only when told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A clock that moves only when told to. Clones share the time.
#[derive(Debug, Clone)]
pub struct FakeClock(Arc<AtomicI64>);

impl Default for FakeClock {
    /// Stands at noon UTC on a winter Sunday, 1 March 2026.
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(1_772_366_400_000_000)))
    }
}

impl FakeClock {
    /// The time it shows.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("a time within range")
    }

    /// Moves on.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).expect("a short time");
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}
