//! The answers of one contact, as a phone or a page sends them.
//!
//! [`parse_json`] checks the shape; [`crate::Compiled::evaluate`] checks that they fit the instrument.
//! Messages name a place and a mend, never what was written there: an answer may hold a name by mistake.

mod json;
mod reference;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::terms::{AnswerState, ChildFlag, Setting};

pub use reference::Reference;

/// The longest message that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// The most answers in one message; more than twice the longest shipped instrument.
pub const MAX_ANSWERS: usize = 500;
/// The longest text in one message, in characters.
pub const MAX_TEXT: usize = 500;
/// The most entries about what the person was told.
pub const MAX_TOLD: usize = 20;

/// What is known about the person and the place before any sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Whether the person is under eighteen.
    pub child: ChildFlag,
    settings: u8,
}

impl Context {
    /// No setting named yet.
    pub fn new(child: ChildFlag) -> Self {
        Context { child, settings: 0 }
    }

    /// The same with this setting.
    #[must_use]
    pub fn in_setting(self, setting: Setting) -> Self {
        Context { settings: self.settings | setting.bit(), ..self }
    }

    pub(crate) fn setting_bits(self) -> u8 {
        self.settings
    }
}

impl Default for Context {
    /// Nothing known: the person is presumed to be a child.
    fn default() -> Self {
        Context::new(ChildFlag::Unsure)
    }
}

/// One thing the person was told, or not, before the first question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// Said or not said.
    Flag(bool),
    /// How or in which language.
    Text(String),
}

/// Answers of one contact, with the instrument they were given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The instrument the questions came from.
    pub reference: Reference,
    /// What is known about the person and the place.
    pub context: Context,
    /// What the person was told before the first question; kept, never scored.
    pub told_before: BTreeMap<String, Told>,
    /// The state of each sign that was sent.
    pub states: BTreeMap<String, AnswerState>,
}

impl Answers {
    /// The message again, in one form whatever its sender's; [`parse_json`] reads it back as the same answers.
    pub fn to_json(&self) -> String {
        let mut context = serde_json::Map::new();
        context.insert("child".to_owned(), self.context.child.code().into());
        for setting in Setting::ALL.iter().filter(|setting| self.context.settings & setting.bit() != 0) {
            context.insert(setting.code().to_owned(), true.into());
        }
        let message = serde_json::json!({
            "instrument": self.reference.to_string(),
            "context": context,
            "told_before": self.told_before,
            "answers": self.states,
        });
        message.to_string()
    }
}

/// One thing that keeps answers from being used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{field}: {message} (mend: {mend})")]
pub struct AnswerProblem {
    /// The stable code.
    pub code: &'static str,
    /// Where in the message.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl AnswerProblem {
    fn new(code: &'static str, field: impl Into<String>, message: &str, mend: &str) -> Self {
        AnswerProblem { code, field: field.into(), message: message.to_owned(), mend: mend.to_owned() }
    }

    pub(crate) fn unknown_code(code: &str, nth: usize) -> Self {
        AnswerProblem::new(
            "answers.unknown_code",
            place("answers", code, nth),
            "the instrument has no such sign",
            "send only codes of this version of the instrument",
        )
    }
}

/// Names an entry by its key if that is a plain code, otherwise by its place.
fn place(within: &str, key: &str, nth: usize) -> String {
    let is_code = |character: char| character.is_ascii_uppercase() || character.is_ascii_digit();
    if !key.is_empty() && key.len() <= 16 && key.chars().all(is_code) {
        format!("{within}.{key}")
    } else {
        format!("{within}[{nth}]")
    }
}

/// Reads answers from JSON and reports every problem of their shape at once.
pub fn parse_json(text: &str) -> Result<Answers, Vec<AnswerProblem>> {
    json::parse(text)
}
