//! What matching promises, whatever the services and whoever looks for one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use havenward_domain::codes::ServiceType;
use havenward_domain::hours::Hours;
use havenward_domain::id::{ServiceId, UnitId};
use havenward_domain::language::Language;
use havenward_domain::matching::{Avoid, Found, Party, Reach, Reason, Seeker, Shortfall, find};
use havenward_domain::need::NeedBy;
use havenward_domain::place::Region;
use havenward_domain::placement::Placement;
use havenward_domain::service::{Accepts, Capacity, Cost, DutyLine, SecurityLevel, Service};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned, civil};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const NEEDS: [ServiceType; 4] = [
    ServiceType::AccommodationEmergency,
    ServiceType::AccommodationChild,
    ServiceType::MedicalUrgent,
    ServiceType::LegalImmigration,
];
const SECURITY: [SecurityLevel; 3] = [SecurityLevel::Open, SecurityLevel::Protected, SecurityLevel::High];

fn now() -> Zoned {
    civil::date(2024, 3, 11).at(22, 30, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn region(code: &str) -> Region {
    code.parse().unwrap()
}

fn a_service(n: u8) -> Service {
    Service {
        id: ServiceId::from_random([n; 16]),
        unit: UnitId::from_random([n; 16]),
        offers: BTreeSet::from([ServiceType::AccommodationEmergency]),
        region: region("north"),
        languages: BTreeSet::from([language("uk")]),
        works_with_interpreters: true,
        accepts: Accepts { women: true, families: true, children_under: 12, ..Accepts::default() },
        step_free: false,
        capacity: Capacity::new(10, 4, now().timestamp()).unwrap(),
        waiting_days: 0,
        opening: Hours::Always,
        duty_line: DutyLine { phone: "+000".into(), hours: Hours::Always },
        cost: Cost::Free,
        security: SecurityLevel::Protected,
        funding_until: None,
        verified_on: civil::date(2024, 3, 1),
    }
}

fn a_seeker() -> Seeker {
    Seeker {
        needs: BTreeMap::from([(ServiceType::AccommodationEmergency, NeedBy::Tonight)]),
        party: Party::Adult { children: vec![] },
        placement: Placement::WithWomen,
        trans: false,
        disability: false,
        limited_mobility: false,
        languages: vec![language("uk")],
        security: SecurityLevel::Open,
        reach: Reach { regions: BTreeMap::from([(region("north"), 20)]), at_most_km: 100 },
        avoid: Avoid::default(),
    }
}

fn accepts() -> impl Strategy<Value = Accepts> {
    (vec(any::<bool>(), 7), 0u8..18).prop_map(|(yes, children_under)| Accepts {
        women: yes[0],
        men: yes[1],
        families: yes[2],
        trans: yes[3],
        girls: yes[4],
        boys: yes[5],
        disability: yes[6],
        children_under,
    })
}

fn services() -> impl Strategy<Value = Vec<Service>> {
    let one = (
        subsequence(NEEDS.to_vec(), 1..=4),
        select(vec!["north", "south", "east"]),
        accepts(),
        (any::<bool>(), any::<bool>(), any::<bool>()),
        (0u16..6, 0u16..3, any::<bool>()),
        select(SECURITY.to_vec()),
        select(vec!["uk", "ru", "ar"]),
        0u8..4,
    )
        .prop_map(|(offers, place, accepts, yes, (free, waiting_days, open), security, tag, unit)| {
            let (works_with_interpreters, step_free, funded) = yes;
            let counted_at = now().timestamp() - SignedDuration::from_hours(48 * i64::from(free));
            let hours = || if open { Hours::Always } else { Hours::Weekly(vec![]) };
            Service {
                unit: UnitId::from_random([unit; 16]),
                offers: offers.into_iter().collect(),
                region: region(place),
                languages: BTreeSet::from([language(tag)]),
                works_with_interpreters,
                accepts,
                step_free,
                capacity: Capacity::new(6, free, counted_at).unwrap(),
                waiting_days,
                opening: hours(),
                duty_line: DutyLine { phone: "+000".into(), hours: hours() },
                security,
                funding_until: (!funded).then(|| civil::date(2024, 3, 10)),
                ..a_service(0)
            }
        });
    vec(one, 0..12).prop_map(|services| {
        let ids = (0u8..).map(|n| ServiceId::from_random([n; 16]));
        services.into_iter().zip(ids).map(|(service, id)| Service { id, ..service }).collect()
    })
}

/// A seeker cannot print itself; an invented one in a test may.
#[derive(Clone)]
struct Invented(Seeker);

impl fmt::Debug for Invented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Seeker { needs, party, placement, trans, disability, limited_mobility, security, avoid, .. } =
            &self.0;
        let flags = (trans, disability, limited_mobility);
        write!(f, "{needs:?} {party:?} {placement:?} {flags:?} {security:?} {avoid:?}")
    }
}

