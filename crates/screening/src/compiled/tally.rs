//! Counting the signs that are there: one pass, a fixed array, no allocation.

use crate::answers::Context;
use crate::instrument::Alternative;
use crate::terms::{AnswerState, Kind, Strength};

use super::{Bits, Compiled, MAX_DIMENSIONS, Mark, Test};

/// Signs present in one dimension, by strength.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub strong: u16,
    pub medium: u16,
    pub weak: u16,
}

impl Counts {
    /// Whether the signs are enough, a stronger one standing in for a weaker one.
    fn meet(self, alternative: Alternative) -> bool {
        let strong = u32::from(self.strong);
        let medium = strong + u32::from(self.medium);
        let weak = medium + u32::from(self.weak);
        let needs_strong = u32::from(alternative.strong);
        let needs_medium = needs_strong + u32::from(alternative.medium);
        let needs_weak = needs_medium + u32::from(alternative.weak);
        strong >= needs_strong && medium >= needs_medium && weak >= needs_weak
    }
}

/// What the answers hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub counts: [Counts; MAX_DIMENSIONS],
    /// Dimensions that are positive.
    pub positive: Bits,
    /// Dimensions with a scored sign.
    signs: Bits,
    /// Dimensions with a strong sign.
    strong: Bits,
    pub danger: bool,
    pub disclosure: bool,
    pub relation: bool,
    /// Whether a scored sign is about anything but vulnerability or a relation.
    pub substantive: bool,
    pub strong_control_or_exploitation: bool,
    pub act_and_exploitation: bool,
}

impl Tally {
    pub(super) fn count(compiled: &Compiled, context: Context, states: &[AnswerState]) -> Tally {
        let mut tally = Tally::default();
        let mut act = false;
        let mut exploitation: Bits = 0;
        for (mark, state) in compiled.marks.iter().zip(states) {
            if !counts(*mark, context, *state) {
                continue;
            }
            let bit = tally.add(*mark);
            match mark.kind {
                Kind::Danger => tally.danger = true,
                Kind::Disclosure => tally.disclosure = true,
                Kind::Relation => tally.relation = true,
                Kind::Recruitment => act = true,
                Kind::Control | Kind::Exploitation => {
                    tally.strong_control_or_exploitation |= mark.strength == Strength::Strong;
                    if mark.kind == Kind::Control { act = true } else { exploitation |= bit }
                }
                Kind::Vulnerability | Kind::Surroundings => {}
            }
            tally.substantive |= !matches!(mark.kind, Kind::Vulnerability | Kind::Relation);
        }
        for (at, (counts, threshold)) in tally.counts.iter().zip(&compiled.thresholds).enumerate() {
            if threshold.iter().any(|alternative| counts.meet(*alternative)) {
                tally.positive |= 1 << at;
            }
        }
        // Being recruited, moved or held by someone is an act; the purpose shows in a positive dimension of exploitation.
        tally.act_and_exploitation = act && tally.positive & exploitation != 0;
        tally
    }

    /// Counts one sign and gives the bit of its dimension.
    fn add(&mut self, mark: Mark) -> Bits {
        let Some(at) = mark.dimension else {
            return 0;
        };
        let Some(counts) = self.counts.get_mut(usize::from(at)) else {
            return 0;
        };
        let bit: Bits = 1 << at;
        match mark.strength {
            Strength::Strong => {
                counts.strong += 1;
                self.strong |= bit;
            }
            Strength::Medium => counts.medium += 1,
            Strength::Weak => counts.weak += 1,
            Strength::Recorded => return 0,
        }
        self.signs |= bit;
        bit
    }

    /// Whether every list of the condition that is not empty is met.
    pub(super) fn meets(&self, test: Test) -> bool {
        let any = |wanted: Bits, present: Bits| wanted == 0 || wanted & present != 0;
        self.positive & test.positive == test.positive
            && any(test.any_positive, self.positive)
            && any(test.any_sign, self.signs)
            && any(test.any_strong, self.strong)
    }
}

/// Whether a sign is there, scored and not explained by the setting.
pub(super) fn counts(mark: Mark, context: Context, state: AnswerState) -> bool {
    state.is_yes() && mark.strength != Strength::Recorded && mark.not_if & context.setting_bits() == 0
}
