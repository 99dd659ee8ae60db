//! `havenward surge`: where a protection gap opens, when, and what closes it.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use havenward_domain::profile::{Change, diff};
use havenward_simulation::change_of_rules::policy_of;
use havenward_simulation::compare::{Alternative, Comparison, compare};
use havenward_simulation::kernel::Stopped;
use havenward_simulation::library;
use havenward_simulation::optimise::optimise;
use havenward_simulation::report;
use havenward_simulation::run::{RunError, Watch};
use havenward_simulation::scenario::{Policy, Scenario};
use serde_json::json;

use crate::commands::{overlay, profile};
use crate::exit::{BadInput, Unavailable};
use crate::{input, output};

/// Simulations of a surge. They assume arrivals; they forecast no trafficking.
#[derive(Subcommand)]
pub enum Surge {
    /// List the scenarios that ship with the software.
    List,
    /// Print a shipped scenario, to change it.
    Show {
        /// Its id.
        scenario: String,
    },
    /// Run a scenario: first gap, waits, queues, who is found and who is missed.
    Run {
        #[command(flatten)]
        how: How,
        /// Write a page with curves and tables here.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Compare the scenario's policies with it on the same random numbers.
    Compare {
        #[command(flatten)]
        how: How,
        /// Write a page with the run and the comparison here.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Another scenario, such as the same country after a reform; may be given several times.
        #[arg(long, value_name = "SCENARIO")]
        with: Vec<String>,
        #[command(flatten)]
        rules: Rules,
        /// Points of a Latin hypercube over all levers, for rank correlations; 0 for none.
        #[arg(long, default_value_t = 0)]
        hypercube: u32,
    },
    /// Choose staff and beds under a budget.
    Optimise {
        #[command(flatten)]
        how: How,
        /// The budget, otherwise the scenario's.
        #[arg(long)]
        budget: Option<f64>,
    },
}

/// A change of the country's rules, to be simulated before it is in force.
#[derive(Args)]
pub struct Rules {
    /// Two profiles, id or file each: what changes between them becomes a policy.
    #[arg(long, num_args = 2, value_names = ["BEFORE", "AFTER"])]
    profiles: Vec<String>,
    /// A crisis overlay, signed or not: what it changes in its profile becomes a policy.
    #[arg(long, value_name = "FILE")]
    overlay: Option<String>,
    /// The profile of the overlay, id or file; otherwise the one that the overlay names.
    #[arg(long, value_name = "PROFILE", requires = "overlay")]
    profile: Option<String>,
}

/// How to run.
#[derive(Args, Clone)]
pub struct How {
    /// Id of a shipped scenario, or a file.
    scenario: String,
    /// Independent replications, otherwise the scenario's.
    #[arg(long, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    replications: Option<u32>,
    /// The same seed gives the same bytes on any number of threads.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads, otherwise all.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Surge {
    /// Runs the command.
    pub async fn run(self, json: bool) -> Result<ExitCode> {
        match self {
            Self::List => list(json)?,
            Self::Show { scenario } => show(&scenario, json)?,
            Self::Run { how, out } => {
                let scenario = how.scenario()?;
                let places = report::places(&scenario);
                let work = report::work(&scenario, how.count(&scenario));
                let report = watched(how, scenario, work, report::report).await?;
                if let Some(out) = out {
                    save(&out, &report::page(&report, None, &places))?;
                }
                output::answer(json, &report, || report::text(&report))?;
            }
            Self::Compare { how, out, with, rules, hypercube } => {
                let scenario = how.scenario()?;
                let others = alternatives(&scenario, &with, &rules)?;
                return compared(how, scenario, others, out, hypercube, json).await;
            }
            Self::Optimise { how, budget } => {
                let scenario = how.scenario()?;
                let budget = budget.or(scenario.settings.budget).ok_or_else(|| {
                    BadInput(format!(
                        "{}: no budget (mend: --budget 40, or budget = 40 in the file)",
                        how.scenario
                    ))
                })?;
                if !budget.is_finite() || budget < 0.0 {
                    return Err(BadInput(
                        "the budget is no amount (mend: a number of zero or more)".to_owned(),
                    )
                    .into());
                }
                let best =
                    watched(how, scenario, 0, move |scenario, watch| optimise(scenario, budget, watch))
                        .await?;
                output::answer(json, &best, || report::optimum_text(&best))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn compared(
    how: How,
    scenario: Scenario,
    others: Vec<Alternative>,
    out: Option<PathBuf>,
    hypercube: u32,
    json: bool,
) -> Result<ExitCode> {
    let places = report::places(&scenario);
    let page = out.is_some();
    let answer = watched(how, scenario, 0, move |scenario, watch| {
        let comparison = compare(scenario, &others, hypercube, watch)?;
        let report = if page { Some(report::report(scenario, watch)?) } else { None };
        Ok((comparison, report))
    });
    let (comparison, run): (Comparison, _) = answer.await?;
    if let (Some(out), Some(run)) = (out, run) {
        save(&out, &report::page(&run, Some(&comparison), &places))?;
    }
    output::answer(json, &comparison, || report::comparison_text(&comparison))?;
    Ok(ExitCode::SUCCESS)
}

/// What the scenario is compared with: its own policies, changes of rules, other scenarios.
fn alternatives(scenario: &Scenario, with: &[String], rules: &Rules) -> Result<Vec<Alternative>> {
    let mut policies = scenario.policies.clone();
    if let [before, after] = rules.profiles.as_slice() {
        let changes = diff(&profile::find(before)?, &profile::find(after)?);
        policies.push(of_rules(scenario, &format!("{before} to {after}"), &changes)?);
    }
    if let Some(file) = &rules.overlay {
        let (proposal, base) = overlay::read(file, &input::text(file)?, rules.profile.as_deref())?;
        let differences = proposal
            .differences(&base)
            .map_err(|refusal| input::problems(file, &proposal.problems(std::slice::from_ref(&refusal))))?;
        let changes: Vec<Change> = differences.into_iter().map(|one| one.change).collect();
        policies.push(of_rules(scenario, proposal.title(), &changes)?);
    }
    let mut others = Vec::new();
    for policy in &policies {
        others.push(Alternative::of_policy(scenario, policy).map_err(told)?);
    }
    for name in with {
        others.push(Alternative::other(find(name)?));
    }
    Ok(others)
}

/// What changes of rules mean in the scenario, as a policy; those that mean nothing there are told.
fn of_rules(scenario: &Scenario, name: &str, changes: &[Change]) -> Result<Policy> {
    let (policy, silent) = policy_of(name, &scenario.links, changes);
    if !silent.is_empty() {
        eprintln!("the scenario says nothing about:\n  {}", silent.join("\n  "));
    }
    if policy.set.is_empty() {
        let message = format!(
            "nothing that changes with {name} means anything in this scenario (mend: add [[profile]] with field and set)"
        );
        return Err(BadInput(message).into());
    }
    Ok(policy)
}

impl How {
    fn count(&self, scenario: &Scenario) -> u32 {
        self.replications.unwrap_or(scenario.settings.replications)
    }

    fn scenario(&self) -> Result<Scenario> {
        find(&self.scenario)
    }
}

/// A shipped scenario by its id, or a file with the CSV files beside it.
fn find(name: &str) -> Result<Scenario> {
    let (file, text) = match library::shipped().iter().find(|(id, _)| *id == name) {
        Some((id, text)) => (format!("{id}.toml"), (*text).to_owned()),
        None if name == "-" || Path::new(name).exists() => (name.to_owned(), input::text(name)?),
        None => return Err(unknown(name)),
    };
    let folder = Path::new(name).parent().map(Path::to_path_buf).unwrap_or_default();
    let open = |csv: &str| {
        let path = folder.join(csv);
        input::text(&path.to_string_lossy()).map_err(|error| error.to_string())
    };
    Ok(Scenario::parse(&file, &text, &open).map_err(|wrong| input::problems(&file, &wrong))?)
}

fn unknown(name: &str) -> anyhow::Error {
    let known: Vec<&str> = library::shipped().iter().map(|(id, _)| *id).collect();
    BadInput(format!("{name}: no such scenario (mend: one of {}, or a file)", known.join(", "))).into()
}

fn list(json: bool) -> Result<()> {
    let mut scenarios = Vec::new();
    for (id, text) in library::shipped() {
        let scenario = Scenario::parse(id, text, &|name| Err(format!("{name} is not shipped")))
            .map_err(|wrong| input::problems(id, &wrong))?;
        scenarios.push(json!({ "id": id, "name": scenario.settings.name, "about": scenario.settings.about }));
    }
    output::answer(json, &scenarios, || {
        scenarios
            .iter()
            .map(|one| {
                format!(
                    "{:14} {}\n",
                    one["id"].as_str().unwrap_or_default(),
                    one["about"].as_str().unwrap_or_default()
                )
            })
            .collect()
    })
}

fn show(name: &str, json: bool) -> Result<()> {
    let Some((id, text)) = library::shipped().iter().find(|(id, _)| *id == name) else {
        return Err(unknown(name));
    };
    output::answer(json, &json!({ "id": id, "toml": text }), || (*text).to_owned())
}

/// Works beside the terminal: progress while somebody watches, and a way to stop.
async fn watched<T: Send + 'static>(
    how: How,
    scenario: Scenario,
    total: u64,
    work: impl FnOnce(&Scenario, &Watch<'_>) -> Result<T, RunError> + Send + 'static,
) -> Result<T> {
    let (cancel, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let (stop, count) = (Arc::clone(&cancel), Arc::clone(&done));
    let mut task = tokio::task::spawn_blocking(move || {
        let replications = how.count(&scenario);
        let watch = Watch::new(how.seed, replications, &stop, &count);
        match how.threads {
            None => Ok(work(&scenario, &watch)),
            Some(threads) => {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build()?;
                Ok(pool.install(|| work(&scenario, &watch)))
            }
        }
    });
    let shown = std::io::stderr().is_terminal();
    let mut tick = tokio::time::interval(Duration::from_millis(200));
    let ended: Result<Result<T, RunError>, rayon::ThreadPoolBuildError> = loop {
        tokio::select! {
            ended = &mut task => break ended.context("the simulation ended early")?,
            _ = tokio::signal::ctrl_c() => cancel.store(true, Ordering::Relaxed),
            _ = tick.tick() => if shown {
                let of = if total > 0 { format!(" of {total}") } else { String::new() };
                eprint!("\r{}{of} replications; Ctrl-C stops ", done.load(Ordering::Relaxed));
            }
        }
    };
    if shown {
        eprintln!();
    }
    ended.context("threads")?.map_err(told)
}

/// Why there is no answer, as the command line says it.
fn told(error: RunError) -> anyhow::Error {
    match error {
        RunError::Stopped(Stopped::Cancelled) => {
            Unavailable("cancelled; nothing was written".to_owned()).into()
        }
        RunError::Stopped(stopped @ Stopped::TooMany { .. }) => {
            BadInput(format!("{stopped} (mend: shorten the run, or set sample = 20)")).into()
        }
        RunError::Stopped(broken @ Stopped::Broken { .. }) => anyhow::Error::new(broken),
        RunError::Scenario(problems) => input::problems("the changed scenario", &problems).into(),
        RunError::Missing(message) => BadInput(message).into(),
    }
}

/// Writes a page whole or not at all.
fn save(path: &Path, page: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(page.as_bytes())?;
        file.persist(path).map(|_| ()).map_err(|error| error.error)
    };
    write().map_err(|error| {
        BadInput(format!("{}: {error} (mend: name a folder that can be written)", path.display())).into()
    })
}
