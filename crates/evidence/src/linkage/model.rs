//! What agreement is worth: the model of Fellegi and Sunter (1969), learned without any answers.
//!
//! Each field has levels of agreement; m is the chance of a level for two records of one person, u that for
//! two strangers. u is counted among random pairs. m is learned by expectation and maximisation (Dempster,
//! Laird, Rubin 1977; Winkler 1988) on pairs that a blocking rule brings together: a field is only learned
//! from pairs that some rule without that field brought together, since a rule makes its own fields agree.
//!
//! Strangers do not explain every agreement of two people, so there are two classes more. Members of one family
//! share family name, place, telephone and house, but not given name, birth date and document; without this
//! class families who travel together would look like one person. Namesakes share given and family name more
//! often than chance, because names go together within a language, and nothing else. A field that follows
//! from another (a town from its postcode) is judged given that other one, so that one agreement counts once.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use serde::Serialize;

use super::blocking::Plan;
use super::compare::{self, MISSING, SAME};
use super::pattern::{Comparing, GIVEN_SAME, Pattern};
use super::people::Field;
use super::role::Role;
use crate::progress::{Cancelled, Progress};

/// Places of a table of levels: plain ones, and those given that the leader is the same.
pub const LEVELS: usize = 16;
/// Random pairs from which u is counted.
const RANDOM_PAIRS: usize = 400_000;
/// Random pairs whose leader is the same, for each field that follows.
const FOLLOWING_PAIRS: usize = 50_000;
/// At most about so many pairs are learned from.
const TRAINING_PAIRS: f64 = 2_000_000.0;
/// The start counts as so many pairs, so that few pairs do not make wild figures.
const START_WEIGHT: f64 = 8.0;
/// Learning ends when nothing moves by more.
const SETTLED: f64 = 1e-4;
const MOST_ROUNDS: usize = 40;
/// Share of family members, twins, who have one birth date.
const TWINS: f64 = 0.02;
/// Share of records of one person whose names stand in each other's columns, before learning.
const EXCHANGED: f64 = 0.02;

/// Chances of the levels of one field in the three classes.
#[derive(Debug, Clone, Serialize)]
pub struct Chances {
    /// Two records of one person.
    pub same: [f64; LEVELS],
    /// Two strangers.
    pub strangers: [f64; LEVELS],
    /// Two members of one family.
    pub family: [f64; LEVELS],
    /// Two people of one name.
    pub namesakes: [f64; LEVELS],
    /// Whether the field could be learned, or keeps the chances that it started from.
    pub is_learned: bool,
}

/// A learned model.
#[derive(Debug, Clone, Serialize)]
pub struct Model {
    /// Chance that two records drawn at random are one person.
    pub prior_same: f64,
    /// Chance that they are members of one family.
    pub prior_family: f64,
    /// Chance that they are namesakes beyond chance.
    pub prior_namesakes: f64,
    /// One for each field.
    pub chances: Vec<Chances>,
    /// Share of records of one person with names in each other's columns.
    pub exchanged: f64,
    /// Rounds of learning.
    pub rounds: usize,
    /// Pairs that it was learned from.
    pub learned_from: u64,
}

impl Model {
    /// Learns from the records.
    pub fn learn(
        comparing: &Comparing<'_>,
        plan: &Plan,
        seed: u64,
        progress: &Progress<'_>,
    ) -> Result<Model, Cancelled> {
        let strangers = strangers(comparing, seed, progress)?;
        let training = Training::gather(comparing, plan, seed, progress)?;
        Ok(training.fit(comparing, plan, &strangers))
    }
}

