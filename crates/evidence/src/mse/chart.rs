//! The ladder as a chart: one line a method, the interval as a bar, the estimate as a dot.
//!
//! The table beside it says the same in figures.

use core::fmt::Write as _;

use super::html::escape;
use super::report::Report;
use super::verdict::grouped;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 20.0;
const ROW: f64 = 28.0;
const TOP: f64 = 36.0;

/// Draws the ladder; empty when no method has an estimate.
pub fn draw(report: &Report) -> String {
    let drawn = || report.estimates.iter().filter_map(|rung| Some((rung, rung.n?)));
    let least = drawn().map(|(rung, n)| rung.lower.unwrap_or(n)).fold(report.observed, f64::min).max(1.0);
    let most = drawn().map(|(rung, n)| rung.upper.unwrap_or(n)).fold(0.0, f64::max);
    if drawn().next().is_none() || most <= least {
        return String::new();
    }
    let span = libm::log(most / least);
    let x = |value: f64| LEFT + (WIDTH - LEFT - RIGHT) * (libm::log(value.clamp(least, most) / least) / span);
    let height = TOP + ROW * drawn().count() as f64 + 10.0;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"ladder-title\">\
         <title id=\"ladder-title\">Estimates and intervals of each method on a logarithmic scale; the table \
         below holds the figures</title>"
    );
    for mark in ticks(least, most) {
        let (at, label) = (x(mark), grouped(mark));
        let _ = write!(
            svg,
            "<line class=\"tick\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"24\" y2=\"{height}\"/>\
             <text class=\"axis\" x=\"{at:.1}\" y=\"16\">{label}</text>"
        );
    }
    for (place, (rung, n)) in drawn().enumerate() {
        let y = TOP + ROW * (place as f64 + 0.5);
        let name = escape(rung.estimator.name());
        let (low, high, at) = (x(rung.lower.unwrap_or(n)), x(rung.upper.unwrap_or(most)), x(n));
        let _ = write!(
            svg,
            "<text class=\"name\" x=\"{:.1}\" y=\"{:.1}\">{name}</text>\
             <line class=\"bar\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <circle cx=\"{at:.1}\" cy=\"{y:.1}\" r=\"5\"/>",
            LEFT - 10.0,
            y + 4.0
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Round numbers of the form 1, 2, 5 times a power of ten, at most a handful.
fn ticks(least: f64, most: f64) -> Vec<f64> {
    let mut marks = Vec::new();
    let mut decade = 10.0_f64.powf(least.log10().floor());
    while decade <= most {
        marks.extend(
            [1.0, 2.0, 5.0]
                .map(|step| step * decade)
                .into_iter()
                .filter(|mark| (least..=most).contains(mark)),
        );
        decade *= 10.0;
    }
    if marks.len() > 7 {
        marks.retain(|mark| mark.log10().fract().abs() < 1e-9);
    }
    marks
}
