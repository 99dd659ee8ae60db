//! A scenario: a file that says who arrives, who serves them, and what is asked.
//!
//! Reading tells every problem in one pass, with its line and how to mend it. What was read is a tree; a policy
//! is a change of that tree, read again under the same rules, so that no policy can say what a file could not.

mod arrivals;
mod document;
mod duty;
mod people;
mod plan;
mod problem;
mod reader;
mod stations;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::flow::Source;
use crate::load;
use crate::model::{MetAgain, Model, Standard};

pub use document::{Node, Value};
pub use plan::{Choice, Lever, Link, Policy, Uncertain};
pub use problem::Problem;

use people::{Described, Named};
use problem::Log;
use reader::Reader;
use stations::Plant;

/// The version of the file format.
const FORMAT: f64 = 1.0;
/// The most days of one run.
const MAX_DAYS: f64 = 40_000.0;
/// The most values in the table of days and stations.
const MAX_DAY_ROWS: usize = 4_000_000;

/// Which end of the range of the unknown share a run stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lower share.
    Low,
    /// The upper share.
    High,
}

/// Time as the scenario counts it.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    /// The length of a day in the scenario's unit.
    pub(crate) day: f64,
    /// How long a run lasts.
    pub(crate) horizon: f64,
    /// Each simulated person stands for so many.
    pub(crate) sample: f64,
    /// The weekday of the first day, Monday is zero.
    pub(crate) weekday: usize,
}

impl Clock {
    /// The days of the run, by number.
    fn days(&self) -> impl Iterator<Item = f64> + use<> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_DAYS")]
        let days = libm::ceil(self.horizon / self.day - 1e-9).min(MAX_DAYS) as u32;
        (0..days).map(f64::from)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count divided")]
    fn sampled(&self, count: u32) -> u32 {
        if count == 0 { 0 } else { (libm::round(f64::from(count) / self.sample) as u32).max(1) }
    }
}

/// How a scenario wants to be run and told.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Where its figures come from.
    pub sources: Vec<String>,
    /// The unit of time: minute, hour, day or week.
    pub unit: String,
    /// The length of a day in this unit.
    pub day: f64,
    /// The date of the first day.
    pub start: Option<Date>,
    /// Independent replications.
    pub replications: u32,
    /// Each simulated person stands for so many.
    pub sample: f64,
    /// The range of the unknown share of victims among arrivals.
    pub victims: Option<(f64, f64)>,
    /// The currency of costs.
    pub money: String,
    /// The budget of the optimiser.
    pub budget: Option<f64>,
    /// Whether the resource whose ten percent help most is looked for.
    pub standards: usize,
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
        let (mut settings, clock, warm_up, daily) = settings(&mut reader);
        let described = people::read(&mut reader);
        settings.victims = described.victims;
        let model = model(&mut reader, described, &clock, &files, warm_up, daily.then_some(clock.day));
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

/// Reads the head of the file.
fn settings(reader: &mut Reader<'_>) -> (Settings, Clock, f64, bool) {
    let name = reader.title();
    let unit = reader.text("unit").unwrap_or_else(|| "hour".to_owned());
    let day = match unit.as_str() {
        "minute" => 1440.0,
        "hour" => 24.0,
        "day" => 1.0,
        "week" => 1.0 / 7.0,
        other => {
            reader.wrong("unit", format!("“{other}” is not known"), "use minute, hour, day or week");
            24.0
        }
    };
    let start = reader.text("start").and_then(|text| {
        let date = text.parse::<Date>().ok();
        if date.is_none() {
            reader.wrong("start", "this is not a date of the calendar", "write start = 2022-02-24");
        }
        date
    });
    let days = reader.positive("days");
    let horizon = reader.positive("horizon").or(days.map(|days| days * day));
    if horizon.is_none() && !reader.has("horizon") && !reader.has("days") {
        reader.wrong("horizon", "this field is missing", "add horizon = how long to run, or days = …");
    }
    let horizon = horizon.unwrap_or(1.0);
    let warm_up = reader.amount("warm_up").unwrap_or(0.0);
    if warm_up >= horizon {
        reader.wrong("warm_up", "the warm-up lasts as long as the run", "make it shorter than the horizon");
    }
    let daily = reader.flag("daily").unwrap_or(days.is_some() || start.is_some());
    if daily && horizon / day > MAX_DAYS {
        reader.wrong("horizon", format!("more than {MAX_DAYS} days"), "shorten it, or set daily = false");
    }
    let replications = reader.count("replications").unwrap_or(30);
    if !(2..=100_000).contains(&replications) {
        reader.wrong("replications", "an interval needs two replications or more", "write 30");
    }
    let sample = reader.number("sample", 1.0, 1e6).unwrap_or(1.0);
    let weekday = start.map_or(0, |start| start.weekday().to_monday_zero_offset());
    let settings = Settings {
        name,
        about: reader.text("about").unwrap_or_default(),
        sources: reader.texts("sources"),
        unit,
        day,
        start,
        replications,
        sample,
        victims: None,
        money: reader.text("money").unwrap_or_else(|| "money".to_owned()),
        budget: None,
        standards: 0,
    };
    let clock = Clock { day, horizon, sample, weekday: usize::from(weekday.unsigned_abs()) };
    (settings, clock, warm_up, daily)
}