/// Levels of the fields among random pairs, not corrected for the few that are one person.
fn strangers(
    comparing: &Comparing<'_>,
    seed: u64,
    progress: &Progress<'_>,
) -> Result<Vec<[f64; LEVELS]>, Cancelled> {
    let people = comparing.people;
    let pieces = 64;
    let stage = progress.stage("parts of the random pairs", pieces);
    let counted: Result<Vec<Vec<[u64; LEVELS]>>, Cancelled> = (0..pieces)
        .into_par_iter()
        .map(|piece| {
            stage.check()?;
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            random.set_stream(piece as u64);
            let mut counts = vec![[0_u64; LEVELS]; people.fields.len()];
            for _ in 0..RANDOM_PAIRS / pieces {
                let (a, b) = (random.random_range(0..people.len()), random.random_range(0..people.len()));
                if a == b || people.is_between_lists() && people.list_of(a) == people.list_of(b) {
                    continue;
                }
                count(&mut counts, comparing.pattern(a, b));
            }
            stage.step();
            Ok(counts)
        })
        .collect();
    let mut counts = vec![[0_u64; LEVELS]; people.fields.len()];
    for piece in counted? {
        add(&mut counts, &piece);
    }
    for (leader, following) in following(comparing) {
        let of_same = same_leader(comparing, leader, seed);
        for field in following {
            if let (Some(own), Some(more)) = (counts.get_mut(field), of_same.get(field)) {
                for (level, count) in own.iter_mut().zip(more).skip(usize::from(GIVEN_SAME)).take(7) {
                    *level += *count;
                }
            }
        }
    }
    Ok(counts.iter().zip(&people.fields).map(|(counts, field)| shares(counts, field)).collect())
}

fn count(counts: &mut [[u64; LEVELS]], pattern: Pattern) {
    // Crosswise levels are no levels of the columns.
    if pattern.is_exchanged() {
        return;
    }
    for (field, counts) in counts.iter_mut().enumerate() {
        if let Some(count) = counts.get_mut(usize::from(pattern.level(field))) {
            *count += 1;
        }
    }
}

fn add(to: &mut [[u64; LEVELS]], more: &[[u64; LEVELS]]) {
    for (to, more) in to.iter_mut().zip(more) {
        for (to, more) in to.iter_mut().zip(more) {
            *to += *more;
        }
    }
}

