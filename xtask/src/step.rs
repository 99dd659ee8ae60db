//! One step of a run: its name, how long it took and whether it passed.

use std::fmt;
use std::time::Duration;

/// A finished step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

impl Step {
    /// Runs a step and measures it. An error is printed at once and remembered.
    #[expect(clippy::disallowed_methods, reason = "measures wall time for the person who waits")]
    pub fn measure<T>(name: &'static str, action: impl FnOnce() -> anyhow::Result<T>) -> (Step, Option<T>) {
        eprintln!("── {name}");
        let started = std::time::Instant::now();
        let outcome = action();
        let took = started.elapsed();
        match outcome {
            Ok(value) => (Step { name, took, failure: None }, Some(value)),
            Err(error) => {
                let failure = format!("{error:#}");
                eprintln!("{name}: {failure}");
                (Step { name, took, failure: Some(failure) }, None)
            }
        }
    }

    /// Tells whether the step passed.
    pub fn passed(&self) -> bool {
        self.failure.is_none()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        match &self.failure {
            None => write!(formatter, "{:<10} {seconds:>7.1} s  ok", self.name),
            Some(failure) => {
                let first_line = failure.lines().next().unwrap_or_default();
                write!(formatter, "{:<10} {seconds:>7.1} s  FAILED: {first_line}", self.name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_says_so_in_its_line() {
        let (step, value) = Step::measure("tidy", || Err::<(), _>(anyhow::anyhow!("3 problems\nmore")));

        assert!(value.is_none() && !step.passed());
        assert!(step.to_string().ends_with("FAILED: 3 problems"), "{step}");
    }

    #[test]
    fn a_passed_step_hands_over_its_value() {
        let (step, value) = Step::measure("format", || Ok(7));

        assert!(step.passed());
        assert_eq!(value, Some(7));
    }
}
