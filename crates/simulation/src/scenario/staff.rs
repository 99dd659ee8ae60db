//! Staff and teams: who has which skill, where and when.

use std::collections::BTreeMap;

use super::duty;
use super::reader::Reader;
use super::settings::Clock;
use crate::model::{Demand, Pool, Station, Team};

/// The most changes of duty of all staff, beds and guardians together: 64 MB.
pub(super) const MAX_CHANGES: usize = 4_000_000;

/// What has been built so far.
pub(super) struct Plant {
    pub(super) sites: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) stages: Vec<String>,
    pub(super) stations: Vec<Station>,
    pub(super) by_site: Vec<Vec<Option<usize>>>,
    pub(super) pools: Vec<Pool>,
    pub(super) teams: Vec<Team>,
    /// Skills by pool.
    skills: Vec<Vec<String>>,
    /// Changes of duty of all pools together.
    pub(super) changes: usize,
}

impl Plant {
    /// Nothing yet.
    pub(super) fn new(sites: Vec<String>, languages: Vec<String>) -> Self {
        Self {
            sites,
            languages,
            stages: Vec::new(),
            stations: Vec::new(),
            by_site: Vec::new(),
            pools: Vec::new(),
            teams: Vec::new(),
            skills: Vec::new(),
            changes: 0,
        }
    }

    /// Reads `[[staff]]`.
    pub(super) fn staff(&mut self, readers: Vec<Reader<'_>>, clock: &Clock) {
        for mut reader in readers {
            let name = reader.name();
            let skills = match reader.texts("skills") {
                skills if skills.is_empty() => vec![name.clone()],
                skills => skills,
            };
            let cost = reader.amount("cost").unwrap_or(0.0);
            let plan = duty::read(&mut reader, "count", clock);
            let own = self.own_duty(&mut reader, "count", clock);
            if plan.is_none() && own.is_empty() {
                reader.wrong("count", "nobody works here", "add count = how many, or shifts");
            }
            let plan = plan.unwrap_or_else(|| vec![(0.0, 0)]);
            let sites = self.sites_of(&mut reader);
            if sites.is_empty() {
                self.pool(name, None, plan, cost, skills);
            } else {
                for site in sites {
                    let plan = own.get(&site).unwrap_or(&plan).clone();
                    let label = self.label(&name, Some(site));
                    self.pool(label, Some(site), plan, cost, skills.clone());
                }
            }
            reader.finish();
        }
    }

    pub(super) fn pool(
        &mut self,
        name: String,
        site: Option<usize>,
        duty: Vec<(f64, u32)>,
        cost: f64,
        skills: Vec<String>,
    ) -> usize {
        self.changes += duty.len();
        // A model of this size is refused at its end; until then it takes no more memory.
        let duty = if self.changes > MAX_CHANGES { Vec::new() } else { duty };
        self.pools.push(Pool { name, site, duty, cost, stations: Vec::new() });
        self.skills.push(skills);
        self.pools.len() - 1
    }

    /// A name with its site, where there are several sites.
    pub(super) fn label(&self, name: &str, site: Option<usize>) -> String {
        match site.and_then(|site| self.sites.get(site)) {
            Some(site) if self.sites.len() > 1 => format!("{site} / {name}"),
            _ => name.to_owned(),
        }
    }

    /// The sites a table names; empty when it is for all together.
    pub(super) fn sites_of(&self, reader: &mut Reader<'_>) -> Vec<usize> {
        let names = reader.texts("sites");
        if names == ["each"] {
            return (0..self.sites.len()).collect();
        }
        let known = |name: &String| {
            let at = self.sites.iter().position(|site| site == name);
            if at.is_none() {
                let mend = format!("use \"each\" or some of {}", self.sites.join(", "));
                reader.wrong("sites", format!("there is no site “{name}”"), mend);
            }
            at
        };
        names.iter().filter_map(known).collect()
    }