/// Leaders with the fields that follow from them.
fn following(comparing: &Comparing<'_>) -> Vec<(usize, Vec<usize>)> {
    let of = |leader| {
        let all = comparing.leaders.iter().enumerate();
        all.filter(|(_, own)| **own == Some(leader)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    (0..comparing.leaders.len()).map(|at| (at, of(at))).filter(|(_, all)| !all.is_empty()).collect()
}

/// Levels among random pairs with the same value of a field.
fn same_leader(comparing: &Comparing<'_>, leader: usize, seed: u64) -> Vec<[u64; LEVELS]> {
    let people = comparing.people;
    let value = |record: &u32| people.row(*record as usize).get(leader).copied().unwrap_or(0);
    let mut order: Vec<u32> =
        (0..u32::try_from(people.len()).unwrap_or(u32::MAX)).filter(|r| value(r) > 0).collect();
    order.par_sort_unstable_by_key(|record| (value(record), *record));
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(1 << 32 | leader as u64);
    let mut counts = vec![[0_u64; LEVELS]; people.fields.len()];
    for _ in 0..FOLLOWING_PAIRS {
        if order.is_empty() {
            break;
        }
        let Some(first) = order.get(random.random_range(0..order.len())).copied() else { continue };
        let own = value(&first);
        let from = order.partition_point(|record| value(record) < own);
        let to = order.partition_point(|record| value(record) <= own);
        let Some(second) = order.get(random.random_range(from..to)).copied() else { continue };
        if first != second {
            count(&mut counts, comparing.pattern(first as usize, second as usize));
        }
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^53")]
fn shares(counts: &[u64; LEVELS], field: &Field) -> [f64; LEVELS] {
    let levels = compare::start(field.role).len();
    let mut shares = [0.0; LEVELS];
    for half in [0, usize::from(GIVEN_SAME)] {
        let all: u64 = (half..half + levels).filter_map(|level| counts.get(level)).sum();
        for level in half..half + levels {
            if let (Some(share), Some(count)) = (shares.get_mut(level), counts.get(level)) {
                *share = (*count as f64 + 0.5) / (all as f64 + 0.5 * levels as f64);
            }
        }
    }
    // How often strangers have the same value follows from how often each value stands there.
    let exact = chance_of_same(field);
    if let Some(same) = shares.get_mut(usize::from(SAME)) {
        let rest = 1.0 - *same;
        *same = exact;
        let scale = (1.0 - exact) / rest.max(1e-12);
        for share in shares.iter_mut().take(levels).skip(1) {
            *share *= scale;
        }
    }
    shares
}

/// Chance that two records have the same value, from all values: pairs of one value among all pairs.
fn chance_of_same(field: &Field) -> f64 {
    let usable = field.counts.iter().zip(0..field.texts.len()).skip(1);
    let (mut pairs, mut all) = (0.0, 0.0);
    for (count, at) in usable {
        let count = f64::from(*count);
        all += count;
        let is_year_only = field.role == Role::BirthDate
            && field.births.get(at).is_some_and(|birth| birth.month == 0 || birth.day == 0);
        if !is_year_only {
            pairs += count * (count - 1.0);
        }
    }
    (pairs / (all * (all - 1.0)).max(1.0)).max(1e-9)
}

/// Equal patterns counted once, with the rules under which they were found.
struct Training {
    patterns: Vec<(Pattern, u32, f64)>,
    pairs: u64,
}

impl Training {
    fn gather(
        comparing: &Comparing<'_>,
        plan: &Plan,
        seed: u64,
        progress: &Progress<'_>,
    ) -> Result<Training, Cancelled> {
        #[expect(clippy::cast_precision_loss, reason = "pairs are far below 2^53")]
        let share = (TRAINING_PAIRS / plan.pairs().max(1) as f64).min(1.0);
        let work: Vec<(usize, usize)> = (0..plan.keys.len())
            .flat_map(|rule| (0..plan.pieces(rule)).map(move |piece| (rule, piece)))
            .collect();
        let stage = progress.stage("parts learned from", work.len());
        let gathered: Result<Vec<Vec<(Pattern, u32)>>, Cancelled> = work
            .par_iter()
            .map(|(rule, piece)| {
                stage.check()?;
                let mut found = Vec::new();
                plan.each_pair(comparing.people, *rule, *piece, |a, b| {
                    if is_drawn(a, b, seed, share) {
                        found.push((comparing.pattern(a, b), plan.meeting(a, b)));
                    }
                });
                stage.step();
                Ok(found)
            })
            .collect();
        let mut found: Vec<(Pattern, u32)> = gathered?.into_iter().flatten().collect();
        found.par_sort_unstable();
        let pairs = found.len() as u64;
        #[expect(clippy::cast_precision_loss, reason = "pairs are far below 2^53")]
        let patterns = found
            .chunk_by(|a, b| a == b)
            .filter_map(|same| {
                same.first().map(|(pattern, rules)| (*pattern, *rules, same.len() as f64 / share))
            })
            .collect();
        Ok(Training { patterns, pairs })
    }

    fn fit(&self, comparing: &Comparing<'_>, plan: &Plan, raw: &[[f64; LEVELS]]) -> Model {
        let fields = &comparing.people.fields;
        let all_pairs = comparing.people.pairs().max(1.0);
        #[expect(clippy::cast_precision_loss, reason = "records are far below 2^53")]
        let guess = 0.05 * comparing.people.len() as f64 / all_pairs;
        let mut model = Model {
            prior_same: guess.min(0.2),
            prior_family: (guess / 2.0).min(0.1),
            prior_namesakes: (guess / 2.0).min(0.1),
            chances: fields.iter().zip(raw).map(|(field, raw)| start(field, raw)).collect(),
            exchanged: EXCHANGED,
            rounds: 0,
            learned_from: self.pairs,
        };
        // Rules that leave a field free to differ.
        let free: Vec<u32> = (0..fields.len())
            .map(|field| {
                plan.keys
                    .iter()
                    .enumerate()
                    .fold(0, |mask, (rule, key)| if key.touches(field) { mask } else { mask | 1 << rule })
            })
            .collect();
        for round in 1..=MOST_ROUNDS {
            let moved = self.round(&mut model, fields, raw, &free, all_pairs);
            model.rounds = round;
            if moved < SETTLED {
                break;
            }
        }
        model
    }

    /// One expectation and one maximisation; gives the largest change of a chance.
    fn round(
        &self,
        model: &mut Model,
        fields: &[Field],
        raw: &[[f64; LEVELS]],
        free: &[u32],
        all_pairs: f64,
    ) -> f64 {
        let logs = Logs::of(model);
        let mut same = vec![[0.0; LEVELS]; fields.len()];
        let (mut family, mut namesakes) = (same.clone(), same.clone());
        let (mut all_same, mut all_family, mut all_namesakes, mut crossed) = (0.0, 0.0, 0.0, 0.0);
        for (pattern, rules, count) in &self.patterns {
            let [of_same, of_family, of_namesakes, _] =
                logs.shares(*pattern, fields.len()).map(|share| share * count);
            all_same += of_same;
            all_family += of_family;
            all_namesakes += of_namesakes;
            if pattern.is_exchanged() {
                crossed += of_same;
            }
            for field in 0..fields.len() {
                let level = pattern.level(field);
                if level == MISSING || free.get(field).is_none_or(|free| free & rules == 0) {
                    continue;
                }
                let at = usize::from(level);
                if let Some(sum) = same.get_mut(field).and_then(|levels| levels.get_mut(at)) {
                    *sum += of_same;
                }
                if let Some(sum) = family.get_mut(field).and_then(|levels| levels.get_mut(at)) {
                    *sum += of_family;
                }
                if let Some(sum) = namesakes.get_mut(field).and_then(|levels| levels.get_mut(at)) {
                    *sum += of_namesakes;
                }
            }
        }
        model.prior_same = (all_same / all_pairs).clamp(1e-12, 0.5);
        model.prior_family = (all_family / all_pairs).clamp(1e-12, 0.2);
        model.prior_namesakes = (all_namesakes / all_pairs).clamp(1e-12, 0.2);
        model.exchanged = (crossed + START_WEIGHT * EXCHANGED) / (all_same + START_WEIGHT);
        let mut moved: f64 = 0.0;
        for (at, chances) in model.chances.iter_mut().enumerate() {
            let (Some(field), Some(raw), Some(same), Some(family), Some(namesakes)) =
                (fields.get(at), raw.get(at), same.get(at), family.get(at), namesakes.get(at))
            else {
                continue;
            };
            let before = chances.same;
            chances.is_learned = same.iter().sum::<f64>() > 1.0;
            chances.same = within_reason(field.role, learned(field.role, same));
            chances.strangers = corrected(raw, &chances.same, model.prior_same);
            chances.family = of_family(field.role, family, &chances.strangers);
            chances.namesakes = of_namesakes(field.role, namesakes, &chances.strangers);
            let change = before.iter().zip(&chances.same).map(|(a, b)| (a - b).abs());
            moved = change.fold(moved, f64::max);
        }
        moved
    }
}

/// Whether a pair is among those learned from; decided by the pair alone.
fn is_drawn(a: usize, b: usize, seed: u64, share: f64) -> bool {
    if share >= 1.0 {
        return true;
    }
    let mut z = (a as u64) << 32 ^ b as u64 ^ seed.rotate_left(17);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 53 bits")]
    let drawn = (z >> 11) as f64 / (1_u64 << 53) as f64;
    drawn < share
}

fn both_halves(start: &[f64]) -> [f64; LEVELS] {
    let mut levels = [0.0; LEVELS];
    for half in [0, usize::from(GIVEN_SAME)] {
        for (level, chance) in levels.iter_mut().skip(half).zip(start) {
            *level = *chance;
        }
    }
    levels
}

fn start(field: &Field, raw: &[f64; LEVELS]) -> Chances {
    let same = both_halves(compare::start(field.role));
    let family = of_family(field.role, &[0.0; LEVELS], raw);
    let namesakes = of_namesakes(field.role, &[0.0; LEVELS], raw);
    Chances { same, strangers: *raw, family, namesakes, is_learned: false }
}

/// Sums of a round with the start as so many pairs more.
fn learned(role: Role, sums: &[f64; LEVELS]) -> [f64; LEVELS] {
    let start = compare::start(role);
    let mut levels = both_halves(start);
    for half in [0, usize::from(GIVEN_SAME)] {
        let own = sums.iter().skip(half).take(start.len());
        let all: f64 = own.clone().sum::<f64>() + START_WEIGHT;
        for (level, sum) in levels.iter_mut().skip(half).zip(own) {
            *level = (*sum + START_WEIGHT * *level) / all;
        }
    }
    levels
}

/// Random pairs hold a few of one person; in small lists of rare values these are most of those that agree.
fn corrected(raw: &[f64; LEVELS], same: &[f64; LEVELS], prior: f64) -> [f64; LEVELS] {
    let mut levels = *raw;
    for (level, same) in levels.iter_mut().zip(same) {
        *level = (*level - prior * same).max(*level * 0.1).max(1e-9);
    }
    levels
}

/// Names and birth dates of one person are seldom wholly different; where learning says so, it has found
/// something else than persons.
fn within_reason(role: Role, mut levels: [f64; LEVELS]) -> [f64; LEVELS] {
    let most = match role {
        Role::GivenName | Role::Name | Role::BirthDate => 0.2,
        // Marriage.
        Role::Surname => 0.3,
        _ => return levels,
    };
    let last = compare::start(role).len() - 1;
    let different = levels.get(last).copied().unwrap_or(0.0);
    if different > most {
        let scale = (1.0 - most) / (1.0 - different).max(1e-9);
        for (level, chance) in levels.iter_mut().enumerate().take(last + 1) {
            *chance = if level == last { most } else { *chance * scale };
        }
    }
    levels
}

fn of_namesakes(role: Role, sums: &[f64; LEVELS], strangers: &[f64; LEVELS]) -> [f64; LEVELS] {
    if role.is_name() { learned(role, sums) } else { *strangers }
}

fn of_family(role: Role, sums: &[f64; LEVELS], strangers: &[f64; LEVELS]) -> [f64; LEVELS] {
    if role.is_shared_in_a_family() {
        return learned(role, sums);
    }
    let mut levels = *strangers;
    if role == Role::BirthDate {
        for level in &mut levels {
            *level *= 1.0 - TWINS;
        }
        if let Some(same) = levels.get_mut(usize::from(SAME)) {
            *same += TWINS;
        }
    }
    levels
}

/// One person, one family, namesakes, strangers.
pub const CLASSES: usize = 4;

/// Logarithms of a model, and the odds of patterns.
pub struct Logs {
    /// Of the priors: one person, family, namesakes, strangers.
    pub priors: [f64; CLASSES],
    /// Of the chances, by field, class and level.
    pub chances: Vec<[[f64; LEVELS]; CLASSES]>,
    /// Of names crossed and not crossed for one person.
    pub exchanged: [f64; 2],
}

impl Logs {
    /// Takes the logarithms.
    pub fn of(model: &Model) -> Logs {
        let log = |levels: &[f64; LEVELS]| levels.map(|chance| libm::log(chance.max(1e-12)));
        let strangers = 1.0 - model.prior_same - model.prior_family - model.prior_namesakes;
        Logs {
            priors: [model.prior_same, model.prior_family, model.prior_namesakes, strangers].map(libm::log),
            chances: model
                .chances
                .iter()
                .map(|chances| {
                    let Chances { same, family, namesakes, strangers, .. } = chances;
                    [log(same), log(family), log(namesakes), log(strangers)]
                })
                .collect(),
            exchanged: [libm::log(1.0 - model.exchanged), libm::log(model.exchanged)],
        }
    }

    /// Weights of the classes, as logarithms.
    pub fn weights(&self, pattern: Pattern, fields: usize) -> [f64; CLASSES] {
        let mut weights = self.priors;
        for field in 0..fields {
            let level = pattern.level(field);
            if level == MISSING {
                continue;
            }
            if let Some(classes) = self.chances.get(field) {
                for (weight, levels) in weights.iter_mut().zip(classes) {
                    *weight += levels.get(usize::from(level)).copied().unwrap_or(0.0);
                }
            }
        }
        if let Some(same) = weights.first_mut() {
            *same += self.exchanged.get(usize::from(pattern.is_exchanged())).copied().unwrap_or(0.0);
        }
        weights
    }

    /// Probabilities of the classes.
    fn shares(&self, pattern: Pattern, fields: usize) -> [f64; CLASSES] {
        let weights = self.weights(pattern, fields);
        let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights = weights.map(|weight| libm::exp(weight - most));
        let all: f64 = weights.iter().sum();
        weights.map(|weight| weight / all)
    }
}
