//! Tactics and places seen for the first time, alone or for the first time together; and who is found now.
//!
//! A new combination of known parts has no history to compare with. It is ranked by how surprising its
//! count is, given how often its parts were seen: few cases of a pair that chance would have brought
//! together anyway rank below.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::distribution::Counts;

/// One group of cases: its parts (such as form, channel, place) and how many, in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Period, from 1.
    pub period: usize,
    /// One value a dimension, in the same order everywhere.
    pub parts: Vec<String>,
    /// How many people.
    pub count: u32,
}

/// Something that was not there before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct New {
    /// Dimension (from 0) and value of each part.
    pub parts: Vec<(usize, String)>,
    /// Cases since.
    pub count: u64,
    /// Cases that chance would have brought, had the parts nothing to do with each other.
    pub expected: f64,
    /// Chance of as many; the smaller the further up.
    pub p: f64,
}

type Key = Vec<(usize, String)>;

/// Single values and pairs that occur from period `since` on and never before, the most surprising first.
///
/// A pair is told only where both of its values are old; a new value is told by itself.
pub fn new_combinations(groups: &[Group], since: usize) -> Vec<New> {
    let (mut before, mut now): (BTreeMap<Key, u64>, BTreeMap<Key, u64>) = (BTreeMap::new(), BTreeMap::new());
    let (mut all_before, mut all_now) = (0_u64, 0_u64);
    for group in groups.iter().filter(|group| group.count > 0) {
        let old = group.period < since;
        let (side, all) = if old { (&mut before, &mut all_before) } else { (&mut now, &mut all_now) };
        *all += u64::from(group.count);
        for key in keys(&group.parts) {
            *side.entry(key).or_insert(0) += u64::from(group.count);
        }
    }
    let known: BTreeSet<&Key> = before.keys().collect();
    let mut found: Vec<New> = now
        .iter()
        .filter(|(key, _)| !known.contains(key))
        .filter(|(key, _)| key.len() == 1 || key.iter().all(|part| known.contains(&vec![part.clone()])))
        .map(|(key, count)| {
            let expected = expected(key, &before, all_before, all_now);
            #[expect(clippy::cast_precision_loss, reason = "counts of people")]
            let p = 1.0 - Counts::new(expected, 1.0).at_most(*count as f64 - 1.0);
            New { parts: key.clone(), count: *count, expected, p }
        })
        .collect();
    found.sort_by(|a, b| a.p.total_cmp(&b.p).then(b.count.cmp(&a.count)).then(a.parts.cmp(&b.parts)));
    found
}

/// The cases now times the shares before; half a case where a part was never seen (Jeffreys).
fn expected(key: &Key, before: &BTreeMap<Key, u64>, all_before: u64, all_now: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of people")]
    let (all_before, all_now) = (all_before as f64 + 1.0, all_now as f64);
    key.iter().fold(all_now, |product, part| {
        #[expect(clippy::cast_precision_loss, reason = "counts of people")]
        let seen = before.get(&vec![part.clone()]).copied().unwrap_or(0) as f64;
        product * (seen + 0.5) / all_before
    })
}

fn keys(parts: &[String]) -> Vec<Key> {
    let single: Vec<(usize, String)> = parts.iter().cloned().enumerate().collect();
    let mut keys: Vec<Key> = single.iter().map(|part| vec![part.clone()]).collect();
    for (at, first) in single.iter().enumerate() {
        keys.extend(single.iter().skip(at + 1).map(|second| vec![first.clone(), second.clone()]));
    }
    keys
}

/// How one value's share among those found has moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drift {
    /// Dimension, from 0.
    pub dimension: usize,
    /// Value.
    pub value: String,
    /// Share before.
    pub before: f64,
    /// Share now.
    pub now: f64,
    /// 95 % bounds of the difference (Newcombe 1998, from Wilson's intervals).
    pub lower: f64,
    /// See `lower`.
    pub upper: f64,
}

