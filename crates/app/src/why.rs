//! Why a track moves: a code for review over many cases, and words where words are needed.

use havenward_domain::author::{self, MoveReason};
use havenward_domain::words::Words;

use crate::{AppError, Ctx};

/// No text about a move is longer.
const LONGEST: usize = 4_000;

/// Why a track moves.
#[derive(Debug, Clone)]
pub struct Why {
    reason: MoveReason,
    words: Option<Words>,
}

impl Why {
    /// A reason without words.
    pub fn of(reason: MoveReason) -> Self {
        Self { reason, words: None }
    }

    /// A reason with words, if there are any.
    pub fn new(reason: MoveReason, words: Option<String>) -> Result<Self, AppError> {
        let words = words.map(|text| checked_words("words", text)).transpose()?;
        Ok(Self { reason, words })
    }
}

/// Words as a person wrote them, if they can be kept.
pub(crate) fn checked_words(field: &'static str, text: String) -> Result<Words, AppError> {
    if text.trim().is_empty() || text.len() > LONGEST || text.contains('\0') {
        return Err(AppError::invalid(field, format!("give 1 to {LONGEST} bytes, or leave it out")));
    }
    Ok(Words::new(text))
}

impl Ctx {
    /// An act of the actor, now, for this reason.
    pub(crate) async fn act_because(&mut self, why: Why) -> Result<author::Act, AppError> {
        self.act(why.reason, why.words).await
    }
}
