//! What the ladder says in plain language, and when it says nothing.

use serde::Serialize;

use super::checks::{Consistency, Dependence, NearEqual, Overlap};
use super::ladder::{Estimate, Estimator, UNSEEN_DEPENDENCE};
use super::report::Linkage;

/// The published dissent that a reader should know.
pub const DISSENT: &str = "Whitehead, Jackson, Balch & Francis, \"On the unreliability of multiple systems estimation for \
     estimating the number of potential victims of modern slavery in the UK\", Journal of Human Trafficking 7(1), \
     2021: the lists of this field may not bear such estimates at all.";

/// Fewer people than this on two or more lists bear no estimate.
pub const FEWEST_ON_SEVERAL: f64 = 10.0;
/// Fewer than this, and the answer is hedged.
const FEW_ON_SEVERAL: f64 = 50.0;
/// Methods further apart than this factor refuse an answer.
const APART: f64 = 3.0;
/// Methods further apart than this factor are said to disagree.
const DIFFERENT: f64 = 1.3;
/// An interval wider than this factor refuses an answer.
const TOO_WIDE: f64 = 10.0;
/// Linkage thresholds further apart than this factor are said to matter.
const LINKAGE_MATTERS: f64 = 1.2;

/// How much the data bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The data cannot bear an answer.
    Refused,
    /// A range, with reasons for doubt.
    Hedged,
    /// A range on which the methods agree.
    Supported,
}

/// The range that is shown when one is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// The verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// How much the data bear.
    pub level: Level,
    /// One paragraph for a reader who is no statistician.
    pub text: String,
    /// Why it is hedged or refused.
    pub reasons: Vec<String>,
    /// Nominal 95 % averaged over models by BIC; absent when refused.
    pub range: Option<Range>,
    /// How the range came about.
    pub range_label: &'static str,
    /// What no method can see.
    pub unseen_dependence: &'static str,
    /// The published dissent.
    pub dissent: &'static str,
}

/// The share is that of `docs/methods/prevalence.md`, on tables with 20 or more people on several lists.
const RANGE_LABEL: &str = "nominal 95 %, averaged over all searched models by BIC: model choice is in it, other kinds of \
     dependence are not; on 1,122 generated tables with such dependence it held the truth in 66 % only";

/// Everything a verdict rests on.
pub struct Evidence<'a> {
    /// Number of lists.
    pub lists: usize,
    /// People on at least two lists.
    pub on_several: f64,
    /// The ladder.
    pub estimates: &'a [Estimate],
    /// The averaged interval.
    pub range: Option<(f64, f64)>,
    /// Models that fit as well.
    pub near: Option<&'a NearEqual>,
    /// Known answers.
    pub consistency: &'a [Consistency],
    /// Pairs of lists.
    pub overlaps: &'a [Overlap],
    /// Other linkage thresholds.
    pub linkage: Option<&'a Linkage>,
}

/// Weighs the evidence.
pub fn weigh(evidence: &Evidence<'_>) -> Verdict {
    let range = evidence.range.map(|(lower, upper)| Range { lower, upper });
    let refusals = refusals(evidence, range);
    let doubts = doubts(evidence);
    let (level, reasons) = match (refusals.is_empty(), doubts.is_empty()) {
        (false, _) => (Level::Refused, refusals.into_iter().chain(doubts).collect()),
        (true, false) => (Level::Hedged, doubts),
        (true, true) => (Level::Supported, Vec::new()),
    };
    let range = range.filter(|_| level != Level::Refused);
    let text = match (level, range) {
        (Level::Refused, _) | (_, None) => {
            "These lists do not bear an estimate of the people not yet reached. The numbers of the ladder \
             are shown so that the disagreement can be seen; none of them should be quoted."
                .to_owned()
        }
        (Level::Hedged, Some(range)) => format!(
            "Somewhere between {} and {} people is what these lists suggest, with serious doubts listed \
             below. Quote the range with its doubts, never one number.",
            rounded(range.lower),
            rounded(range.upper)
        ),
        (Level::Supported, Some(range)) => format!(
            "Between {} and {} people is what these lists suggest, and the methods agree on it. Quote the \
             range, never one number.",
            rounded(range.lower),
            rounded(range.upper)
        ),
    };
    Verdict {
        level,
        text,
        reasons,
        range,
        range_label: RANGE_LABEL,
        unseen_dependence: UNSEEN_DEPENDENCE,
        dissent: DISSENT,
    }
}

