//! What a front-line worker reads.

use havenward_screening::terms::{ChildFlag, Setting};
use havenward_screening::{Context, Explanation, Finding, explain};

use crate::shelf;

fn adult() -> Context {
    Context::new(ChildFlag::No)
}

fn first_contact(context: Context, given: &[(&str, &str)]) -> Finding {
    shelf::finding(&shelf::compiled("first-contact-6"), context, given)
}

fn samples() -> Vec<Explanation> {
    let settings = Setting::ALL.iter().fold(adult(), |context, setting| context.in_setting(*setting));
    let every = shelf::compiled("every-kind");
    let codes: Vec<(&str, &str)> =
        every.instrument().indicators.iter().map(|sign| (sign.code.as_str(), "yes_seen")).collect();
    let findings = [
        first_contact(adult(), &[]),
        first_contact(Context::default(), &[]),
        first_contact(adult(), &[("FC4", "yes_document"), ("FC5", "declined"), ("FC6", "unsure")]),
        first_contact(Context::new(ChildFlag::Yes), &[("FC4", "yes_told")]),
        first_contact(adult(), &[("FC6", "yes_seen")]),
        first_contact(adult(), &[("FC2", "yes_told"), ("FC1", "yes_third_party")]),
        shelf::finding(&every, settings, &codes),
        shelf::finding(&every, adult(), &codes),
        shelf::finding(&every, adult(), &[("VU1", "yes_told"), ("VU2", "yes_told")]),
        shelf::finding(
            &every,
            Context::default(),
            &[("REC", "yes_told"), ("EXM", "yes_told"), ("EXN", "yes_told")],
        ),
        shelf::finding(
            &shelf::compiled("ilo-delphi-labour-adult"),
            Context::default(),
            &[("EX01", "yes_seen")],
        ),
        shelf::finding(&shelf::compiled("ilo-delphi-labour-child"), adult(), &[("DR10", "yes_told")]),
    ];
    findings.iter().map(|finding| explain(finding, "en")).collect()
}

#[test]
fn with_no_sign_at_all_the_door_stays_open_and_the_person_knows_how_to_come_back() {
    let text = explain(&first_contact(adult(), &[]), "en").to_string();
    assert!(text.starts_with("The door stays open."), "{text}");
    assert!(text.contains("0 of 6"), "{text}");
    assert!(text.contains("a safe way to come back"), "{text}");
    assert!(text.contains("come back at any time"), "{text}");
}

#[test]
fn it_says_how_much_was_asked_and_that_the_rest_is_open() {
    let text = explain(&first_contact(adult(), &[("FC1", "no"), ("FC2", "declined")]), "en").asked.text;
    assert_eq!(text, "Asked or looked for: 2 of 6. What was not asked is open, not answered with no.");
}

#[test]
fn it_names_each_sign_with_how_it_came_to_be_known() {
    let seen = explain(&first_contact(adult(), &[("FC4", "yes_document")]), "en").seen;
    assert!(
        seen[0].text.starts_with("A private person keeps their papers, phone or money (shown by a paper).")
    );
}

#[test]
fn danger_is_acted_on_before_anything_else() {
    let explanation = explain(&first_contact(adult(), &[("FC1", "yes_told"), ("FC6", "yes_seen")]), "en");
    assert_eq!(explanation.headline.text, "Someone is in danger now.");
    assert_eq!(explanation.do_now[0].text, "Stop the questions. Make the person safe first.");
}

#[test]
fn a_relation_alone_keeps_the_family_together() {
    let text = explain(&first_contact(adult(), &[("FC6", "yes_seen")]), "en").to_string();
    assert!(text.contains("Keep the family together while you check."), "{text}");
    let beside = first_contact(adult(), &[("FC6", "yes_seen"), ("FC3", "yes_seen")]);
    assert!(!explain(&beside, "en").to_string().contains("Keep the family together while"));
}

#[test]
fn a_child_gets_child_protection_and_a_guardian() {
    let child = Context::new(ChildFlag::Yes);
    let text = explain(&first_contact(child, &[("FC3", "yes_seen")]), "en").to_string();
    assert!(text.contains("Call child protection and ask for a guardian at once."), "{text}");
}

#[test]
fn a_reason_for_less_never_stands_beside_the_call_to_protect() {
    let child = Context::new(ChildFlag::Yes);
    let explanation = explain(&first_contact(child, &[("FC4", "yes_told")]), "en");
    assert_eq!(explanation.headline.text, "Start protection now.");
    assert!(explanation.why.iter().all(|line| !line.text.contains("talk again")), "{:?}", explanation.why);
}

#[test]
fn a_sign_set_aside_is_shown_with_its_reason() {
    let compiled = shelf::compiled("ilo-delphi-labour-adult");
    let context = adult().in_setting(Setting::PapersHeldByState);
    let explanation = explain(&shelf::finding(&compiled, context, &[("CD01", "yes_seen")]), "en");
    assert!(explanation.set_aside[0].text.contains("the authorities hold the papers"));
}

#[test]
fn the_known_limits_are_always_shown() {
    for explanation in samples() {
        let text = explanation.to_string();
        assert!(text.contains("A sign can be strong in one place and mean nothing in another."));
        assert!(text.contains("Signs of exploitation are more reliable than signs of recruitment."));
        assert!(text.contains("Traffickers learn these lists."));
        assert!(!explanation.do_now.is_empty() && !explanation.why.is_empty());
    }
}

#[test]
fn no_explanation_gives_a_verdict_or_a_probability() {
    for explanation in samples() {
        let text = explanation.to_string().to_lowercase();
        for word in ["victim", "probab", "likely", "%", "risk score", "suspect", "illegal"] {
            assert!(!text.contains(word), "{word:?} in {text}");
        }
    }
}

#[test]
fn no_sentence_has_more_than_25_words() {
    for explanation in samples() {
        for sentence in explanation.to_string().split(['.', ':', '?', '\n']) {
            assert!(sentence.split_whitespace().count() <= 25, "{sentence}");
        }
    }
}

#[test]
fn signs_come_in_the_language_of_the_reader_where_the_instrument_has_it() {
    let mut finding = first_contact(adult(), &[("FC4", "yes_told")]);
    finding.indicators[0].label.0.insert("es".to_owned(), "Otra persona guarda sus papeles".to_owned());
    let in_spanish = explain(&finding, "es-PE").seen[0].text.clone();
    assert!(in_spanish.starts_with("Otra persona"), "{in_spanish}");
    assert!(explain(&finding, "uk").seen[0].text.starts_with("A private person"));
}
