use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use super::*;
use crate::age_band::AgeBand;
use crate::agreement::{
    Agreement, Agreements, Answer, Category, Explained, GivenBy, Giving, Recipient, RecipientClass,
    TeachBack, Whose,
};
use crate::hours::Hours;
use crate::id::AgreementId;
use crate::placement::Placement;
use crate::secret::Secret;
use crate::service::{Accepts, Capacity, Cost, DutyLine, SecurityLevel};
use crate::told_before::How;

const REPLY_BY: i64 = 1_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn worker() -> UserId {
    UserId::from_random([7; 16])
}

fn shelter() -> Service {
    Service {
        id: ServiceId::from_random([1; 16]),
        unit: UnitId::from_random([2; 16]),
        offers: BTreeSet::from([ServiceType::AccommodationEmergency]),
        region: "north".parse().unwrap(),
        languages: BTreeSet::new(),
        works_with_interpreters: true,
        accepts: Accepts::default(),
        step_free: true,
        capacity: places(3),
        waiting_days: 0,
        opening: Hours::Always,
        duty_line: DutyLine { phone: "+000".into(), hours: Hours::Always },
        cost: Cost::Free,
        security: SecurityLevel::Protected,
        funding_until: None,
        verified_on: date(2024, 3, 1),
    }
}

fn places(free: u16) -> Capacity {
    Capacity::new(10, free, at(0)).unwrap()
}

fn asked() -> Enquiry {
    Enquiry::ask(EnquiryId::from_random([3; 16]), shelter().id, at(500))
}

fn yes() -> Enquiry {
    asked().yes(worker(), at(REPLY_BY), at(1)).unwrap()
}

fn agreed_to(categories: &[Category]) -> Agreements {
    let giving = Giving {
        id: AgreementId::from_random([4; 16]),
        whose: Whose::Adult,
        given_by: GivenBy::Person,
        explained: Explained {
            language: "uk".parse().unwrap(),
            how: How::Interpreter,
            teach_back: TeachBack::InOwnWords,
            by: worker(),
            witness: None,
            interpreter: None,
        },
        at: at(0),
    };
    let purpose = Purpose::Service(ServiceType::AccommodationEmergency);
    let recipient = Recipient::new(shelter().unit, RecipientClass::Care).unwrap();
    let answers = categories.iter().map(|category| (*category, Answer::Agreed)).collect();
    let agreement = Agreement::later(giving, purpose, recipient, answers, at(1_000_000)).unwrap();
    Agreements::default().with(agreement)
}

fn agreed() -> Agreements {
    agreed_to(&[Category::MinimumDataset, Category::Identity])
}

fn withdrawn_at(second: i64) -> Agreements {
    let purpose = Purpose::Service(ServiceType::AccommodationEmergency);
    agreed().withdraw(&purpose, shelter().unit, at(second)).0
}

/// What the minimum dataset rests on, as the sender reads it.
fn basis(agreements: &Agreements, second: i64) -> Option<Basis> {
    let purpose = Purpose::Service(ServiceType::AccommodationEmergency);
    agreements.basis(&purpose, shelter().unit, Category::MinimumDataset, at(second))
}

fn draft() -> Referral {
    let (id, case) = (ReferralId::from_random([5; 16]), CaseId::from_random([6; 16]));
    Referral::draft(id, case, &yes(), &shelter(), ServiceType::AccommodationEmergency, 2).unwrap()
}

fn offered() -> Referral {
    draft().offer(&yes(), basis(&agreed(), 10), at(REPLY_BY), at(10)).unwrap()
}

fn accepted() -> Referral {
    offered().accept(worker(), &places(3), basis(&agreed(), 20).as_ref(), at(20)).unwrap().referral
}

#[test]
fn an_offer_follows_a_yes_and_never_an_enquiry_without_answer() {
    assert_eq!(
        draft().offer(&asked(), basis(&agreed(), 10), at(REPLY_BY), at(10)).err(),
        Some(OfferError::NoYes)
    );
    let no = asked().no(worker(), at(2)).unwrap();
    assert_eq!(draft().offer(&no, basis(&agreed(), 10), at(REPLY_BY), at(10)).err(), Some(OfferError::NoYes));
    assert_eq!(
        draft().offer(&yes(), basis(&agreed(), 10), at(5_000), at(REPLY_BY)).err(),
        Some(OfferError::NoYes)
    );
    assert_eq!(offered().state().status(), Status::Sent);
}