/// Estimates of methods that model dependence and did not fail.
fn modelled(estimates: &[Estimate]) -> impl Iterator<Item = f64> + '_ {
    estimates
        .iter()
        .filter(|rung| !matches!(rung.estimator, Estimator::Independence | Estimator::Chao))
        .filter(|rung| rung.converged != Some(false))
        .filter_map(|rung| rung.n)
}

/// Largest over smallest; 1 of nothing.
pub fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let (least, most) = values.fold((f64::INFINITY, 0.0_f64), |(least, most), n| (least.min(n), most.max(n)));
    if most > 0.0 { most / least } else { 1.0 }
}

fn refusals(evidence: &Evidence<'_>, range: Option<Range>) -> Vec<String> {
    let mut reasons = Vec::new();
    if evidence.lists < 3 {
        reasons.push("Two lists: nothing in them can tell whether they are independent.".to_owned());
    }
    if evidence.on_several < FEWEST_ON_SEVERAL {
        reasons.push("Hardly anybody is on two or more lists, and every estimate rests on those.".to_owned());
    }
    let apart = spread(modelled(evidence.estimates));
    if apart > APART {
        reasons.push(format!("Methods that all fit the data differ by a factor of {apart:.1}."));
    }
    match range {
        None => reasons.push("No model that was searched has a finite and unique estimate.".to_owned()),
        Some(range) if !range.upper.is_finite() || range.upper / range.lower > TOO_WIDE => {
            reasons.push("The range over models is wider than a factor of ten.".to_owned());
        }
        Some(_) => {}
    }
    reasons
}

fn doubts(evidence: &Evidence<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if (FEWEST_ON_SEVERAL..FEW_ON_SEVERAL).contains(&evidence.on_several) {
        reasons.push("Few people are on two or more lists.".to_owned());
    }
    let apart = spread(modelled(evidence.estimates));
    if apart > DIFFERENT && apart <= APART {
        reasons.push(format!("Methods that all fit the data differ by a factor of {apart:.1}."));
    }
    if let Some(near) = evidence.near
        && near.most / near.least > DIFFERENT
    {
        let (count, factor) = (near.count, near.most / near.least);
        reasons.push(format!("{count} models fit about equally well and differ by a factor of {factor:.1}."));
    }
    if evidence.estimates.iter().any(|rung| rung.converged == Some(false)) {
        reasons.push("The latent-class chains did not converge.".to_owned());
    }
    let pairs = |which: Dependence| {
        let named: Vec<&str> = evidence
            .overlaps
            .iter()
            .filter(|one| one.dependence == which)
            .map(|one| one.pair.as_str())
            .collect();
        named.join(", ")
    };
    for (which, sentence) in [
        (
            Dependence::Contained,
            "Everybody on one of these lists is also on the other, which looks like referral",
        ),
        (
            Dependence::Share,
            "These lists share more people than chance would: referral, or one kind of people",
        ),
        (Dependence::Avoid, "These lists share fewer people than chance would"),
        (Dependence::Disjoint, "These lists share nobody"),
    ] {
        let named = pairs(which);
        if !named.is_empty() {
            reasons.push(format!("{sentence}: {named}."));
        }
    }
    let missed: Vec<&str> = evidence
        .consistency
        .iter()
        .filter(|one| one.holds == Some(false))
        .map(|one| one.list.as_str())
        .collect();
    if !missed.is_empty() {
        let missed = missed.join(", ");
        reasons.push(format!("The method misses the known size of: {missed}."));
    }
    if let Some(linkage) = evidence.linkage
        && linkage.spread > LINKAGE_MATTERS
    {
        let factor = linkage.spread;
        reasons.push(format!("The answer moves by a factor of {factor:.1} with the linkage threshold."));
    }
    reasons
}

/// Two significant digits with thousands separators: more would pretend to know.
pub fn rounded(value: f64) -> String {
    if !value.is_finite() {
        return "no limit".to_owned();
    }
    let digits = value.abs().max(1.0).log10().floor() as i32;
    let unit = 10.0_f64.powi((digits - 1).max(0));
    grouped((value / unit).round() * unit)
}

/// A whole number with thousands separators.
pub fn grouped(value: f64) -> String {
    let plain = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 && value.round() != 0.0 { format!("-{text}") } else { text }
}
