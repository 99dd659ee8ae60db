//! The answer as lines for a terminal.

use super::compare::{Comparison, Pairs, Reading};
use super::measure::Measure;
use super::measures::{Basis, Measures};
use super::report::{Answer, At, Breakdown, Instrument, Report};
use super::waits::{Wait, Waits};
use super::words::{
    between, brief, columns, named, percent, percents, persons_between, plain, time, with_interval,
};

/// Lines for a terminal.
pub fn write(report: &Report) -> String {
    let mut lines = Vec::new();
    for instrument in &report.instruments {
        lines.extend(of_instrument(instrument));
        lines.push(String::new());
    }
    if let Some(comparison) = &report.comparison {
        lines.extend(of_comparison(comparison));
        lines.push(String::new());
    }
    let waits = [("a safe place", &report.to_safe_place), ("presumption", &report.to_presumption)];
    for (what, waits) in waits {
        if let Some(waits) = waits {
            lines.extend(of_waits(what, waits));
            lines.push(String::new());
        }
    }
    if let Some(fewest) = report.fewest_shown {
        lines.push(format!(
            "Where a count from 1 to {} stands behind a figure, only a range in steps of 5 % is told, and no count; --with-counts tells all.",
            fewest - 1
        ));
    }
    if !report.unread_columns.is_empty() {
        lines.push(format!("Columns that nothing was read from: {}.", report.unread_columns.join(", ")));
    }
    lines.push(format!("Remember: {}.", report.unit));
    lines.join("\n")
}

fn of_instrument(instrument: &Instrument) -> Vec<String> {
    let answer = &instrument.all;
    let mut lines = vec![named(&instrument.name, "The instrument").to_owned()];
    lines.extend(participation(answer));
    lines.push(format!("  {}", checked(answer)));
    lines.push(String::new());
    lines.extend(measures(&answer.measures));
    lines.push(String::new());
    lines.extend(meaning(answer));
    for breakdown in &instrument.by {
        lines.push(String::new());
        lines.extend(of_groups(breakdown));
    }
    if !answer.doubts.is_empty() {
        lines.push(String::new());
        lines.extend(answer.doubts.iter().map(|doubt| format!("  Doubt: {}", doubt.words())));
    }
    lines
}

fn participation(answer: &Answer) -> Option<String> {
    let who = answer.participation.as_ref()?;
    let Some(((screened, refused), not_asked)) = who.screened.zip(who.refused).zip(who.not_asked) else {
        let (refused, not_asked) = (brief(&who.refused_of_asked), brief(&who.not_asked_of_all));
        return Some(format!("  Said no, of those asked: {refused}. Never asked, of all: {not_asked}."));
    };
    Some(format!("  {screened} screened, {refused} said no, {not_asked} were never asked."))
}

fn checked(answer: &Answer) -> String {
    let standards = answer.reference_standards.join("; ");
    let against = if standards.is_empty() {
        "Reference standard not named".to_owned()
    } else {
        format!("Checked against: {standards}")
    };
    let who = match answer.measures.basis {
        Basis::Everybody if answer.participation.is_none() => "Taken as told: everybody screened was checked",
        Basis::Everybody => "Everybody screened was checked",
        Basis::Sample => {
            "Not everybody was checked; sensitivity and specificity are corrected for the rest (Begg and Greenes 1983)"
        }
        Basis::NegativesUnknown => {
            "Those who screened negative were not checked at random: what was missed is not known"
        }
        Basis::PositivesUnknown => "Those who screened positive were not checked",
    };
    format!("{against}. {who}.")
}

fn measures(of: &Measures) -> Vec<String> {
    let shares: [(&str, &Measure); 5] = [
        ("sensitivity", &of.sensitivity),
        ("specificity", &of.specificity),
        ("positives here who were right", &of.ppv_here),
        ("negatives here who were right", &of.npv_here),
        ("trafficked, of those here", &of.prevalence_here),
    ];
    let head = ["", "", "95 %", "95 % exact", "persons"].map(str::to_owned).to_vec();
    let mut rows: Vec<Vec<String>> = vec![head];
    rows.extend(shares.into_iter().map(|(name, measure)| share(name, measure)));
    let others: [(&str, Option<&Measure>); 4] = [
        ("likelihood ratio, positive", Some(&of.positive_likelihood_ratio)),
        ("likelihood ratio, negative", Some(&of.negative_likelihood_ratio)),
        ("Youden's index", Some(&of.youden)),
        ("area under the curve", of.auc.as_ref()),
    ];
    rows.extend(others.into_iter().filter_map(|(name, measure)| Some(number(name, measure?))));
    let mut lines = columns(&rows);
    let mut refused: Vec<(&str, Vec<&str>)> = Vec::new();
    let all =
        shares.into_iter().chain(others.into_iter().filter_map(|(name, measure)| Some((name, measure?))));
    for (name, measure) in all {
        let Some(why) = measure.refused.as_deref() else { continue };
        match refused.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => refused.push((why, vec![name])),
        }
    }
    lines
        .extend(refused.into_iter().map(|(why, names)| format!("  Not told ({}): {why}.", names.join("; "))));
    lines
}

fn share(name: &str, measure: &Measure) -> Vec<String> {
    let told = match (measure.estimate, measure.between) {
        (Some(estimate), _) => percent(estimate),
        (None, Some(range)) => between(range),
        (None, None) => "not told".to_owned(),
    };
    let first = measure.wilson.or(measure.interval).and_then(percents).unwrap_or_default();
    let exact = measure.exact.and_then(percents).unwrap_or_default();
    let persons = measure.part.zip(measure.of).map(|(part, of)| format!("{part} of {of}"));
    vec![name.to_owned(), told, first, exact, persons.unwrap_or_default()]
}