#[test]
fn an_offer_needs_the_persons_agreement_to_this_service() {
    let offer =
        |agreements: &Agreements| draft().offer(&yes(), basis(agreements, 10), at(REPLY_BY), at(10)).err();
    assert_eq!(offer(&Agreements::default()), Some(OfferError::AgreementMissing));
    assert_eq!(offer(&withdrawn_at(9)), Some(OfferError::AgreementMissing));
    assert_eq!(offer(&agreed_to(&[Category::Needs])), Some(OfferError::AgreementMissing));
}

#[test]
fn a_withdrawn_agreement_blocks_acceptance() {
    let refused = offered().accept(worker(), &places(3), basis(&withdrawn_at(15), 20).as_ref(), at(20));
    assert_eq!(refused.err(), Some(AcceptError::AgreementMissing));
}

#[test]
fn acceptance_takes_a_place_for_each_person_and_never_more_than_are_free() {
    let change = offered().accept(worker(), &places(3), basis(&agreed(), 20).as_ref(), at(20)).unwrap();
    assert_eq!(change.then, [Follow::TakePlaces(3)]);
    let refused = offered().accept(worker(), &places(2), basis(&agreed(), 20).as_ref(), at(20));
    assert_eq!(refused.err(), Some(AcceptError::NotEnoughPlaces));
}

#[test]
fn silence_expires_the_offer_wakes_somebody_and_proposes_the_next() {
    assert_eq!(offered().expire(at(REPLY_BY - 1)).err(), Some(ChangeError::StillTime));
    let change = offered().receive(at(30)).unwrap().expire(at(REPLY_BY)).unwrap();
    assert_eq!(change.referral.state().status(), Status::Expired);
    assert_eq!(change.then, [Follow::Alarm, Follow::ProposeNext, Follow::DropWraps]);
    let late = offered().accept(worker(), &places(3), basis(&agreed(), REPLY_BY).as_ref(), at(REPLY_BY));
    assert_eq!(late.err(), Some(AcceptError::NotOffered));
}

#[test]
fn whoever_declines_expires_or_is_withdrawn_from_sees_nothing_at_once() {
    let ended = [
        offered().decline(DeclineReason::NotSuitable, at(20)).unwrap(),
        offered().expire(at(REPLY_BY)).unwrap(),
        offered().withdraw(at(20)).unwrap(),
        accepted().withdraw(at(30)).unwrap(),
        accepted().person_declines(at(30)).unwrap(),
    ];
    for change in ended {
        assert_eq!(change.referral.sight(), Sight::Nothing);
        assert!(change.then.contains(&Follow::DropWraps));
    }
    assert_eq!(
        offered().sight_now(basis(&agreed(), REPLY_BY).as_ref(), at(REPLY_BY)),
        Sight::Nothing,
        "before the ticker has come round"
    );
}

#[test]
fn sight_grows_only_with_acceptance_and_ends_with_the_agreement() {
    assert_eq!(draft().sight_now(basis(&agreed(), 10).as_ref(), at(10)), Sight::Nothing);
    assert_eq!(offered().sight_now(basis(&agreed(), 10).as_ref(), at(10)), Sight::MinimumDataset);
    assert_eq!(accepted().sight_now(basis(&agreed(), 20).as_ref(), at(20)), Sight::HandOver);
    assert_eq!(accepted().sight_now(basis(&withdrawn_at(25), 25).as_ref(), at(25)), Sight::Nothing);
}

#[test]
fn a_voice_on_the_telephone_opens_nothing_until_the_service_confirms() {
    let change =
        offered().accept_by_telephone(worker(), &places(3), basis(&agreed(), 20).as_ref(), at(20)).unwrap();
    assert_eq!(change.then, [Follow::TakePlaces(3), Follow::AskToConfirm]);
    assert_eq!(change.referral.sight(), Sight::MinimumDataset);

    let arrived = change.referral.arrive(at(30)).unwrap().referral;
    let confirmed = arrived.confirm(worker()).unwrap();
    assert_eq!(confirmed.sight(), Sight::HandOver);
    assert_eq!(confirmed.confirm(worker()).err(), Some(ChangeError::NotHere));
}

