//! A scenario: a file that says who arrives, who serves them, and what is asked.
//!
//! Reading tells every problem in one pass, with its line and how to mend it. What was read is a tree; a policy
//! is a change of that tree, read again under the same rules, so that no policy can say what a file could not.

mod arrivals;
mod document;
mod duty;
mod endless;
mod people;
mod plan;
mod problem;
mod reader;
mod settings;
mod staff;
mod stations;
mod system;
mod ways;

use std::collections::BTreeMap;

use crate::model::Model;

pub use document::{Node, Value};
pub use plan::{Choice, Lever, Link, Policy, Uncertain};
pub use problem::Problem;
pub use settings::Settings;

use problem::Log;
use reader::Reader;

/// The version of the file format.
const FORMAT: f64 = 1.0;

/// Which end of the range of the unknown share a run stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lower share.
    Low,
    /// The upper share.
    High,
}

/// A scenario that was read and checked.
#[derive(Debug, Clone)]
pub struct Scenario {
    file: String,
    root: Node,
    files: BTreeMap<String, String>,
    /// How it wants to be run.
    pub settings: Settings,
    /// Its policies.
    pub policies: Vec<Policy>,
    /// What sensitivity asks.
    pub levers: Vec<Lever>,
    /// What the optimiser may choose.
    pub choices: Vec<Choice>,
    /// What differs between replications.
    pub uncertain: Vec<Uncertain>,
    /// What changes of a profile mean.
    pub links: Vec<Link>,
    low: Model,
    high: Model,
}

impl Scenario {
    /// Reads a scenario. `open` gives the text of a file that it names, such as a CSV of arrivals.
    pub fn parse(
        file: &str,
        text: &str,
        open: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Scenario, Vec<Problem>> {
        let log = Log::new(file);
        let Some(root) = document::read(text, &log) else { return Err(log.into_problems()) };
        let mut names = Vec::new();
        arrivals::named_files(&root, &mut names);
        let mut files = BTreeMap::new();
        for name in names {
            match open(&name) {
                Ok(text) => {
                    files.insert(name, text);
                }
                Err(error) => {
                    let mend = "put the file beside the scenario; see its sources for where to get it";
                    let line = root.find("arrivals.file").map_or(1, |node| node.line);
                    log.add(line, "arrivals.file", format!("{name}: {error}"), mend);
                    return Err(log.into_problems());
                }
            }
        }
        Self::build(file.to_owned(), root, files, &log).ok_or_else(|| log.into_problems())
    }

    /// The same scenario with some values changed.
    pub fn with(&self, changes: &[(String, Node)]) -> Result<Scenario, Vec<Problem>> {
        let log = Log::new(&self.file);
        let mut root = self.root.clone();
        for (path, node) in changes {
            if !root.put(path, node.clone()) {
                log.add(
                    node.line,
                    path,
                    "there is no such place in this scenario",
                    "use the names of the file",
                );
            }
        }
        if !log.is_empty() {
            return Err(log.into_problems());
        }
        Self::build(self.file.clone(), root, self.files.clone(), &log).ok_or_else(|| log.into_problems())
    }

    /// The same scenario with numbers at some paths.
    pub fn with_numbers(&self, changes: &[(&str, f64)]) -> Result<Scenario, Vec<Problem>> {
        let changes: Vec<(String, Node)> = changes
            .iter()
            .map(|(path, number)| ((*path).to_owned(), Node { line: 1, value: Value::Number(*number) }))
            .collect();
        self.with(&changes)
    }

    /// The number at a path.
    pub fn number(&self, path: &str) -> Option<f64> {
        match self.root.find(path)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The model at one end of the range of the unknown share.
    pub fn model(&self, end: End) -> &Model {
        match end {
            End::Low => &self.low,
            End::High => &self.high,
        }
    }

    /// The paths of the resources that could be ten percent more: servers and staff.
    pub fn resources(&self) -> Vec<String> {
        let mut paths = Vec::new();
        for (list, key) in [("station", "servers"), ("staff", "count"), ("team", "units")] {
            let Some(Node { value: Value::List(entries), .. }) = self.root.find(list) else { continue };
            for entry in entries {
                let Some(Value::Text(name)) = entry.find("name").map(|name| &name.value) else { continue };
                let path = format!("{list}.{name}.{key}");
                if self.number(&path).is_some_and(|number| number > 0.0) {
                    paths.push(path);
                }
            }
        }
        paths
    }

    fn build(file: String, root: Node, files: BTreeMap<String, String>, log: &Log) -> Option<Scenario> {
        let mut reader = Reader::over(&root, String::new(), log);
        match reader.number("format", 0.0, 1e6) {
            Some(version) if (version - FORMAT).abs() < f64::EPSILON => {}
            Some(version) => {
                reader.wrong("format", format!("version {version} is not known"), "write format = 1");
            }
            None if !reader.has("format") => {
                reader.wrong("format", "this field is missing", "add format = 1");
            }
            None => {}
        }
        let (mut settings, clock, warm_up, daily) = settings::read(&mut reader);
        let described = people::read(&mut reader);
        settings.victims = described.victims;
        let model = system::read(&mut reader, described, &clock, &files, warm_up, daily.then_some(clock.day));
        settings.standards = model.as_ref().map_or(0, |model| model.standards.len());
        settings.budget = reader.amount("budget");
        let policies = plan::policies(reader.tables("policy"), &root);
        let levers = plan::levers(reader.tables("lever"), &root);
        let choices = plan::choices(reader.tables("choice"), &root);
        let uncertain = plan::uncertain(reader.tables("uncertain"), &root);
        let links = plan::links(reader.tables("profile"), &root);
        reader.finish();
        let mut low = model?;
        if !log.is_empty() {
            return None;
        }
        let screened = low.stations.iter().any(|station| station.screen.is_some());
        if screened && settings.victims.is_none() {
            let mend = "add victims = [low, high] to [people]; nobody knows the share, so it is a range";
            log.add(1, "people.victims", "a screen needs the range of the unknown share of victims", mend);
            return None;
        }
        let mut high = low.clone();
        if let Some((least, most)) = settings.victims {
            low.people.victims = least;
            high.people.victims = most;
        }
        Some(Scenario { file, root, files, settings, policies, levers, choices, uncertain, links, low, high })
    }
}
