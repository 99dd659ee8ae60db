//! The status as sentences for a person: message keys and arguments, one whole sentence each.
//!
//! The words themselves live in `locales/`; nothing is glued together here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Status;
use crate::challenge::Standing;
use crate::coded::Coded;
use crate::profile::Profile;
use crate::support::Support;

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A civil date, shown as the reader's language writes it.
    Date(Date),
    /// A number.
    Number(u32),
    /// A code whose label is a message of its own.
    Code(String),
}

/// A sentence: the key of a message and its named arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key in `locales/`.
    pub key: String,
    /// The arguments by name.
    pub arguments: BTreeMap<&'static str, Argument>,
}

impl Message {
    fn new(track: &str, position: &str) -> Message {
        Message { key: format!("status-{track}-{}", position.replace('_', "-")), arguments: BTreeMap::new() }
    }

    fn with(mut self, name: &'static str, argument: Argument) -> Message {
        self.arguments.insert(name, argument);
        self
    }
}

impl Status {
    /// The status in sentences, the most urgent tracks first.
    pub fn describe(&self, profile: &Profile, now: Timestamp) -> Vec<Message> {
        let day = |at: Timestamp| Argument::Date(profile.calendar().date_of(at));
        let mut sentences = vec![Message::new("whereabouts", self.whereabouts.code())];
        let support = Message::new("support", self.support.code());
        sentences.push(match self.support {
            Support::Ended(reason) => support.with("reason", Argument::Code(reason.code().to_owned())),
            _ => support,
        });
        let recognition = &self.recognition;
        let mut sentence =
            Message::new("recognition", recognition.position.code()).with("since", day(recognition.since));
        if let Some(origin) = recognition.origin {
            sentence = sentence.with("origin", Argument::Code(origin.code().to_owned()));
        }
        sentences.push(sentence);
        sentences.extend(self.refusal_standing(now).map(|standing| match standing {
            Standing::NotTold => Message::new("refusal", "not_told"),
            Standing::Challenged => Message::new("refusal", "challenged"),
            Standing::Final { since } => Message::new("refusal", "final").with("since", day(since)),
            Standing::CanBeChallenged { until } => {
                // The instant is the first one too late; the last good day is the day before it ends.
                let last = until.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap_or(until);
                Message::new("refusal", "can_be_challenged").with("last_day", day(last))
            }
        }));
        if self.disqualification.as_ref().is_some_and(|standing| standing.lifted_at.is_none()) {
            let key = if self.disqualification_takes_effect(now) { "in_effect" } else { "can_be_reviewed" };
            sentences.push(Message::new("disqualification", key));
        }
        sentences.push(Message::new("age", self.age.code()));
        let open = self.proceedings.values().filter(|step| step.code() != "ended").count();
        if open > 0 {
            let count = u32::try_from(open).unwrap_or(u32::MAX);
            sentences.push(Message::new("proceedings", "open").with("count", Argument::Number(count)));
        }
        sentences
    }
}
