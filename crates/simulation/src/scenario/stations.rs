//! Stations: what happens there, for whom, by whom.

use super::people::{Named, condition};
use super::reader::Reader;
use super::settings::Clock;
use super::staff::Plant;
use super::{duty, endless};
use crate::distribution::Duration;
use crate::model::{Branch, ClassAt, Demand, Kind, Screen, Select, Station, Transfer, UNLIMITED};

/// The most stages and stations.
const MAX_STAGES: usize = 64;
const MAX_STATIONS: usize = 4_096;

impl Plant {
    /// Reads `[[station]]`.
    pub(super) fn stations(&mut self, mut readers: Vec<Reader<'_>>, classes: &[Named], clock: &Clock) {
        for reader in &mut readers {
            let name = reader.name();
            if self.stages.contains(&name) {
                reader.wrong("name", "this name stands twice", "give each station its own name");
            }
            self.stages.push(name);
        }
        if self.stages.len() > MAX_STAGES {
            if let Some(reader) = readers.get(MAX_STAGES) {
                reader.wrong("", format!("more than {MAX_STAGES} stations"), "put some together");
            }
            return;
        }
        let lines: Vec<usize> = readers.iter().map(|reader| reader.line).collect();
        let log = readers.first().map(|reader| reader.log);
        for (stage, mut reader) in readers.into_iter().enumerate() {
            self.station(stage, &mut reader, classes, clock);
            reader.finish();
        }
        if let Some(log) = log {
            endless::refuse(&self.stations, &self.stages, log, &lines);
        }
        for (number, station) in self.stations.iter().enumerate() {
            for pool in station.demands.iter().flat_map(|demand| demand.pools.iter().flatten()) {
                if let Some(pool) = self.pools.get_mut(*pool)
                    && pool.stations.last() != Some(&number)
                {
                    pool.stations.push(number);
                }
            }
        }
    }

    fn station(&mut self, stage: usize, reader: &mut Reader<'_>, classes: &[Named], clock: &Clock) {
        let name = self.stages.get(stage).cloned().unwrap_or_default();
        let caseload = reader.positive("caseload").unwrap_or(1.0);
        let plan = duty::read(reader, "servers", clock).map(|plan| times(plan, caseload));
        let own = self.own_duty(reader, "servers", clock);
        let needs = reader.texts("needs");
        if needs.len() + usize::from(plan.is_some() || !own.is_empty()) > 3 {
            reader.wrong("needs", "a service seizes at most three things", "put some together");
            return;
        }
        let cost = reader.amount("cost").unwrap_or(0.0);
        let waiting_room = reader.count("waiting_room");
        let template = self.template(stage, reader, classes, clock);
        let shared = reader.flag("shared").unwrap_or(false);
        let sites = match self.sites_of(reader) {
            sites if sites.is_empty() && !shared => (0..self.sites.len()).collect(),
            sites => sites,
        };
        if plan.is_none() && own.is_empty() && needs.is_empty() {
            let message = "nobody serves here";
            reader.wrong("servers", message, "add servers = how many, or needs = [\"a skill of the staff\"]");
        }
        let mut row = vec![None; self.sites.len()];
        let places: Vec<Option<usize>> =
            if shared { vec![None] } else { sites.iter().map(|site| Some(*site)).collect() };
        for site in places {
            let mut station = Station { site, name: self.label(&name, site), ..template.clone() };
            let plan = site
                .and_then(|site| own.get(&site).cloned().map(|plan| times(plan, caseload)))
                .or(plan.clone());
            if let Some(plan) = plan {
                if let Some(room) = waiting_room {
                    let most = plan.iter().map(|(_, count)| *count).max().unwrap_or(0);
                    station.capacity = Some(most.saturating_add(room));
                }
                let pool = self.pool(station.name.clone(), site, plan, cost, Vec::new());
                station.demands.push(Demand { skill: name.clone(), pools: vec![vec![pool]] });
            } else if needs.is_empty() {
                let message = format!("{} has no staff", station.name);
                reader.wrong("servers", message, "give this site servers, or leave it out of sites");
            }
            for need in &needs {
                let demand = self.demand(need, site, reader);
                station.variants = station.variants.max(demand.pools.len());
                station.demands.push(demand);
            }
            if station.levels * station.variants > 64 {
                reader.wrong("", "ranks times languages exceed 64", "use fewer ranks or languages");
                return;
            }
            if self.stations.len() >= MAX_STATIONS {
                reader.wrong("", format!("more than {MAX_STATIONS} stations"), "use fewer sites");
                return;
            }
            if station.preemptive && (station.demands.len() > 1 || station.variants > 1) {
                reader.wrong(
                    "priority",
                    "only a station with servers alone can interrupt",
                    "use non-preemptive",
                );
            }
            let number = self.stations.len();
            for (at, slot) in row.iter_mut().enumerate() {
                if shared && (sites.is_empty() || sites.contains(&at)) || site == Some(at) {
                    *slot = Some(number);
                }
            }
            self.stations.push(station);
        }
        self.by_site.push(row);
    }

