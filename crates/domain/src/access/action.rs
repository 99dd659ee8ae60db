//! What can be done: one marker type an action, so that a permit for one thing opens no other.

/// What an action is about, and therefore which facts decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The installation: accounts, units, sign-in.
    Installation,
    /// The actor's own unit.
    Unit,
    /// One case.
    Case,
}

/// An action as a type. Implemented by the markers in [`act`] and by nothing else.
pub trait Act: sealed::Sealed + Send + Sync + 'static {
    /// The action at run time.
    const ACTION: Action;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $scope:ident $code:literal),+ $(,)?) => {
        /// Every action of the house.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// Every action, in the order of the story.
            pub const ALL: &'static [Action] = &[$(Action::$name),+];

            /// The stable code, as the journal and the matrix write it.
            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code),+ }
            }

            /// Finds the action with this code.
            pub fn from_code(code: &str) -> Option<Action> {
                match code { $($code => Some(Action::$name),)+ _ => None }
            }

            /// What the action is about.
            pub fn scope(self) -> Scope {
                match self { $(Action::$name => Scope::$scope),+ }
            }
        }

        /// The marker types.
        pub mod act {
            use super::{Act, Action, sealed};
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                pub struct $name;
                impl sealed::Sealed for $name {}
                impl Act for $name { const ACTION: Action = Action::$name; }
            )+
        }
    };
}

