//! `havenward accuracy`: how often a screening instrument is right, on this machine.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use havenward_disclosure::suppression::table::FEWEST_TOGETHER;
use havenward_evidence::accuracy::compare;
use havenward_evidence::accuracy::counts::Counts;
use havenward_evidence::accuracy::prevalence;
use havenward_evidence::accuracy::report::{self, Asked, Report};
use havenward_evidence::accuracy::table::{self, Column, Reading, Table};
use havenward_evidence::accuracy::telling::Telling;
use havenward_evidence::accuracy::text;

use crate::exit::BadInput;
use crate::{input, output};

/// Says how often a screening instrument finds people and how often it errs, against a reference standard.
#[derive(Args)]
pub struct Accuracy {
    /// A table as CSV, `-` for standard input: one row a person and instrument, without names. Columns: result
    /// (positive, negative) or score; reference (yes, no, empty where nobody checked); reference_standard (its name);
    /// and where known person, instrument, site, language, group (kind of screener), participation (asked, refused,
    /// not_asked), reference_used_screen and chosen_at_random (yes, no), hours_to_safe_place, hours_to_presumption
    /// (hours, never). Without a check of those who screened negative, all or a random sample, sensitivity is refused.
    #[arg(required_unless_present = "counts", conflicts_with = "counts")]
    file: Option<String>,
    /// Four counts of a study in which everybody was checked: found, missed, flagged though not trafficked, rightly
    /// left alone.
    #[arg(long, value_name = "TP,FN,FP,TN", conflicts_with_all = ["by", "compare", "positive", "cutoff", "k", "with_counts"])]
    counts: Option<String>,
    /// Only these groups; may be given more than once. All that the table has where nothing is said. Instruments
    /// are always apart.
    #[arg(long, value_enum, value_delimiter = ',')]
    by: Vec<By>,
    /// Compare two instruments on the same persons; needs the column person.
    #[arg(long, value_name = "A,B")]
    compare: Option<String>,
    /// How many of those screened may be trafficked, in percent, as a range: at least two values. 0.1, 1.4, 7.3, 11.1
    /// and 25 where nothing is said.
    #[arg(long, value_name = "LIST")]
    prevalence: Option<String>,
    /// Results that count as positive, where the table has bands.
    #[arg(long, value_name = "BAND", value_delimiter = ',')]
    positive: Vec<String>,
    /// Scores from this on are positive, where the table has scores and no results.
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    cutoff: Option<f64>,
    /// Fewest persons behind a figure that is told exactly; below it there is only a range, or nothing.
    #[arg(long, default_value_t = FEWEST_TOGETHER, value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    k: u64,
    /// Tell all counts, small ones too. They can point at people: keep such an answer to yourself.
    #[arg(long, conflicts_with = "k")]
    with_counts: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Language,
    Site,
    Instrument,
    Group,
}

impl By {
    fn column(self) -> Option<Column> {
        match self {
            By::Language => Some(Column::Language),
            By::Site => Some(Column::Site),
            By::Group => Some(Column::Group),
            By::Instrument => None,
        }
    }
}

impl Accuracy {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let prevalences = match &self.prevalence {
            None => prevalence::DEFAULT.to_vec(),
            Some(list) => {
                prevalence::parse(list).map_err(|error| BadInput(format!("--prevalence: {error}")))?
            }
        };
        let answer = match (&self.counts, &self.file) {
            (Some(counts), _) => {
                let counts = Counts::parse(counts).map_err(|error| BadInput(format!("--counts: {error}")))?;
                report::from_counts(counts, &prevalences)
            }
            (None, file) => self.of_table(file.as_deref().unwrap_or("-"), prevalences)?,
        };
        output::answer(json, &answer, || text::write(&answer))?;
        Ok(ExitCode::SUCCESS)
    }

    fn of_table(&self, file: &str, prevalences: Vec<f64>) -> Result<Report> {
        if self.cutoff.is_some_and(|cutoff| !cutoff.is_finite()) {
            return Err(BadInput("--cutoff: no number (mend: a score, such as 6)".to_owned()).into());
        }
        let reading = Reading { positive: self.positive.clone(), cutoff: self.cutoff };
        let table = table::read(input::reader(file)?, &reading)
            .map_err(|error| BadInput(format!("{file}: {error}")))?;
        let telling = if self.with_counts { Telling::Everything } else { Telling::AtLeast(self.k) };
        let asked = Asked { prevalences, by: self.columns(file, &table)?, telling };
        let mut answer = report::assess(&table, &asked);
        if let Some(both) = &self.compare {
            let Some((first, second)) = both.split_once(',') else {
                let what = format!("--compare {both}: one name (mend: two instruments, as A,B)");
                return Err(BadInput(what).into());
            };
            let comparison = compare::compare(&table, first.trim(), second.trim(), telling);
            answer.comparison =
                Some(comparison.map_err(|error| BadInput(format!("{file}: --compare: {error}")))?);
        }
        Ok(answer)
    }

    /// The columns asked for, each of which the table must have.
    fn columns(&self, file: &str, table: &Table) -> Result<Option<Vec<Column>>> {
        if self.by.is_empty() {
            return Ok(None);
        }
        let asked: Vec<Column> = self.by.iter().filter_map(|by| by.column()).collect();
        if let Some(missing) = asked.iter().find(|column| !table.groups.contains(column)) {
            let name = missing.name();
            let what = format!("{file}: --by {name}: no column `{name}` (mend: add it, or leave --by out)");
            return Err(BadInput(what).into());
        }
        Ok(Some(asked))
    }
}
