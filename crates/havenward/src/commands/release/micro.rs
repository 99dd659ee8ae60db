//! `havenward release micro`: synthetic records.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_disclosure::budget::accountant::rho_of;
use havenward_disclosure::budget::ledger::Entry;
use havenward_disclosure::frame::Frame;
use havenward_disclosure::noise::key::{NOT_PRIVATE, NoiseKey};
use havenward_disclosure::read::Several;
use havenward_disclosure::synthetic::domain::Source;
use havenward_disclosure::synthetic::{self, Settings, Synthesis, membership, report};
use havenward_disclosure::write;
use havenward_vault::key::Key;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::ledger::OnDisk;
use super::{Commitment, Pending, Readable, Reading, refuse_same};
use crate::exit::{BadInput, Refused};
use crate::start::wall_clock;
use crate::{input, output};

/// Makes records of nobody whose counts are near those of the file, with differential privacy: whether one
/// person is in the file changes the chance of any answer by at most exp(epsilon), but for delta.
#[derive(Args)]
pub struct Micro {
    #[command(flatten)]
    reading: Reading,
    /// Privacy loss: 1 is cautious, 4 usual, above 12 hardly private.
    #[arg(long)]
    epsilon: f64,
    /// Probability that the bound does not hold: less than one divided by the number of persons.
    #[arg(long)]
    delta: f64,
    /// Records to make: a round number near the number of persons.
    #[arg(long)]
    rows: usize,
    /// Where the values come from: a file with a published code list as {"column": ["value", …]} or a
    /// Frictionless Table Schema; or `private`, to find them in the file at a share of the budget.
    #[arg(long, value_name = "DOMAIN.json|private")]
    domain: String,
    /// Ledger of all releases about these persons. It is made if it is not there.
    #[arg(long)]
    ledger: Option<PathBuf>,
    /// Most that a year may cost, as an epsilon at this delta; for a ledger that is made now.
    #[arg(long, default_value_t = 12.0)]
    year_epsilon: f64,
    /// Where the records go.
    #[arg(long, value_name = "SYNTH.csv")]
    out: PathBuf,
    /// Where the public report goes.
    #[arg(long, value_name = "REPORT.json")]
    report: PathBuf,
    /// Where an internal report goes: measured on the persons without noise, so it must not leave.
    #[arg(long, value_name = "INTERNAL.json")]
    internal: Option<PathBuf>,
    /// Give only combinations of two values, and of three where counted, whose noisy count is at least this.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    threshold: Option<u32>,
    /// Column that says who a row is about, where a person may have several rows.
    #[arg(long, value_name = "COLUMN", requires = "most_rows")]
    person: Option<String>,
    /// Most rows of one person that count; the noise grows with it.
    #[arg(long, value_name = "N", requires = "person")]
    most_rows: Option<u32>,
    /// A column of several values in one field, with the sign between them and how many of a person count.
    #[arg(long, value_name = "COLUMN:SIGN:N", value_parser = several)]
    several: Vec<Several>,
    /// Noise that anybody can guess, for tests: the files say so and may not be published.
    #[arg(long, requires = "seed")]
    insecure_test_seed: bool,
    /// Where that noise begins.
    #[arg(long, requires = "insecure_test_seed")]
    seed: Option<u64>,
}

fn several(text: &str) -> Result<Several, String> {
    let wrong = || "COLUMN:SIGN:N, such as needs:;:3".to_owned();
    let (rest, most) = text.rsplit_once(':').ok_or_else(wrong)?;
    let most = most.parse().ok().filter(|most| (1..=20).contains(most)).ok_or_else(wrong)?;
    let separator = rest.chars().next_back().ok_or_else(wrong)?;
    let column = rest.strip_suffix(separator).and_then(|rest| rest.strip_suffix(':')).ok_or_else(wrong)?;
    Ok(Several { column: column.to_owned(), separator, most })
}

