//! What the person asks for by herself, in her own words.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::{Due, Event, Events};
use crate::coded::coded;
use crate::profile::Profile;
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
    /// When it was seen that somebody had answered; none in what was written before that was kept.
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
}

impl Request {
    /// By when the law wants it answered: within the profile's time for requests about one's own file.
    /// An advocate and a complaint are no such requests.
    pub fn due(&self, profile: &Profile) -> Option<Due> {
        if self.kind != RequestKind::Correction || self.answered_at.is_some() {
            return None;
        }
        let rule = profile.clock(&profile.access_requests().clock)?;
        rule.due(&Events::from([(Event::Requested, self.at)]), profile.calendar()).ok()
    }
}
