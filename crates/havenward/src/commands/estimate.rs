//! `havenward estimate`: how many people are not yet reached, from lists that overlap.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use havenward_evidence::mse::ladder::{Estimator, Options, REPLICATES};
use havenward_evidence::mse::report::{self, FEWEST_THRESHOLDS, Linked};
use havenward_evidence::mse::table::{self, Table};
use havenward_evidence::mse::{html, text};

use crate::exit::BadInput;
use crate::{input, output, watch};

/// Estimates how many people are on none of the lists. Every method is shown; no number stands alone.
#[derive(Args)]
pub struct Estimate {
    /// Table of lists as CSV, `-` for standard input: one 0/1 column a list and `count`, or one row a
    /// person, or the columns `person` and `list`.
    lists: String,
    /// Methods whose intervals are resampled; all where none is named. The whole ladder is always shown.
    #[arg(long, value_enum)]
    method: Vec<Method>,
    /// Replicates of resampled intervals, 0 for none.
    #[arg(long, default_value_t = REPLICATES, value_parser = replicates)]
    bootstrap: usize,
    /// Seed of all randomness: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Largest interaction of `bic_hierarchical`.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(2..=4))]
    order: u8,
    /// Fixed grid of missing people for `dga`; otherwise it grows until the answer does not lean on it.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=4_000_000))]
    grid: Option<u32>,
    /// The same lists linked at another threshold, as THRESHOLD=FILE; give at least three.
    #[arg(long, value_name = "THRESHOLD=FILE")]
    linked: Vec<String>,
    /// Write a printable report.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Show the count of each pattern too. Small counts can point at people.
    #[arg(long)]
    with_counts: bool,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Method {
    Independence,
    Chao,
    StepwiseP02,
    BicPairs,
    BicHierarchical,
    Dga,
    LatentClass,
}

impl From<Method> for Estimator {
    fn from(method: Method) -> Estimator {
        match method {
            Method::Independence => Estimator::Independence,
            Method::Chao => Estimator::Chao,
            Method::StepwiseP02 => Estimator::StepwiseP02,
            Method::BicPairs => Estimator::BicPairs,
            Method::BicHierarchical => Estimator::BicHierarchical,
            Method::Dga => Estimator::Dga,
            Method::LatentClass => Estimator::LatentClass,
        }
    }
}

/// More replicates than this only waste time.
fn replicates(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 0..=1_000_000) => Ok(number),
        _ => Err("0 for none, at most 1000000".to_owned()),
    }
}

impl Estimate {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let table = read(&self.lists)?;
        let linked = self.linked(&table)?;
        let options = Options {
            bootstrap: self.bootstrap,
            seed: self.seed,
            methods: self.method.iter().map(|method| (*method).into()).collect(),
            order: self.order.into(),
            grid: self.grid.map(|grid| grid as usize),
            ..Options::default()
        };
        let mut answer = watch::run(|progress| report::assess(&table, &linked, &options, progress))?;
        if self.with_counts {
            answer = answer.with_counts(&table);
        }
        if let Some(path) = &self.out {
            output::file(path, |file| file.write_all(html::write(&answer).as_bytes()))?.place()?;
        }
        output::answer(json, &answer, || text::write(&answer))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Tables of other thresholds: enough of them, and of the same lists.
    fn linked(&self, first: &Table) -> Result<Vec<Linked>> {
        if !self.linked.is_empty() && self.linked.len() < FEWEST_THRESHOLDS {
            let message = format!(
                "--linked: {} thresholds (mend: give at least {FEWEST_THRESHOLDS}, so that the spread says something)",
                self.linked.len()
            );
            return Err(BadInput(message).into());
        }
        let one = |given: &String| -> Result<Linked> {
            let Some((threshold, file)) = given.split_once('=') else {
                return Err(BadInput(format!("--linked {given}: no `=` (mend: THRESHOLD=FILE)")).into());
            };
            let table = read(file)?;
            if table.names != first.names {
                let message = format!(
                    "{file}: other lists than {} (mend: the same lists in the same order)",
                    self.lists
                );
                return Err(BadInput(message).into());
            }
            Ok(Linked { threshold: threshold.to_owned(), table })
        };
        self.linked.iter().map(one).collect()
    }
}

fn read(path: &str) -> Result<Table> {
    let read: Box<dyn Read> = if path == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(path)
            .map_err(|error| BadInput(format!("{path}: {error} (mend: name a readable CSV file)")))?;
        Box::new(std::io::BufReader::new(file))
    };
    Ok(table::read(read).map_err(|problems| input::problems(path, &problems))?)
}