impl Micro {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let Some(ledger) = &self.ledger else {
            let what = "release micro: no ledger (mend: --ledger FILE, one for all releases about the same persons; it is made if it is not there)";
            return Err(Refused(what.to_owned()).into());
        };
        self.refuse_same(ledger)?;
        let settings = self.settings()?;
        // What can be refused without the file is refused before reading it.
        settings.check_numbers().map_err(|error| wrong(&error))?;
        let mut files = Files::new(self)?;
        let choice = havenward_disclosure::read::Choice {
            person: self.person.as_deref(),
            several: &self.several,
            ..self.reading.choice()
        };
        let (frame, commitment) = self.reading.frame(&choice)?;
        settings.check(&frame).map_err(|error| BadInput(format!("{}: {error}", self.reading.file)))?;
        let told = match self.seed {
            Some(seed) => Self::rehearse(&frame, &settings, seed, &commitment, &mut files)?,
            None => self.release(&frame, &settings, ledger, &commitment, &mut files)?,
        };
        files.keep()?;
        output::answer(json, &told, || self.words(&told))?;
        Ok(ExitCode::SUCCESS)
    }

    fn refuse_same(&self, ledger: &std::path::Path) -> Result<()> {
        let file = std::path::Path::new(&self.reading.file);
        let mut files = vec![
            ("the file", file),
            ("--out", self.out.as_path()),
            ("--report", self.report.as_path()),
            ("--ledger", ledger),
        ];
        files.extend(self.internal.as_deref().map(|internal| ("--internal", internal)));
        refuse_same(&files)
    }

    fn settings(&self) -> Result<Settings> {
        let source =
            if self.domain == "private" { Source::Private } else { Source::Public(lists(&self.domain)?) };
        Ok(Settings {
            epsilon: self.epsilon,
            delta: self.delta,
            rows: self.rows,
            source,
            most_rows: self.most_rows.unwrap_or(1),
            threshold: self.threshold,
        })
    }

    /// Pays, makes the records and writes them.
    fn release(
        &self,
        frame: &Frame,
        settings: &Settings,
        ledger: &std::path::Path,
        commitment: &Commitment,
        files: &mut Files,
    ) -> Result<Value> {
        if !(self.year_epsilon > 0.0 && self.year_epsilon <= 1_000.0) {
            let what =
                format!("--year-epsilon {}: not between 0 and 1000 (mend: 12 or less)", self.year_epsilon);
            return Err(BadInput(what).into());
        }
        let mut ledger = OnDisk::open(ledger, rho_of(self.year_epsilon, settings.delta), settings.delta)?;
        let key = os_key();
        let now = wall_clock()();
        let year = now.to_zoned(jiff::tz::TimeZone::UTC).year();
        let paid = ledger.charge(Entry {
            at: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            year,
            what: "synthetic records".to_owned(),
            rho: synthetic::cost(settings),
            epsilon: settings.epsilon,
            delta: settings.delta,
            delta_of_domain: synthetic::delta_of_domain(settings),
            input: commitment.digest.clone(),
        })?;
        let released = synthetic::release(frame, settings, &key, paid).map_err(|error| wrong(&error))?;
        write::records(&mut files.records.file, &released)?;
        files.report.write(pretty(&report::public(&released, settings))?.as_bytes())?;
        Self::measure(frame, settings, &released, commitment, files)?;
        let (left, limit) = ledger.left(year);
        let (epsilon, delta) = ledger.together(year);
        Ok(json!({
            "records": released.records.rows,
            "epsilon": settings.epsilon,
            "delta": settings.delta,
            "rho": released.cost.rho,
            "columns": columns(&released),
            "year": { "year": year, "rho_left": left, "rho": limit, "epsilon": epsilon, "delta": delta },
        }))
    }

    /// Makes records that are not private, and says so.
    fn rehearse(
        frame: &Frame,
        settings: &Settings,
        seed: u64,
        commitment: &Commitment,
        files: &mut Files,
    ) -> Result<Value> {
        let made = synthetic::synthesise(frame, settings, &NoiseKey::insecure_test_seed(seed))
            .map_err(|error| wrong(&error))?;
        write::rehearsal(&mut files.records.file, &made)?;
        files.report.write(pretty(&report::rehearsal(&made, settings))?.as_bytes())?;
        Self::measure(frame, settings, &made, commitment, files)?;
        Ok(json!({
            "notice": NOT_PRIVATE,
            "records": made.records.rows,
            "epsilon": settings.epsilon,
            "delta": settings.delta,
            "rho": made.cost.rho,
            "columns": columns(&made),
        }))
    }

    fn measure(
        frame: &Frame,
        settings: &Settings,
        made: &Synthesis,
        commitment: &Commitment,
        files: &mut Files,
    ) -> Result<()> {
        let Some(internal) = &mut files.internal else { return Ok(()) };
        let attacked = membership::attack(frame, settings, &os_key()).map_err(|error| wrong(&error))?;
        let told = report::internal(frame, made, Some(attacked), commitment.salt.clone());
        internal.write(pretty(&told)?.as_bytes())
    }

    fn words(&self, told: &Value) -> String {
        let mut lines = Vec::new();
        if told.get("notice").is_some() {
            lines.push(format!("{NOT_PRIVATE}. Not to be published; no ledger was charged."));
        }
        let number = |name: &str| told.get(name).and_then(Value::as_f64).unwrap_or_default();
        lines.push(format!(
            "{} records written to {}, the public report to {}.",
            self.rows,
            self.out.display(),
            self.report.display()
        ));
        lines.push(format!("Epsilon {}, delta {}, cost {:.4} rho.", self.epsilon, self.delta, number("rho")));
        for column in told.get("columns").and_then(Value::as_array).into_iter().flatten() {
            let text = |name: &str| column.get(name).map(output::plain).unwrap_or_default();
            lines.push(format!("  {}: {} values named", text("name"), text("values")));
        }
        if let Some(year) = told.get("year") {
            let of = |name: &str| year.get(name).and_then(Value::as_f64).unwrap_or_default();
            lines.push(format!(
                "Left of {}: {:.4} of {:.4} rho. All releases of the year together: epsilon {:.2}, delta {:.2e}.",
                of("year"),
                of("rho_left"),
                of("rho"),
                of("epsilon"),
                of("delta")
            ));
        }
        if let Some(internal) = &self.internal {
            lines.push(format!("The internal report in {} must not leave.", internal.display()));
        }
        lines.join("\n")
    }
}

