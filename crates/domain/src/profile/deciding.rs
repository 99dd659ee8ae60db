//! Who may move recognition: responders, deciding bodies and their stages, challenges.

use std::collections::BTreeMap;

use super::provenance::Provenance;
use super::reader::Reader;
use crate::coded::coded;
use crate::role::Role;

coded! {
    /// Where a case came from.
    pub enum Origin {
        /// The person came forward.
        SelfReferred = "self",
        /// A first responder saw signs.
        Responder = "responder",
        /// A court or prosecutor said so.
        Court = "court",
        /// An authority of another state said so.
        ForeignAuthority = "foreign_authority",
        /// Another procedure of this state decided it already.
        DecidedElsewhere = "decided_elsewhere",
    }

    /// Whose agreement a step waits for.
    pub enum AgreementOf {
        /// The person's own.
        Person = "person",
        /// The legal representative's.
        Representative = "representative",
        /// Nobody's: the law lets the step happen.
        Nobody = "nobody",
    }

    /// What a stage decides.
    pub enum Decides {
        /// Whether to presume: from sent to presumed or refused.
        Presumption = "presumption",
        /// Whether to identify: from presumed to identified or not recognised.
        Recognition = "recognition",
        /// Identification in one step, from sent or from presumed.
        Both = "both",
    }

    /// How a bench decides.
    pub enum BenchKind {
        /// One body alone.
        One = "one",
        /// A committee that votes.
        Committee = "committee",
        /// Any one of several bodies, alone.
        AnyOf = "any_of",
    }

    /// Who may not sit.
    pub enum Recusal {
        /// Nobody decides a case they referred, and nobody reviews a decision of theirs.
        NotWhoReferred = "not_who_referred",
        /// The law lets the same person refer and decide.
        LawAllows = "law_allows",
    }

    /// The kinds of challenge.
    pub enum ChallengeKind {
        /// A committee is asked, as under the Irish Act of 2024, s. 29.
        AskCommittee = "ask_committee",
        /// The same authority looks again.
        Reconsideration = "reconsideration",
        /// A higher body looks.
        Appeal = "appeal",
        /// A court looks.
        Court = "court",
    }

    /// A refusal that can be challenged.
    pub enum RefusalKind {
        /// The presumption was refused.
        PresumptionRefused = "presumption_refused",
        /// Recognition was refused.
        NotRecognised = "not_recognised",
    }
}

/// Who may make a move that is not a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRule {
    /// The roles.
    pub roles: Vec<Role>,
    /// The origins for which they may.
    pub origins: Vec<Origin>,
    /// Whose agreement an adult's move waits for.
    pub agreement_of_adult: AgreementOf,
    /// Where this is written.
    pub provenance: Provenance,
}

impl MoveRule {
    fn read(mut reader: Reader<'_>) -> MoveRule {
        let rule = MoveRule {
            roles: reader.codes("roles"),
            origins: reader.codes("origins"),
            agreement_of_adult: reader.code("agreement_of_adult"),
            provenance: reader.provenance(),
        };
        reader.finish();
        rule
    }

    /// Says whether this role may, for this origin.
    pub fn allows(&self, role: Role, origin: Origin) -> bool {
        self.roles.contains(&role) && self.origins.contains(&origin)
    }
}

/// The moves of recognition that are no decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognitionRules {
    /// Who may raise a case.
    pub raise: MoveRule,
    /// Who may send it to the deciding body.
    pub send: MoveRule,
    /// Which responders may presume; nobody where only a body presumes.
    pub presume: MoveRule,
    /// Who may write down that the person stops or resumes.
    pub stop: MoveRule,
}

impl RecognitionRules {
    pub(super) fn read(mut reader: Reader<'_>) -> Option<RecognitionRules> {
        let (raise, send) = (reader.table("raise"), reader.table("send"));
        let (presume, stop) = (reader.table("presume"), reader.table("stop"));
        reader.finish();
        Some(RecognitionRules {
            raise: MoveRule::read(raise?),
            send: MoveRule::read(send?),
            presume: MoveRule::read(presume?),
            stop: MoveRule::read(stop?),
        })
    }
}

/// Whether an interview is held and whether co-operation is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// Says that the procedure has an interview.
    pub required: bool,
    /// The origins for which there is none.
    pub not_for: Vec<Origin>,
    /// The law under which help depends on co-operation; shown as below standard.
    pub cooperation_demanded_by: Option<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Interview {
    pub(super) fn read(mut reader: Reader<'_>) -> Interview {
        let interview = Interview {
            required: reader.flag("required"),
            not_for: reader.codes("not_for"),
            cooperation_demanded_by: reader.text_if_any("cooperation_demanded_by"),
            provenance: reader.provenance(),
        };
        reader.finish();
        interview
    }
}

