//! Free words about a person: kept, stored sealed, never printed by accident.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text a person wrote about a case.
///
/// There is no `Display`, and `Debug` tells the length only, so that it cannot reach a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(String);

impl Words {
    /// Takes the words as they were written.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The words, for a page made for someone who may read them.
    pub fn read(&self) -> &str {
        &self.0
    }

    /// Says whether nothing but white space was written.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} bytes)", self.0.len())
    }
}
