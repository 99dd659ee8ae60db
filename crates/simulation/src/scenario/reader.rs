//! Reads one table of a scenario field by field; what is wrong goes to the log and reading goes on.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Node, Value};
use super::problem::Log;
use crate::distribution::Duration;

/// The largest number a field may hold.
const MAX_NUMBER: f64 = 1e12;

/// A table being read.
pub(super) struct Reader<'a> {
    table: Option<&'a BTreeMap<String, Node>>,
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) log: &'a Log,
    read: BTreeSet<&'static str>,
}

impl<'a> Reader<'a> {
    pub(super) fn over(node: &'a Node, path: String, log: &'a Log) -> Self {
        let table = if let Value::Table(table) = &node.value {
            Some(table)
        } else {
            log.add(
                node.line,
                &path,
                format!("this is {}, not a table", node.kind()),
                "write { key = value }",
            );
            None
        };
        Self { table, path, line: node.line, log, read: BTreeSet::new() }
    }

    fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Tells a problem with a field of this table.
    pub(super) fn wrong(&self, key: &str, message: impl Into<String>, mend: impl Into<String>) {
        let line = self.table.and_then(|table| table.get(key)).map_or(self.line, |node| node.line);
        self.log.add(line, &self.field(key), message, mend);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.contains_key(key))
    }

    pub(super) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.read.insert(key);
        self.table?.get(key)
    }

    /// A text that may be missing.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.get(key)?;
        if let Value::Text(text) = &node.value
            && !text.trim().is_empty()
        {
            return Some(text.clone());
        }
        self.wrong(key, format!("this is {}", node.kind()), "write a text in quotes that says something");
        None
    }

    /// A text called `name` that must be there.
    pub(super) fn title(&mut self) -> String {
        if !self.has("name") {
            self.wrong("name", "this field is missing", "add name = \"…\"");
        }
        self.text("name").unwrap_or_default()
    }

    /// The name of a part, by which paths find it.
    pub(super) fn name(&mut self) -> String {
        let name = self.title();
        if name.contains('.') {
            self.wrong("name", "a name has no dot, because paths of policies use it", "take the dot out");
        }
        name
    }

    /// Texts in a list; one text alone counts as a list of one.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let entries = match &node.value {
            Value::Text(text) => return vec![text.clone()],
            Value::List(entries) => entries,
            _ => {
                self.wrong(key, format!("this is {}", node.kind()), "write a list of texts");
                return Vec::new();
            }
        };
        let texts = entries.iter().filter_map(|entry| {
            if let Value::Text(text) = &entry.value {
                return Some(text.clone());
            }
            self.wrong(key, format!("one entry is {}", entry.kind()), "write texts in quotes");
            None
        });
        texts.collect()
    }

    /// A number within bounds that may be missing.
    pub(super) fn number(&mut self, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let node = self.get(key)?;
        let Value::Number(number) = node.value else {
            self.wrong(key, format!("this is {}", node.kind()), "write a number without quotes");
            return None;
        };
        if number.is_finite() && number >= least && number <= most {
            return Some(number);
        }
        let mend = if most >= MAX_NUMBER {
            format!("write a number of at least {least}")
        } else {
            format!("write a number from {least} to {most}")
        };
        self.wrong(key, format!("{number} is out of bounds"), mend);
        None
    }

    /// A number that is not negative.
    pub(super) fn amount(&mut self, key: &'static str) -> Option<f64> {
        self.number(key, 0.0, MAX_NUMBER)
    }

    /// A number above zero.
    pub(super) fn positive(&mut self, key: &'static str) -> Option<f64> {
        let number = self.amount(key)?;
        if number <= 0.0 {
            self.wrong(key, "this must be more than zero", "write a number above 0");
            return None;
        }
        Some(number)
    }

    /// A share between 0 and 1.
    pub(super) fn share(&mut self, key: &'static str) -> Option<f64> {
        self.number(key, 0.0, 1.0)
    }

    /// A whole number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded before")]
    pub(super) fn count(&mut self, key: &'static str) -> Option<u32> {
        let number = self.number(key, 0.0, 1e9)?;
        // Levers of ten percent and optimisers may name parts; people come whole.
        Some(libm::round(number) as u32)
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        if let Value::Flag(flag) = node.value {
            return Some(flag);
        }
        self.wrong(key, format!("this is {}", node.kind()), "write true or false");
        None
    }

    /// Numbers in a list.
    pub(super) fn numbers(&mut self, key: &'static str) -> Option<Vec<f64>> {
        let node = self.get(key)?;
        let Value::List(entries) = &node.value else {
            self.wrong(key, format!("this is {}", node.kind()), "write a list of numbers");
            return None;
        };
        let mut numbers = Vec::new();
        for entry in entries {
            match entry.value {
                Value::Number(number) if number.is_finite() && number >= 0.0 => numbers.push(number),
                _ => self.log.add(
                    entry.line,
                    &self.field(key),
                    format!("{} is no number of zero or more", entry.plain()),
                    "write numbers without gaps; use 0 for none",
                ),
            }
        }
        Some(numbers)
    }

    /// A range of two numbers, the lower first.
    pub(super) fn range(&mut self, key: &'static str) -> Option<(f64, f64)> {
        match self.numbers(key)?.as_slice() {
            [low, high] if low <= high => Some((*low, *high)),
            _ => {
                self.wrong(
                    key,
                    "a range has two numbers, the lower first",
                    format!("write {key} = [low, high]"),
                );
                None
            }
        }
    }

    /// A table that may be missing.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let path = self.field(key);
        Some(Reader::over(self.get(key)?, path, self.log))
    }

    /// Tables in a list.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let path = self.field(key);
        let Value::List(entries) = &node.value else {
            self.wrong(key, format!("this is {}", node.kind()), format!("write [[{path}]]"));
            return Vec::new();
        };
        entries
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                let name = match entry.find("name").map(|name| &name.value) {
                    Some(Value::Text(name)) => name.clone(),
                    _ => (at + 1).to_string(),
                };
                Reader::over(entry, format!("{path}.{name}"), self.log)
            })
            .collect()
    }

    /// The named values of a table.
    pub(super) fn entries(&mut self, key: &'static str) -> Vec<(String, &'a Node)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Value::Table(table) = &node.value else {
            self.wrong(key, format!("this is {}", node.kind()), "write { name = value }");
            return Vec::new();
        };
        table.iter().map(|(name, node)| (name.clone(), node)).collect()
    }

    /// A distribution of durations, multiplied by a factor of units.
    pub(super) fn duration(&mut self, key: &'static str) -> Option<Duration> {
        let mut table = self.table(key)?;
        table.table?;
        let kind = table.text("kind").unwrap_or_else(|| "exponential".to_owned());
        let problems = self.log.count();
        let duration = table.duration_of(&kind);
        if duration.is_none() && self.log.count() == problems {
            table.wrong("kind", "the distribution is not complete", "see docs/guide/surge.md for its fields");
        }
        table.finish();
        duration
    }

    fn mean(&mut self) -> Option<f64> {
        if self.has("rate") {
            return self.positive("rate").map(|rate| 1.0 / rate);
        }
        if !self.has("mean") {
            self.wrong("mean", "this field is missing", "add mean = the average, or rate = one over it");
        }
        self.positive("mean")
    }

    fn duration_of(&mut self, kind: &str) -> Option<Duration> {
        match kind {
            "exponential" => Some(Duration::Exponential { mean: self.mean()? }),
            "deterministic" | "fixed" | "constant" => {
                let key = if self.has("value") { "value" } else { "mean" };
                if !self.has(key) {
                    self.wrong("mean", "this field is missing", "add mean = how long it always takes");
                }
                Some(Duration::Fixed(self.amount(key)?))
            }
            "erlang" => {
                let stages = self.positive("stages").or_else(|| self.positive("shape"));
                let Some(stages) = stages else {
                    self.wrong("stages", "this field is missing", "add stages = 2 or more");
                    return None;
                };
                Duration::gamma(self.mean()?, 1.0 / libm::round(stages).max(1.0))
            }
            "gamma" => {
                if self.has("shape") {
                    let shape = self.positive("shape")?;
                    let mean = if self.has("scale") { self.positive("scale")? * shape } else { self.mean()? };
                    return Duration::gamma(mean, 1.0 / shape);
                }
                let (mean, variation) = (self.mean()?, self.variation()?);
                if variation == 0.0 { Some(Duration::Fixed(mean)) } else { Duration::gamma(mean, variation) }
            }
            "lognormal" => {
                if self.has("sigma") {
                    let mu = self.number("mu", -100.0, 100.0)?;
                    return Some(Duration::LogNormal { mu, sigma: self.amount("sigma")? });
                }
                Some(Duration::log_normal(self.mean()?, self.variation()?))
            }
            "uniform" => {
                let (low, high) = (self.amount("low")?, self.amount("high")?);
                if low > high {
                    self.wrong("high", "the upper bound lies below the lower", "swap low and high");
                }
                Some(Duration::Uniform { low, high })
            }
            "weibull" => {
                Some(Duration::Weibull { shape: self.positive("shape")?, scale: self.positive("scale")? })
            }
            "hyperexponential" => self.hyper_exponential(),
            _ => {
                let known = "exponential, deterministic, erlang, gamma, lognormal, uniform, weibull, hyperexponential";
                self.wrong("kind", format!("“{kind}” is not known"), format!("use one of {known}"));
                None
            }
        }
    }

    /// The squared coefficient of variation, by either name, or from a standard deviation.
    fn variation(&mut self) -> Option<f64> {
        if self.has("sd") {
            let (sd, mean) = (self.amount("sd")?, self.mean()?);
            return Some(sd * sd / (mean * mean));
        }
        if self.has("cv") {
            return self.amount("cv").map(|cv| cv * cv);
        }
        if !self.has("cv2") {
            self.wrong(
                "cv2",
                "this field is missing",
                "add cv2 = variance over mean squared (or cv, sd, shape)",
            );
        }
        self.amount("cv2")
    }

    fn hyper_exponential(&mut self) -> Option<Duration> {
        let (shares, means) = (self.numbers("shares")?, self.numbers("means")?);
        let sum: f64 = shares.iter().sum();
        if shares.len() != means.len() || shares.is_empty() || (sum - 1.0).abs() > 1e-9 {
            self.wrong("shares", "one share is needed for each mean, 1 in all", "write as many of both");
            return None;
        }
        let mut until = 0.0;
        let parts = shares.iter().zip(means).map(|(share, mean)| {
            until += share;
            (until, mean)
        });
        Some(Duration::HyperExponential(parts.collect()))
    }

    /// Reports the fields nobody asked for; called when a table has been read.
    pub(super) fn finish(self) {
        let Some(table) = self.table else { return };
        for (key, node) in table.iter().filter(|(key, _)| !self.read.contains(key.as_str())) {
            let known: Vec<&str> = self.read.iter().copied().collect();
            let mend = format!("remove it, or use one of {}", known.join(", "));
            self.log.add(node.line, &self.field(key), "this field is not known", mend);
        }
    }
}
