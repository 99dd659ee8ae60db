//! Turning a judgement into a finding that names its reasons.

use crate::answers::Context;
use crate::finding::{DimensionFinding, Finding, Note, Reason, ReasonCode, SetAside, SignPresent};
use crate::instrument::{Indicator, Outcome};
use crate::terms::{About, AnswerState, Audience, Band, ChildFlag, Kind, ReviewState, Setting, Strength};

use super::tally::Tally;
use super::{Compiled, Judgement};

pub(super) fn finding(
    compiled: &Compiled,
    context: Context,
    states: &[AnswerState],
    tally: &Tally,
    judgement: &Judgement,
) -> Finding {
    let instrument = &compiled.instrument;
    let (present, set_aside) = sort_signs(compiled, context, states);
    let asked = states.iter().take(compiled.marks.len()).filter(|state| state.was_asked()).count();
    let outcome = judgement.outcome.and_then(|at| instrument.outcomes.get(at));
    let mut finding = Finding {
        instrument: instrument.reference(),
        about: instrument.about,
        band: judgement.band,
        treated_as_child: compiled.as_child(context),
        reasons: reasons(compiled, context, tally, judgement, &present),
        indicators: present.iter().map(|(indicator, how)| sign(indicator, *how)).collect(),
        asked: u16::try_from(asked).unwrap_or(u16::MAX),
        of: u16::try_from(compiled.marks.len()).unwrap_or(u16::MAX),
        dimensions: dimensions(compiled, tally),
        outcome: outcome.map(|outcome| outcome.code.clone()),
        outcome_label: outcome.map(|outcome| outcome.label.clone()).unwrap_or_default(),
        set_aside,
        notes: Vec::new(),
    };
    finding.notes = notes(compiled, context, states, &finding);
    finding
}

type Present<'a> = Vec<(&'a Indicator, AnswerState)>;

/// Parts the signs that are there into those that stand and those that the setting explains.
fn sort_signs<'a>(
    compiled: &'a Compiled,
    context: Context,
    states: &[AnswerState],
) -> (Present<'a>, Vec<SetAside>) {
    let mut present = Vec::new();
    let mut set_aside = Vec::new();
    for (indicator, state) in compiled.instrument.indicators.iter().zip(states) {
        if !state.is_yes() {
            continue;
        }
        let explains = |setting: &&Setting| context.setting_bits() & setting.bit() != 0;
        let because: Vec<Setting> = indicator.not_if.iter().filter(explains).copied().collect();
        if because.is_empty() {
            present.push((indicator, *state));
        } else {
            let (code, label) = (indicator.code.clone(), indicator.label.clone());
            set_aside.push(SetAside { code, label, how: *state, because });
        }
    }
    (present, set_aside)
}

fn sign(indicator: &Indicator, how: AnswerState) -> SignPresent {
    SignPresent {
        code: indicator.code.clone(),
        label: indicator.label.clone(),
        strength: indicator.strength,
        kind: indicator.kind,
        dimension: indicator.dimension.clone(),
        how,
        source: indicator.source.clone(),
        bias_note: indicator.bias_note.clone(),
    }
}

fn dimensions(compiled: &Compiled, tally: &Tally) -> Vec<DimensionFinding> {
    let counted = compiled.instrument.dimensions.iter().zip(&tally.counts).enumerate();
    let finding = counted.map(|(at, (dimension, counts))| DimensionFinding {
        code: dimension.code.clone(),
        label: dimension.label.clone(),
        strong: counts.strong,
        medium: counts.medium,
        weak: counts.weak,
        positive: tally.positive & (1 << at) != 0,
    });
    finding.collect()
}

