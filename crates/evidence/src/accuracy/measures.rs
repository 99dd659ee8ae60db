//! All measures of one table: which may be computed, from whom, and how exactly they are told.

use serde::Serialize;

use super::auc;
use super::counts::Counts;
use super::interval::Share;
use super::likelihood::{self, Ratio};
use super::measure::Measure;
use super::tally::{How, Tally};
use super::telling::{Detail, Telling};
use super::verification::{self, Corrected, Verified};

/// What sensitivity and specificity rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Everybody screened was checked.
    Everybody,
    /// A random sample was checked; corrected after Begg and Greenes.
    Sample,
    /// No random sample of those who screened negative was checked.
    NegativesUnknown,
    /// Nobody who screened positive was checked, or nobody at all.
    PositivesUnknown,
}

/// The measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// What they rest on.
    pub basis: Basis,
    /// Of those trafficked, the share found.
    pub sensitivity: Measure,
    /// Of those not trafficked, the share left alone.
    pub specificity: Measure,
    /// Of those here who screened positive, the share trafficked.
    pub ppv_here: Measure,
    /// Of those here who screened negative, the share not trafficked.
    pub npv_here: Measure,
    /// Of those here, the share trafficked.
    pub prevalence_here: Measure,
    /// Sensitivity / (1 - specificity).
    pub positive_likelihood_ratio: Measure,
    /// (1 - sensitivity) / specificity.
    pub negative_likelihood_ratio: Measure,
    /// Sensitivity + specificity - 1.
    pub youden: Measure,
    /// Area under the curve of the score, where there are scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auc: Option<Measure>,
    /// The ratios themselves, for predictive values; told figures only.
    #[serde(skip)]
    pub(super) ratios: Option<[Ratio; 2]>,
}

pub(super) const NEGATIVES: &str =
    "no random sample of those who screened negative was checked, so nobody knows how many were missed";
const POSITIVES: &str = "nobody who screened positive was checked";
const NOBODY_WITH: &str = "nobody checked was trafficked by the reference standard";
const NOBODY_WITHOUT: &str = "everybody checked was trafficked by the reference standard";
const NOBODY_POSITIVE: &str = "nobody screened positive";
const NOBODY_NEGATIVE: &str = "nobody screened negative";
const SCORES: &str = "not everybody screened was checked, and scores of some alone mislead";

/// How exactly the figures of a table can be told, from all its counts.
pub(super) fn detail(tally: &Tally, telling: Telling) -> Detail {
    let (verified, ..) = tally.used();
    let counts = [verified.positive, verified.negative]
        .into_iter()
        .flat_map(|side| [side.with, side.without, side.screened - side.checked()]);
    telling.detail(counts)
}

/// The measures of a table.
pub(super) fn of(tally: &Tally, telling: Telling, detail: Detail) -> Measures {
    let (verified, positively, negatively) = tally.used();
    let basis = basis(positively, negatively);
    let mut measures = match basis {
        Basis::Everybody => of_counts(counts(&verified), telling, detail),
        Basis::Sample => of_sample(&verified, telling, detail),
        Basis::NegativesUnknown => refused(&verified, basis, NEGATIVES, telling, detail),
        Basis::PositivesUnknown => refused(&verified, basis, POSITIVES, telling, detail),
    };
    measures.auc = area(tally, basis, telling, detail);
    measures
}

fn basis(positively: How, negatively: How) -> Basis {
    match (positively, negatively) {
        (How::Nobody, _) => Basis::PositivesUnknown,
        (_, How::Chosen | How::Nobody) => Basis::NegativesUnknown,
        (How::Everybody, How::Everybody) => Basis::Everybody,
        _ => Basis::Sample,
    }
}

fn counts(verified: &Verified) -> Counts {
    Counts {
        true_positive: verified.positive.with,
        false_positive: verified.positive.without,
        false_negative: verified.negative.with,
        true_negative: verified.negative.without,
    }
}