fn number(name: &str, measure: &Measure) -> Vec<String> {
    let told = match (measure.estimate, measure.between) {
        (Some(estimate), _) => format!("{estimate:.2}"),
        (None, Some(range)) => format!("between {:.2} and {:.2}", range.low, range.high),
        (None, None) => "not told".to_owned(),
    };
    let interval = match measure.interval {
        Some(interval) => plain(interval),
        None if measure.estimate.is_some() => "no interval".to_owned(),
        None => String::new(),
    };
    vec![name.to_owned(), told, interval]
}

fn meaning(answer: &Answer) -> Vec<String> {
    if answer.at.is_empty() {
        return vec![
            "  What this means for a thousand persons cannot be said without sensitivity and specificity."
                .to_owned(),
        ];
    }
    let mut lines =
        vec!["  What this means. Of 1,000 persons screened, if so many of them are trafficked:".to_owned()];
    let head = [
        "trafficked",
        "found",
        "missed",
        "flagged, not trafficked",
        "right when flagged (PPV)",
        "right when not (NPV)",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(answer.at.iter().map(at));
    lines.extend(columns(&rows));
    lines.push("  Nobody knows which line is yours: it is not the share who screened positive.".to_owned());
    lines
}

fn at(at: &At) -> Vec<String> {
    let [one, other] = at.of_thousand;
    let value = |share: Option<f64>, interval| match (share, interval) {
        (Some(share), interval) => with_interval(share, interval),
        (None, Some(range)) => between(range),
        (None, None) => "-".to_owned(),
    };
    vec![
        format!("{} ({})", persons_between(one.trafficked, one.trafficked), percent(at.prevalence)),
        persons_between(one.found, other.found),
        persons_between(one.missed, other.missed),
        persons_between(one.flagged_though_not, other.flagged_though_not),
        value(at.ppv, at.ppv_interval),
        value(at.npv, at.npv_interval),
    ]
}

fn of_groups(breakdown: &Breakdown) -> Vec<String> {
    let mut lines = vec![format!("  By {} (in the order of names, which ranks nobody):", breakdown.column)];
    let head = [breakdown.column, "sensitivity", "specificity", "said no, of those asked", "never asked"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for group in &breakdown.groups {
        let name = named(&group.name, "not said");
        let (of, who) = (&group.answer.measures, group.answer.participation.as_ref());
        let participation = |part: Option<&Measure>| part.map(brief).unwrap_or_default();
        rows.push(vec![
            name.to_owned(),
            brief(&of.sensitivity),
            brief(&of.specificity),
            participation(who.map(|who| &who.refused_of_asked)),
            participation(who.map(|who| &who.not_asked_of_all)),
        ]);
        for why in [&of.sensitivity, &of.specificity].into_iter().filter_map(|one| one.refused.as_deref()) {
            match reasons.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => reasons.push((why, vec![name])),
            }
        }
    }
    lines.extend(columns(&rows));
    lines
        .extend(reasons.into_iter().map(|(why, names)| format!("  Not told ({}): {why}.", names.join("; "))));
    lines
}

fn of_comparison(of: &Comparison) -> Vec<String> {
    let (first, second) = (of.first.as_str(), of.second.as_str());
    let mut lines = vec![format!("{first} and {second} on the same persons")];
    for (who, pairs) in [("trafficked", &of.among_trafficked), ("not trafficked", &of.among_others)] {
        lines.push(format!("  Among those {who}: {}", of_pairs(pairs, first, second)));
    }
    if !of.is_everybody_checked {
        lines.push("  Doubt: not everybody with both results was checked; the rest may differ.".to_owned());
    }
    lines
}

fn of_pairs(pairs: &Pairs, first: &str, second: &str) -> String {
    let reading = match pairs.reading {
        Reading::FirstBetter => format!("{first} was right more often than chance explains"),
        Reading::SecondBetter => format!("{second} was right more often than chance explains"),
        Reading::NoDifferenceShown => "no difference shown, which is no proof that there is none".to_owned(),
        Reading::TooFew => "too few persons to say".to_owned(),
    };
    let Some(((persons, p), (only_first, only_second))) =
        pairs.persons.zip(pairs.p).zip(pairs.only_first_right.zip(pairs.only_second_right))
    else {
        return format!("{reading}.");
    };
    format!(
        "{reading}. Of {persons}, only {first} was right for {only_first}, only {second} for {only_second} (exact McNemar p {p:.4})."
    )
}

fn of_waits(what: &str, waits: &Waits) -> Vec<String> {
    let mut lines = vec![format!("From contact to {what}")];
    let head = ["", "a quarter within", "half within", "three quarters within", "persons", "not reached"];
    let mut rows = vec![head.map(str::to_owned).to_vec(), of_wait("all", &waits.all)];
    for by in &waits.by {
        for group in &by.groups {
            let name = format!("{} {}", by.column, named(&group.name, "not said"));
            rows.push(of_wait(&name, &group.wait));
        }
    }
    lines.extend(columns(&rows));
    lines
}

fn of_wait(name: &str, wait: &Wait) -> Vec<String> {
    let quartile = |nth: usize| match wait.quartiles.as_ref().and_then(|three| three.get(nth)) {
        Some(quartile) => time(*quartile),
        None => "too few".to_owned(),
    };
    let count = |count: Option<u64>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    vec![name.to_owned(), quartile(0), quartile(1), quartile(2), count(wait.persons), count(wait.not_yet)]
}
