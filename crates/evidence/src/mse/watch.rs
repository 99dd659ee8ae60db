//! Looking on at long work, and stopping it.

/// What is being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Resampling the table and choosing the model anew each time.
    Resampling,
    /// Chains of the latent-class model.
    Chains,
    /// Models of a family.
    Models,
}

impl Stage {
    /// A word for a progress line.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Resampling => "resampling",
            Stage::Chains => "latent-class chains",
            Stage::Models => "models",
        }
    }
}

/// Somebody who looks on. Called from several threads; order of calls is not promised.
pub trait Watch: Sync {
    /// One more piece of `stage` is done.
    fn step(&self, stage: Stage);
    /// Whether the work should end; asked between pieces.
    fn is_cancelled(&self) -> bool;
}

/// Nobody looks on, and nobody stops it.
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: Stage) {}
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The work was stopped; there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled; nothing was kept")]
pub struct Cancelled;
