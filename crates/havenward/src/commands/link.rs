//! `havenward link`: which records are probably one person, on this machine.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_evidence::linkage::{self, LinkError, Linkage, Reading, Settings};
use serde_json::json;

use crate::exit::BadInput;
use crate::{input, output, watch};

/// Says which records are probably one person: inside one file, or between several. Every pair comes with its
/// probability and its reasons. A probability is no decision: a person looks, and nothing is merged here.
///
/// `--config link.toml` names columns, rules and the threshold; without it columns are found by their names.
#[derive(Args)]
pub struct Link {
    /// Lists of people as CSV with a header; `-` for standard input. One file: duplicates inside it.
    #[arg(required = true)]
    files: Vec<String>,
    /// Write the pairs: left_id, right_id, probability, explanation. Without it they are printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write id, cluster: records with one number are one person.
    #[arg(long, value_name = "FILE")]
    clusters: Option<PathBuf>,
    /// Write person, list: who stands on which list, ready for `havenward estimate`.
    #[arg(long, value_name = "FILE")]
    lists: Option<PathBuf>,
    /// Pairs from this probability on; 0.5 where neither this nor the settings say otherwise.
    #[arg(long, value_name = "P")]
    threshold: Option<f64>,
    /// Between lists, link nobody twice.
    #[arg(long)]
    one_to_one: bool,
}

impl Link {
    /// Runs the command; `settings` is the file that was named, if any.
    pub fn run(&self, settings: Option<&Path>, json: bool) -> Result<ExitCode> {
        let settings = self.settings(settings)?;
        for (at, file) in self.files.iter().enumerate() {
            if self.files.iter().take(at).any(|earlier| earlier == file) {
                let what = format!("{file}: named twice (mend: one file alone is searched for duplicates)");
                return Err(BadInput(what).into());
            }
        }
        let mut reading = Reading::new(&settings);
        for file in &self.files {
            reading.list(file, input::reader(file)?).map_err(|error| bad(&error))?;
        }
        let mut people = reading.finish().map_err(|error| bad(&error))?;
        people.lists = self.files.iter().map(|file| self.name(file)).collect();
        let found = watch::run(|progress| linkage::link(people, &settings, progress));
        let found = found.map_err(|error| match error {
            LinkError::List(error) => anyhow::Error::from(bad(&error)),
            LinkError::Cancelled(_) => anyhow::Error::from(error),
        })?;
        self.write(&found)?;
        if json {
            output::answer(true, &self.report(&found, &settings)?, String::new)?;
        } else if self.out.is_some() {
            output::answer(false, &(), || summary(&found, &settings))?;
        } else {
            found.write_links(std::io::stdout().lock())?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The name of a list: its file without folder and ending, unless two files share it.
    fn name(&self, file: &str) -> String {
        let stem = |file: &str| Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let own = stem(file);
        let is_alone = self.files.iter().filter(|other| stem(other) == own).count() == 1;
        own.filter(|_| is_alone).unwrap_or_else(|| file.to_owned())
    }

    fn settings(&self, file: Option<&Path>) -> Result<Settings> {
        let mut settings = match file {
            None => Settings::default(),
            Some(path) => {
                let name = path.display().to_string();
                let text = input::text(&name)?;
                toml::from_str(&text).map_err(|error| {
                    BadInput(format!("{} (mend: see docs/guide/linkage.md)", located(&name, &text, &error)))
                })?
            }
        };
        if let Some(threshold) = self.threshold {
            settings.threshold = threshold;
        }
        settings.one_to_one |= self.one_to_one;
        settings.check().map_err(|error| BadInput(format!("settings: {error}")))?;
        Ok(settings)
    }

    /// All files or none.
    fn write(&self, found: &Linkage) -> Result<()> {
        let mut files = Vec::new();
        if let Some(path) = &self.out {
            files.push(output::file(path, |file| found.write_links(file))?);
        }
        if let Some(path) = &self.clusters {
            files.push(output::file(path, |file| found.write_clusters(file))?);
        }
        if let Some(path) = &self.lists {
            files.push(output::file(path, |file| found.write_lists(file))?);
        }
        files.into_iter().try_for_each(output::Unplaced::place)
    }

    fn report(&self, found: &Linkage, settings: &Settings) -> Result<serde_json::Value> {
        let fields: Vec<_> = found
            .people
            .fields
            .iter()
            .zip(&found.model.chances)
            .map(|(field, chances)| {
                json!({ "column": field.name, "role": field.role, "learned": chances.is_learned,
                    "levels": linkage::compare::words(field.role), "same_person": chances.same,
                    "strangers": chances.strangers, "family": chances.family })
            })
            .collect();
        let mut report = json!({
            "records": found.people.len(),
            "lists": found.people.lists,
            "persons": found.clusters.iter().max(),
            "threshold": settings.threshold,
            "one_to_one": settings.one_to_one,
            "fields": fields,
            "rules": found.rules,
            "pairs_compared": found.compared,
            "links": found.links.len(),
            "prior_same_person": found.model.prior_same,
            "prior_family": found.model.prior_family,
            "notes": found.people.notes,
        });
        if self.out.is_none() {
            let pairs: Vec<linkage::tables::Pair> = found.pairs().collect();
            if let Some(fields) = report.as_object_mut() {
                fields.insert("pairs".to_owned(), serde_json::to_value(pairs)?);
            }
        }
        Ok(report)
    }
}

fn bad(error: &linkage::ListError) -> BadInput {
    BadInput(error.to_string())
}

/// A fault of the settings with file and line.
fn located(name: &str, text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    format!("{name}: line {line}: {}", error.message().trim().replace('\n', "; "))
}

fn summary(found: &Linkage, settings: &Settings) -> String {
    let people = &found.people;
    let mut text = String::new();
    // Writing to a text cannot fail.
    let _ = writeln!(
        text,
        "{} records in {} ({}): {} pairs from probability {}, {} persons.",
        people.len(),
        if people.lists.len() == 1 { "one list".to_owned() } else { format!("{} lists", people.lists.len()) },
        people.lists.join(", "),
        found.links.len(),
        settings.threshold,
        found.clusters.iter().max().copied().unwrap_or(0)
    );
    let unsure = found.links.iter().filter(|link| link.probability < SURE).count();
    let _ = writeln!(text, "{unsure} of the pairs are below {SURE}: look at these first.");
    let fields: Vec<String> =
        people.fields.iter().map(|field| format!("{} ({})", field.name, field.role.name())).collect();
    let _ = writeln!(text, "Compared: {}.", fields.join(", "));
    let _ = writeln!(text, "{} pairs were compared, brought together by:", found.compared);
    for rule in &found.rules {
        let left_out = match rule.blocks_left_out {
            0 => String::new(),
            blocks => format!(" ({blocks} blocks too large, left out)"),
        };
        let _ = writeln!(text, "  {}: {}{left_out}", rule.rule, rule.pairs);
    }
    for (field, chances) in people.fields.iter().zip(&found.model.chances) {
        if !chances.is_learned {
            let _ = writeln!(
                text,
                "Nothing could be learned about {}; it is weighed as lists usually are.",
                field.name
            );
        }
    }
    for note in &people.notes {
        let _ = writeln!(text, "{note}");
    }
    text
}

/// Pairs below this are those that a person should see first.
const SURE: f64 = 0.95;
