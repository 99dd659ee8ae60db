use super::*;
use crate::codes::ServiceType;
use crate::legal_basis::{ControllerKind, Ground, LegalBasis, Parts};

fn unit(n: u8) -> UnitId {
    UnitId::from_random([n; 16])
}

fn shelter() -> Recipient {
    Recipient::new(unit(1), RecipientClass::Care).unwrap()
}

fn day(n: i64) -> Timestamp {
    Timestamp::from_second(n * 86_400).unwrap()
}

fn safe_place() -> Purpose {
    Purpose::Service(ServiceType::AccommodationEmergency)
}

fn explained(how: How, teach_back: TeachBack) -> Explained {
    let by = UserId::from_random([9; 16]);
    Explained { language: "uk".parse().unwrap(), how, teach_back, by, witness: None, interpreter: None }
}

fn giving(n: u8, at: Timestamp) -> Giving<'static> {
    Giving {
        id: AgreementId::from_random([n; 16]),
        whose: Whose::Adult,
        given_by: GivenBy::Person,
        explained: explained(How::Spoken, TeachBack::InOwnWords),
        at,
    }
}

fn yes_to(categories: &[Category]) -> BTreeMap<Category, Answer> {
    categories.iter().map(|category| (*category, Answer::Agreed)).collect()
}

fn tonight(n: u8, at: Timestamp) -> Agreement {
    let minimum = yes_to(&[Category::MinimumDataset]);
    Agreement::tonight(giving(n, at), safe_place(), BTreeSet::from([shelter()]), minimum).unwrap()
}

fn later(n: u8, purpose: Purpose, answers: BTreeMap<Category, Answer>) -> Agreement {
    Agreement::later(giving(n, day(1)), purpose, shelter(), answers, day(100)).unwrap()
}

#[test]
fn tonight_covers_the_minimum_dataset_for_one_purpose_and_nothing_else() {
    let agreement = tonight(1, day(1));
    assert!(agreement.covers(&safe_place(), unit(1), Category::MinimumDataset, day(1)));
    assert!(!agreement.covers(&safe_place(), unit(1), Category::Narrative, day(1)));
    assert!(!agreement.covers(&safe_place(), unit(2), Category::MinimumDataset, day(1)));
    assert!(!agreement.covers(&Purpose::Support, unit(1), Category::MinimumDataset, day(1)));
    assert!(!agreement.covers(&safe_place(), unit(1), Category::MinimumDataset, day(5)));
}

#[test]
fn tonight_nothing_is_asked_that_can_wait() {
    let asked = |purpose, answers, how| {
        let giving = Giving { explained: explained(how, TeachBack::NotDone), ..giving(1, day(1)) };
        Agreement::tonight(giving, purpose, BTreeSet::from([shelter()]), answers).err()
    };
    let minimum = yes_to(&[Category::MinimumDataset]);
    assert_eq!(asked(safe_place(), minimum.clone(), How::Spoken), None);
    assert_eq!(asked(safe_place(), minimum.clone(), How::Paper), Some(AgreementError::NotSpoken));
    let more = yes_to(&[Category::MinimumDataset, Category::Identity]);
    assert_eq!(asked(safe_place(), more, How::Spoken), Some(AgreementError::MoreThanMinimum));
    for purpose in [Purpose::PoliceCooperation, Purpose::FormalIdentification, Purpose::Support] {
        assert_eq!(asked(purpose, minimum.clone(), How::Spoken), Some(AgreementError::CanWait));
    }
}

#[test]
fn a_later_yes_is_said_back_and_a_no_needs_no_examination() {
    let without = || Giving { explained: explained(How::Audio, TeachBack::NotDone), ..giving(1, day(1)) };
    let yes = yes_to(&[Category::Needs]);
    let no = BTreeMap::from([(Category::Needs, Answer::Refused)]);
    let refused = Agreement::later(without(), Purpose::Support, shelter(), yes, day(9)).err();
    assert_eq!(refused, Some(AgreementError::NoTeachBack));
    assert!(Agreement::later(without(), Purpose::Support, shelter(), no, day(9)).is_ok());
}

#[test]
fn each_category_is_answered_alone() {
    let mut answers = yes_to(&[Category::Needs]);
    answers.insert(Category::Health, Answer::Refused);
    let agreement = later(1, Purpose::Support, answers);
    assert!(agreement.covers(&Purpose::Support, unit(1), Category::Needs, day(2)));
    assert!(!agreement.covers(&Purpose::Support, unit(1), Category::Health, day(2)));
}

#[test]
fn withdrawal_needs_no_reason_works_at_any_time_and_says_what_it_closes() {
    let agreement = later(1, Purpose::Support, yes_to(&[Category::Needs, Category::Plan]));
    for at in [day(0), day(2), day(500)] {
        let (withdrawn, closes) = agreement.clone().withdraw(at);
        assert!(!withdrawn.covers(&Purpose::Support, unit(1), Category::Needs, at));
        assert!(closes == agreement.effect_of_withdrawal());
        assert_eq!(closes.recipients, BTreeSet::from([unit(1)]));
        assert_eq!(closes.categories, BTreeSet::from([Category::Needs, Category::Plan]));
        assert!(withdrawn.clone().withdraw(day(900)).0 == withdrawn);
    }
}

