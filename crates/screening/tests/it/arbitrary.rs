//! Laws on instruments that nobody wrote: whatever the parser accepts must keep the promises.

use havenward_screening::terms::{ChildFlag, Kind, Setting, Strength};
use havenward_screening::{AnswerState, Band, Compiled, Context, parse};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::reference;

const DIMENSIONS: [&str; 3] = ["A", "B", "C"];

fn any_sign() -> impl Strategy<Value = Value> {
    let settings = prop::sample::subsequence(Setting::CODES.to_vec(), 0..2);
    let dimension = prop::sample::select(&DIMENSIONS[..]);
    let strength = prop::sample::select(Strength::CODES);
    let kind = prop::sample::select(Kind::CODES);
    (strength, kind, dimension, settings).prop_map(|(strength, kind, dimension, not_if)| {
        let always = ["danger", "disclosure"].contains(&kind);
        let (strength, not_if) = if always { ("strong", Vec::new()) } else { (strength, not_if) };
        json!({
            "label": { "en": "A sign" }, "strength": strength, "kind": kind, "dimension": dimension,
            "not_if": not_if, "mode": ["ask"], "ask_by": "any", "source": "own",
        })
    })
}

fn any_alternative() -> impl Strategy<Value = Value> {
    (0..3u8, 0..3u8, 0..3u8)
        .prop_filter("asks for something", |needed| *needed != (0, 0, 0))
        .prop_map(|(strong, medium, weak)| json!({ "strong": strong, "medium": medium, "weak": weak }))
}

fn any_outcome() -> impl Strategy<Value = (Band, Value)> {
    let list = || prop::sample::subsequence(DIMENSIONS.to_vec(), 1..=2);
    let keys = prop::sample::subsequence(vec!["positive", "any_positive", "any_sign", "any_strong"], 1..=2);
    let condition = (keys, list(), list()).prop_map(|(keys, first, second)| -> Value {
        let lists = [first, second];
        keys.iter()
            .zip(lists)
            .map(|(key, list)| ((*key).to_owned(), json!(list)))
            .collect::<Map<_, _>>()
            .into()
    });
    let band = prop::sample::select(&Band::ALL[..3]);
    (band, any::<bool>(), prop::collection::vec(condition, 1..3)).prop_map(|(band, child_only, when)| {
        let label = json!({ "en": "Some signs" });
        (band, json!({ "label": label, "band": band.code(), "child_only": child_only, "when": when }))
    })
}

/// An instrument as JSON with at least one scored sign in each dimension.
fn any_instrument() -> impl Strategy<Value = Value> {
    let signs = prop::collection::vec(any_sign(), 1..8);
    let combination = prop::collection::vec(any_alternative(), 1..4);
    let outcomes = prop::collection::vec(any_outcome(), 0..4);
    (signs, combination, outcomes, prop::sample::select(vec!["adult", "child", "any"])).prop_map(
        |(mut signs, combination, mut outcomes, for_whom)| {
            for dimension in DIMENSIONS {
                signs.push(json!({
                    "label": { "en": "A sign" }, "strength": "medium", "kind": "surroundings",
                    "dimension": dimension, "mode": ["observe"], "ask_by": "any", "source": "own",
                }));
            }
            for (nth, sign) in signs.iter_mut().enumerate() {
                sign["code"] = json!(format!("S{nth}"));
            }
            outcomes.sort_by_key(|(band, _)| std::cmp::Reverse(*band));
            let mut outcomes: Vec<Value> = outcomes.into_iter().map(|(_, outcome)| outcome).collect();
            for (nth, outcome) in outcomes.iter_mut().enumerate() {
                outcome["code"] = json!(["first", "second", "third"][nth]);
            }
            let dimensions = DIMENSIONS.map(|code| json!({ "code": code, "label": { "en": code } }));
            json!({
                "id": "arbitrary", "version": 1, "title": { "en": "Arbitrary" }, "for_whom": for_whom,
                "review_state": "draft", "needs_check": false, "licence": "none",
                "sources": [{ "key": "own", "title": "Own" }], "combination": combination,
                "dimensions": dimensions, "outcomes": outcomes, "indicators": signs,
            })
        },
    )
}

fn compiled(instrument: &Value) -> Compiled {
    let value: toml::Value = serde_json::from_value(instrument.clone()).unwrap();
    let text = toml::to_string(&value).unwrap();
    Compiled::new(parse("arbitrary.toml", &text).unwrap_or_else(|problems| panic!("{text}\n{problems:#?}")))
}

fn any_states() -> impl Strategy<Value = Vec<AnswerState>> {
    prop::collection::vec(prop::sample::select(AnswerState::ALL), 11)
}

proptest! {
    #[test]
    fn any_accepted_instrument_keeps_the_promises(
        instrument in any_instrument(),
        states in any_states(),
        child in prop::sample::select(ChildFlag::ALL),
        setting in prop::sample::select(Setting::ALL),
    ) {
        let compiled = compiled(&instrument);
        let states = &states[..compiled.instrument().indicators.len()];
        let context = Context::new(child).in_setting(setting);
        let finding = compiled.evaluate_states(context, states);

        prop_assert_eq!(compiled.band(context, states), finding.band);
        for at in 0..states.len() {
            let mut more = states.to_vec();
            more[at] = AnswerState::YesTold;
            prop_assert!(compiled.band(context, &more) >= finding.band, "one more yes lowered the band");
        }

        let answers: Map<String, Value> =
            states.iter().enumerate().map(|(nth, state)| (format!("S{nth}"), state.code().into())).collect();
        let context = json!({ "child": child.code(), setting.code(): true });
        let verdict = reference::evaluate(&instrument, &json!({ "context": context, "answers": answers }));
        prop_assert_eq!(verdict.band, finding.band.code());
        prop_assert_eq!(verdict.outcome, finding.outcome);
    }

    #[test]
    fn on_any_accepted_instrument_vulnerability_alone_never_reaches_protection(
        instrument in any_instrument(),
        states in any_states(),
        child in prop::sample::select(ChildFlag::ALL),
    ) {
        let compiled = compiled(&instrument);
        let signs = &compiled.instrument().indicators;
        let alone: Vec<AnswerState> = signs
            .iter()
            .zip(states)
            .map(|(sign, state)| if sign.kind == Kind::Vulnerability { state } else { AnswerState::Unsure })
            .collect();
        prop_assert!(compiled.band(Context::new(child), &alone) < Band::ProtectNow);
    }
}
