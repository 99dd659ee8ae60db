//! Surges: where a standard would break first if people came as somebody assumes.
//!
//! Nothing here reads a case, and nothing is kept: a scenario goes in, figures come out. A run has a bound of
//! time, of memory and of threads, one at a time, so that whoever works on cases beside it does not wait for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use havenward_domain::access::{Permit, act};
use havenward_domain::overlay::Proposal;
use havenward_domain::profile::Change;
use havenward_simulation::change_of_rules::policy_of;
use havenward_simulation::compare::{Alternative, Compared, alternatives};
use havenward_simulation::kernel::Stopped;
use havenward_simulation::report::{self, Report};
use havenward_simulation::run::{RunError, Watch, on_threads};
use havenward_simulation::scenario::{End, Policy, Scenario};
use tokio::sync::Semaphore;

use crate::{AppError, Ctx};

/// Replications of a run; an interval needs two, and more than thirty are for the command line.
pub const REPLICATIONS: (u32, u32) = (2, 30);
/// The seed of every run, so that the same numbers give the same figures, here and on the command line.
pub const SEED: u64 = 1;
/// The most persons inside one replication at once: 40 MB.
const MOST_INSIDE: usize = 500_000;
/// The most days times stations times replications: 60 MB.
const MOST_DAY_ROWS: usize = 1_000_000;
/// How long a run waits for the one before it.
const TURN: Duration = Duration::from_secs(8);
/// How long a run may take. A client waits no longer than half a minute in all.
const TIME: Duration = Duration::from_secs(18);

/// What is simulated.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Independent replications.
    pub replications: u32,
    /// Numbers of the scenario that were changed, by their paths.
    pub numbers: Vec<(String, f64)>,
    /// What it is compared with.
    pub other: Option<Policy>,
}

/// The figures.
#[derive(Debug)]
pub struct Answer {
    /// The scenario with the changed numbers.
    pub first: Report,
    /// The other policy, and the paired differences.
    pub second: Option<(Report, Compared)>,
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// Another run has not ended.
    #[error("another simulation is running")]
    Busy,
    /// It took longer than it may.
    #[error("the run takes longer than {} seconds", TIME.as_secs())]
    TooLong,
    /// It holds more than it may.
    #[error("the run holds more than this page may")]
    TooLarge,
    /// A changed number, or a policy, makes a scenario that cannot be.
    #[error("{0}")]
    Wrong(String),
    /// A fault of the program.
    #[error("{0}")]
    Fault(String),
}

/// The one place in which simulations run beside the work on cases.
#[derive(Debug, Clone)]
pub struct Simulator {
    turn: Arc<Semaphore>,
    time: Duration,
}

impl Default for Simulator {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), time: TIME }
    }
}

/// Stops a run whose asker is gone.
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Lets the national co-ordinator simulate; everybody else is refused.
pub fn permit(ctx: &Ctx) -> Result<Permit<act::SimulateSurge>, AppError> {
    ctx.permit::<act::SimulateSurge>()
}

/// What a crisis overlay would change in the country's rules, signed or not, as one policy of the scenario; and
/// the changes about which the scenario says nothing.
pub fn rules(ctx: &Ctx, scenario: &Scenario, text: &str) -> Result<(Policy, Vec<String>), AppError> {
    ctx.permit::<act::SimulateSurge>()?;
    let base = ctx.app.0.profiles.current(ctx.now())?;
    let invalid = |message: String| AppError::Invalid { field: "rules", message };
    let proposal = Proposal::parse("overlay", text).map_err(|problems| {
        invalid(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })?;
    let differences = proposal.differences(&base).map_err(|refusal| {
        let problems = proposal.problems(std::slice::from_ref(&refusal));
        invalid(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })?;
    let changes: Vec<Change> = differences.into_iter().map(|one| one.change).collect();
    Ok(policy_of(proposal.title(), &scenario.links, &changes))
}

impl Simulator {
    /// Another bound of time, for tests.
    #[must_use]
    pub fn within(self, time: Duration) -> Self {
        Self { time, ..self }
    }

    /// Runs a scenario, and its comparison with another policy if one is asked for.
    pub async fn run(
        &self,
        _permit: &Permit<act::SimulateSurge>,
        scenario: Scenario,
        asked: Asked,
    ) -> Result<Answer, NoAnswer> {
        let scenario = fitting(&scenario, &asked)?;
        let turn = tokio::time::timeout(TURN, Arc::clone(&self.turn).acquire_owned()).await;
        let turn = turn.map_err(|_| NoAnswer::Busy)?.map_err(|error| NoAnswer::Fault(error.to_string()))?;
        let cancel = Arc::new(AtomicBool::new(false));
        let stop = Stop(Arc::clone(&cancel));
        let work = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, not with whoever waits for it.
            let _turn = turn;
            on_threads(threads(), || answer(&scenario, &asked, &cancel))?
        });
        let ended = tokio::time::timeout(self.time, work).await;
        drop(stop);
        let ended =
            ended.map_err(|_| NoAnswer::TooLong)?.map_err(|error| NoAnswer::Fault(error.to_string()))?;
        ended.map_err(|error| match error {
            RunError::Stopped(Stopped::Cancelled) => NoAnswer::TooLong,
            RunError::Stopped(Stopped::TooMany { .. }) => NoAnswer::TooLarge,
            RunError::Stopped(broken @ Stopped::Broken { .. }) => NoAnswer::Fault(broken.to_string()),
            wrong @ (RunError::Scenario(_) | RunError::Missing(_)) => NoAnswer::Wrong(wrong.to_string()),
        })
    }
}

/// Half of the machine: whoever works on cases has the other half.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |all| (all.get() / 2).max(1))
}

/// The scenario with the changed numbers, if its tables fit.
fn fitting(scenario: &Scenario, asked: &Asked) -> Result<Scenario, NoAnswer> {
    let numbers: Vec<(&str, f64)> =
        asked.numbers.iter().map(|(path, number)| (path.as_str(), *number)).collect();
    let changed = scenario
        .with_numbers(&numbers)
        .map_err(|wrong| NoAnswer::Wrong(RunError::Scenario(wrong).to_string()))?;
    let model = changed.model(End::High);
    let rows = model.days() * model.stations.len() * asked.replications as usize;
    if rows > MOST_DAY_ROWS { Err(NoAnswer::TooLarge) } else { Ok(changed) }
}

fn answer(scenario: &Scenario, asked: &Asked, cancel: &AtomicBool) -> Result<Answer, RunError> {
    let done = AtomicU64::new(0);
    let watch = Watch::new(SEED, asked.replications, cancel, &done).holding(MOST_INSIDE);
    let first = report::report(scenario, &watch)?;
    let second = match &asked.other {
        None => None,
        Some(policy) => {
            let other = Alternative::of_policy(scenario, policy)?;
            let figures = report::figures(other.scenario(), &watch)?;
            alternatives(scenario, &[other], &watch)?.pop().map(|compared| (figures, compared))
        }
    };
    Ok(Answer { first, second })
}