fn seekers() -> impl Strategy<Value = Invented> {
    let party = prop_oneof![
        vec(0u8..18, 0..3).prop_map(|children| Party::Adult { children }),
        (0u8..3).prop_map(|siblings| Party::Child { siblings }),
    ];
    let by = select(vec![NeedBy::Tonight, NeedBy::Later]);
    (
        btree_map(select(NEEDS.to_vec()), by, 1..4),
        party,
        select(vec![Placement::WithWomen, Placement::WithMen, Placement::Either]),
        (any::<bool>(), any::<bool>(), any::<bool>()),
        select(SECURITY.to_vec()),
        (btree_set(0u8..12, 0..3), btree_set(0u8..4, 0..2)),
    )
        .prop_map(|(needs, party, placement, (trans, disability, limited_mobility), security, avoid)| {
            let regions = BTreeMap::from([(region("north"), 20), (region("south"), 140)]);
            let (services, units) = avoid;
            Invented(Seeker {
                needs,
                party,
                placement,
                trans,
                disability,
                limited_mobility,
                security,
                reach: Reach { regions, at_most_km: 100 },
                avoid: Avoid {
                    services: services.into_iter().map(|n| ServiceId::from_random([n; 16])).collect(),
                    units: units.into_iter().map(|n| UnitId::from_random([n; 16])).collect(),
                    regions: BTreeSet::new(),
                },
                ..a_seeker()
            })
        })
}

/// The hard constraints, told a second time and in other words than the product's.
fn breaks_a_hard_constraint(seeker: &Seeker, service: &Service) -> Option<&'static str> {
    let met: Vec<_> = seeker.needs.iter().filter(|(need, _)| service.offers.contains(need)).collect();
    let lives_there = met.iter().any(|(need, _)| need.is_residential());
    let tonight = met.iter().any(|(_, by)| **by == NeedBy::Tonight);
    let kilometres = seeker.reach.regions.get(&service.region);
    let (is_child, people, children) = match &seeker.party {
        Party::Child { siblings } => (true, u16::from(*siblings) + 1, vec![]),
        Party::Adult { children } => (false, u16::try_from(children.len()).unwrap() + 1, children.clone()),
    };
    let a = &service.accepts;
    let takes = match (is_child, seeker.placement) {
        (true, Placement::WithWomen) => a.girls,
        (true, Placement::WithMen) => a.boys,
        (true, Placement::Either) => a.girls || a.boys,
        (false, Placement::WithWomen) => a.women,
        (false, Placement::WithMen) => a.men,
        (false, Placement::Either) => a.women || a.men,
    };
    let rules = [
        ("need", met.is_empty()),
        ("place", kilometres.is_none_or(|km| *km > seeker.reach.at_most_km)),
        (
            "avoided",
            seeker.avoid.services.contains(&service.id) || seeker.avoid.units.contains(&service.unit),
        ),
        ("security", lives_there && service.security < seeker.security),
        ("child with unrelated adults", lives_there && is_child && (a.women || a.men || a.families)),
        ("adult with unrelated children", lives_there && !is_child && (a.girls || a.boys)),
        ("sex or age", !takes),
        (
            "children of the family",
            lives_there && children.iter().any(|age| !a.families || *age >= a.children_under),
        ),
        ("trans", seeker.trans && !a.trans),
        ("disability", seeker.disability && !a.disability),
        ("mobility", seeker.limited_mobility && !service.step_free),
        ("funding", service.funding_until.is_some_and(|last| last < now().date())),
        ("free places", service.capacity.free() < if lives_there { people } else { 1 }),
        ("language", !service.works_with_interpreters && !service.languages.contains(&language("uk"))),
        ("open tonight", tonight && service.opening != Hours::Always),
        ("wait tonight", tonight && service.waiting_days > 0),
    ];
    rules.iter().find(|(_, broken)| *broken).map(|(rule, _)| *rule)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_match_never_breaks_a_hard_constraint_and_none_is_missed(Invented(seeker) in seekers(), services in services()) {
        let found = find(&seeker, &services, &now());
        let kept: BTreeSet<ServiceId> = found.matches.iter().map(|kept| kept.service).collect();
        for service in &services {
            let broken = breaks_a_hard_constraint(&seeker, service);
            prop_assert_eq!(kept.contains(&service.id), broken.is_none(), "{:?}", broken);
        }
    }

    #[test]
    fn an_exclusion_for_safety_cannot_be_told_from_a_service_that_does_not_exist(
        Invented(mut seeker) in seekers(),
        services in services(),
        avoided in 0usize..12,
    ) {
        let Some(avoided) = services.get(avoided) else { return Ok(()) };
        seeker.avoid.services.insert(avoided.id);
        let others: Vec<Service> = services.iter().filter(|service| service.id != avoided.id).cloned().collect();

        prop_assert_eq!(find(&seeker, &services, &now()), find(&seeker, &others, &now()));
    }

    #[test]
    fn no_unsafe_service_shows_among_the_alternatives(Invented(seeker) in seekers(), services in services()) {
        let found = find(&seeker, &services, &now());
        let bendable = ["place", "free places", "language", "open tonight", "wait tonight"];
        for alternative in &found.alternatives {
            let service = services.iter().find(|service| service.id == alternative.service).unwrap();
            let broken = breaks_a_hard_constraint(&seeker, service).unwrap();
            prop_assert!(bendable.contains(&broken), "{broken}");
            prop_assert!(alternative.would_meet.is_subset(&found.gaps));
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        Invented(seeker) in seekers(),
        (services, shuffled) in services().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        prop_assert_eq!(find(&seeker, &services, &now()), find(&seeker, &shuffled, &now()));
    }
}