#[test]
fn not_arriving_opens_a_concern_and_closes_nothing() {
    let change = accepted().did_not_arrive(at(40)).unwrap();
    assert_eq!(change.then, [Follow::Alarm, Follow::OpenConcern]);
    assert!(change.referral.state().is_open());
    assert_eq!(change.referral.clone().complete(at(50)).err(), Some(ChangeError::NotHere));
    assert_eq!(change.referral.arrive(at(60)).unwrap().referral.state().status(), Status::InService);
}

#[test]
fn places_come_back_when_the_person_leaves_however_it_ends() {
    let in_service = || accepted().arrive(at(30)).unwrap().referral;
    for change in [in_service().complete(at(40)), in_service().withdraw(at(40)), accepted().withdraw(at(40))]
    {
        assert!(change.unwrap().then.contains(&Follow::GiveBackPlaces(Some(3))));
    }
    assert!(!offered().withdraw(at(20)).unwrap().then.contains(&Follow::GiveBackPlaces(Some(3))));
}

#[test]
fn what_has_ended_stays_ended() {
    let ended = || offered().decline(DeclineReason::Security, at(20)).unwrap().referral;
    assert!(ended().accept(worker(), &places(3), basis(&agreed(), 21).as_ref(), at(21)).is_err());
    assert!(ended().receive(at(21)).is_err());
    assert!(ended().waitlist(at(21)).is_err());
    assert!(ended().withdraw(at(21)).is_err());
    assert!(ended().person_declines(at(21)).is_err());
    assert!(ended().arrive(at(21)).is_err());
    assert!(ended().offer(&yes(), basis(&agreed(), 21), at(REPLY_BY), at(21)).is_err());
}

#[test]
fn a_waiting_list_can_still_turn_into_a_place() {
    let change = offered().waitlist(at(20)).unwrap();
    assert_eq!(change.then, [Follow::ProposeNext]);
    let accepted = change
        .referral
        .accept(worker(), &places(3), basis(&agreed(), REPLY_BY + 5).as_ref(), at(REPLY_BY + 5))
        .unwrap();
    assert_eq!(accepted.referral.state().status(), Status::Accepted);
}

#[test]
fn the_minimum_dataset_holds_what_the_first_night_needs_and_nothing_else() {
    let dataset = MinimumDataset {
        code: ReferralId::from_random([5; 16]),
        asks: Asks { kind: ServiceType::AccommodationEmergency, places: 3 },
        placement: Placement::WithWomen,
        age_band: AgeBand::From24To26,
        languages: vec![],
        children_with: 2,
        limited_mobility: false,
        health_alerts: BTreeSet::new(),
        security: SecurityLevel::High,
        needed_on: date(2024, 3, 1),
    };
    let json = serde_json::to_value(&dataset).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "age_band",
            "asks",
            "children_with",
            "code",
            "health_alerts",
            "languages",
            "limited_mobility",
            "needed_on",
            "placement",
            "security"
        ]
    );
    let mut more = json;
    more["narrative"] = "what happened".into();
    assert!(serde_json::from_value::<MinimumDataset>(more).is_err());
}

#[test]
fn only_what_the_person_agreed_to_is_packed_and_only_what_still_holds_is_read() {
    let part = |category| BTreeMap::from([(category, Secret::from("text"))]);
    let refused = HandOver::pack(&accepted(), part(Category::Health), &agreed(), at(20));
    assert_eq!(refused.err(), Some(NotAgreed(Category::Health)));

    let hand_over = HandOver::pack(&offered(), part(Category::Identity), &agreed(), at(20)).unwrap();
    let holds = basis(&agreed(), 30);
    assert_eq!(hand_over.readable(&accepted(), holds.as_ref(), at(30)).count(), 1);
    assert_eq!(hand_over.readable(&offered(), holds.as_ref(), at(30)).count(), 0);
    assert_eq!(hand_over.readable(&accepted(), None, at(30)).count(), 0);
    assert_eq!(hand_over.readable(&accepted(), holds.as_ref(), at(1_000_000)).count(), 0, "it has run out");
}

#[test]
fn what_is_kept_beside_the_case_tells_no_kind_of_help_and_no_places() {
    let kept = serde_json::to_string(&offered()).unwrap();
    assert!(!kept.contains("accommodation") && !kept.contains("places"), "{kept}");
    let read: Referral = serde_json::from_str(&kept).unwrap();
    assert_eq!(read.asks(), None);
    let without = read.accept(worker(), &places(3), basis(&agreed(), 20).as_ref(), at(20));
    assert_eq!(without.err(), Some(AcceptError::NotAtHand));
}