/// The measures of four counts of persons who were all checked.
pub(super) fn of_counts(counts: Counts, telling: Telling, detail: Detail) -> Measures {
    let ratios = [likelihood::positive(counts), likelihood::negative(counts)];
    // What would rest on too few persons is not told by another name either.
    let few = telling.few(counts.with()).or(telling.few(counts.without()));
    let [positive, negative] =
        ratios.map(|ratio| few.clone().unwrap_or_else(|| Measure::ratio(ratio, detail)));
    let youden = match (few.clone(), counts.youden()) {
        (Some(few), _) => few,
        (None, None) => Measure::refused("both sensitivity and specificity are needed"),
        (None, Some((index, interval))) => Measure::full_or_nothing(index, Some(interval), detail),
    };
    Measures {
        basis: Basis::Everybody,
        sensitivity: telling.share(counts.sensitivity(), detail, NOBODY_WITH),
        specificity: telling.share(counts.specificity(), detail, NOBODY_WITHOUT),
        ppv_here: telling.share(counts.ppv(), detail, NOBODY_POSITIVE),
        npv_here: telling.share(counts.npv(), detail, NOBODY_NEGATIVE),
        prevalence_here: telling.share(counts.prevalence(), detail, "nobody was checked"),
        positive_likelihood_ratio: positive,
        negative_likelihood_ratio: negative,
        youden,
        auc: None,
        ratios: (few.is_none() && detail == Detail::Full).then_some(ratios),
    }
}

fn complement(share: Share) -> Share {
    Share { part: share.of - share.part, of: share.of }
}

fn of_sample(verified: &Verified, telling: Telling, detail: Detail) -> Measures {
    let Some(corrected) = verification::correct(verified) else {
        let why = if counts(verified).with() == 0 { NOBODY_WITH } else { NOBODY_WITHOUT };
        return refused(verified, Basis::Sample, why, telling, detail);
    };
    let Corrected { sensitivity, specificity, positive_ratio, negative_ratio, youden, prevalence } =
        corrected;
    let found = counts(verified);
    let few = telling.few(found.with()).or(telling.few(found.without()));
    let told = |measure: Measure| few.clone().unwrap_or(measure);
    let share =
        |one: verification::Estimate| told(Measure::with_interval(one.estimate, Some(one.interval), detail));
    Measures {
        basis: Basis::Sample,
        sensitivity: share(sensitivity),
        specificity: share(specificity),
        ppv_here: telling.share(verified.positive.share(), detail, NOBODY_POSITIVE),
        npv_here: telling.share(complement(verified.negative.share()), detail, NOBODY_NEGATIVE),
        prevalence_here: told(Measure::full_or_nothing(prevalence, None, detail)),
        positive_likelihood_ratio: told(Measure::ratio(positive_ratio, detail)),
        negative_likelihood_ratio: told(Measure::ratio(negative_ratio, detail)),
        youden: told(Measure::full_or_nothing(youden.0, youden.1, detail)),
        auc: None,
        ratios: (few.is_none() && detail == Detail::Full).then_some([positive_ratio, negative_ratio]),
    }
}

/// All refused but the share of positives that were right, where positives were checked.
fn refused(
    verified: &Verified,
    basis: Basis,
    why: &'static str,
    telling: Telling,
    detail: Detail,
) -> Measures {
    let no = || Measure::refused(why);
    let is_sample = basis == Basis::Sample;
    let npv = telling.share(complement(verified.negative.share()), detail, NOBODY_NEGATIVE);
    Measures {
        basis,
        sensitivity: no(),
        specificity: no(),
        ppv_here: telling.share(verified.positive.share(), detail, POSITIVES),
        npv_here: if is_sample { npv } else { no() },
        prevalence_here: no(),
        positive_likelihood_ratio: no(),
        negative_likelihood_ratio: no(),
        youden: no(),
        auc: None,
        ratios: None,
    }
}

fn area(tally: &Tally, basis: Basis, telling: Telling, detail: Detail) -> Option<Measure> {
    if tally.unscored == tally.screened() {
        return None;
    }
    if basis != Basis::Everybody {
        return Some(Measure::refused(SCORES));
    }
    Some(match auc::area(&tally.scored) {
        None => Measure::refused("persons of one kind alone have scores"),
        Some(found) => telling
            .few(found.with)
            .or(telling.few(found.without))
            .unwrap_or_else(|| Measure::with_interval(found.estimate, found.interval, detail)),
    })
}