    /// Duty that differs by site: `[station.at.SITE]`.
    pub(super) fn own_duty(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        clock: &Clock,
    ) -> BTreeMap<usize, Vec<(f64, u32)>> {
        let mut own = BTreeMap::new();
        let path = reader.path.clone();
        for (name, node) in reader.entries("at") {
            let mut here = Reader::over(node, format!("{path}.at.{name}"), reader.log);
            let Some(site) = self.sites.iter().position(|site| *site == name) else {
                here.wrong("", format!("there is no site “{name}”"), "name a [[site]]");
                continue;
            };
            if let Some(plan) = duty::read(&mut here, key, clock) {
                own.insert(site, plan);
            }
            here.finish();
        }
        own
    }

    /// Reads `[[team]]`.
    pub(super) fn teams(&mut self, readers: Vec<Reader<'_>>) {
        for mut reader in readers {
            let name = reader.name();
            let skills = match reader.texts("skills") {
                skills if skills.is_empty() => vec![name.clone()],
                skills => skills,
            };
            let units = reader.count("units").unwrap_or(1);
            let cost = reader.amount("cost").unwrap_or(0.0);
            let sites = self.sites_of(&mut reader);
            let review = reader.positive("review").unwrap_or(6.0);
            let travel = reader.amount("travel").unwrap_or(0.0);
            let gain = reader.count("gain").unwrap_or(10).max(1);
            if sites.len() < 2 {
                reader.wrong("sites", "a team moves between two sites or more", "name them, or \"each\"");
            }
            let pools = sites.into_iter().map(|site| {
                let label = self.label(&name, Some(site));
                self.pool(label, Some(site), vec![(0.0, 0)], cost, skills.clone())
            });
            let pools = pools.collect();
            self.teams.push(Team { name, units, pools, review, travel, gain });
            reader.finish();
        }
    }

    /// Who has a skill at a site, the least versatile first.
    pub(super) fn demand(&self, need: &str, site: Option<usize>, reader: &Reader<'_>) -> Demand {
        let able = |skill: &str| {
            let mut pools: Vec<usize> = (0..self.pools.len())
                .filter(|pool| {
                    self.skills.get(*pool).is_some_and(|skills| skills.iter().any(|own| own == skill))
                })
                .filter(|pool| {
                    let of = self.pools.get(*pool).and_then(|pool| pool.site);
                    of.is_none() || site.is_none() || of == site
                })
                .collect();
            // Those who come from elsewhere last: who is at the site knows it.
            pools.sort_by_key(|pool| {
                let skills = self.skills.get(*pool).map_or(0, Vec::len);
                let remote = self.pools.get(*pool).is_none_or(|pool| pool.site.is_none());
                (remote, skills, *pool)
            });
            pools
        };
        if need == "language" {
            if self.languages.is_empty() {
                reader.wrong(
                    "needs",
                    "“language” needs languages",
                    "add languages = { uk = 0.9, … } to [people]",
                );
            }
            let pools: Vec<Vec<usize>> =
                self.languages.iter().map(|language| able(&format!("language:{language}"))).collect();
            if !pools.is_empty() && pools.iter().all(Vec::is_empty) {
                let place = site.and_then(|site| self.sites.get(site)).map_or("", String::as_str);
                let message = format!("nobody speaks any language {place}");
                reader.wrong("needs", message, "add [[staff]] with skills = [\"language:…\"]");
            }
            return Demand { skill: need.to_owned(), pools };
        }
        let pools = able(need);
        if pools.is_empty() {
            let anybody = self.skills.iter().any(|skills| skills.iter().any(|own| own == need));
            let message = match site.and_then(|site| self.sites.get(site)).filter(|_| anybody) {
                Some(site) => format!("the site {site} has nobody for “{need}”"),
                None => format!("nobody has the skill “{need}”"),
            };
            reader.wrong("needs", message, format!("add [[staff]] with skills = [\"{need}\"]"));
        }
        Demand { skill: need.to_owned(), pools: vec![pools] }
    }
}
