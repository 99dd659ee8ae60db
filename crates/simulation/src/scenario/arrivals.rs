//! Who arrives when: rates, gaps, counts, CSV files and shapes.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::{Node, Value};
use super::reader::Reader;
use super::settings::Clock;
use crate::distribution::Duration;
use crate::flow::{Curve, Pattern, Spread};

/// The most intervals of a curve.
const MAX_INTERVALS: usize = 200_000;
/// The most persons in one run; beyond it a sample is asked for.
pub(super) const MAX_ARRIVALS: f64 = 1e8;

/// Reads an `[arrivals]` table. Poisson and counted patterns are cut by `share` for one site.
pub(super) fn read(
    reader: &mut Reader<'_>,
    files: &BTreeMap<String, String>,
    clock: &Clock,
) -> Option<Template> {
    let scale = reader.amount("scale").unwrap_or(1.0) / clock.sample;
    let spread = spread(reader);
    let forms = ["rate", "every", "between", "counts", "file", "wave"];
    let given: Vec<&str> = forms.into_iter().filter(|form| reader.has(form)).collect();
    let plain = match given.as_slice() {
        ["rate"] => {
            let rate = reader.amount("rate")? * scale;
            match reader.number("growth_per_year", -10.0, 10.0) {
                None if !reader.has("day_profile") => Some(Template::Rate(rate)),
                growth => {
                    let growth = growth.unwrap_or(0.0);
                    let per_day = rate * clock.day;
                    let counts = clock.days().map(|day| per_day * libm::exp(growth * (day + 0.5) / 365.25));
                    curve(reader, &counts.collect::<Vec<f64>>(), clock.day, spread, clock)
                }
            }
        }
        ["every"] => {
            let gap = reader.positive("every")?;
            Some(Template::Gaps(Duration::Fixed(gap / scale.max(1e-12))))
        }
        ["between"] => reader.duration("between").map(Template::Gaps),
        ["counts"] => {
            let counts = reader.numbers("counts")?;
            let interval = interval(reader, clock);
            curve(reader, &scaled(&counts, scale), interval, spread, clock)
        }
        ["file"] => {
            let counts = from_file(reader, files)?;
            let interval = interval(reader, clock);
            curve(reader, &scaled(&counts, scale), interval, spread, clock)
        }
        ["wave"] => waves(reader, clock, scale, spread),
        _ => {
            reader.wrong("", "one way to arrive is needed", format!("write one of {}", forms.join(", ")));
            None
        }
    };
    if let Some(Template::Gaps(gap)) = &plain
        && gap.mean() <= 0.0
    {
        reader.wrong("between", "no time passes between arrivals", "give a mean above 0");
        return None;
    }
    plain
}

/// A pattern before it is shared among sites.
#[derive(Debug, Clone)]
pub(super) enum Template {
    /// A Poisson stream.
    Rate(f64),
    /// Independent gaps.
    Gaps(Duration),
    /// A curve.
    Curve(Curve),
}

impl Template {
    /// The pattern of one site's share; `None` when nobody comes.
    pub(super) fn shared(&self, share: f64) -> Option<Pattern> {
        match self {
            Self::Rate(rate) if rate * share > 0.0 => {
                Some(Pattern::Renewal(Duration::Exponential { mean: 1.0 / (rate * share) }))
            }
            Self::Rate(_) => None,
            Self::Gaps(gap) => Some(Pattern::Renewal(gap.clone())),
            Self::Curve(curve) => {
                let points = curve.points.iter().map(|(time, count)| (*time, count * share)).collect();
                Some(Pattern::Curve(Curve { points, spread: curve.spread }))
            }
        }
    }
}

fn scaled(counts: &[f64], scale: f64) -> Vec<f64> {
    counts.iter().map(|count| count * scale).collect()
}

fn spread(reader: &mut Reader<'_>) -> Spread {
    match reader.text("spread").as_deref() {
        None | Some("poisson") => Spread::Poisson,
        Some("even") => Spread::Even,
        Some("start") => Spread::Start,
        Some(other) => {
            reader.wrong("spread", format!("“{other}” is not known"), "use poisson, even or start");
            Spread::Poisson
        }
    }
}

fn interval(reader: &mut Reader<'_>, clock: &Clock) -> f64 {
    reader.positive("interval").unwrap_or(clock.day)
}

/// Cumulates counts of intervals, shaped within the day if there is a profile.
fn curve(
    reader: &mut Reader<'_>,
    counts: &[f64],
    interval: f64,
    spread: Spread,
    clock: &Clock,
) -> Option<Template> {
    let profile = reader.numbers("day_profile");
    let weights = match profile {
        Some(weights) if weights.iter().sum::<f64>() > 0.0 => weights,
        Some(_) => {
            reader.wrong("day_profile", "the profile is empty", "write one weight for each part of the day");
            return None;
        }
        None => vec![1.0],
    };
    #[expect(clippy::cast_precision_loss, reason = "few parts")]
    let parts = weights.len() as f64;
    if counts.len() * weights.len() > MAX_INTERVALS {
        reader.wrong("interval", format!("more than {MAX_INTERVALS} intervals"), "use longer intervals");
        return None;
    }
    let sum: f64 = weights.iter().sum();
    let mut points = vec![(0.0, 0.0)];
    let mut total = 0.0;
    for (number, count) in counts.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "few intervals")]
        let begin = interval * number as f64;
        if begin >= clock.horizon {
            break;
        }
        let mut part = 0.0;
        for weight in &weights {
            part += 1.0;
            let time = begin + interval * part / parts;
            total += count * weight / sum;
            points.push((time, total));
        }
    }
    if total > MAX_ARRIVALS {
        reader.wrong(
            "",
            format!("{total:.0} persons are more than a run can hold"),
            "set sample = 20 or more",
        );
        return None;
    }
    Some(Template::Curve(Curve { points, spread }))
}