/// Reads everything that moves.
fn model(
    reader: &mut Reader<'_>,
    described: Described,
    clock: &Clock,
    files: &BTreeMap<String, String>,
    warm_up: f64,
    day: Option<f64>,
) -> Option<Model> {
    let mut class_readers = reader.tables("class");
    let classes = people::classes(&mut class_readers);
    let mut site_readers = reader.tables("site");
    let (sites, shares) = sites(&mut site_readers);
    let mut plant = Plant::new(sites, described.languages.clone());
    plant.staff(reader.tables("staff"), clock);
    plant.teams(reader.tables("team"));
    let stations = reader.tables("station");
    if stations.is_empty() {
        reader.wrong("station", "there is no station", "add [[station]] with name, servers and service");
    }
    plant.stations(stations, &classes, clock);
    if plant.by_site.len() != plant.stages.len() || plant.stages.is_empty() {
        return None;
    }
    let entry = reader.text("entry").map(|name| {
        plant.stages.iter().position(|stage| *stage == name).unwrap_or_else(|| {
            reader.wrong("entry", format!("there is no station “{name}”"), "name a [[station]]");
            0
        })
    });
    let sources = sources(reader, &mut site_readers, &mut class_readers, &shares, &classes, files, clock);
    for reader in site_readers.into_iter().chain(class_readers) {
        reader.finish();
    }
    let standards = standards(reader.tables("standard"), &plant);
    let met_again = met_again(reader, &plant);
    if day.is_some() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_DAYS")]
        let days = (clock.horizon / clock.day).min(MAX_DAYS) as usize + 1;
        if days * plant.stations.len() > MAX_DAY_ROWS {
            reader.wrong(
                "days",
                "too many days times stations to report",
                "set daily = false, or fewer days",
            );
        }
    }
    let mut model = Model {
        horizon: clock.horizon,
        warm_up,
        day,
        sites: plant.sites,
        classes: classes.into_iter().map(|named| named.class).collect(),
        languages: described.languages,
        stages: plant.stages,
        stations: plant.stations,
        by_site: plant.by_site,
        pools: plant.pools,
        teams: plant.teams,
        sources,
        entry: entry.unwrap_or(0),
        people: described.people,
        standards,
        met_again,
        notices: Vec::new(),
    };
    if model.expected_arrivals() > arrivals::MAX_ARRIVALS {
        let message = format!("{:.0} persons are more than a run can hold", model.expected_arrivals());
        reader.wrong("horizon", message, "shorten the horizon, or set sample = 20 or more");
    }
    model.notices = load::notices(&model);
    Some(model)
}