fn ids(found: &Found) -> Vec<ServiceId> {
    found.matches.iter().map(|kept| kept.service).collect()
}

#[test]
fn a_common_language_comes_before_an_interpreter() {
    let through_interpreter = Service { languages: BTreeSet::from([language("es")]), ..a_service(1) };
    let common = a_service(2);
    let found = find(&a_seeker(), &[through_interpreter.clone(), common.clone()], &now());
    assert_eq!(ids(&found), [common.id, through_interpreter.id]);
    assert!(found.matches[0].reasons.contains(&Reason::Speaks(language("uk"))));
    assert!(found.matches[1].reasons.contains(&Reason::ThroughInterpreter));
}

#[test]
fn when_nobody_fits_the_nearest_alternatives_come_with_what_they_lack_and_the_gap_is_raised() {
    let full = Service { capacity: Capacity::new(3, 0, now().timestamp()).unwrap(), ..a_service(1) };
    let found = find(&a_seeker(), std::slice::from_ref(&full), &now());
    assert!(found.matches.is_empty());
    assert_eq!(found.gaps, BTreeSet::from([ServiceType::AccommodationEmergency]));
    assert_eq!(found.alternatives[0].service, full.id);
    assert_eq!(found.alternatives[0].shortfalls, BTreeSet::from([Shortfall::NotEnoughPlaces]));
}

#[test]
fn a_child_alone_is_never_placed_among_adults() {
    let seeker = Seeker { party: Party::Child { siblings: 0 }, ..a_seeker() };
    let mixed =
        Service { accepts: Accepts { girls: true, women: true, ..Accepts::default() }, ..a_service(1) };
    let children = Service { accepts: Accepts { girls: true, ..Accepts::default() }, ..a_service(2) };
    let found = find(&seeker, &[mixed, children.clone()], &now());
    assert_eq!(ids(&found), [children.id]);
    assert!(found.matches[0].reasons.contains(&Reason::ChildrenOnly));
}

#[test]
fn a_stale_count_is_said_and_comes_after_a_fresh_one() {
    let stale = Service { capacity: Capacity::new(9, 9, Timestamp::UNIX_EPOCH).unwrap(), ..a_service(1) };
    let fresh = a_service(2);
    let found = find(&a_seeker(), &[stale.clone(), fresh.clone()], &now());
    assert_eq!(ids(&found), [fresh.id, stale.id]);
    assert!(found.matches[1].reasons.contains(&Reason::CountIsStale));
}

#[test]
fn the_question_to_a_service_tells_how_many_and_when_but_not_who() {
    let seeker = Seeker { party: Party::Adult { children: vec![3, 7] }, ..a_seeker() };
    let json = serde_json::to_string(&seeker.question()).unwrap();
    assert_eq!(
        json,
        r#"{"child":false,"placement":"with_women","languages":["uk"],"children_with":2,"limited_mobility":false,"when":"tonight"}"#
    );
}
