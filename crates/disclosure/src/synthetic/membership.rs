//! An attack of our own: was this person among those the records were made from?
//!
//! A fifth of the persons is kept out. The attacker knows all values of a person and says "yes" where the
//! records seem to know her: once where a record equals her in all columns, once where each three of her
//! values occur together. Whoever was never among them should be named as often as whoever was.

use std::collections::BTreeSet;

use serde::Serialize;

use super::marginal::subsets;
use super::settings::{Settings, SettingsError};
use super::synthesise;
use crate::frame::{Column, Frame};
use crate::noise::key::{NoiseKey, Purpose};

/// Attacks on persons of each kind, at most.
const ATTACKS: usize = 6_000;
/// One in so many is kept out.
const CONTROL: usize = 5;
/// z of a 95 % interval.
const Z: f64 = 1.959_964;

/// How well one attack does beyond what it does on persons who were never there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Risk {
    /// What the attacker looks for.
    pub attack: &'static str,
    /// Share of "yes" on persons who were there.
    pub main: f64,
    /// Share of "yes" on persons who were not.
    pub control: f64,
    /// (main - control) / (1 - control).
    pub risk: f64,
    /// 95 % interval of the risk.
    pub interval: [f64; 2],
}

/// The outcome of all attacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Persons attacked who were there, and who were not.
    pub attacks: [usize; 2],
    /// Each attack.
    pub risks: Vec<Risk>,
}

/// Makes records anew from four fifths of the persons, and attacks. Nothing of it is published, so it costs
/// nothing; the key must not be the one of the release.
pub fn attack(frame: &Frame, settings: &Settings, key: &NoiseKey) -> Result<Outcome, SettingsError> {
    let mut random = key.stream(Purpose::Attack);
    let mut order: Vec<usize> = (0..frame.rows).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, super::fit::position(&mut random, at + 1));
    }
    let (out, inside) = order.split_at(frame.rows / CONTROL);
    let among = part(frame, inside);
    let made = synthesise(&among, settings, key)?.records;
    let at = |people: &[usize]| part(frame, people.get(..ATTACKS.min(people.len())).unwrap_or_default());
    let (members, control) = (at(inside), at(out));
    let width = frame.columns.len();
    let all: Vec<usize> = (0..width).collect();
    let attacks = [
        ("a record equals the person", vec![all]),
        ("each three values of the person occur together", subsets(width, width.min(3))),
    ];
    let risks = attacks.into_iter().map(|(name, choices)| {
        let hits = |people: &Frame| hits(people, &made, &choices);
        risk(name, hits(&members), members.rows, hits(&control), control.rows)
    });
    Ok(Outcome { attacks: [members.rows, control.rows], risks: risks.collect() })
}

fn part(frame: &Frame, rows: &[usize]) -> Frame {
    let columns = frame.columns.iter().map(|column| Column {
        name: column.name.clone(),
        levels: column.levels.clone(),
        codes: rows.iter().filter_map(|&row| column.codes.get(row).copied()).collect(),
    });
    let persons = frame.persons.as_ref();
    let persons = persons.map(|persons| rows.iter().filter_map(|&row| persons.get(row).copied()).collect());
    Frame { columns: columns.collect(), rows: rows.len(), persons }
}

/// Persons all of whose combinations over the choices occur in the records.
fn hits(people: &Frame, made: &Frame, choices: &[Vec<usize>]) -> usize {
    let mut is_hit = vec![true; people.rows];
    for places in choices {
        let values = |frame: &Frame, row: usize| -> Vec<String> {
            let of = |&at: &usize| {
                frame
                    .columns
                    .get(at)
                    .map(|column| column.level(column.codes.get(row).copied().unwrap_or(0)).to_owned())
            };
            places.iter().filter_map(of).collect()
        };
        let seen: BTreeSet<Vec<u16>> = (0..made.rows)
            .map(|row| {
                places.iter().filter_map(|&at| made.columns.get(at)?.codes.get(row).copied()).collect()
            })
            .collect();
        for (row, hit) in is_hit.iter_mut().enumerate().filter(|(_, hit)| **hit) {
            let wanted: Option<Vec<u16>> = places
                .iter()
                .zip(values(people, row))
                .map(|(&at, value)| {
                    let column = made.columns.get(at)?;
                    let code =
                        column.levels.binary_search(&value).ok().and_then(|at| u16::try_from(at + 1).ok());
                    if value.is_empty() { Some(0) } else { code }
                })
                .collect();
            *hit = wanted.is_some_and(|wanted| seen.contains(&wanted));
        }
    }
    is_hit.into_iter().filter(|hit| *hit).count()
}

#[expect(clippy::cast_precision_loss, reason = "a number of attacks")]
fn risk(attack: &'static str, main: usize, members: usize, control: usize, others: usize) -> Risk {
    let (members, others) = (members.max(1) as f64, others.max(1) as f64);
    let (main, control) = (main as f64 / members, control as f64 / others);
    let rest = (1.0 - control).max(1.0 / others);
    let risk = (main - control) / rest;
    // Delta method: the derivative is 1/(1-c) for main and (main-1)/(1-c)² for control.
    let variance = main * (1.0 - main) / members / (rest * rest)
        + control * (1.0 - control) / others * ((1.0 - main) / (rest * rest)).powi(2);
    let half = Z * variance.sqrt();
    Risk { attack, main, control, risk, interval: [risk - half, risk + half] }
}