fn sites(readers: &mut [Reader<'_>]) -> (Vec<String>, Vec<f64>) {
    let mut names: Vec<String> = Vec::new();
    let mut shares = Vec::new();
    let even = 1.0 / f64::from(u32::try_from(readers.len().max(1)).unwrap_or(1));
    for reader in readers {
        let name = reader.name();
        if names.contains(&name) {
            reader.wrong("name", "this name stands twice", "give each site its own name");
        }
        names.push(name);
        shares.push(reader.share("share").unwrap_or(even));
    }
    if names.is_empty() {
        return (vec![String::new()], vec![1.0]);
    }
    (names, shares)
}

fn sources(
    root: &mut Reader<'_>,
    sites: &mut [Reader<'_>],
    classes: &mut [Reader<'_>],
    shares: &[f64],
    named: &[Named],
    files: &BTreeMap<String, String>,
    clock: &Clock,
) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut add = |site: usize, class: Option<usize>, pattern| {
        // The number depends on the place in the file alone, so that a policy elsewhere shifts no draw.
        let number = (site as u64) << 16 | class.map_or(0, |class| class as u64 + 1);
        sources.push(Source { site, class, pattern, number });
    };
    let own: Vec<bool> = sites.iter().map(|site| site.has("arrivals")).collect();
    for (site, reader) in sites.iter_mut().enumerate() {
        let Some(mut table) = reader.table("arrivals") else { continue };
        let pattern = arrivals::read(&mut table, files, clock).and_then(|template| template.shared(1.0));
        table.finish();
        if let Some(pattern) = pattern {
            add(site, None, pattern);
        }
    }
    let mut spread = |template: &arrivals::Template, class: Option<usize>| {
        for (site, share) in shares.iter().enumerate() {
            if !own.get(site).copied().unwrap_or(false)
                && let Some(pattern) = template.shared(*share)
            {
                add(site, class, pattern);
            }
        }
    };
    let several = shares.len() > 1;
    let mut any = own.iter().any(|own| *own);
    for (class, reader) in classes.iter_mut().enumerate() {
        let Some(mut table) = reader.table("arrivals") else { continue };
        any = true;
        if let Some(template) = arrivals::read(&mut table, files, clock) {
            spread(&template, Some(class));
        }
        table.finish();
    }
    if let Some(mut table) = root.table("arrivals") {
        any = true;
        let total: f64 = shares.iter().sum();
        if several && own.iter().all(|own| !own) && (total - 1.0).abs() > 1e-6 {
            root.wrong("site", format!("the shares of sites add up to {total:.4}"), "make them add up to 1");
        }
        if let Some(template) = arrivals::read(&mut table, files, clock) {
            if several && matches!(template, arrivals::Template::Gaps(_)) {
                table.wrong("", "gaps cannot be shared among sites", "give each [[site]] its own arrivals");
            }
            spread(&template, None);
        }
        table.finish();
        let drawn = named.last().map_or(0.0, |last| last.class.until);
        let marked = named.iter().any(|named| named.class.when.is_some());
        if named.len() > 1 && !marked && (drawn - 1.0).abs() > 1e-6 {
            let message = format!("the shares of classes add up to {drawn:.4}");
            root.wrong("class", message, "make them add up to 1, or give each class its own arrivals");
        }
    }
    if !any {
        root.wrong("arrivals", "nobody arrives", "add [arrivals] with rate = …");
    }
    sources
}

fn standards(readers: Vec<Reader<'_>>, plant: &Plant) -> Vec<Standard> {
    let mut standards = Vec::new();
    for mut reader in readers {
        let name = reader.name();
        let station = reader.text("station").unwrap_or_default();
        let stage = plant.stages.iter().position(|stage| *stage == station);
        if stage.is_none() {
            reader.wrong("station", format!("there is no station “{station}”"), "name a [[station]]");
        }
        let standard = Standard {
            name,
            stage: stage.unwrap_or(0),
            within: reader.amount("within"),
            share: reader.share("share").unwrap_or(0.9),
            queue: reader.count("queue"),
            used: reader.share("used"),
        };
        if standard.within.is_none() && standard.queue.is_none() && standard.used.is_none() {
            let mend =
                "add within = the longest wait, queue = the most who wait, or used = a share of places";
            reader.wrong("within", "the standard promises nothing", mend);
        }
        standards.push(standard);
        reader.finish();
    }
    standards
}

fn met_again(root: &mut Reader<'_>, plant: &Plant) -> Option<MetAgain> {
    let mut reader = root.table("met_again")?;
    let station = reader.text("station").unwrap_or_default();
    let stage = plant.stages.iter().position(|stage| *stage == station);
    if stage.is_none() {
        reader.wrong("station", format!("there is no station “{station}”"), "name a [[station]]");
    }
    let share = reader.share("share");
    let delay = reader.duration("delay");
    if share.is_none() || delay.is_none() {
        reader.wrong("share", "a share and a delay are needed", "add share = 0.1 and delay = { mean = … }");
    }
    reader.finish();
    Some(MetAgain { share: share?, delay: delay?, stage: stage? })
}
