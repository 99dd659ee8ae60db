//! Links: pairs that are probably one person, with what speaks for and against it.

use rayon::prelude::*;
use serde::Serialize;

use super::blocking::Plan;
use super::clusters;
use super::compare::{self, MISSING, SAME};
use super::model::{Logs, Model};
use super::pattern::{Comparing, GIVEN_SAME, Pattern};
use super::people::{Field, ListError, People};
use super::role::Role;
use super::settings::Settings;
use crate::progress::{Cancelled, Progress};

/// A pair that is probably one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Record of the earlier list, or the earlier record.
    pub left: u32,
    /// The other one.
    pub right: u32,
    /// Probability that they are one person.
    pub probability: f64,
    /// How they agree.
    pub pattern: Pattern,
}

/// Linkage that could not be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The lists or the settings are wrong.
    #[error(transparent)]
    List(#[from] ListError),
    /// Stopped by the caller.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Everything a linkage found.
#[derive(Debug, Clone)]
pub struct Linkage {
    /// The records.
    pub people: People,
    /// The rules that brought pairs together.
    pub rules: Vec<RuleUsed>,
    /// What was learned.
    pub model: Model,
    /// Pairs compared.
    pub compared: u64,
    /// Links from the threshold on, by record.
    pub links: Vec<Link>,
    /// For each record the number of its person, from 1, in the order of first records.
    pub clusters: Vec<u32>,
}

/// A rule and what it brought.
#[derive(Debug, Clone, Serialize)]
pub struct RuleUsed {
    /// As a person reads it.
    pub rule: String,
    /// Pairs that it brings together.
    pub pairs: u64,
    /// Blocks left out as too large to say anything.
    pub blocks_left_out: usize,
}

/// Links the records of one list among each other, or those of several lists between lists.
pub fn link(people: People, settings: &Settings, progress: &Progress<'_>) -> Result<Linkage, LinkError> {
    let plan = Plan::new(&people, settings).map_err(ListError::from)?;
    let comparing = Comparing::new(&people);
    let model = Model::learn(&comparing, &plan, settings.seed, progress)?;
    let (mut links, compared) = compare_all(&comparing, &plan, &model, settings.threshold, progress)?;
    if settings.one_to_one && people.is_between_lists() {
        links = clusters::one_to_one(&people, links);
    }
    let clusters = clusters::of_links(people.len(), &links);
    let rules = plan
        .keys
        .iter()
        .zip(&plan.blocks)
        .map(|(key, blocks)| RuleUsed {
            rule: key.name.clone(),
            pairs: blocks.pairs,
            blocks_left_out: blocks.left_out,
        })
        .collect();
    Ok(Linkage { people, rules, model, compared, links, clusters })
}

fn compare_all(
    comparing: &Comparing<'_>,
    plan: &Plan,
    model: &Model,
    threshold: f64,
    progress: &Progress<'_>,
) -> Result<(Vec<Link>, u64), Cancelled> {
    let scorer = Scorer::new(comparing, model);
    let work: Vec<(usize, usize)> = (0..plan.keys.len())
        .flat_map(|rule| (0..plan.pieces(rule)).map(move |piece| (rule, piece)))
        .collect();
    let stage = progress.stage("parts compared", work.len());
    let found: Result<Vec<(Vec<Link>, u64)>, Cancelled> = work
        .par_iter()
        .map(|(rule, piece)| {
            stage.check()?;
            let (mut links, mut pairs) = (Vec::new(), 0);
            plan.each_pair(comparing.people, *rule, *piece, |a, b| {
                pairs += 1;
                let pattern = comparing.pattern(a, b);
                let probability = scorer.probability(a, pattern);
                if probability >= threshold {
                    let number = |record: usize| u32::try_from(record).unwrap_or(u32::MAX);
                    links.push(Link { left: number(a), right: number(b), probability, pattern });
                }
            });
            stage.step();
            Ok((links, pairs))
        })
        .collect();
    let found = found?;
    let pairs = found.iter().map(|(_, pairs)| pairs).sum();
    let mut links: Vec<Link> = found.into_iter().flat_map(|(links, _)| links).collect();
    links.par_sort_unstable_by_key(|link| (link.left, link.right));
    Ok((links, pairs))
}

/// Probabilities of pairs, with how rare what they have in common is.
struct Scorer<'a> {
    people: &'a People,
    logs: Logs,
    /// For each field and value, the logarithm of the chance that a stranger has it too; none for fields
    /// whose values all say the same.
    rarity: Vec<Vec<f32>>,
}

/// What stands in two records may stand in so many others that are not there.
const UNSEEN: f64 = 0.6;

impl<'a> Scorer<'a> {
    fn new(comparing: &Comparing<'a>, model: &Model) -> Scorer<'a> {
        let people = comparing.people;
        let rarity = people.fields.iter().map(rarity).collect();
        Scorer { people, logs: Logs::of(model), rarity }
    }

    fn probability(&self, a: usize, pattern: Pattern) -> f64 {
        let [same, mut family, mut namesakes, mut strangers] =
            self.logs.weights(pattern, self.people.fields.len());
        if !pattern.is_exchanged() {
            let row = self.people.row(a);
            for (at, (field, value)) in self.people.fields.iter().zip(row).enumerate() {
                let (Some(rarity), Some(classes)) = (self.rarity.get(at), self.logs.chances.get(at)) else {
                    continue;
                };
                let (Some(rarity), true) = (rarity.get(*value as usize), pattern.level(at) == SAME) else {
                    continue;
                };
                // How much rarer than usual a value is that two people happen to share.
                let [_, _, _, [usual, ..]] = classes;
                let rarer = f64::from(*rarity) - usual;
                strangers += rarer;
                namesakes += rarer;
                if field.role == Role::GivenName {
                    family += rarer;
                }
            }
        }
        1.0 / (1.0 + [family, namesakes, strangers].map(|other| libm::exp(other - same)).iter().sum::<f64>())
    }
}

fn rarity(field: &Field) -> Vec<f32> {
    if matches!(field.role, Role::Sex) {
        return Vec::new();
    }
    let all: u32 = field.counts.iter().skip(1).sum();
    field
        .counts
        .iter()
        .map(|count| {
            let others = f64::from(count.saturating_sub(2)) + UNSEEN;
            #[expect(clippy::cast_possible_truncation, reason = "a logarithm to seven digits is enough")]
            let log = libm::log(others / f64::from(all.max(1))) as f32;
            log
        })
        .collect()
}

impl Linkage {
    /// What speaks for and against a link, in plain words and without any value.
    pub fn explanation(&self, link: &Link) -> String {
        let row = self.people.row(link.left as usize);
        let mut parts = Vec::new();
        if link.pattern.is_exchanged() {
            parts.push("given name and surname stand in each other's column".to_owned());
        }
        for (at, field) in self.people.fields.iter().enumerate() {
            let level = link.pattern.level(at);
            if level == MISSING {
                parts.push(format!("{}: missing", field.name));
                continue;
            }
            let words = compare::words(field.role);
            let word = words.get(usize::from(level & (GIVEN_SAME - 1))).copied().unwrap_or("different");
            let count = row.get(at).and_then(|value| field.counts.get(*value as usize)).copied().unwrap_or(0);
            let rare = match count {
                _ if level != SAME || field.role == Role::Sex || link.pattern.is_exchanged() => "",
                0..=2 => " (nobody else here has it)",
                3..=9 => " (rare here)",
                _ => "",
            };
            parts.push(format!("{}: {word}{rare}", field.name));
        }
        parts.join("; ")
    }
}
