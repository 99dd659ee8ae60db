//! What the person asks for by herself, in her own words.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::secret::{Secret, sealing};

coded! {
    /// What is asked for.
    pub enum RequestKind {
        /// An independent supporter of an adult.
        Advocate = "advocate",
        /// Something that is recorded is wrong (Regulation (EU) 2016/679, art. 16).
        Correction = "correction",
        /// A complaint about how she was treated.
        Complaint = "complaint",
    }
}

/// A request as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub struct Request {
    /// What for.
    pub kind: RequestKind,
    /// In her words.
    #[serde(default, with = "sealing")]
    pub words: Option<Secret<String>>,
    /// When.
    pub at: Timestamp,
}