/// Who is found from period `since` on, against who was found before: shares by value with the interval of
/// their difference, the largest difference first.
///
/// A drift says who is found. Whether others are exploited or others are looked for, it does not say.
pub fn drift(groups: &[Group], since: usize) -> Vec<Drift> {
    let mut counts: BTreeMap<(usize, &str), (f64, f64)> = BTreeMap::new();
    let (mut before, mut now) = (0.0, 0.0);
    for group in groups {
        let count = f64::from(group.count);
        *(if group.period < since { &mut before } else { &mut now }) += count;
        for (dimension, value) in group.parts.iter().enumerate() {
            let entry = counts.entry((dimension, value)).or_insert((0.0, 0.0));
            *(if group.period < since { &mut entry.0 } else { &mut entry.1 }) += count;
        }
    }
    if before <= 0.0 || now <= 0.0 {
        return Vec::new();
    }
    let mut moved: Vec<Drift> = counts
        .into_iter()
        .map(|((dimension, value), (old, new))| {
            let (p, q) = (old / before, new / now);
            let ((p_low, p_high), (q_low, q_high)) = (wilson(old, before), wilson(new, now));
            let lower = (q - p) - ((q - q_low) * (q - q_low) + (p_high - p) * (p_high - p)).sqrt();
            let upper = (q - p) + ((q_high - q) * (q_high - q) + (p - p_low) * (p - p_low)).sqrt();
            Drift { dimension, value: value.to_owned(), before: p, now: q, lower, upper }
        })
        .collect();
    let size = |drift: &Drift| (drift.now - drift.before).abs();
    moved.sort_by(|a, b| {
        size(b).total_cmp(&size(a)).then(a.dimension.cmp(&b.dimension)).then(a.value.cmp(&b.value))
    });
    moved
}

/// Wilson's 95 % interval of a share.
fn wilson(count: f64, of: f64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let p = count / of;
    let middle = p + Z * Z / (2.0 * of);
    let half = Z * (p * (1.0 - p) / of + Z * Z / (4.0 * of * of)).sqrt();
    let whole = 1.0 + Z * Z / of;
    (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(period: usize, form: &str, channel: &str, count: u32) -> Group {
        Group { period, parts: vec![form.to_owned(), channel.to_owned()], count }
    }

    #[test]
    fn a_tactic_seen_for_the_first_time_and_a_first_pair_are_ranked() {
        let groups = [
            group(1, "labour", "agency", 60),
            group(2, "sexual", "online", 30),
            group(2, "criminal", "agency", 10),
            group(5, "criminal", "online", 9),
            group(5, "labour", "voice messages", 2),
            group(5, "labour", "agency", 20),
        ];
        let found = new_combinations(&groups, 5);
        let names: Vec<Vec<&str>> =
            found.iter().map(|new| new.parts.iter().map(|part| part.1.as_str()).collect()).collect();
        // 31 cases × .104 × .302 expect one; nine are there.
        assert_eq!(names, [vec!["criminal", "online"], vec!["voice messages"]]);
        assert!((found[0].expected - 31.0 * 10.5 / 101.0 * 30.5 / 101.0).abs() < 1e-12 && found[0].p < 1e-5);
        assert!(new_combinations(&groups[..3], 5).is_empty());
    }

    #[test]
    fn drift_tells_shares_with_the_interval_of_newcombe() {
        let groups =
            [group(1, "a", "x", 56), group(1, "b", "x", 14), group(2, "a", "x", 48), group(2, "b", "x", 32)];
        let found = drift(&groups, 2);
        // Newcombe 1998, table II, row a, method 10: 56/70 against 48/80 gives .0524 to .3339.
        assert_eq!((found[0].dimension, found[0].value.as_str()), (0, "a"));
        assert!(
            (found[0].upper + 0.0524).abs() < 5e-5 && (found[0].lower + 0.3339).abs() < 5e-5,
            "{:?}",
            found[0]
        );
        assert!(drift(&groups[..2], 2).is_empty());
    }
}
