//! The library: every list holds exactly the signs that the reference names, and says how far each was checked.

use std::collections::{BTreeMap, BTreeSet};

use havenward_screening::instrument::Indicator;
use havenward_screening::terms::{About, AnswerState, ChildFlag, Kind, ReviewState, Setting, Strength};
use havenward_screening::{Band, Compiled, Context, Instrument, library};

use crate::shelf;

/// The signs of the domain reference, sections 15.2 to 15.4.
const SIGNS: usize = 223;
const TABLE: &str = include_str!("../data/indicators.csv");

/// The screens, which hold signs of their own, and the eleven signs after the ILO of 2012.
const OWN: [(&str, usize); 6] = [
    ("first-contact-6", 6),
    ("crisis-short", 6),
    ("uniform-reception", 12),
    ("group-screen", 12),
    ("custody-and-court", 12),
    ("ilo-forced-labour-11", 11),
];

/// The letters that the table writes for sources.
const LETTERS: [(&str, char); 12] = [
    ("unodc-leaflet", 'U'),
    ("blue-campaign", 'B'),
    ("blue-blindfold", 'I'),
    ("uk-guidance", 'H'),
    ("osce", 'O'),
    ("fincen-2020", 'F'),
    ("coe-2022", 'C'),
    ("organ-2016", 'V'),
    ("alerts", 'N'),
    ("unodc-marriage", 'M'),
    ("practice", 'K'),
    ("ilo-delphi-2009", '2'),
];

type Row = (String, String, String, BTreeSet<char>);

fn table() -> Vec<Row> {
    let rows = TABLE.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        (cells[0].to_owned(), cells[1].to_owned(), cells[2].to_owned(), cells[3].chars().collect())
    });
    rows.collect()
}

fn all() -> impl Iterator<Item = Instrument> {
    library::shipped().iter().map(|(id, _)| shelf::shipped(id).unwrap())
}

fn letters(sign: &Indicator) -> BTreeSet<char> {
    let keys = std::iter::once(&sign.source).chain(&sign.also_from);
    // Single findings and laws stand beside the families that the table names.
    keys.filter_map(|key| LETTERS.iter().find(|(known, _)| known == key)).map(|(_, letter)| *letter).collect()
}

#[test]
fn every_one_of_the_223_signs_is_in_exactly_the_lists_of_the_reference() {
    let table = table();
    let named: BTreeSet<&str> = table.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(named.len(), SIGNS);
    let mut shipped: Vec<Row> = Vec::new();
    for pack in all().filter(|pack| OWN.iter().all(|(own, _)| *own != pack.id)) {
        for sign in &pack.indicators {
            let strength = sign.strength.code().to_owned();
            shipped.push((sign.code.clone(), pack.id.clone(), strength, letters(sign)));
        }
    }
    let sorted = |mut rows: Vec<Row>| {
        rows.sort();
        rows
    };
    assert_eq!(sorted(shipped), sorted(table));
}

#[test]
fn the_screens_have_signs_of_their_own_with_codes_that_no_list_uses() {
    let table = table();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (id, count) in OWN {
        let pack = shelf::shipped(id).unwrap();
        assert_eq!(pack.indicators.len(), count, "{id}");
        for sign in &pack.indicators {
            assert!(table.iter().all(|(code, ..)| *code != sign.code), "{id} {}", sign.code);
            assert_eq!(seen.insert(sign.code.clone(), id.to_owned()), None, "{}", sign.code);
        }
    }
    assert_eq!(library::shipped().len(), 21);
}

#[test]
fn every_list_is_a_draft_with_a_licence_and_a_mark_on_each_source() {
    for pack in all() {
        assert_eq!(pack.review_state, ReviewState::Draft, "{}", pack.id);
        assert!(!pack.licence.is_empty());
        assert!(pack.sources.iter().all(|source| source.mark.is_some()), "{}", pack.id);
    }
}

#[test]
fn every_sign_says_how_it_comes_to_be_known_in_words() {
    for pack in all().filter(|pack| !pack.id.starts_with("ilo-delphi")) {
        for sign in &pack.indicators {
            assert!(!sign.question.is_empty() || !sign.observe.is_empty(), "{} {}", pack.id, sign.code);
        }
    }
}

#[test]
fn danger_comes_first_in_every_screen_and_disclosure_second() {
    for id in ["first-contact-6", "crisis-short", "uniform-reception", "group-screen", "custody-and-court"] {
        let kinds: Vec<Kind> =
            shelf::shipped(id).unwrap().indicators.iter().take(2).map(|sign| sign.kind).collect();
        assert_eq!(kinds, [Kind::Danger, Kind::Disclosure], "{id}");
    }
}

