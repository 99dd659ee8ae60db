//! What an evaluation gives: a band, the reasons for it, and how much was asked.
//!
//! A finding is complete in itself, with labels in every language of the instrument, so that it can be sealed and
//! read years later. It holds no probability and no word about what somebody is not.

use serde::{Deserialize, Serialize};

use crate::instrument::Labels;
pub use crate::terms::Band;
use crate::terms::{About, AnswerState, Kind, Setting, Strength};

/// Why a band was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Someone is in danger at this moment.
    DangerNow,
    /// The person said that they are exploited or held.
    ExplicitDisclosure,
    /// A child with one strong sign of control or exploitation.
    ChildStrongSign,
    /// A child with an act and exploitation; no means is needed (Palermo Protocol, Art. 3(c)).
    ChildActAndExploitation,
    /// An outcome of the instrument's case rule holds.
    CaseOutcome,
    /// An outcome rests on vulnerability or a relation alone, so the band stops below protection.
    NotOnVulnerabilityAlone,
    /// A sign about a relation alone: verify safely and keep the family together.
    RelationAlone,
    /// A sign about a relation beside other signs.
    RelationAmongSigns,
    /// Nothing raised the band; the door stays open.
    NothingRaised,
}

impl ReasonCode {
    /// Every reason, in the order in which they are given within a band.
    pub const ALL: &'static [ReasonCode] = &[
        ReasonCode::DangerNow,
        ReasonCode::ExplicitDisclosure,
        ReasonCode::ChildStrongSign,
        ReasonCode::ChildActAndExploitation,
        ReasonCode::CaseOutcome,
        ReasonCode::NotOnVulnerabilityAlone,
        ReasonCode::RelationAlone,
        ReasonCode::RelationAmongSigns,
        ReasonCode::NothingRaised,
    ];
}

/// One reason, the band it asks for and the signs or dimensions it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which rule speaks.
    pub code: ReasonCode,
    /// The band this rule asks for.
    pub band: Band,
    /// The signs it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// The outcome of the case rule, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// A sign that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignPresent {
    /// Its code.
    pub code: String,
    /// The sign in a few words.
    pub label: Labels,
    /// How much it weighs.
    pub strength: Strength,
    /// What it is about.
    pub kind: Kind,
    /// The dimension it counts in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// How it came to be known.
    pub how: AnswerState,
    /// The key of its source.
    pub source: String,
    /// The group it hits without reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bias_note: Option<String>,
}

/// A sign that is there and was not counted, because the setting explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Its code.
    pub code: String,
    /// The sign in a few words.
    pub label: Labels,
    /// How it came to be known.
    pub how: AnswerState,
    /// The settings that explain it.
    pub because: Vec<Setting>,
}

/// What one dimension holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionFinding {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub label: Labels,
    /// Strong signs present.
    pub strong: u16,
    /// Medium signs present.
    pub medium: u16,
    /// Weak signs present.
    pub weak: u16,
    /// Whether the combination rule is met.
    pub positive: bool,
}

/// Something the reader must know about how the finding came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The age is not known, so the person is treated as a child.
    ChildPresumed,
    /// An instrument for adults was used with a child; the rules for children were applied.
    AdultInstrumentUsedWithChild,
    /// An instrument for children was used with an adult; the rules for children were applied.
    ChildInstrumentUsedWithAdult,
    /// No sign was asked about or looked for.
    NothingAsked,
    /// The person preferred not to answer something; that says nothing against them.
    SomeDeclined,
    /// Some answers are unsure.
    SomeUnsure,
    /// Some signs were set aside because of the setting.
    SignsSetAside,
    /// No practitioner has reviewed the instrument yet.
    InstrumentDraft,
    /// The instrument's facts must still be compared with the original.
    InstrumentNeedsCheck,
}

impl Note {
    /// Every note, in the order in which they are given.
    pub const ALL: &'static [Note] = &[
        Note::ChildPresumed,
        Note::AdultInstrumentUsedWithChild,
        Note::ChildInstrumentUsedWithAdult,
        Note::NothingAsked,
        Note::SomeDeclined,
        Note::SomeUnsure,
        Note::SignsSetAside,
        Note::InstrumentDraft,
        Note::InstrumentNeedsCheck,
    ];
}

/// The result of one evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The instrument, as `id@version`.
    pub instrument: String,
    /// What was looked at.
    #[serde(default, skip_serializing_if = "About::is_person")]
    pub about: About,
    /// What to do next.
    pub band: Band,
    /// Whether the rules for children were applied.
    pub treated_as_child: bool,
    /// Every rule that spoke, the most urgent first; never empty.
    pub reasons: Vec<Reason>,
    /// The signs that are there, in the order of the instrument.
    pub indicators: Vec<SignPresent>,
    /// How many signs were asked about or looked for.
    pub asked: u16,
    /// How many signs the instrument has.
    pub of: u16,
    /// What each dimension holds.
    pub dimensions: Vec<DimensionFinding>,
    /// The code of the case outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What that outcome means.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub outcome_label: Labels,
    /// Signs that are there and were not counted.
    pub set_aside: Vec<SetAside>,
    /// What the reader must know.
    pub notes: Vec<Note>,
}
