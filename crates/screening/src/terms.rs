//! The closed vocabularies of instruments and answers, with their stable codes.
//!
//! Codes are what files and messages carry; labels for people live in the instruments and the translations.

use serde::{Deserialize, Serialize};

macro_rules! terms {
    ($(#[$outer:meta])* $term:ident { $($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $term { $($(#[$doc])* #[serde(rename = $code)] $name),+ }

        impl $term {
            /// Every value, in the order of the format.
            pub const ALL: &'static [$term] = &[$($term::$name),+];

            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $($term::$name => $code),+ }
            }

            /// Finds the value with this code.
            pub fn from_code(code: &str) -> Option<$term> {
                match code { $($code => Some($term::$name),)+ _ => None }
            }
        }
    };
}

terms! {
    /// What to do next. The order is the order of urgency: a later band asks for more protection.
    Band {
        /// Nothing raised here; the person can come back.
        DoorOpen = "door_open",
        /// Talk again in safety, with someone trained.
        TalkMoreSafely = "talk_more_safely",
        /// Start protection before any formal decision.
        ProtectNow = "protect_now",
        /// Somebody is in danger at this moment.
        DangerNow = "danger_now",
    }
}

terms! {
    /// How much a sign weighs in its dimension.
    Strength {
        /// Strong.
        Strong = "strong",
        /// Medium.
        Medium = "medium",
        /// Weak.
        Weak = "weak",
        /// Written down, never scored.
        Recorded = "recorded",
    }
}

terms! {
    /// What a sign is about; the engine's own rules go by this.
    Kind {
        /// Someone holds the person in.
        Control = "control",
        /// The work, the acts or the gain that someone takes.
        Exploitation = "exploitation",
        /// How the person was found, moved or received.
        Recruitment = "recruitment",
        /// The person says that they are exploited or held.
        Disclosure = "disclosure",
        /// Someone is in danger at this moment.
        Danger = "danger",
        /// How two people belong together cannot be shown.
        Relation = "relation",
        /// A reason to look and to help; never enough to presume.
        Vulnerability = "vulnerability",
        /// Anything else seen: place, belongings, behaviour.
        Surroundings = "surroundings",
    }
}

terms! {
    /// How a sign comes to be known.
    Mode {
        /// It can be seen without a question.
        Observe = "observe",
        /// It is asked.
        Ask = "ask",
        /// It is read in a paper.
        Document = "document",
        /// Someone else reports it.
        ThirdParty = "third_party",
    }
}

terms! {
    /// Who may ask the question.
    AskBy {
        /// Anyone who meets the person.
        Any = "any",
        /// Someone trained to ask it.
        Trained = "trained",
        /// A health worker.
        Health = "health",
        /// Anyone, but nobody at a border.
        NoneAtBorder = "none_at_border",
    }
}

terms! {
    /// A setting that can produce a sign by itself, so that the sign says nothing about a trafficker.
    Setting {
        /// A camp or reception site.
        Camp = "camp",
        /// Detention or custody.
        Detention = "detention",
        /// The authorities hold the papers.
        PapersHeldByState = "papers_held_by_state",
        /// Housing that comes with seasonal work.
        SeasonalHousing = "seasonal_housing",
        /// The days after a disaster.
        Disaster = "disaster",
    }
}

terms! {
    /// Whom an instrument was made for.
    Audience {
        /// Adults.
        Adult = "adult",
        /// Children.
        Child = "child",
        /// Both.
        Any = "any",
    }
}

terms! {
    /// What an instrument looks at.
    About {
        /// A person, or people.
        Person = "person",
        /// An account or a customer, for those who must report; nobody is screened and no rule about age applies.
        Account = "account",
    }
}

terms! {
    /// How sure a source is, as a mark for whoever reviews the instrument.
    SourceMark {
        /// Seen in the source or in an extract of it.
        Seen = "S",
        /// Seen in a second-hand transcription only.
        SecondHand = "2",
        /// Known of the source and not read again.
        Known = "K",
        /// Our own decision.
        Design = "D",
    }
}

terms! {
    /// What a field of the form takes, as in XLSForm.
    FieldType {
        /// Words.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// A number.
        Decimal = "decimal",
        /// A day, such as 2026-03-31.
        Date = "date",
        /// One of a list.
        SelectOne = "select_one",
        /// Any number of a list.
        SelectMultiple = "select_multiple",
        /// Nothing; it only tells.
        Note = "note",
        /// Nothing; it is calculated.
        Calculate = "calculate",
    }
}

terms! {
    /// The part of the journey a dimension or sign belongs to.
    Phase {
        /// While the person was found and won over.
        Recruitment = "recruitment",
        /// On the way.
        Journey = "journey",
        /// Where the person works or is held.
        Destination = "destination",
    }
}

terms! {
    /// How far an instrument has been checked by practitioners.
    ReviewState {
        /// Not yet gone through by a practitioner.
        Draft = "draft",
        /// Gone through; the file names who and when.
        Reviewed = "reviewed",
    }
}

terms! {
    /// Whether the person is under eighteen.
    ChildFlag {
        /// Under eighteen.
        Yes = "yes",
        /// Eighteen or over.
        No = "no",
        /// Not known. The person is presumed to be a child.
        Unsure = "unsure",
    }
}

terms! {
    /// What is known about one sign.
    AnswerState {
        /// The person said so.
        YesTold = "yes_told",
        /// The worker saw it.
        YesSeen = "yes_seen",
        /// Someone else reported it.
        YesThirdParty = "yes_third_party",
        /// A paper shows it.
        YesDocument = "yes_document",
        /// The answer was no.
        No = "no",
        /// Nobody asked or looked.
        NotAsked = "not_asked",
        /// Asked, and nobody can tell.
        Unsure = "unsure",
        /// The person preferred not to say.
        Declined = "declined",
    }
}

#[expect(clippy::derivable_impls, reason = "the vocabulary's macro derives for every vocabulary alike")]
impl Default for About {
    fn default() -> Self {
        About::Person
    }
}

impl About {
    /// Whether a person is looked at.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(crate) fn is_person(&self) -> bool {
        *self == About::Person
    }
}

impl AnswerState {
    /// Whether the sign is there, however it came to be known.
    pub fn is_yes(self) -> bool {
        matches!(
            self,
            AnswerState::YesTold
                | AnswerState::YesSeen
                | AnswerState::YesThirdParty
                | AnswerState::YesDocument
        )
    }

    /// Whether the sign was put to the person or looked for.
    pub fn was_asked(self) -> bool {
        self != AnswerState::NotAsked
    }
}

impl Setting {
    /// The setting's bit in a set of settings.
    pub(crate) fn bit(self) -> u8 {
        1 << (self as u8)
    }
}
