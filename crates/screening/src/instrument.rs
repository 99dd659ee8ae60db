//! An instrument: who it is for, its signs, and the rules that turn signs into a band.
//!
//! Instruments come from [`crate::parse`], which has checked every rule of the format.
//! Nothing here evaluates; see [`crate::compiled`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::terms::{
    About, AskBy, Audience, Band, FieldType, Kind, Mode, Phase, ReviewState, Setting, SourceMark, Strength,
};

/// The same text in several languages; a parsed instrument always holds English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Labels(pub BTreeMap<String, String>);

impl Labels {
    /// The text in this language or the nearest one: `pt-BR`, then `pt`, then English, then any.
    pub fn in_language(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or_default();
        self.0
            .get(language)
            .or_else(|| self.0.get(primary))
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A work that signs or weights were taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The short name that signs cite.
    pub key: String,
    /// What the work is called.
    pub title: String,
    /// Where to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<SourceMark>,
}

/// Something the form asks around the signs. It is never scored and never part of the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What expressions call it.
    pub name: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// The list it chooses from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The words that ask for it; empty for what is calculated.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub label: Labels,
    /// Help for the worker.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub hint: Labels,
    /// The file with the spoken words, for each language.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub audio: Labels,
    /// Whether the form asks to fill it in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// When the form shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// What must hold of what was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<String>,
    /// What to say when it does not hold.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub constraint_message: Labels,
    /// How it is calculated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    /// Which entries of the list are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<String>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The list it belongs to.
    pub list: String,
    /// What is stored.
    pub name: String,
    /// What is shown.
    pub label: Labels,
    /// The file with the spoken words, for each language.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub audio: Labels,
    /// What a filter may look at.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// One way in which a dimension becomes positive: at least so many signs of each strength.
///
/// A stronger sign may stand in for a weaker one, never the other way round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Strong signs needed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub strong: u16,
    /// Medium signs needed besides.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub medium: u16,
    /// Weak signs needed besides.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub weak: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(count: &u16) -> bool {
    *count == 0
}

/// A group of signs that is positive or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// The code that signs and outcomes name.
    pub code: String,
    /// What the dimension is called.
    pub label: Labels,
    /// The part of the journey it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Its own combination rule; empty means the instrument's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub combination: Vec<Alternative>,
}

/// One sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The code that answers use.
    pub code: String,
    /// The question type of the form, `select_one` or `acknowledge`.
    #[serde(rename = "type")]
    pub question_type: String,
    /// The sign in a few words.
    pub label: Labels,
    /// Words to ask with.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub question: Labels,
    /// What to look for when asking is not safe or not possible.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub observe: Labels,
    /// Help for the worker.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub hint: Labels,
    /// The file with the spoken question, for each language.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub audio: Labels,
    /// When a form shows the question, as an XLSForm expression. It never decides whether an answer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// How much it weighs.
    pub strength: Strength,
    /// The dimension it counts in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// What it is about.
    pub kind: Kind,
    /// How it comes to be known.
    pub mode: Vec<Mode>,
    /// Who may ask.
    pub ask_by: AskBy,
    /// Settings in which it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_if: Vec<Setting>,
    /// The group it hits without reason, and what to do about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bias_note: Option<String>,
    /// What still has to be compared with the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_note: Option<String>,
    /// The key of its source.
    pub source: String,
    /// The keys of further sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_from: Vec<String>,
    /// The part of the journey it belongs to, where that differs from its dimension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The ILO forced-labour indicators (1 to 11) it matches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ilo_11: Vec<u8>,
}

/// One way for an outcome to hold. Every list that is not empty must be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// All of these dimensions are positive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positive: Vec<String>,
    /// At least one of these dimensions is positive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_positive: Vec<String>,
    /// At least one of these dimensions holds a scored sign.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_sign: Vec<String>,
    /// At least one of these dimensions holds a strong sign.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_strong: Vec<String>,
}

/// One result of the case rule. Outcomes are tried in order; the first that holds is the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The stable code.
    pub code: String,
    /// What the signs together look like; never a verdict about the person.
    pub label: Labels,
    /// The band it asks for.
    pub band: Band,
    /// Whether it holds only for someone treated as a child.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub child_only: bool,
    /// The ways in which it holds; one is enough.
    pub when: Vec<Condition>,
}

/// A parsed and checked instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Instrument {
    /// The stable id.
    pub id: String,
    /// The version, an integer or a semantic version.
    pub version: String,
    /// What it is called.
    pub title: Labels,
    /// Whom it was made for.
    pub for_whom: Audience,
    /// What it looks at.
    #[serde(default, skip_serializing_if = "About::is_person")]
    pub about: About,
    /// How far it was checked by practitioners.
    pub review_state: ReviewState,
    /// Who reviewed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<String>,
    /// The day of the review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<String>,
    /// Whether its facts must still be compared with the original.
    pub needs_check: bool,
    /// Under which terms it may be used.
    pub licence: String,
    /// The works it draws on.
    pub sources: Vec<Source>,
    /// The combination rule of dimensions without their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub combination: Vec<Alternative>,
    /// The dimensions, in order.
    pub dimensions: Vec<Dimension>,
    /// The case rule, most urgent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// The lists that fields choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// What the form asks before the signs, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The signs, in the order of the form.
    pub indicators: Vec<Indicator>,
}

impl Instrument {
    /// The reference that answers carry: `id@version`.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}
