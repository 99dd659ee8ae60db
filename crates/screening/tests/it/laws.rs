//! Laws that hold for every instrument and all answers.

use havenward_screening::instrument::Indicator;
use havenward_screening::terms::{ChildFlag, Kind, Setting, Strength};
use havenward_screening::{AnswerState, Band, Compiled, Context, Finding};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{reference, shelf};

/// An instrument with answers to it.
#[derive(Debug, Clone)]
struct Contact {
    nth: usize,
    child: ChildFlag,
    settings: Vec<Setting>,
    states: Vec<AnswerState>,
}

impl Contact {
    fn compiled(&self) -> &'static Compiled {
        &shelf::ALL[self.nth]
    }

    fn context(&self) -> Context {
        let start = Context::new(self.child);
        self.settings.iter().fold(start, |context, setting| context.in_setting(*setting))
    }

    fn band(&self) -> Band {
        self.compiled().band(self.context(), &self.states)
    }

    fn finding(&self) -> Finding {
        self.compiled().evaluate_states(self.context(), &self.states)
    }

    fn signs(&self) -> &'static [Indicator] {
        &self.compiled().instrument().indicators
    }

    /// The same answers as a message.
    fn message(&self) -> Value {
        let pairs = self.signs().iter().zip(&self.states);
        let answers: Map<String, Value> =
            pairs.map(|(sign, state)| (sign.code.clone(), state.code().into())).collect();
        let mut context = json!({ "child": self.child.code() });
        for setting in &self.settings {
            context[setting.code()] = json!(true);
        }
        json!({ "instrument": self.compiled().instrument().reference(), "context": context, "answers": answers })
    }

    /// The same with other answers where the function says so.
    fn with(&self, change: impl Fn(&Indicator, AnswerState) -> AnswerState) -> Contact {
        let pairs = self.signs().iter().zip(&self.states);
        Contact { states: pairs.map(|(sign, state)| change(sign, *state)).collect(), ..self.clone() }
    }
}

fn any_state() -> impl Strategy<Value = AnswerState> {
    // Mostly open or no, so that every band comes up.
    prop_oneof![
        6 => Just(AnswerState::NotAsked),
        3 => Just(AnswerState::No),
        2 => prop::sample::select(AnswerState::ALL),
    ]
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let settings = prop::sample::subsequence(Setting::ALL.to_vec(), 0..=Setting::ALL.len());
    (0..shelf::ALL.len(), prop::sample::select(ChildFlag::ALL), settings).prop_flat_map(
        |(nth, child, settings)| {
            let count = shelf::ALL[nth].instrument().indicators.len();
            prop::collection::vec(any_state(), count).prop_map(move |states| Contact {
                nth,
                child,
                settings: settings.clone(),
                states,
            })
        },
    )
}