fn reasons(
    compiled: &Compiled,
    context: Context,
    tally: &Tally,
    judgement: &Judgement,
    present: &[(&Indicator, AnswerState)],
) -> Vec<Reason> {
    let codes = |wanted: &dyn Fn(&Indicator) -> bool| {
        let scored = present.iter().filter(|(indicator, _)| indicator.strength != Strength::Recorded);
        scored
            .filter(|(indicator, _)| wanted(indicator))
            .map(|(indicator, _)| indicator.code.clone())
            .collect()
    };
    let of_kind = |kind: Kind| codes(&|indicator: &Indicator| indicator.kind == kind);
    let mut reasons = Vec::new();
    let mut give = |code, band, indicators: Vec<String>, outcome: Option<&Outcome>| {
        let outcome = outcome.map(|outcome| outcome.code.clone());
        reasons.push(Reason { code, band, indicators, outcome });
    };
    if tally.danger {
        give(ReasonCode::DangerNow, Band::DangerNow, of_kind(Kind::Danger), None);
    }
    if tally.disclosure {
        give(ReasonCode::ExplicitDisclosure, Band::ProtectNow, of_kind(Kind::Disclosure), None);
    }
    if compiled.as_child(context) && tally.strong_control_or_exploitation {
        let strong = codes(&|indicator: &Indicator| {
            indicator.strength == Strength::Strong
                && matches!(indicator.kind, Kind::Control | Kind::Exploitation)
        });
        give(ReasonCode::ChildStrongSign, Band::ProtectNow, strong, None);
    }
    if compiled.as_child(context) && tally.act_and_exploitation {
        let both = codes(&|indicator: &Indicator| {
            matches!(indicator.kind, Kind::Recruitment | Kind::Control | Kind::Exploitation)
        });
        give(ReasonCode::ChildActAndExploitation, Band::ProtectNow, both, None);
    }
    if let Some(outcome) = judgement.outcome.and_then(|at| compiled.instrument.outcomes.get(at)) {
        give(ReasonCode::CaseOutcome, outcome.band, Vec::new(), Some(outcome));
    }
    if let Some(outcome) = judgement.withheld.and_then(|at| compiled.instrument.outcomes.get(at)) {
        give(ReasonCode::NotOnVulnerabilityAlone, Band::TalkMoreSafely, Vec::new(), Some(outcome));
    }
    if tally.relation {
        let code = if tally.substantive { ReasonCode::RelationAmongSigns } else { ReasonCode::RelationAlone };
        give(code, Band::TalkMoreSafely, of_kind(Kind::Relation), None);
    }
    if reasons.is_empty() {
        let code = ReasonCode::NothingRaised;
        reasons.push(Reason { code, band: Band::DoorOpen, indicators: Vec::new(), outcome: None });
    }
    // The sort is stable: reasons of one band stay in the order of the rules above.
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.band));
    reasons
}

fn notes(compiled: &Compiled, context: Context, states: &[AnswerState], finding: &Finding) -> Vec<Note> {
    let instrument = &compiled.instrument;
    let states = states.get(..compiled.marks.len()).unwrap_or(states);
    let made_for = instrument.for_whom;
    let person = instrument.about == About::Person;
    let notes = [
        (Note::ChildPresumed, person && context.child == ChildFlag::Unsure),
        (
            Note::AdultInstrumentUsedWithChild,
            person && made_for == Audience::Adult && context.child != ChildFlag::No,
        ),
        (
            Note::ChildInstrumentUsedWithAdult,
            person && made_for == Audience::Child && context.child == ChildFlag::No,
        ),
        (Note::NothingAsked, finding.asked == 0),
        (Note::SomeDeclined, states.contains(&AnswerState::Declined)),
        (Note::SomeUnsure, states.contains(&AnswerState::Unsure)),
        (Note::SignsSetAside, !finding.set_aside.is_empty()),
        (Note::InstrumentDraft, instrument.review_state == ReviewState::Draft),
        (Note::InstrumentNeedsCheck, instrument.needs_check),
    ];
    notes.into_iter().filter(|(_, holds)| *holds).map(|(note, _)| note).collect()
}
