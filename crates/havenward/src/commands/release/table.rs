//! `havenward release table` and `havenward release check`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use havenward_disclosure::frame::Frame;
use havenward_disclosure::suppression::check::{self, Verdict};
use havenward_disclosure::suppression::coarsen::{self, Grouping, Step};
use havenward_disclosure::suppression::earlier::Earlier;
use havenward_disclosure::suppression::table::{self, Asked, FEWEST_TOGETHER, Loss, TableError};
use havenward_disclosure::{read, write};
use serde::Serialize;

use super::{Pending, Readable, Reading, refuse_same};
use crate::exit::{BadInput, Refused};
use crate::{input, output};

/// Counts persons in groups, with all totals. Counts below k are hidden, and as many others as it takes that
/// nobody computes them back from this table and those given with --against.
#[derive(Args)]
pub struct Table {
    #[command(flatten)]
    reading: Reading,
    /// Columns to count by; region/town counts towns inside regions, with totals of both.
    #[arg(long, value_delimiter = ',', required = true)]
    by: Vec<String>,
    /// Fewest persons of a count that is shown.
    #[arg(long, default_value_t = FEWEST_TOGETHER)]
    k: u64,
    /// Where the table goes.
    #[arg(long, value_name = "TABLE.csv")]
    out: PathBuf,
    /// An earlier table about these persons, or about them and later ones; may be given more than once.
    #[arg(long, value_name = "EARLIER.csv")]
    against: Vec<String>,
    /// Round shown counts to multiples of this.
    #[arg(long, value_name = "BASE")]
    round: Option<u64>,
    /// Look for the fewest hidden cells of a small table, for at most so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3_600))]
    optimal: Option<u64>,
    /// Put rare values together, or leave columns out, so that most people stay visible.
    #[arg(long)]
    coarsen: bool,
    /// Share of the people that a coarser grouping has to keep in shown cells.
    #[arg(long, default_value_t = 0.9, value_parser = share)]
    visible: f64,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share from 0 to 1".to_owned())
}

#[derive(Serialize)]
struct Told {
    k: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    grouping: Option<Grouping>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coarser: Option<Grouping>,
    loss: Loss,
    omits_zeros: bool,
}

impl Table {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let file = std::path::Path::new(&self.reading.file);
        refuse_same(&[("the file", file), ("--out", &self.out)])?;
        let mut pending = Pending::new("--out", &self.out)?;
        let by: Vec<Vec<String>> =
            self.by.iter().map(|group| group.split('/').map(str::to_owned).collect()).collect();
        let earlier = earlier(&self.against)?;
        let columns = columns(&by, &earlier);
        let choice = read::Choice { columns: &columns, ..self.reading.choice() };
        let (frame, _) = self.reading.frame(&choice)?;
        let mut asked =
            Asked { by, k: self.k, round: self.round, solving: self.optimal.map(Duration::from_secs) };
        let (frame, grouping) = if self.coarsen { self.coarser(frame, &mut asked)? } else { (frame, None) };
        let made = table::make(&frame, &asked, &earlier).map_err(|error| self.wrong(&error))?;
        write::table(&mut pending.file, &made.table)?;
        // A hint, where much is lost and nothing was coarsened yet.
        let is_lossy = made.loss.people_hidden * 4 > made.loss.people;
        let coarser = (is_lossy && grouping.is_none() && self.is_flat())
            .then(|| coarsen::choose(&frame, self.k, self.visible));
        pending.keep(Readable::Yes)?;
        let omits_zeros = made.table.omits_zeros;
        let told = Told { k: self.k, grouping, coarser, loss: made.loss, omits_zeros };
        output::answer(json, &told, || self.words(&told))?;
        Ok(ExitCode::SUCCESS)
    }

    fn is_flat(&self) -> bool {
        self.by.iter().all(|group| !group.contains('/')) && self.against.is_empty()
    }

    fn coarser(&self, frame: Frame, asked: &mut Asked) -> Result<(Frame, Option<Grouping>)> {
        if !self.is_flat() {
            let what =
                "--coarsen: not together with --against or groups inside groups (mend: leave one away)";
            return Err(BadInput(what.to_owned()).into());
        }
        if frame.rows as u64 >= self.k && self.k >= 2 {
            let grouping = coarsen::choose(&frame, self.k, self.visible);
            let coarse = coarsen::apply(&frame, &grouping);
            asked.by = coarse.columns.iter().map(|column| vec![column.name.clone()]).collect();
            return Ok((coarse, Some(grouping)));
        }
        Ok((frame, None))
    }

    fn wrong(&self, error: &TableError) -> anyhow::Error {
        let text = format!("{}: {error}", self.reading.file);
        match error {
            TableError::Unprotectable(_) | TableError::Few(_) | TableError::Earlier(_) => {
                Refused(text).into()
            }
            _ => BadInput(text).into(),
        }
    }

    fn words(&self, told: &Told) -> String {
        let Loss { cells, cells_hidden, people, people_hidden, small, to_protect, attacked } =
            told.loss.clone();
        #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
        let share = |part: u64, whole: u64| part as f64 * 100.0 / whole.max(1) as f64;
        let mut lines = Vec::new();
        if let Some(grouping) = &told.grouping {
            lines.extend(grouping.steps.iter().filter_map(step));
        }
        lines.push(format!("Table written to {}: counts below {} are hidden.", self.out.display(), told.k));
        lines.push(format!(
            "{cells_hidden} of {cells} cells hidden ({:.1} %), with {people_hidden} of {people} people ({:.1} %).",
            share(cells_hidden as u64, cells as u64),
            share(people_hidden, people)
        ));
        lines.push(format!(
            "With totals: {small} too small, {to_protect} hidden to protect them. All carry the same mark."
        ));
        lines.push(if attacked {
            "Every hidden small count is proved to be possibly 0 and possibly k or more, and the attacker found no way in.".to_owned()
        } else {
            "Every hidden small count is proved to be possibly 0 and possibly k or more.".to_owned()
        });
        if told.omits_zeros {
            lines.push("A combination without a line is a zero.".to_owned());
        }
        if let Some(coarser) = &told.coarser {
            lines.push(format!(
                "With --coarsen {:.1} % of people would be in shown cells:",
                coarser.visible * 100.0
            ));
            lines.extend(coarser.steps.iter().filter_map(step).map(|line| format!("  {line}")));
        }
        lines.join("\n")
    }
}

