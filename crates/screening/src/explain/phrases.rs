//! The English sentences of an explanation. Short, plain, and never a word about what somebody is not.

use crate::finding::{Band, Note, ReasonCode};
use crate::terms::{AnswerState, Setting};

use super::Line;

pub(super) fn headline(band: Band) -> Line {
    let text = match band {
        Band::DoorOpen => "The door stays open.",
        Band::TalkMoreSafely => "Talk again, in safety.",
        Band::ProtectNow => "Start protection now.",
        Band::DangerNow => "Someone is in danger now.",
    };
    Line::new(format!("screening-headline-{}", band.code()), text)
}

pub(super) fn account_headline(band: Band) -> Line {
    let text = match band {
        Band::DoorOpen => "Nothing to report from these signs.",
        Band::TalkMoreSafely | Band::ProtectNow => "Report these signs.",
        Band::DangerNow => "Someone is in danger now.",
    };
    Line::new(format!("screening-headline-account-{}", for_accounts(band)), text)
}

pub(super) fn reason(code: ReasonCode) -> Line {
    let (key, text) = match code {
        ReasonCode::DangerNow => ("danger-now", "An answer says that someone is in danger at this moment."),
        ReasonCode::ExplicitDisclosure => {
            ("explicit-disclosure", "There is word from the person that they are forced, tricked or held.")
        }
        ReasonCode::ChildStrongSign => {
            ("child-strong-sign", "For a child, one strong sign of control or exploitation is enough to act.")
        }
        ReasonCode::ChildActAndExploitation => (
            "child-act-and-exploitation",
            "A child was recruited, moved or held, and exploited. No force or trick needs to be shown.",
        ),
        // The label of the outcome takes the place of this text.
        ReasonCode::CaseOutcome => ("case-outcome", "The signs fit together."),
        ReasonCode::NotOnVulnerabilityAlone => (
            "not-on-vulnerability-alone",
            "The signs are about hardship or family only. They are a reason to look and to help.",
        ),
        ReasonCode::RelationAlone => {
            ("relation-alone", "The only sign is about how people belong together. It needs a safe check.")
        }
        ReasonCode::RelationAmongSigns => {
            ("relation-among-signs", "There is also a sign about how people belong together.")
        }
        ReasonCode::NothingRaised => {
            ("nothing-raised", "Nothing here calls for more at this moment. That settles nothing.")
        }
    };
    Line::new(format!("screening-why-{key}"), text)
}

pub(super) fn how(state: AnswerState) -> &'static str {
    match state {
        AnswerState::YesTold => "the person said so",
        AnswerState::YesSeen => "seen by the worker",
        AnswerState::YesThirdParty => "reported by someone else",
        AnswerState::YesDocument => "shown by a paper",
        AnswerState::No | AnswerState::NotAsked | AnswerState::Unsure | AnswerState::Declined => "open",
    }
}

pub(super) fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Camp => "the camp or site explains it",
        Setting::Detention => "custody explains it",
        Setting::PapersHeldByState => "the authorities hold the papers",
        Setting::SeasonalHousing => "the housing comes with seasonal work",
        Setting::Disaster => "the disaster explains it",
    }
}

fn lines(stem: &str, texts: &[&str]) -> Vec<Line> {
    let line = |(nth, text): (usize, &&str)| Line::new(format!("screening-{stem}-{}", nth + 1), *text);
    texts.iter().enumerate().map(line).collect()
}

pub(super) fn steps(band: Band) -> Vec<Line> {
    let texts: &[&str] = match band {
        Band::DoorOpen => &[
            "Help with what the person needs today.",
            "Give them a safe way to come back: a name, a place, a number they can hide.",
        ],
        Band::TalkMoreSafely => &[
            "Find a private place, and an interpreter who is not a companion.",
            "Ask a trained colleague to talk with the person, today if you can.",
            "Ask only what you need. Nobody has to tell the whole story.",
            "Offer help now. It does not depend on any answer.",
        ],
        Band::ProtectNow => &[
            "Begin to protect now. No formal decision is needed first.",
            "Call the referral contact of your unit.",
            "Offer a safe place, a doctor, a lawyer and an interpreter. The person may say no to any of them.",
            "Do not tell a companion, an employer or the family.",
        ],
        Band::DangerNow => &[
            "Stop the questions. Make the person safe first.",
            "Call your emergency contact now, then the duty list of your unit.",
            "Keep the person apart from whoever they fear, and stay with them.",
            "Do not tell a companion, an employer or the family.",
        ],
    };
    lines(&format!("do-{}", band.code()), texts)
}