    /// Everything about a stage that is the same at every site.
    fn template(&self, stage: usize, reader: &mut Reader<'_>, classes: &[Named], clock: &Clock) -> Station {
        let kind = match reader.text("kind").as_deref() {
            None | Some("service") => Kind::Service,
            Some("beds") => Kind::Beds,
            Some("guardian") => Kind::Guardian,
            Some(other) => {
                reader.wrong("kind", format!("“{other}” is not known"), "use service, beds or guardian");
                Kind::Service
            }
        };
        let (ranked, preemptive) = match reader.text("priority").as_deref() {
            None | Some("non-preemptive") => (true, false),
            Some("preemptive") => (true, true),
            Some("none") => (false, false),
            Some(other) => {
                let mend = "use none, non-preemptive or preemptive";
                reader.wrong("priority", format!("“{other}” is not known"), mend);
                (true, false)
            }
        };
        let (plans, levels) = self.class_plans(reader, classes, ranked);
        let capacity = reader.count("capacity").map(|capacity| clock.sampled(capacity));
        if capacity == Some(0) {
            reader.wrong("capacity", "there is no place at all", "write at least 1");
        }
        Station {
            name: String::new(),
            stage,
            site: None,
            kind,
            classes: plans,
            levels,
            variants: 1,
            demands: Vec::new(),
            capacity,
            preemptive,
            ageing: reader.positive("ageing"),
            reserve: reserve(reader, levels, clock),
            screen: screen(reader),
            select: select(reader),
            also: self.branches(reader, "also"),
            left_to: self.branches(reader, "on_left"),
            blocked_to: turned_away(self.branches(reader, "on_blocked")),
            transfer: transfer(reader, clock),
            weight: reader.amount("weight").unwrap_or(1.0),
        }
    }

    fn class_plans(&self, reader: &mut Reader<'_>, classes: &[Named], ranked: bool) -> (Vec<ClassAt>, usize) {
        let service = reader.duration("service");
        let patience = reader.duration("patience");
        let next = self.branches(reader, "next");
        let path = reader.path.clone();
        let own = reader.entries("class");
        for (name, node) in &own {
            if !classes.iter().any(|class| class.class.name == *name) {
                reader.log.add(
                    node.line,
                    &format!("{path}.class.{name}"),
                    "there is no such class",
                    "name a [[class]]",
                );
            }
        }
        let mut plans = Vec::new();
        let mut priorities = Vec::new();
        for class in classes {
            let mut plan = (service.clone(), patience.clone(), next.clone(), class.priority);
            if let Some((name, node)) = own.iter().find(|(name, _)| *name == class.class.name) {
                let mut here = Reader::over(node, format!("{path}.class.{name}"), reader.log);
                plan.0 = here.duration("service").or(plan.0);
                plan.1 = here.duration("patience").or(plan.1);
                if here.has("next") {
                    plan.2 = self.branches(&mut here, "next");
                }
                plan.3 = here.number("priority", 0.0, 1000.0).unwrap_or(plan.3);
                here.finish();
            }
            if plan.0.is_none() && !reader.has("service") {
                reader.wrong("service", "this field is missing", "add service = { mean = … }");
            }
            priorities.push(plan.3);
            let service = plan.0.unwrap_or(Duration::Fixed(1.0));
            plans.push(ClassAt { service, patience: plan.1, level: 0, next: plan.2 });
        }
        let mut ranks = priorities.clone();
        ranks.sort_by(f64::total_cmp);
        ranks.dedup();
        if !ranked || ranks.len() > 60 {
            return (plans, 1);
        }
        for (plan, priority) in plans.iter_mut().zip(&priorities) {
            let level = ranks.iter().position(|rank| rank.total_cmp(priority).is_eq()).unwrap_or(0);
            plan.level = u8::try_from(level).unwrap_or(0);
        }
        (plans, ranks.len())
    }
}

/// Whoever finds no place stands before the next one an instant later, so that however many are full in a row,
/// each is a step of its own.
fn turned_away(ways: Vec<Branch>) -> Vec<Branch> {
    ways.into_iter().map(|way| Branch { delay: way.delay.or(Some(Duration::Fixed(0.0))), ..way }).collect()
}

/// A guardian holds several children: places are guardians times caseload.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the type")]
fn times(plan: Vec<(f64, u32)>, caseload: f64) -> Vec<(f64, u32)> {
    let places = |count: u32| {
        if count == UNLIMITED { count } else { (f64::from(count) * caseload).round().min(4e9) as u32 }
    };
    plan.into_iter().map(|(time, count)| (time, places(count))).collect()
}

fn reserve(reader: &mut Reader<'_>, levels: usize, clock: &Clock) -> Vec<u32> {
    let Some(kept) = reader.count("reserve") else { return Vec::new() };
    (0..levels).map(|level| if level == 0 { 0 } else { clock.sampled(kept) }).collect()
}

fn screen(reader: &mut Reader<'_>) -> Option<Screen> {
    let mut table = reader.table("screen")?;
    let (sensitivity, specificity) = (table.share("sensitivity"), table.share("specificity"));
    if sensitivity.is_none() || specificity.is_none() {
        table.wrong("sensitivity", "a screen errs both ways", "add sensitivity and specificity, from 0 to 1");
    }
    let screen = Screen {
        sensitivity: sensitivity.unwrap_or(0.0),
        specificity: specificity.unwrap_or(1.0),
        loss: table.amount("loss_per_waiting").unwrap_or(0.0),
        floor: table.share("floor").unwrap_or(0.0),
        identifies: table.flag("identifies").unwrap_or(true),
    };
    table.finish();
    Some(screen)
}

fn select(reader: &mut Reader<'_>) -> Option<Select> {
    let mut table = reader.table("select")?;
    let first = table.text("first").and_then(|text| condition(&table, "first", &text));
    let select = Select { first, share: table.share("share").unwrap_or(0.0) };
    table.finish();
    Some(select)
}

fn transfer(reader: &mut Reader<'_>, clock: &Clock) -> Option<Transfer> {
    let mut table = reader.table("transfer")?;
    let from = clock.sampled(table.count("from").unwrap_or(10));
    let travel = table.duration("travel").unwrap_or(Duration::Fixed(0.0));
    table.finish();
    Some(Transfer { from, travel })
}
