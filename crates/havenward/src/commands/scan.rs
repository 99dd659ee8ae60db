//! `havenward scan`: regions with more cases than expected, on this machine.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use havenward_evidence::scan::{self, Controls, Found, Model, ScanError};

use crate::exit::BadInput;
use crate::{input, output, watch};

/// Looks for places, and with periods for times, with more cases than the population leads one to expect.
/// Where more is found, more was found: an inspection or a hotline makes a cluster too.
#[derive(Args)]
pub struct Scan {
    /// A table with the columns id, x_km, y_km, population, cases and, where there, expected and period;
    /// `-` for standard input.
    regions: String,
    /// How cases inside are compared.
    #[arg(long, value_enum, default_value = "poisson")]
    model: ModelName,
    /// Largest share of the population in a cluster.
    #[arg(long, default_value_t = 0.5)]
    max_share: f64,
    /// Simulated tables for the p-values; 0 gives none.
    #[arg(long, default_value_t = 999)]
    replicates: usize,
    /// Where the simulation begins; the same seed gives the same answer.
    #[arg(long, default_value_t = Controls::default().seed)]
    seed: u64,
    /// Longest run of last periods, where the table has periods.
    #[arg(long, default_value_t = 1)]
    max_periods: usize,
    /// At most so many clusters.
    #[arg(long, default_value_t = 10)]
    clusters: usize,
}

#[derive(Clone, Copy, ValueEnum)]
enum ModelName {
    /// Inside against outside, given the total.
    Poisson,
    /// Inside against what was expected there.
    ExpectationBased,
}

/// More simulated tables than this tell nothing more.
const MOST_REPLICATES: usize = 1_000_000;

impl Scan {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        if self.replicates > MOST_REPLICATES {
            let what =
                format!("--replicates {}: too many (mend: at most {MOST_REPLICATES})", self.replicates);
            return Err(BadInput(what).into());
        }
        let regions = scan::read(input::reader(&self.regions)?)
            .map_err(|error| BadInput(format!("{}: {error}", self.regions)))?;
        let controls = Controls {
            model: match self.model {
                ModelName::Poisson => Model::Poisson,
                ModelName::ExpectationBased => Model::ExpectationBased,
            },
            max_share: self.max_share,
            replicates: self.replicates,
            seed: self.seed,
            max_periods: self.max_periods,
            most_clusters: self.clusters,
        };
        let found = watch::run(|progress| scan::scan(&regions, &controls, progress));
        let found = found.map_err(|error| match error {
            ScanError::Input { .. } => BadInput(format!("{}: {error}", self.regions)).into(),
            ScanError::Cancelled(_) => anyhow::Error::from(error),
        })?;
        output::answer(json, &found, || text(&found))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn text(found: &Found) -> String {
    let mut lines = vec![format!(
        "{} regions, {} zones, {:.1} cases where {:.1} were expected. Seed {}.",
        found.regions, found.zones, found.cases, found.expected, found.controls.seed
    )];
    if found.clusters.is_empty() {
        lines.push("No zone has more cases than expected.".to_owned());
    }
    for (at, cluster) in found.clusters.iter().enumerate() {
        let p = cluster.p.map_or_else(|| "not simulated".to_owned(), |p| format!("p {p:.4}"));
        let when = if found.controls.max_periods > 1 {
            format!(", last {} periods", cluster.periods)
        } else {
            String::new()
        };
        lines.push(format!(
            "\n{}. {} regions{when}: {:.1} cases where {:.1} were expected ({:.2} times), log-likelihood ratio {:.4}, {p}",
            at + 1,
            cluster.ids.len(),
            cluster.cases,
            cluster.expected,
            cluster.cases / cluster.expected,
            cluster.llr
        ));
        lines.push(format!("   {}", shortened(&cluster.ids)));
    }
    lines
        .push("\np is the share of simulated tables without any cluster that hold one as strong.".to_owned());
    lines.push(
        "Where more is found, more was found: look at who reports there before anything else.".to_owned(),
    );
    lines.join("\n")
}

fn shortened(ids: &[String]) -> String {
    const MOST: usize = 12;
    let shown: Vec<&str> = ids.iter().take(MOST).map(String::as_str).collect();
    let more = ids.len().saturating_sub(MOST);
    let tail = if more > 0 { format!(" and {more} more (all with --json)") } else { String::new() };
    format!("{}{tail}", shown.join(", "))
}
