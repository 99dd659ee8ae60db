//! How many are on duty when: a number, shifts, breaks, a ramp, growth.

use super::reader::Reader;
use super::settings::Clock;
use crate::model::UNLIMITED;

/// The most changes of one duty plan.
const MAX_CHANGES: usize = 2_000_000;
/// Days of the week, Monday first.
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Somebody works from one hour to another on some days of the week.
struct Shift {
    from: f64,
    to: f64,
    days: u8,
    count: f64,
}

/// Reads how many are on duty. `key` is the field of the plain number.
pub(super) fn read(reader: &mut Reader<'_>, key: &'static str, clock: &Clock) -> Option<Vec<(f64, u32)>> {
    if reader.get(key).is_some_and(|node| node.plain() == "unlimited") {
        return Some(vec![(0.0, UNLIMITED)]);
    }
    let base = reader.number(key, 0.0, 1e9);
    let shifts = shifts(reader, key);
    let breaks = breaks(reader);
    let ramp = ramp(reader);
    let growth = reader.number("growth_per_year", -10.0, 10.0);
    if base.is_none() && shifts.is_empty() {
        return None;
    }
    let base = base.unwrap_or(0.0);
    let mut hours: Vec<f64> = vec![0.0];
    hours.extend(shifts.iter().flat_map(|shift| [shift.from, shift.to]));
    hours.extend(breaks.iter().flat_map(|(from, to, _)| [*from, *to]));
    hours.retain(|hour| (0.0..24.0).contains(hour));
    hours.sort_by(f64::total_cmp);
    hours.dedup();
    if shifts.is_empty() && breaks.is_empty() && ramp.is_empty() && growth.is_none() {
        return Some(vec![(0.0, whole(base, clock))]);
    }
    let mut plan: Vec<(f64, u32)> = Vec::new();
    for (number, day) in clock.days().enumerate() {
        let weekday = (number + clock.weekday) % 7;
        for hour in &hours {
            let on = shifts.iter().filter(|shift| shift.days >> weekday & 1 == 1 && shift.covers(*hour));
            let from_shifts: f64 = on.map(|shift| shift.count).sum();
            let mut count = base + from_shifts;
            if count > 0.0 || shifts.is_empty() {
                count += ramp.iter().filter(|(from, _)| *from <= day).map(|(_, add)| add).sum::<f64>();
            }
            count *= libm::exp(growth.unwrap_or(0.0) * day / 365.25);
            let resting = breaks.iter().filter(|(from, to, _)| covers(*from, *to, *hour));
            count *= 1.0 - resting.map(|(_, _, share)| share).sum::<f64>().min(1.0);
            let count = whole(count, clock);
            if plan.last().is_none_or(|(_, before)| *before != count) {
                plan.push(((day + hour / 24.0) * clock.day, count));
            }
        }
        if plan.len() > MAX_CHANGES {
            reader.wrong(key, "the plan changes too often for this horizon", "shorten the horizon");
            return None;
        }
    }
    if let Some(first) = plan.first_mut() {
        first.0 = 0.0;
    }
    Some(plan)
}

/// A sample divides staff as it divides arrivals; whoever is there at all stays one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded before")]
fn whole(count: f64, clock: &Clock) -> u32 {
    if count <= 0.0 { 0 } else { (libm::round(count / clock.sample) as u32).max(u32::from(count >= 0.5)) }
}

impl Shift {
    fn covers(&self, hour: f64) -> bool {
        covers(self.from, self.to, hour)
    }
}

/// Whether an hour lies in a span, which may pass midnight.
fn covers(from: f64, to: f64, hour: f64) -> bool {
    if from < to { from <= hour && hour < to } else { hour >= from || hour < to }
}

fn shifts(reader: &mut Reader<'_>, key: &'static str) -> Vec<Shift> {
    let mut shifts: Vec<(Shift, usize)> = Vec::new();
    for mut shift in reader.tables("shifts") {
        let (from, to) = span(&mut shift);
        let days = days(&mut shift);
        let count = shift.number(key, 0.0, 1e9);
        if count.is_none() && !shift.has(key) {
            shift.wrong(key, "this field is missing", format!("add {key} = how many work"));
        }
        let new = Shift { from, to, days, count: count.unwrap_or(0.0) };
        let clash = shifts.iter().find(|(other, _)| {
            other.days & new.days != 0 && (other.covers(new.from) || new.covers(other.from))
        });
        if let Some((_, line)) = clash {
            let message = format!("this shift overlaps the one in line {line}");
            shift.wrong(
                "from",
                message,
                "end one before the other begins, or write the sum in a shift between",
            );
        }
        shifts.push((new, shift.line));
        shift.finish();
    }
    shifts.into_iter().map(|(shift, _)| shift).collect()
}

fn breaks(reader: &mut Reader<'_>) -> Vec<(f64, f64, f64)> {
    let mut breaks = Vec::new();
    for mut rest in reader.tables("breaks") {
        let (from, to) = span(&mut rest);
        breaks.push((from, to, rest.share("share").unwrap_or(1.0)));
        rest.finish();
    }
    breaks
}

fn ramp(reader: &mut Reader<'_>) -> Vec<(f64, f64)> {
    let mut ramp = Vec::new();
    for mut step in reader.tables("ramp") {
        let (day, add) = (step.amount("day"), step.number("add", -1e9, 1e9));
        if day.is_none() || add.is_none() {
            step.wrong("add", "a step needs day and add", "write { day = 5, add = 4 }");
        }
        ramp.push((day.unwrap_or(0.0), add.unwrap_or(0.0)));
        step.finish();
    }
    ramp
}

/// The hours of a span.
fn span(reader: &mut Reader<'_>) -> (f64, f64) {
    let from = hour(reader, "from");
    let to = hour(reader, "to");
    match (from, to) {
        (Some(from), Some(to)) if (from - to).abs() > 1e-9 => (from, if to >= 24.0 { 24.0 } else { to }),
        (Some(_), Some(_)) => {
            reader.wrong("to", "the span is empty", "end it after it begins; 24:00 is midnight");
            (0.0, 24.0)
        }
        _ => (0.0, 24.0),
    }
}

fn hour(reader: &mut Reader<'_>, key: &'static str) -> Option<f64> {
    let text = reader.text(key);
    let hour = text.as_deref().and_then(|text| {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
        let hour = hours + minutes / 60.0;
        ((0.0..60.0).contains(&minutes) && (0.0..=24.0).contains(&hour)).then_some(hour)
    });
    if hour.is_none() {
        reader.wrong(key, "this is no time of day", format!("write {key} = \"08:30\""));
    }
    hour
}

/// The days of the week as bits, Monday lowest.
fn days(reader: &mut Reader<'_>) -> u8 {
    let texts = reader.texts("days");
    if texts.is_empty() {
        return 0x7F;
    }
    let mut days = 0_u8;
    for text in &texts {
        let day = |name: &str| WEEK.iter().position(|day| *day == name);
        let span = match text.split_once('-') {
            Some((from, to)) => day(from).zip(day(to)),
            None => day(text).map(|day| (day, day)),
        };
        let Some((from, to)) = span else {
            reader.wrong("days", format!("“{text}” is no day"), "write \"mon-fri\" or [\"sat\", \"sun\"]");
            continue;
        };
        let length = (to + 7 - from) % 7;
        for step in 0..=length {
            days |= 1 << ((from + step) % 7);
        }
    }
    days
}