/// What is written, all or nothing.
struct Files {
    records: Pending,
    report: Pending,
    internal: Option<Pending>,
}

impl Files {
    fn new(micro: &Micro) -> Result<Files> {
        let internal = micro.internal.as_ref().map(|place| Pending::new("--internal", place)).transpose()?;
        let records = Pending::new("--out", &micro.out)?;
        Ok(Files { records, report: Pending::new("--report", &micro.report)?, internal })
    }

    fn keep(self) -> Result<()> {
        self.report.keep(Readable::Yes)?;
        self.internal.map(|internal| internal.keep(Readable::No)).transpose()?;
        self.records.keep(Readable::Yes)
    }
}

/// A key of the operating system, for noise.
fn os_key() -> NoiseKey {
    NoiseKey::new(Zeroizing::new(*Key::generate().expose()))
}

fn wrong(error: &synthetic::SettingsError) -> anyhow::Error {
    BadInput(format!("release micro: {error}")).into()
}

fn columns(made: &Synthesis) -> Value {
    made.records
        .columns
        .iter()
        .map(|column| json!({ "name": column.name, "values": column.levels.len() }))
        .collect()
}

fn pretty<T: serde::Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Reads a published code list.
fn lists(path: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let text = input::text(path)?;
    let mend =
        "mend: {\"column\": [\"value\", …], …}, or a Frictionless Table Schema with an enum for each field";
    let wrong = |what: String| BadInput(format!("--domain {path}: {what} ({mend})"));
    let value: Value = serde_json::from_str(&text).map_err(|error| wrong(format!("not JSON: {error}")))?;
    let fields = value.get("schema").unwrap_or(&value).get("fields").and_then(Value::as_array);
    if let Some(fields) = fields.filter(|fields| fields.iter().any(Value::is_object)) {
        let one = |field: &Value| {
            let name = field.get("name").and_then(Value::as_str)?;
            Some((name.to_owned(), texts(field.pointer("/constraints/enum")?)?))
        };
        let read: Option<BTreeMap<_, _>> = fields.iter().map(one).collect();
        return Ok(read.ok_or_else(|| wrong("a field without a name or an enum of texts".to_owned()))?);
    }
    let object = value.as_object().ok_or_else(|| wrong("not an object".to_owned()))?;
    let one = |(name, list): (&String, &Value)| {
        texts(list)
            .map(|texts| (name.clone(), texts))
            .ok_or_else(|| wrong(format!("column `{name}`: not a list of texts")))
    };
    Ok(object.iter().map(one).collect::<std::result::Result<_, _>>()?)
}

fn texts(list: &Value) -> Option<Vec<String>> {
    list.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}
