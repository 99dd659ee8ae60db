//! The answer as one page that needs nothing else: banner, curves, each with its table, ready to print.

use std::fmt::Write as _;

use super::{DayRow, Report, text::comparison_text};
use crate::compare::Comparison;

/// Width and height of a chart, in units of its view box.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 220.0;
/// Room for the axes.
const MARGIN: f64 = 56.0;

const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin-inline:auto;padding:1rem;color:#1a1a1a;background:#fff}\
.banner{border-inline-start:.4rem solid #8a1c1c;background:#fdf3f3;padding:.75rem 1rem}\
table{border-collapse:collapse;font-size:.9rem;width:100%}th,td{border:1px solid #999;padding:.2rem .5rem;text-align:end}\
th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){text-align:start}\
figure{margin:1.5rem 0;break-inside:avoid}svg{width:100%;height:auto}.scroll{overflow-x:auto}\
pre{white-space:pre-wrap;background:#f5f5f5;padding:1rem}\
@media print{details>*{display:block}.scroll{overflow:visible}body{max-width:none}}";

/// The report as HTML. `places` names the stations whose places in use get a curve too.
pub fn page(report: &Report, comparison: Option<&Comparison>, places: &[String]) -> String {
    let mut out = String::new();
    let name = escape(&report.scenario);
    push(
        &mut out,
        format_args!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title><style>{STYLE}</style></head><body><h1>{name}</h1>"
        ),
    );
    push(
        &mut out,
        format_args!(
            "<p class=\"banner\" role=\"status\"><strong>{}</strong></p><p>{} replications, seed {}, time in {}s. A simulation under assumed arrivals: no forecast of trafficking.</p><ul>",
            escape(&report.headline),
            report.replications,
            report.seed,
            escape(&report.unit)
        ),
    );
    for notice in &report.notices {
        push(&mut out, format_args!("<li>{}</li>", escape(&notice.to_string())));
    }
    out.push_str("</ul>");
    stations(&mut out, report);
    people(&mut out, report);
    let mut names: Vec<&str> = Vec::new();
    for row in &report.days {
        if !names.contains(&row.station.as_str()) {
            names.push(&row.station);
        }
    }
    for station in names {
        let rows: Vec<&DayRow> = report.days.iter().filter(|row| row.station == station).collect();
        chart(&mut out, station, &rows, Curve::Queue);
        if places.iter().any(|place| place == station) {
            chart(&mut out, station, &rows, Curve::InUse);
        }
    }
    if let Some(comparison) = comparison {
        push(&mut out, format_args!("<h2>Policies</h2>"));
        policies(&mut out, comparison);
        push(&mut out, format_args!("<pre>{}</pre>", escape(&comparison_text(comparison))));
    }
    out.push_str("</body></html>\n");
    out
}

/// Writing to a text cannot fail.
fn push(out: &mut String, parts: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(parts);
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn cell(value: Option<f64>) -> String {
    value.map_or_else(
        || "–".to_owned(),
        |value| {
            if value.abs() >= 100.0 || value == 0.0 { format!("{value:.0}") } else { format!("{value:.3}") }
        },
    )
}

fn stations(out: &mut String, report: &Report) {
    let columns = [
        "arrived",
        "served",
        "blocked",
        "left_share",
        "queue_mean",
        "wait_p50",
        "wait_p90",
        "wait_p99",
        "utilisation",
    ];
    out.push_str("<h2>Stations</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">station</th><th scope=\"col\">class</th>");
    for column in columns {
        push(out, format_args!("<th scope=\"col\">{}</th>", column.replace('_', " ")));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &report.stations {
        push(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td>{}</td>",
                escape(&row.station),
                escape(&row.class)
            ),
        );
        for column in columns {
            push(out, format_args!("<td>{}</td>", cell(row.figures.get(column).copied().flatten())));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}

fn people(out: &mut String, report: &Report) {
    if report.people.is_empty() {
        return;
    }
    out.push_str("<h2>People, at both ends of a share nobody knows</h2><table><thead><tr><th scope=\"col\">assumed share</th><th scope=\"col\">figure</th><th scope=\"col\">mean</th><th scope=\"col\">95 % interval</th></tr></thead><tbody>");
    for end in &report.people {
        let mut rows = vec![
            ("screened", end.screened),
            ("identified", end.identified),
            ("false alarms", end.false_alarms),
        ];
        rows.extend(end.missed.iter().map(|(cause, count)| (*cause, *count)));
        for (name, interval) in rows {
            push(
                out,
                format_args!(
                    "<tr><td>{} %</td><td>{}</td><td>{:.0}</td><td>{:.0} to {:.0}</td></tr>",
                    100.0 * end.victim_share,
                    name.replace('_', " "),
                    interval.mean,
                    interval.low,
                    interval.high
                ),
            );
        }
    }
    out.push_str("</tbody></table>");
}

/// Which curve is drawn.
#[derive(Clone, Copy)]
enum Curve {
    Queue,
    InUse,
}

impl Curve {
    fn of(self, row: &DayRow) -> (f64, [f64; 2]) {
        match self {
            Curve::Queue => (row.queue, row.queue_band),
            Curve::InUse => (row.in_use, row.in_use_band),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "days are few")]
fn chart(out: &mut String, station: &str, rows: &[&DayRow], curve: Curve) {
    let top = rows.iter().map(|row| curve.of(row).1[1].max(curve.of(row).0)).fold(1.0, f64::max);
    let x =
        |at: usize| MARGIN + (WIDTH - MARGIN - 8.0) * at as f64 / rows.len().saturating_sub(1).max(1) as f64;
    let y = |value: f64| 8.0 + (HEIGHT - 40.0) * (1.0 - value / top);
    let path = |figure: &dyn Fn(&DayRow) -> f64| -> Vec<String> {
        rows.iter().enumerate().map(|(at, row)| format!("{:.1},{:.1}", x(at), y(figure(row)))).collect()
    };
    let mut band = path(&|row| curve.of(row).1[1]);
    band.extend(path(&|row| curve.of(row).1[0]).into_iter().rev());
    let what = match curve {
        Curve::Queue => "waiting at the end of each day",
        Curve::InUse => "places in use at the end of each day",
    };
    let title = format!("{}: {what}", escape(station));
    let label = |row: Option<&&DayRow>| {
        row.map_or(String::new(), |row| row.date.clone().unwrap_or_else(|| format!("day {}", row.day)))
    };
    push(
        out,
        format_args!(
            "<figure><figcaption>{title}; mean, and eight replications in ten</figcaption><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\"><polygon points=\"{}\" fill=\"#c9d8ea\"/><polyline points=\"{}\" fill=\"none\" stroke=\"#123f6d\" stroke-width=\"2\"/><line x1=\"{MARGIN}\" y1=\"{base}\" x2=\"{WIDTH}\" y2=\"{base}\" stroke=\"#333\"/><text x=\"4\" y=\"16\" font-size=\"12\">{top:.0}</text><text x=\"4\" y=\"{base}\" font-size=\"12\">0</text><text x=\"{MARGIN}\" y=\"{low}\" font-size=\"12\">{}</text><text x=\"{WIDTH}\" y=\"{low}\" font-size=\"12\" text-anchor=\"end\">{}</text></svg>",
            band.join(" "),
            path(&|row| curve.of(row).0).join(" "),
            label(rows.first()),
            label(rows.last()),
            base = y(0.0),
            low = HEIGHT - 12.0,
        ),
    );
    out.push_str("<details><summary>The same as a table</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">day</th><th scope=\"col\">date</th><th scope=\"col\">mean</th><th scope=\"col\">low</th><th scope=\"col\">high</th><th scope=\"col\">arrived</th><th scope=\"col\">left</th><th scope=\"col\">no place</th></tr></thead><tbody>");
    for row in rows {
        let (mean, [low, high]) = curve.of(row);
        push(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{mean:.0}</td><td>{low:.0}</td><td>{high:.0}</td><td>{:.0}</td><td>{:.0}</td><td>{:.0}</td></tr>",
                row.day,
                row.date.as_deref().unwrap_or_default(),
                row.arrived,
                row.left,
                row.blocked
            ),
        );
    }
    out.push_str("</tbody></table></div></details></figure>");
}

fn policies(out: &mut String, comparison: &Comparison) {
    out.push_str("<table><thead><tr><th scope=\"col\">policy</th><th scope=\"col\">measure</th><th scope=\"col\">value</th><th scope=\"col\">change</th><th scope=\"col\">95 % interval</th></tr></thead><tbody>");
    for policy in &comparison.policies {
        for measure in &policy.measures {
            push(
                out,
                format_args!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{:.1}</td><td>{:.1}</td><td>{:.1} to {:.1}</td></tr>",
                    escape(&policy.policy),
                    measure.measure.replace('_', " "),
                    measure.value.mean,
                    measure.difference.mean,
                    measure.difference.low,
                    measure.difference.high
                ),
            );
        }
    }
    out.push_str("</tbody></table>");
}
