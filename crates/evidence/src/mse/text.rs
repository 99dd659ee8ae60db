//! The report as lines for a terminal.

use core::fmt::Write as _;

use super::checks::Dependence;
use super::ladder::Estimate;
use super::report::Report;
use super::verdict::{Level, grouped};

/// Writes the report. Writing to a string cannot fail, so the results are dropped.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    let lists = report.lists.join(", ");
    let _ = writeln!(out, "{} people on {} lists: {lists}\n", grouped(report.observed), report.lists.len());
    for note in &report.notes {
        let _ = writeln!(out, "{note}");
    }
    let _ = writeln!(out, "VERDICT: {}", heading(report.verdict.level));
    let _ = writeln!(out, "{}", report.verdict.text);
    for reason in &report.verdict.reasons {
        let _ = writeln!(out, "  - {reason}");
    }
    if report.verdict.range.is_some() {
        let _ = writeln!(out, "The range: {}.", report.verdict.range_label);
    }
    let _ = writeln!(out, "{}", report.verdict.unseen_dependence);
    let _ = writeln!(out, "\nTHE LADDER (people in all, the observed included)");
    for rung in &report.estimates {
        ladder_line(&mut out, rung);
    }
    near(&mut out, report);
    lists_apart(&mut out, report);
    if let Some(linkage) = &report.linkage {
        let _ = writeln!(out, "\nLINKAGE THRESHOLDS (stepwise; spread by a factor of {:.2})", linkage.spread);
        for one in &linkage.thresholds {
            let _ = writeln!(out, "  {:<18} {}", one.threshold, range(one.n, one.lower, one.upper));
        }
    }
    if let Some(counts) = &report.counts {
        let _ = writeln!(out, "\nCOUNTS (asked for; not for publication)");
        for pattern in counts {
            let _ = writeln!(out, "  {:<40} {:>10}", pattern.lists, grouped(pattern.count));
        }
    }
    let _ = writeln!(out, "\nDissent: {}", report.verdict.dissent);
    let _ = write!(out, "Seed {}, {} replicates.", report.seed, report.bootstrap);
    out
}

/// The verdict in a few words.
pub fn heading(level: Level) -> &'static str {
    match level {
        Level::Refused => "these data do not bear an answer",
        Level::Hedged => "a range, with serious doubts",
        Level::Supported => "a range on which the methods agree",
    }
}

fn ladder_line(out: &mut String, rung: &Estimate) {
    let name = rung.estimator.name();
    if let Some(reason) = &rung.reason {
        let _ = writeln!(out, "  {name:<18} no estimate: {reason}");
        return;
    }
    let _ = writeln!(out, "  {name:<18} {}", range(rung.n, rung.lower, rung.upper));
    let blank = "";
    if let Some(label) = rung.interval_label {
        let _ = writeln!(out, "  {blank:<18}   {label}");
    }
    let _ = writeln!(out, "  {blank:<18}   assumes: {}", rung.assumption);
    if !rung.terms.is_empty() {
        let _ = writeln!(out, "  {blank:<18}   dependence: {}", rung.terms.join(" "));
    }
    if !rung.minus_infinity.is_empty() {
        let _ = writeln!(out, "  {blank:<18}   taken as impossible: {}", rung.minus_infinity.join(" "));
    }
    for note in &rung.notes {
        let _ = writeln!(out, "  {blank:<18}   {note}");
    }
}

/// An estimate between its ends.
pub fn range(n: Option<f64>, lower: Option<f64>, upper: Option<f64>) -> String {
    let Some(n) = n else { return "no estimate".to_owned() };
    let lower = lower.map_or("?".to_owned(), grouped);
    let upper = upper.map_or("no limit".to_owned(), grouped);
    format!("{:>10}  ({lower} to {upper})", grouped(n))
}

fn near(out: &mut String, report: &Report) {
    if let Some(near) = &report.near_equal_models {
        let _ = writeln!(
            out,
            "\nMODELS THAT FIT ABOUT AS WELL: {}, from {} to {}",
            near.count,
            grouped(near.least),
            grouped(near.most)
        );
        for model in &near.models {
            let _ = writeln!(
                out,
                "  {:<28} {:>10}  (criterion +{:.2})",
                model.model,
                grouped(model.n),
                model.behind
            );
        }
    }
}

fn lists_apart(out: &mut String, report: &Report) {
    if !report.leave_one_out.is_empty() {
        let _ = writeln!(out, "\nONE LIST LEFT OUT (stepwise; nominal 95 %, takes the model as given)");
        for one in &report.leave_one_out {
            let _ = writeln!(out, "  without {:<18} {}", one.list, range(one.n, one.lower, one.upper));
        }
        let _ = writeln!(out, "\nKNOWN ANSWERS (each list's size guessed from the others)");
        for one in &report.internal_consistency {
            let said = match (one.log_ratio, one.holds) {
                (Some(ratio), Some(true)) => {
                    format!("{:.2} times the truth, interval holds it", libm::exp(ratio))
                }
                (Some(ratio), _) => format!("{:.2} times the truth, interval misses it", libm::exp(ratio)),
                (None, _) => "the others bear no estimate".to_owned(),
            };
            let _ = writeln!(out, "  {:<18} {said}", one.list);
        }
    }
    let _ = writeln!(out, "\nPAIRS OF LISTS (shared people over those of independent lists)");
    for one in &report.overlaps {
        let _ = writeln!(out, "  {:<28} {:>6}  {}", one.pair, one.ratio, dependence(one.dependence));
    }
}

/// What an overlap means.
pub fn dependence(which: Dependence) -> &'static str {
    match which {
        Dependence::Share => "share more than chance: referral, or one kind of people",
        Dependence::Avoid => "share less than chance",
        Dependence::Disjoint => "share nobody",
        Dependence::Contained => "one lies within the other",
        Dependence::Neither => "about as chance would have it",
    }
}
