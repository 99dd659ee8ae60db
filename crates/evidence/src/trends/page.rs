//! The answer as one printable page: a chart for each series, and the same figures as a table.

use super::report::{Answer, Report, Scored, UNIT, frequency};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 180.0;
const MARGIN: f64 = 30.0;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\
svg{width:100%;height:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\
th,td{padding:.2rem .5rem;text-align:end;border-block-end:1px solid #ccc}th:first-child,td:first-child,td:last-child,th:last-child{text-align:start}\
.alarm{font-weight:700}.bound{fill:none;stroke:#8a5a00;stroke-width:1.5;stroke-dasharray:5 3}\
.expected{fill:none;stroke:#4a6fa5;stroke-width:1.5}.count{fill:#b9c4d0}.rise{fill:#b3261e}.axis{font-size:11px;fill:#444}";

impl Report {
    /// A whole HTML document, without scripts and without anything from elsewhere.
    pub fn html(&self) -> String {
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Early warning</title>\n<style>{STYLE}</style>\n\
             <h1>Early warning</h1>\n<p>Method: {}, {} periods. Counted: {UNIT}.</p>\n\
             <p>Bars are counts, the solid line what was expected, the dashed line the bound. \
             A dark bar is an alarm: it asks somebody to look, and says neither what happened nor to whom.</p>\n",
            self.method.name(),
            frequency(self.frequency)
        );
        for answer in &self.series {
            page.push_str(&section(answer));
        }
        page.push_str("</html>\n");
        page
    }
}

fn section(answer: &Answer) -> String {
    let name = escaped(&answer.name);
    let notes: String = answer.notes.iter().map(|note| format!("<li>{}.</li>", escaped(note))).collect();
    let notes = if notes.is_empty() { String::new() } else { format!("<ul>{notes}</ul>\n") };
    let rows: String = answer.periods.iter().map(row).collect();
    format!(
        "<section>\n<h2>{name}</h2>\n{}{notes}<details><summary>The same figures as a table</summary>\n<table>\n\
         <thead><tr><th scope=\"col\">Period</th><th scope=\"col\">Observed</th><th scope=\"col\">Expected</th>\
         <th scope=\"col\">Bound</th><th scope=\"col\">Reading</th></tr></thead>\n<tbody>\n{rows}</tbody></table></details>\n</section>\n",
        chart(&name, &answer.periods)
    )
}

fn row(one: &Scored) -> String {
    let score = &one.score;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
    let observed = score.observed.map_or_else(|| "missing".to_owned(), |count| count.to_string());
    let (class, reading) = match (&one.meaning, score.no_bound) {
        (Some(meaning), _) => (" class=\"alarm\"", format!("Alarm; {}", meaning.words())),
        (None, Some(why)) => ("", why.words().to_owned()),
        (None, None) => ("", "as expected".to_owned()),
    };
    format!(
        "<tr{class}><td>{}</td><td>{observed}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(&one.label()),
        number(score.expected),
        number(score.upper),
        escaped(&reading)
    )
}

fn chart(name: &str, periods: &[Scored]) -> String {
    let highest = periods
        .iter()
        .flat_map(|one| [one.score.observed.map(f64::from), one.score.expected, one.score.upper])
        .flatten()
        .fold(1.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
    let step = (WIDTH - MARGIN) / periods.len().max(1) as f64;
    let x = |at: usize| {
        #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
        let at = at as f64;
        MARGIN + at * step
    };
    let y = |value: f64| HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * value / highest;
    let bars: String = periods
        .iter()
        .enumerate()
        .filter_map(|(at, one)| Some((at, f64::from(one.score.observed?), one.score.alarm)))
        .map(|(at, count, alarm)| {
            let class = if alarm { "rise" } else { "count" };
            let (left, top, width) = (x(at) + step * 0.1, y(count), step * 0.8);
            let height = HEIGHT - MARGIN - top;
            format!("<rect class=\"{class}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>")
        })
        .collect();
    let line = |class: &str, value: &dyn Fn(&Scored) -> Option<f64>| -> String {
        let mut pen = "M";
        let path: String = periods
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let Some(value) = value(one) else {
                    pen = "M";
                    return String::new();
                };
                let point = format!("{pen}{:.1} {:.1}", x(at) + step / 2.0, y(value));
                pen = "L";
                point
            })
            .collect();
        format!("<path class=\"{class}\" d=\"{path}\"/>")
    };
    let alarms = periods.iter().filter(|one| one.score.alarm).count();
    let (first, last) = (
        periods.first().map_or_else(String::new, Scored::label),
        periods.last().map_or_else(String::new, Scored::label),
    );
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{name}: {alarms} alarms in {} periods\">{bars}{}{}\
         <text class=\"axis\" x=\"0\" y=\"{:.0}\">{highest:.0}</text><text class=\"axis\" x=\"0\" y=\"{:.0}\">0</text>\
         <text class=\"axis\" x=\"{MARGIN}\" y=\"{:.0}\">{}</text>\
         <text class=\"axis\" x=\"{WIDTH}\" y=\"{:.0}\" text-anchor=\"end\">{}</text></svg>\n",
        periods.len(),
        line("expected", &|one| one.score.expected),
        line("bound", &|one| one.score.upper),
        MARGIN + 4.0,
        HEIGHT - MARGIN,
        HEIGHT - 10.0,
        escaped(&first),
        HEIGHT - 10.0,
        escaped(&last)
    )
}

/// Text that cannot become markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
