//! An instrument made ready for evaluation: codes become positions, dimensions become bits.
//!
//! [`Compiled::band`] gives the band alone and allocates nothing; [`Compiled::evaluate`] gives the whole finding.
//! Both go through the same tally and the same judgement, so they cannot disagree.

mod report;
mod tally;

use std::collections::BTreeMap;

use crate::answers::{AnswerProblem, Answers, Context};
use crate::finding::{Band, Finding};
use crate::instrument::{Alternative, Condition, Instrument};
use crate::terms::{About, AnswerState, Audience, ChildFlag, Kind, Strength};

use tally::Tally;

/// The most dimensions an instrument may have; the tally is a fixed array of this size.
pub const MAX_DIMENSIONS: usize = 16;

/// A set of dimensions, one bit each.
type Bits = u32;

/// What evaluation needs to know about one sign.
#[derive(Debug, Clone, Copy)]
struct Mark {
    strength: Strength,
    kind: Kind,
    /// The position of its dimension, if it counts in one.
    dimension: Option<u8>,
    /// The settings that explain it, one bit each.
    not_if: u8,
}

/// A condition over dimensions, each list as bits.
#[derive(Debug, Clone, Copy)]
struct Test {
    positive: Bits,
    any_positive: Bits,
    any_sign: Bits,
    any_strong: Bits,
}

/// An outcome of the case rule.
#[derive(Debug, Clone)]
struct Rule {
    band: Band,
    child_only: bool,
    tests: Box<[Test]>,
}

/// An instrument ready for evaluation.
#[derive(Debug, Clone)]
pub struct Compiled {
    instrument: Instrument,
    positions: BTreeMap<String, usize>,
    marks: Box<[Mark]>,
    /// The combination rule of each dimension.
    thresholds: Box<[Box<[Alternative]>]>,
    rules: Box<[Rule]>,
}

impl Compiled {
    /// Makes an instrument ready.
    pub fn new(instrument: Instrument) -> Self {
        let dimension_at = |code: &str| {
            let at = instrument.dimensions.iter().position(|dimension| dimension.code == code)?;
            u8::try_from(at).ok().filter(|at| usize::from(*at) < MAX_DIMENSIONS)
        };
        let bits = |codes: &[String]| {
            codes.iter().filter_map(|code| dimension_at(code)).fold(0, |bits: Bits, at| bits | (1 << at))
        };
        let test = |condition: &Condition| Test {
            positive: bits(&condition.positive),
            any_positive: bits(&condition.any_positive),
            any_sign: bits(&condition.any_sign),
            any_strong: bits(&condition.any_strong),
        };
        let marks = instrument.indicators.iter().map(|indicator| Mark {
            strength: indicator.strength,
            kind: indicator.kind,
            dimension: indicator.dimension.as_deref().and_then(dimension_at),
            not_if: indicator.not_if.iter().fold(0, |bits, setting| bits | setting.bit()),
        });
        let thresholds = instrument.dimensions.iter().take(MAX_DIMENSIONS).map(|dimension| {
            let own = &dimension.combination;
            if own.is_empty() { instrument.combination.as_slice().into() } else { own.as_slice().into() }
        });
        let rules = instrument.outcomes.iter().map(|outcome| Rule {
            band: outcome.band,
            child_only: outcome.child_only,
            tests: outcome.when.iter().map(test).collect(),
        });
        let codes = instrument.indicators.iter().enumerate();
        Compiled {
            positions: codes.map(|(at, indicator)| (indicator.code.clone(), at)).collect(),
            marks: marks.collect(),
            thresholds: thresholds.collect(),
            rules: rules.collect(),
            instrument,
        }
    }

    /// The instrument behind it.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The band alone, without allocating.
    ///
    /// `states` are in the order of the instrument's signs; what is missing at the end was not asked.
    pub fn band(&self, context: Context, states: &[AnswerState]) -> Band {
        let tally = Tally::count(self, context, states);
        self.judge(&tally, self.as_child(context)).band
    }

    /// The whole finding, or what keeps these answers from being evaluated with this instrument.
    pub fn evaluate(&self, answers: &Answers) -> Result<Finding, Vec<AnswerProblem>> {
        let states = self.states(answers)?;
        Ok(self.evaluate_states(answers.context, &states))
    }

    /// The whole finding for states in the order of the instrument's signs.
    pub fn evaluate_states(&self, context: Context, states: &[AnswerState]) -> Finding {
        let tally = Tally::count(self, context, states);
        let judgement = self.judge(&tally, self.as_child(context));
        report::finding(self, context, states, &tally, &judgement)
    }

    /// The answers in the order of the instrument's signs; a sign without an answer was not asked.
    pub fn states(&self, answers: &Answers) -> Result<Vec<AnswerState>, Vec<AnswerProblem>> {
        let mut problems = answers.reference.differences(&self.instrument);
        let mut states = vec![AnswerState::NotAsked; self.marks.len()];
        for (nth, (code, state)) in answers.states.iter().enumerate() {
            match self.positions.get(code).and_then(|at| states.get_mut(*at)) {
                Some(place) => *place = *state,
                None => problems.push(AnswerProblem::unknown_code(code, nth)),
            }
        }
        if problems.is_empty() { Ok(states) } else { Err(problems) }
    }

    /// Whether the rules for children apply.
    ///
    /// A person of unknown age is presumed to be a child (Council of Europe Convention, Art. 10(3)); whoever meets an
    /// instrument for children gets the benefit of the doubt. An account has no age.
    fn as_child(&self, context: Context) -> bool {
        self.instrument.about == About::Person
            && (context.child != ChildFlag::No || self.instrument.for_whom == Audience::Child)
    }

    fn judge(&self, tally: &Tally, child: bool) -> Judgement {
        let mut judgement = Judgement { band: Band::DoorOpen, outcome: None, withheld: None };
        for (at, rule) in self.rules.iter().enumerate() {
            if (rule.child_only && !child) || !rule.tests.iter().any(|test| tally.meets(*test)) {
                continue;
            }
            // Vulnerability is a reason to look and to help; on its own it never presumes.
            if rule.band >= Band::ProtectNow && !tally.substantive {
                judgement.withheld = judgement.withheld.or(Some(at));
                judgement.raise(Band::TalkMoreSafely);
                continue;
            }
            judgement.outcome = Some(at);
            judgement.raise(rule.band);
            break;
        }
        if tally.relation {
            judgement.raise(Band::TalkMoreSafely);
        }
        if tally.disclosure || (child && (tally.strong_control_or_exploitation || tally.act_and_exploitation))
        {
            judgement.raise(Band::ProtectNow);
        }
        if tally.danger {
            judgement.raise(Band::DangerNow);
        }
        judgement
    }
}

/// The band with what it rests on.
#[derive(Debug, Clone, Copy)]
struct Judgement {
    band: Band,
    /// The outcome that holds.
    outcome: Option<usize>,
    /// The first outcome that would hold, were it not for vulnerability or a relation alone.
    withheld: Option<usize>,
}

impl Judgement {
    fn raise(&mut self, band: Band) {
        self.band = self.band.max(band);
    }
}
