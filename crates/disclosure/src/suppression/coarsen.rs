//! Which grouping keeps most people visible.
//!
//! Rare values of a column are put together, or a column is left out. Among the groupings that leave enough
//! people visible the one with most cells shown is chosen; if none does, the one with most people visible.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::frame::{Column, Frame, UNKNOWN};

/// The value that rare ones are put together under.
pub const OTHER: &str = "(other)";

/// What happens to one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It stays.
    Kept,
    /// Values of fewer persons than this are put together.
    Together {
        /// Fewest persons of a value that keeps its name.
        below: u64,
        /// Values put together.
        values: usize,
        /// Values that stay.
        stay: usize,
    },
    /// It is left out.
    LeftOut,
}

/// A grouping and what it shows. Counted by the threshold alone, before cells are hidden to protect others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grouping {
    /// A step a column, in their order.
    pub steps: Vec<(String, Step)>,
    /// Share of people in cells that reach the threshold.
    pub visible: f64,
    /// Cells that reach it.
    pub cells: usize,
}

/// Thresholds tried on a column, in multiples of k.
const MULTIPLES: [u64; 9] = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/// Groupings tried, at most; with many columns fewer thresholds are tried.
const MOST_TRIED: usize = 4_000;

/// One thing that can happen to a column.
struct Way {
    step: Step,
    /// New code of each old code.
    codes: Vec<u16>,
}

/// Chooses a grouping: at least a share `visible` of the people in cells of `k` or more.
pub fn choose(frame: &Frame, k: u64, visible: f64) -> Grouping {
    let mut options: Vec<Vec<Way>> = frame.columns.iter().map(|column| options(column, k)).collect();
    while options.iter().map(Vec::len).product::<usize>() > MOST_TRIED {
        let Some(longest) = options.iter_mut().max_by_key(|options| options.len()) else { break };
        // Thin the middle; keeping and leaving out stay.
        let middle = longest.len() / 2;
        longest.remove(middle);
    }
    let base = distinct(frame);
    let mut best: Option<Grouping> = None;
    let mut choice = vec![0_usize; options.len()];
    loop {
        let chosen: Vec<&Way> =
            choice.iter().zip(&options).filter_map(|(&at, options)| options.get(at)).collect();
        if chosen.iter().any(|option| option.step != Step::LeftOut) {
            let grouping = weigh(frame, &base, &chosen, k);
            if best.as_ref().is_none_or(|best| is_better(&grouping, best, visible)) {
                best = Some(grouping);
            }
        }
        if !advance(&mut choice, &options) {
            break;
        }
    }
    best.unwrap_or(Grouping { steps: Vec::new(), visible: 0.0, cells: 0 })
}

fn is_better(one: &Grouping, other: &Grouping, enough: f64) -> bool {
    match (one.visible >= enough, other.visible >= enough) {
        (true, true) => (one.cells, one.visible) > (other.cells, other.visible),
        (is_enough, was_enough) if is_enough != was_enough => is_enough,
        _ => (one.visible, one.cells) > (other.visible, other.cells),
    }
}

fn options(column: &Column, k: u64) -> Vec<Way> {
    let mut counts = vec![0_u64; column.size()];
    for &code in &column.codes {
        if let Some(count) = counts.get_mut(usize::from(code)) {
            *count += 1;
        }
    }
    let same: Vec<u16> = (0..column.size()).map(|code| u16::try_from(code).unwrap_or(0)).collect();
    let mut options = vec![Way { step: Step::Kept, codes: same.clone() }];
    let other = u16::try_from(column.size()).unwrap_or(u16::MAX);
    let mut last = 0;
    for below in MULTIPLES.map(|multiple| multiple * k) {
        let rare =
            |code: u16| code != UNKNOWN && counts.get(usize::from(code)).is_some_and(|count| *count < below);
        let values = same.iter().filter(|code| rare(**code)).count();
        let stay = column.levels.len() - values;
        if values < 2 || values == last || stay == 0 {
            continue;
        }
        last = values;
        let codes = same.iter().map(|&code| if rare(code) { other } else { code }).collect();
        options.push(Way { step: Step::Together { below, values, stay }, codes });
    }
    options.push(Way { step: Step::LeftOut, codes: vec![0; column.size()] });
    options
}

/// Distinct rows and how many persons have each.
fn distinct(frame: &Frame) -> BTreeMap<Vec<u16>, u64> {
    let mut base = BTreeMap::new();
    for row in 0..frame.rows {
        let key: Vec<u16> =
            frame.columns.iter().filter_map(|column| column.codes.get(row).copied()).collect();
        *base.entry(key).or_insert(0) += 1;
    }
    base
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn weigh(frame: &Frame, base: &BTreeMap<Vec<u16>, u64>, chosen: &[&Way], k: u64) -> Grouping {
    let mut cells: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
    for (key, count) in base {
        let coarse = key
            .iter()
            .zip(chosen)
            .map(|(&code, option)| option.codes.get(usize::from(code)).copied().unwrap_or(0))
            .collect();
        *cells.entry(coarse).or_insert(0) += count;
    }
    let shown = cells.values().filter(|count| **count >= k);
    let people: u64 = shown.clone().sum();
    let steps = frame
        .columns
        .iter()
        .zip(chosen)
        .map(|(column, option)| (column.name.clone(), option.step.clone()))
        .collect();
    Grouping { steps, visible: people as f64 / frame.rows.max(1) as f64, cells: shown.count() }
}

fn advance(choice: &mut [usize], options: &[Vec<Way>]) -> bool {
    for (at, options) in choice.iter_mut().zip(options).rev() {
        *at += 1;
        if *at < options.len() {
            return true;
        }
        *at = 0;
    }
    false
}

/// Groups the records as chosen. Columns that are left out are gone.
pub fn apply(frame: &Frame, grouping: &Grouping) -> Frame {
    let group = |column: &Column, step: &Step| -> Option<Column> {
        let Step::Together { below, .. } = step else {
            return (*step == Step::Kept).then(|| column.clone());
        };
        let mut counts: BTreeMap<u16, u64> = BTreeMap::new();
        column.codes.iter().for_each(|code| *counts.entry(*code).or_insert(0) += 1);
        let is_kept = |code: u16| counts.get(&code).copied().unwrap_or(0) >= *below;
        let mut levels: Vec<String> = (1..)
            .zip(&column.levels)
            .filter(|(code, _)| is_kept(*code))
            .map(|(_, level)| level.clone())
            .collect();
        levels.push(OTHER.to_owned());
        levels.sort_unstable();
        let code_of = |level: &str| {
            levels
                .binary_search_by(|one| one.as_str().cmp(level))
                .ok()
                .and_then(|at| u16::try_from(at + 1).ok())
                .unwrap_or(UNKNOWN)
        };
        let other = code_of(OTHER);
        let new: Vec<u16> = std::iter::once(UNKNOWN)
            .chain(
                (1..)
                    .zip(&column.levels)
                    .map(|(code, level)| if is_kept(code) { code_of(level) } else { other }),
            )
            .collect();
        let codes =
            column.codes.iter().map(|&code| new.get(usize::from(code)).copied().unwrap_or(UNKNOWN)).collect();
        Some(Column { name: column.name.clone(), levels, codes })
    };
    let columns = frame
        .columns
        .iter()
        .filter_map(|column| {
            let step = grouping
                .steps
                .iter()
                .find(|(name, _)| *name == column.name)
                .map_or(&Step::Kept, |(_, step)| step);
            group(column, step)
        })
        .collect();
    Frame { columns, rows: frame.rows, persons: frame.persons.clone() }
}
