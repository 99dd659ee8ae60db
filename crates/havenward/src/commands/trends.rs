//! `havenward trends`: counts over time, scored against the years before, on this machine.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use havenward_evidence::trends::table::{self, Absent, Reading, Table};
use havenward_evidence::trends::{Controls, Frequency, Method, Score, report, score_all};

use crate::exit::BadInput;
use crate::{input, output, watch};

/// Says which counts are higher than the years before lead one to expect. Counts of people identified are
/// not counts of people exploited: a rise may be crime, or reporting, or a new team.
#[derive(Args)]
pub struct Trends {
    /// A table: one column a series and one row a period, or the columns period, series, count (and
    /// reporter); `-` for standard input.
    series: String,
    /// The method.
    #[arg(long, default_value = "farrington-flexible-delta", value_parser = method)]
    method: Method,
    /// Weekly where neither this nor the names of the periods say otherwise.
    #[arg(long, value_enum)]
    frequency: Option<FrequencyName>,
    /// How many of the last periods are scored; a year where nothing is said.
    #[arg(long, value_name = "N")]
    last: Option<usize>,
    /// Only these series, by name; may be given more than once.
    #[arg(long = "series", value_name = "NAME")]
    only: Vec<String>,
    /// What a missing row of the long form means.
    #[arg(long, value_enum, default_value = "missing")]
    absent: AbsentName,
    /// Also write a page with charts and the same figures as tables.
    #[arg(long, value_name = "REPORT.html")]
    out: Option<std::path::PathBuf>,
    #[command(flatten)]
    controls: ControlOptions,
}

#[derive(Clone, Copy, ValueEnum)]
enum FrequencyName {
    Weekly,
    Monthly,
    Quarterly,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AbsentName {
    Missing,
    Zero,
}

/// Controls of the methods; what is left out has the default of method and frequency.
#[derive(Args)]
struct ControlOptions {
    /// Years compared with.
    #[arg(long)]
    years_back: Option<usize>,
    /// Periods on each side of the same period a year before.
    #[arg(long)]
    half_window: Option<usize>,
    /// Levels of the season; 1 compares with the windows alone.
    #[arg(long)]
    periods: Option<usize>,
    /// Share of quiet periods above the bound.
    #[arg(long)]
    alpha: Option<f64>,
    /// Past periods with a larger standardised residual count for less.
    #[arg(long)]
    weights_threshold: Option<f64>,
    /// Most recent periods that never enter the reference.
    #[arg(long)]
    skip_recent: Option<usize>,
    /// A trend stays in only where its p is below this.
    #[arg(long)]
    trend_p: Option<f64>,
    /// No alarm with fewer cases than this.
    #[arg(long)]
    limit_cases: Option<u32>,
    /// Periods over which those cases are counted.
    #[arg(long)]
    limit_periods: Option<usize>,
    /// Reference value k of the cumulative sum.
    #[arg(long)]
    cusum_k: Option<f64>,
    /// Decision interval h of the cumulative sum.
    #[arg(long)]
    cusum_h: Option<f64>,
    /// Longest run of periods that `accumulated` takes together.
    #[arg(long)]
    sums: Option<usize>,
}

fn method(name: &str) -> Result<Method, String> {
    Method::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Method::ALL.into_iter().map(Method::name).collect();
        format!("no such method; one of {}", known.join(", "))
    })
}

impl ControlOptions {
    fn over(&self, mut controls: Controls) -> Controls {
        fn put<T: Copy>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        put(&mut controls.years_back, self.years_back);
        put(&mut controls.half_window, self.half_window);
        put(&mut controls.levels, self.periods);
        put(&mut controls.alpha, self.alpha);
        put(&mut controls.weights_threshold, self.weights_threshold);
        put(&mut controls.skip_recent, self.skip_recent);
        put(&mut controls.trend_p, self.trend_p);
        put(&mut controls.limit_cases, self.limit_cases);
        put(&mut controls.limit_periods, self.limit_periods);
        put(&mut controls.reference_value, self.cusum_k);
        put(&mut controls.decision_interval, self.cusum_h);
        put(&mut controls.sums, self.sums);
        controls
    }
}

impl Trends {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let table = self.table()?;
        let controls = self.controls.over(self.method.defaults(table.frequency));
        controls.check(table.frequency).map_err(|error| BadInput(error.to_string()))?;
        let last = self.last(&table)?;
        let scores = watch::run(|progress| {
            score_all(&table.series, self.method, table.frequency, &controls, last, progress)
        })?;
        if scores.iter().flatten().all(|score| score.expected.is_none() && score.upper.is_none()) {
            return Err(BadInput(self.no_answer(&table, &scores)).into());
        }
        let answer = report::Report::new(self.method, controls, &table, scores);
        if let Some(path) = &self.out {
            std::fs::write(path, answer.html()).map_err(|error| {
                BadInput(format!("{}: {error} (mend: name a file that can be written)", path.display()))
            })?;
        }
        output::answer(json, &answer, || answer.text())?;
        Ok(ExitCode::SUCCESS)
    }

    fn table(&self) -> Result<Table> {
        let frequency = self.frequency.map(|name| match name {
            FrequencyName::Weekly => Frequency::Weekly,
            FrequencyName::Monthly => Frequency::Monthly,
            FrequencyName::Quarterly => Frequency::Quarterly,
        });
        let absent = if self.absent == AbsentName::Zero { Absent::Zero } else { Absent::Missing };
        let mut table = table::read(input::reader(&self.series)?, Reading { frequency, absent })
            .map_err(|error| BadInput(format!("{}: {error}", self.series)))?;
        for name in &self.only {
            if !table.series.iter().any(|one| one.name == *name) {
                return Err(BadInput(format!(
                    "{}: no series `{name}` (mend: one of the header's names)",
                    self.series
                ))
                .into());
            }
        }
        if !self.only.is_empty() {
            table.keep(&self.only);
        }
        Ok(table)
    }

    fn last(&self, table: &Table) -> Result<usize> {
        let length = table.labels.len();
        match self.last {
            Some(0) => Err(BadInput("--last 0: nothing to score (mend: 1 or more)".to_owned()).into()),
            Some(last) if last > length => Err(BadInput(format!(
                "--last {last}: the file has {length} periods (mend: at most {length})"
            ))
            .into()),
            Some(last) => Ok(last),
            None => Ok(table.frequency.periods_a_year().min(length)),
        }
    }

    fn no_answer(&self, table: &Table, scores: &[Vec<Score>]) -> String {
        let why =
            scores.iter().flatten().find_map(|score| score.no_bound).map_or("no bound", |why| why.words());
        format!(
            "{}: {why}: {} {}s cannot be scored by {} (mend: a longer history, fewer --years-back, or ears-guarded)",
            self.series,
            table.labels.len(),
            table.frequency.period(),
            self.method.name()
        )
    }
}
