//! Track D against a plain model written from the rules: whatever is given, withdrawn, ordered by law or runs
//! out, in any order, each purpose and recipient stands where the rules say, and apart from every other.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::agreement::{
    Agreement, Agreements, Answer, ByLaw, Category, Explained, GivenBy, Giving, Purpose, Recipient,
    RecipientClass, Standing, TONIGHT_LASTS, TeachBack, Whose,
};
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{AgreementId, UnitId, UserId};
use havenward_domain::legal_basis::{ControllerKind, Ground, LegalBasis, Parts};
use havenward_domain::told_before::How;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const LAW: &str = "Children Act 1989 s. 47";
const CATEGORIES: [Category; 2] = [Category::MinimumDataset, Category::Needs];

/// A purpose and a recipient, by number.
type Pair = (usize, u8);

#[derive(Debug, Clone, Copy)]
enum Deed {
    /// Tonight, the minimum dataset alone, for three days.
    Tonight {
        yes: bool,
    },
    /// Later, for so many days, each category asked or not and answered alone.
    Later {
        days: i64,
        minimum: Option<bool>,
        needs: Option<bool>,
    },
    Withdraw,
    /// By law, the minimum dataset alone.
    Law {
        days: i64,
    },
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => any::<bool>().prop_map(|yes| Deed::Tonight { yes }),
        4 => (1_i64..40, any::<Option<bool>>(), any::<Option<bool>>())
            .prop_map(|(days, minimum, needs)| Deed::Later { days, minimum, needs }),
        2 => Just(Deed::Withdraw),
        1 => (1_i64..20).prop_map(|days| Deed::Law { days }),
    ]
}

fn purposes() -> [Purpose; 3] {
    [Purpose::Service(ServiceType::AccommodationEmergency), Purpose::Support, Purpose::Media]
}

fn unit(number: u8) -> UnitId {
    UnitId::from_random([number + 1; 16])
}

fn day(days: i64) -> Timestamp {
    Timestamp::from_second(days * 86_400).unwrap()
}

/// What was said once: until when, and about what.
#[derive(Debug, Clone)]
struct Said {
    until: i64,
    about: [Option<bool>; 2],
}

/// What the model keeps of one purpose and one recipient.
#[derive(Debug, Clone, Default)]
struct Track {
    said: Vec<Said>,
    /// Whether she took something back before what is said now.
    taken_back: bool,
    law_until: i64,
}

impl Track {
    fn holds(&self, now: i64) -> impl DoubleEndedIterator<Item = &Said> {
        self.said.iter().filter(move |said| now < said.until)
    }

    /// The last answer about a category that has not run out is the one that counts.
    fn allows(&self, category: usize, now: i64) -> bool {
        let by_law = category == 0 && now < self.law_until;
        by_law || self.holds(now).rev().find_map(|said| said.about[category]).unwrap_or(false)
    }

    fn standing(&self, purpose: usize, now: i64) -> Standing {
        if now < self.law_until {
            return Standing::NotNeeded(LAW.to_owned());
        }
        match self.holds(now).next_back() {
            Some(last) if last.about.contains(&Some(true)) => Standing::Agreed,
            Some(_) => Standing::Refused,
            None if self.taken_back => Standing::Withdrawn,
            // Media are refused until she says otherwise.
            None if purpose == 2 => Standing::Refused,
            None => Standing::NotAsked,
        }
    }

    fn apply(&mut self, (purpose, now): (usize, i64), deed: Deed) -> bool {
        match deed {
            Deed::Tonight { yes } if purpose == 0 => {
                self.said.push(Said { until: now + 3, about: [Some(yes), None] });
            }
            Deed::Tonight { .. } | Deed::Later { minimum: None, needs: None, .. } => return false,
            Deed::Later { days, minimum, needs } => {
                self.said.push(Said { until: now + days, about: [minimum, needs] });
            }
            Deed::Withdraw => {
                self.taken_back |= !self.said.is_empty();
                self.said.clear();
            }
            Deed::Law { days } => self.law_until = now + days,
        }
        true
    }
}