/// A body that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its name.
    pub title: String,
    /// The roles in which its members decide.
    pub roles: Vec<Role>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Body {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Body> {
        let read = |mut reader: Reader<'_>| {
            let body = Body {
                title: reader.text("title"),
                roles: reader.codes("roles"),
                provenance: reader.provenance(),
            };
            if body.roles.is_empty() && reader.has("roles") {
                reader.wrong("roles", "a body without a role cannot decide", "name the roles of its members");
            }
            reader.finish();
            body
        };
        root.named("bodies").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// Those who decide together or in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    /// How they decide.
    pub kind: BenchKind,
    /// The codes of the bodies.
    pub bodies: Vec<String>,
    /// The seats of a committee; empty otherwise.
    pub seats: Vec<String>,
    /// How many seats must vote.
    pub quorum: u32,
    /// The seat without which a committee does not sit.
    pub chair: Option<String>,
    /// Who may not sit.
    pub recusal: Recusal,
}

impl Bench {
    /// Reads a bench from a table of its own; the stand-in is never handed out.
    fn read_in(reader: Option<Reader<'_>>) -> Bench {
        let Some(mut reader) = reader else {
            return Bench {
                kind: BenchKind::One,
                bodies: Vec::new(),
                seats: Vec::new(),
                quorum: 1,
                chair: None,
                recusal: Recusal::NotWhoReferred,
            };
        };
        let bench = Bench::read(&mut reader);
        reader.finish();
        bench
    }

    fn read(reader: &mut Reader<'_>) -> Bench {
        let kind = reader.code("kind");
        let bodies = reader.texts("bodies");
        let committee = kind == BenchKind::Committee;
        let seats = if committee { reader.texts("seats") } else { Vec::new() };
        let most = u32::try_from(seats.len()).unwrap_or(u32::MAX).max(1);
        let quorum = if committee { reader.whole("quorum", 1, most) } else { 1 };
        let chair = if committee { reader.text_if_any("chair") } else { None };
        if chair.as_ref().is_some_and(|chair| !seats.contains(chair)) {
            reader.wrong("chair", "the chair has no seat", "name one of the seats");
        }
        if committee && seats.len() < 2 {
            reader.wrong("seats", "a committee has at least two seats", "name its seats");
        }
        if (kind != BenchKind::AnyOf && bodies.len() != 1) || bodies.is_empty() {
            let mend = "name one body, or use kind = \"any_of\"";
            reader.wrong("bodies", format!("{} bodies for this kind", bodies.len()), mend);
        }
        Bench { kind, bodies, seats, quorum, chair, recusal: reader.code("recusal") }
    }
}

/// A stage of the procedure: who decides what, by which standard, in which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What it decides.
    pub decides: Decides,
    /// Who sits.
    pub bench: Bench,
    /// The standard of proof in words.
    pub standard: String,
    /// The clock within which it decides, if the law has one.
    pub clock: Option<String>,
    /// The clock of the request for evidence that must lapse before insufficient information is a reason.
    pub evidence_must_ask_first: String,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Stage {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Stage> {
        let read = |mut reader: Reader<'_>| {
            let stage = Stage {
                decides: reader.code("decides"),
                bench: Bench::read(&mut reader),
                standard: reader.text("standard"),
                clock: reader.text_if_any("clock"),
                evidence_must_ask_first: reader.text("evidence_must_ask_first"),
                provenance: reader.provenance(),
            };
            reader.finish();
            stage
        };
        root.named("stages").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// A way to challenge a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChallengeRule {
    /// The refusals it is against.
    pub of: Vec<RefusalKind>,
    /// Its kind.
    pub kind: ChallengeKind,
    /// The challenge that must have failed first, if any.
    pub after: Option<String>,
    /// Who may bring it.
    pub who_may: Vec<Role>,
    /// The grounds the law names; empty when any will do.
    pub grounds: Vec<String>,
    /// The clock within which it is brought, from the refusal or the failed challenge.
    pub deadline: String,
    /// Reasons for which a late challenge is still heard.
    pub extendable_when: Vec<String>,
    /// The law under which effects do not wait for it; absent where they wait.
    pub effects_do_not_wait: Option<String>,
    /// Who decides it.
    pub bench: Bench,
    /// Where this is written.
    pub provenance: Provenance,
}

impl ChallengeRule {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, ChallengeRule> {
        let read = |mut reader: Reader<'_>| {
            let suspends = reader.flag("suspends_effects");
            let below = reader.text_if_any("below_standard");
            if !suspends && below.is_none() && reader.has("suspends_effects") {
                let mend = "quote the law in below_standard, or write suspends_effects = true";
                reader.wrong(
                    "suspends_effects",
                    "effects wait for the challenge unless a law says otherwise",
                    mend,
                );
            }
            if suspends && below.is_some() {
                reader.wrong("below_standard", "nothing here is below the standard", "remove it");
            }
            let rule = ChallengeRule {
                of: reader.codes("of"),
                kind: reader.code("kind"),
                after: reader.text_if_any("after"),
                who_may: reader.codes("who_may"),
                grounds: reader.texts("grounds"),
                deadline: reader.text("deadline"),
                extendable_when: reader.texts("extendable_when"),
                effects_do_not_wait: below,
                bench: Bench::read_in(reader.table("decided_by")),
                provenance: reader.provenance(),
            };
            reader.finish();
            rule
        };
        root.named("challenges").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}