#[test]
fn immigration_enforcement_and_the_country_of_origin_can_never_receive() {
    for class in [RecipientClass::ImmigrationEnforcement, RecipientClass::CountryOfOrigin] {
        assert_eq!(Recipient::new(unit(1), class), Err(RecipientRefused));
    }
    let forged = serde_json::to_string(&shelter()).unwrap().replace("care", "immigration_enforcement");
    assert!(serde_json::from_str::<Recipient>(&forged).is_err());
}

#[test]
fn nobody_agrees_for_an_adult() {
    let guardian =
        GivenBy::Guardian { cleared_by: UserId::from_random([3; 16]), childs_view: ChildsView::Agrees };
    let giving = Giving { given_by: guardian, ..giving(1, day(1)) };
    let given = Agreement::later(giving, Purpose::Support, shelter(), yes_to(&[Category::Needs]), day(9));
    assert_eq!(given.err(), Some(AgreementError::NotTheirs));
}

#[test]
fn the_profile_says_whose_agreement_is_asked_for_a_child() {
    let authority = BTreeSet::from([Giver::Authority]);
    let whose = Whose::Child { agreement_of: &authority, adult_from: None };
    let by = |given_by| {
        let giving = Giving { whose, given_by, ..giving(1, day(1)) };
        Agreement::later(giving, Purpose::Support, shelter(), yes_to(&[Category::Needs]), day(9)).err()
    };
    let officer = UserId::from_random([4; 16]);
    assert_eq!(by(GivenBy::Authority { officer, childs_view: ChildsView::Disagrees }), None);
    assert_eq!(by(GivenBy::Person), Some(AgreementError::NotTheirs));
}

#[test]
fn turning_18_ends_what_was_agreed_and_asks_the_person_herself() {
    let givers = BTreeSet::from([Giver::Person]);
    let whose = Whose::Child { agreement_of: &givers, adult_from: Some(day(50)) };
    let giving = Giving { whose, ..giving(1, day(1)) };
    let answers = yes_to(&[Category::Needs]);
    let agreement = Agreement::later(giving, Purpose::Support, shelter(), answers, day(100)).unwrap();
    assert!(agreement.covers(&Purpose::Support, unit(1), Category::Needs, day(49)));
    assert!(!agreement.covers(&Purpose::Support, unit(1), Category::Needs, day(50)));
    assert_eq!(agreement.expires(), day(50));

    let ledger = Agreements::default().with(agreement);
    assert_eq!(ledger.to_ask_again(day(50)).count(), 1);
    assert_eq!(ledger.standing(&Purpose::Support, unit(1), day(50)), Standing::NotAsked);
}

#[test]
fn media_and_training_are_refused_until_the_person_says_yes() {
    let ledger = Agreements::default();
    assert_eq!(ledger.standing(&Purpose::Media, unit(1), day(1)), Standing::Refused);
    assert_eq!(ledger.standing(&Purpose::TrainingReuse, unit(1), day(1)), Standing::Refused);
    assert_eq!(ledger.standing(&Purpose::Support, unit(1), day(1)), Standing::NotAsked);
}

#[test]
fn the_answer_given_last_is_the_one_that_counts() {
    let yes = later(1, Purpose::Support, yes_to(&[Category::Needs]));
    let no = Agreement::later(
        giving(2, day(3)),
        Purpose::Support,
        shelter(),
        BTreeMap::from([(Category::Needs, Answer::Refused)]),
        day(100),
    )
    .unwrap();
    let ledger = Agreements::default().with(no).with(yes);
    assert!(ledger.allows(&Purpose::Support, unit(1), Category::Needs, day(2)));
    assert!(!ledger.allows(&Purpose::Support, unit(1), Category::Needs, day(3)));
    assert_eq!(ledger.standing(&Purpose::Support, unit(1), day(3)), Standing::Refused);
}

#[test]
fn an_agreement_that_ran_out_does_not_undo_an_older_one_that_lasts_longer() {
    let lasting = later(1, safe_place(), yes_to(&[Category::MinimumDataset]));
    let ledger = Agreements::default().with(lasting).with(tonight(2, day(2)));
    assert!(ledger.allows(&safe_place(), unit(1), Category::MinimumDataset, day(20)));
    assert_eq!(ledger.standing(&safe_place(), unit(1), day(20)), Standing::Agreed);
    assert_eq!(ledger.standing(&safe_place(), unit(1), day(100)), Standing::NotAsked);
}