fn giving(number: u8, at: Timestamp) -> Giving<'static> {
    Giving {
        id: AgreementId::from_random([number; 16]),
        whose: Whose::Adult,
        given_by: GivenBy::Person,
        explained: Explained {
            language: "uk".parse().unwrap(),
            how: How::Spoken,
            teach_back: TeachBack::InOwnWords,
            by: UserId::from_random([9; 16]),
            witness: None,
            interpreter: None,
        },
        at,
    }
}

fn apply(
    ledger: &Agreements,
    (number, now): (u8, i64),
    (purpose, to): Pair,
    deed: Deed,
) -> Option<Agreements> {
    let purpose = purposes()[purpose].clone();
    let recipient = Recipient::new(unit(to), RecipientClass::Care).unwrap();
    let said = |yes: bool| if yes { Answer::Agreed } else { Answer::Refused };
    let ledger = ledger.clone();
    match deed {
        Deed::Tonight { yes } => {
            let answers = BTreeMap::from([(Category::MinimumDataset, said(yes))]);
            let given =
                Agreement::tonight(giving(number, day(now)), purpose, BTreeSet::from([recipient]), answers);
            Some(ledger.with(given.ok()?))
        }
        Deed::Later { days, minimum, needs } => {
            let asked = [(CATEGORIES[0], minimum), (CATEGORIES[1], needs)];
            let answers =
                asked.into_iter().filter_map(|(category, yes)| Some((category, said(yes?)))).collect();
            let given =
                Agreement::later(giving(number, day(now)), purpose, recipient, answers, day(now + days));
            Some(ledger.with(given.ok()?))
        }
        Deed::Withdraw => Some(ledger.withdraw(&purpose, unit(to), day(now)).0),
        Deed::Law { days } => {
            let basis = LegalBasis::new(Parts {
                controller: unit(7),
                kind: ControllerKind::StateBody,
                ground: Ground::LegalDuty,
                special_category: None,
                offence_data: None,
                law: Some(LAW.to_owned()),
            });
            Some(ledger.with_law(ByLaw {
                basis: basis.unwrap(),
                purpose,
                recipient,
                categories: BTreeSet::from([Category::MinimumDataset]),
                until: day(now + days),
                by: UserId::from_random([9; 16]),
                at: day(now),
                reason: None,
            }))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn each_purpose_and_recipient_stands_where_a_plain_model_says(
        steps in prop::collection::vec((0_i64..4, 0_usize..3, 0_u8..2, a_deed()), 1..60),
    ) {
        assert_eq!(TONIGHT_LASTS, SignedDuration::from_hours(72), "the model counts three days");
        let mut ledger = Agreements::default();
        let mut model: BTreeMap<Pair, Track> = BTreeMap::new();
        let mut now = 0;
        for (number, (days, purpose, to, deed)) in (0_u8..).zip(steps) {
            now += days;
            let accepted = model.entry((purpose, to)).or_default().apply((purpose, now), deed);
            let next = apply(&ledger, (number, now), (purpose, to), deed);
            prop_assert_eq!(accepted, next.is_some(), "{:?} on day {}", deed, now);
            ledger = next.unwrap_or(ledger);
            for (pair, (at, track)) in [0, 1, 2, 3, 10, 45].iter().flat_map(|days| {
                model.iter().map(move |(pair, track)| (*pair, (now + days, track)))
            }) {
                let purpose = &purposes()[pair.0];
                for (index, category) in CATEGORIES.iter().enumerate() {
                    let allowed = ledger.allows(purpose, unit(pair.1), *category, day(at));
                    prop_assert_eq!(track.allows(index, at), allowed, "{:?} {:?} on day {}", pair, track, at);
                }
                let standing = ledger.standing(purpose, unit(pair.1), day(at));
                prop_assert_eq!(track.standing(pair.0, at), standing, "{:?} {:?} on day {}", pair, track, at);
            }
            let text = serde_json::to_string(&ledger).unwrap();
            prop_assert!(serde_json::from_str::<Agreements>(&text).unwrap() == ledger);
        }
    }
}
