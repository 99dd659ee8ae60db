//! The head of a scenario: its name, its time, how it wants to be run and told.

use jiff::civil::Date;

use super::reader::Reader;

/// The most days of one run.
pub(super) const MAX_DAYS: f64 = 40_000.0;

/// Time as the scenario counts it.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    /// The length of a day in the scenario's unit.
    pub(super) day: f64,
    /// How long a run lasts.
    pub(super) horizon: f64,
    /// Each simulated person stands for so many.
    pub(super) sample: f64,
    /// The weekday of the first day, Monday is zero.
    pub(super) weekday: usize,
}

impl Clock {
    /// The days of the run, by number.
    pub(super) fn days(&self) -> impl Iterator<Item = f64> + use<> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_DAYS")]
        let days = libm::ceil(self.horizon / self.day - 1e-9).min(MAX_DAYS) as u32;
        (0..days).map(f64::from)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count divided")]
    pub(super) fn sampled(&self, count: u32) -> u32 {
        if count == 0 { 0 } else { (libm::round(f64::from(count) / self.sample) as u32).max(1) }
    }
}

/// How a scenario wants to be run and told.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// Where its figures come from.
    pub sources: Vec<String>,
    /// The unit of time: minute, hour, day or week.
    pub unit: String,
    /// The length of a day in this unit.
    pub day: f64,
    /// The date of the first day.
    pub start: Option<Date>,
    /// Independent replications.
    pub replications: u32,
    /// Each simulated person stands for so many.
    pub sample: f64,
    /// The range of the unknown share of victims among arrivals.
    pub victims: Option<(f64, f64)>,
    /// The currency of costs.
    pub money: String,
    /// The budget of the optimiser.
    pub budget: Option<f64>,
    /// Whether the resource whose ten percent help most is looked for.
    pub standards: usize,
}

/// Reads the head of the file.
pub(super) fn read(reader: &mut Reader<'_>) -> (Settings, Clock, f64, bool) {
    let name = reader.title();
    let unit = reader.text("unit").unwrap_or_else(|| "hour".to_owned());
    let day = match unit.as_str() {
        "minute" => 1440.0,
        "hour" => 24.0,
        "day" => 1.0,
        "week" => 1.0 / 7.0,
        other => {
            reader.wrong("unit", format!("“{other}” is not known"), "use minute, hour, day or week");
            24.0
        }
    };
    let start = reader.text("start").and_then(|text| {
        let date = text.parse::<Date>().ok();
        if date.is_none() {
            reader.wrong("start", "this is not a date of the calendar", "write start = 2022-02-24");
        }
        date
    });
    let days = reader.positive("days");
    let horizon = reader.positive("horizon").or(days.map(|days| days * day));
    if horizon.is_none() && !reader.has("horizon") && !reader.has("days") {
        reader.wrong("horizon", "this field is missing", "add horizon = how long to run, or days = …");
    }
    let horizon = horizon.unwrap_or(1.0);
    let warm_up = reader.amount("warm_up").unwrap_or(0.0);
    if warm_up >= horizon {
        reader.wrong("warm_up", "the warm-up lasts as long as the run", "make it shorter than the horizon");
    }
    let daily = reader.flag("daily").unwrap_or(days.is_some() || start.is_some());
    if daily && horizon / day > MAX_DAYS {
        reader.wrong("horizon", format!("more than {MAX_DAYS} days"), "shorten it, or set daily = false");
    }
    let replications = reader.count("replications").unwrap_or(30);
    if !(2..=100_000).contains(&replications) {
        reader.wrong("replications", "an interval needs two replications or more", "write 30");
    }
    let sample = reader.number("sample", 1.0, 1e6).unwrap_or(1.0);
    let weekday = start.map_or(0, |start| start.weekday().to_monday_zero_offset());
    let settings = Settings {
        name,
        about: reader.text("about").unwrap_or_default(),
        sources: reader.texts("sources"),
        unit,
        day,
        start,
        replications,
        sample,
        victims: None,
        money: reader.text("money").unwrap_or_else(|| "money".to_owned()),
        budget: None,
        standards: 0,
    };
    let clock = Clock { day, horizon, sample, weekday: usize::from(weekday.unsigned_abs()) };
    (settings, clock, warm_up, daily)
}