/// Waves: each rises like a bell to its peak and falls exponentially after it; above a base.
fn waves(reader: &mut Reader<'_>, clock: &Clock, scale: f64, spread: Spread) -> Option<Template> {
    let base = reader.amount("base").unwrap_or(0.0);
    let mut waves = Vec::new();
    for mut wave in reader.tables("wave") {
        let fields = ["day", "height", "rise", "fall"];
        for field in fields.into_iter().filter(|field| !wave.has(field)) {
            wave.wrong(field, "this field is missing", "a wave has day, height, rise and fall, in days");
        }
        let read = (wave.amount("day"), wave.amount("height"), wave.positive("rise"), wave.positive("fall"));
        if let (Some(day), Some(height), Some(rise), Some(fall)) = read {
            waves.push((day, height, rise, fall));
        }
        wave.finish();
    }
    let at = |day: f64| {
        let height = waves.iter().map(|(peak, height, rise, fall)| {
            let from = day - peak;
            let shape = if from < 0.0 {
                libm::exp(-0.5 * (from / rise) * (from / rise))
            } else {
                libm::exp(-from / fall)
            };
            height * shape
        });
        (base + height.sum::<f64>()) * scale
    };
    let counts: Vec<f64> = clock.days().map(|day| at(day + 0.5)).collect();
    curve(reader, &counts, clock.day, spread, clock)
}

/// Reads one column of a CSV file, refusing gaps, repeated days and totals that were revised.
fn from_file(reader: &mut Reader<'_>, files: &BTreeMap<String, String>) -> Option<Vec<f64>> {
    let name = reader.text("file")?;
    let column = reader.text("column");
    let cumulative = reader.flag("cumulative").unwrap_or(false);
    let Some(text) = files.get(&name) else {
        reader.wrong("file", format!("{name} could not be read"), "name a CSV file beside the scenario");
        return None;
    };
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let header: Vec<&str> = lines.next().map_or(Vec::new(), |(_, line)| cells(line));
    let column = column.unwrap_or_else(|| header.get(1).copied().unwrap_or_default().to_owned());
    let Some(at) = header.iter().position(|cell| *cell == column) else {
        let mend = format!("set column = one of {}", header.join(", "));
        reader.log.add_in(name, 1, &column, "this column is not in the file", mend);
        return None;
    };
    let named = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let dated = named("date").or_else(|| named("day"));
    let log = reader.log;
    let problem = |line: usize, message: String, mend: &str| {
        log.add_in(name.clone(), line + 1, &column, message, mend);
    };
    let problems = log.count();
    let mut counts = Vec::new();
    let mut day_before: Option<Date> = None;
    let mut before = 0.0;
    for (line, text) in lines {
        let cells = cells(text);
        let day = dated.and_then(|at| cells.get(at)).and_then(|cell| cell.parse::<Date>().ok());
        if let (Some(day), Some(before)) = (day, day_before) {
            match before.tomorrow().map(|expected| day.cmp(&expected)) {
                Ok(std::cmp::Ordering::Equal) | Err(_) => {}
                Ok(std::cmp::Ordering::Greater) => {
                    problem(
                        line,
                        format!("days are missing between {before} and {day}"),
                        "fill the gap; 0 is a count too",
                    );
                }
                Ok(std::cmp::Ordering::Less) => {
                    problem(line, format!("{day} comes after {before}"), "keep one line a day, in order");
                }
            }
        }
        day_before = day.or(day_before);
        let cell = cells.get(at).copied().unwrap_or_default();
        match cell.parse::<f64>() {
            Ok(count) if count.is_finite() && count >= 0.0 => {
                if cumulative && count < before {
                    problem(
                        line,
                        format!("the total falls from {before} to {count}: it was revised"),
                        "put the revision into the day it belongs to, then totals only rise",
                    );
                }
                counts.push(if cumulative { (count - before).max(0.0) } else { count });
                before = count;
            }
            _ => {
                problem(
                    line,
                    format!("“{cell}” is no count"),
                    "write a number of zero or more; leave no gap",
                );
            }
        }
    }
    if counts.is_empty() {
        problem(0, "the file has no rows".to_owned(), "one line for each day after the header");
    }
    (log.count() == problems).then_some(counts)
}

fn cells(line: &str) -> Vec<&str> {
    line.split(',').map(|cell| cell.trim().trim_matches('"')).collect()
}

/// The files a scenario names, so that they can be read before it is checked.
pub(super) fn named_files(node: &Node, into: &mut Vec<String>) {
    match &node.value {
        Value::Table(table) => {
            for (key, node) in table {
                match &node.value {
                    Value::Text(name) if key == "file" => into.push(name.clone()),
                    _ => named_files(node, into),
                }
            }
        }
        Value::List(entries) => entries.iter().for_each(|entry| named_files(entry, into)),
        _ => {}
    }
}
