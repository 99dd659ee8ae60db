//! `havenward release ledger`, and the file it lies in.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_disclosure::budget::ledger::{Entry, Ledger, LedgerError, Paid};
use serde::Serialize;

use crate::exit::{BadInput, Refused, Unavailable};
use crate::output;

/// Lists the releases of a ledger.
#[derive(Args)]
pub struct LedgerList {
    /// The ledger.
    ledger: PathBuf,
}

#[derive(Serialize)]
struct Listed<'l> {
    year_rho: f64,
    releases: &'l [Entry],
    years: Vec<Spent>,
    together: Together,
}

#[derive(Serialize)]
struct Spent {
    year: i16,
    rho: f64,
    left: f64,
    together: Together,
}

#[derive(Serialize)]
struct Together {
    epsilon: f64,
    delta: f64,
}

impl From<(f64, f64)> for Together {
    fn from((epsilon, delta): (f64, f64)) -> Together {
        Together { epsilon, delta }
    }
}

impl LedgerList {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let name = self.ledger.display();
        let text = std::fs::read_to_string(&self.ledger).map_err(|error| {
            BadInput(format!("{name}: {error} (mend: name the ledger of earlier releases)"))
        })?;
        let ledger = Ledger::parse(&text).map_err(|error| BadInput(format!("{name}: {error}")))?;
        let mut years: Vec<i16> = ledger.entries().iter().map(|entry| entry.year).collect();
        years.sort_unstable();
        years.dedup();
        let year = |year| Spent {
            year,
            rho: ledger.spent(year),
            left: (ledger.limit() - ledger.spent(year)).max(0.0),
            together: ledger.together(Some(year)).into(),
        };
        let listed = Listed {
            year_rho: ledger.limit(),
            releases: ledger.entries(),
            years: years.into_iter().map(year).collect(),
            together: ledger.together(None).into(),
        };
        output::answer(json, &listed, || words(&listed))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn words(listed: &Listed<'_>) -> String {
    if listed.releases.is_empty() {
        return format!("Nothing was released yet. A year may cost {:.4} rho.", listed.year_rho);
    }
    let mut lines = Vec::new();
    for entry in listed.releases {
        let cost = format!("rho {:.4}, epsilon {} delta {}", entry.rho, entry.epsilon, entry.delta);
        lines.push(format!("{}  {}  {cost}", entry.at, entry.what));
    }
    for year in &listed.years {
        let Together { epsilon, delta } = year.together;
        lines.push(format!(
            "{}: {:.4} of {:.4} rho spent, {:.4} left; all releases together epsilon {epsilon:.2}, delta {delta:.2e}",
            year.year, year.rho, listed.year_rho, year.left
        ));
    }
    let Together { epsilon, delta } = listed.together;
    lines.push(format!("All years together: epsilon {epsilon:.2}, delta {delta:.2e}"));
    lines.join("\n")
}

/// A ledger on the disk, locked until it is dropped.
pub struct OnDisk {
    file: File,
    name: String,
    ledger: Ledger,
    is_new: bool,
}

impl OnDisk {
    /// Opens a ledger, or makes one with a limit of rho a year. Nothing is written yet.
    pub fn open(path: &Path, year_rho: f64, delta: f64) -> Result<OnDisk> {
        let name = path.display().to_string();
        let wrong = |error: std::io::Error| {
            BadInput(format!("--ledger {name}: {error} (mend: name a file one may write to)"))
        };
        let is_new = match std::fs::metadata(path) {
            Ok(found) => found.len() == 0,
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) => return Err(wrong(error).into()),
        };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(wrong)?;
        file.try_lock().map_err(|_| {
            Unavailable(format!("{name}: another release is under way (mend: wait for it to end)"))
        })?;
        if is_new {
            return Ok(OnDisk { file, name, ledger: Ledger::new(year_rho, delta), is_new });
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(wrong)?;
        let ledger = Ledger::parse(&text).map_err(|error| BadInput(format!("{name}: {error}")))?;
        Ok(OnDisk { file, name, ledger, is_new })
    }

    /// Charges a release and writes that down, before anything is released.
    pub fn charge(&mut self, entry: Entry) -> Result<Paid> {
        let first = if self.is_new { self.ledger.first_line() } else { String::new() };
        let charge = self.ledger.charge(entry).map_err(|error| match error {
            LedgerError::Spent { .. } => anyhow::Error::from(Refused(format!("{}: {error}", self.name))),
            LedgerError::Line(_) => BadInput(format!("{}: {error}", self.name)).into(),
        })?;
        let written = self
            .file
            .seek(SeekFrom::End(0))
            .and_then(|_| self.file.write_all(format!("{first}{}", charge.line()).as_bytes()))
            .and_then(|()| self.file.sync_all());
        written.map_err(|error| {
            Unavailable(format!("{}: {error} (mend: see to the disk; nothing was released)", self.name))
        })?;
        self.is_new = false;
        Ok(charge.recorded())
    }

    /// What is left of a year, and all of a year.
    pub fn left(&self, year: i16) -> (f64, f64) {
        ((self.ledger.limit() - self.ledger.spent(year)).max(0.0), self.ledger.limit())
    }

    /// All releases of a year together as (epsilon, delta).
    pub fn together(&self, year: i16) -> (f64, f64) {
        self.ledger.together(Some(year))
    }
}
