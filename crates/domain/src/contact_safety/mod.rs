//! How the person may be reached without danger, and who else may be contacted about her: nobody, until cleared.
//!
//! A channel is used only while somebody has marked it safe, at its hours, after the safe word if there is one.
//! No message is ever left unless the person chose so. No relative, guardian, companion, embassy or consulate is
//! contacted until a named worker clears that one and that channel with a reason; a guardian may be the trafficker.

mod third_party;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::hours::Hours;
use crate::id::UserId;
use crate::language::Language;
use crate::secret::{Secret, sealing};

pub use third_party::{Clearance, ClearanceError, Relation, ThirdParty};

/// How long "safe to contact" holds unless a shorter time was said.
pub const SAFE_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

coded! {
    /// Kind of channel.
    pub enum ChannelKind {
        /// Telephone call.
        Phone = "phone",
        /// Text message.
        Sms = "sms",
        /// Messenger.
        Messenger = "messenger",
        /// E-mail.
        Email = "email",
        /// Post.
        Post = "post",
        /// In person.
        InPerson = "in_person",
        /// Through a worker she trusts.
        ThroughWorker = "through_worker",
    }
}

coded! {
    /// Whether a message may be left.
    pub enum LeaveMessage {
        /// Never.
        Never = "never",
        /// A neutral text from the reviewed list.
        Neutral = "neutral",
    }
}

coded! {
    /// Who else uses the device or address.
    pub enum WhoElse {
        /// Not known: treated as shared.
        Unknown = "unknown",
        /// The person's alone.
        Nobody = "nobody",
        /// Others use it too.
        Others = "others",
    }
}

/// One way to reach the person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Kind.
    pub kind: ChannelKind,
    /// Number or address.
    #[serde(with = "sealing")]
    pub address: Secret<String>,
    /// Safe hours, in the person's local time.
    pub hours: Hours,
    /// Whether a message may be left.
    pub leave_message: LeaveMessage,
    /// Who else uses it.
    pub who_else: WhoElse,
    safe: Option<Safe>,
}

/// Who marked a channel safe, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Safe {
    by: UserId,
    at: Timestamp,
    until: Timestamp,
}

/// Why a channel cannot be used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// Nobody has marked it safe, or that has run out.
    #[error("nobody has marked this channel as safe")]
    NotMarkedSafe,
    /// Not at this hour.
    #[error("not at this hour")]
    OutsideHours,
}

/// A channel that may be used now, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MayReach<'a> {
    /// The channel.
    pub channel: &'a Channel,
    /// The word to hear before saying anything, if one is set.
    pub safe_word: Option<&'a Secret<String>>,
    /// Whether a message may be left: never, where others use the channel or nobody knows.
    pub leave_message: LeaveMessage,
}

impl Channel {
    /// A channel as the person gave it: never leave a message, not known who else uses it, not yet safe.
    pub fn new(kind: ChannelKind, address: Secret<String>, hours: Hours) -> Self {
        let (leave_message, who_else) = (LeaveMessage::Never, WhoElse::Unknown);
        Self { kind, address, hours, leave_message, who_else, safe: None }
    }

    /// Marks it safe for thirty days.
    #[must_use]
    pub fn mark_safe(self, by: UserId, now: Timestamp) -> Self {
        self.mark_safe_until(Timestamp::MAX, by, now)
    }

    /// Marks it safe until an instant, thirty days from now at the latest.
    #[must_use]
    pub fn mark_safe_until(self, until: Timestamp, by: UserId, now: Timestamp) -> Self {
        let latest = now.checked_add(SAFE_FOR).unwrap_or(Timestamp::MAX);
        Self { safe: Some(Safe { by, at: now, until: until.min(latest) }), ..self }
    }

    /// Takes the mark away at once.
    #[must_use]
    pub fn mark_unsafe(self) -> Self {
        Self { safe: None, ..self }
    }

    /// Until when it is marked safe.
    pub fn safe_until(&self) -> Option<Timestamp> {
        self.safe.map(|safe| safe.until)
    }
}

/// How one person may be contacted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactSafety {
    /// The language to use.
    pub language: Language,
    /// Channels, the person's first choice first.
    pub channels: Vec<Channel>,
    /// The word that shows it is she, and that she can talk.
    #[serde(with = "sealing")]
    pub safe_word: Option<Secret<String>>,
}

