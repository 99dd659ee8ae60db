//! What the shipped instruments promise.

use havenward_screening::instrument::Indicator;
use havenward_screening::terms::{AskBy, Audience, Kind, Mode, ReviewState, Strength};
use havenward_screening::{Instrument, library};

use crate::shelf;

fn adult() -> Instrument {
    shelf::shipped("ilo-delphi-labour-adult").unwrap()
}

fn child() -> Instrument {
    shelf::shipped("ilo-delphi-labour-child").unwrap()
}

fn sizes(instrument: &Instrument) -> Vec<usize> {
    let in_dimension = |code: &str| {
        instrument.indicators.iter().filter(|sign| sign.dimension.as_deref() == Some(code)).count()
    };
    instrument.dimensions.iter().map(|dimension| in_dimension(&dimension.code)).collect()
}

fn codes_of(instrument: &Instrument, strength: Strength) -> Vec<&str> {
    let wanted = instrument.indicators.iter().filter(|sign| sign.strength == strength);
    wanted.map(|sign| sign.code.as_str()).collect()
}

fn sign<'a>(instrument: &'a Instrument, code: &str) -> &'a Indicator {
    instrument.indicators.iter().find(|sign| sign.code == code).unwrap()
}

#[test]
fn every_shipped_instrument_parses_and_carries_its_own_id() {
    for (id, _) in library::shipped() {
        assert_eq!(shelf::shipped(id).unwrap().id, *id);
    }
}

#[test]
fn the_labour_list_for_adults_has_67_signs_in_six_dimensions() {
    assert_eq!(sizes(&adult()), [10, 10, 16, 9, 15, 7]);
    assert_eq!(adult().for_whom, Audience::Adult);
}

#[test]
fn the_labour_list_for_children_has_65_signs_none_of_them_weak() {
    assert_eq!(child().indicators.len(), 65);
    assert_eq!(sizes(&child()), [10, 10, 15, 8, 15, 7]);
    assert!(codes_of(&child(), Strength::Weak).is_empty());
    assert_eq!(child().for_whom, Audience::Child);
}

#[test]
fn the_strengths_for_adults_are_those_of_the_transcription() {
    let adult = adult();
    let strong = ["DR01", "CR01", "EX01", "CD01", "CD02", "CD03", "CD04"];
    let weak = ["DR10", "AR15", "AR16", "EX09", "CD15", "AD06", "AD07"];
    assert_eq!(codes_of(&adult, Strength::Strong), strong);
    assert_eq!(codes_of(&adult, Strength::Weak), weak);
}

#[test]
fn the_strengths_for_children_are_those_of_the_transcription() {
    let child = child();
    let strong = [
        "DR01", "DR10", "CR01", "CR02", "CR03", "CR04", "EX01", "CD01", "CD02", "CD03", "CD04", "CD05",
        "CD06", "CD07", "CD08",
    ];
    assert_eq!(codes_of(&child, Strength::Strong), strong);
}

#[test]
fn lists_from_a_transcription_say_that_they_need_a_check() {
    for instrument in [adult(), child()] {
        assert!(instrument.needs_check);
        assert_eq!(instrument.review_state, ReviewState::Draft);
        for code in ["AR13", "AR14"] {
            assert!(sign(&instrument, code).check_note.is_some(), "{code}");
        }
    }
}

#[test]
fn the_first_contact_screen_has_six_signs_and_danger_comes_first() {
    let screen = shelf::shipped("first-contact-6").unwrap();
    assert_eq!(screen.indicators.len(), 6);
    assert_eq!(screen.indicators[0].kind, Kind::Danger);
    assert_eq!(screen.for_whom, Audience::Any);
    assert_eq!(screen.review_state, ReviewState::Draft);
}

#[test]
fn every_first_contact_sign_can_also_be_seen_and_tells_how_to_ask() {
    for sign in shelf::shipped("first-contact-6").unwrap().indicators {
        assert!(sign.mode.contains(&Mode::Observe), "{}", sign.code);
        assert!(
            !sign.observe.is_empty() && !sign.question.is_empty() && !sign.hint.is_empty(),
            "{}",
            sign.code
        );
    }
}

#[test]
fn questions_about_papers_of_stay_are_never_asked_at_a_border() {
    for code in ["AR02", "AR12", "AD05"] {
        assert_eq!(sign(&adult(), code).ask_by, AskBy::NoneAtBorder, "{code}");
    }
}

#[test]
fn a_sign_that_hits_a_group_says_so() {
    for code in ["AR02", "AR12", "AR15", "AD05", "AD07", "EX09"] {
        assert!(sign(&adult(), code).bias_note.is_some(), "{code}");
    }
}

#[test]
fn no_shipped_text_gives_a_verdict_or_a_probability() {
    for (id, text) in library::shipped() {
        for word in ["not a victim", "probab", "illegal", "suspect", "prostitut", "%"] {
            assert!(!text.to_lowercase().contains(word), "{id} says {word:?}");
        }
    }
}