/// Every set of settings.
fn settings() -> impl Iterator<Item = Vec<Setting>> {
    (0..1_u32 << Setting::ALL.len()).map(|set| {
        let nth = |at: usize| set & (1 << at) != 0;
        Setting::ALL.iter().enumerate().filter(|(at, _)| nth(*at)).map(|(_, setting)| *setting).collect()
    })
}

#[test]
fn all_vulnerabilities_and_relations_of_a_list_at_once_stay_below_protection_in_every_setting() {
    for compiled in shelf::ALL.iter() {
        let signs = &compiled.instrument().indicators;
        let yes = |sign: &Indicator| matches!(sign.kind, Kind::Vulnerability | Kind::Relation);
        let state = |yes| if yes { AnswerState::YesTold } else { AnswerState::No };
        let states: Vec<AnswerState> = signs.iter().map(|sign| state(yes(sign))).collect();
        for child in ChildFlag::ALL {
            for settings in settings() {
                let context =
                    settings.iter().fold(Context::new(*child), |context, one| context.in_setting(*one));
                let band = compiled.band(context, &states);
                assert!(band < Band::ProtectNow, "{} {child:?} {settings:?}", compiled.instrument().id);
            }
        }
    }
}

#[test]
fn one_strong_sign_of_control_or_exploitation_protects_a_child_in_every_list_about_people() {
    for compiled in shelf::ALL.iter().filter(|one| one.instrument().about == About::Person) {
        for (at, sign) in compiled.instrument().indicators.iter().enumerate() {
            if sign.strength != Strength::Strong || !matches!(sign.kind, Kind::Control | Kind::Exploitation) {
                continue;
            }
            let mut states = vec![AnswerState::NotAsked; at + 1];
            states[at] = AnswerState::YesSeen;
            let band = compiled.band(Context::new(ChildFlag::Yes), &states);
            assert_eq!(band, Band::ProtectNow, "{} {}", compiled.instrument().id, sign.code);
        }
    }
}

#[test]
fn every_outcome_of_every_list_can_be_reached() {
    for pack in all() {
        let compiled = Compiled::new(pack.clone());
        let mut reached = BTreeSet::new();
        let some = |wanted: &dyn Fn(usize) -> bool| -> Vec<AnswerState> {
            let state = |at| if wanted(at) { AnswerState::YesTold } else { AnswerState::No };
            (0..pack.indicators.len()).map(state).collect()
        };
        let in_one =
            |dimension: &str| some(&|at| pack.indicators[at].dimension.as_deref() == Some(dimension));
        let mut tries: Vec<Vec<AnswerState>> =
            (0..pack.indicators.len()).map(|at| some(&|one| one == at)).collect();
        tries.extend(pack.dimensions.iter().map(|dimension| in_one(&dimension.code)));
        for first in 0..pack.indicators.len() {
            tries.extend((0..first).map(|second| some(&|at| at == first || at == second)));
        }
        tries.push(some(&|_| true));
        for states in tries {
            reached.extend(compiled.evaluate_states(Context::new(ChildFlag::No), &states).outcome);
        }
        for outcome in &pack.outcomes {
            // Deceived and exploited without coercion needs two dimensions; its own vectors show it.
            let shown_elsewhere = pack.id.starts_with("ilo-delphi") && outcome.code != "signs_to_follow";
            assert!(shown_elsewhere || reached.contains(&outcome.code), "{} {}", pack.id, outcome.code);
        }
    }
}

#[test]
fn an_account_is_never_treated_as_a_child_and_never_reaches_protection() {
    let pack = shelf::compiled("financial-reports");
    let states = vec![AnswerState::YesDocument; pack.instrument().indicators.len()];
    let finding = pack.evaluate_states(Context::default(), &states);
    assert_eq!(finding.band, Band::TalkMoreSafely);
    assert!(!finding.treated_as_child);
    let words = havenward_screening::explain(&finding, "en").to_string();
    assert!(words.contains("financial intelligence unit"), "{words}");
    assert!(!words.contains("guardian") && !words.contains("talk with the person"), "{words}");
}

#[test]
fn the_same_answers_give_the_same_finding_whoever_asked_and_whatever_was_told() {
    let pack = shelf::compiled("uniform-reception");
    let message = |told: &str| {
        format!(
            r#"{{"instrument": "uniform-reception@1", "told_before": {told}, "answers": {{"RCP05": "yes_told"}}}}"#
        )
    };
    let by = |profession: &str| {
        let text = message(&format!(r#"{{"profession": "{profession}"}}"#));
        pack.evaluate(&havenward_screening::answers::parse_json(&text).unwrap()).unwrap()
    };
    let border = by("border");
    for profession in ["reception", "health", "legal", "ngo"] {
        assert_eq!(by(profession), border);
        assert_eq!(
            havenward_screening::explain(&by(profession), "en"),
            havenward_screening::explain(&border, "en")
        );
    }
}