/// What somebody who watches accounts does: report, and leave the people behind the account in peace.
pub(super) fn account_steps(band: Band) -> Vec<Line> {
    let texts: &[&str] = match band {
        Band::DoorOpen => &["Keep to your usual checks."],
        Band::TalkMoreSafely | Band::ProtectNow => &[
            "Report to your financial intelligence unit, and name human trafficking as the reason.",
            "Do not ask or warn the customer or whoever comes along; it may put people in danger.",
            "Do not close the account of somebody who may be exploited before you have asked the unit.",
        ],
        Band::DangerNow => {
            &["Call your emergency contact now.", "Do not ask or warn anybody at the counter."]
        }
    };
    lines(&format!("do-account-{}", for_accounts(band)), texts)
}

/// Those who watch accounts are asked the same in both middle bands.
fn for_accounts(band: Band) -> &'static str {
    if band == Band::ProtectNow { Band::TalkMoreSafely.code() } else { band.code() }
}

pub(super) fn verify_relation() -> Vec<Line> {
    lines(
        "do-relation",
        &[
            "Check safely how they belong together. Talk with each person alone and without blame.",
            "Keep the family together while you check. Never part a child from an adult on this sign alone.",
        ],
    )
}

pub(super) fn child_steps(band: Band) -> Vec<Line> {
    if band >= Band::ProtectNow {
        lines(
            "do-child",
            &[
                "Call child protection and ask for a guardian at once.",
                "Make a plan for the first 72 hours so that the child does not go missing.",
            ],
        )
    } else {
        lines("do-child-calm", &["Treat the person as a child. If they are alone, ask for a guardian."])
    }
}

pub(super) fn ask_later() -> Line {
    Line::new("screening-do-ask-later", "Ask another time, when it is safe. Look out for signs until then.")
}

pub(super) fn note(note: Note) -> Option<Line> {
    let (key, text) = match note {
        Note::ChildPresumed => {
            ("child-presumed", "The age is not known, so the person is treated as a child.")
        }
        Note::AdultInstrumentUsedWithChild => (
            "adult-instrument",
            "These questions were made for adults. The rules for children were applied all the same.",
        ),
        Note::ChildInstrumentUsedWithAdult => (
            "child-instrument",
            "These questions were made for children. The rules for children were applied all the same.",
        ),
        Note::SomeDeclined => {
            ("declined", "The person kept some answers to themselves. That is their right.")
        }
        Note::SomeUnsure => ("unsure", "Some answers are unsure. They stay open."),
        Note::InstrumentDraft => {
            ("draft", "This list of signs is a draft. No practitioner has reviewed it yet.")
        }
        Note::InstrumentNeedsCheck => {
            ("needs-check", "The weights must still be compared with the original source.")
        }
        // The lines above show these already.
        Note::NothingAsked | Note::SignsSetAside => return None,
    };
    Some(Line::new(format!("screening-note-{key}"), text))
}

pub(super) fn limits() -> Vec<Line> {
    // The limits that UNODC's teaching module on indicators (E4J, module 6) names.
    lines(
        "limit",
        &[
            "A sign can be strong in one place and mean nothing in another.",
            "Signs of exploitation are more reliable than signs of recruitment.",
            "Traffickers learn these lists.",
            "Signs prove nothing, and their absence proves nothing. A person decides, not this screen.",
        ],
    )
}

pub(super) fn look_again() -> Line {
    Line::new("screening-look-again", "Look again when new payments come in. One sign alone says little.")
}

pub(super) fn come_back() -> Line {
    Line::new("screening-come-back", "The person can come back at any time, add to an answer or change it.")
}

/// Every sentence; some come more than once.
pub(super) fn all() -> Vec<Line> {
    let mut all = vec![ask_later(), come_back(), look_again()];
    for band in Band::ALL {
        all.extend([headline(*band), account_headline(*band)]);
        all.extend(steps(*band));
        all.extend(account_steps(*band));
        all.extend(child_steps(*band));
    }
    all.extend(ReasonCode::ALL.iter().map(|code| reason(*code)));
    all.extend(Note::ALL.iter().filter_map(|one| note(*one)));
    all.extend(verify_relation());
    all.extend(limits());
    all
}
