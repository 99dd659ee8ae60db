//! The answer as a co-ordinator reads it on a terminal.

use std::fmt::Write as _;

use super::{People, Report, Row};
use crate::compare::Comparison;
use crate::interval::Interval;
use crate::optimise::Optimum;

/// Writing to a text cannot fail.
fn line(out: &mut String, parts: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(parts);
    out.push('\n');
}

/// A number as short as it stays true.
fn number(value: f64) -> String {
    match value.abs() {
        size if !size.is_finite() => "–".to_owned(),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.1 || size == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

fn figure(row: &Row, name: &str) -> String {
    row.figures.get(name).copied().flatten().map_or_else(|| "–".to_owned(), number)
}

fn percent(row: &Row, name: &str) -> String {
    row.figures
        .get(name)
        .copied()
        .flatten()
        .map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn span(interval: &Interval) -> String {
    format!("{} ({} to {})", number(interval.mean), number(interval.low), number(interval.high))
}

/// A report as text.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("{}", report.scenario));
    line(
        &mut out,
        format_args!(
            "{} replications, seed {}, time in {}s, 95 % intervals in brackets",
            report.replications, report.seed, report.unit
        ),
    );
    for notice in &report.notices {
        line(&mut out, format_args!("note: {notice}"));
    }
    if !report.standards.is_empty() {
        line(&mut out, format_args!("\n{}", report.headline));
        if !report.cannot_tell_apart.is_empty() {
            line(
                &mut out,
                format_args!("Cannot be told from the best: {}", report.cannot_tell_apart.join(", ")),
            );
        }
        for row in &report.standards {
            let when = row.first_day.map_or("never".to_owned(), |day| {
                row.first_date.clone().unwrap_or_else(|| format!("day {day}"))
            });
            line(
                &mut out,
                format_args!(
                    "  {}: broken in {:.0} % of replications, first {when} {}",
                    row.standard,
                    100.0 * row.broken_share,
                    row.station.as_deref().unwrap_or_default()
                ),
            );
        }
    }
    stations(&mut out, report);
    for people in &report.people {
        of_people(&mut out, people, &report.money);
    }
    if report.children.mean > 0.0 {
        line(
            &mut out,
            format_args!(
                "\nChildren who needed a guardian: {}; {}s without one: {}; most waiting at the end of a day: {}",
                span(&report.children),
                report.unit,
                span(&report.children_without_guardian_time),
                span(&report.children_without_guardian_most)
            ),
        );
    }
    if report.beds_refused.mean > 0.0 {
        line(
            &mut out,
            format_args!("Refused a bed, or left waiting for one: {}", span(&report.beds_refused)),
        );
    }
    if report.cost.mean > 0.0 {
        line(&mut out, format_args!("Cost: {} {}", span(&report.cost), report.money));
    }
    out
}

fn stations(out: &mut String, report: &Report) {
    let wide = |name: fn(&Row) -> &str, least: usize| {
        report.stations.iter().map(|row| name(row).chars().count()).max().unwrap_or(0).max(least)
    };
    let (station, class) = (wide(|row| &row.station, 7), wide(|row| &row.class, 5));
    line(
        out,
        format_args!(
            "\n{:station$}  {:class$} {:>10} {:>10} {:>8} {:>8} {:>9} {:>8} {:>9} {:>9} {:>9} {:>8}",
            "station",
            "class",
            "arrived",
            "served",
            "blocked",
            "left",
            "waiting",
            "P(wait)",
            "mean wait",
            "p90 wait",
            "p99 wait",
            "in use"
        ),
    );
    for row in &report.stations {
        line(
            out,
            format_args!(
                "{:station$}  {:class$} {:>10} {:>10} {:>8} {:>8} {:>9} {:>8} {:>9} {:>9} {:>9} {:>8}",
                row.station,
                row.class,
                figure(row, "arrived"),
                figure(row, "served"),
                figure(row, "blocked"),
                percent(row, "left_share"),
                figure(row, "queue_mean"),
                percent(row, "wait_prob"),
                figure(row, "wait_mean_served"),
                figure(row, "wait_p90"),
                figure(row, "wait_p99"),
                percent(row, "utilisation")
            ),
        );
    }
}

fn of_people(out: &mut String, people: &People, money: &str) {
    line(
        out,
        format_args!(
            "\nIf {} % of those who arrive are victims (nobody knows):",
            100.0 * people.victim_share
        ),
    );
    line(
        out,
        format_args!(
            "  arrived {}, victims among them {}, screened {}",
            span(&people.arrived),
            span(&people.victims),
            span(&people.screened)
        ),
    );
    line(
        out,
        format_args!(
            "  identified {}; false alarms {}",
            span(&people.identified),
            span(&people.false_alarms)
        ),
    );
    let causes: Vec<String> = people
        .missed
        .iter()
        .map(|(cause, count)| format!("{} {}", cause.replace('_', " "), number(count.mean)))
        .collect();
    line(
        out,
        format_args!(
            "  missed: {}; still inside at the end {}",
            causes.join(", "),
            number(people.still_inside.mean)
        ),
    );
    if let Some(cost) = people.cost_per_identified {
        line(out, format_args!("  {} {money} for each identified victim", number(cost)));
    }
}

fn unknown_share(out: &mut String, range: Option<[f64; 2]>) {
    if let Some([low, high]) = range {
        line(
            out,
            format_args!(
                "note: nobody knows the share of victims among arrivals: assumed between {} % and {} %; figures stand for the upper end",
                100.0 * low,
                100.0 * high
            ),
        );
    }
}

/// A comparison as text.
pub fn comparison_text(comparison: &Comparison) -> String {
    let mut out = String::new();
    line(
        &mut out,
        format_args!(
            "{}: policies against the scenario as it stands, {} pairs, seed {}",
            comparison.scenario, comparison.replications, comparison.seed
        ),
    );
    unknown_share(&mut out, comparison.victim_share_range);
    for policy in &comparison.policies {
        let sets =
            if policy.sets.is_empty() { String::new() } else { format!(" ({})", policy.sets.join("; ")) };
        line(&mut out, format_args!("\n{}{sets}", policy.policy));
        if !policy.same_people {
            line(
                &mut out,
                format_args!("  other people arrive there: the difference holds that of the arrivals too"),
            );
        }
        for measure in &policy.measures {
            let verdict = if measure.told_apart { "" } else { "  cannot be told from no change" };
            line(
                &mut out,
                format_args!(
                    "  {:20} {:>12}   change {}{verdict}",
                    measure.measure.replace('_', " "),
                    number(measure.value.mean),
                    span(&measure.difference)
                ),
            );
        }
        if let Some(identified) = &policy.identified_low_end {
            line(
                &mut out,
                format_args!("  {:20} {:>12}   change {}", "identified, low end", "", span(identified)),
            );
        }
    }
    let mut before = "";
    for swing in &comparison.sensitivity {
        if swing.measure != before {
            before = swing.measure;
            line(&mut out, format_args!("\nWhat {} depend on, the widest first:", before.replace('_', " ")));
        }
        let rank =
            swing.rank_correlation.map_or(String::new(), |rank| format!(", rank correlation {rank:.2}"));
        line(
            &mut out,
            format_args!(
                "  {}: {} to {} moves it from {} to {}, by {}{rank}",
                swing.lever,
                number(swing.bounds[0]),
                number(swing.bounds[1]),
                number(swing.values[0]),
                number(swing.values[1]),
                span(&swing.swing)
            ),
        );
    }
    out
}

/// An optimum as text.
pub fn optimum_text(optimum: &Optimum) -> String {
    let mut out = String::new();
    let possible = optimum.possible.map_or(String::new(), |possible| format!(" of {possible} possible"));
    line(
        &mut out,
        format_args!(
            "{}: plans within {} {}; {} plans simulated{possible}, {} replications each, seed {}",
            optimum.scenario,
            number(optimum.budget),
            optimum.money,
            optimum.tried,
            optimum.replications,
            optimum.seed
        ),
    );
    unknown_share(&mut out, optimum.victim_share_range);
    line(
        &mut out,
        format_args!(
            "Order: children without a guardian, then unmet need, then waits. Identified is told, not maximised."
        ),
    );
    for (rank, rated) in optimum.plans.iter().enumerate() {
        let plan: Vec<String> = rated.plan.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let verdict =
            if rank > 0 && rated.cannot_tell_from_best { "  (cannot be told from the first)" } else { "" };
        line(
            &mut out,
            format_args!("\n{}. {}; cost {}{verdict}", rank + 1, plan.join(", "), number(rated.cost)),
        );
        line(
            &mut out,
            format_args!(
                "   child guardian time {}; unmet {}; waiting {}; identified {}",
                span(&rated.child_guardian_time),
                span(&rated.unmet),
                span(&rated.waits),
                span(&rated.identified)
            ),
        );
    }
    out
}