actions! {
    /// Makes accounts, units and memberships.
    ManageAccounts: Installation "accounts.manage",
    /// Takes an account's password, second factor and keys away, so that its person enrols anew.
    ResetAccount: Installation "account.reset",
    /// Closes the account of somebody who has left: nobody signs in with it any more, and it opens nothing.
    CloseAccount: Installation "account.close",
    /// Sets password and second factor with a one-time link.
    Enrol: Installation "account.enrol",
    /// Signs in.
    SignIn: Installation "session.begin",
    /// Signs out.
    SignOut: Installation "session.end",
    /// Keeps what somebody typed and could not send, sealed to her own key.
    KeepDraft: Installation "draft.keep",
    /// Opens what one has typed oneself.
    OpenDraft: Installation "draft.open",
    /// Throws away what one has typed oneself, or has sent by now.
    DropDraft: Installation "draft.drop",
    /// What the clock does while nobody is signed in.
    Tick: Installation "tick",
    /// Switches a crisis overlay on that two bodies have approved.
    SwitchOverlayOn: Installation "overlay.on",
    /// Ends a crisis overlay, or a part of it, before its time.
    SwitchOverlayOff: Installation "overlay.off",
    /// Reads the queues of the whole country as counts, without any case.
    ReadQueues: Installation "queue.read",
    /// Simulates a surge under assumed arrivals, without any case.
    SimulateSurge: Installation "surge.simulate",
    /// Makes the unit's key pair, follows its intake key, and lists who holds the unit's key and who waits.
    HoldUnitKey: Unit "unit.key",
    /// Follows the unit's key pair by a new one, which only those hold who still work there.
    RenewUnitKey: Unit "unit.renew_key",
    /// Reads what a former member of the unit has opened.
    ReadWhatTheyOpened: Unit "unit.opened_by",
    /// Wraps the unit's key to one named colleague who waits for it.
    AdmitColleague: Unit "unit.admit",
    /// Enrols a device for unattended intake.
    EnrolDevice: Unit "device.enrol",
    /// Hands in a sealed record from an enrolled device.
    SubmitIntake: Unit "intake.submit",
    /// Records a first contact, which opens a case.
    RecordContact: Unit "contact.record",
    /// Lists the unit's cases by plain columns.
    ListCases: Unit "case.list",
    /// Lists and answers the unit's tasks.
    WorkTasks: Unit "task.work",
    /// Lists the notices that were released to the unit.
    ListNotices: Unit "notice.list",
    /// Moves every open task of a shift to named colleagues.
    HandOverShift: Unit "shift.hand_over",
    /// Searches the unit's encrypted directory.
    SearchDirectory: Unit "directory.search",
    /// Opens a record that a device handed in, which makes a case.
    OpenIntake: Unit "intake.open",
    /// Offers a service and keeps its places true.
    ManageServices: Unit "service.manage",
    /// Says which languages one interprets, and how.
    OfferInterpreting: Unit "interpreter.offer",
    /// Lists the services of the country.
    ListServices: Unit "service.list",
    /// Lists and answers enquiries about one's own services.
    AnswerEnquiry: Unit "enquiry.answer",
    /// Lists offers to the unit and opens what is shown of them.
    ReadOffer: Unit "offer.read",
    /// Accepts, declines or otherwise answers an offer.
    AnswerOffer: Unit "offer.answer",
    /// Reads the journal's details of the kinds that data protection oversees, without any case.
    ReadOversight: Unit "oversight.read",
    /// Opens compartments of a case.
    ReadCase: Case "case.read",
    /// Reads the case's timeline.
    ReadTimeline: Case "timeline.read",
    /// Reads who has looked at the case.
    ReadAccessLog: Case "access_log.read",
    /// Tells who asks, why, and what must be passed on, before the first question.
    TellBefore: Case "told_before.record",
    /// Opens an instrument and records answers.
    Screen: Case "screening.record",
    /// Raises the question of recognition.
    Raise: Case "recognition.raise",
    /// Sends the case to a deciding body.
    SendToDecide: Case "recognition.send",
    /// Presumes that the person is a victim.
    Presume: Case "recognition.presume",
    /// Stops or resumes recognition by the person's own wish.
    StopOrResume: Case "recognition.stop",
    /// Starts a child's path: authority for children and emergency guardian first.
    StartChildPath: Case "child.start",
    /// Objects for a child to what is planned, and says what is best for the child.
    SpeakForChild: Case "child.speak",
    /// Answers a guardian's objection.
    AnswerObjection: Case "objection.answer",
    /// Asks for missing evidence, with a deadline.
    AskEvidence: Case "evidence.ask",
    /// Makes a right of the person last longer, such as the reflection period.
    GiveMoreTime: Case "time.give",
    /// Sits on a decision: opens, votes, steps aside, closes.
    Decide: Case "decision.make",
    /// Tells a refusal to the person or her representative.
    TellRefusal: Case "refusal.tell",
    /// Brings, withdraws or extends a challenge.
    Challenge: Case "challenge.bring",
    /// Writes, reviews or lifts a disqualification.
    Disqualify: Case "disqualification.write",
    /// Writes where the person is.
    WriteWhereabouts: Case "whereabouts.write",
    /// Writes what is known of the person's age.
    WriteAge: Case "age.write",
    /// Gives and moves support.
    WriteSupport: Case "support.write",
    /// Records an agreement of the person.
    GiveAgreement: Case "agreement.give",
    /// Withdraws an agreement.
    WithdrawAgreement: Case "agreement.withdraw",
    /// Records that the person refuses help, with safe re-contact.
    RecordRefusal: Case "refusal.record",
    /// Passes on what a law obliges the body to pass on.
    DiscloseByLaw: Case "disclosure.by_law",
    /// Writes that the person wants to be counted nowhere.
    ObjectToStatistics: Case "statistics.object",
    /// Assesses needs.
    AssessNeeds: Case "needs.assess",
    /// Assesses risks.
    AssessRisks: Case "risks.assess",
    /// Finds services that fit.
    MatchServices: Case "service.match",
    /// Asks a service whether it has room, without personal data.
    Enquire: Case "enquiry.ask",
    /// Offers, withdraws and follows a referral.
    Refer: Case "referral.make",
    /// Books an interpreter.
    BookInterpreter: Case "interpreter.book",
    /// Writes the support plan.
    WritePlan: Case "plan.write",
    /// Records an alleged offence for the non-punishment check.
    RecordOffence: Case "offence.record",
    /// Signs a non-punishment notice, or takes it back.
    SignNotice: Case "notice.sign",
    /// Sends a notice because a law binds the body.
    NotifyByLaw: Case "notice.by_law",
    /// Reads a notice that the person has released.
    ReadNotice: Case "notice.read",
    /// Writes how and through whom the person may be reached.
    WriteContactSafety: Case "contact_safety.write",
    /// Writes the danger list.
    WriteDanger: Case "danger.write",
    /// Writes a note into a compartment.
    WriteNote: Case "note.write",
    /// Asks for an advocate, corrects or complains about one's own case.
    AskForOneself: Case "own.ask",
    /// Hands a case with its open tasks to a colleague of the unit.
    HandOverCase: Case "case.hand_over",
    /// Gives another unit or a named person access.
    GiveAccess: Case "access.give",
    /// Ends an access.
    EndAccess: Case "access.end",
}
