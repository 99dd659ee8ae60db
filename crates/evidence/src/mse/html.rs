//! The report as one printable page without scripts and without anything fetched.

use core::fmt::Write as _;

use super::chart;
use super::report::Report;
use super::text::{dependence, heading};
use super::verdict::grouped;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-inline-size:52rem;margin:2rem auto;padding-inline:1rem;\
color:#1a1a1a;background:#fff}h1,h2{line-height:1.2}table{border-collapse:collapse;inline-size:100%;margin-block:1rem}\
th,td{border-block-end:1px solid #bbb;padding:.3rem .5rem;text-align:start;vertical-align:top}\
td.n{text-align:end;font-variant-numeric:tabular-nums}.verdict{border-inline-start:.4rem solid #1a4f8b;padding:.2rem 1rem}\
.small{font-size:.85rem}svg{inline-size:100%}svg .tick{stroke:#ccc}svg .axis{font-size:12px;text-anchor:middle}\
svg .name{font-size:13px;text-anchor:end}svg .bar{stroke:#1a4f8b;stroke-width:4}svg circle{fill:#1a1a1a}\
@media print{body{margin:0;max-inline-size:none}h2{break-after:avoid}tr{break-inside:avoid}}";

/// Makes a text safe inside an element or attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Writes the page. Writing to a string cannot fail, so the results are dropped.
pub fn write(report: &Report) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>People not yet reached</title>\
         <style>{STYLE}</style></head><body><h1>People not yet reached</h1>"
    );
    let lists: Vec<String> = report.lists.iter().map(|name| escape(name)).collect();
    let _ = write!(
        page,
        "<p>{} people on {} lists: {}.</p>",
        grouped(report.observed),
        lists.len(),
        lists.join(", ")
    );
    for note in &report.notes {
        let _ = write!(page, "<p>{}</p>", escape(note));
    }
    verdict(&mut page, report);
    ladder(&mut page, report);
    near(&mut page, report);
    lists_apart(&mut page, report);
    linkage(&mut page, report);
    counts(&mut page, report);
    let _ = write!(
        page,
        "<h2>Dissent</h2><p>{}</p><p class=\"small\">Seed {}, {} replicates.</p></body></html>",
        escape(report.verdict.dissent),
        report.seed,
        report.bootstrap
    );
    page
}

fn verdict(page: &mut String, report: &Report) {
    let verdict = &report.verdict;
    let _ = write!(
        page,
        "<h2>Verdict: {}</h2><div class=\"verdict\"><p>{}</p><ul>",
        heading(verdict.level),
        escape(&verdict.text)
    );
    for reason in &verdict.reasons {
        let _ = write!(page, "<li>{}</li>", escape(reason));
    }
    page.push_str("</ul>");
    if verdict.range.is_some() {
        let _ = write!(page, "<p>The range: {}.</p>", escape(verdict.range_label));
    }
    let _ = write!(page, "<p><strong>{}</strong></p></div>", escape(verdict.unseen_dependence));
}

fn table(page: &mut String, caption: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let _ = write!(page, "<table><caption>{}</caption><thead><tr>", escape(caption));
    for head in heads {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escape(head));
    }
    page.push_str("</tr></thead><tbody>");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            let numeric = cell.starts_with(|first: char| first.is_ascii_digit());
            let class = if numeric { " class=\"n\"" } else { "" };
            let _ = write!(page, "<td{class}>{}</td>", escape(&cell));
        }
        page.push_str("</tr>");
    }
    page.push_str("</tbody></table>");
}

fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), grouped)
}

fn ladder(page: &mut String, report: &Report) {
    page.push_str("<h2>The ladder</h2>");
    page.push_str(&chart::draw(report));
    let rows = report.estimates.iter().map(|rung| {
        let mut words: Vec<String> = rung.interval_label.map(str::to_owned).into_iter().collect();
        words.push(format!("Assumes: {}.", rung.assumption));
        if !rung.terms.is_empty() {
            words.push(format!("Dependence: {}.", rung.terms.join(" ")));
        }
        if !rung.minus_infinity.is_empty() {
            words.push(format!("Taken as impossible: {}.", rung.minus_infinity.join(" ")));
        }
        words.extend(rung.reason.iter().map(|reason| format!("No estimate: {reason}.")));
        words.extend(rung.notes.iter().cloned());
        let name = rung.estimator.name().to_owned();
        vec![name, number(rung.n), number(rung.lower), number(rung.upper), words.join(" ")]
    });
    let heads = ["Method", "People in all", "Lower", "Upper", "How to read it"];
    table(page, "Every method on the same table; no line of it stands alone.", &heads, rows);
    let _ = write!(page, "<p>{}</p>", escape(report.verdict.unseen_dependence));
}

fn near(page: &mut String, report: &Report) {
    let Some(near) = &report.near_equal_models else { return };
    let _ = write!(
        page,
        "<h2>Models that fit about as well</h2><p>{} models, from {} to {} people.</p>",
        near.count,
        grouped(near.least),
        grouped(near.most)
    );
    let rows =
        near.models.iter().map(|one| vec![one.model.clone(), grouped(one.n), format!("{:.2}", one.behind)]);
    table(
        page,
        "The first of them, best first.",
        &["Model", "People in all", "Criterion above the best"],
        rows,
    );
}

fn lists_apart(page: &mut String, report: &Report) {
    page.push_str("<h2>List by list</h2>");
    let rows = report
        .leave_one_out
        .iter()
        .map(|one| vec![one.list.clone(), number(one.n), number(one.lower), number(one.upper)]);
    let caption = "Stepwise estimate without each list; nominal 95 %, takes the model as given.";
    table(page, caption, &["Left out", "People in all", "Lower", "Upper"], rows);
    let rows = report.internal_consistency.iter().map(|one| {
        let ratio = one.log_ratio.map_or("–".to_owned(), |ratio| format!("{:.2}", libm::exp(ratio)));
        let holds = match one.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "no estimate",
        };
        vec![one.list.clone(), ratio, holds.to_owned()]
    });
    let caption = "Known answers: the size of each list, guessed from the others.";
    table(page, caption, &["List", "Guess over truth", "Interval holds the truth"], rows);
    let rows = report
        .overlaps
        .iter()
        .map(|one| vec![one.pair.clone(), one.ratio.to_string(), dependence(one.dependence).to_owned()]);
    let caption = "Pairs of lists: shared people over those of independent lists.";
    table(page, caption, &["Pair", "Ratio", "Meaning"], rows);
}

fn linkage(page: &mut String, report: &Report) {
    let Some(linkage) = &report.linkage else { return };
    let _ = write!(
        page,
        "<h2>Linkage thresholds</h2><p>The answer moves by a factor of {:.2}.</p>",
        linkage.spread
    );
    let rows = linkage
        .thresholds
        .iter()
        .map(|one| vec![one.threshold.clone(), number(one.n), number(one.lower), number(one.upper)]);
    let caption = "Stepwise estimate at each threshold; nominal 95 %, takes the model as given.";
    table(page, caption, &["Threshold", "People in all", "Lower", "Upper"], rows);
}

fn counts(page: &mut String, report: &Report) {
    let Some(counts) = &report.counts else { return };
    page.push_str("<h2>Counts</h2><p>Asked for; not for publication.</p>");
    let rows = counts.iter().map(|one| vec![one.lists.clone(), grouped(one.count)]);
    table(page, "People with exactly these lists.", &["Lists", "People"], rows);
}