fn step((column, step): &(String, Step)) -> Option<String> {
    match step {
        Step::Kept => None,
        Step::Together { below, values, stay } => {
            Some(format!("{column}: {values} values of fewer than {below} people put together, {stay} stay"))
        }
        Step::LeftOut => Some(format!("{column}: left out")),
    }
}

fn earlier(files: &[String]) -> Result<Vec<Earlier>> {
    let read = |name: &String| {
        let wrong = |error: &dyn std::fmt::Display| BadInput(format!("{name}: {error}"));
        Ok(Earlier::read(name, input::reader(name)?).map_err(|error| wrong(&error))?)
    };
    files.iter().map(read).collect()
}

/// All columns that are needed, each once.
fn columns(by: &[Vec<String>], earlier: &[Earlier]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let wanted = by.iter().flatten().chain(earlier.iter().flat_map(|release| &release.table.columns));
    for column in wanted {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns
}

/// Plays the attacker against published tables of the same persons: what follows about every hidden count
/// from all of them together.
#[derive(Args)]
pub struct Check {
    /// Tables as `release table` writes them.
    #[arg(required = true)]
    tables: Vec<String>,
    /// The threshold they were made with.
    #[arg(long, default_value_t = FEWEST_TOGETHER)]
    k: u64,
}

impl Check {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let tables = earlier(&self.tables)?;
        let found = check::check(&tables, self.k).map_err(|error| BadInput(error.to_string()))?;
        output::answer(json, &found, || words(&found))?;
        if found.verdict == Verdict::Exposed {
            let what = format!(
                "{} hidden counts can be narrowed to less than 0 to {} (mend: do not publish; withdraw what is out)",
                found.exposed.len(),
                self.k
            );
            return Err(Refused(what).into());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn words(found: &check::Found) -> String {
    let mut lines = vec![format!("{} hidden counts in {} tables.", found.hidden, found.tables)];
    for cell in &found.exposed {
        lines.push(format!("  {}: {} to {}", cell.cell, cell.low, cell.high));
    }
    lines.push(match (found.verdict, found.solved) {
        (Verdict::Exposed, _) => "Exposed: these are known to be small, and known too well.".to_owned(),
        (Verdict::Safe, true) => "Safe: every hidden count may be zero or large, as far as these tables tell.".to_owned(),
        (Verdict::Safe, false) => {
            "Nothing follows from single sums. Too many counts are hidden to solve all of them together; the proofs were made when the table was.".to_owned()
        }
    });
    lines.join("\n")
}