#[test]
fn withdrawing_from_one_recipient_leaves_no_older_yes_behind() {
    let ledger = Agreements::default().with(tonight(1, day(1))).with(tonight(2, day(2)));
    let (ledger, closed) = ledger.withdraw(&safe_place(), unit(1), day(2));
    assert_eq!(closed.len(), 2);
    assert!(!ledger.allows(&safe_place(), unit(1), Category::MinimumDataset, day(2)));
    assert_eq!(ledger.standing(&safe_place(), unit(1), day(2)), Standing::Withdrawn);
}

#[test]
fn what_the_law_orders_needs_no_agreement_and_goes_no_further_than_the_law() {
    let by_law = ByLaw {
        basis: LegalBasis::new(Parts {
            controller: unit(7),
            kind: ControllerKind::StateBody,
            ground: Ground::LegalDuty,
            special_category: None,
            offence_data: None,
            law: Some("Child Protection Act s. 4".into()),
        })
        .unwrap(),
        purpose: safe_place(),
        recipient: shelter(),
        categories: BTreeSet::from([Category::MinimumDataset]),
        until: day(10),
        by: UserId::from_random([9; 16]),
        at: day(1),
        reason: None,
    };
    let ledger = Agreements::default().with_law(by_law.clone());
    assert!(ledger.allows(&safe_place(), unit(1), Category::MinimumDataset, day(9)));
    assert!(!ledger.allows(&safe_place(), unit(1), Category::Health, day(9)));
    assert!(!ledger.allows(&safe_place(), unit(1), Category::MinimumDataset, day(10)));
    let law = Standing::NotNeeded("Child Protection Act s. 4".into());
    assert_eq!(ledger.standing(&safe_place(), unit(1), day(9)), law);
    // What lies in clear beside a referral tells the ground and not the law.
    let grounds = ledger.grounds(&safe_place(), unit(1), Category::MinimumDataset, day(9)).unwrap();
    assert_eq!(grounds.basis, Basis::Law("legal_duty".into()));
    // Written again, it lasts as long as it says now.
    let ledger = ledger.with_law(ByLaw { until: day(5), ..by_law });
    assert!(!ledger.allows(&safe_place(), unit(1), Category::MinimumDataset, day(9)));
}

#[test]
fn a_purpose_keeps_its_code_in_both_directions() {
    for code in [
        "support",
        "formal_identification",
        "police_cooperation",
        "service:dental",
        "transnational:MD",
        "media",
        "training_reuse",
    ] {
        assert_eq!(code.parse::<Purpose>().unwrap().to_string(), code);
    }
    for bad in ["", "service:", "service:anything", "transnational:Moldova", "research"] {
        assert_eq!(bad.parse::<Purpose>(), Err(PurposeError), "{bad}");
    }
}

#[test]
fn what_was_given_for_a_child_ends_with_childhood_and_never_comes_back() {
    let givers = BTreeSet::from([Giver::Guardian]);
    let guardian =
        GivenBy::Guardian { cleared_by: UserId::from_random([3; 16]), childs_view: ChildsView::Agrees };
    let whose = Whose::Child { agreement_of: &givers, adult_from: None };
    let for_child = Giving { whose, given_by: guardian, ..giving(1, day(1)) };
    let needs = yes_to(&[Category::Needs]);
    let guardians =
        Agreement::later(for_child, Purpose::Support, shelter(), needs.clone(), day(900)).unwrap();
    let hers = later(2, safe_place(), needs);
    let given = Agreements::default().with(guardians.clone()).with(hers);
    let allows =
        |given: &Agreements, now| given.allows(&Purpose::Support, unit(1), Category::Needs, day(now));
    assert!(allows(&given, 50));

    // The birthday becomes known: it ends on the day, though nobody writes that the day has come.
    let known = given.clone().until_majority(Some(day(100)), day(50));
    assert!(allows(&known, 99) && !allows(&known, 100));
    // In clear it ends with a month, whichever of its days the birthday is.
    let in_clear = |birthday: &str| {
        let of = given.clone().until_majority(Some(birthday.parse().unwrap()), day(50));
        of.given().iter().find(|one| one.id() == guardians.id()).unwrap().expires_in_clear().to_string()
    };
    let months: Vec<_> = (1..=31).map(|on| in_clear(&format!("1970-12-{on:02}T00:00:00Z"))).collect();
    assert!(months.iter().all(|ends| ends == "1971-01-01T00:00:00Z"), "{months:?}");
    assert_eq!(known.standing(&Purpose::Support, unit(1), day(100)), Standing::NotAsked);
    assert!(allows(&known.clone().until_majority(Some(day(200)), day(99)), 150));
    assert!(!allows(&known.until_majority(Some(day(200)), day(100)), 150));

    // Found to be an adult without any birthday: what a guardian said ends now, what she said herself stands.
    let (found, closed) = given.come_of_age(day(60));
    assert_eq!(closed.iter().map(|one| one.agreement).collect::<Vec<_>>(), [guardians.id()]);
    assert!(!allows(&found, 60));
    assert!(found.allows(&safe_place(), unit(1), Category::Needs, day(60)));
    assert_eq!(found.to_ask_again(day(60)).map(Agreement::id).collect::<Vec<_>>(), [guardians.id()]);
}