impl ContactSafety {
    /// The first channel that may be used now. Without one, a worker gets a task and nothing is sent.
    pub fn reach(&self, local: DateTime, now: Timestamp) -> Option<MayReach<'_>> {
        self.channels.iter().find_map(|channel| self.may_use(channel, local, now).ok())
    }

    /// Whether this channel may be used now, and how.
    pub fn may_use<'a>(
        &'a self,
        channel: &'a Channel,
        local: DateTime,
        now: Timestamp,
    ) -> Result<MayReach<'a>, NotNow> {
        if channel.safe.is_none_or(|safe| now < safe.at || now >= safe.until) {
            return Err(NotNow::NotMarkedSafe);
        }
        if !channel.hours.contain(local) {
            return Err(NotNow::OutsideHours);
        }
        let leave_message = match channel.who_else {
            WhoElse::Nobody => channel.leave_message,
            WhoElse::Unknown | WhoElse::Others => LeaveMessage::Never,
        };
        Ok(MayReach { channel, safe_word: self.safe_word.as_ref(), leave_message })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::hours::Span;

    fn day(n: i64) -> Timestamp {
        Timestamp::from_second(n * 86_400).unwrap()
    }

    fn worker() -> UserId {
        UserId::from_random([1; 16])
    }

    fn safety(channel: Channel) -> ContactSafety {
        ContactSafety {
            language: "uk".parse().unwrap(),
            channels: vec![channel],
            safe_word: Some("maple".into()),
        }
    }

    fn phone() -> Channel {
        // Mondays from nine to eleven; 2024-03-11 was a Monday.
        let hours = Hours::Weekly(vec![Span::new(1, time(9, 0, 0, 0), time(11, 0, 0, 0)).unwrap()]);
        Channel::new(ChannelKind::Phone, "+371 000".into(), hours)
    }

    fn monday_at(hour: i8) -> DateTime {
        date(2024, 3, 11).at(hour, 0, 0, 0)
    }

    #[test]
    fn nothing_is_sent_on_a_channel_that_nobody_marked_safe() {
        assert!(safety(phone()).reach(monday_at(10), day(1)).is_none());
        let withdrawn = safety(phone().mark_safe(worker(), day(1)).mark_unsafe());
        assert!(withdrawn.reach(monday_at(10), day(1)).is_none());
    }

    #[test]
    fn safe_to_contact_runs_out_after_thirty_days_at_the_latest() {
        let marked = safety(phone().mark_safe_until(day(900), worker(), day(1)));
        assert!(marked.reach(monday_at(10), day(30)).is_some());
        assert!(marked.reach(monday_at(10), day(31)).is_none());
    }

    #[test]
    fn nobody_calls_outside_the_safe_hours() {
        let marked = safety(phone().mark_safe(worker(), day(1)));
        let refused = marked.may_use(&marked.channels[0], monday_at(12), day(2)).err();
        assert_eq!(refused, Some(NotNow::OutsideHours));
    }

    #[test]
    fn a_message_is_left_only_if_she_chose_so_and_the_channel_is_hers_alone() {
        let left = |leave_message, who_else| {
            let channel = Channel { leave_message, who_else, ..phone().mark_safe(worker(), day(1)) };
            safety(channel).reach(monday_at(10), day(2)).map(|may| may.leave_message)
        };
        assert_eq!(phone().leave_message, LeaveMessage::Never);
        assert_eq!(left(LeaveMessage::Neutral, WhoElse::Nobody), Some(LeaveMessage::Neutral));
        assert_eq!(left(LeaveMessage::Neutral, WhoElse::Unknown), Some(LeaveMessage::Never));
        assert_eq!(left(LeaveMessage::Neutral, WhoElse::Others), Some(LeaveMessage::Never));
    }

    #[test]
    fn the_safe_word_comes_with_the_permission_to_call() {
        let marked = safety(phone().mark_safe(worker(), day(1)));
        let may = marked.reach(monday_at(10), day(2)).unwrap();
        assert_eq!(may.safe_word.unwrap().expose(), "maple");
    }
}