fn yes(at: usize) -> AnswerState {
    [AnswerState::YesTold, AnswerState::YesSeen, AnswerState::YesThirdParty, AnswerState::YesDocument][at % 4]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_fast_path_and_the_full_path_agree(contact in any_contact()) {
        prop_assert_eq!(contact.band(), contact.finding().band);
    }

    #[test]
    fn the_engine_agrees_with_the_reference(contact in any_contact()) {
        let finding = contact.finding();
        let instrument = serde_json::to_value(contact.compiled().instrument()).unwrap();
        let verdict = reference::evaluate(&instrument, &contact.message());
        prop_assert_eq!(verdict.band, finding.band.code());
        prop_assert_eq!(verdict.outcome, finding.outcome);
        prop_assert_eq!(verdict.asked, usize::from(finding.asked));
    }

    #[test]
    fn a_message_and_its_states_give_the_same_finding(contact in any_contact()) {
        let answers = havenward_screening::answers::parse_json(&contact.message().to_string()).unwrap();
        prop_assert_eq!(contact.compiled().evaluate(&answers).unwrap(), contact.finding());
        let stored = havenward_screening::answers::parse_json(&answers.to_json()).unwrap();
        prop_assert_eq!(stored, answers);
    }

    #[test]
    fn one_more_yes_never_lowers_the_band(contact in any_contact(), at in 0..1000usize) {
        let at = at % contact.states.len();
        let mut more = contact.clone();
        more.states[at] = yes(at);
        prop_assert!(more.band() >= contact.band());
    }

    #[test]
    fn how_a_yes_came_to_be_known_never_changes_the_band(contact in any_contact(), turn in 0..4usize) {
        let other = contact.with(|_, state| if state.is_yes() { yes(state as usize + turn) } else { state });
        prop_assert_eq!(other.band(), contact.band());
    }

    #[test]
    fn no_and_not_asked_and_unsure_and_declined_give_the_same_band(
        contact in any_contact(),
        open in prop::sample::select(vec![AnswerState::NotAsked, AnswerState::Unsure, AnswerState::Declined]),
    ) {
        let opened = contact.with(|_, state| if state == AnswerState::No { open } else { state });
        prop_assert_eq!(opened.band(), contact.band());
    }

    #[test]
    fn vulnerability_alone_never_reaches_protection(contact in any_contact()) {
        let alone = contact.with(|sign, state| {
            let kept = sign.kind == Kind::Vulnerability || sign.strength == Strength::Recorded;
            if kept { state } else { AnswerState::No }
        });
        prop_assert!(alone.band() < Band::ProtectNow);
    }

    #[test]
    fn every_vulnerability_and_relation_at_once_stays_below_protection(contact in any_contact()) {
        let alone = contact.with(|sign, _| {
            let kept = matches!(sign.kind, Kind::Vulnerability | Kind::Relation);
            if kept { AnswerState::YesTold } else { AnswerState::NotAsked }
        });
        prop_assert!(alone.band() < Band::ProtectNow);
    }

    #[test]
    fn a_recorded_sign_is_never_scored(contact in any_contact(), state in prop::sample::select(AnswerState::ALL)) {
        let other = contact.with(|sign, old| if sign.strength == Strength::Recorded { state } else { old });
        prop_assert_eq!(other.band(), contact.band());
    }

    #[test]
    fn danger_is_danger_whatever_else(contact in any_contact()) {
        let in_danger = contact.with(|sign, state| if sign.kind == Kind::Danger { yes(0) } else { state });
        if contact.signs().iter().any(|sign| sign.kind == Kind::Danger) {
            prop_assert_eq!(in_danger.band(), Band::DangerNow);
        }
    }

    #[test]
    fn danger_comes_only_from_an_answer_about_danger(contact in any_contact()) {
        let calm = contact.with(|sign, state| if sign.kind == Kind::Danger { AnswerState::No } else { state });
        prop_assert!(calm.band() < Band::DangerNow);
    }

    #[test]
    fn treating_someone_as_a_child_never_lowers_the_band(contact in any_contact()) {
        let as_adult = Contact { child: ChildFlag::No, ..contact.clone() };
        let as_child = Contact { child: ChildFlag::Yes, ..contact.clone() };
        let unsure = Contact { child: ChildFlag::Unsure, ..contact };
        prop_assert!(as_child.band() >= as_adult.band());
        prop_assert_eq!(unsure.band(), as_child.band());
    }

    #[test]
    fn a_setting_never_raises_the_band(contact in any_contact()) {
        let nowhere = Contact { settings: Vec::new(), ..contact.clone() };
        prop_assert!(contact.band() <= nowhere.band());
    }

    #[test]
    fn the_most_urgent_reason_carries_the_band(contact in any_contact()) {
        let finding = contact.finding();
        prop_assert_eq!(finding.reasons[0].band, finding.band);
        prop_assert!(finding.reasons.is_sorted_by_key(|reason| std::cmp::Reverse(reason.band)));
    }

    #[test]
    fn a_finding_survives_being_stored_as_json(contact in any_contact()) {
        let finding = contact.finding();
        let stored = serde_json::to_string(&finding).unwrap();
        prop_assert_eq!(serde_json::from_str::<Finding>(&stored).unwrap(), finding);
    }

    #[test]
    fn every_finding_can_be_put_into_words(contact in any_contact()) {
        let finding = contact.finding();
        let explanation = havenward_screening::explain(&finding, "en");
        let heading = format!("{} of {}", finding.asked, finding.of);
        prop_assert!(explanation.asked.text.contains(&heading));
        prop_assert!(!explanation.do_now.is_empty());
        prop_assert!(!explanation.to_string().contains("victim"));
    }
}
